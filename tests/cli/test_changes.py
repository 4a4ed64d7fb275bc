"""What an edit costs: a prompt buys its shot again and what grows from it; names, order and layout buy nothing."""

import shutil

import pytest

import vgdsl

CHAIN = """\
film river {
  model        = "wan-2.5-preview"
  aspect_ratio = 16:9
  resolution   = 480p
  duration     = 5s
}

shot source {
  prompt = "A spring between mossy stones."
}

shot rapids {
  start  = source.last_frame
  prompt = "White water in a gorge."
}

shot delta {
  start  = rapids.last_frame
  prompt = "Wide, slow arms between reeds."
}

shot heron {
  prompt = "A heron on one leg."
}

cut main {
  sequence = [source, rapids, delta, heron]
  output   = "river.mp4"
}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which the film is made."""
    folder = tmp_path_factory.mktemp("river")
    (folder / "river.vg").write_text(CHAIN)
    assert vgdsl.Film(folder / "river.vg").run(simulate=True).exit_code == 0
    return folder


@pytest.fixture
def river(desk, made):
    """A copy of the film, made."""
    shutil.copytree(made, desk.folder, dirs_exist_ok=True)
    assert desk.purchases() == {"source": 1, "rapids": 1, "delta": 1, "heron": 1}
    return desk


def test_a_prompt_in_the_middle_makes_its_shot_and_what_follows_from_it_again(river):
    river.write("river.vg", CHAIN.replace("White water in a gorge.", "Foam, and a canoe."))
    plan = river("plan", "river.vg", "--simulate", "--json").json
    assert {step["id"]: step["action"] for step in plan["steps"]} == {
        "source": "reuse", "rapids": "make", "delta": "make", "heron": "reuse"
    }  # fmt: skip
    reasons = {step["id"]: step["reasons"] for step in plan["steps"] if step["reasons"]}
    assert reasons == {
        "rapids": [{"why": "changed", "attribute": "prompt", "place": "river.vg:14", "node": ""}],
        "delta": [{"why": "after", "attribute": "", "place": "", "node": "rapids"}],
    }
    text = river("plan", "river.vg", "--simulate").out
    assert "prompt changed (river.vg:14)" in text
    assert "after rapids" in text

    assert river("run", "river.vg", "--simulate").code == 0
    assert river.purchases() == {"source": 1, "rapids": 2, "delta": 2, "heron": 1}


def test_going_back_to_an_earlier_wording_buys_nothing(river):
    river.write("river.vg", CHAIN.replace("gorge", "ravine"))
    assert river("run", "river.vg", "--simulate").code == 0
    river.write("river.vg", CHAIN)
    assert river("run", "river.vg", "--simulate").code == 0
    assert river.purchases().total() == 6


SAME = {
    "a shot renamed": lambda text: text.replace("rapids", "wild_water"),
    "the order turned round": lambda text: "\n".join(reversed(text.split("\n\n"))),
    "another layout": lambda text: " ".join(text.split()).replace("\n", " "),
    "comments": lambda text: text.replace("{\n", "{   # a comment\n"),
    "a text in a let": lambda text: 'let bird = "A heron on one leg."\n' + text.replace(
        'prompt = "A heron on one leg."', "prompt = bird"
    ),
    "a text in a template": lambda text: 'param bird = "heron"\n' + text.replace(
        "A heron on", "A {{ bird }} on"
    ),
    "a default in a style": lambda text: "style water { duration = 5s }\n" + text.replace(
        "  duration     = 5s\n", ""
    ).replace("  prompt", "  use = [water]\n  prompt"),
}  # fmt: skip


@pytest.mark.parametrize("edit", SAME.values(), ids=SAME.keys())
def test_an_edit_that_sends_the_same_requests_buys_nothing(river, edit):
    edited = edit(CHAIN)
    assert edited != CHAIN
    river.write("river.vg", edited)
    plan = river("plan", "river.vg", "--simulate", "--json").json
    assert plan["purchases"] == 0
    assert {step["action"] for step in plan["steps"]} == {"reuse"}


def test_declarations_moved_to_another_file_buy_nothing(river):
    shots, cut = CHAIN.split("shot heron")
    river.write("bird.vg", "shot heron" + cut.split("cut main")[0])
    river.write("river.vg", f'import "bird.vg"\n{shots}cut main{cut.split("cut main")[1]}')
    assert river("plan", "river.vg", "--simulate", "--json").json["purchases"] == 0


def test_a_renamed_shot_has_its_clip_under_its_new_name(river):
    river.write("river.vg", CHAIN.replace("heron {", "bird {").replace("delta, heron", "delta, bird"))
    assert river("run", "river.vg", "--simulate").code == 0
    names = {path.name for path in (river.folder / "out/animatic").glob("*.mp4")}
    assert names == {"source.mp4", "rapids.mp4", "delta.mp4", "bird.mp4", "river.mp4"}
    assert river.purchases().total() == 4


def test_a_lost_clip_is_said_to_be_lost(river):
    for stored in (river.folder / ".vgdsl/store").rglob("*.mp4"):
        stored.unlink()
    plan = river("plan", "river.vg", "--simulate").out
    assert "its file is gone" in plan
