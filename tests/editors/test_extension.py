"""The extension for Visual Studio Code: what it promises is there, what it suggests can be read, and it finds its server."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from texts import ROOT

from vgdsl import __version__
from vgdsl.lsp.features.notes import COMMANDS
from vgdsl.lsp.features.tokens import TYPES
from vgdsl.report.messages import draw
from vgdsl.source import Source
from vgdsl.syntax.parser import parse

EXTENSION = ROOT / "grammar/editors/vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
OFFERS = MANIFEST["contributes"]

needs_node = pytest.mark.skipif(
    not (shutil.which("node") and (EXTENSION / "node_modules/vscode-languageclient").is_dir()),
    reason="needs Node.js, and `npm install` in grammar/editors/vscode",
)


def asked(question: str, *words: str, main: Path = EXTENSION / "src/extension.js"):
    """What the extension answers, in as much of an editor as tests/editors/vscode.cjs is."""
    script = Path(__file__).with_name("extension.cjs")
    done = subprocess.run(
        ["node", str(script), question, str(main), *words],
        capture_output=True, text=True, check=False, timeout=60, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def files_named(value: object) -> set[str]:
    """Every `./file` and walkthrough page of the manifest."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {each for one in value for each in files_named(one)}
    return {value} if isinstance(value, str) and re.match(r"\./|walkthrough/|icons/", value) else set()


def test_what_the_manifest_names_is_there_and_packed():
    named = files_named(OFFERS) | files_named(MANIFEST["icon"])
    assert len(named) >= 8
    for each in named:
        assert (EXTENSION / each).is_file()
        assert each.removeprefix("./").startswith(tuple(MANIFEST["files"]))


def test_what_a_menu_shows_is_a_command():
    declared = {each["command"] for each in OFFERS["commands"]}
    shown = {each["command"] for menu in OFFERS["menus"].values() for each in menu}
    linked = set(re.findall(r"\(command:([\w.]+)\)", json.dumps(OFFERS["walkthroughs"])))
    assert shown | linked <= declared


def test_the_version_is_that_of_the_program():
    assert MANIFEST["version"] == __version__


@pytest.mark.parametrize("name", snippets := json.loads((EXTENSION / "snippets.json").read_text()))
def test_a_snippet_is_a_scene_file(name):
    body = "\n".join(snippets[name]["body"]).replace("\\$", "DOLLAR")
    chosen = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}|\$\{\d+:([^}]*)\}", lambda match: match[1] or match[2], body)
    text = re.sub(r"\$\d", "", chosen).replace("DOLLAR", "$")
    assert "${" not in text
    assert not parse(Source("film.vg", text)).diagnostics


def test_what_the_checker_prints_is_found_by_the_problem_matcher():
    (found,) = parse(Source("a folder/film.vg", 'shot a {\n  prompt = "x\n}\n')).diagnostics
    lines = draw(found).splitlines()
    first, second = OFFERS["problemMatchers"][0]["pattern"]
    assert re.search(first["regexp"], lines[0]).groups() == ("error", "VG108", "this text is never closed")
    assert re.search(second["regexp"], lines[1]).groups() == ("a folder/film.vg", "2", "12")


def test_what_the_server_colours_looks_as_what_the_grammar_colours():
    """Each of the server's own sorts that Visual Studio Code would colour otherwise by itself has the grammar's scope."""
    (scopes,) = OFFERS["semanticTokenScopes"]
    sorts = {".".join([kind.value, *(each.value for each in more)]) for kind, more in TYPES.values()}
    assert sorts - scopes["scopes"].keys() == {"variable", "number", "string", "operator", "comment"}
    assert scopes["scopes"].keys() <= sorts
    grammar = (EXTENSION / "syntaxes/vgdsl.tmLanguage.json").read_text(encoding="utf-8")
    for (scope,) in scopes["scopes"].values():
        assert scope.removesuffix(".vgdsl") in grammar.replace(".$1", "")


def test_what_the_server_has_called_is_a_command():
    assert set(COMMANDS.values()) <= {each["command"] for each in OFFERS["commands"]}


@needs_node
def test_it_registers_what_it_offers(tmp_path):
    answer = asked("registered", str(tmp_path))
    assert set(answer["commands"]) == {each["command"] for each in OFFERS["commands"]}
    assert answer["tasks"] == [each["type"] for each in OFFERS["taskDefinitions"]] == ["vgdsl"]


@needs_node
def test_it_says_what_to_install_where_nothing_is_found(tmp_path):
    (message,) = asked("registered", str(tmp_path))["messages"]
    assert message == {
        "kind": "error",
        "text": "vgdsl was not found: install it with pip install 'vgdsl[lsp]', in a .venv of this folder or on the PATH.",
        "answers": ["Settings", "How to install"],
    }


@needs_node
def test_a_server_that_cannot_start_is_told_once_and_in_its_own_words(tmp_path):
    server = tmp_path / ".venv/bin/vgdsl"
    server.parent.mkdir(parents=True)
    server.write_text("#!/bin/sh\necho \"Error: it needs pygls: pip install 'vgdsl[lsp]'\" >&2\nexit 1\n")
    server.chmod(0o755)
    (message,) = asked("registered", str(tmp_path))["messages"]
    words = "Error: it needs pygls: pip install 'vgdsl[lsp]'"
    assert message["text"] == f"The language server did not start. {words}"


@needs_node
def test_where_it_looks_for_the_program():
    answer = asked("places")
    assert answer["linux"] == [
        "/work/.venv/bin/vgdsl",
        "/work/venv/bin/vgdsl",
        "/usr/bin/vgdsl",
        "/opt/bin/vgdsl",
    ]
    assert answer["set"] == ["/work/env/vgdsl"]


@needs_node
def test_commands_are_tasks_with_the_settings_of_the_film(tmp_path):
    answer = asked("tasks", str(tmp_path))
    by_the_client = {"vgdsl.trace.server"}
    assert {*answer["settings"]} | by_the_client == OFFERS["configuration"]["properties"].keys()
    assert answer["ran"] == [
        ["check", "scenes/film.vg", "--profile", "draft", "--set", "light=blue hour"],
        ["plan", "scenes/film.vg", "--profile", "draft", "--set", "light=blue hour"],
        ["run", "scenes/film.vg", "--simulate", "--profile", "draft", "--set", "light=blue hour"],
        ["plan", "other.vg", "--only", "opening", "--profile", "draft", "--set", "light=blue hour"],
        ["explain", "VG412"],
        ["explain", "VG108"],
    ]
    assert answer["provided"] == [
        ["check", "scenes/film.vg"],
        ["plan", "scenes/film.vg"],
        ["run", "scenes/film.vg", "--simulate"],
    ]


@needs_node
def test_it_packs_and_the_packed_one_talks_to_the_server(tmp_path):
    """The whole way: vsce makes the package, and what is in it shows what the server says of a film."""
    package = tmp_path / "vgdsl.vsix"
    made = subprocess.run(
        ["npm", "run", "package", "--silent", "--", "-o", str(package)],
        cwd=EXTENSION, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING" not in made.stdout + made.stderr
    with zipfile.ZipFile(package) as packed:
        packed.extractall(tmp_path / "unpacked")
    server = tmp_path / "film/.venv/bin/vgdsl"
    server.parent.mkdir(parents=True)
    server.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m vgdsl "$@"\n')
    server.chmod(0o755)
    (tmp_path / "film/film.vg").write_text('shot a {\n  prompt = "x\n}\n')
    main = tmp_path / "unpacked/extension" / MANIFEST["main"]
    answer = asked("diagnostics", str(tmp_path / "film"), main=main)
    assert answer["messages"] == []
    assert answer["diagnostics"] == [["VG108", 1, 11]]
    for kind in (
        "CompletionItem",
        "Hover",
        "Rename",
        "DocumentFormattingEdit",
        "CodeLens",
        "DocumentSemanticTokens",
    ):
        assert f"register{kind}Provider" in answer["providers"]
