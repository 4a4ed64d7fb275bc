"""The shape of the program: who may import whom, and how large a piece may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "vgdsl"
MODULES = sorted(PACKAGE.rglob("*.py"))

ONLY_IN = {
    "lark": ("syntax/",),
    "lsprotocol": ("lsp/",),
    "pygls": ("lsp/",),
    "networkx": ("plan/net.py", "report/graph/layers.py"),
    "jinja2": ("check/templates.py", "report/page.py"),
    "av": ("media/",),
    "PIL": ("media/",),
    "httpx": (
        "providers/venice/client.py",
        "providers/venice/connections.py",
        "providers/venice/inprocess.py",
    ),
    "obstore": ("share/bucket.py",),
    "sqlite3": ("run/memory/journal.py", "run/memory/recall.py"),
    "eth_account": ("providers/venice/chains.py",),
    "nacl": ("providers/venice/chains.py",),
    "base58": ("providers/venice/chains.py",),
    "keyring": ("providers/venice/ring.py",),
    "pygments": ("editors/highlighting.py",),
    "rich": ("report/", "cli/"),
    "click": ("cli/",),
}
"""Each library with the places that may know it."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "session", "context", "misc"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def place(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_a_library_is_known_in_one_place(module):
    for library in imported(ast.parse(module.read_text())) & ONLY_IN.keys():
        assert place(module).startswith(ONLY_IN[library]), f"{library} belongs to {ONLY_IN[library]}"


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_a_module_says_what_it_knows_and_stays_small(module):
    text = module.read_text()
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the first line says what the module knows, and what it does not"
    assert text.count("\n") <= 350, "a missing noun?"
    assert module.stem not in FORBIDDEN_NAMES
    assert "TYPE_CHECKING" not in imported_names(tree), "a knot of modules"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{node.name} is too long"


def imported_names(tree: ast.AST) -> set[str]:
    return {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}


def test_nine_functions_of_ten_are_under_thirty_lines():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] < 30
    assert lengths[len(lengths) // 2] <= 8


def test_imports_go_one_way():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def loaded_by(*arguments: str, cwd: Path = ROOT) -> set[str]:
    """The modules in memory after a command ran."""
    code = f"import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); sys.argv={['vgdsl', *arguments]!r}; from vgdsl.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    return set(done.stderr.split())


def test_help_loads_next_to_nothing():
    slow = {
        "click",
        "httpx",
        "networkx",
        "jinja2",
        "rich",
        "av",
        "PIL",
        "lark",
        "starlette",
        "asyncio",
        "sqlite3",
    }
    assert "vgdsl.cli" in loaded_by("--help")
    assert not loaded_by("--help") & slow


def test_check_loads_only_what_a_check_needs(tmp_path):
    (tmp_path / "first.vg").touch()
    (tmp_path / "film.vg").write_text(
        'shot a {\n  model = "veo3.1-fast"\n  aspect_ratio = 16:9\n  duration = 4s\n  prompt = "x"\n}\n'
    )
    slow = {"httpx", "networkx", "jinja2", "rich.progress", "av", "PIL", "starlette", "asyncio", "sqlite3",
            "lark", "click", "json", "inspect", "dataclasses", "typing_extensions", "logging", "tempfile"}  # fmt: skip
    loaded_by("check", "first.vg", cwd=tmp_path)  # lark makes the grammar's tables once for all films
    loaded = loaded_by("check", "film.vg", cwd=tmp_path)
    assert "vgdsl.check.passes" in loaded
    assert not loaded & slow
