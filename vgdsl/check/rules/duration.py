"""How long a model's clips are. Knows nothing of the lengths of media given to it."""

from collections.abc import Iterator, Sequence
from functools import cache

from vgdsl.check.rules.clip_lengths import SLACK, videos_fit
from vgdsl.check.rules.enclosed import seconds_of
from vgdsl.check.rules.finding import finding, makers, with_one, without
from vgdsl.check.rules.phrases import AUTO, lengths, seconds, wire_duration
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.program.model import Model
from vgdsl.program.values import Duration


def duration(subject: Subject) -> Iterator[Diagnostic]:
    """The length is one that the model makes; a model that follows its source is told none."""
    shot, ladder = subject.shot, subject.model.durations
    if shot is None or ladder is None:
        return
    value = shot.duration
    if follows_source(subject.model):
        if isinstance(value, Duration) and subject.given("duration"):
            yield _followed(subject, value)
    elif isinstance(value, Duration):
        if _wire(value.ms) not in ladder:
            yield _not_made(subject, value, ladder)
    elif len(ladder) > 1:
        yield from _open(subject, ladder, unsaid=value is None)


def _followed(subject: Subject, value: Duration) -> Diagnostic:
    edit = without(subject, "duration")
    return finding(subject, "VG414", "duration", about="durations", edit=edit, write="auto", value=str(value))


def _open(subject: Subject, ladder: Sequence[str], *, unsaid: bool) -> Iterator[Diagnostic]:
    """No length, or `auto`."""
    if unsaid:
        if not subject.misfit:
            yield _needed(subject, "VG411", ladder, with_one(subject, "duration", ladder[0]))
    elif not subject.model.source_duration:
        yield _needed(subject, "VG413", ladder)
    elif not subject.cast.reference_videos:
        yield _needed(subject, "VG415", ladder)
    else:
        yield from _matched(subject, sorted(wire_duration(text) for text in ladder))


def _needed(subject: Subject, code: str, ladder: Sequence[str], edit: Edit | None = None) -> Diagnostic:
    """A length has to be said; the shortest is the cheapest way out."""
    legal, made = ladder[0], lengths(ladder)
    return finding(
        subject, code, "duration", about="durations", edit=edit, write=legal, made=made, legal=legal
    )


def _matched(subject: Subject, ladder: Sequence[Duration]) -> Iterator[Diagnostic]:
    """A clip as long as a reference video needs one that is as long as a clip may be (queue reference, August 2026)."""
    known = [seconds_of(value, subject.program) for value in subject.cast.reference_videos]
    total = sum(length or 0.0 for length in known)
    if not videos_fit(subject):
        return
    short = None not in known and total < float(ladder[0].seconds) - SLACK
    if short or total > float(ladder[-1].seconds) + SLACK:
        made, fault = f"{ladder[0]} to {ladder[-1]}", "too short" if short else "too long"
        legal = str(ladder[0] if short else ladder[-1])
        yield finding(
            subject,
            "VG418",
            "duration",
            write=legal,
            length=seconds(total),
            made=made,
            fault=fault,
            legal=legal,
        )


def follows_source(model: Model) -> bool:
    """Whether its clips are as long as their source, so that a request says no length."""
    return model.durations == (AUTO,)


def _not_made(subject: Subject, value: Duration, ladder: Sequence[str]) -> Diagnostic:
    made = sorted(wire_duration(text) for text in ladder)
    legal = str(min(made, key=lambda length: abs(length.ms - value.ms)))
    others = makers(subject, lambda model: str(value) in (model.durations or ()))
    return finding(
        subject,
        "VG412",
        "duration",
        about="durations",
        write=legal,
        value=str(value),
        made=lengths(ladder),
        fault="too long" if value > made[-1] else "too short" if value < made[0] else "not one of them",
        legal=legal,
        others=others,
        alone=legal if others is None else None,
    )


@cache
def _wire(ms: int) -> str:
    """A film has thousands of shots and a handful of lengths."""
    return str(Duration(ms))
