"""The language reference is true: its programs check, its mistakes are mistakes, its tables are those of the checker.

What a block is for stands in a comment above it, which readers do not see: `<!-- wrong: VG412 -->` names the mistake that it
shows, `<!-- file: cast.vg -->` a file that the blocks after it import.
"""

import re
import shutil
import wave
from pathlib import Path
from typing import NamedTuple

import av
import pytest
from PIL import Image

from vgdsl.check import lists, templates
from vgdsl.check.attributes import ARGUMENTS, ATTRIBUTES, OPTIONAL_ARGUMENTS, OWNED, TAKES
from vgdsl.check.declarations import Kind
from vgdsl.check.passes import Checked, Settings, check
from vgdsl.check.records import LONGEST
from vgdsl.check.rules.enclosed import LIMIT
from vgdsl.diagnostics import Severity
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.program.entities import Origin
from vgdsl.project import LARGEST_TEXT, Project
from vgdsl.syntax.parser import MOST

REFERENCE = Path(__file__).parents[1] / "grammar" / "README.md"
TEXT = REFERENCE.read_text(encoding="utf-8")

_BLOCK = re.compile(r"(?:<!-- (?P<mark>[^\n]*) -->\n)?```vg\n(?P<text>.*?)```", re.DOTALL)
_MEDIA = re.compile(r'\b(image|video|audio|document)\("(?!https:)([^"{]+)"')


class Block(NamedTuple):
    """One example: its text, and what the comment above it says."""

    name: str
    text: str
    mark: str


def blocks() -> list[Block]:
    lines = (TEXT.count("\n", 0, match.start("text")) for match in _BLOCK.finditer(TEXT))
    return [
        Block(f"line {line}", match["text"], match["mark"] or "")
        for line, match in zip(lines, _BLOCK.finditer(TEXT), strict=True)
    ]


BLOCKS = blocks()
FILES = {block.mark.removeprefix("file: "): block.text for block in BLOCKS if block.mark.startswith("file: ")}
WRONG = [block for block in BLOCKS if block.mark.startswith("wrong: ")]
RIGHT = [block for block in BLOCKS if block not in WRONG]
MENTIONS = next(block for block in BLOCKS if block.mark == "mentions")


@pytest.fixture(scope="session")
def footage(tmp_path_factory) -> dict[str, Path]:
    """A file of each kind, by its ending: a picture, five seconds of video, five of sound."""
    folder = tmp_path_factory.mktemp("footage")
    made = {ending: folder / f"made.{ending}" for ending in ("png", "mp4", "mp3")}
    Image.new("RGB", (1280, 720), "teal").save(made["png"])
    with av.open(str(made["mp4"]), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        picture = av.VideoFrame.from_image(Image.open(made["png"]))
        for number in range(120):
            picture.pts = number
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    with wave.open(str(made["mp3"]), "wb") as sound:  # what a file is, its bytes say
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(5 * 16_000))
    return made


@pytest.fixture
def checked(tmp_path, footage):
    """Checks a text as a film in a folder with all media that it and its imports name."""

    def run(text: str, *overrides: str, profile: str | None = None) -> Checked:
        for name, other in {**FILES, "film.vg": text}.items():
            (tmp_path / name).write_text(other, encoding="utf-8")
            for _, path in _MEDIA.findall(other):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(footage[path.rpartition(".")[2]], tmp_path / path)
        return check("film.vg", Project(tmp_path), load(), Settings(profile, overrides))

    return run


@pytest.mark.parametrize("block", RIGHT, ids=lambda block: block.name)
def test_every_program_checks(block, checked):
    found = checked(block.text).diagnostics
    loud = [d for d in found if d.severity is not Severity.NOTE and d.code != "VG223"]
    assert not loud
    if not block.mark.startswith("file: "):
        assert not found, "a reader's first copy should not even be warned about"
    for profile in re.findall(r"^profile (\w+)", block.text, re.MULTILINE):
        assert not checked(block.text, profile=profile).diagnostics


@pytest.mark.parametrize("block", WRONG, ids=lambda block: block.mark)
def test_every_mistake_is_told_by_its_code(block, checked):
    assert {d.code for d in checked(block.text).diagnostics} == {block.mark.removeprefix("wrong: ")}


def section(title: str) -> str:
    """The text under a heading, up to the next one."""
    _, found, rest = TEXT.partition(f"\n{title}\n")
    assert found, title
    return re.split(r"\n##+ ", rest, maxsplit=1)[0]


def rows(text: str, header: str) -> list[list[str]]:
    """The cells of all tables whose first column is called so."""
    found: list[list[str]] = []
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|").split(" |")] for line in table.splitlines()]
        if lines[0][0].strip() == header:
            found += lines[2:]
    return found


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def names(text: str) -> set[str]:
    return {name for row in rows(text, "attribute") for name in quoted(row[0])}


def test_every_declaration_is_listed():
    assert {name for row in rows(section("## Declarations"), "keyword") for name in quoted(row[0])} == set(
        Kind
    )


def test_each_block_takes_what_its_table_says():
    matrix = section("## Which block takes which attribute")
    kinds = ["film", "scene", "style", "shot", "transition", "upscale", "profile"]
    assert f"| attribute | {' | '.join(kinds)} |" in matrix
    taken: dict[str, set[str]] = {kind: set() for kind in kinds}
    for row in rows(matrix, "attribute"):
        for kind, mark in zip(kinds, row[1:], strict=True):
            taken[kind] |= set(quoted(row[0])) if mark.startswith("●") else set()
    assert taken == {kind: set(ATTRIBUTES[Kind(kind)]) for kind in kinds}


def test_elements_locations_and_cuts_take_what_their_tables_say():
    element, location = section("### element and location").split("A location:")
    assert names(element) == set(ATTRIBUTES[Kind.ELEMENT])
    assert names(location) == set(ATTRIBUTES[Kind.LOCATION])
    assert names(section("### cut")) == set(ATTRIBUTES[Kind.CUT])


@pytest.mark.parametrize("kind", ["film", "scene", "style", "shot", "transition", "upscale"])
def test_a_section_explains_what_only_its_block_has(kind):
    own = names(section(f"### {kind}"))
    assert own <= set(ATTRIBUTES[Kind(kind)])
    explained = own | names(section("### shot"))
    assert explained >= set(ATTRIBUTES[Kind(kind)])


def test_every_field_of_the_api_is_that_of_its_attribute():
    said = {
        (name, field)
        for title in ("### shot", "### upscale")
        for row in rows(section(title), "attribute")
        for name in quoted(row[0])
        for field in (quoted(row[3]) or ([name] if row[3].startswith("the same") else []))
    }
    reached = {(attribute, field) for field, attribute in OWNED.items() if "_references" not in field}
    also = {("model", "model"), ("prompt", "prompt"), ("source", "video_url")}
    assert said == reached | also


def test_every_call_is_listed_with_its_arguments():
    found = {}
    for row in rows(section("## Values"), "call"):
        for call in quoted(row[0]):
            name, _, arguments = call.rstrip(")").partition("(")
            found[name] = arguments.split(", ")
            assert all(
                f"`{each}`" in row[2]
                for each in ARGUMENTS[name]
                if name == "clip" and each in OPTIONAL_ARGUMENTS
            )
    assert found.pop("record") == ["name = value", "..."]
    assert found == {name: list(signature) for name, signature in ARGUMENTS.items() if name != "record"}


def test_every_filter_is_listed():
    _, _, listed = section("## Templates").partition("these filters:\n")
    assert set(quoted(listed.partition("\n\n")[0])) == templates.FILTERS | {"join", "replace"}


@pytest.mark.parametrize(
    ("model", "prompt", "fields"),
    [
        (model, quoted(row[1])[0], {field for field in quoted(row[2]) if "_" in field or field == "elements"})
        for row in rows(section("## Mentions"), "model")
        for model in quoted(row[0])
    ],
)
def test_mentions_reach_each_family_as_its_row_says(model, prompt, fields, checked):
    text = MENTIONS.text.replace("  aspect_ratio = 16:9\n", "")
    text = f"film shape {{\n  aspect_ratio = 16:9\n  resolution = {_size(model)}\n}}\n{text}"
    program = checked(text, f"waiting.model={model}", f"waiting.duration={_length(model)}").program
    assert program is not None
    body = lower(program, load()).jobs[0].body
    assert body["prompt"] == prompt
    shown = {"elements", "scene_image_urls", "reference_image_urls", "image_references"}
    assert {field for field in body if field in shown} == fields


def _length(model: str) -> str:
    found = load().variants(model)[0].durations or ("5s",)
    return min(found, key=lambda each: abs(int(each.removesuffix("s")) - 5))


def _size(model: str) -> str:
    found = next((each.resolutions for each in load().variants(model) if each.resolutions), ("720p",))
    return "720p" if "720p" in found else found[0]


def test_precedence_is_that_of_the_program():
    order = re.findall(r"^\d\. (.+)$", section("## Precedence and defaults"), re.MULTILINE)
    assert len(order) == len(Origin)
    assert all(origin in line for origin, line in zip(Origin, order, strict=True))


def test_limits_are_those_of_the_program():
    limits = {row[0]: row[1] for row in rows(section("## Limits"), "")}
    assert limits["a finished text"].startswith(f"{LONGEST:,} ")
    assert limits["a template"].startswith(f"{templates.TURNS:,} ")
    assert limits["nesting"].startswith(f"{lists.DEEPEST} ")
    assert limits["a list"].startswith(f"{lists.LARGEST:,} ")
    assert limits["takes"] == f"{TAKES.high:g}"
    assert limits["a request"].startswith(f"{LIMIT // 10**6} MB")
    assert limits["a scene file"] == f"{LARGEST_TEXT >> 20} MB"
    assert limits["mistakes told"].startswith(f"{MOST} ")


def test_every_link_inside_leads_somewhere():
    headings = re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
