"""The page of a code: why a mistake is one, a film that makes it, and the film without it. Knows no checking, no drawing.

Each is a small text file, `report/pages/VG412.md`:

    # A clip longer or shorter than the model makes

    Why, in a film maker's words, in paragraphs.

    Also VG315: why the wrong film cannot but be told this too, once or several times.

    ```vg wrong --profile draft
    shot harbor { ... }
    ```

    ```vg right
    shot harbor { ... }
    ```

Where a fence has a name, `vg wrong cast.vg`, it is that file and not `film.vg`; where it has neither `wrong` nor `right`,
it stands beside both films. Options are those of `vgdsl check`. A fence `files` says what else lies in the folder, a line
a file (see props.py); it too can be of one side.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from vgdsl.report.explain.props import Prop, prop
from vgdsl.report.wording import WORDING

MAIN = "film.vg"
_FOLDER = Path(__file__).parents[1] / "pages"
_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$\n?", re.DOTALL | re.MULTILINE)
_STAGES = {
    "1": "How it is written",
    "2": "Names and files",
    "3": "Values",
    "4": "Models and media",
    "5": "What depends on what, and the cut",
}
_ALSO = re.compile(r"Also (VG\d{3}): ")


class Example(msgspec.Struct, frozen=True):
    """A film to be checked: its scene files by name, the other files of its folder, and the options of the command line."""

    texts: Mapping[str, str]
    props: Mapping[str, Prop]
    options: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What somebody types to see it."""
        return shlex.join(["vgdsl", "check", MAIN, *self.options])

    def values(self, option: str) -> tuple[str, ...]:
        """What an option was given, each time that it stands there."""
        pairs = zip(self.options, self.options[1:], strict=False)
        return tuple(value for name, value in pairs if name == option)


class Page(msgspec.Struct, frozen=True, eq=False):
    """`prose` is in paragraphs; `also` are the codes that the wrong film cannot do without; `markdown` is all as it is written."""

    code: str
    title: str
    prose: tuple[str, ...]
    also: tuple[str, ...]
    wrong: Example
    right: Example
    markdown: str

    @property
    def stage(self) -> str:
        """What the codes of this one's hundred are about."""
        return _STAGES[self.code[2]]


class _Fence(msgspec.Struct, frozen=True):
    """A fenced text: its language, `wrong`, `right` or nothing, the file's name, the options."""

    language: str
    side: str
    name: str
    options: tuple[str, ...]
    text: str


def place(code: str) -> Path:
    """Where the page of a code is written."""
    return _FOLDER / f"{code}.md"


def page(code: str) -> Page:
    """The page of a known code. Raises KeyError for another, ValueError where the page is not in the form."""
    if code not in WORDING:
        raise KeyError(code)
    return read(code, place(code).read_text(encoding="utf-8"))


def written() -> tuple[str, ...]:
    """The codes that have a page, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md")))


def speaking_of(words: Iterable[str]) -> tuple[Page, ...]:
    """The pages in which each of the words begins a word, in the order of their codes; without any word, all pages."""
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]
    pages = {each: " ".join((each.title, *each.prose)) for each in map(page, written())}
    return tuple(each for each, text in pages.items() if all(word.search(text) for word in wanted))


def read(code: str, text: str) -> Page:
    """A page out of its text. Raises ValueError where it is not in the form."""
    fences = tuple(_fence(match["info"], match["text"]) for match in _FENCE.finditer(text))
    head, *prose = (" ".join(each.split()) for each in re.split(r"\n\s*\n", _FENCE.sub("", text).strip()))
    if not head.startswith("# ") or not prose:
        raise ValueError(f"{code}: a page begins with a title, `# ...`, and says why")
    also = tuple(match[1] for each in prose if (match := _ALSO.match(each)))
    return Page(
        code,
        head.removeprefix("# "),
        tuple(prose),
        also,
        _example(code, fences, "wrong"),
        _example(code, fences, "right"),
        text,
    )


def _fence(info: str, text: str) -> _Fence:
    language, *words = shlex.split(info) or [""]
    side = words.pop(0) if words and words[0] in {"wrong", "right"} else ""
    name = words.pop(0) if words and words[0].endswith(".vg") else MAIN
    return _Fence(language, side, name, tuple(words), text)


def _example(code: str, fences: Iterable[_Fence], side: str) -> Example:
    mine = [fence for fence in fences if fence.side in {side, ""}]
    scenes = [fence for fence in mine if fence.language == "vg"]
    texts = {fence.name: fence.text for fence in scenes}
    if MAIN not in texts or len(texts) != len(scenes):
        raise ValueError(f"{code}: there is one film `vg wrong` and one `vg right`, and no file twice")
    props = dict(_props(fence.text for fence in mine if fence.language == "files"))
    return Example(texts, props, tuple(word for fence in scenes for word in fence.options))


def _props(texts: Iterable[str]) -> Iterator[tuple[str, Prop]]:
    for text in texts:
        for line in text.splitlines():
            path, *words = line.split()
            yield path, prop(path, words)
