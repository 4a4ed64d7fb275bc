"""Makes the sound of a slate: a quiet chord that belongs to a name, swelling slowly. Knows no pictures and no file."""

import zlib
from collections.abc import Iterator

from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as NothingLeft
from av.filter import Graph
from av.filter.context import FilterContext

RATE = 48_000
"""Samples a second."""

_FRAME = 1024  # samples: what AAC takes at a time
_ROOTS = (98.0, 110.0, 123.47, 130.81, 146.83, 164.81)
_CHORDS = ((1.0, 1.5, 2.25), (1.0, 1.5, 2.5), (1.0, 1.3333, 2.0), (1.0, 1.6, 2.4))


def pad(name: str, seconds: float) -> Iterator[AudioFrame]:
    """Frames of `seconds` of sound, faded in and out, the same each time for the same name."""
    graph, sink = _graph(_chord(name), seconds)
    graph.configure()
    position = 0
    while True:
        try:
            frame = sink.pull()
        except (NothingLeft, NothingYet):
            return
        if isinstance(frame, AudioFrame):
            frame.pts = position
            position += frame.samples
            yield frame


def _chord(name: str) -> tuple[float, ...]:
    number = zlib.crc32(name.encode())
    root, chord = _ROOTS[number % len(_ROOTS)], _CHORDS[number // len(_ROOTS) % len(_CHORDS)]
    return tuple(root * ratio for ratio in chord)


def _graph(notes: tuple[float, ...], seconds: float) -> tuple[Graph, FilterContext]:
    graph, fade = Graph(), min(1.2, seconds / 3)
    mixer = graph.add("amix", f"inputs={len(notes)}:weights=1 0.6 0.3")
    for index, note in enumerate(notes):
        source = f"frequency={note:.2f}:sample_rate={RATE}:duration={seconds:.6f}:samples_per_frame=4096"
        graph.add("sine", source).link_to(mixer, 0, index)
    last = mixer
    for name, arguments in (
        ("tremolo", "f=0.25:d=0.45"),
        ("volume", "0.5"),
        ("afade", f"t=in:d={fade:.3f}"),
        ("afade", f"t=out:st={seconds - fade:.3f}:d={fade:.3f}"),
        ("aformat", f"sample_fmts=fltp:channel_layouts=mono:sample_rates={RATE}"),
        ("asetnsamples", f"n={_FRAME}:p=0"),
        ("abuffersink", None),
    ):
        step = graph.add(name, arguments) if arguments is not None else graph.add(name)
        last.link_to(step)
        last = step
    return graph, last
