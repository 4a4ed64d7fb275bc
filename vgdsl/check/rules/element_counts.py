"""How many elements and scene pictures a model shows. Knows nothing of what each brings."""

from collections.abc import Iterator, Mapping

from vgdsl.check.rules.finding import finding, makers
from vgdsl.check.rules.phrases import count, listed
from vgdsl.check.rules.pointing import casting_attribute, named
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.source import Span


def element_counts(subject: Subject) -> Iterator[Diagnostic]:
    """No more elements, scene pictures, or both together than the model takes; fewer beside a start or end frame."""
    cast, shot, model = subject.cast, subject.shot, subject.model
    if shot is None or not (cast.elements or cast.scene_images):
        return
    elements, scenes = len(cast.elements), len(cast.scene_images)
    frames = (shot.start is not None) + (shot.end is not None)
    framed = frames > 0 and model.elements_with_frames is not None
    limit = model.elements_with_frames if framed else model.elements
    if limit is not None and elements > limit:
        yield _elements(subject, elements, limit, framed=framed)
    if model.scene_images is not None and scenes > model.scene_images:
        yield _scenes(subject, scenes, model.scene_images)
    if model.combined_images is not None and elements + scenes + frames > model.combined_images:
        yield _together(
            subject, {"element": elements, "scene picture": scenes, "frame": frames}, model.combined_images
        )


def _elements(subject: Subject, found: int, limit: int, *, framed: bool) -> Diagnostic:
    others = makers(
        subject, lambda model: ((framed and model.elements_with_frames) or model.elements or 0) >= found
    )
    beside = "beside a start or end frame" if framed else None
    return finding(
        subject,
        "VG441",
        casting_attribute(subject),
        at=named(subject, subject.cast.elements[limit]),
        found=found,
        most=count(limit, "element"),
        beside=beside,
        others=others,
    )


def _scenes(subject: Subject, found: int, limit: int) -> Diagnostic:
    return finding(
        subject,
        "VG442",
        casting_attribute(subject),
        at=_last(subject),
        found=found,
        most=count(limit, "picture"),
    )


def _together(subject: Subject, counts: Mapping[str, int], limit: int) -> Diagnostic:
    found = listed(count(number, noun) for noun, number in counts.items() if number)
    where = casting_attribute(subject)
    return finding(subject, "VG449", where, at=_last(subject), found=found, most=limit)


def _last(subject: Subject) -> Span | None:
    """Where the last location is named, of which some picture is one too many; or the last element."""
    shot = subject.shot
    names = () if shot is None else (*shot.elements, *shot.locations)
    return named(subject, names[-1]) if names else None
