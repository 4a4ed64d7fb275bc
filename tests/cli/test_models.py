"""`vgdsl models`: the catalogue, found by name and by what is needed."""

import re

import pytest


def ids(said) -> list[str]:
    return [model["id"] for model in said.json["models"]]


def test_without_a_name_the_families(desk):
    said = desk("models").out
    assert re.search(r"^family +makes clips from +clips of +up to +a second +sound$", said, re.MULTILINE)
    assert re.search(
        r"^wan-2-7 +image, references, text, video +5s to 15s +1080p +\$0\.11 +no$", said, re.MULTILINE
    )
    assert re.search(
        r"\n\d+ models in \d+ families, as known on 2026-09-30; `vgdsl models NAME` says all of one\n$", said
    )


def test_a_family_is_a_table_of_its_models_and_no_others(desk):
    assert (
        desk("models", "wan-2-7").out
        == """\
model                       clips of       resolutions  sound  frames  references  a second  shapes
wan-2-7-image-to-video      5s 10s 15s     1080p 720p   no     start   none        $0.11     its own
wan-2-7-reference-to-video  5s 10s         1080p 720p   yes    ?       4 images    ?         its own
wan-2-7-text-to-video       5s 10s 15s     1080p 720p   no     none    none        ?         16:9 9:16 1:1
wan-2-7-video-to-video      as its source  1080p 720p   no     ?       none        ?         its own

4 models, as known on 2026-09-30; `vgdsl models NAME` says all of one
"""
    )


def test_a_model_is_a_page(desk):
    assert (
        desk("models", "kling-o3-pro-reference-to-video").out
        == """\
kling-o3-pro-reference-to-video  Kling O3 Pro R2V

  makes clips from   references
  clips of           3s to 15s
  resolutions        its own
  shapes             16:9 9:16 1:1
  sound              switchable

  start frame        optional
  end frame          optional
  elements           up to 4
  locations          up to 4
  reference images   up to 4
  together           7 pictures in all, 3 elements beside a frame
  refuses            a soundtrack

  prompt             required, up to 2500 characters
  cites them as      @Element1, @Image1

  prices a second    $0.112 silent, $0.14 with sound
  privacy            anonymized, beta

  note               needs a start frame, an element or a scene image

  not known          reference videos, negative prompt
  family             kling-o3-pro, also kling-o3-pro-image-to-video, also kling-o3-pro-text-to-video
  known from         official skill, September 2026; as of 2026-09-30
"""
    )


def test_a_part_of_a_name_finds_all_that_have_it(desk):
    found = ids(desk("models", "topaz", "--json"))
    assert len(found) == 10
    assert all(name.startswith("topaz") for name in found)


def test_they_are_found_by_what_they_can_do(desk):
    asked = ("--duration", "20s", "--mode", "text-to-video", "--ratio", "9:16", "--json")
    found = desk("models", *asked).json["models"]
    assert found
    for model in found:
        assert model["mode"] == "text-to-video"
        assert "20s" in model["durations"]
        assert "9:16" in model["aspect_ratios"]


def test_what_is_not_known_is_counted_and_shown_on_request(desk):
    said = desk("models", "--keyframes")
    assert said.code == 1
    assert "no model fits" in said.err
    assert "--unsure shows them" in said.err
    assert len(ids(desk("models", "--keyframes", "--unsure", "--json"))) > 100


def test_what_was_asked_for_is_shown(desk):
    head, *_ = desk("models", "--privacy", "private", "--prompt-length", "4000").out.splitlines()
    assert {"prompt", "privacy"} <= set(head.split())
    head, *_ = desk("models", "--elements", "3", "--start-frame").out.splitlines()
    assert "frames" in head
    assert "references" in head


def test_they_come_in_the_order_of_the_price(desk):
    found = desk("models", "--mode", "text-to-video", "--sort", "price", "--json").json["models"]
    least = [min((tier["usd"] for tier in model.get("prices", ())), default=9) for model in found]
    assert least == sorted(least)
    assert least[0] < 9


def test_what_is_leaving_or_not_listed_is_shown_when_it_is_asked_for(desk):
    assert "sora-2" not in desk("models", "--mode", "text-to-video").out
    assert "leaves 2026-09-24" in desk("models", "sora-2").out
    assert "not listed" in desk("models", "--mode", "text-to-video", "--duration", "20s+", "--all").out


def test_json_of_all(desk):
    answer = desk("models", "--json").json
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", answer["date"])
    assert len(answer["models"]) > 100
    assert all({"id", "name", "mode", "family", "source"} <= set(model) for model in answer["models"])
    assert answer["unsure"] == []


def test_a_misspelt_name_gets_a_hint(desk):
    said = desk("models", "wan-27")
    assert said.code == 1
    assert "did you mean 'wan-2-7'?" in said.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--duration", "long"), "'long' is no value, such as 8s or 1080p, nor a range of them"),
        (("--resolution", "big-4k"), "'big-4k' is no value"),
        (("wan-2-7", "ovi"), "one name at a time: 'wan-2-7' and 'ovi' were given"),
        (("--refresh", "--forget"), "say one of them"),
        (("--elements", "0"), "not in the range"),
    ],
)
def test_wrong_usage(desk, words, why):
    said = desk("models", *words)
    assert said.code == 2
    assert why in said.err


def test_a_table_has_the_width_of_its_terminal(desk, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    for columns in (70, 90, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        for words in (("wan-2-7",), (), ("kling-o3-pro-reference-to-video",)):
            lines = desk("models", *words).out.splitlines()
            assert max(len(line) for line in lines if "vgdsl models NAME" not in line) <= columns
