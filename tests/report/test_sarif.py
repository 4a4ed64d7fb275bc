"""SARIF: what code hosts rely on, held against what the checker found, and against the text that the places are in.

`sarif_schema.py` beside this holds the log of every page against the standard's own schema.
"""

import pytest

from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.report.explain.example import checked
from vgdsl.report.explain.page import page, written
from vgdsl.report.finding import once
from vgdsl.report.sarif import sarif
from vgdsl.source import Source, Span

TEXT = 'shot 東京 {\n  durration = 5s\n}\n\nshot 東京 {\n  prompt = "a 🚣 b"\n}\n'


def log(*diagnostics, film="films/a b.vg"):
    return sarif(once([(film, diagnostics)]), lambda name: f"project/{name}")


def span(word, source=None):
    source = source or Source("films/a b.vg", TEXT)
    at = source.text.index(word)
    return Span(source, at, at + len(word))


def unknown(place, **more):
    return Diagnostic("VG224", place, {"name": "draft", "write": "long"}, **more)


def run(*diagnostics):
    (only,) = log(*diagnostics)["runs"]
    return only


def test_a_log_of_nothing_is_a_run_without_results():
    whole = log()
    assert whole["version"] == "2.1.0"
    assert whole["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert run()["results"] == []
    assert run()["tool"]["driver"]["rules"] == []


def test_a_rule_says_what_its_page_says():
    (rule,) = run(unknown(span("東京")))["tool"]["driver"]["rules"]
    shown = page("VG224")
    assert (rule["id"], rule["shortDescription"]["text"]) == ("VG224", shown.title)
    assert rule["fullDescription"]["text"] == shown.prose[0].replace("`", "")
    assert rule["help"]["markdown"] == shown.markdown


def test_the_whole_result():
    source = Source("films/a b.vg", TEXT)
    place, edits = span("🚣 b", source), (Edit(span("durration", source), "duration"),)
    (result,) = run(unknown(place, labels=(Label(span("shot", source), "first"),), edits=edits))["results"]
    artifact = {"uri": "project/films/a%20b.vg", "uriBaseId": "REPOSITORY"}
    assert result == {
        "ruleId": "VG224",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "the film has no profile `draft`\nhelp: write `long`"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 6, "startColumn": 15, "endLine": 6, "endColumn": 18},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "message": {"text": "first"},
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 5},
                },
            }
        ],
        "fixes": [
            {
                "description": {"text": "Change `durration` to `duration`"},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [
                            {
                                "deletedRegion": {
                                    "startLine": 2,
                                    "startColumn": 3,
                                    "endLine": 2,
                                    "endColumn": 12,
                                },
                                "insertedContent": {"text": "duration"},
                            }
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("severity", Severity)
def test_how_grave_it_is(severity):
    (result,) = run(unknown(span("東京"), severity=severity))["results"]
    assert result["level"] == severity.value


@pytest.mark.parametrize("source", [Source("--profile", "--profile draft"), Source("a b.vg", "")])
def test_what_is_in_no_file_is_at_the_beginning_of_the_film(source):
    place = Span(source, len(source.text) - 2, len(source.text))
    (result,) = run(unknown(place, edits=(Edit(place, "x"),)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "project/films/a%20b.vg"
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert "fixes" not in result


def test_what_two_films_tell_of_one_file_is_one_result():
    cast = unknown(span("東京", Source("cast.vg", TEXT)))
    found = once([("a.vg", [cast]), ("b.vg", [cast, unknown(span("東京", Source("b.vg", TEXT)))])])
    (only,) = sarif(found, str)["runs"]
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in only["results"]]
    assert uris == ["cast.vg", "b.vg"]


@pytest.mark.parametrize("code", written())
def test_every_result_points_at_its_rule_and_into_its_file(code):
    wrong = page(code).wrong
    found = checked(wrong).diagnostics
    (only,) = sarif(once([("film.vg", found)]), str)["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["columnKind"] == "unicodeCodePoints"
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for each in (*result["locations"], *result.get("relatedLocations", ())):
            held(each["physicalLocation"], wrong.texts, only)
        for change in (c for fix in result.get("fixes", ()) for c in fix["artifactChanges"]):
            for each in change["replacements"]:
                held({**change, "region": each["deletedRegion"]}, wrong.texts, only)


def held(place, texts, only):
    """A place is within its text."""
    assert place["artifactLocation"]["uriBaseId"] in only["originalUriBaseIds"]
    lines, region = texts[place["artifactLocation"]["uri"]].split("\n"), place["region"]
    assert 1 <= region["startLine"] <= region.get("endLine", 1) <= max(1, len(lines))
    if "startColumn" in region:
        assert 1 <= region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
        assert 1 <= region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1
