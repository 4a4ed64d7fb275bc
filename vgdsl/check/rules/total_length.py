"""Reference videos and the clip made of them, counted together. Knows nothing of either's own limits."""

from collections.abc import Iterator

from vgdsl.check.rules.clip_lengths import SLACK, total_seconds, videos_fit
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import AUTO, seconds, wire_duration
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.values import Duration


def total_length(subject: Subject) -> Iterator[Diagnostic]:
    """Some models count reference videos and the clip together, and find out only after payment (Wan 3.0 guide)."""
    shot, limit = subject.shot, subject.model.total_seconds
    if shot is None or limit is None or not isinstance(shot.duration, Duration):
        return
    given = total_seconds(subject, subject.cast.reference_videos)
    if subject.model.durations and str(shot.duration) not in subject.model.durations:
        return  # a length that the model does not make has been told
    if videos_fit(subject) and given and given + float(shot.duration.seconds) > limit + SLACK:
        left = max(0.0, limit - given)
        made = (wire_duration(text) for text in subject.model.durations or () if text != AUTO)
        legal = max((length for length in made if length.seconds <= left + SLACK), default=None)
        yield finding(
            subject,
            "VG497",
            "duration",
            write=None if legal is None else str(legal),
            legal=None if legal is None else str(legal),
            given=seconds(given),
            value=str(shot.duration),
            most=f"{limit}s",
        )
