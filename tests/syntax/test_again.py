"""A text that is read again after changes reads as it would from scratch: tree, mistakes, ways out and their places."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.source import Source
from vgdsl.syntax import again, parser
from vgdsl.syntax.again import Reader
from vgdsl.syntax.parser import parse

EXAMPLES = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "examples").rglob("*.vg"))
]
PIECES = [
    *(
        '"',
        '"""',
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "=",
        ",",
        "\n",
        "\r\n",
        "#",
        " ",
        "//",
        "\\",
        "'a'",
        '"abc"',
        "@",
    ),
    *("x", "dur", "in", "as b", "5s", ".last_frame", "duration = 5s\n", "hold = true\n", "let x = [1, 2"),
    *(
        "shot a {\n",
        "}\n",
        "shot b\n  duration = 5s\n",
        'import "x.vg"\n',
        "  # a comment\n",
        'title: "x"',
        "",
    ),
]


def plain(parsed):
    """All of it as values that compare, mistakes in the order of their places."""

    def place(span):
        return span.start, span.end

    found = [
        (
            *place(each.span),
            each.code,
            each.severity,
            sorted(each.facts.items()),
            [(place(label.span), label.role) for label in each.labels],
            [(place(edit.span), edit.text) for edit in each.edits],
        )
        for each in parsed.diagnostics
    ]
    sources = {id(span.source) for each in parsed.diagnostics for span in again._spans(each)}
    assert sources <= {id(parsed.file.source)}
    return parsed.file.items, sorted(found, key=repr), parsed.match


@st.composite
def sittings(draw):
    """A text and what becomes of it, one change after the other; now and then the last one is taken back."""
    texts = [draw(st.sampled_from(EXAMPLES))]
    for _ in range(draw(st.integers(1, 10))):
        text = texts[-1]
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 0, 1, 2, 7, 60]))
        texts.append(text[:start] + draw(st.sampled_from(PIECES)) + text[start + length :])
        if draw(st.booleans()):
            texts.append(text)
    return texts


@given(sittings())
@settings(max_examples=50)
def test_what_is_read_again_reads_as_from_scratch(texts):
    reader = Reader()
    for text in texts:
        assert plain(reader(Source("film.vg", text))) == plain(parse(Source("film.vg", text)))


def test_most_of_a_text_is_not_read_again(monkeypatch):
    """A word in a prompt, a line that is begun, a number that is changed: all but a few items stay."""
    text = "\n".join(
        f'shot s{number} {{\n  prompt   = "Fog."\n  duration = 5s\n}}\n' for number in range(100)
    )
    lengths = []

    def counted(source):
        lengths.append(len(source.text.strip()))
        return parser.parse(source)

    reader = Reader()
    reader(Source("film.vg", text))
    monkeypatch.setattr(again, "parse", counted)
    at = text.index("shot s50")
    for changed in (
        text.replace("Fog.", "Fog, thick.", 1),
        text[:at] + "dur\n" + text[at:],
        text[:at] + text[at:].replace("5s", '"5s', 1),
        text[:at] + text[at:].replace("{", "{\n  hold =", 1),
    ):
        reader(Source("film.vg", changed))
        reader(Source("film.vg", text))
    assert len(lengths) == 8
    assert max(lengths) < 300


def test_a_text_that_is_the_same_is_not_read_at_all():
    reader, source = Reader(), Source("film.vg", "shot a {}")
    assert reader(source) is reader(source)
