"""What the syntax tests share: a whole film, films made up by hypothesis, and a short way to a tree."""

from pathlib import Path

import pytest
from hypothesis import strategies as st

from vgdsl.source import Source
from vgdsl.syntax.parser import parse

NAMES = st.sampled_from(["opening", "shot", "film", "import", "in", "as", "città", "東京", "_x", "let"])
KEYWORDS = NAMES.filter(lambda name: name != "as")  # after an import, `as` and a name are always its alias
SPACE = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\n  # a comment\n"])
NUMBERS = st.sampled_from(["5", "-30", "1.5s", "16:9", "720p", "2x", "24fps", "$4.50", "500ms", "4k", ".5"])
INNER = st.text(alphabet='ab {}@#,=\\"é東\n', max_size=8)


def _quoted(inner: str) -> str:
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _block(inner: str) -> str:
    return '"""\n' + inner.replace("\\", "\\\\").replace('"', '\\"') + '\n"""'


def _joined(parts: list[str], space: str, left: str, right: str, *, trailing: bool) -> str:
    return left + f",{space}".join(parts) + ("," if trailing and parts else "") + right


TEXTS = st.one_of(INNER.map(_quoted), INNER.map(_block))
PLAIN = st.one_of(NAMES, NUMBERS, TEXTS, NAMES.map(lambda name: f"{name}.last_frame"))


def _values(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3)
    argument = st.one_of(inner, st.tuples(NAMES, inner).map(" = ".join))
    return st.one_of(
        st.builds(_joined, several, SPACE, st.just("["), st.just("]"), trailing=st.booleans()),
        st.builds(
            _joined,
            st.lists(argument, max_size=3),
            SPACE,
            st.just("clip("),
            st.just(")"),
            trailing=st.booleans(),
        ),
        st.tuples(NAMES, inner).map(lambda parts: f"{parts[0]}[{parts[1]}].first_frame"),
        st.tuples(NAMES, inner).map(lambda parts: f"{parts[0]}({parts[1]}).last_frame"),
        st.tuples(NAMES, inner).map(lambda parts: f"{parts[0]}({parts[1]}).frame({parts[1]})"),
    )


VALUES = st.recursive(PLAIN, _values, max_leaves=6)
ATTRIBUTES = st.tuples(NAMES, VALUES).map(" = ".join)


def _items(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    head = st.one_of(
        KEYWORDS,
        st.tuples(KEYWORDS, NAMES).map(" ".join),
        st.tuples(KEYWORDS, NAMES, NAMES, VALUES).map(lambda p: f"{p[0]} {p[1]}[{p[2]} in {p[3]}]"),
    )
    body = st.tuples(SPACE, st.lists(inner, max_size=3)).map(lambda p: p[0].join(["{", *p[1], "}"]))
    return st.tuples(head, SPACE, body).map("".join)


IMPORTS = st.sampled_from(['import "cast.vg"', 'import "cast.vg" as cast'])
DEFINITIONS = st.tuples(st.sampled_from(["let", "param"]), ATTRIBUTES).map(" ".join)
ITEMS = st.recursive(st.one_of(ATTRIBUTES, IMPORTS, DEFINITIONS), _items, max_leaves=8)
FILMS = st.tuples(st.lists(ITEMS, max_size=4), SPACE).map(lambda parts: "\n".join([*parts[0], parts[1]]))


@pytest.fixture(scope="session")
def films():
    """Texts that the grammar allows; few of them mean anything."""
    return FILMS


@pytest.fixture(scope="session")
def gondolier():
    return (Path(__file__).parent / "gondolier.vg").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read():
    """The items of a text without mistakes."""

    def items(text):
        parsed = parse(Source("film.vg", text))
        assert parsed.diagnostics == ()
        return parsed.file.items

    return items
