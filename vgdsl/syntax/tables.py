"""The tables that read a text: terminals and a LALR(1) automaton, as numbers. Knows neither grammar file nor lark."""

import msgspec

KEYWORDS = ("IMPORT", "AS", "IN")  # terminals that are names wherever the grammar awaits a name instead


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """One production: how many parts it has, and which row of the gotos follows it.

    A rule that lark has made of a repetition `x*` has no name; `grows` where it adds one more to those before.
    """

    name: str
    size: int
    goto: int
    grows: bool


class Tables(msgspec.Struct, frozen=True, array_like=True):
    """What lark makes of a grammar.

    Terminals are numbered in the order in which they are tried, from 1; 0 is the end of the text, and the number after
    the last stands for anything that is no terminal. `actions[state][terminal]` is the state to go to if positive,
    the complement of a rule's number if negative, and 0 where the terminal cannot stand. `gotos[rule.goto][state]` is
    the state after a reduction, 0 where there is none; row `item` is that of the rule of this name. The automaton
    starts in state 0 and has read a whole text in state `accept`.
    """

    grammar: str
    terminals: tuple[str, ...]
    patterns: tuple[str, ...]
    ignored: tuple[str, ...]
    actions: list[list[int]]
    gotos: list[list[int]]
    rules: list[Rule]
    item: int
    accept: int
