"""Where clips stand, as an editor shows it: from the journal, which is only read."""

import sqlite3

from vgdsl.ide.making.standing import Standing
from vgdsl.lsp import standings
from vgdsl.lsp.editor import Editor
from vgdsl.plan.freshness import Provider
from vgdsl.providers.simulator.simulation import ADDRESS, NAME
from vgdsl.run.memory.recall import recalled

FILM = """\
film lagoon {
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

shot opening {
  prompt = "Fog."
}
"""


def opened(desk):
    editor = Editor()
    path = desk.folder / "film.vg"
    editor.open(path.as_uri(), 1, path.read_text(encoding="utf-8"))
    return editor, [editor.film(path)]


def test_without_a_journal_there_is_nothing_to_look_at(desk):
    desk.write("film.vg", FILM)
    editor, films = opened(desk)
    assert editor.standings.stale(films) == ()
    assert recalled(desk.folder / ".vgdsl/journal.db") is None


def test_a_look_says_what_is_made_and_a_changed_prompt_that_it_is_not(desk, monkeypatch):
    monkeypatch.setattr(standings, "_provider", lambda: Provider(NAME, ADDRESS))
    desk.write("film.vg", FILM)
    assert desk("run", "film.vg", "--simulate").code == 0
    written = (desk.folder / ".vgdsl/journal.db").read_bytes()
    editor, films = opened(desk)
    assert editor.standings.stale(films) == tuple(films)
    assert editor.standings.look(films)
    [(node, standing)] = editor.standings.of(films[0]).items()
    assert (node, standing.state) == ("opening", "made")
    assert standing.paid == editor.standings.spent(films[0]) > 0
    assert editor.standings.stale(films) == ()
    assert not editor.standings.look(films)

    editor.open((desk.folder / "film.vg").as_uri(), 2, FILM.replace("Fog", "Snow"))
    films = [editor.film(desk.folder / "film.vg")]
    assert editor.standings.stale(films) == tuple(films)
    assert editor.standings.look(films)
    assert editor.standings.of(films[0]) == {"opening": Standing("changed", standing.paid)}
    assert (desk.folder / ".vgdsl/journal.db").read_bytes() == written


def test_a_journal_that_cannot_be_read_says_nothing(desk):
    desk.write(".vgdsl/journal.db", "this is no database")
    assert recalled(desk.folder / ".vgdsl/journal.db") is None
    with sqlite3.connect(desk.folder / "other.db") as other:
        other.execute("CREATE TABLE x (y)")
    other.close()
    assert recalled(desk.folder / "other.db") is None
