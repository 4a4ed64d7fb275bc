"""The words that a model is given. Knows nothing of what they say."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Model
from vgdsl.program.values import Prompt


def prompt(subject: Subject) -> Iterator[Diagnostic]:
    """A prompt where the model wants one, none where it takes none, and no longer than it reads once all is filled in."""
    model = subject.model
    if subject.shot is None and subject.upscale is None:
        return
    value = subject.node.prompt
    text = "" if value is None else subject.cast.prompt or str(value)
    if model.prompt == "refused":
        if text and subject.given("prompt"):
            yield finding(subject, "VG457", "prompt", edit=without(subject, "prompt"))
    elif not text or text.isspace():
        if model.prompt == "required":
            yield finding(subject, "VG456", "prompt")
    elif len(text) > model.max_prompt_chars:
        yield _too_long(subject, text, value)


def _too_long(subject: Subject, text: str, value: Prompt | None) -> Diagnostic:
    def reads(other: Model) -> bool:
        return other.max_prompt_chars >= len(text)

    grown = len(text) - len(str(value))
    return finding(
        subject,
        "VG458",
        "prompt",
        length=len(text),
        most=subject.model.max_prompt_chars,
        over=len(text) - subject.model.max_prompt_chars,
        grown=grown if grown > 0 else None,
        others=makers(subject, reads),
    )
