"""The files behind a name."""

import pytest

from vgdsl.ide.behind import behind

CAST = {
    "people/cast.vg": """
        let left = image("left.png")
        element marco { frontal = image("../refs/marco.png") references = [left, left] video = video("m.mp4") }
    """
}


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ('import "people/cast.vg" shot s { prompt = "@mar‹›co" }', ["refs/marco.png", "people/left.png", "people/m.mp4"]),
        ('import "people/cast.vg" as c let own = c.left shot s { start = ow‹›n }', ["people/left.png"]),
        ('let path = "x.png" let plate = image(path) shot s { start = pla‹›te }', ["x.png"]),
        ('import "people/cast.vg" as ca‹›st', ["people/cast.vg"]),
        ("let a = b let b = a shot s { start = a‹› }", None),
        ('shot s‹› { prompt = "x" }', None),
        ('let far = image("../x.png") shot s { start = f‹›ar }', None),
        ("shot s { dur‹›ation = 5s }", None),
        ("‹›", None),
    ],
)  # fmt: skip
def test_what_stands_behind(marked, text, files):
    there = marked(text, CAST)
    found = behind(there.view, there.at)
    assert (found and [target.file for target in found.targets]) == files
