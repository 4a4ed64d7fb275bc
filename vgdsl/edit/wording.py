"""Puts another wording into a text with templates and mentions, keeping those that still say what they said. Pure.

A text as written is cut into pieces: plain ones, and holes (`{{ light }}`, `@marco`) that something else fills. What fills
each hole is found out by whoever asks (see proposal.py). The old and the new wording are laid side by side, word by word;
a hole whose filling stands unchanged in the new wording stays a hole, and everything else becomes plain text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import msgspec

_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*%\}|\{#.*?#\}|(?<![\w@])@[^\W\d]\w*(?:\.[^\W\d]\w*)*", re.DOTALL)
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_TAG = re.compile(r"@(?:Element|Image|Video|Audio)\d+|<(?:Image|Video|Audio|Subject) \d+>|@\w+")
_OPENER = re.compile(r"\{(?=[{%#])")
_AT = re.compile(r"(?<!\w)@(?=[^\W\d])")


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text: what it says, and for a hole how it is written."""

    says: str
    written: str | None = None


class _Match(NamedTuple):
    """The same words in the old and the new wording: from where to where, and from where on."""

    start: int
    end: int
    at: int


def cut(text: str) -> list[str]:
    """A text as written, cut at its holes: plain pieces and holes in turn, plain first and last (perhaps empty).

    From the first `{% %}` to the last all is one hole: what lies between belongs together.
    """
    pieces, at = [], 0
    for hole in _HOLE.finditer(text):
        pieces += [text[at : hole.start()], hole[0]]
        at = hole.end()
    return [*pieces, text[at:]]


def reworded(pieces: Sequence[Piece], wording: str) -> str:
    """The text to write so that it says `wording`, with all holes that can stay."""
    kept = sorted(_kept(pieces, wording), key=lambda hole: hole[:2])
    text, at = "", 0
    for start, end, written in kept:
        text += plain(wording[at:start]) + written
        at = end
    return text + plain(wording[at:])


def plain(text: str) -> str:
    """A text that is to say what it says, without templates and mentions."""
    return _OPENER.sub('{{ "{" }}', _AT.sub("@@", text))


def _kept(pieces: Sequence[Piece], wording: str) -> Iterator[tuple[int, int, str]]:
    """The holes that stay: from where to where they are said in the new wording, and how they are written."""
    matches = list(_matches("".join(piece.says for piece in pieces), wording))
    taken: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        start, at = at, at + len(piece.says)
        where = next((m.at + start - m.start for m in matches if m.start <= start and at <= m.end), None)
        if piece.written is not None and where is not None:
            taken.append((where, where + len(piece.says)))
            yield *taken[-1], piece.written
    yield from _moved(pieces, wording, taken)


def _moved(
    pieces: Iterable[Piece], wording: str, taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Tags that stand elsewhere now: nobody but a tag looks like one. Each is a hole wherever it stands."""
    for says, written in {piece.says: piece.written for piece in pieces if piece.written}.items():
        if not _TAG.fullmatch(says):
            continue
        for found in re.finditer(rf"{re.escape(says)}(?!\w)", wording):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield *found.span(), written


def _matches(old: str, new: str) -> Iterator[_Match]:
    """Where both say the same, word by word; their beginnings and their ends always do."""
    yield _Match(0, 0, 0)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts, places = _starts(before), _starts(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        if block.size:
            yield _Match(starts[block.a], starts[block.a + block.size], places[block.b])
    yield _Match(len(old), len(old), len(new))


def _starts(tokens: Iterable[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
