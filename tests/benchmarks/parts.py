"""U1: a large source cut in parts, upscaled by a served simulator and joined again: is every picture there, and how much
memory does that take, beside a source of a tenth of its size?
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
from measure import ROOT, Effort, Reading, Spread

SIZE, CELLS, FPS = (320, 176), 16, 24
"""A small picture in which there is much noise: the simulator soon has it enlarged, and the file is large all the same."""

SLACK = 20
"""Megabytes by which the larger source may need more: none of them for its bytes."""

FILM = """\
film attic { title = "The Attic" }

upscale hd {
  source = video("old.mp4")
  factor = 1x
  parts  = 4
}
"""
CLIENT = """
import atexit, sys
from vgdsl.cli import main

@atexit.register
def tell():
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    open("peak", "w").write(peak.split()[1])

main()
"""


def large_source(effort: Effort) -> Iterator[Reading]:
    """The same minute at 8 and at 80 MB; each is looked at picture by picture, and its sound sample by sample."""
    seconds = effort.of(60, 4)
    small, large = effort.of(8_000_000, 200_000), effort.of(80_000_000, 400_000)
    peaks = {size: _peak(seconds, size) for size in (small, large)}
    what = f"peak memory, {large / 1e6:g} MB in 4 parts"
    spread, goal = Spread.of([peaks[large]]), peaks[small] + SLACK
    yield Reading("U1", what, spread, "MB", goal, f"{peaks[small]:.0f} MB for {small / 1e6:g} MB in as many")


def _peak(seconds: int, size: int) -> float:
    with tempfile.TemporaryDirectory(prefix="vgdsl-parts-") as place, _served(Path(place)) as address:
        folder = Path(place) / "film"
        folder.mkdir()
        (folder / "film.vg").write_text(FILM)
        _record(folder / "old.mp4", seconds, size)
        peak = _upscaled(folder, address)
        _look(folder, seconds)
    return peak


@contextmanager
def _served(place: Path) -> Iterator[str]:
    words = [
        sys.executable,
        "-m",
        "vgdsl",
        "simulate",
        "--port",
        "0",
        "--folder",
        str(place / "account"),
        "--speed",
        "2000",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            found = re.search(
                r"http://127\.0\.0\.1:\d+/api/v1", process.stdout.readline() if process.stdout else ""
            )
            yield found.group() if found else ""
        finally:
            process.terminate()


def _upscaled(folder: Path, address: str) -> float:
    """The most memory, in megabytes, that the client ever had while it made the film of a folder."""
    own = {
        "VENICE_BASE_URL": address,
        "VENICE_API_KEY": "key-of-the-benchmark-0123",
        "VGDSL_CACHE": str(folder / "cache"),
    }
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **own}
    words = [sys.executable, "-c", CLIENT, "run", "film.vg", "--yes"]
    subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return int((folder / "peak").read_text()) / 1000


def _record(path: Path, seconds: int, size: int) -> None:
    """Noise under a row of black and white cells that count the pictures, with a key picture at every second; and sound."""
    width, height = SIZE
    rate = size * 8 // seconds
    options = {
        "preset": "ultrafast",
        "g": str(FPS),
        **dict.fromkeys(("b", "minrate", "maxrate", "bufsize"), str(rate)),
        "nal-hrd": "cbr",
    }
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=FPS, options=options)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = container.add_stream("aac", rate=48_000, layout="mono")
        for number in range(seconds * FPS):
            container.mux(video.encode(_picture(number)))
            if number % 2 == 0:
                heard = av.AudioFrame("s16", "mono", 4000)
                heard.sample_rate, heard.pts, heard.time_base = 48_000, number * 2000, Fraction(1, 48_000)
                heard.planes[0].update(os.urandom(heard.planes[0].buffer_size))
                container.mux(audio.encode(heard))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _picture(number: int) -> av.VideoFrame:
    width, height = SIZE
    frame = av.VideoFrame(width, height, "yuv420p")
    row = b"".join(bytes((235 if number >> cell & 1 else 16,)) * (width // CELLS) for cell in range(CELLS))
    light = frame.planes[0]
    light.update(row.ljust(light.line_size, b"\0") * 32 + os.urandom(light.line_size * (height - 32)))
    for plane in frame.planes[1:]:
        plane.update(b"\x80" * plane.buffer_size)
    frame.pts, frame.time_base = number, Fraction(1, FPS)
    return frame


def _look(folder: Path, seconds: int) -> None:
    """Raises where a picture is missing, doubled or late, or where the sound is another one."""
    source, made = folder / "old.mp4", folder / "out/hd.mp4"
    with av.open(str(made)) as container:
        shown = [(_number(frame), frame.pts * frame.time_base) for frame in container.decode(video=0)]
    if shown != [(number, Fraction(number, FPS)) for number in range(seconds * FPS)]:
        raise ValueError("the upscaled film does not have the pictures of its source, each at its time")
    if _samples(source) != _samples(made):
        raise ValueError("the upscaled film does not sound as its source does")


def _number(frame: av.VideoFrame) -> int:
    """What the cells spell, each taken in the mean: at 1 Mbit/s the noise creeps into them."""
    light, cell = frame.planes[0], frame.width // CELLS
    text, middle = bytes(light), cell // 4
    rows = [text[light.line_size * line :][: frame.width] for line in range(8, 24)]
    lit = (
        sum(sum(row[at * cell + middle : (at + 1) * cell - middle]) for row in rows) for at in range(CELLS)
    )
    return sum(1 << at for at, light in enumerate(lit) if light > 127 * len(rows) * (cell - 2 * middle))


def _samples(path: Path) -> list[tuple[Fraction, bytes]]:
    with av.open(str(path)) as container:
        return [
            (frame.pts * frame.time_base, bytes(frame.planes[0])[: 4 * frame.samples])
            for frame in container.decode(audio=0)
        ]
