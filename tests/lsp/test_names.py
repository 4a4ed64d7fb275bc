"""What is named where, over the protocol: jumps, references, renaming across files, outlines."""

import pytest

CAST = """\
element marco {
  description = "an old gondolier in a red scarf"
}
"""
FILM = """\
import "cast.vg"

film lagoon {
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

shot rowing {
  prompt = "🚤 @marco rows."
}

shot after {
  start  = opening.last_frame
  prompt = "On and on."
}

shot opening {
  prompt = "Fog."
}
"""


@pytest.fixture
def film(session):
    (session.folder / "cast.vg").write_text(CAST, encoding="utf-8")
    assert session.open("film.vg", FILM) == []
    return session


def places(session, locations):
    return [f"{session.name(each['uri'])}:{short(each['range'])}" for each in locations]


def short(place):
    start = place["start"]
    return f"{start['line'] + 1}:{start['character'] + 1}"


def test_a_mention_leads_to_the_declaration_in_another_file(film):
    found = film.request("textDocument/definition", **film.at("film.vg", "@marco", 3))
    assert places(film, found) == ["cast.vg:1:9"]


def test_an_import_leads_to_its_file(film):
    found = film.request("textDocument/definition", **film.at("film.vg", '"cast.vg"', 3))
    assert places(film, found) == ["cast.vg:1:1"]


def test_a_name_leads_to_its_pictures(film):
    text = FILM.replace("shot rowing", 'let plate = image("refs/plate.png")\n\nshot rowing')
    film.type("film.vg", FILM, text)
    found = film.request("textDocument/typeDefinition", **film.at("film.vg", "plate"))
    assert places(film, found) == ["refs/plate.png:1:1"]
    assert film.request("textDocument/typeDefinition", **film.at("film.vg", "rowing")) is None


def test_references_are_found_in_all_files(film):
    question = film.at("film.vg", "@marco", 3)
    found = film.request("textDocument/references", **question, context={"includeDeclaration": True})
    assert places(film, found) == ["cast.vg:1:9", "film.vg:11:17"]


def test_a_name_is_renamed_in_all_files(film):
    edit = film.request("textDocument/rename", **film.at("film.vg", "@marco", 3), newName="pietro")
    assert film.applied(edit) == {
        "cast.vg": CAST.replace("marco", "pietro"),
        "film.vg": FILM.replace("marco", "pietro"),
    }


def test_a_name_is_renamed_in_the_other_films_of_the_project(film):
    other = 'import "cast.vg"\n\n' * 20 + 'shot portrait {\n  prompt = "@marco"\n}\n'
    (film.folder / "other.vg").write_text(other, encoding="utf-8")
    edit = film.request("textDocument/rename", **film.at("film.vg", "@marco", 3), newName="pietro")
    assert film.applied(edit) == {
        "cast.vg": CAST.replace("marco", "pietro"),
        "film.vg": FILM.replace("marco", "pietro"),
        "other.vg": other.replace("marco", "pietro"),
    }


def test_a_name_that_is_taken_is_refused_in_a_sentence(film):
    answer = film.answer("textDocument/rename", **film.at("film.vg", "opening."), newName="rowing")
    assert answer["error"] == {
        "code": -32803,
        "message": "`rowing` is taken: a shot of that name stands in line 10 of film.vg",
    }


def test_what_is_no_name_cannot_be_renamed(film):
    answer = film.answer("textDocument/prepareRename", **film.at("film.vg", "resolution"))
    assert answer["error"]["message"] == (
        "`resolution` is an attribute of the language; only what a film declares can be renamed"
    )


def test_the_outline_of_a_file(film):
    found = film.request("textDocument/documentSymbol", textDocument=film.file("film.vg"))
    assert [(each["name"], short(each["selectionRange"])) for each in found] == [
        ("cast.vg", "1:8"),
        ("lagoon", "3:6"),
        ("rowing", "10:6"),
        ("after", "14:6"),
        ("opening", "19:6"),
    ]


def test_the_search_through_a_project(film):
    found = film.request("workspace/symbol", query="mar")
    assert [(each["name"], session_place(film, each)) for each in found] == [("marco", "cast.vg:1:9")]


def session_place(session, symbol):
    return places(session, [symbol["location"]])[0]


def test_paths_follow_a_file_that_moves(film):
    moves = [{"oldUri": film.uri("cast.vg"), "newUri": film.uri("people/cast.vg")}]
    edit = film.request("workspace/willRenameFiles", files=moves)
    assert film.applied(edit) == {"film.vg": FILM.replace('"cast.vg"', '"people/cast.vg"')}
    elsewhere = [{"oldUri": film.uri("other.png"), "newUri": film.uri("more/other.png")}]
    assert film.request("workspace/willRenameFiles", files=elsewhere) is None


def test_a_value_gets_a_name(film):
    question = film.range("film.vg", '"Fog."', only=["refactor"])
    [found] = film.request("textDocument/codeAction", **question)
    assert (found["title"], found["kind"]) == (
        "Give this value a name: `let opening_prompt`",
        "refactor.extract",
    )
    assert film.applied(found["edit"])["film.vg"] == FILM.replace('"Fog."', "opening_prompt").replace(
        "shot opening", 'let opening_prompt = "Fog."\n\nshot opening'
    )
    assert film.request("textDocument/codeAction", **film.range("film.vg", '"Fog."', only=["quickfix"])) == []


def test_what_is_done_is_found_out_when_it_is_chosen(folder, session):
    able = {"codeAction": {"resolveSupport": {"properties": ["edit"]}}}
    session.initialize(textDocument=able)
    assert session.open("film.vg", FILM.replace('import "cast.vg"', "").replace("@marco", "He")) == []
    [found] = session.request("textDocument/codeAction", **session.range("film.vg", '"Fog."'))
    assert "edit" not in found
    chosen = session.request("codeAction/resolve", **found)
    assert "let opening_prompt" in session.applied(chosen["edit"])["film.vg"]


def test_what_uses_what(film):
    [shot] = film.request("textDocument/prepareCallHierarchy", **film.at("film.vg", "opening {"))
    assert (shot["name"], shot["detail"], short(shot["selectionRange"])) == (
        "opening",
        "5s · wan-2-7-text-to-video",
        "19:6",
    )
    [use] = film.request("callHierarchy/incomingCalls", item=shot)
    assert (use["from"]["name"], [short(each) for each in use["fromRanges"]]) == ("after", ["15:12"])
    [rowing] = film.request("textDocument/prepareCallHierarchy", **film.at("film.vg", "rowing"))
    [use] = film.request("callHierarchy/outgoingCalls", item=rowing)
    assert (use["to"]["name"], [short(each) for each in use["fromRanges"]]) == ("marco", ["11:17"])
    [back] = film.request("callHierarchy/incomingCalls", item=use["to"])
    assert back["from"]["name"] == "rowing"
    assert film.request("textDocument/prepareCallHierarchy", **film.at("film.vg", "duration")) is None
