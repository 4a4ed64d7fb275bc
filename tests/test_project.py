"""A project's folder: where it begins, what may be read of it, and what its files are."""

import shutil
import time

import pytest
from PIL import Image

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.program.values import MediaKind
from vgdsl.project import Project, root_of


def trouble(call, *words) -> Trouble:
    with pytest.raises(FileTrouble) as caught:
        call(*words)
    return caught.value.trouble


@pytest.fixture
def project(tmp_path):
    (tmp_path / "inner").mkdir()
    folder = tmp_path / "inner"
    (folder / "film.vg").write_text("film a { }")
    return Project.of(folder / "film.vg", tmp_path / "cache")


def test_the_root_is_that_of_the_nearest_mark(tmp_path):
    film = tmp_path / "a/b/film.vg"
    film.parent.mkdir(parents=True)
    assert root_of(film) == tmp_path / "a/b"
    (tmp_path / ".git").mkdir()
    assert root_of(film) == tmp_path
    (tmp_path / "a/vgdsl.toml").touch()
    assert root_of(film) == tmp_path / "a"
    assert Project.of(film).name(film) == "b/film.vg"


@pytest.mark.parametrize(
    "path", ["../secret.vg", "/etc/hostname", "a/../../secret.vg", "link.vg", "linked/secret.vg"]
)
def test_nothing_outside_is_read(project, tmp_path, path):
    (tmp_path / "secret.vg").write_text("film secret { }")
    (project.root / "a").mkdir()
    (project.root / "link.vg").symlink_to(tmp_path / "secret.vg")
    (project.root / "linked").symlink_to(tmp_path)
    assert trouble(project.text, path) is Trouble.OUTSIDE


def test_each_trouble_has_its_name(project):
    (project.root / "utf16.vg").write_bytes("film a { }".encode("utf-16"))
    (project.root / "latin.vg").write_bytes(b"\ncitt\xe0")
    (project.root / "binary.vg").write_bytes(b"\0\1\2")
    (project.root / "loop.vg").symlink_to("loop.vg")
    (project.root / "empty.png").touch()
    assert trouble(project.text, "missing.vg") is Trouble.MISSING
    assert trouble(project.text, "a\0b") is Trouble.MISSING
    assert trouble(project.text, ".") is Trouble.FOLDER
    assert trouble(project.text, "utf16.vg") is Trouble.ENCODING
    assert trouble(project.text, "latin.vg") is Trouble.ENCODING
    assert trouble(project.text, "binary.vg") is Trouble.BINARY
    assert trouble(project.text, "x" * 5000) is Trouble.UNREADABLE
    assert trouble(project.text, "loop.vg") is Trouble.MISSING
    assert trouble(project.facts, "empty.png", MediaKind.IMAGE) is Trouble.EMPTY
    assert trouble(project.facts, "film.vg", MediaKind.IMAGE) is Trouble.WRONG_KIND


def test_a_film_that_leads_in_a_circle_is_not_there(tmp_path):
    (tmp_path / "loop.vg").symlink_to("loop.vg")
    project = Project.of(tmp_path / "loop.vg")
    assert trouble(project.text, project.name(tmp_path / "loop.vg")) is Trouble.MISSING


def test_a_byte_order_mark_is_no_letter(project):
    (project.root / "mark.vg").write_bytes(b"\xef\xbb\xbffilm a { }")
    assert project.text("mark.vg").text == "film a { }"


def test_the_facts_of_a_picture_are_its_own_and_follow_it(project, tmp_path):
    picture = project.root / "sea.png"
    Image.new("RGB", (64, 32)).save(picture)
    first = project.facts("sea.png", MediaKind.IMAGE)
    assert (first.mime, first.width, first.height) == ("image/png", 64, 32)
    project.remember()
    later = Project(project.root, tmp_path / "cache")
    assert later.facts("sea.png", MediaKind.IMAGE) == first
    Image.new("RGB", (32, 64)).save(picture)
    assert later.facts("sea.png", MediaKind.IMAGE).width == 32
    assert trouble(later.facts, "sea.png", MediaKind.VIDEO) is Trouble.WRONG_KIND


@pytest.mark.parametrize(
    ("asked", "found"),
    [("seaa.png", "sea.png"), ("Sea.png", "sea.png"), ("sea.jpg", "sea.png"), ("refs/frnt.png", "refs/front.png"),
     ("mountain.png", None), ("nowhere/sea.png", None)],
)  # fmt: skip
def test_a_misspelt_file_has_a_nearest_one(project, asked, found):
    (project.root / "refs").mkdir()
    for name in ("sea.png", "refs/front.png", "b.png"):
        (project.root / name).touch()
    assert project.nearest(asked) == found


def test_a_damaged_cache_is_as_good_as_none(project, tmp_path):
    picture = project.root / "sea.png"
    Image.new("RGB", (64, 32)).save(picture)
    project.facts("sea.png", MediaKind.IMAGE)
    project.remember()
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(b"\xc1\xc1")
    assert Project(project.root, tmp_path / "cache").facts("sea.png", MediaKind.IMAGE).width == 64


def again(film):
    """What a check of a film rests on, where it looked for a file that is not there."""
    project = Project.of(film)
    project.text(project.name(film))
    project.nearest("seaa.png")
    return project.evidence


@pytest.fixture
def later(monkeypatch):
    """All that was written so far was written a while ago."""
    now = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now)


@pytest.mark.usefixtures("later")
def test_a_check_rests_on_the_folders_above_that_are_no_project_yet(tmp_path):
    film = tmp_path / "a/b/film.vg"
    film.parent.mkdir(parents=True)
    film.write_text("")
    evidence = again(film)
    assert evidence.holds()
    (tmp_path / "a/vgdsl.toml").touch()
    assert not evidence.holds()
    evidence = again(film)
    assert evidence.holds()
    (tmp_path / "a/vgdsl.toml").unlink()
    assert not evidence.holds()


@pytest.mark.usefixtures("later")
def test_a_check_rests_on_a_repository_but_not_on_what_happens_in_it(tmp_path):
    film = tmp_path / "film.vg"
    film.write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main")
    evidence = again(film)
    (tmp_path / ".git/index").touch()
    assert evidence.holds()
    shutil.rmtree(tmp_path / ".git")
    assert not evidence.holds()


@pytest.mark.usefixtures("later")
def test_a_check_rests_on_where_the_links_to_its_film_lead(tmp_path):
    for version in ("one", "two"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "film.vg").write_text("")
    (tmp_path / "current").symlink_to("one")
    evidence = again(tmp_path / "current/film.vg")
    assert evidence.holds()
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("two")
    assert not evidence.holds()


@pytest.mark.usefixtures("later")
def test_a_suggestion_rests_on_what_else_is_in_the_folder(project):
    film = project.root / "film.vg"
    evidence = again(film)
    assert evidence.holds()
    (project.root / "sea.png").touch()
    assert not evidence.holds()


def test_what_was_found_of_a_file_just_written_is_found_out_again(project, tmp_path, monkeypatch):
    picture = project.root / "sea.png"
    Image.new("RGB", (64, 32)).save(picture)
    monkeypatch.setattr(time, "time_ns", lambda: picture.stat().st_ctime_ns)
    project.facts("sea.png", MediaKind.IMAGE)
    assert project.known("sea.png") is None
    assert not project.evidence.holds()


def test_media_facts_of_another_version_are_found_out_again(project, tmp_path, monkeypatch, later):
    Image.new("RGB", (64, 32)).save(project.root / "sea.png")
    project.facts("sea.png", MediaKind.IMAGE)
    project.remember()
    assert Project(project.root, tmp_path / "cache").known("sea.png") is not None
    monkeypatch.setattr("vgdsl.project.__version__", "0.0.0")
    assert Project(project.root, tmp_path / "cache").known("sea.png") is None


def test_media_facts_that_were_cut_anywhere_are_none(project, tmp_path, later):
    Image.new("RGB", (64, 32)).save(project.root / "sea.png")
    project.facts("sea.png", MediaKind.IMAGE)
    project.remember()
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert Project(project.root, tmp_path / "cache").known("sea.png") is None
