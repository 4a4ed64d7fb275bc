"""Which files of a folder are scene files, and which of them are films of their own."""

from pathlib import Path

from vgdsl.scene_files import films, scene_files


def laid(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_vg", ".vg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_hidden_folders_and_what_is_made_or_installed_there_are_none_of_ours(tmp_path):
    laid(tmp_path, b_vg="", a__c_vg="", out__d_vg="", node_modules__e_vg="", notes="", **{".git__f_vg": ""})
    assert list(scene_files(tmp_path)) == [tmp_path / "b.vg", tmp_path / "a" / "c.vg"]


def test_a_file_that_another_imports_is_no_film_unless_it_has_one(tmp_path):
    laid(
        tmp_path,
        one_vg='import "lib/cast.vg"\nimport "two.vg"\nshot a {}\n',
        two_vg="film two {}\n",
        loose_vg="shot b {}\n",
        lib__cast_vg="element marco {}\n",
    )
    assert [path.name for path in films(tmp_path)] == ["loose.vg", "one.vg", "two.vg"]
