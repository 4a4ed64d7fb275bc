"""What can stand where a line ends. Knows the table and the names; knows no shell: `:films` has the shell look for itself."""

from collections.abc import Iterator

from vgdsl.cli.completing import line
from vgdsl.cli.completing.table import Kind, Table, table

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
    option, sign, begun = last.partition("=")
    if place.awaited is None and sign and option.startswith("-"):
        kind = place.table.options[option].kind if option in place.table.options else None
        return (
            []
            if kind in SHELL
            else [(f"{option}={word}", about) for word, about in _of(kind, place, words, begun)]
        )
    return list(_of(place.kind(last), place, words, last))


class _Place:
    """Where a line has come to: in which command, what its next word is."""

    def __init__(self, known: Table) -> None:
        self.table = known
        self.awaited: Kind | None = None  # the kind of the value that an option waits for
        self.count = 0  # of arguments

    def read(self, word: str) -> None:
        if self.awaited is not None:
            self.awaited = None
        elif word.startswith("-"):
            self.awaited = self.table.options[word].kind if word in self.table.options else None
        elif word in self.table.commands:
            self.table = self.table.commands[word]
        else:
            self.count += 1

    def kind(self, last: str) -> Kind:
        """What can stand here: a kind of value, `options`, or `commands`."""
        if self.awaited is not None:
            return self.awaited
        if last.startswith("-"):
            return "options"
        if self.table.commands:
            return "commands"
        kinds = self.table.arguments
        if self.count < len(kinds):
            return kinds[self.count]
        return kinds[-1] if kinds and self.table.many else "options"


def _of(kind: Kind | None, place: _Place, words: list[str], begun: str) -> Iterator[Offer]:
    begun = begun.upper() if kind == "codes" else begun
    if kind in SHELL:
        yield f":{kind}", ""
    else:
        yield from (offer for offer in _all(kind, place.table, words) if offer[0].startswith(begun))


def _all(kind: Kind | None, known: Table, words: list[str]) -> Iterator[Offer]:
    if isinstance(kind, tuple):
        yield from ((word, "") for word in kind)
    elif kind == "commands":
        yield from ((name, each.about) for name, each in known.commands.items())
    elif kind == "options":
        yield from ((name, each.about) for name, each in known.options.items() if name.startswith("--"))
    elif kind:
        yield from _named(kind, words)


def _named(kind: str, words: list[str]) -> Iterator[Offer]:
    from vgdsl.cli.completing import names

    if kind in {"models", "codes"}:
        yield from {"models": names.models, "codes": names.codes}[kind]()
    elif path := names.film(words):
        yield from {"clips": names.clips, "profiles": names.profiles, "params": names.params}[kind](path)
