"""Each feature once over the protocol: that what vgdsl.ide says arrives, at its place and in the protocol's terms."""

import pytest

FILM = """\
import "cast.vg"

film lagoon {
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  duration     = 5s
}

# Two lines
# of comment.
shot rowing {
  prompt = "🚤 @marco rows."
}

cut main {
  sequence = [clip(rowing, in = 1s)]
  output   = "lagoon.mp4"
}
"""
CAST = 'element marco {\n  description = "an old gondolier"\n}\n'


@pytest.fixture
def film(session):
    (session.folder / "cast.vg").write_text(CAST, encoding="utf-8")
    session.open("film.vg", FILM)
    return session


def test_completion_offers_what_the_model_takes(film):
    film.type("film.vg", "duration     = 5s", "duration     = ")
    found = film.request("textDocument/completion", **film.at("film.vg", "duration     = ", 15))
    assert [each["label"] for each in found][:4] == ["3s", "4s", "5s", "6s"]
    assert film.edited("film.vg", [found[2]["textEdit"]]) == FILM


def test_completion_of_a_mention_replaces_what_was_typed(film):
    film.type("film.vg", "@marco rows", "@ma rows")
    [found] = film.request("textDocument/completion", **film.at("film.vg", "@ma rows", 3))
    assert (found["label"], found["filterText"], found["kind"]) == ("@marco", "@marco", 7)
    assert film.edited("film.vg", [found["textEdit"]]) == FILM


def test_an_editor_without_snippets_gets_plain_texts(film):
    film.type("film.vg", "# Two", "\n# Two")
    found = film.request("textDocument/completion", **film.at("film.vg", "\n\n# Two", 1))
    shot = next(each for each in found if each["label"] == "shot")
    assert "$" not in shot["textEdit"]["newText"]
    assert "insertTextFormat" not in shot


def test_hover_says_what_a_mention_becomes(film):
    found = film.request("textDocument/hover", **film.at("film.vg", "@marco", 1))
    assert found["range"]["start"] == {"line": 11, "character": 16}
    assert "> an old gondolier" in found["contents"]["value"]


def test_signature_help_knows_the_argument(film):
    found = film.request("textDocument/signatureHelp", **film.at("film.vg", "in = 1s"))
    [signature] = found["signatures"]
    assert (signature["label"], found["activeParameter"]) == ("clip(clip, in?, out?)", 1)


def test_lenses_say_what_a_shot_costs(film):
    found = film.request("textDocument/codeLens", textDocument=film.file("film.vg"))
    [lens] = [each["command"] for each in found if each["range"]["start"]["line"] == 10]
    assert "kling-o3-pro-" in lens["title"]
    assert lens["command"] == ""


def test_hints_name_the_variant(film):
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 30, "character": 0}}
    found = film.request("textDocument/inlayHint", textDocument=film.file("film.vg"), range=whole)
    assert isinstance(found, list)


def test_links_lead_to_files(film):
    [found] = film.request("textDocument/documentLink", textDocument=film.file("film.vg"))
    assert found["target"] == film.uri("cast.vg")


def test_folding_leaves_the_closing_line(film):
    found = film.request("textDocument/foldingRange", textDocument=film.file("film.vg"))
    assert [(each["startLine"], each["endLine"], each["kind"]) for each in found] == [
        (2, 5, "region"),
        (8, 9, "comment"),
        (10, 11, "region"),
        (14, 16, "region"),
    ]


def test_a_selection_grows(film):
    place = film.at("film.vg", "rows")
    [found] = film.request(
        "textDocument/selectionRange", textDocument=place["textDocument"], positions=[place["position"]]
    )
    texts = []
    while found:
        texts.append(film.cut("film.vg", found["range"]))
        found = found.get("parent")
    assert texts[:4] == ["rows", "🚤 @marco rows.", '"🚤 @marco rows."', 'prompt = "🚤 @marco rows."']
    assert texts[-1] == FILM


def test_colours_are_sent_once_and_then_what_differs(film):
    document = film.file("film.vg")
    first = film.request("textDocument/semanticTokens/full", textDocument=document)
    assert first["data"][:5] == [0, 0, 6, 0, 0]
    film.type("film.vg", "rows", "sings")
    after = film.request(
        "textDocument/semanticTokens/full/delta", textDocument=document, previousResultId=first["resultId"]
    )
    data = list(first["data"])
    for edit in after["edits"]:
        data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit.get("data", [])
    assert data == film.request("textDocument/semanticTokens/full", textDocument=document)["data"]
    assert len(after["edits"][0]["data"]) < 10
    stale = film.request(
        "textDocument/semanticTokens/full/delta", textDocument=document, previousResultId="none such"
    )
    assert stale["data"] == data


def test_formatting_changes_only_what_is_laid_out_otherwise(film):
    film.type("film.vg", "  prompt = ", " prompt   =   ")
    options = {"tabSize": 8, "insertSpaces": False}
    edits = film.request("textDocument/formatting", textDocument=film.file("film.vg"), options=options)
    assert film.edited("film.vg", edits) == FILM
    assert all(edit["range"]["start"]["line"] in {10, 11} for edit in edits)
    elsewhere = {"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}}
    question = {"textDocument": film.file("film.vg"), "range": elsewhere, "options": options}
    assert film.request("textDocument/rangeFormatting", **question) == []


def test_fixes_alone_and_together(film):
    film.type("film.vg", "aspect_ratio = 16:9", "aspct_ratio = 16:9\n  durtion = 5s")
    film.type("film.vg", "prompt = ", "prompt: ")
    found = film.request("textDocument/codeAction", **film.range("film.vg", "aspct_ratio"))
    assert [each["title"] for each in found] == [
        "Change `aspct_ratio` to `aspect_ratio`",
        "Fix all 2 of VG221 in this file",
    ]
    both = film.applied(found[1]["edit"])["film.vg"]
    assert "  aspect_ratio = 16:9\n  duration = 5s\n" in both
    [all_of_it] = film.request(
        "textDocument/codeAction", **film.range("film.vg", FILM[:1], only=["source.fixAll"])
    )
    assert all_of_it["kind"] == "source.fixAll"
    assert '  prompt = "🚤' in film.applied(all_of_it["edit"])["film.vg"]
