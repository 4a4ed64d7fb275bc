"""The grammar file, its tables and their cache."""

import os
import re
import subprocess
import sys

import pytest

from vgdsl import __version__
from vgdsl.syntax import grammar
from vgdsl.syntax.analysis import analysed


def alike(one, other):
    """Whether tables are of the same grammar; lark numbers its states differently each time."""
    same = (
        one.grammar == other.grammar and one.terminals == other.terminals and one.patterns == other.patterns
    )
    return same and len(one.actions) == len(other.actions) and one.rules == other.rules


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache folder, and the place where the tables are kept in it."""
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path))
    grammar.tables.cache_clear()
    yield tmp_path / "vgdsl" / f"grammar-{__version__}-{grammar.LAYOUT}.msgpack"
    grammar.tables.cache_clear()


class TestCache:
    def test_it_is_filled_and_read(self, cache):
        first = grammar.tables()
        assert cache.exists()
        assert cache.parent.stat().st_mode & 0o777 == 0o700
        grammar.tables.cache_clear()
        assert alike(grammar.tables(), first)

    def test_a_damaged_one_is_made_again(self, cache):
        first = grammar.tables()
        for damage in (b"", b"\xc1", cache.read_bytes()[:-1], b"\x93\x01\x02\x03"):
            cache.write_bytes(damage)
            grammar.tables.cache_clear()
            assert alike(grammar.tables(), first)

    def test_one_of_another_grammar_is_made_again(self, cache):
        first = grammar.tables()
        cache.write_bytes(cache.read_bytes().replace(b"16:9", b"17:9"))
        grammar.tables.cache_clear()
        assert alike(grammar.tables(), first)

    def test_a_folder_that_cannot_be_made_does_no_harm(self, cache):
        cache.parent.write_text("a file in the way")
        assert grammar.tables().grammar == grammar.text()

    def test_lark_is_not_imported_where_it_is_filled(self, cache):
        grammar.tables()
        code = (
            "import sys; from vgdsl.syntax.grammar import tables; tables(); sys.exit('lark' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False).returncode == 0


def test_every_rule_and_terminal_has_an_example_above_it():
    lines = grammar.text().splitlines()
    named = [n for n, line in enumerate(lines) if re.match(r"\??[a-z]+:|[A-Z_]+(\.\d)?:", line)]
    assert len(named) > 20
    assert all(lines[n - 1].startswith("//") for n in named)


def test_the_grammar_has_no_conflict_and_the_tables_are_its_own():
    assert alike(analysed(grammar.text()), grammar.tables())
