"""A document is what its bytes say, whatever it is called: the service is told its true type."""

import zipfile

import pytest

from vgdsl.media.errors import MediaError
from vgdsl.media.probe import probe

OPEN = "application/vnd.openxmlformats-officedocument"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(path, *names):
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "text")
    return path


@pytest.mark.parametrize(
    ("names", "mime"),
    [
        (("[Content_Types].xml", "word/document.xml"), f"{OPEN}.wordprocessingml.document"),
        (("[Content_Types].xml", "xl/workbook.xml"), f"{OPEN}.spreadsheetml.sheet"),
        (("[Content_Types].xml", "ppt/slides/slide1.xml"), f"{OPEN}.presentationml.presentation"),
        (("Index/Document.iwa", "Index/Slide-4.iwa"), "application/vnd.apple.keynote"),
        (("Index/Document.iwa", "Index/Tables/DataList.iwa"), "application/vnd.apple.numbers"),
        (("Index/Document.iwa", "preview.jpg"), "application/vnd.apple.pages"),
    ],
)
def test_an_office_document_of_today(tmp_path, names, mime):
    info = probe(archive(tmp_path / "brief", *names))
    assert (info.kind, info.mime) == ("document", mime)


@pytest.mark.parametrize(
    ("stream", "mime"),
    [
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ],
)
def test_an_office_document_of_old(tmp_path, stream, mime):
    path = tmp_path / "brief"
    path.write_bytes(COMPOUND + stream.encode("utf-16-le"))
    assert (probe(path).kind, probe(path).mime) == ("document", mime)


def test_an_archive_of_anything_else_is_no_document(tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04word/")
    for path in (archive(tmp_path / "keys.docx", "id_rsa", "notes/word/a.txt"), broken):
        with pytest.raises(MediaError, match="no picture, clip, sound or document that is known here"):
            probe(path)
    strange = tmp_path / "strange.doc"
    strange.write_bytes(COMPOUND)
    with pytest.raises(MediaError, match="no picture, clip, sound or document that is known here"):
        probe(strange)
