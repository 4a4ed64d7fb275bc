"""Runs the grammar's tables over tokens: shift, reduce, build. Knows no grammar, no text and no repair of mistakes.

Lark's own loop does the same with a method call and several look-ups by name for each token. That is most of the time
of a large film's check, so this one runs on numbers, and takes a regular expression's matches as tokens: their
`lastindex` is the number of the terminal.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from vgdsl.syntax.tables import KEYWORDS, Rule, Tables

DEEPEST = 120  # entries of the stack: lists within each other, or four times the blocks; others walk trees by recursion
Build = Callable[..., Any]


class Token(Protocol):
    """A piece of text that the grammar counts as one: a re.Match, or something that stands in for one."""

    @property
    def lastindex(self) -> int | None: ...
    def start(self) -> int: ...
    def span(self, group: Any, /) -> tuple[int, int]: ...
    def __getitem__(self, group: Any, /) -> Any: ...


class Automaton:
    """The tables with a function for each rule that builds a node; a run's stacks belong to its caller."""

    def __init__(self, tables: Tables, builder: object) -> None:
        self.tables = tables
        self.rules: list[tuple[int, Any, list[int]]] = [
            (rule.size, _build(rule, builder), tables.gotos[rule.goto]) for rule in tables.rules
        ]
        self.opening = frozenset(tables.terminals.index(name) for name in ("LBRACE", "LSQB", "LPAR"))

    def run(self, tokens: Iterable[Token], states: list[int], values: list[Any]) -> Token | None:
        """Reads tokens until one cannot stand where it does, and returns that one; None when all were read."""
        actions, rules = self.tables.actions, self.rules
        state = states[-1]
        for token in tokens:
            kind = token.lastindex or 0
            while (action := actions[state][kind]) < 0:
                size, build, goto = rules[~action]
                if size == 1:
                    del states[-1]
                    if build:
                        values[-1] = build(values[-1])
                else:
                    built = build(*values[-size:]) if size else build()
                    del states[len(states) - size :], values[len(values) - size :]
                    values.append(built)
                state = goto[states[-1]]
                states.append(state)
            if not action or (len(states) > DEEPEST and kind in self.opening):
                return token
            state = action
            states.append(state)
            values.append(token)
        return None

    def reach(self, states: list[int], kinds: Iterable[int]) -> int:
        """How many of these terminals could stand next, one after the other, without building anything."""
        actions, rules = self.tables.actions, self.rules
        stack = list(states)
        read = 0
        for kind in kinds:
            while (action := actions[stack[-1]][kind]) < 0:
                size, _, goto = rules[~action]
                del stack[len(stack) - size :]
                stack.append(goto[stack[-1]])
            if stack[-1] == self.tables.accept:
                return read + 1
            if not action:
                return read
            stack.append(action)
            read += 1
        return read

    def awaited(self, states: list[int]) -> frozenset[str]:
        """The names of the terminals that could stand next; keywords only where no other name could."""
        names = self.tables.terminals
        found = {name for kind, name in enumerate(names) if self.reach(states, (kind,))}
        return frozenset(found.difference(KEYWORDS) if "NAME" in found else found)


def _build(rule: Rule, builder: object) -> Build | None:
    """The function of a rule; None for a rule that only says that one thing is another, as `value: list` does."""
    if not rule.name:
        return _grown if rule.grows else _begun
    build: Build | None = getattr(builder, f"make_{rule.name}", None)
    return build


def _begun(*parts: Any) -> list[Any]:
    return [parts[-1]]


def _grown(so_far: list[Any], *parts: Any) -> list[Any]:
    so_far.append(parts[-1])
    return so_far
