"""Whatever comes next can be said in `options`: lists, records and media among them, checked as far as anybody can."""

import pytest
from PIL import Image

from vgdsl.check.passes import check
from vgdsl.plan.job import FileInput, LinkInput
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.project import Project
from vgdsl.report.messages import draw

FILM = """\
let weight = 0.5

shot a {{
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
  prompt       = "Fog."
  options {{
    {line}
  }}
}}
"""


@pytest.fixture
def film(tmp_path):
    """A film whose one shot has this line among its options: its request, or what is wrong with it."""
    Image.new("RGB", (640, 360)).save(tmp_path / "sun.png", "WEBP")

    def make(line: str):
        (tmp_path / "film.vg").write_text(FILM.format(line=line), encoding="utf-8")
        found = check("film.vg", Project(tmp_path), load())
        if found.program is None:
            return [draw(one) for one in found.diagnostics if one.code != "VG223"]
        return lower(found.program, load()).jobs[0]

    return make


def test_records_and_media_are_sent_as_they_are(film):
    job = film(
        'lights = [record(at = weight, image = image("sun.png")),'
        ' record(at = 1, tint = record(name = "amber"), page = document("https://example.com/a"))]'
    )
    first, second = job.body["lights"]
    assert list(job.body)[-1] == "lights"
    assert (first["at"], type(first["image"]), first["image"].mime) == (0.5, FileInput, "image/webp")
    assert second == {"at": 1, "tint": {"name": "amber"}, "page": LinkInput("https://example.com/a")}
    assert job.inputs == (first["image"], second["page"])


def test_a_record_says_its_values_by_name(film):
    (message,) = film("lights = record(0.5)")
    assert "error[VG304]: record takes its values by name" in message
    assert "help: write a name before it, such as `record(weight = 0.5)`" in message
    (message,) = film("lights = record(at = 0.5, at = 1)")
    assert "error[VG304]: record is given `at` twice" in message


def test_a_clip_in_a_record_is_no_option(film):
    (message,) = film("lights = [record(at = a)]")
    assert "lights is a text, a number, true or false, media, a list or a record, not a clip" in message


def test_media_there_are_as_heavy_as_elsewhere(film, tmp_path):
    with (tmp_path / "sun.png").open("ab") as file:
        file.truncate(30_000_000)
    (message,) = film('light = record(image = image("sun.png"))')
    assert message.startswith("error[VG49")


def test_a_record_stands_nowhere_else(film, tmp_path):
    text = FILM.format(line="x = 1").replace("duration     = 5s", "duration     = record(at = 1)")
    (tmp_path / "film.vg").write_text(text, encoding="utf-8")
    found = check("film.vg", Project(tmp_path), load()).diagnostics
    assert [one.code for one in found if one.code != "VG223"] == ["VG301"]
    assert "not a record" in draw(found[0])
