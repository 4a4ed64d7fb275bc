"""Reference videos and sounds: how long and heavy each may be, and all together. Knows nothing of their formats."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from vgdsl.check.rules.enclosed import facts_of, overweight, seconds_of
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import megabytes, seconds
from vgdsl.check.rules.pointing import medium
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.attached import Reference
from vgdsl.program.model import Limits
from vgdsl.program.values import Media

SLACK = 0.05
"""Seconds by which a measured file may pass a limit: containers round to whole frames."""


def clip_lengths(subject: Subject) -> Iterator[Diagnostic]:
    """Each reference clip, and all of a kind together, within the model's limits."""
    cast, model = subject.cast, subject.model
    if cast.reference_videos and model.video_clips is not None:
        yield from _clips(subject, cast.reference_videos, model.video_clips, "video")
    if cast.reference_audios and model.audio_clips is not None:
        yield from _clips(subject, cast.reference_audios, model.audio_clips, "sound")


def _clips(subject: Subject, values: Sequence[Reference], limits: Limits, noun: str) -> Iterator[Diagnostic]:
    wrong = False
    for value in values:
        length = seconds_of(value, subject.program)
        if length is not None and not _within(length, limits):
            wrong = True
            yield _outside(subject, value, noun, length, limits)
        elif diagnostic := _heavy(subject, value, limits):
            wrong = True
            yield diagnostic
    total = total_seconds(subject, values)
    if not wrong and total > limits.total_seconds + SLACK:
        most, at = (
            seconds(limits.total_seconds),
            medium(subject, "references", _beyond(subject, values, limits)),
        )
        yield finding(subject, "VG495", "references", at=at, noun=noun, length=seconds(total), most=most)


def _beyond(subject: Subject, values: Sequence[Reference], limits: Limits) -> Reference:
    """The first with which all of them are too long."""
    sums = accumulate(seconds_of(value, subject.program) or 0.0 for value in values)
    return next(
        value for value, total in zip(values, sums, strict=True) if total > limits.total_seconds + SLACK
    )


def _outside(subject: Subject, value: Reference, noun: str, length: float, limits: Limits) -> Diagnostic:
    return finding(
        subject,
        "VG494",
        "references",
        at=medium(subject, "references", value),
        noun=noun,
        file=str(value),
        length=seconds(length),
        made=f"{seconds(limits.min_seconds)} to {seconds(limits.max_seconds)}",
        short="yes" if length < limits.min_seconds else None,
        long="yes" if length > limits.max_seconds else None,
    )


def _heavy(subject: Subject, value: Reference, limits: Limits) -> Diagnostic | None:
    facts = facts_of(value if isinstance(value, Media) else None, subject.program)
    if facts is None or not overweight(facts, limits.megabytes):
        return None
    size, most = megabytes(facts.size), f"{limits.megabytes:g} MB"
    at = medium(subject, "references", value)
    return finding(subject, "VG493", "references", at=at, file=str(value), size=size, most=most)


def videos_fit(subject: Subject) -> bool:
    """Whether the reference videos are as long as the model takes them; what follows from others has been told."""
    videos, limits = subject.cast.reference_videos, subject.model.video_clips
    if limits is None:
        return True
    lengths = (seconds_of(value, subject.program) for value in videos)
    each = all(length is None or _within(length, limits) for length in lengths)
    return each and total_seconds(subject, videos) <= limits.total_seconds + SLACK


def _within(length: float, limits: Limits) -> bool:
    return limits.min_seconds - SLACK <= length <= limits.max_seconds + SLACK


def total_seconds(subject: Subject, values: Sequence[Reference]) -> float:
    """All lengths that are known, added up."""
    return sum(seconds_of(value, subject.program) or 0.0 for value in values)
