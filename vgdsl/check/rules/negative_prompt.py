"""What should not be seen, in words. Knows nothing of what they say."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def negative_prompt(subject: Subject) -> Iterator[Diagnostic]:
    """Not where the model takes none, and no longer than a prompt may be."""
    shot, model = subject.shot, subject.model
    if shot is None or shot.negative_prompt is None:
        return
    if model.negative_prompt is False:
        if subject.given("negative_prompt"):
            others = makers(subject, lambda other: other.negative_prompt is not False)
            edit = without(subject, "negative_prompt")
            yield finding(subject, "VG459", "negative_prompt", edit=edit, others=others)
    elif len(shot.negative_prompt) > model.max_prompt_chars:
        length, most = len(shot.negative_prompt), model.max_prompt_chars
        yield finding(subject, "VG460", "negative_prompt", length=length, most=most)
