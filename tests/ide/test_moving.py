"""Files that move, and the paths that lead to them."""

import pytest

from vgdsl.ide.changes.change import changed
from vgdsl.ide.moving import moving
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Path

FILM = """
import "people/cast.vg" as cast
import "./sets.vg"
let place = "refs/plate.png"
let plate = image(place)
shot s { start = image("refs/../refs/start.png") references = [document("https://example.org/a"), video("v.mp4")] }
"""
BESIDE = {
    "people/cast.vg": 'import "../sets.vg" element marco { frontal = image("../refs/marco.png") voice = audio("m.mp3") }',
    "sets.vg": 'location l { image = image("refs/l.png") }',
}


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ({"people/cast.vg": "cast.vg"}, {"film.vg": ["cast.vg"], "people/cast.vg": ["sets.vg", "refs/marco.png", "people/m.mp3"]}),
        ({"refs": "pics/all"}, {"film.vg": ["pics/all/plate.png", "pics/all/start.png"], "people/cast.vg": ["../pics/all/marco.png"], "sets.vg": ["pics/all/l.png"]}),
        ({"people": "who/are/they"}, {"film.vg": ["who/are/they/cast.vg"], "people/cast.vg": ["../../../sets.vg", "../../../refs/marco.png"]}),
        ({"refs/marco.png": 'refs/mar"co.png'}, {"people/cast.vg": [r"../refs/mar\"co.png"]}),
        ({"film.vg": "films/film.vg"}, {"film.vg": ["../people/cast.vg", "../sets.vg", "../refs/plate.png", "../refs/start.png", "../v.mp4"]}),
        ({"elsewhere.png": "there.png"}, {}),
        ({"film.vg": "other.vg"}, {}),
    ],
)  # fmt: skip
def test_paths_go_on_leading_to_the_same_files(marked, moves, said):
    there = marked(FILM, BESIDE)
    found = moving([there.view, there.film("sets.vg")], moves)
    texts = {}
    for change in found:
        texts.setdefault(change.file, []).append(change.text)
    assert texts == said
    moved = {_where(file, moves): text for file, text in changed(there.texts, found).items()}
    before, after = paths(there.view), paths(marked("", moved).film(_where("film.vg", moves)))
    assert after == sorted(_where(path, moves) for path in before)


def paths(view):
    found = occurrences(view.analysis).files.values()
    return sorted(one.thing.path for file in found for one in file if isinstance(one.thing, Path))


def _where(path, moves):
    for old, new in moves.items():
        if path == old or path.startswith(f"{old}/"):
            return new + path[len(old) :]
    return path
