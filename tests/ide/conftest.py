"""Films written as texts, with the cursor and the places that matter marked in them.

`‹›` is the cursor, `‹opening›` a marked place; one may stand within another: `‹open‹›ing›`.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "check"))

from in_memory import Project

from vgdsl.check.passes import Settings, analyse
from vgdsl.ide.view import View
from vgdsl.program.editions import load
from vgdsl.source import Source, Span

MAIN = "film.vg"


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
        return View(path, analyse(path, Project(self.texts), load(), settings), load())

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
        analysis = analyse(MAIN, Project(texts), load(), settings)
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


WORLD = """
import "cast.vg" as cast
film f { model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s title = "{{ dusk }}" }
let dusk = "dusk"
let words = "in {{ dusk }}, {{ cast.light }}"
let crew = ["@cast.marco", "@canal"]
let path = "x.png"
let plate = image(path)
let length = 5s
let takes = 2
let cities = ["Rome", "Oslo"]
location canal { description = "a canal at {{ dusk }}" }
style grain { prefix = "35mm, @canal." }
style calm { negative_prompt = "noise {{ shot.name }}" duration = length }
shot first { prompt = "Fog." }
shot second { prompt = "Sun." }
"""
BESIDE = {
    "cast.vg": 'import "deep.vg" as deep element marco { description = "an old man" } let light = "gold {{ deep.sort }}"',
    "deep.vg": 'let sort = "leaf"',
}
ATTRIBUTES = {
    "prompt": ['"{{ words }}"', "words", '"@cast.marco"', '"{{ crew | join }}"', '"{% for x in crew %}{{ x }}{% endfor %}"', '"{{ cast.deep.sort }}{{ film.title }}"', '"x{% if dusk %}{{ cast["light"] }}{% endif %}"'],
    "start": ["plate", "first.last_frame", "image(path)", 'image("{{ dusk }}.png")'],
    "duration": ["length", "5s"],
    "use": ["[grain]", "[grain, calm]", "[]"],
    "takes": ["takes", "1"],
    "after": ["[first]", "[first, second]"],
    "negative_prompt": ["dusk", '"{{ dusk ~ words }}"'],
}  # fmt: skip
BLOCK = st.fixed_dictionaries({}, optional={name: st.sampled_from(said) for name, said in ATTRIBUTES.items()})
HEADS = st.sampled_from(
    ["shot a", "shot a[c in cities]", "shot a[c in [dusk]]", "transition a", "style a", "profile a"]
)


@pytest.fixture(scope="session")
def films() -> st.SearchStrategy[tuple[str, Mapping[str, str]]]:
    """Films that are mostly right and name things in every way there is, with the files beside them."""

    def film(head: str, block: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
        said = "\n".join(f"{name} = {value}" for name, value in block.items())
        return f"{WORLD}{head} {{\n{said}\n}}\n", BESIDE

    return st.builds(film, HEADS, BLOCK)
