"""What an editor is told never depends on what was there before: only on the texts, the files and the settings of now."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from vgdsl.check.passes import Settings
from vgdsl.lsp.diagnostics import of_film, together
from vgdsl.lsp.editor import Editor

FILM = """\
import "cast.vg"

film lagoon {
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  duration     = 5s
}

shot rowing {
  prompt = "@marco rows."
}

profile long {
  duration = 20s
}
"""
CAST = 'element marco {\n  description = "an old gondolier"\n}\n\nlet spare = 5s\n'
OTHER = 'import "cast.vg"\n\nshot alone {\n  prompt = "@marco sits."\n  start = missing\n}\n'
FILES = {"film.vg": FILM, "cast.vg": CAST, "other.vg": OTHER}
PIECES = ["", "x", "marco", "\n", '"', "}", "{", "20s", "takes = 2\n", 'import "more.vg"\n', "@pietro", "🚤"]

edits = st.tuples(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(0, 8), st.sampled_from(PIECES))
steps = st.one_of(
    st.tuples(st.just("type"), edits),
    st.tuples(st.just("write"), edits),
    st.tuples(st.just("close"), st.sampled_from(sorted(FILES))),
    st.tuples(st.just("open"), st.sampled_from(sorted(FILES))),
    st.tuples(st.just("delete"), st.sampled_from(["cast.vg", "other.vg"])),
    st.tuples(st.just("profile"), st.sampled_from([None, "long", "none"])),
)


def changed(text: str, edit) -> str:
    _, where, length, new = edit
    at = int(where * len(text))
    return text[:at] + new + text[at + length :]


def told(editor: Editor):
    found = together(of_film(editor.film(path), editor) for path in editor.watched())
    return {path.name: diagnostics for path, diagnostics in found.items()}


class Desk:
    """A folder with the files, an editor at work in it, and what that has open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.editor = Editor()
        self.open_texts: dict[str, str] = {}
        for name, text in {**FILES, "vgdsl.toml": ""}.items():
            (folder / name).write_text(text, encoding="utf-8")

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name):
        self.open_texts[name] = FILES[name]
        self.editor.open(self.uri(name), 1, FILES[name])

    def close(self, name):
        self.editor.close(self.uri(name))
        self.open_texts.pop(name, None)

    def type(self, edit):
        name = edit[0]
        if name in self.open_texts:
            self.open_texts[name] = text = changed(self.open_texts[name], edit)
            whole = types.TextDocumentContentChangeWholeDocument(text)
            self.editor.change(self.uri(name), 2, [whole])

    def write(self, edit):
        (self.folder / edit[0]).write_text(changed(FILES[edit[0]], edit), encoding="utf-8")
        self.editor.films.forget()

    def delete(self, name):
        (self.folder / name).unlink(missing_ok=True)
        self.editor.films.forget()

    def profile(self, name):
        self.editor.settings = Settings(name)

    def another(self):
        """An editor that comes new to all this."""
        fresh = Editor()
        fresh.settings = self.editor.settings
        for name, text in self.open_texts.items():
            fresh.open(self.uri(name), 1, text)
        return fresh


@given(st.lists(steps, max_size=12))
@settings(max_examples=40)
def test_what_is_told_is_what_a_new_editor_would_be_told(plan):
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place))
        desk.open("film.vg")
        for what, how in plan:
            getattr(desk, what)(how)
            assert told(desk.editor) == told(desk.another())


def test_an_unsaved_text_is_checked_where_it_would_be(tmp_path):
    editor = Editor()
    editor.films.folders = (tmp_path,)
    document = editor.open("untitled:Untitled-1", 1, "shot x {\n  duratoin = 5s\n}\n")
    [found] = told(editor).values()
    assert document.path == tmp_path / "Untitled-1"
    assert editor.uri(document.path) == "untitled:Untitled-1"
    assert [each.code for each in found] == ["VG221"]


def test_a_shared_file_is_a_part_of_each_film_that_imports_it(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    editor = Editor()
    editor.open((tmp_path / "cast.vg").as_uri(), 1, CAST + "style x {\n  prefxi = 1\n}\n")
    assert [path.name for path in editor.watched()] == ["film.vg", "other.vg"]
    assert [each.code for each in told(editor)["cast.vg"]].count("VG221") == 1


def test_a_damaged_picture_is_told_when_somebody_has_looked_at_it(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(80))
    text = 'shot x {\n  model = "wan-2-7"\n  resolution = 720p\n  duration = 5s\n  prompt = "A."\n  start = image("a.png")\n}\n'
    editor = Editor()
    editor.open((tmp_path / "film.vg").as_uri(), 1, text)
    assert told(editor)["film.vg"] == ()
    assert editor.media.waits
    while editor.media.waits:  # a file that is as young as this is looked at again
        editor.media.look()
        assert not editor.media.waits
        found = told(editor)["film.vg"]
    assert [each.code for each in found] == ["VG307"]
