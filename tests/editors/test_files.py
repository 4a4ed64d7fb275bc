"""The files for editors: all of them come with an installed package, and what the page about them says is there."""

import os
import re
import tomllib
from pathlib import Path

from texts import ROOT

from vgdsl.editors import files

EDITORS = ROOT / "grammar/editors"
MADE = {"node_modules", "dist"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def written() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(EDITORS):
        folders[:] = set(folders) - MADE
        found += [Path(folder, name) for name in names if not name.endswith(".vsix")]
    return found


def test_all_of_them_are_in_the_wheel():
    """One by one, for the folder of what npm brings must not be."""
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert all((ROOT / source).exists() for source in included)
    for path in written():
        name = path.relative_to(ROOT).as_posix()
        source = next((each for each in included if f"{name}/".startswith(f"{each}/")), None)
        assert source, f"{name} is in no wheel"
        inside = name.removeprefix("grammar/editors/")
        assert included[source] + name.removeprefix(source) == f"vgdsl/editors/files/{inside}"


def test_the_page_names_what_is_there():
    text = (EDITORS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"grammar/editors/[\w./-]+\w", text))
    assert len(named) >= 3
    assert all((ROOT / each).exists() for each in named)


def test_the_page_has_a_section_for_each():
    words = [guide.word for guide in files.guides()]
    assert words == ["vscode", "vim", "neovim", "helix", "emacs", "jetbrains", "pygments", "github"]
    assert {path.name for path in EDITORS.iterdir() if path.is_dir()} <= set(words)
    assert all(guide.brings.endswith(".") and len(guide.brings) < 110 for guide in files.guides())


def test_helix_can_read_its_own():
    settings = tomllib.loads((EDITORS / "helix/languages.toml").read_text(encoding="utf-8"))
    (language,) = settings["language"]
    assert set(language["language-servers"]) == settings["language-server"].keys()
    assert language["file-types"] == ["vg"]


def test_the_extension_brings_the_licence_of_the_project():
    assert (EDITORS / "vscode/LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
