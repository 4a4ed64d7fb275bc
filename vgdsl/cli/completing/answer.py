"""What can stand where a line ends. Knows the table and the names; knows no shell: `:films` has the shell look for itself."""

from collections.abc import Iterator
from typing import Any

from vgdsl.cli.completing import line
from vgdsl.cli.completing.table import MANY, Table, table

SHELL = {"films", "plans", "files", "folders"}
"""Kinds that a shell completes better than anybody; `plans` are films and plans."""

Offer = tuple[str, str]
"""A whole word, and what it is."""


def answer(typed: str) -> str:
    """A line for each word that can stand at the end of `vgdsl ...`: the word, a tab, what it is."""
    *words, last = line.words(typed)[1:] or [""]
    return "".join(f"{word}\t{about}\n" for word, about in offers(table(), words, last))


def offers(known: Table, words: list[str], last: str) -> list[Offer]:
    """What begins with `last`, after `words`."""
    place = _Place(known)
    for word in words:
        place.read(word)
    begun, kind = last, place.kind(last)
    lead = ""
    if last.startswith("-") and "=" in last and not place.awaited:
        option, _, begun = last.partition("=")
        kind, lead = place.table["options"].get(option, ["", ""])[1], f"{option}="
    begun = begun.upper() if kind == "codes" else begun
    return [(lead + word, about) for word, about in _of(kind, place, words) if word.startswith((begun, ":"))]


class _Place:
    """Where a line has come to: in which command, what its next word is."""

    def __init__(self, known: Table) -> None:
        self.table = known
        self.awaited: Any = None  # the kind of the value that an option waits for
        self.count = 0  # of arguments

    def read(self, word: str) -> None:
        if self.awaited is not None:
            self.awaited = None
        elif word.startswith("-"):
            self.awaited = self.table["options"].get(word, ["", None])[1]
        elif word in self.table["commands"]:
            self.table = self.table["commands"][word]
        else:
            self.count += 1

    def kind(self, last: str) -> Any:
        """What can stand here: a kind of value, `options`, or `commands`."""
        if self.awaited is not None:
            return self.awaited
        if last.startswith("-"):
            return "options"
        if self.table["commands"]:
            return "commands"
        kinds = [each for each in self.table["arguments"] if each != MANY]
        if self.count < len(kinds):
            return kinds[self.count]
        return kinds[-1] if kinds and MANY in self.table["arguments"] else "options"


def _of(kind: Any, place: _Place, words: list[str]) -> Iterator[Offer]:
    if isinstance(kind, list):
        yield from ((word, "") for word in kind)
    elif kind == "commands":
        yield from ((name, each["help"]) for name, each in place.table["commands"].items())
    elif kind == "options":
        yield from (
            (name, about) for name, (about, _) in place.table["options"].items() if name.startswith("--")
        )
    elif kind in SHELL:
        yield f":{kind}", ""
    elif kind:
        yield from _named(kind, words)


def _named(kind: str, words: list[str]) -> Iterator[Offer]:
    from vgdsl.cli.completing import names

    if kind in {"models", "codes"}:
        yield from {"models": names.models, "codes": names.codes}[kind]()
    elif path := names.film(words):
        yield from {"clips": names.clips, "profiles": names.profiles, "params": names.params}[kind](path)
