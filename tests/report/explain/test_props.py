"""What a page says of a picture, sound or video is what a real one of that kind shows."""

import pytest

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.program.values import MediaKind
from vgdsl.project import Project
from vgdsl.report.explain.page import Example
from vgdsl.report.explain.props import Folder, prop

LINES = {
    "a.png": "picture 300x200",
    "b.jpg": "picture 1024x768 3MB",
    "c.mp4": "video 640x360 6s 24fps keys-every-2s",
    "d.mp4": "video 320x180 4s 30fps silent 6MB",
    "e.mov": "video 320x180 1.5s",
    "f.mp3": "sound 12s",
    "g.wav": "sound 2s",
    "h.mp3": "sound 3s 16MB",
    "i.pdf": "document 2MB",
    "j.txt": "document",
    "k.png": "picture image/bmp 64x64",
}


@pytest.mark.parametrize("path", LINES)
def test_a_prop_is_what_it_says(path, laid_out):
    example = Example({}, {path: prop(path, LINES[path].split())})
    kind = MediaKind(
        {"picture": "image", "sound": "audio"}.get(LINES[path].split()[0], LINES[path].split()[0])
    )
    real, said = Project(laid_out(example)).facts(path, kind), Folder({}, example.props).facts(path, kind)
    assert (real.mime, real.width, real.height) == (said.mime, said.width, said.height)
    assert (real.frames, real.fps) == (said.frames, said.fps)
    assert real.seconds == pytest.approx(said.seconds, abs=0.06)
    assert [place for place, _ in real.cut_points] == [place for place, _ in said.cut_points]
    if "MB" in LINES[path]:
        assert real.size == pytest.approx(said.size, rel=0.02)


@pytest.mark.parametrize("trouble", [Trouble.EMPTY, Trouble.FOLDER, Trouble.DAMAGED])
def test_a_file_that_cannot_be_used(trouble, laid_out):
    example = Example({}, {"a.png": prop("a.png", [trouble])})
    for files in (Project(laid_out(example)), Folder({}, example.props)):
        with pytest.raises(FileTrouble) as found:
            files.facts("a.png", MediaKind.IMAGE)
        assert found.value.trouble is trouble


def test_a_word_that_is_no_measure():
    with pytest.raises(ValueError, match="'tall' is no measure of a file"):
        prop("a.png", ["picture", "tall"])
    with pytest.raises(ValueError, match="painting"):
        prop("a.png", ["painting"])
