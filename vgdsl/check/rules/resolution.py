"""How fine a model's pictures are. Knows nothing of their shape."""

from collections.abc import Iterator, Sequence

from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.check.spelling import nearest
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Model, model_dimensions
from vgdsl.program.values import Resolution


def resolution(subject: Subject) -> Iterator[Diagnostic]:
    """The resolution is one that the model makes, whatever the case of its letters; `auto` is the model's own choice."""
    shot, listed = subject.shot, subject.model.resolutions
    if shot is None or listed is None or not isinstance(shot.resolution, Resolution):
        return
    text = shot.resolution.text
    if text in listed or text.lower() in map(str.lower, listed):
        return
    others = makers(subject, lambda model: text.lower() in map(str.lower, model.resolutions or ()))
    if listed:
        legal = _nearest(text, listed, subject.model)
        yield finding(
            subject,
            "VG417",
            "resolution",
            about="resolutions",
            write=legal,
            value=text,
            made=either(listed),
            legal=legal,
            others=others,
            alone=legal if others is None else None,
        )
    elif subject.given("resolution"):
        yield finding(
            subject,
            "VG416",
            "resolution",
            about="resolutions",
            edit=without(subject, "resolution"),
            value=text,
            others=others,
        )


def _nearest(text: str, listed: Sequence[str], model: Model) -> str:
    """The listed one with the nearest number of lines; for a text that is no size, the one spelled most like it."""
    try:
        wanted = _lines(model, text)
    except ValueError:
        return nearest(text, listed) or listed[0]
    return min(listed, key=lambda name: abs(_lines(model, name) - wanted))


def _lines(model: Model, text: str) -> int:
    return min(model_dimensions(model, text, None))
