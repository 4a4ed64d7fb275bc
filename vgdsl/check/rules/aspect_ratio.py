"""Which shapes of picture a model makes. Knows nothing of the pictures given to it."""

from collections.abc import Callable, Iterator, Sequence
from math import log

from vgdsl.check.rules.finding import finding, makers, with_one, without
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Mode, Model, default_aspect
from vgdsl.program.values import Ratio

FOLLOWS = frozenset({"adaptive", "auto"})
"""What a model's list calls the shape of whatever it is given."""


def aspect_ratio(subject: Subject) -> Iterator[Diagnostic]:
    """A model that lists shapes is told one, unless its start frame has one; others are told none (Venice skill, 2026)."""
    shot, listed = subject.shot, subject.model.aspect_ratios
    if shot is None or listed is None:
        return
    value = shot.aspect_ratio
    if isinstance(value, Ratio):
        if not listed:
            if subject.given("aspect_ratio"):
                yield _refused(subject, value)
        elif str(value) not in listed:
            yield _not_made(subject, value, listed)
    elif len(listed) > 1:
        follows = not FOLLOWS.isdisjoint(listed)
        if value is None and not (follows and subject.model.mode is Mode.IMAGE):
            if not subject.misfit:
                yield _unsaid(subject, listed)
        elif value is not None and not follows:
            yield from _auto(subject, listed)


def _unsaid(subject: Subject, listed: Sequence[str]) -> Diagnostic:
    legal = default_aspect(subject.model)
    edit = None if legal is None else with_one(subject, "aspect_ratio", legal)
    return finding(
        subject,
        "VG421",
        "aspect_ratio",
        about="aspect_ratios",
        edit=edit,
        made=_shapes(listed),
        legal=legal,
    )


def _auto(subject: Subject, listed: Sequence[str]) -> Iterator[Diagnostic]:
    legal = default_aspect(subject.model)
    if not subject.model.source_ratio:
        yield finding(
            subject,
            "VG424",
            "aspect_ratio",
            about="aspect_ratios",
            write=legal,
            made=_shapes(listed),
            legal=legal,
        )
    elif not subject.cast.reference_videos:
        yield finding(subject, "VG425", "aspect_ratio", about="aspect_ratios", write=legal, legal=legal)


def _refused(subject: Subject, value: Ratio) -> Diagnostic:
    shaped = "its start frame" if subject.model.start_image == "required" else None
    others = makers(subject, _lists(value))
    return finding(
        subject,
        "VG422",
        "aspect_ratio",
        about="aspect_ratios",
        edit=without(subject, "aspect_ratio"),
        value=str(value),
        shaped=shaped,
        others=others,
    )


def _not_made(subject: Subject, value: Ratio, listed: Sequence[str]) -> Diagnostic:
    shapes = [text for text in listed if text not in FOLLOWS]
    legal = min(shapes, key=lambda text: abs(_wideness(text) - log(value.width / value.height)))
    others = makers(subject, _lists(value))
    return finding(
        subject,
        "VG423",
        "aspect_ratio",
        about="aspect_ratios",
        write=legal,
        value=str(value),
        made=_shapes(listed),
        legal=legal,
        others=others,
        alone=legal if others is None else None,
    )


def _lists(value: Ratio) -> Callable[[Model], bool]:
    return lambda model: str(value) in (model.aspect_ratios or ())


def _shapes(listed: Sequence[str]) -> str:
    return either(text for text in listed if text not in FOLLOWS)


def _wideness(text: str) -> float:
    across, down = text.split(":")
    return log(float(across) / float(down))
