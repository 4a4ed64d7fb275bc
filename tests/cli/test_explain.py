"""`vgdsl explain`: a code in any form, several, all; for people and for programs."""

import pytest

from vgdsl.report.explain.page import page, written


@pytest.mark.parametrize("word", ["VG412", "vg412", "412", "error[VG412]", "error[VG412]:"])
def test_a_code_is_known_however_it_is_written(desk, word):
    said = desk("explain", word)
    assert said.code == 0
    assert said.out.startswith(f"VG412  {page('VG412').title}\n\n")
    assert "error[VG412]: wan-2-7-text-to-video makes clips of" in said.out
    assert "\x1b" not in said.out


def test_several_codes_each_once(desk):
    said = desk("explain", "224", "412", "VG224")
    assert [line[:5] for line in said.out.splitlines() if line.startswith("VG")] == ["VG224", "VG412"]


def test_without_a_code_all_are_listed(desk):
    said = desk("explain")
    assert said.code == 0
    listed = [line.split()[0] for line in said.out.splitlines() if line.startswith("  VG")]
    assert listed == list(written())
    assert said.out.startswith("How it is written\n  VG1")
    assert [each["code"] for each in desk("explain", "--json").json["codes"]] == listed


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("VG499x", "there is no code 'VG499x'; near it are VG499, "),
        ("VG433x", "there is no code 'VG433x'; near it are "),
        ("999", "there is no code '999'; near it are VG499"),
        ("a1", "there is no code 'a1'; `vgdsl explain` lists all"),
    ],
)
def test_an_unknown_code(desk, word, told):
    said = desk("explain", word)
    assert said.code == 2
    assert told in said.err


def test_words_find_what_has_to_do_with_them(desk):
    said = desk("explain", "Start", "frame")
    assert "  VG431  " in said.out
    assert "  VG412  " not in said.out
    listed = [each["code"] for each in desk("explain", "start", "frame", "--json").json["codes"]]
    assert listed == [line.split()[0] for line in said.out.splitlines() if line.startswith("  VG")]
    nothing = desk("explain", "zeppelin", "harbor")
    assert (nothing.code, nothing.err) == (
        1,
        "Error: no code has to do with 'zeppelin harbor'; `vgdsl explain` lists all\n",
    )


def test_a_shell_offers_the_codes_with_what_they_are_about(desk):
    offered = [
        line.split("\t") for line in desk("completion", "--line", "vgdsl explain vg41").out.splitlines()
    ]
    assert [code for code, _ in offered] == [code for code in written() if code.startswith("VG41")]
    assert ["VG412", page("VG412").title] in offered


def test_json_has_the_films_and_what_is_said_of_them(desk):
    (found,) = desk("explain", "VG224", "--json").json["codes"]
    assert set(found) == {"code", "stage", "severity", "title", "prose", "wrong", "right"}
    assert set(found["wrong"]) == {"command", "files", "beside", "diagnostics"}
    assert [each["code"] for each in found["wrong"]["diagnostics"]] == ["VG224"]
    assert found["right"]["diagnostics"] == []
    assert found["right"]["command"] == "vgdsl check film.vg --profile draft"
