"""`vgdsl graph`: the same film in four forms, on the terminal and in a file."""

import json
from xml.etree import ElementTree as ET

import pytest


@pytest.mark.parametrize("form", ["mermaid", "dot", "json", "svg"])
def test_every_form_names_every_shot(pier, form):
    said = pier("graph", "film.vg", "--format", form)
    assert said.code == 0
    assert all(name in said.out for name in ("gulls", "walker", "waves"))
    assert said.out.endswith("\n")
    assert not said.out.endswith("\n\n")


def test_json_is_an_object(pier):
    drawn = pier("graph", "film.vg", "--json").json
    assert [card["name"] for card in drawn["cards"]] == ["gulls", "walker", "waves"]
    assert drawn["title"] == "The Pier"


def test_a_picture_is_written_by_the_name_of_its_file(pier):
    said = pier("graph", "film.vg", "-o", "film.svg")
    assert (said.code, said.out) == (0, "wrote film.svg\n")
    root = ET.parse(pier.folder / "film.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    pier("graph", "film.vg", "-o", "film.dot")
    assert (pier.folder / "film.dot").read_text().startswith("digraph")
    pier("graph", "film.vg", "-o", "film.json")
    assert json.loads((pier.folder / "film.json").read_text())["title"] == "The Pier"


def test_a_place_that_cannot_be_written(pier):
    said = pier("graph", "film.vg", "-o", "nowhere/film.svg")
    assert said.code == 1
    assert "nowhere/film.svg: No such file or directory" in said.err
