"""A field that a provider objects to is what the film maker wrote, in the line where it stands."""

import io

import pytest
from PIL import Image

from vgdsl.check.passes import Settings, check
from vgdsl.plan.blame import Blamed, blamed, suspects
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.project import Project

FILM = """\
film pier { duration = 5s }

element marco {
  description = "an old gondolier"
  frontal     = image("refs/marco.png")
  references  = [image("refs/side.png")]
}

shot gulls {
  model  = "wan-2-7"
  start  = image("refs/pier.png")
  prompt = "Gulls over a pier."
}

shot boat {
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  start        = gulls.last_frame
  prompt       = "@marco rows away."
}

shot dance {
  model        = "grok-imagine"
  aspect_ratio = 16:9
  resolution   = 480p
  references   = [
    image("refs/pier.png"),
    image("https://example.org/hall.jpg"),
  ]
  prompt       = "Two dancers."
}
"""


@pytest.fixture
def jobs(tmp_path, monkeypatch):
    """The jobs of the film by name, as lowered from its text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "film.vg").write_text(FILM, encoding="utf-8")
    (tmp_path / "refs").mkdir()
    for name in ("marco", "side", "pier"):
        picture = io.BytesIO()
        Image.new("RGB", (640, 640), "#345").save(picture, "PNG")
        (tmp_path / f"refs/{name}.png").write_bytes(picture.getvalue())

    def make(*overrides):
        found = check("film.vg", Project(tmp_path), load(), Settings(None, overrides))
        assert found.program, found.diagnostics
        return {job.id: job for job in lower(found.program, load()).jobs}

    return make


@pytest.mark.parametrize(
    ("name", "field", "meant"),
    [
        ("gulls", "image_url", [Blamed("image_url", "start", 'start = image("refs/pier.png")', "film.vg:11")]),
        ("gulls", "prompt", [Blamed("prompt", "prompt", "prompt", "film.vg:12")]),
        ("gulls", "duration", [Blamed("duration", "duration", "duration", "film.vg:1")]),
        ("gulls", "seed", [Blamed("seed", "seed", "seed")]),
        ("boat", "image_url", [Blamed("image_url", "start", "start = gulls.last_frame", "film.vg:18")]),
        (
            "boat",
            "elements.0.frontal_image_url",
            [Blamed("elements.0.frontal_image_url", "prompt", "prompt: refs/marco.png", "film.vg:5")],
        ),
        (
            "boat",
            "elements",
            [
                Blamed("elements.0.frontal_image_url", "prompt", "prompt: refs/marco.png", "film.vg:5"),
                Blamed("elements.0.reference_image_urls.0", "prompt", "prompt: refs/side.png", "film.vg:6"),
            ],
        ),
        (
            "dance",
            "reference_image_urls.1",
            [
                Blamed(
                    "reference_image_urls.1", "references", "references: https://example.org/hall.jpg", "film.vg:28"
                )
            ],
        ),
        (
            "dance",
            "reference_image_urls.0",
            [Blamed("reference_image_urls.0", "references", "references: refs/pier.png", "film.vg:27")],
        ),
    ],
)  # fmt: skip
def test_a_field_is_what_was_written(jobs, name, field, meant):
    assert list(blamed(jobs()[name], [field])) == meant


def test_a_value_of_the_command_line_has_no_line(jobs):
    job = jobs('gulls.prompt="Fog."')["gulls"]
    assert blamed(job, ["prompt"]) == (Blamed("prompt", "prompt", "prompt", "--set"),)


def test_where_nothing_is_named_every_text_and_medium_can_be_meant(jobs):
    assert [(each.field, each.said) for each in suspects(jobs()["boat"])] == [
        ("prompt", "prompt"),
        ("image_url", "start = gulls.last_frame"),
        ("elements.0.frontal_image_url", "prompt: refs/marco.png"),
        ("elements.0.reference_image_urls.0", "prompt: refs/side.png"),
    ]


def test_whatever_path_is_told_something_is_found(jobs):
    job = jobs()["boat"]
    for path in (
        "elements.7.frontal_image_url",
        "elements.x",
        "prompt.0.1",
        "image_url.deeper",
        "",
        "..",
        "a.b.c",
    ):
        assert blamed(job, [path])
