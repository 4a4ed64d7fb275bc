"""`vgdsl fmt`: what it writes, what it leaves, and what it says of both."""

import errno
import io
import os
import stat
import sys
from pathlib import Path

import pytest

from vgdsl.edit import file as writing

UGLY = 'shot a{takes=3 # two\n prompt="Fog."}\n'
TIDY = 'shot a {\n  takes  = 3  # two\n  prompt = "Fog."\n}\n'
BROKEN = "shot a{takes=3\n duration = = 5s\n}\n"
HALF = "shot a {\n  takes = 3\n duration = = 5s\n}\n"


@pytest.fixture
def says(desk):
    """What a file of the folder says, to the byte."""
    return lambda name: (desk.folder / name).read_bytes().decode()


def test_a_file_is_laid_out_in_its_place(desk, says):
    desk.write("film.vg", UGLY)
    said = desk("fmt", "film.vg")
    assert (said.code, said.out, said.err) == (0, "formatted film.vg\n", "")
    assert says("film.vg") == TIDY
    assert [path.name for path in desk.folder.iterdir()] == ["film.vg"]
    again = desk("fmt", "film.vg")
    assert (again.code, again.out) == (0, "1 file in order\n")


def test_what_is_in_order_is_not_written(desk):
    path = desk.write("film.vg", TIDY)
    before = path.stat()
    desk("fmt", "film.vg")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_check_names_files_and_writes_nothing(desk, says):
    desk.write("film.vg", UGLY)
    desk.write("cast.vg", TIDY)
    said = desk("fmt", "--check", "film.vg", "cast.vg")
    assert said.code == 1
    assert said.out == "would change film.vg\n1 of 2 files would change\n"
    assert says("film.vg") == UGLY
    said = desk("fmt", "--check", "cast.vg")
    assert (said.code, said.out) == (0, "1 file in order\n")


def test_diff_shows_and_writes_nothing(desk, says):
    desk.write("film.vg", UGLY)
    said = desk("fmt", "--diff", "film.vg")
    assert said.code == 0
    assert said.out.splitlines() == [
        "--- film.vg",
        "+++ film.vg",
        "@@ -1,2 +1,4 @@",
        "-shot a{takes=3 # two",
        '- prompt="Fog."}',
        "+shot a {",
        "+  takes  = 3  # two",
        '+  prompt = "Fog."',
        "+}",
    ]
    assert says("film.vg") == UGLY
    assert desk("fmt", "--diff", "--check", "film.vg").code == 1


def test_a_diff_that_shows_nothing_says_so(desk):
    (desk.folder / "film.vg").write_bytes(TIDY.replace("\n", "\r\n", 1).encode())
    assert desk("fmt", "--diff", "film.vg").out == "film.vg: only how its lines end\n"


def test_folders_are_searched_but_not_hidden_ones(desk, says):
    for name in ("b/two.vg", "b/a/one.vg", ".vgdsl/kept.vg", "b/.git/old.vg", "b/notes.txt"):
        (desk.folder / name).parent.mkdir(parents=True, exist_ok=True)
        desk.write(name, UGLY)
    said = desk("fmt", ".", "b", "b/two.vg")
    assert said.out == "formatted b/two.vg\nformatted b/a/one.vg\n2 of 2 files formatted\n"
    assert says(".vgdsl/kept.vg") == says("b/.git/old.vg") == says("b/notes.txt") == UGLY


def test_a_folder_without_scene_files(desk):
    said = desk("fmt", ".")
    assert (said.code, said.out) == (0, "no scene file there\n")


def test_broken_lines_are_left_and_named(desk, says):
    desk.write("film.vg", BROKEN)
    said = desk("fmt", "film.vg")
    assert (said.code, said.out) == (1, "formatted film.vg\n")
    assert said.err == "left alone: film.vg, line 2: not understood; `vgdsl check film.vg` says why\n"
    assert says("film.vg") == HALF
    said = desk("fmt", "film.vg", "--check")
    assert (said.code, said.out) == (1, "")


def test_one_bad_file_keeps_none_of_the_others(desk, says):
    desk.write("film.vg", UGLY)
    desk.write("harbour.vg", TIDY)
    desk.write("film.plan", '{\n  "version": 1\n}\n')
    (desk.folder / "latin.vg").write_bytes('let città = "x"'.encode("latin-1"))
    (desk.folder / "wide.vg").write_bytes("let a = 1".encode("utf-16"))
    (desk.folder / "clip.vg").write_bytes(bytes(range(256)))
    said = desk("fmt", "harbor.vg", "film.plan", "latin.vg", "wide.vg", "clip.vg", "film.vg")
    assert (said.code, said.out) == (1, "formatted film.vg\n")
    assert said.err.splitlines() == [
        "error: there is no file `harbor.vg`; there is `harbour.vg`",
        "error: `film.plan` is a saved plan, no scene file; `vgdsl run` makes what it says",
        "error: `latin.vg` is not in UTF-8: see line 1; save it as UTF-8 in your editor",
        "error: `wide.vg` is not in UTF-8: it is in UTF-16; save it as UTF-8 in your editor",
        "error: `clip.vg` is no scene file",
    ]
    assert says("film.vg") == TIDY


def test_json(desk):
    desk.write("film.vg", BROKEN)
    said = desk("fmt", "film.vg", "harbor.vg", "--json")
    assert said.code == 1
    assert said.json == {
        "files": [
            {
                "file": "film.vg",
                "changed": True,
                "written": True,
                "left": [{"line": 2, "end_line": 2}],
                "trouble": None,
            },
            {
                "file": "harbor.vg",
                "changed": False,
                "written": False,
                "left": [],
                "trouble": "there is no file `harbor.vg`",
            },
        ]
    }
    desk.write("film.vg", UGLY)
    (film,) = desk("fmt", "film.vg", "--diff", "--json").json["files"]
    assert (film["changed"], film["written"]) == (True, False)
    assert film["diff"].startswith("--- film.vg\n+++ film.vg\n@@")


def piped(monkeypatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_standard_input_goes_to_standard_output(desk, monkeypatch):
    piped(monkeypatch, UGLY.encode())
    said = desk("fmt", "-")
    assert (said.code, said.out, said.err) == (0, TIDY, "")
    piped(monkeypatch, BROKEN.encode())
    said = desk("fmt", "-")
    assert (said.code, said.out) == (1, HALF)
    assert said.err.startswith("left alone: standard input, line 2: not understood")
    piped(monkeypatch, b"\xff\xfe")
    said = desk("fmt", "-")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: `standard input` is not in UTF-8")
    piped(monkeypatch, UGLY.encode())
    said = desk("fmt", "-", "--check")
    assert (said.code, said.out.splitlines()[0]) == (1, "would change standard input")


def test_standard_input_stands_alone(desk):
    for words in (("-", "film.vg"), ("-", "--json")):
        said = desk("fmt", *words)
        assert said.code == 2
        assert "`-` stands alone" in said.err


def test_mark_line_ends_and_permissions_stay(desk, says):
    path = desk.folder / "film.vg"
    path.write_bytes(("\ufeff" + UGLY.replace("\n", "\r\n")).encode())
    path.chmod(0o640)
    desk("fmt", "film.vg")
    assert says("film.vg") == "\ufeff" + TIDY.replace("\n", "\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(desk, says):
    desk.write("real.vg", UGLY)
    (desk.folder / "film.vg").symlink_to("real.vg")
    assert desk("fmt", "film.vg", "real.vg").out == "formatted real.vg\n"
    assert (desk.folder / "film.vg").is_symlink()
    assert says("real.vg") == TIDY


def test_a_folder_that_is_shut_is_told(desk, monkeypatch):
    desk.write("film.vg", TIDY)
    (desk.folder / "shut").mkdir()
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    said = desk("fmt", ".")
    assert (said.code, said.out, said.err) == (1, "1 file in order\n", "error: `shut`: Permission denied\n")


def test_a_file_that_may_only_be_read_stays(desk, says, monkeypatch):
    path = desk.write("film.vg", UGLY)
    opened = Path.open

    def refusing(self, mode="r", *more, **how):
        if self.name == "film.vg" and "+" in mode:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return opened(self, mode, *more, **how)

    monkeypatch.setattr(Path, "open", refusing)
    said = desk("fmt", "film.vg")
    assert (said.code, said.err) == (1, "error: `film.vg`: Permission denied; it stays as it was\n")
    assert path.read_text() == UGLY


def test_a_full_disk_loses_nothing(desk, says, monkeypatch):
    desk.write("film.vg", UGLY)

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writing.os, "fsync", full)
    said = desk("fmt", "film.vg")
    assert (said.code, said.out) == (1, "")
    assert said.err == "error: `film.vg`: No space left on device; it stays as it was\n"
    assert says("film.vg") == UGLY
    assert [path.name for path in desk.folder.iterdir()] == ["film.vg"]
