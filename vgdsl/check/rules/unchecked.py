"""Says what nobody can check: values for which a model's limits are not published. Knows no limits itself."""

from collections.abc import Iterator
from operator import attrgetter

from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.frames_or_references import excluded
from vgdsl.check.rules.phrases import listed
from vgdsl.check.rules.subject import NOBODY, Subject
from vgdsl.diagnostics import Diagnostic, Severity

_OWN = (
    ("duration", "durations"),
    ("aspect_ratio", "aspect_ratios"),
    ("resolution", "resolutions"),
    ("audio", "audio_configurable"),
    ("start", "start_image"),
    ("end", "end_image"),
    ("source", "video_input"),
    ("soundtrack", "audio_input"),
    ("keyframes", "keyframes"),
    ("image_strength", "image_strength"),
    ("consent", "consent"),
)
_SHOWN = (
    "elements",
    "scene_images",
    "reference_images",
    "reference_videos",
    "reference_audios",
    "reference_documents",
)
"""Named alike in a Cast, which holds them, and in a Model, which says how many."""

_NAMES = tuple(name for name, _ in _OWN)
_VALUES = attrgetter(*_NAMES)
_LIMITS = attrgetter(*(limit for _, limit in _OWN))


def unchecked(subject: Subject) -> Iterator[Diagnostic]:
    """One warning a node, naming every value that could not be checked."""
    shot, model, cast = subject.shot, subject.model, subject.cast
    if shot is None:
        return
    said = zip(_NAMES, _VALUES(shot), _LIMITS(model), strict=True)
    names = [name for name, value, limit in said if limit is None and value is not None and value != ()]
    if cast is not NOBODY:
        names += [kind for kind in _SHOWN if getattr(cast, kind) and getattr(model, kind) is None]
    if (refused := excluded(subject)) in names:
        names.remove(refused)
    if names:
        spoken = listed(name.replace("_", " ") for name in names)
        yield finding(subject, "VG499", "model", severity=Severity.WARNING, names=spoken)
