"""Clips whose every picture says which one it is, so that a join or a trim can be read back picture by picture."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.filter import Graph
from PIL import Image, ImageDraw

CELLS = 12
"""Black and white blocks across the picture, the binary digits of its number."""


def numbered_picture(number: int, size: tuple[int, int]) -> Image.Image:
    """A picture whose upper part spells `number` and whose lower part moves, as film does."""
    image = Image.new("RGB", size, (96, 96, 96))
    draw = ImageDraw.Draw(image)
    width, height = size[0] / CELLS, size[1]
    for digit in range(CELLS):
        colour = "white" if number >> digit & 1 else "black"
        draw.rectangle((digit * width, 0, (digit + 1) * width - 1, height * 0.7), fill=colour)
    left = number * 5 % size[0]
    draw.ellipse((left, height * 0.75, left + height * 0.2, height * 0.95), fill=(200, 80 + number % 90, 40))
    return image


def read_number(image: Image.Image) -> int:
    """The number a picture spells, whatever its size, as long as it fills the width."""
    grey = image.convert("L")
    width, row = grey.width / CELLS, int(grey.height * 0.35)
    samples = [grey.getpixel((int((digit + 0.5) * width), row)) for digit in range(CELLS)]
    return sum(1 << digit for digit, sample in enumerate(samples) if sample > 127)


@dataclass(frozen=True)
class Recipe:
    """How to make a clip. `times` overrides the even spacing, in ticks of 1/1000 s."""

    frames: int = 24
    first: int = 0
    fps: Fraction = Fraction(24)
    size: tuple[int, int] = (192, 108)
    options: dict[str, str] = field(default_factory=dict)
    codec: str = "libx264"
    pixels: str = "yuv420p"
    times: tuple[int, ...] | None = None
    sound: float | None = None
    frequency: int = 440
    volume: float = 0.25
    sound_codec: str = "aac"
    sound_rate: int = 48_000
    layout: str = "stereo"


def write_clip(path: Path, recipe: Recipe) -> Path:
    """Encode the recipe; `sound` is the seconds of a sine to go with it."""
    with av.open(str(path), "w") as container:
        video = container.add_stream(
            recipe.codec, rate=recipe.fps, options={"preset": "veryfast"} | recipe.options
        )
        video.width, video.height = recipe.size
        video.pix_fmt = recipe.pixels
        if recipe.times:
            video.codec_context.time_base = Fraction(1, 1000)
        packets = [(video, packet) for packet in video_packets(video, recipe)]
        if recipe.sound is not None:
            audio = container.add_stream(recipe.sound_codec, rate=recipe.sound_rate, layout=recipe.layout)
            for frame in sine(recipe.sound, recipe):
                container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
        for _, packet in packets:
            container.mux(packet)
    return path


def video_packets(video, recipe: Recipe) -> Iterable[av.Packet]:
    for place in range(recipe.frames):
        frame = av.VideoFrame.from_image(numbered_picture(recipe.first + place, recipe.size))
        if recipe.times:
            frame.pts, frame.time_base = recipe.times[place], Fraction(1, 1000)
        else:
            frame.pts, frame.time_base = place, 1 / recipe.fps
        yield from video.encode(frame)
    yield from video.encode(None)


def sine(seconds: float, recipe: Recipe) -> Iterable[av.AudioFrame]:
    graph = Graph()
    source = graph.add("sine", f"f={recipe.frequency}:r={recipe.sound_rate}:d={seconds}")
    louder = graph.add("volume", f"{recipe.volume * 8}")  # the source swings to one eighth
    sides = graph.add("pan", "mono|c0=c0" if recipe.layout == "mono" else "stereo|c0=c0|c1=c0")
    form = graph.add("aformat", "sample_fmts=fltp")
    graph.link_nodes(source, louder, sides, form, graph.add("abuffersink")).configure()
    while True:
        try:
            yield graph.pull()
        except (EOFError, BlockingIOError):
            return


def write_music(path: Path, seconds: float, frequency: int = 880, volume: float = 0.25) -> Path:
    """A sine as WAV."""
    recipe = Recipe(frequency=frequency, volume=volume)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=48_000, layout="stereo")
        for frame in sine(seconds, recipe):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@dataclass(frozen=True)
class Film:
    """A finished file, read back by plain decoding."""

    path: Path

    def numbers(self) -> list[int]:
        """What the pictures spell, in the order shown."""
        with av.open(str(self.path)) as container:
            return [read_number(frame.to_image()) for frame in container.decode(video=0)]

    def times(self) -> list[Fraction]:
        """When each picture is shown, in seconds."""
        with av.open(str(self.path)) as container:
            return [frame.pts * frame.time_base for frame in container.decode(video=0)]

    def decode_times(self) -> list[int]:
        """The decoding times of the picture packets, in file order."""
        with av.open(str(self.path)) as container:
            return [packet.dts for packet in container.demux(video=0) if packet.size]

    def size(self) -> tuple[int, int]:
        with av.open(str(self.path)) as container:
            return container.streams.video[0].width, container.streams.video[0].height

    def has_sound(self) -> bool:
        with av.open(str(self.path)) as container:
            return bool(container.streams.audio)

    def sound(self) -> list[float]:
        """The first channel's samples from time 0 on, at 48 kHz."""
        samples: list[float] = []
        with av.open(str(self.path)) as container:
            resampler = av.AudioResampler(format="fltp", rate=48_000)
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    samples.extend(memoryview(bytes(part.planes[0])).cast("f")[: part.samples])
        return samples

    def loudness(self, start: float, end: float) -> float:
        """Root mean square between two times in seconds."""
        part = self.sound()[round(start * 48_000) : round(end * 48_000)]
        return (sum(sample * sample for sample in part) / len(part)) ** 0.5


@pytest.fixture
def make_clip(tmp_path: Path) -> Callable[..., Path]:
    """Write a numbered clip named `name` by the given recipe."""

    def make(name: str = "clip.mp4", **recipe) -> Path:
        return write_clip(tmp_path / name, Recipe(**recipe))

    return make


@pytest.fixture
def write_sound() -> Callable[..., Path]:
    """Write a WAV of a sine."""
    return write_music


@pytest.fixture(name="read_number")
def _read_number() -> Callable[[Image.Image], int]:
    """Read the number that a picture spells."""
    return read_number


@pytest.fixture
def decoded() -> Callable[[Path], list[Image.Image]]:
    """All pictures of a clip by the library's plainest means."""

    def decode(path: Path) -> list[Image.Image]:
        with av.open(str(path)) as container:
            return [frame.to_image() for frame in container.decode(video=0)]

    return decode


@pytest.fixture
def film() -> type[Film]:
    """Read a film back."""
    return Film


@pytest.fixture
def open_image() -> Callable[[Path], Image.Image]:
    """Open a picture."""
    return Image.open


@pytest.fixture
def packets() -> Callable[[Path, str], list[bytes]]:
    """The compressed packets of a file's first track of a kind."""

    def read(path: Path, kind: str) -> list[bytes]:
        with av.open(str(path)) as container:
            return [bytes(packet) for packet in container.demux(**{kind: 0}) if packet.size]

    return read
