"""How the words of a diagnostic code are written down: sentences with the names of facts in braces."""

import string
from collections.abc import Mapping

import msgspec

Facts = Mapping[str, str | int | float]

LONGEST = 1000
"""Characters of a fact that are said; whatever a file holds, a message can be read."""

_FORMATTER = string.Formatter()


class Wording(msgspec.Struct, frozen=True):
    """The words of one code, in a film maker's language.

    `title` and `label` are tried in order: the first whose facts are all present (and not empty) speaks. Of `help`,
    every line whose facts are all present is shown. `roles` words the labels of other places, by their role, as titles do.
    """

    title: str | tuple[str, ...]
    label: str | tuple[str, ...] = ""
    help: str | tuple[str, ...] = ()
    roles: Mapping[str, str | tuple[str, ...]] = {}

    def titled(self, facts: Facts) -> str:
        return _first(self.title, facts)

    def labelled(self, facts: Facts) -> str:
        return _first(self.label, facts)

    def helped(self, facts: Facts) -> tuple[str, ...]:
        return tuple(_filled(line, facts) for line in _several(self.help) if _fits(line, facts))

    def role(self, role: str, facts: Facts) -> str:
        return _first(self.roles.get(role, role), facts)


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def _fits(words: str, facts: Facts) -> bool:
    return all(facts.get(name, "") != "" for _, name, _, _ in _FORMATTER.parse(words) if name)


def _first(words: str | tuple[str, ...], facts: Facts) -> str:
    return next((_filled(line, facts) for line in _several(words) if _fits(line, facts)), "")


def _filled(words: str, facts: Facts) -> str:
    return words.format(
        **{name: _cut(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    )


def _cut(fact: str) -> str:
    return fact if len(fact) <= LONGEST else f"{fact[: LONGEST - 1]}…"
