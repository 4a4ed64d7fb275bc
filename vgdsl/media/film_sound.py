"""Mixes a film's sound: each clip's own at its pictures' times, the music bed under it. Knows no pictures.

Each span of the film gets exactly the samples of its pictures' time: sound that is longer is cut, shorter or
missing sound is silence, so nothing drifts however many clips follow each other. In a dissolve the two sounds
cross at equal power. A limiter at the end catches peaks where clips and music add up. Sound streams through
in small frames: the length of the film costs no memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import cast

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.filter import Graph
from av.filter.context import FilterContext
from av.stream import Stream

from vgdsl.media.container import AnyPacket, only, opened
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import Footage, SoundTrack, read_footage
from vgdsl.media.timeline import Music, Span, Strip

RATE = 48_000
LAYOUT = "stereo"
_FORM = f"sample_fmts=fltp:channel_layouts={LAYOUT}:sample_rates={RATE}"
_BIT_RATE = 192_000
_CEILING = 0.966
"""Where the limiter holds peaks: 0.3 dB under full scale, room for what the encoder adds."""


@dataclass(frozen=True, slots=True)
class MixedSound:
    """All that a film's mixed sound is made of."""

    spans: tuple[Span, ...]
    footages: tuple[Footage, ...]
    fps: Fraction
    music: Music | None

    def add_to(self, container: OutputContainer) -> tuple[Stream, Iterator[AnyPacket]]:
        """Announce the track in the film's file; its packets, still to be made, come with it."""
        stream = container.add_stream("aac", rate=RATE, layout=LAYOUT)
        stream.codec_context.bit_rate = _BIT_RATE
        stream.codec_context.open()
        return stream, self._packets(stream)

    def _packets(self, stream: AudioStream) -> Iterator[AnyPacket]:
        """The encoder's delay lies before time 0, where players skip it."""
        samples = samples_at(sum(span.frames for span in self.spans), self.fps)
        bed = _clips_sound(self.spans, self.footages, self.fps)
        for frame in _mastered(bed, _music_sound(self.music, samples) if self.music else None):
            yield from stream.encode(frame)
        yield from stream.encode(None)


def samples_at(frames: int, fps: Fraction) -> int:
    """The sample at which picture number `frames` appears."""
    return round(frames * RATE / fps)


def _clips_sound(spans: Sequence[Span], footages: Sequence[Footage], fps: Fraction) -> Iterator[AudioFrame]:
    shown = 0
    for span in spans:
        samples = samples_at(shown + span.frames, fps) - samples_at(shown, fps)
        if isinstance(span, Strip):
            yield from _strip_sound(span, footages[span.clip], fps, samples)
        else:
            before = _strip_sound(span.before, footages[span.before.clip], fps, samples)
            after = _strip_sound(span.after, footages[span.after.clip], fps, samples)
            yield from _crossed(before, after, samples)
        shown += span.frames


def _strip_sound(strip: Strip, footage: Footage, fps: Fraction, samples: int) -> Iterator[AudioFrame]:
    """Exactly `samples` of the clip's sound from the strip's first picture on."""
    if footage.sound is None or footage.video is None:
        return _silence(samples)
    start = footage.video.pts[0] * footage.video.time_base + strip.first / fps
    return _exact_sound(footage.path, footage.sound, start, samples)


def _exact_sound(
    path: Path, track: SoundTrack, start: Fraction, samples: int, *effects: tuple[str, str]
) -> Iterator[AudioFrame]:
    """Exactly `samples` of a file's sound from time `start` of its clock on, with silence where it has none."""
    first = max(round(start * RATE), 0)
    to_both_sides = (("pan", "stereo|c0=c0|c1=c0"),)  # the library's own way would make it softer
    steps = (
        *(to_both_sides if track.channels == 1 else ()),
        ("aresample", f"{RATE}:async=1:first_pts=0"),
        ("aformat", _FORM),
        ("atrim", f"start_sample={first}:end_sample={first + samples}"),
        ("asetpts", "N"),
        *effects,
        ("apad", f"whole_len={samples}"),
    )
    with opened(path) as container:
        only(container, track.stream)
        stream = container.streams.audio[0]
        graph = Graph()
        source = graph.add_abuffer(template=stream)
        _link(graph, source, steps)
        yield from _through(graph, container.decode(stream))


def _music_sound(music: Music, samples: int) -> Iterator[AudioFrame]:
    footage = read_footage(music.path)
    if footage.sound is None:
        raise MediaError(f"{music.path} has no sound to lay under the film.")
    lasts = round((footage.sound.duration - music.start) * RATE)
    if lasts <= 0:
        raise MediaError(
            f"{music.path} lasts {float(footage.sound.duration):.2f} s; its start at {float(music.start):.2f} s is not in it."
        )
    end = min(lasts, samples)
    fade_in, fade_out = round(music.fade_in * RATE), min(round(music.fade_out * RATE), end)
    effects = [("volume", f"{music.gain_db}dB")]
    if fade_in:
        effects.append(("afade", f"t=in:ss=0:ns={fade_in}"))
    if fade_out:
        effects.append(("afade", f"t=out:ss={end - fade_out}:ns={fade_out}"))
    return _exact_sound(music.path, footage.sound, footage.sound.start + music.start, samples, *effects)


def _silence(samples: int) -> Iterator[AudioFrame]:
    graph = Graph()
    source = graph.add("anullsrc", f"r={RATE}:cl={LAYOUT}")
    _link(graph, source, (("aformat", _FORM), ("atrim", f"end_sample={samples}")))
    yield from _drained(graph)


def _crossed(before: Iterator[AudioFrame], after: Iterator[AudioFrame], samples: int) -> Iterator[AudioFrame]:
    graph = Graph()
    inputs = [_stereo_input(graph) for _ in range(2)]
    mix = graph.add("amix", "inputs=2:normalize=0")
    for number, (source, kind) in enumerate(zip(inputs, ("out", "in"), strict=True)):
        fade = graph.add("afade", f"t={kind}:curve=qsin:ss=0:ns={samples}")
        source.link_to(fade)
        fade.link_to(mix, 0, number)
    _link(graph, mix, (("aformat", _FORM),))
    for source, frames in zip(inputs, (before, after), strict=True):
        for frame in chain(_clocked(frames), (None,)):
            source.push(frame)
    yield from _drained(graph)


def _mastered(bed: Iterator[AudioFrame], music: Iterator[AudioFrame] | None) -> Iterator[AudioFrame]:
    """Bed and music added, held under full scale, in frames of the encoder's size."""
    graph = Graph()
    bed_input = _stereo_input(graph)
    master = (
        ("alimiter", f"limit={_CEILING}:level=0:latency=1"),
        ("aformat", _FORM),
        ("asetnsamples", "1024:p=0"),
    )
    if music is None:
        _link(graph, bed_input, master)
        yield from _through(graph, _clocked(bed))
        return
    music_input = _stereo_input(graph)
    mix = graph.add("amix", "inputs=2:normalize=0:duration=first")
    bed_input.link_to(mix, 0, 0)
    music_input.link_to(mix, 0, 1)
    _link(graph, mix, master)
    accompaniment, played = _clocked(music), 0
    for frame in _clocked(bed):
        bed_input.push(frame)
        while played < (frame.pts or 0) + frame.samples and (next_frame := next(accompaniment, None)):
            music_input.push(next_frame)
            played += next_frame.samples
        yield from _drained(graph)
    bed_input.push(None)
    music_input.push(None)
    yield from _drained(graph)


def _stereo_input(graph: Graph) -> FilterContext:
    return graph.add_abuffer(sample_rate=RATE, format="fltp", layout=LAYOUT, time_base=Fraction(1, RATE))


def _link(graph: Graph, source: FilterContext, steps: Sequence[tuple[str, str]]) -> None:
    filters = [graph.add(name, arguments) for name, arguments in steps]
    graph.link_nodes(source, *filters, graph.add("abuffersink")).configure()


def _clocked(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """The frames with times that count the samples before them, whatever they carried."""
    heard = 0
    for frame in frames:
        frame.pts, frame.time_base = heard, Fraction(1, RATE)
        heard += frame.samples
        yield frame


def _through(graph: Graph, frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """What comes out of the graph's one input. Stops reading `frames` once the graph wants no more."""
    for frame in chain(frames, (None,)):
        try:
            graph.push(frame)
        except EOFError:
            break
        yield from _drained(graph)
    yield from _drained(graph)


def _drained(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            yield cast(AudioFrame, graph.pull())
        except (BlockingIOError, EOFError):
            return
