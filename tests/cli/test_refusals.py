"""When the provider says no, the end of the run and `status` say to what, what became of the money, and how to go on."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
FILM = """\
film row {
  title        = "The Row"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

shot oars {
  prompt = "Oars in the water. %s"
}

shot marco {
  model      = "seedance-2-0-reference-to-video"
  references = [image("refs/marco.png")]
  prompt     = "A man rows."
}
"""

TERMS = """\
marco: Venice found faces, and asks whether you may use them. Nothing was charged.
    references: refs/marco.png   film.vg:15

  Its terms ("seedance", version v2.0), word for word:

    A text for rehearsals: the real one is longer, and binding.
    1. I have read and accept the terms of service and the privacy policy.
    2. I have the legal right to use the likeness of every person in this media, and the consent of each.
    3. I know that the media is screened, and that consent allows nothing that the rules forbid.

  More on it: https://docs.venice.ai
  Only you can say whether that is true, and nothing here says it for you. If it is, write into the shot

    consent = [seedance]

  and run again. If it is not, use media without recognisable faces.
"""


@pytest.fixture
def row(desk):
    """The film in its folder, with a picture of somebody."""

    def write(words=""):
        buffer = io.BytesIO()
        Image.new("RGB", (640, 640), "#345").save(buffer, "PNG")
        (desk.folder / "refs").mkdir(exist_ok=True)
        (desk.folder / "refs/marco.png").write_bytes(buffer.getvalue())
        desk.write("film.vg", FILM % words)

    return write


def ended(said) -> str:
    """What a run says when all is done."""
    return re.search(r"^\d+ clips? made, .*", said.out, re.MULTILINE | re.DOTALL)[0]


def test_a_consent_is_asked_for_and_given_in_the_file_alone(desk, row):
    row()
    said = desk("run", "film.vg", "--simulate", "--yes")
    assert said.code == 1
    assert ended(said) == (
        "1 clip made, simulated, free\n"
        "  refused: marco\n"
        "\n"
        f"{TERMS}\n"
        "clips: out/animatic\n"
        "to go on: vgdsl run film.vg --simulate --yes\n"
    )
    assert desk.purchases() == {"oars": 1}
    status = desk("status", "film.vg", "--simulate")
    assert status.out == (
        'row  "The Row"\n'
        "\n"
        "  made      oars    out/animatic/oars.mp4\n"
        "  refused   marco\n"
        "\n"
        "  simulated: nothing spent\n"
        "\n"
        f"{TERMS}"
    )
    desk.edit("film.vg", '  prompt     = "A man', '  consent    = [seedance]\n  prompt     = "A man')
    assert desk("run", "film.vg", "--simulate").code == 0
    assert desk.purchases() == {"oars": 1, "marco": 1}
    assert desk("status", "film.vg", "--simulate").out.count("refused") == 0


def test_an_attested_consent_is_its_three_words_and_nothing_else(desk, row):
    row()
    desk.edit("film.vg", '  prompt     = "A man', '  consent    = [seedance]\n  prompt     = "A man')
    requests = desk("plan", "film.vg", "--simulate", "--requests", "--json").json["requests"]
    assert requests["marco"]["consents"] == {
        "seedance": {
            "confirmed_terms_and_privacy": True,
            "confirmed_legal_right": True,
            "confirmed_screening_acknowledged": True,
        }
    }
    assert "consents" not in requests["oars"]


def test_a_refusal_after_the_order_says_what_became_of_the_money(desk, row):
    row("#refuse-late")
    said = desk("run", "film.vg", "--simulate", "--only", "oars")
    assert said.code == 1
    assert ended(said).splitlines()[:9] == [
        "0 clips made, simulated, free",
        "  refused: oars",
        "",
        "oars: The job was refused by the content rules. It says: The request was refused by the provider's content policy.",
        "  It does not say what it objects to. The order held:",
        "    prompt   film.vg:10",
        "  $0.55 came back.",
        "  It proposes the model grok-imagine-text-to-video. To see that in the scene file: vgdsl accept film.vg oars --simulate",
        "",
    ]


def test_programs_hear_the_same(desk, row):
    row("#refuse")
    events = desk("run", "film.vg", "--simulate", "--json").events
    early, asked = [event for event in events if event["type"] == "Refused"]
    assert {
        name: early[name] for name in ("job", "accepted", "refunded", "inputs", "named", "suggested_prompt")
    } == {
        "job": "oars",
        "accepted": False,
        "refunded": None,
        "inputs": [{"field": "prompt", "attribute": "prompt", "said": "prompt", "place": "film.vg:10"}],
        "named": True,
        "suggested_prompt": "Oars in the water.",
    }
    assert asked["consent"]["name"] == "seedance"
    assert asked["inputs"] == [
        {
            "field": "reference_image_urls.0",
            "attribute": "references",
            "said": "references: refs/marco.png",
            "place": "film.vg:15",
        }
    ]
    clips = {clip["id"]: clip for clip in desk("status", "film.vg", "--simulate", "--json").json["clips"]}
    assert (clips["oars"]["state"], clips["marco"]["state"]) == ("refused", "refused")
    assert clips["oars"]["verdict"]["suggested_prompt"] == "Oars in the water."
    assert clips["marco"]["verdict"]["consent"]["version"] == "v2.0"


def test_the_lines_of_a_refusal_are_those_of_the_file_today(desk, row):
    row("#refuse")
    desk("run", "film.vg", "--simulate", "--only", "oars")
    desk.write("film.vg", f"# A film\n# of two shots.\n{FILM % '#refuse'}")
    assert "    prompt   film.vg:12\n" in desk("status", "film.vg", "--simulate").out


def test_a_model_that_took_the_place_of_another_is_named(desk, row):
    row()
    desk.write("faults.toml", '[[fault]]\nkind = "rerouted"\nnode = "oars"\nto = "wan-2.6-text-to-video"\n')
    said = desk("run", "film.vg", "--simulate", "--only", "oars", "--faults", "faults.toml")
    assert said.code == 0
    assert (
        "oars: bought, being made by wan-2.6-text-to-video, which the provider took in place of wan-2-7-text-to-video\n"
        in said.out
    )
    status = desk("status", "film.vg", "--simulate")
    assert (
        "made      oars    out/animatic/oars.mp4; made by wan-2.6-text-to-video, which the provider took in place of"
        " wan-2-7-text-to-video\n"
    ) in status.out


def test_the_readme_shows_what_happens(desk):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("\n## When the provider says no\n")[2].partition("\n## ")[0]
    film = text.partition("\n```vg\n")[2].partition("```\n")[0]
    line = next(line for line in film.splitlines() if "begins to swing" in line)
    said = re.search(r"^`(prompt = .*?)`, which", section, re.MULTILINE)[1]
    desk.write("film.vg", film.replace(line, f"  {said}"))
    run = desk("run", "film.vg", "--simulate")
    assert ended(run) == section.partition("```text\n")[2].partition("```")[0]
    shown = desk("accept", "film.vg", "island", "--simulate").out
    diff = section.partition("```diff\n")[2].partition("```")[0]
    assert diff in "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    desk("accept", "film.vg", "island", "--simulate", "--write")
    assert desk("run", "film.vg", "--simulate").code == 0
