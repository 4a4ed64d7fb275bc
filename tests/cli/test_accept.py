"""What a provider proposes for a refused shot becomes a change of the scene file, or is shown with the reason why not."""

import io
import json

import pytest
from PIL import Image

PIER = """\
film pier {
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

let light = "first light"

shot gulls {
  prompt = "Gulls over a pier, {{ light }}. Blood everywhere."   # at dawn
}

shot boat { prompt = "A boat." }
"""


def refused(node="gulls", **fields) -> str:
    kind = "refused-early" if set(fields) <= {"suggested_prompt"} else "refused-late"
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["[[fault]]", f'kind = "{kind}"', f'node = "{node}"', *lines, ""])


@pytest.fixture
def run(desk):
    """A film of which one shot is refused, with a proposal."""

    def perform(film=PIER, *words, faults=None, **proposed):
        desk.write("film.vg", film)
        desk.write("faults.toml", faults or refused(**proposed))
        said = desk("run", "film.vg", "--simulate", "--faults", "faults.toml", *words)
        assert "refused: " in said.out, said.out + said.err
        return said

    return perform


def text(desk) -> str:
    return (desk.folder / "film.vg").read_text(encoding="utf-8")


def test_a_proposed_prompt_is_shown_then_written_and_the_shot_is_made(desk, run):
    run(suggested_prompt="Gulls over a pier, first light. Waves everywhere.")
    shown = desk("accept", "film.vg", "gulls", "--simulate")
    assert (shown.code, shown.out) == (
        0,
        (
            "gulls: The order was refused by the content rules. It says: Your prompt violates the content policy of Venice.ai or"
            " the model provider.\n"
            "\n"
            "another prompt is proposed:\n"
            "\n"
            "--- film.vg\n"
            "+++ film.vg\n"
            "@@ -8,7 +8,7 @@\n"
            ' let light = "first light"\n'
            " \n"
            " shot gulls {\n"
            '-  prompt = "Gulls over a pier, {{ light }}. Blood everywhere."   # at dawn\n'
            '+  prompt = "Gulls over a pier, {{ light }}. Waves everywhere."   # at dawn\n'
            " }\n"
            " \n"
            ' shot boat { prompt = "A boat." }\n'
            "\n"
            "to write it: vgdsl accept film.vg gulls --simulate --write\n"
        ),
    )
    assert text(desk) == PIER
    written = desk("accept", "film.vg", "gulls", "--simulate", "--write")
    assert written.code == 0
    assert written.out.endswith("written; the next run makes gulls anew: vgdsl run film.vg --simulate\n")
    assert text(desk) == PIER.replace("Blood", "Waves")
    assert desk("check", "film.vg").code == 0
    steps = {
        step["id"]: step["action"] for step in desk("plan", "film.vg", "--simulate", "--json").json["steps"]
    }
    assert steps == {"gulls": "make", "boat": "reuse"}
    assert desk("run", "film.vg", "--simulate").code == 0
    again = desk("accept", "film.vg", "gulls", "--simulate")
    assert (again.code, again.err) == (
        1,
        "Error: nothing is proposed for gulls that the film does not have already\n",
    )


def test_the_same_for_programs(desk, run):
    run(suggested_prompt="Gulls, first light.")
    assert desk("accept", "film.vg", "gulls", "--simulate", "--json").json == {
        "film": "film.vg",
        "clips": [
            {
                "node": "gulls",
                "message": "The order was refused by the content rules. It says: Your prompt violates the content policy of"
                " Venice.ai or the model provider.",
                "proposals": [
                    {
                        "kind": "prompt",
                        "before": "Gulls over a pier, first light. Blood everywhere.",
                        "after": "Gulls, first light.",
                        "file": "film.vg",
                        "diff": "--- film.vg\n+++ film.vg\n@@ -8,7 +8,7 @@\n"
                        ' let light = "first light"\n \n shot gulls {\n'
                        '-  prompt = "Gulls over a pier, {{ light }}. Blood everywhere."   # at dawn\n'
                        '+  prompt = "Gulls, {{ light }}."   # at dawn\n'
                        ' }\n \n shot boat { prompt = "A boat." }\n',
                        "written": False,
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_everything_else_stays_byte_for_byte(desk, run, start):
    raw = (start + PIER).replace("\n", "\r\n").encode()
    run(suggested_prompt="Gulls over a pier, first light. Waves.")
    (desk.folder / "film.vg").write_bytes(raw)
    (desk.folder / "film.vg").chmod(0o640)
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    assert (desk.folder / "film.vg").read_bytes() == raw.replace(b"Blood everywhere", b"Waves")
    assert (desk.folder / "film.vg").stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in desk.folder.iterdir()) == [".vgdsl", "faults.toml", "film.vg", "out"]


STYLED = PIER.replace(
    "shot gulls {",
    'style oil {\n  prefix = "Oil on canvas."\n  suffix = "Thick strokes."\n}\n\nshot gulls {\n  use    = [oil]',
)


def test_the_words_of_a_style_stay_with_the_style(desk, run):
    run(STYLED, suggested_prompt="Oil on canvas. Gulls, first light. Thick strokes.")
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    assert '  prompt = "Gulls, {{ light }}."   # at dawn\n' in text(desk)


def test_another_wording_of_a_style_is_shown_and_not_written(desk, run):
    run(STYLED, suggested_prompt="Watercolour. Gulls, first light. Thick strokes.")
    said = desk("accept", "film.vg", "gulls", "--simulate", "--write")
    assert (said.code, said.out.partition("\n\n")[2]) == (
        1,
        (
            "another prompt is proposed, and cannot be put into the file: it changes words that a style adds; they are not the"
            " shot's own\n"
            "\n"
            "  it says now:\n"
            "    Oil on canvas. Gulls over a pier, first light. Blood everywhere. Thick strokes.\n"
            "  proposed:\n"
            "    Watercolour. Gulls, first light. Thick strokes.\n"
            "\n"
        ),
    )
    assert text(desk) == STYLED


def test_a_prompt_that_a_style_gives_becomes_the_shots_own(desk, run):
    film = STYLED.replace('  prompt = "Gulls', '  takes  = 1\n  # "Gulls').replace(
        "  prefix", '  prompt = "Gulls, {{ light }}."\n  prefix'
    )
    run(film, suggested_prompt="Oil on canvas. Terns. Thick strokes.")
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    assert 'shot gulls {\n  prompt = "Terns."\n  use    = [oil]\n' in text(desk)


def test_a_prompt_by_name_becomes_the_shots_own(desk, run):
    film = PIER.replace('"Gulls over a pier, {{ light }}. Blood everywhere."', "words").replace(
        "let light", 'let words = "Gulls, {{ light }}."\n\nlet light'
    )
    run(film, suggested_prompt="Terns, first light.")
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    assert '  prompt = "Terns, first light."   # at dawn\n' in text(desk)
    assert 'let words = "Gulls, {{ light }}."\n' in text(desk)


def test_a_block_of_text_keeps_its_form(desk, run):
    block = '"""\n    Gulls over a pier, {{ light }}.\n\n    Blood everywhere.\n    """'
    run(
        PIER.replace('"Gulls over a pier, {{ light }}. Blood everywhere."', block),
        faults=refused(suggested_prompt="X").replace(
            '"X"', '"""\nGulls over a pier, first light.\n\nWaves everywhere."""'
        ),
    )
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    assert block.replace("Blood", "Waves") in text(desk)


EACH = PIER.replace("shot gulls {", 'shot gulls[bird in ["Gulls", "Terns"]] {').replace(
    '"Gulls over', '"{{ bird }} over'
)


def test_a_shot_of_a_list_is_not_changed_behind_the_others_back(desk, run):
    run(EACH, node='gulls[\\"Terns\\"]', suggested_prompt="Terns over a pier, first light.")
    said = desk("accept", "film.vg", 'gulls["Terns"]', "--simulate", "--write")
    assert (said.code, said.out.partition("\n\n")[2]) == (
        1,
        (
            "another prompt is proposed, and cannot be put into the file: the same words of the file are those of other clips\n"
            '  they are: gulls["Gulls"]\n'
            "\n"
            "  it says now:\n"
            "    Terns over a pier, first light. Blood everywhere.\n"
            "  proposed:\n"
            "    Terns over a pier, first light.\n"
            "\n"
            'to have it for this run alone: vgdsl run film.vg --simulate --set \'gulls["Terns"].prompt=Terns over a pier, first'
            " light.'\n"
        ),
    )
    assert text(desk) == EACH


@pytest.fixture
def picture(desk):
    buffer = io.BytesIO()
    Image.new("RGB", (640, 640), "#345").save(buffer, "PNG")
    (desk.folder / "refs").mkdir()
    (desk.folder / "refs/marco.png").write_bytes(buffer.getvalue())


CAST = """\
film row {
  aspect_ratio = 16:9
  duration     = 5s
}

element marco {
  description = "an old man in a straw hat"
  frontal     = image("refs/marco.png")
}

shot duel {
  model  = "%s"
  prompt = "@marco strikes. Blood runs from @marco."
}
"""


@pytest.mark.parametrize(
    ("model", "wording", "written"),
    [
        ("kling-o3-pro", "@Element1 nods. Rain runs from @Element1.", "@marco nods. Rain runs from @marco."),
        ("kling-o3-pro", "Rain. Then @Element1 nods to @Element1, and @Element1 smiles.",
         "Rain. Then @marco nods to @marco, and @marco smiles."),
        ("seedance-2-0-basic", "<Image 1> nods.", "@marco nods."),
        ("kling-v3-pro", "an old man in a straw hat nods. Rain runs from an old man in a straw hat.",
         "@marco nods. Rain runs from @marco."),
        ("kling-v3-pro", "An elderly man nods.", "An elderly man nods."),
    ],
)  # fmt: skip
def test_mentions_are_put_back_for_every_way_of_citing(desk, run, picture, *, model, wording, written):
    film = CAST % model
    if model.startswith("seedance"):
        film = film.replace("  duration     = 5s", "  duration     = 5s\n  resolution   = 480p")
    run(film, node="duel", suggested_prompt=wording)
    assert desk("accept", "film.vg", "duel", "--simulate", "--write").code == 0
    assert f'  prompt = "{written}"\n' in text(desk)


def test_a_proposed_model_is_the_shots_own(desk, run):
    run(recommended_model="kling-v3-pro-text-to-video", refunded=True)
    assert desk("accept", "film.vg", "gulls", "--simulate", "--write").code == 0
    added = 'shot gulls {\n  model  = "kling-v3-pro-text-to-video"\n  prompt ='
    assert text(desk) == PIER.replace("shot gulls {\n  prompt =", added)


def test_a_model_on_one_line_is_replaced_and_one_that_is_missing_is_added_there(desk, run):
    film = PIER.replace("shot boat { prompt", 'shot boat { model = "wan-2-7" prompt')
    run(film, node="boat", recommended_model="kling-v3-pro-text-to-video")
    assert desk("accept", "film.vg", "boat", "--simulate", "--write").code == 0
    assert 'shot boat { model = "kling-v3-pro-text-to-video" prompt = "A boat." }\n' in text(desk)
    run(PIER, node="boat", recommended_model="kling-v3-pro-text-to-video")
    assert desk("accept", "film.vg", "boat", "--simulate", "--write").code == 0
    assert 'shot boat { model = "kling-v3-pro-text-to-video" prompt = "A boat." }\n' in text(desk)


def test_a_model_that_does_not_take_the_shot_is_shown_with_what_is_wrong(desk, run):
    run(recommended_model="veo3.1-fast-text-to-video")
    said = desk("accept", "film.vg", "gulls", "--simulate", "--write")
    assert said.code == 1
    assert "cannot be put into the file: the film would have errors with it\n\nerror[VG412]: " in said.out
    assert text(desk) == PIER


def test_what_a_profile_says_is_changed_in_the_profile(desk, run):
    film = PIER + '\nprofile draft { model = "longcat" }\n'
    run(film, "--profile", "draft", recommended_model="kling-v3-pro-text-to-video")
    said = desk("accept", "film.vg", "gulls", "--simulate", "--profile", "draft")
    assert said.code == 1
    assert "its model comes from a profile; change it there\n" in said.out


def test_where_both_are_proposed_one_is_chosen(desk, run):
    run(recommended_model="kling-v3-pro-text-to-video", suggested_prompt="Gulls.")
    shown = desk("accept", "film.vg", "gulls", "--simulate")
    assert [line for line in shown.out.splitlines() if line.startswith(("another", "to write"))] == [
        "another prompt is proposed:",
        "another model is proposed:",
        "to write it: vgdsl accept film.vg gulls --simulate --prompt --write",
        "to write it: vgdsl accept film.vg gulls --simulate --model --write",
    ]
    refused = desk("accept", "film.vg", "gulls", "--simulate", "--write")
    assert (refused.code, refused.err.splitlines()[-1]) == (
        2,
        "Error: a prompt and a model are proposed: say which, --prompt or --model",
    )
    assert desk("accept", "film.vg", "gulls", "--simulate", "--model", "--write").code == 0
    assert '"kling-v3-pro-text-to-video"' in text(desk)
    assert "Blood" in text(desk)


def test_a_shot_that_says_something_else_by_now_is_left_alone(desk, run):
    run(suggested_prompt="Gulls.")
    desk.edit("film.vg", "Blood everywhere", "Ink everywhere")
    said = desk("accept", "film.vg", "gulls", "--simulate", "--write")
    assert said.code == 1
    assert "the film has another prompt by now than what was refused\n" in said.out
    assert "Ink everywhere" in text(desk)


def test_all_proposals_of_a_film_and_the_film_of_a_folder(desk, run):
    run(faults=refused(suggested_prompt="Gulls.") + refused("boat", suggested_prompt="A ship."))
    listed = desk("accept", "film.vg", "--simulate")
    assert listed.code == 0
    assert listed.out.count("another prompt is proposed:") == 2
    assert desk("accept", "boat", "--simulate", "--write").code == 0
    assert 'prompt = "A ship."' in text(desk)
    assert desk("accept", "film.vg", "--simulate", "--write").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("film.vg",), 0, "film.vg: nothing is proposed\n"),
        (("film.vg", "gull"), 2, "Error: nothing in the film is called 'gull'; did you mean 'gulls'?\n"),
        (
            ("film.vg", "gulls"),
            1,
            "Error: nothing is proposed for gulls that the film does not have already\n",
        ),
        (("a", "b", "c"), 2, "Error: give one film and one name at most\n"),
        (
            ("gulls",),
            2,
            "Error: say which film: vgdsl accept FILM gulls; nothing was ever bought for a film here\n",
        ),
    ],
)
def test_where_there_is_nothing_to_accept(desk, words, code, said):
    desk.write("film.vg", PIER)
    answer = desk("accept", *words)
    assert (answer.code, (answer.out + answer.err).endswith(said)) == (code, True)


def test_a_consent_is_nothing_to_accept(desk, picture, run):
    film = (CAST % "seedance-2-0-reference-to-video").replace("Blood", "Rain")
    run(film, faults="seed = 1\n")
    said = desk("accept", "film.vg", "duel", "--simulate", "--write")
    assert (said.code, said.err) == (
        1,
        "Error: nothing is proposed for duel that the film does not have already\n",
    )
    assert text(desk) == film
