"""`vgdsl check`: what it says of films in order and of others, for people and for programs."""


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
