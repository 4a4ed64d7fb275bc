"""Every word of the language has a sentence, and the language reference names the same words."""

import re
from pathlib import Path

import pytest

from vgdsl.check.attributes import ARGUMENTS, ATTRIBUTES, OWNED, WITH_OPTIONS
from vgdsl.check.declarations import Kind
from vgdsl.ide.wording import meanings

REFERENCE = (Path(__file__).parents[3] / "grammar" / "README.md").read_text()


def tabled(heading: str) -> dict[str, str]:
    """The attributes of a section's tables, each with its row."""
    section = re.split(r"^### ", REFERENCE, flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(f"{heading}\n"))
    text = re.split(r"^## ", text, flags=re.MULTILINE)[0]
    rows = [row for row in text.split("\n") if row.startswith("| `") and row.count("|") > 3]
    return {name: row for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}


@pytest.mark.parametrize("kind", ATTRIBUTES)
def test_every_attribute_has_a_sentence(kind):
    for name in (*ATTRIBUTES[kind], *(["options"] if kind in WITH_OPTIONS else [])):
        sentence = meanings.meaning(kind, name)
        assert sentence, name
        assert sentence[0].isupper(), name
        assert sentence.endswith("."), name


def test_no_sentence_is_about_what_does_not_exist():
    for kind, words in meanings._BY_KIND.items():
        assert words.keys() <= ATTRIBUTES[kind].keys()
    assert meanings._MADE.keys() - {"options"} <= ATTRIBUTES[Kind.SHOT].keys()
    assert meanings.DECLARATIONS.keys() == set(Kind)
    assert meanings.CALLS.keys() == ARGUMENTS.keys()
    assert meanings.ARGUMENTS.keys() == {(call, name) for call, names in ARGUMENTS.items() for name in names}


@pytest.mark.parametrize(
    "kind", [Kind.FILM, Kind.SCENE, Kind.STYLE, Kind.SHOT, Kind.TRANSITION, Kind.UPSCALE, Kind.CUT]
)
def test_the_reference_tables_the_same_attributes(kind):
    own = tabled(kind)
    assert own.keys() <= ATTRIBUTES[kind].keys()
    assert meanings._BY_KIND.get(kind, {}).keys() - {"prompt"} <= own.keys()
    for name, row in own.items():
        columns = row.split("|")
        named = set(re.findall(r"`(\w+)`", columns[4])) if len(columns) > 5 else None
        if named and kind is not Kind.UPSCALE:
            assert named <= {*meanings.fields(kind, name), "scene_image_urls"}, name


def test_the_reference_tables_every_attribute_of_a_shot():
    assert tabled("shot").keys() == ATTRIBUTES[Kind.SHOT].keys()


def test_fields_are_those_that_a_request_has():
    assert meanings.fields(Kind.SHOT, "start") == ("image_url",)
    assert meanings.fields(Kind.TRANSITION, "to") == ("end_image_url",)
    assert meanings.fields(Kind.SHOT, "takes") == ()
    assert meanings.fields(Kind.CUT, "music") == ()
    assert {
        field for name in ATTRIBUTES[Kind.SHOT] for field in meanings.fields(Kind.SHOT, name)
    } <= OWNED.keys()
