"""The TextMate grammar, in the engine of Visual Studio Code, says of every character what vgdsl itself says."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from agreement import Kinds, block_texts, disagreements, strays, unclosed
from texts import BROKEN, HALF, ODD, RIGHT, ROOT

from vgdsl.source import Source

EXTENSION = ROOT / "grammar/editors/vscode"
GRAMMAR = EXTENSION / "syntaxes/vgdsl.tmLanguage.json"

ENGINE = shutil.which("node") and (EXTENSION / "node_modules/vscode-textmate").is_dir()
needs_engine = pytest.mark.skipif(
    not ENGINE, reason="needs Node.js, and `npm install` in grammar/editors/vscode"
)

KINDS = {
    "comment.line": "comment",
    "string.quoted.double.jinja": "template string",
    "string.quoted.single.jinja": "template string",
    "comment.block.jinja": "template comment",
    "constant.numeric.jinja": "template number",
    "punctuation.definition.template-expression": "template",
    "keyword.operator.word.jinja": "template word",
    "keyword.operator": "template operator",
    "punctuation.jinja": "template operator",
    "punctuation.accessor.jinja": "template operator",
    "meta.braces.jinja": "template operator",
    "punctuation.definition.string": "string",
    "punctuation.definition.comment": "comment",
    "punctuation.definition.mention": "mention",
    "entity.name.type.mention": "mention",
    "string": "string",
    "constant.character.escape": "escape",
    "invalid.illegal": "escape",
    "constant.numeric": "quantity",
    "keyword.other.unit": "quantity",
    "punctuation.separator.ratio": "quantity",
    "storage.type": "keyword",
    "keyword.control.import": "import",
    "keyword.control.as": "import",
    "keyword.control.in": "in",
    "entity.name.function": "clip name",
    "entity.name.type": "thing name",
    "entity.name.namespace": "alias",
    "variable.other.constant": "value name",
    "variable.parameter.loop": "loop name",
    "variable.parameter": "attribute",
    "variable.other.property": "attribute",
    "support.function": "call",
    "variable.other.enummember.frame": "frame",
    "variable.other.member": "member",
    "variable.other.readwrite": "reference",
    "constant.language": "constant",
    "keyword.operator.assignment": "other",
    "punctuation": "other",
}
"""What a scope says, by how it begins; the longest that fits counts."""


def kind(scopes: list[str]) -> str:
    """What the innermost scope that says anything says."""
    names = [name for scope in scopes for name in scope.split()]
    for name in reversed(names):
        if ".jinja" in name and name.startswith(
            ("keyword.control", "support", "variable", "constant.language")
        ):
            return "template word"
        fits = [begin for begin in KINDS if f"{name}.".startswith(f"{begin}.")]
        if fits:
            return KINDS[max(fits, key=len)]
    return "nothing"


class Painted(NamedTuple):
    """The kinds of a text's characters, and the lines at whose end something goes on."""

    kinds: Kinds
    open: set[int]


def _painted(answer: dict[str, Any]) -> Painted:
    kinds = {at: {kind(scopes)} for start, end, scopes in answer["tokens"] for at in range(start, end)}
    return Painted(kinds, {line for line, depth in enumerate(answer["depths"], 1) if depth > 1})


def painted_by_engine(texts: list[str]) -> list[Painted]:
    """What the engine says of texts, in their order."""
    question = {"folder": str(EXTENSION), "grammar": str(GRAMMAR), "texts": texts}
    done = subprocess.run(
        ["node", str(Path(__file__).with_name("textmate.cjs"))],
        input=json.dumps(question), capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return [_painted(answer) for answer in json.loads(done.stdout)]


@pytest.fixture(scope="session")
def painted():
    return painted_by_engine


@pytest.fixture(scope="session")
def right(painted):
    return dict(zip(RIGHT, painted(list(RIGHT.values())), strict=True))


@needs_engine
def test_it_says_what_the_parser_says(right):
    told = {name: disagreements(text, right[name].kinds) for name, text in RIGHT.items()}
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


@needs_engine
def test_nothing_goes_on_at_the_end_of_a_line_but_block_texts(right):
    """So that a quote, a brace or a bracket that is missing colours no other line, whatever stands there."""
    for name, text in RIGHT.items():
        source = Source(name, text)
        within = {
            line
            for span in block_texts(text)
            for line in range(source.position(span.start).line, source.position(span.end).line)
        }
        assert right[name].open == within


@needs_engine
def test_what_is_being_typed_colours_no_other_line(painted):
    texts = [RIGHT["examples/7-gondolier/film.vg"], *ODD.values()]
    lines = {line for text in texts for line in text.splitlines() if '"""' not in line}
    typed = sorted({line[:end] for line in lines for end in range(1, len(line), 3)} | set(HALF))
    (answer,) = painted(["\n".join(typed)])
    assert {typed[line - 1] for line in answer.open} == set()


@needs_engine
def test_a_block_text_that_is_being_typed_ends_at_the_next_declaration(painted, right):
    tried = [(name, *each) for name, text in RIGHT.items() for each in unclosed(text)]
    assert tried
    got = painted([text for _, text, _ in tried])
    for (name, text, healed), answer in zip(tried, got, strict=True):
        assert all(answer.kinds.get(at) == right[name].kinds.get(at) for at in range(healed, len(text)))


@needs_engine
def test_mistakes_stay_where_they_are(painted):
    got = painted(list(BROKEN.values()))
    assert [strays(text, each.kinds) for text, each in zip(BROKEN.values(), got, strict=True)] == [[]] * len(
        got
    )
