"""What values of the language are once they are typed: times, shapes, money, media, frames. Knows no text and no API."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import msgspec


class Auto(msgspec.Struct, frozen=True, gc=False):
    """`auto`: the model decides, or matches the source."""

    def __str__(self) -> str:
        return "auto"


AUTO = Auto()


class Duration(msgspec.Struct, frozen=True, order=True, gc=False):
    """A length of time in whole milliseconds."""

    ms: int

    @property
    def seconds(self) -> Fraction:
        return Fraction(self.ms, 1000)

    def __str__(self) -> str:
        whole, rest = divmod(self.ms, 1000)
        return f"{whole}s" if not rest else f"{self.ms / 1000:.3f}".rstrip("0") + "s"


class Ratio(msgspec.Struct, frozen=True, gc=False):
    """A shape of picture, as written: 16:9 is not 32:18."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}:{self.height}"


class Resolution(msgspec.Struct, frozen=True, gc=False):
    """A resolution by its name; the catalogue knows each model's exact spelling (`4k`, `2K`, `768P`)."""

    text: str

    def __str__(self) -> str:
        return self.text


class Factor(msgspec.Struct, frozen=True, gc=False):
    """How many times larger: 1x, 2x, 4x."""

    times: int

    def __str__(self) -> str:
        return f"{self.times}x"


class Rate(msgspec.Struct, frozen=True, gc=False):
    """Frames a second, exact: 24, 30000/1001."""

    frames: int
    seconds: int = 1

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.frames, self.seconds)

    def __str__(self) -> str:
        return f"{float(self.fraction):.3f}".rstrip("0").rstrip(".") + "fps"


class Money(msgspec.Struct, frozen=True, order=True, gc=False):
    """US dollars."""

    usd: Decimal

    def __str__(self) -> str:
        """Two places, more only where the amount has them: `$4.50`, `$0.0375`."""
        exact = self.usd.normalize()
        places = max(2, -int(exact.as_tuple().exponent))
        return f"${self.usd:.{min(places, 6)}f}"


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


class Media(msgspec.Struct, frozen=True, gc=False):
    """A file of the project (`path`, relative to its folder, forward slashes) or an https address (`url`); never both."""

    kind: MediaKind
    path: str | None = None
    url: str | None = None

    def __str__(self) -> str:
        return self.path or self.url or ""


class Clip(msgspec.Struct, frozen=True, gc=False):
    """The video that a node makes, by the node's name: of its picked take."""

    node: str

    def __str__(self) -> str:
        return self.node


class Edge(StrEnum):
    FIRST = "first"
    LAST = "last"


class Frame(msgspec.Struct, frozen=True, gc=False):
    """One frame of a video: its first, its last, or the one shown at a time."""

    of: Clip | Media
    at: Edge | Duration

    def __str__(self) -> str:
        return f"{self.of}.{self.at}_frame" if isinstance(self.at, Edge) else f"{self.of}.frame({self.at})"


Image = Media | Frame
"""What can stand where a picture is wanted."""


class Keyframe(msgspec.Struct, frozen=True, gc=False):
    """`at(time, image)`: a picture pinned to a moment."""

    at: Duration
    image: Image


class Move(msgspec.Struct, frozen=True, gc=False):
    """`move(time, azimuth, elevation, distance)`: where the camera is at a fraction (0 to 1) of the clip; degrees."""

    time: float
    azimuth: float
    elevation: float
    distance: float


class Mention(msgspec.Struct, frozen=True, gc=False):
    """`@name` in a prompt: an element, a location or named media, by its qualified name."""

    name: str


class Prompt(msgspec.Struct, frozen=True, gc=False):
    """A prompt after its template ran: texts and mentions, in order."""

    parts: tuple[str | Mention, ...]

    @property
    def mentions(self) -> tuple[str, ...]:
        """The names mentioned, each once, in the order of first use."""
        return tuple(dict.fromkeys(part.name for part in self.parts if isinstance(part, Mention)))

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else f"@{part.name}" for part in self.parts)
