"""Whether a clip can be enlarged in one go, and its result be stored as asked. Knows nothing of sliders and engines."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import seconds
from vgdsl.check.rules.subject import Subject
from vgdsl.check.rules.upscale_measures import output_of, source_of
from vgdsl.diagnostics import Diagnostic

MOST_SECONDS = 300
"""Of a source (Venice upscaling and enhancement guides, autumn 2026)."""

_4K_LONG, _4K_SHORT = 4096, 2160
"""The sides of the largest picture that is still 4K, the cinema's wider form included."""


def upscale_source(subject: Subject) -> Iterator[Diagnostic]:
    """A source is short enough, and not so large that the older encoding cannot hold the result."""
    upscale = subject.upscale
    if upscale is None:
        return
    source, file = source_of(subject), str(upscale.source)
    suite = subject.model.enhancement
    prompted = None if suite is None or upscale.prompt is None else suite.prompted_frames
    if source.seconds is not None and source.seconds > MOST_SECONDS:
        length, most = seconds(source.seconds), f"{MOST_SECONDS}s"
        yield finding(subject, "VG465", "source", file=file, length=length, most=most)
    elif prompted is not None and source.frames is not None and source.frames > prompted:
        yield finding(subject, "VG466", "prompt", file=file, frames=source.frames, most=prompted)
    if upscale.settings.get("h264") is True:
        yield from _older_encoding(subject)


def _older_encoding(subject: Subject) -> Iterator[Diagnostic]:
    """The service refuses to write H.264 above 4K, whatever the source."""
    made = output_of(subject)
    if made.width is None or made.height is None:
        return
    if max(made.width, made.height) > _4K_LONG or min(made.width, made.height) > _4K_SHORT:
        yield finding(subject, "VG467", "h264", size=f"{made.width}x{made.height}")
