"""What is written is on the disk, for the user alone; a torn line is none, and what cannot be read is said."""

import os

import pytest

from vgdsl.wallet import book as books
from vgdsl.wallet.book import Book, BookError, folder
from vgdsl.wallet.topup import Sent


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "state" / "topups.jsonl")


def test_what_is_written_is_read_in_its_order(book):
    assert book.events() == []
    for number in range(3):
        book.write(Sent(str(number), float(number)))
    assert [each.nonce for each in Book(book.path).events()] == ["0", "1", "2"]
    assert book.path.stat().st_mode & 0o777 == 0o600
    assert book.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_line_that_was_cut_off_counts_as_not_written(book):
    book.write(Sent("whole", 1.0))
    with book.path.open("ab") as file:
        file.write(b'{"type":"Sent","nonce":"to')
    assert [each.nonce for each in book.events()] == ["whole"]
    book.write(Sent("next", 2.0))
    assert [each.nonce for each in book.events()] == ["whole", "next"]


@pytest.mark.parametrize("line", [b"\n", b"{}\n", b'{"type":"Sent"}\n', b"\xff\n"])
def test_a_file_that_cannot_be_read_leaves_nothing_to_be_signed(book, line):
    book.write(Sent("whole", 1.0))
    with book.path.open("ab") as file:
        file.write(line)
    with pytest.raises(BookError, match=r"nobody knows whether a top-up is open\. Nothing was signed\."):
        book.events()


def test_it_is_flushed_before_it_counts_as_written(book, monkeypatch):
    order = []
    monkeypatch.setattr(books.os, "fsync", lambda _file: order.append("fsync"))
    book.write(Sent("1", 1.0))
    order.append("returned")
    book.write(Sent("2", 1.0))
    assert order == ["fsync", "fsync", "returned", "fsync"], "the file, and once its name"


def test_a_disk_that_is_full_fails_loudly(book, monkeypatch):
    monkeypatch.setattr(books.os, "write", lambda _file, line: len(line) - 1)
    with pytest.raises(OSError, match="could not be written whole"):
        book.write(Sent("1", 1.0))


def test_it_is_kept_where_nothing_is_thrown_away(monkeypatch, tmp_path):
    for name in ("VGDSL_STATE", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".local" / "state" / "vgdsl"
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(tmp_path / "xdg"))
    assert folder() == tmp_path / "xdg" / "vgdsl"
    monkeypatch.setenv("VGDSL_STATE", os.fspath(tmp_path / "own"))
    assert folder() == tmp_path / "own" / "vgdsl"
