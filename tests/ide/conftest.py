"""Films written as texts, with the cursor and the places that matter marked in them.

`‹›` is the cursor, `‹opening›` a marked place; one may stand within another: `‹open‹›ing›`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.passes import Settings, analyse
from vgdsl.ide.view import View
from vgdsl.program.catalog import load
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source, Span

MAIN = "film.vg"

_MIMES = {
    "png": (MediaKind.IMAGE, "image/png"),
    "mp4": (MediaKind.VIDEO, "video/mp4"),
    "mp3": (MediaKind.AUDIO, "audio/mpeg"),
    "pdf": (MediaKind.DOCUMENT, "application/pdf"),
}


class Folder:
    """A project in memory: scene files by path, and every media file whose name does not begin with `no`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def text(self, path: str) -> Source:
        if path not in self.texts:
            raise FileTrouble(Trouble.OUTSIDE if path.startswith("..") else Trouble.MISSING, path)
        return Source(path, self.texts[path])

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        name, _, ending = path.rpartition("/")[2].rpartition(".")
        if path.startswith("..") or name.startswith("no") or ending not in _MIMES:
            raise FileTrouble(Trouble.MISSING, path)
        found, mime = _MIMES[ending]
        if found is not kind:
            raise FileTrouble(Trouble.WRONG_KIND, path, f"it is {mime}")
        return MediaFacts(mime, 1000, path, width=1280, height=720, seconds=5.0)

    def nearest(self, path: str) -> str | None:
        return None


class Marked(NamedTuple):
    """A film as one looks at it: the file with the cursor, the cursor, and the marked places as file, start and end."""

    view: View
    at: int
    places: list[tuple[str, int, int]]
    texts: Mapping[str, str]

    def beside(self, file: str) -> View:
        """Another file of the same film."""
        return View(file, self.view.analysis, self.view.catalog)

    def film(self, path: str, settings: Settings = Settings()) -> View:  # noqa: B008 - frozen
        """Another file of the folder, as a film of its own."""
        return View(path, analyse(path, Folder(self.texts), load(), settings), load())

    @property
    def shown(self) -> list[str]:
        """The marked places as the tests print spans."""
        return [_shown(Span(Source(file, self.texts[file]), start, end)) for file, start, end in self.places]


def _shown(span: Span) -> str:
    return f"{span} {span.text}"


@pytest.fixture(scope="session")
def shown() -> Callable[[Span], str]:
    """A span as `film.vg:3:7 opening`."""
    return _shown


@pytest.fixture(scope="session")
def marked() -> Callable[..., Marked]:
    """Reads `film.vg` and the files beside it, marks and all."""

    def read(text: str, files: Mapping[str, str] | None = None, settings: Settings = Settings()) -> Marked:  # noqa: B008
        texts, places, cursor = {}, [], (MAIN, 0)
        for file, written in {MAIN: text, **(files or {})}.items():
            plain, marks, at = unmarked(written)
            texts[file] = plain
            places += [(file, start, end) for start, end in marks]
            cursor = cursor if at is None else (file, at)
        analysis = analyse(MAIN, Folder(texts), load(), settings)
        return Marked(View(cursor[0], analysis, load()), cursor[1], sorted(places), texts)

    return read


def unmarked(text: str) -> tuple[str, list[tuple[int, int]], int | None]:
    """The text without its marks, the marked places, and the cursor where there is one."""
    plain, opened, places, cursor = "", [], [], None
    for sign in text:
        if sign == "‹":
            opened.append(len(plain))
        elif sign == "›":
            start = opened.pop()
            if start == len(plain):
                cursor = start
            else:
                places.append((start, len(plain)))
        else:
            plain += sign
    return plain, sorted(places), cursor
