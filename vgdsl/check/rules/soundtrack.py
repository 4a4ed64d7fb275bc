"""The sound that a clip is made to. Knows nothing of reference sounds."""

from collections.abc import Iterator

from vgdsl.check.rules.clip_lengths import SLACK
from vgdsl.check.rules.enclosed import overweight
from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.phrases import megabytes, seconds
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import MediaFacts

MOST_SECONDS = 30.0
MOST_MEGABYTES = 15
"""Of `audio_url` (Venice queue reference, August 2026)."""


def soundtrack(subject: Subject) -> Iterator[Diagnostic]:
    """A soundtrack where the model takes one, of a length and size that it takes."""
    shot, model = subject.shot, subject.model
    if shot is None or shot.soundtrack is None:
        return
    if model.audio_input is False:
        if subject.given("soundtrack"):
            others = makers(subject, lambda other: other.audio_input is True)
            edit = without(subject, "soundtrack")
            yield finding(subject, "VG461", "soundtrack", edit=edit, others=others)
        return
    facts = subject.program.media.get(shot.soundtrack.path or "")
    if facts is not None:
        yield from _measured(subject, facts, str(shot.soundtrack))


def _measured(subject: Subject, facts: MediaFacts, file: str) -> Iterator[Diagnostic]:
    least = subject.model.soundtrack_min_seconds
    length = facts.seconds
    if length is not None and length > MOST_SECONDS + SLACK:
        most = seconds(MOST_SECONDS)
        yield finding(subject, "VG462", "soundtrack", file=file, length=seconds(length), most=most)
    elif length is not None and least is not None and length < least - SLACK:
        yield finding(subject, "VG463", "soundtrack", file=file, length=seconds(length), least=seconds(least))
    elif overweight(facts, MOST_MEGABYTES):
        most = f"{MOST_MEGABYTES} MB"
        yield finding(subject, "VG464", "soundtrack", file=file, size=megabytes(facts.size), most=most)
