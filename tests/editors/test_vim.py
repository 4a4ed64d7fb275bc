"""Vim's own engine says of every character of a scene file what vgdsl itself says, and its indentation keeps the examples."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from agreement import Kinds, disagreements, strays, unclosed
from texts import BROKEN, HALF, RIGHT, ROOT

PLUGIN = ROOT / "grammar/editors/vim"

KINDS = {
    "Comment": "comment",
    "Todo": "comment",
    "String": "string",
    "BlockString": "string",
    "Raw": "string",
    "Escape": "escape",
    "WrongEscape": "escape",
    "Mention": "mention",
    "Quantity": "quantity",
    "Unit": "quantity",
    "Keyword": "keyword",
    "Import": "import",
    "In": "in",
    "Clip": "clip name",
    "Thing": "thing name",
    "Value": "value name",
    "Alias": "alias",
    "Loop": "loop name",
    "Attribute": "attribute",
    "Call": "call",
    "Frame": "frame",
    "Member": "member",
    "Constant": "constant",
    "Reference": "reference",
    "Operator": "other",
    "": "other",
    "TemplateEdge": "template",
    "Template": "template",
    "LineTemplate": "template",
    "TemplateBraces": "template operator",
    "TemplateComment": "template comment",
    "TemplateNumber": "template number",
    "TemplateOperator": "template operator",
    "TemplateString": "template string",
    **dict.fromkeys(
        ["TemplateName", "TemplateMember", "TemplateFilter", "TemplateWord", "TemplateConstant", "TemplateStatement"],
        "template word",
    ),
}  # fmt: skip
"""What an item of the syntax says, by its name without `vgdsl`."""


def has_vim() -> bool:
    """Whether there is a vim that colours; the smallest ones do not."""
    if not shutil.which("vim"):
        return False
    return (
        "+syntax" in subprocess.run(["vim", "--version"], capture_output=True, text=True, check=True).stdout
    )


pytestmark = pytest.mark.skipif(not has_vim(), reason="needs vim, with +syntax")


def asked(script: str, folder: Path, **environment: str) -> None:
    """Runs a script of vim's in a vim that has nothing but the plugin."""
    subprocess.run(
        ["vim", "-es", "-u", "NONE", "-i", "NONE", "-S", str(Path(__file__).with_name(script))],
        env={**os.environ, "VGDSL_PLUGIN": str(PLUGIN), "HOME": str(folder), **environment},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, timeout=120,
    )  # fmt: skip


def painted_by_vim(texts: list[str], folder: Path) -> list[Kinds]:
    """What vim says of texts, in their order."""
    question, answer = folder / "texts.json", folder / "answer.json"
    question.write_text(json.dumps([text.replace("\r", " ") for text in texts]), encoding="utf-8")
    asked("vim.vim", folder, VGDSL_TEXTS=str(question), VGDSL_ANSWER=str(answer))
    return [_kinds(lines) for lines in json.loads(answer.read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def painted(tmp_path_factory):
    return lambda texts: painted_by_vim(texts, tmp_path_factory.mktemp("vim"))


def _kinds(lines: list[list[str]]) -> Kinds:
    kinds, at = {}, 0
    for names in lines:
        for name in names:
            kinds[at] = {KINDS[name.removeprefix("vgdsl")]}
            at += 1
        at += 1
    return kinds


@pytest.fixture(scope="session")
def right(painted):
    return dict(zip(RIGHT, painted(list(RIGHT.values())), strict=True))


def test_it_says_what_the_parser_says(right):
    assert {name: wrong for name, text in RIGHT.items() if (wrong := disagreements(text, right[name]))} == {}


def test_mistakes_stay_where_they_are(painted):
    got = painted(list(BROKEN.values()))
    told = {name: strays(BROKEN[name], each) for name, each in zip(BROKEN, got, strict=True)}
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


def test_what_is_being_typed_colours_no_other_line(painted):
    above, below = "shot a {\n", '\n  prompt = "Fog. {{ light }}" # @marco\n  start = a.last_frame\n}\n'
    apart, *wholes = painted([above + below, *(above + half + below for half in HALF)])
    places = range(len(above) + 1, len(above + below))
    for half, whole in zip(HALF, wholes, strict=True):
        assert all(whole.get(at + len(half)) == apart.get(at) for at in places), half


def test_a_block_text_that_is_being_typed_ends_at_the_next_declaration(painted, right):
    tried = [(name, *each) for name, text in RIGHT.items() for each in unclosed(text)]
    got = painted([text for _, text, _ in tried])
    for (name, text, healed), answer in zip(tried, got, strict=True):
        assert all(answer.get(at) == right[name].get(at) for at in range(healed, len(text)))


def test_indenting_anew_leaves_what_is_laid_out_well(tmp_path):
    texts = [text for name, text in RIGHT.items() if name.startswith("examples")]
    question, answer = tmp_path / "texts.json", tmp_path / "answer.json"
    question.write_text(json.dumps(texts), encoding="utf-8")
    asked("indent.vim", tmp_path, VGDSL_TEXTS=str(question), VGDSL_ANSWER=str(answer))
    assert json.loads(answer.read_text(encoding="utf-8")) == texts


def test_make_leads_to_what_is_wrong(tmp_path, monkeypatch):
    program = tmp_path / "bin/vgdsl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m vgdsl "$@"\n')
    program.chmod(0o755)
    (tmp_path / "film.vg").write_text('shot a {\n  prompt = "x\n}\nfilm f { title = 5 }\n')
    monkeypatch.chdir(tmp_path)
    path = f"{program.parent}:{os.environ['PATH']}"
    asked("make.vim", tmp_path, VGDSL_TEXTS="film.vg", VGDSL_ANSWER="answer.json", PATH=path)
    assert [found[:4] for found in json.loads(Path("answer.json").read_text())] == [
        ["film.vg", 2, 12, 108],
        ["film.vg", 4, 18, 301],
    ]
