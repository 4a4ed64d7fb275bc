"""`vgdsl check`: what it says of films in order and of others, for people and for programs."""

from dataclasses import replace


def test_a_film_in_order(pier):
    said = pier("check", "film.vg")
    assert (said.code, said.out) == (0, "film.vg: 3 clips, 1 cut; nothing to complain about\n")
    assert pier("check", "film.vg", "--json").json == {
        "films": [{"file": "film.vg", "ok": True, "diagnostics": []}]
    }


def test_several_films_are_all_told_of(pier):
    pier.write("two.vg", "shot a { }")
    said = pier("check", "film.vg", "two.vg")
    assert said.code == 1
    assert "film.vg: 3 clips" in said.out
    assert "two.vg:1:6" in said.out


def test_json_of_what_is_wrong(pier):
    pier.edit("film.vg", "duration     = 5s", "duration     = 7s")
    (film,) = pier("check", "film.vg", "--json").json["films"]
    assert (film["file"], film["ok"]) == ("film.vg", False)
    for each in film["diagnostics"]:
        assert set(each) == {"code", "severity", "message", "label", "help", "place", "places", "edits"}
        assert set(each["place"]) == {"file", "line", "column", "end_line", "end_column"}
    first = film["diagnostics"][0]
    assert (first["code"], first["severity"], first["place"]["line"]) == ("VG412", "error", 6)


def test_plan_and_run_in_json_tell_the_same(pier):
    pier.edit("film.vg", "duration     = 5s", "duration     = 7s")
    (film,) = pier("check", "film.vg", "--json").json["films"]
    for command in ("plan", "run", "status"):
        said = pier(command, "film.vg", "--json")
        assert said.code == 1
        assert said.json == film
    assert pier("graph", "film.vg", "--json").json == film


def test_the_same_question_is_answered_the_same_twice(pier):
    first = pier("check", "film.vg")
    assert pier("check", "film.vg") == first
    pier.edit("film.vg", "gulls.last_frame", "gull.last_frame")
    assert pier("check", "film.vg").code == 1
    pier.edit("film.vg", "gull.last_frame", "gulls.last_frame")
    assert pier("check", "film.vg") == first


def test_sarif_names_files_from_the_repository(pier):
    (pier.folder.parent / ".git").mkdir()
    pier.edit("film.vg", "duration     = 5s", "duration     = 7s")
    said = pier("check", "film.vg", "--format", "sarif")
    (run,) = said.json["runs"]
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert said.code == 1
    assert {each["artifactLocation"]["uri"] for each in places} == {"film/film.vg"}
    assert {each["ruleId"] for each in run["results"]} == {"VG412"}


def test_a_film_outside_of_the_repository_keeps_its_name(pier):
    (pier.folder / "repository/.git").mkdir(parents=True)
    pier.edit("film.vg", "duration     = 5s", "duration     = 7s")
    inside = replace(pier, folder=pier.folder / "repository")
    assert "::error file=../film.vg,line=6," in inside("check", "../film.vg", "--format", "github").out


def test_github_is_told_of_a_file_that_is_no_text(pier):
    (pier.folder / "film.vg").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    said = pier("check", "film.vg", "--format", "github")
    assert (said.code, said.out) == (
        1,
        "::error file=film.vg,line=1,title=vgdsl VG210::film.vg: `film.vg` is no scene file\n",
    )
    (run,) = pier("check", "film.vg", "--format", "sarif").json["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_a_film_in_order_in_every_form(pier):
    assert pier("check", "film.vg", "--format", "github") == pier("check", "film.vg", "--format", "github")
    assert pier("check", "film.vg", "--format", "github").out == ""
    assert pier("check", "film.vg", "--format", "sarif").json["runs"][0]["results"] == []
    assert pier("check", "film.vg", "--format", "text") == pier("check", "film.vg")
    assert pier("check", "film.vg", "--format", "json") == pier("check", "film.vg", "--json")


def test_one_answer_at_a_time(pier):
    said = pier("check", "film.vg", "--json", "--format", "sarif")
    assert said.code == 2
    assert "--json and --format sarif are two answers" in said.err


def test_a_person_is_told_once_where_there_is_more(pier, monkeypatch):
    pier.write("two.vg", "shot a { }")
    pier.edit("film.vg", "duration     = 5s", "duration     = 7s")
    assert "explain" not in pier("check", "film.vg").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    pier.environment["NO_COLOR"] = "1"
    said = pier("check", "film.vg", "two.vg")
    assert said.out.endswith("\n`vgdsl explain VG412` says more\n")
    assert said.out.count("explain") == 1
