"""What an editor is told is wrong: of which file, of which film, and when it is over."""

import pytest

HEAD = """\
film lagoon {
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}
"""
TOO_LONG = (
    "error[VG412]: wan-2-7-text-to-video makes clips of 5s, 10s or 15s, not 20s\n"
    "help: write `duration = 15s`, or take a model that makes 20s: longcat, ltx-2-5-fast, seedance-2-5"
)
SHOT = 'shot opening {\n  prompt = "Fog."\n}\n'


def test_a_mistake_in_an_imported_file_is_told_of_that_file(session):
    (session.folder / "more.vg").write_text(
        'shot one {\n  prompt = "A."\n  takes = many\n}\n', encoding="utf-8"
    )
    assert session.open("film.vg", f'import "more.vg"\n{HEAD}') == []
    session.becomes("more.vg", "3:11-15 error[VG201]: nothing here is called `many`")


def test_what_was_told_of_an_imported_file_is_taken_back_when_the_film_is_closed(session):
    (session.folder / "more.vg").write_text("shot one {\n  takes = many\n}\n", encoding="utf-8")
    session.open("film.vg", f'import "more.vg"\n{HEAD}')
    session.becomes("more.vg", "2:11-15 error[VG201]: nothing here is called `many`")
    session.close("film.vg")
    session.becomes("more.vg")


def test_an_imported_file_is_checked_as_a_part_of_the_films_that_import_it(session):
    """What it names stands in the film; on its own it would have a mistake."""
    (session.folder / "film.vg").write_text(f'import "more.vg"\n{HEAD}{SHOT}', encoding="utf-8")
    assert session.open("more.vg", 'shot next {\n  prompt = "A."\n}\n') == []
    assert session.type("more.vg", "prompt", "duration = 20s\n  prompt") == [f"2:14-17 {TOO_LONG}"]


def test_an_open_text_counts_and_not_what_is_on_disk(session):
    (session.folder / "more.vg").write_text("this is no scene file", encoding="utf-8")
    session.open("more.vg", 'shot one {\n  prompt = "A."\n}\n')
    assert session.open("film.vg", f'import "more.vg"\n{HEAD}') == []


def test_a_file_that_changes_on_disk_is_read_again(session):
    assert session.open("film.vg", f'import "more.vg"\n{HEAD}{SHOT}') == [
        "1:8-17 error[VG210]: there is no file `more.vg`"
    ]
    (session.folder / "more.vg").write_text('style noir {\n  prefix = "Noir."\n}\n', encoding="utf-8")
    change = {"uri": session.uri("more.vg"), "type": 1}
    session.notify("workspace/didChangeWatchedFiles", changes=[change])
    session.becomes("film.vg")


def test_another_place_of_a_mistake_is_told_with_it(session):
    session.open("film.vg", HEAD + SHOT + SHOT)
    [told] = session.told["film.vg"][1]
    assert told["message"] == "`opening` is declared twice\nhelp: give one of them another name"
    [other] = told["relatedInformation"]
    assert (session.name(other["location"]["uri"]), other["location"]["range"]["start"]["line"]) == (
        "film.vg",
        6,
    )
    assert other["message"] == "first here, as a shot"


def test_what_is_never_used_is_faded_and_what_goes_away_struck_out(session):
    session.open("film.vg", f'{HEAD}{SHOT}let light = "noon"\n')
    [told] = session.told["film.vg"][1]
    assert (told["code"], told["severity"], told["tags"]) == ("VG223", 2, [1])


def test_settings_of_the_editor_choose_a_profile_and_values(session):
    session.open("film.vg", f"{HEAD}{SHOT}profile long {{\n  duration = 20s\n}}\n")
    assert session.shown("film.vg") == []
    session.notify("workspace/didChangeConfiguration", settings={"vgdsl": {"profile": "long"}})
    session.becomes("film.vg", f"11:14-17 {TOO_LONG}")
    session.notify("workspace/didChangeConfiguration", settings={"vgdsl": {"profile": "lnog"}})
    session.becomes(
        "film.vg",
        "1:1-1 error[VG224]: the film has no profile `lnog`\nhelp: write `long`\nhelp: its profiles are: long",
    )


def test_places_are_counted_as_the_editor_wishes(program):
    """In bytes of UTF-8, as some editors do."""
    wishes = {"general": {"positionEncodings": ["utf-8", "utf-16"]}}
    assert program.initialize(**wishes)["positionEncoding"] == "utf-8"
    program.open("film.vg", 'shot città {\n  prompt = "東京" hold = many\n}\n')
    assert [line.partition(" ")[0] for line in program.shown("film.vg")] == ["1:6-12", "2:28-32"]


def test_a_text_that_a_link_leads_out_to_is_refused_though_it_is_open(session, tmp_path):
    (tmp_path / "secret.vg").write_text("let x = 5s\n", encoding="utf-8")
    (session.folder / "link.vg").symlink_to(tmp_path / "secret.vg")
    item = {"uri": (tmp_path / "secret.vg").as_uri(), "languageId": "vg", "version": 1, "text": "let x = 5s"}
    session.notify("textDocument/didOpen", textDocument=item)
    [told] = session.open("film.vg", f'import "link.vg"\n{HEAD}{SHOT}')
    assert "VG210" in told


@pytest.mark.parametrize("text", ["", "\ufeff", "#", "film", "film x {", "\r", "\x00", '"""', "🎬" * 3])
def test_any_text_gets_an_answer(session, text):
    session.open("film.vg", text)
    session.close("film.vg")
