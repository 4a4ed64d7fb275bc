"""How long a clip can be enlarged in one go. Knows nothing of factors and settings."""

from collections.abc import Iterator

from vgdsl.check.rules.enclosed import facts_of
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import seconds
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import MediaFacts, Upscale
from vgdsl.program.values import Media

MOST_SECONDS = 300
MOST_PROMPTED_FRAMES = 450
"""Of Topaz's models, the second with a prompt (Venice upscaling and enhancement guides, autumn 2026)."""

_4K_LINES = 2160


def upscale_source(subject: Subject) -> Iterator[Diagnostic]:
    """A source file is short enough, and not so large that the older encoding cannot hold the result."""
    upscale = subject.upscale
    if upscale is None or not isinstance(upscale.source, Media):
        return
    facts = facts_of(upscale.source, subject.program)
    if facts is not None:
        yield from _measured(subject, upscale, facts)


def _measured(subject: Subject, upscale: Upscale, facts: MediaFacts) -> Iterator[Diagnostic]:
    file = str(upscale.source)
    if facts.seconds is not None and facts.seconds > MOST_SECONDS:
        length, most = seconds(facts.seconds), f"{MOST_SECONDS}s"
        yield finding(subject, "VG465", "source", file=file, length=length, most=most)
    elif upscale.prompt is not None and (facts.frames or 0) > MOST_PROMPTED_FRAMES:
        frames = facts.frames or 0
        yield finding(subject, "VG466", "prompt", file=file, frames=frames, most=MOST_PROMPTED_FRAMES)
    lines = min(facts.width or 0, facts.height or 0) * (upscale.factor.times if upscale.factor else 2)
    if upscale.settings.get("h264") is True and subject.model.factors and lines > _4K_LINES:
        yield finding(subject, "VG467", "h264", lines=lines)
