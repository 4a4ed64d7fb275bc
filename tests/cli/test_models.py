"""`vgdsl models`: the catalogue, found by name and by what is needed."""

import re


def test_a_family_is_a_table_and_a_model_a_page(desk):
    table = desk("models", "wan-2-7").out
    assert "wan-2-7-image-to-video" in table
    assert "as known on 20" in table
    page = desk("models", "wan-2-7-text-to-video").out
    assert re.search(r"clips of +5s 10s 15s\n", page)
    assert "kling" not in page


def test_they_are_found_by_what_they_can_do(desk):
    found = desk("models", "--duration", "20s", "--mode", "text-to-video", "--ratio", "9:16", "--json").json[
        "models"
    ]
    assert found
    for model in found:
        assert model["mode"] == "text-to-video"
        assert "20s" in model["durations"]
        assert "9:16" in model["aspect_ratios"]


def test_json_of_all(desk):
    answer = desk("models", "--json").json
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", answer["date"])
    assert len(answer["models"]) > 100
    assert all({"id", "name", "mode", "family", "source"} <= set(model) for model in answer["models"])


def test_a_misspelt_name_gets_a_hint(desk):
    said = desk("models", "wan-27")
    assert said.code == 1
    assert "did you mean 'wan-2-7'?" in said.err
