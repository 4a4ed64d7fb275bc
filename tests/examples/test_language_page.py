"""The film that the language is introduced with: every construct of it together, made from nothing but its text."""

import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.audio.frame import AudioFrame
from PIL import Image

from vgdsl.media.probe import probe

FILM = """\
film gondolier {
  title        = "The Gondolier"
  model        = "wan-2-7"                    # defaults for every shot; a family: the variant follows from the shot
  aspect_ratio = 16:9
  resolution   = 720p
  fps          = 24fps
  budget       = $12.00
}

import "cast.vg"                              # declarations from another file

param light = "golden hour, long shadows"     # --set light="blue hour"
let   cities = ["Venice", "Rome", "Naples"]

style noir {
  prefix          = "35mm film, high contrast black and white."
  negative_prompt = "low resolution, worst quality"
}

scene harbor {
  use    = [noir]
  budget = $6.00

  shot opening {
    duration = 5s
    prompt   = "Aerial view of the lagoon, {{ light }}."
  }

  shot boarding {
    model    = "kling-o3-pro"                 # elements and a start frame: the reference-to-video variant
    duration = 8s
    start    = opening.last_frame
    prompt   = \"\"\"
      Slow push forward. @marco steps into a gondola at @canal, {{ light }}.
    \"\"\"
    takes    = 3
  }
}

transition crossing {
  from     = opening
  to       = boarding
  model    = "pixverse-v5.6-transition"
  duration = 5s
  prompt   = "The water dissolves into mist."
}

shot postcard[city in cities] {
  duration = 5s
  prompt   = "A postcard of {{ city }}, {{ light }}."
}

upscale boarding_hd {
  source = boarding
  factor = 2x
}

profile draft {                               # --profile draft
  model      = "ltx-2-v2-3-fast"
  duration   = 6s
  resolution = 1080p
  takes      = 1
}

cut main {
  sequence = [opening, crossing, clip(boarding_hd, in = 0.5s), dissolve(0.5s), postcard]
  music    = audio("score.mp3")
  output   = "gondolier.mp4"
}
"""

CAST = """\
element marco {
  description = "an old gondolier in a red scarf"
  frontal     = image("refs/marco-front.png")
  references  = [image("refs/marco-left.png"), image("refs/marco-back.png")]
}

location canal {
  description = "a narrow canal between brick palaces"
  image       = image("refs/canal.png")
}
"""


@pytest.fixture
def gondolier(desk):
    desk.write("film.vg", FILM)
    desk.write("cast.vg", CAST)
    (desk.folder / "refs").mkdir()
    for name, colour in {"marco-front": "red", "marco-left": "maroon", "marco-back": "navy"}.items():
        Image.new("RGB", (640, 640), colour).save(desk.folder / f"refs/{name}.png")
    Image.new("RGB", (1280, 720), "teal").save(desk.folder / "refs/canal.png")
    write_tone(desk.folder / "score.mp3", seconds=40)
    return desk


def write_tone(path: Path, seconds: int, rate: int = 44_100) -> None:
    wave = b"".join(
        int(6000 * math.sin(2 * math.pi * 220 * at / rate)).to_bytes(2, "little", signed=True)
        for at in range(rate)
    )
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mp3", rate=rate, layout="mono")
        for second in range(seconds):
            frame = AudioFrame(format="s16", layout="mono", samples=rate)
            frame.planes[0].update(wave)
            frame.rate, frame.pts = rate, second * rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def test_it_is_made_as_it_is_written(gondolier):
    checked = gondolier("check", "film.vg")
    assert (checked.code, checked.out) == (0, "film.vg: 7 clips, 1 cut; nothing to complain about\n")

    plan = gondolier("plan", "film.vg", "--simulate", "--json").json
    assert Counter(step["node"] for step in plan["steps"]) == {
        "opening": 1, "boarding": 3, "crossing": 1, "boarding_hd": 1,
        'postcard["Venice"]': 1, 'postcard["Rome"]': 1, 'postcard["Naples"]': 1,
    }  # fmt: skip

    done = gondolier("run", "film.vg", "--simulate")
    assert done.code == 0, done.out + done.err
    assert set(gondolier.purchases().values()) == {1}
    assert len(gondolier.purchases()) == plan["purchases"] == 9
    film = probe(gondolier.folder / "out/animatic/gondolier.mp4")
    assert film.frame_count == plan["builds"][0]["length"]["frames"]
    assert (film.width, film.height, film.rate) == (1280, 720, Fraction(24))
    assert film.audio is not None
    assert abs(film.audio.duration - film.duration) < Fraction(1, 20)


def test_its_draft_is_planned_with_one_take_and_another_model(gondolier):
    plan = gondolier("plan", "film.vg", "--profile", "draft", "--json").json
    shots = {step["id"]: step for step in plan["steps"] if step["kind"] == "shot"}
    assert set(shots) == {
        "opening",
        "boarding",
        'postcard["Venice"]',
        'postcard["Rome"]',
        'postcard["Naples"]',
    }
    assert all(shot["model"].startswith("ltx-2-v2-3-fast") for shot in shots.values())
    assert {shot["length"] for shot in shots.values()} == {6.0}
    assert gondolier("check", "film.vg", "--profile", "draft").code == 0
