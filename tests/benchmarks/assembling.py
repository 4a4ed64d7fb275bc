"""M: exact frames, joined clips and slates, against the bare work of the decoder and of the container."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import av.filter
from material import folder
from measure import Effort, Reading, contest, cpu, milliseconds, program, repeated, wall

from vgdsl.media.assemble import Clip, Timeline, assemble
from vgdsl.media.footage import read_footage
from vgdsl.media.frames import decode_frame
from vgdsl.media.slate.render import Slate, render

RATE = 24


def _size(effort: Effort) -> str:
    return "320x180" if effort.quick else "1280x720"


def shoot(path: Path, seconds: int, size: str) -> Path:
    """A clip in which everything moves, in one group of pictures."""
    graph = av.filter.Graph()
    source = graph.add("testsrc2", f"size={size}:rate={RATE}:duration={seconds}")
    sink = graph.add("buffersink")
    source.link_to(sink)
    graph.configure()
    width, height = map(int, size.split("x"))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "g": "250"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for _ in range(seconds * RATE):
            frame = graph.pull()
            frame.pict_type = 0
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def last_frame(effort: Effort) -> Iterator[Reading]:
    with folder() as place:
        clip = shoot(place / "clip.mp4", 5, _size(effort))
        pictures = 5 * RATE

        def ours() -> None:
            footage = read_footage(clip)
            if decode_frame(footage, pictures - 1).pts is None or footage.pictures.frame_count != pictures:
                raise ValueError("not the last frame")

        found = contest(ours, lambda: _bare_decode(clip), effort.pairs * 2 - 1)
    beside = f"{milliseconds(found.ours)}, PyAV's bare decode {milliseconds(found.theirs)}"
    yield Reading("M1", "last frame of 5 s of 720p / bare decode", found.ratio, "x", 1.25, beside)


def _bare_decode(clip: Path) -> None:
    with av.open(str(clip)) as container:
        container.streams.video[0].thread_type = "NONE"  # the least CPU
        for _ in container.decode(video=0):
            pass


def joined(effort: Effort) -> Iterator[Reading]:
    with folder() as place:
        count = effort.of(20, 2)
        seconds, size = effort.of(5, 1), _size(effort)
        first = shoot(place / "0.mp4", seconds, size)
        clips = [first, *(Path(shutil.copy(first, place / f"{n}.mp4")) for n in range(1, count))]
        film = Timeline(tuple(Clip(clip) for clip in clips))

        def ours() -> None:
            made = assemble(film, place / "film.mp4")
            if (made.copied, made.frames) != (count, count * seconds * RATE):
                raise ValueError("compatible clips are copied, every frame of them once")

        what = f"joining {count * seconds} s of 720p"
        found = contest(ours, lambda: _remux(clips, place / "plain.mp4"), effort.pairs, wall)
        beside = f"{milliseconds(found.ours)}, remux {milliseconds(found.theirs)}"
        yield Reading("M2", f"{what} / PyAV's remux loop", found.ratio, "x", 1.15, beside)
        if ffmpeg := shutil.which("ffmpeg"):
            listed = place / "list.txt"
            listed.write_text("".join(f"file '{clip}'\n" for clip in clips), encoding="utf-8")
            copy = ("-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", listed, "-c", "copy")
            more = ("-movflags", "+faststart", place / "theirs.mp4")
            found = contest(ours, lambda: program(ffmpeg, *copy, *more, folder=place), effort.pairs, wall)
            beside = f"{milliseconds(found.ours)}, ffmpeg {milliseconds(found.theirs)}"
            yield Reading("M2", f"{what} / ffmpeg -c copy", found.ratio, "x", 1.15, beside)


def _remux(clips: list[Path], out: Path) -> None:
    """What the concat demuxer does: every packet as it is, later by the length of what went before."""
    with av.open(str(out), "w", options={"movflags": "faststart"}) as film:
        stream, shift = None, 0
        for clip in clips:
            with av.open(str(clip)) as container:
                source = container.streams.video[0]
                stream = stream or film.add_stream_from_template(source)
                for packet in container.demux(source):
                    if packet.dts is None:
                        continue
                    packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, stream
                    film.mux(packet)
                shift += source.duration


def animatic(effort: Effort) -> Iterator[Reading]:
    width, height = map(int, _size(effort).split("x"))
    slate = Slate(
        node="opening",
        prompt="Aerial view of the lagoon at dusk: a gondola passes slowly under a rising moon.",
        model="wan-2-7",
        seconds=Fraction(5),
        width=width,
        height=height,
        fps=Fraction(RATE),
    )
    with folder() as place:
        render(slate, place / "slate.mp4")
        spent = repeated(lambda: cpu(lambda: render(slate, place / "slate.mp4")), effort.pairs)
    yield Reading("M3", "slate of 5 s of 720p, of one core", spent, "s", 0.3, "static slate 0.25 s (anchor)")
