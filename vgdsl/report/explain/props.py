"""Files that a page's example needs and that are not scene files: what each is, without there being one. Touches no disk.

A line of a `files` fence is a path, what is there, and its measures in any order:

    refs/marco.png    picture 1280x720
    refs/walk.mp4     video 1280x720 5s 24fps silent 30MB keys-every-4s
    score.mp3         sound 40s
    script.pdf        document
    refs/broken.png   damaged
    old.vg            binary

A measure that is left out is an ordinary one. What a file is follows from its ending, unless a type is said: `image/bmp`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.spelling import nearest
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source

MB = 1_000_000
_KINDS = {
    "picture": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "sound": MediaKind.AUDIO,
    "document": MediaKind.DOCUMENT,
}
_NOUNS = {"picture": "a picture", "video": "a video", "sound": "a sound file", "document": "a document"}
_MIMES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "tiff": "image/tiff",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/x-matroska",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
_USUAL = {
    "picture": ("image/png", 300_000),
    "video": ("video/mp4", 2 * MB),
    "sound": ("audio/mpeg", 500_000),
    "document": ("application/pdf", 100_000),
}
_SIZE = re.compile(r"(\d+)x(\d+)")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)s")
_RATE = re.compile(r"(\d+(?:\.\d+)?)fps")
_BYTES = re.compile(r"(\d+(?:\.\d+)?)MB")
_KEYS = re.compile(r"keys-every-(\d+(?:\.\d+)?)s")
_TYPE = re.compile(r"\w+/[\w.+-]+")


class Prop(msgspec.Struct, frozen=True):
    """What lies at a path: a medium with its measures, or a file that cannot be used; `said` as the page says it."""

    kind: str
    said: str
    mime: str = ""
    bytes: int = 0
    width: int = 1280
    height: int = 720
    seconds: float = 5.0
    fps: float = 24.0
    silent: bool = False
    keys_every: float = 1.0

    @property
    def frames(self) -> int:
        return round(self.seconds * self.fps)

    @property
    def cut_points(self) -> tuple[tuple[int, int], ...]:
        """Where a video can be parted: how many pictures and bytes are before each place, both ends among them."""
        step = max(1, round(self.keys_every * self.fps))
        places = (*range(0, self.frames, step), self.frames)
        return tuple((place, self.bytes * place // self.frames) for place in places)


def prop(path: str, words: Sequence[str]) -> Prop:
    """What a line of a `files` fence says. Raises ValueError for a word that means nothing."""
    kind, *measures = words
    said = " ".join((kind, *measures))
    if kind not in _KINDS:
        return Prop(Trouble(kind), said)
    usual, size = _USUAL[kind]
    mime = _MIMES.get(path.rpartition(".")[2], usual)
    found: dict[str, object] = {"mime": mime if _fits(kind, mime) else usual, "bytes": size}
    for word in measures:
        found |= _measure(word)
    return msgspec.convert({"kind": kind, "said": said, **found}, Prop)


class Folder:
    """The folder of an example, as the checker asks for files. Implements vgdsl.check.files.Files."""

    def __init__(self, texts: Mapping[str, str], props: Mapping[str, Prop]) -> None:
        self._texts, self._props = texts, props

    def text(self, path: str) -> Source:
        self._found(path, {*self._texts, *self._props})
        if path in self._texts:
            return Source(path, self._texts[path])
        raise FileTrouble(Trouble.BINARY, path)

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        self._found(path, self._props)
        found = self._props[path]
        if kind is not MediaKind.DOCUMENT and _KINDS[found.kind] is not kind:
            raise FileTrouble(Trouble.WRONG_KIND, path, _NOUNS[found.kind])
        return _facts(path, found)

    def nearest(self, path: str) -> str | None:
        return nearest(path, (*self._texts, *self._props))

    def _found(self, path: str, there: Iterable[str]) -> None:
        if path.startswith(".."):
            raise FileTrouble(Trouble.OUTSIDE, path)
        if path not in there:
            raise FileTrouble(Trouble.MISSING, path)
        known = self._props.get(path)
        if known is not None and known.kind not in _KINDS:
            raise FileTrouble(Trouble(known.kind), path)


def _fits(kind: str, mime: str) -> bool:
    family = mime.partition("/")[0]
    return _KINDS[kind].value == family or (kind == "document" and family in {"application", "text"})


def _measure(word: str) -> dict[str, object]:
    if match := _SIZE.fullmatch(word):
        return {"width": int(match[1]), "height": int(match[2])}
    if match := _LENGTH.fullmatch(word):
        return {"seconds": float(match[1])}
    if match := _RATE.fullmatch(word):
        return {"fps": float(match[1])}
    if match := _BYTES.fullmatch(word):
        return {"bytes": round(float(match[1]) * MB)}
    if match := _KEYS.fullmatch(word):
        return {"keys_every": float(match[1])}
    if _TYPE.fullmatch(word):
        return {"mime": word}
    if word == "silent":
        return {"silent": True}
    raise ValueError(f"{word!r} is no measure of a file")


def _facts(path: str, found: Prop) -> MediaFacts:
    seen = found.kind in {"picture", "video"}
    timed = found.kind in {"video", "sound"}
    moving = found.kind == "video"
    return MediaFacts(
        mime=found.mime,
        size=found.bytes,
        sha256=path,
        width=found.width if seen else None,
        height=found.height if seen else None,
        seconds=found.seconds if timed else None,
        fps=found.fps if moving else None,
        frames=found.frames if moving else None,
        has_audio=timed and not found.silent,
        cut_points=found.cut_points if moving else (),
    )
