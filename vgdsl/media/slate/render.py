"""Renders a slate: the film that stands for a clip while it is only planned, H.264 and AAC in an MP4.

Two bars hold the facts. Between them is the picture: the frame or clip that was given, or an illustration of the
prompt. Words come over it and go again, so that the first and the last frame are clean pictures, fit to be the start
or end of another clip. Knows no request, no model's limits and no provider.
"""

from collections.abc import Iterator
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from vgdsl.media.errors import MediaError
from vgdsl.media.slate import bars, sound
from vgdsl.media.slate.clock import Clock
from vgdsl.media.slate.facts import Slate
from vgdsl.media.slate.layout import Layout
from vgdsl.media.slate.mood import mood_of
from vgdsl.media.slate.motion import pictures
from vgdsl.media.slate.overlay import Overlay
from vgdsl.media.slate.planes import crop, frame_of, planes_of, put, shared

__all__ = ["MediaError", "Slate", "render"]

_SOUND_BITRATE, _HIGHEST_TONE = 32_000, "4000"
"""Plenty for a quiet low chord; searching for sound where there is none would take longer than all else of it."""


def render(slate: Slate, out: Path) -> None:
    """Write the clip of a slate to `out`: its size, rate and number of frames are exactly those ordered.

    The same slate gives the same bytes on the same computer. Raises MediaError when a picture cannot be opened.
    """
    with av.open(str(out), "w", format="mp4", options={"movflags": "faststart"}) as container:
        video = _video_stream(container, slate)
        track = _sound_stream(container) if slate.audio else None
        for index, frame in enumerate(_frames(slate)):
            frame.pts, frame.time_base = index, 1 / slate.fps
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if track is not None:
            for samples in sound.pad(slate.node or slate.prompt, slate.frames / float(slate.fps)):
                container.mux(track.encode(samples))
            container.mux(track.encode(None))


def _video_stream(container: OutputContainer, slate: Slate) -> VideoStream:
    """Constant quality at the fastest setting: what stands still is then skipped, not refined again and again.

    One thread, because the number of threads changes the bytes.
    """
    stream = container.add_stream("libx264", rate=slate.fps)
    stream.width, stream.height, stream.pix_fmt = slate.width, slate.height, "yuv420p"
    stream.time_base = 1 / slate.fps
    stream.options = {
        "preset": "ultrafast",
        "qp": "20",
        "g": str(max(1, round(2 * slate.fps))),
        "threads": "1",
        "x264-params": "cabac=1:colorprim=bt709:transfer=bt709:colormatrix=bt709",
    }
    return stream


def _sound_stream(container: OutputContainer) -> AudioStream:
    stream = container.add_stream("aac", rate=sound.RATE, layout="mono", options={"cutoff": _HIGHEST_TONE})
    stream.bit_rate = _SOUND_BITRATE
    return stream


def _frames(slate: Slate) -> Iterator[VideoFrame]:
    """One frame in memory, changed from frame to frame where something moves."""
    layout = Layout(*slate.size)
    frame = frame_of(Image.new("RGB", slate.size, bars.GROUND))
    screen, clock = shared(frame), Clock(slate, frame)
    accent = mood_of(slate).palette.accent
    put(screen, planes_of(bars.upper(slate, accent)), (0, 0))
    room = clock.left - layout.margin * 1.5
    put(screen, planes_of(bars.lower(slate, accent, room)), (0, layout.picture[3]))
    overlay, shown = Overlay(slate), 0.0
    clean = crop(screen, layout.picture)
    for index, patch in enumerate(pictures(slate)):
        if patch is not None:
            row, planes = patch
            put(clean, planes, (0, row))
            put(screen, planes, (0, layout.top + row))
        strength = overlay.strength(index)
        if strength != shown or (strength > 0 and patch is not None):
            overlay.draw(screen, clean, strength)
            shown = strength
        clock.draw(memoryview(frame.planes[0]), index)
        yield frame
