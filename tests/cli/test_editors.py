"""`vgdsl editors`: how an editor is set up, with the paths of this machine."""

from vgdsl.editors.files import folder


def test_one_is_told_with_its_paths(desk):
    assert desk("editors", "Helix").out == (
        "The language server, but no colours: those it takes from a tree-sitter grammar, of which there is none yet. "
        f"To have it known, add\n{folder()}/helix/languages.toml to ~/.config/helix/languages.toml.\n"
    )


def test_code_is_set_in_without_its_fences(desk):
    out = desk("editors", "vim").out
    assert f"\n    cp -r {folder()}/vim ~/.vim/pack/vgdsl/start/vgdsl\n" in out
    assert "```" not in out


def test_all_are_listed(desk):
    lines = desk("editors").out.splitlines()
    assert lines[1] == "vim        Colours, indentation, and :make for the checker."
    assert lines[-2:] == [f"their files: {folder()}", "how to set one up: vgdsl editors NAME"]


def test_json(desk):
    answer = desk("editors", "github", "--json").json
    assert answer["folder"] == str(folder())
    (editor,) = answer["editors"]
    assert editor["name"] == "github"
    assert "*.vg linguist-language=HCL" in editor["text"]


def test_an_unknown_one(desk):
    said = desk("editors", "ed")
    assert said.code == 2
    assert said.err.endswith(
        "Error: nothing is known of 'ed'; there are vscode, vim, neovim, helix, emacs, jetbrains, pygments, github\n"
    )
