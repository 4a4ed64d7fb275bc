"""A medium that cannot be used: what is said of each trouble, and what is proposed where the way out is known."""

import pytest

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.findings import Findings
from vgdsl.check.footage import Footage
from vgdsl.program.values import MediaKind
from vgdsl.report.messages import title
from vgdsl.report.wording import WORDING
from vgdsl.source import Source, Span


class Folder:
    """Files of which each is in the same trouble; one is near to any name."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        self.trouble, self.detail = trouble, detail

    def facts(self, path: str, kind: MediaKind):
        raise FileTrouble(self.trouble, path, self.detail)

    def nearest(self, path: str) -> str:
        return "scenes/refs/pier.png"


def told(text: str, trouble: Trouble = Trouble.MISSING, detail: str = "", folder: str = "scenes"):
    """What is said of a picture in a scene file of the folder `scenes`."""
    findings = Findings()
    source = Source("film.vg", f'image("{text}")')
    span = Span(source, 6, len(source.text) - 1)
    Footage(Folder(trouble, detail), findings).find(MediaKind.IMAGE, text, folder, span)
    (found,) = findings
    return found


@pytest.mark.parametrize(
    ("trouble", "detail", "words"),
    [
        (Trouble.MISSING, "", "there is no file `a.png`"),
        (Trouble.OUTSIDE, "", "`a.png` is outside of the project"),
        (Trouble.FOLDER, "", "`a.png` is a folder, not a file"),
        (Trouble.EMPTY, "", "`a.png` is empty"),
        (Trouble.UNREADABLE, "Permission denied", "`a.png` cannot be read: Permission denied"),
        (Trouble.UNREADABLE, "", "`a.png` cannot be read"),
        (Trouble.WRONG_KIND, "a text", "`a.png` is no image, but a text"),
        (Trouble.WRONG_KIND, "", "`a.png` is no image"),
        (Trouble.DAMAGED, "is cut short: its end is missing. Copy it again.", "`a.png` is cut short: its end is missing"),
        (Trouble.DAMAGED, "", "`a.png` is damaged"),
    ],
)  # fmt: skip
def test_what_is_said_of_each_trouble(trouble, detail, words):
    assert title(told("a.png", trouble, detail)) == words


def test_folders_stand_before_a_slash_and_home_is_outside():
    found = told("refs\\night.png")
    assert found.edits[0].text == '"refs/night.png"'
    assert 'folders stand before a `/`: write `"refs/night.png"`' in WORDING["VG307"].helped(found.facts)
    assert "copy it into the project's folder" in WORDING["VG307"].helped(told("~/night.png").facts)


def test_advice_is_a_way_out():
    found = told("a.png", Trouble.DAMAGED, "is cut short: its end is missing. Fetch or copy it again.")
    assert WORDING["VG307"].helped(found.facts) == ("fetch or copy it again",)


@pytest.mark.parametrize(("folder", "near"), [("scenes", "refs/pier.png"), ("", "scenes/refs/pier.png"), ("scenes/two", "../refs/pier.png")])  # fmt: skip
def test_the_nearest_file_is_proposed_as_the_scene_file_writes_it(folder, near):
    found = told("refs/peir.png", folder=folder)
    assert [each.text for each in found.edits] == [f'"{near}"']
    assert WORDING["VG307"].helped(found.facts) == (f"there is `{near}`",)


def test_another_address_is_proposed():
    assert [each.text for each in told("http://example.org/a.png").edits] == ['"https://example.org/a.png"']
    assert told("ftp://example.org/a.png").edits == ()


def test_a_file_without_a_name():
    assert title(told("")) == "no file is named here"
