"""Lark's LALR(1) analysis of a grammar, as plain tables. The only importer of lark; knows no file and no cache."""

from collections.abc import Mapping
from typing import Any

from lark import Lark
from lark.grammar import Rule as Production
from lark.lexer import TerminalDef
from lark.parsers.lalr_analysis import LALR_Analyzer, Shift

from vgdsl.syntax.tables import KEYWORDS, Rule, Tables

Row = Mapping[str, tuple[Any, Any]]


def analysed(grammar: str) -> Tables:
    """The tables of a grammar that has the rules `file`, where it starts, and `item`.

    Raises lark.exceptions.GrammarError where the grammar is not LALR(1).
    """
    lark = Lark(grammar, parser="lalr", start="file", maybe_placeholders=False)
    analyzer: Any = LALR_Analyzer(lark.parser.parser_conf, strict=True)
    analyzer.compute_lalr()
    table = analyzer.parse_table
    terminals = _in_order([t for t in lark.terminals if t.name not in lark.ignore_tokens])
    names = ("$END", *(t.name for t in terminals))
    states = sorted(table.states, key=lambda state: (state != table.start_states["file"], state))
    numbers = {state: number for number, state in enumerate(states)}
    rules = {rule: number for number, rule in enumerate(lark.rules)}
    symbols = sorted({str(rule.origin.name) for rule in lark.rules})
    return Tables(
        grammar=grammar,
        terminals=names,
        patterns=tuple(t.pattern.to_regexp() for t in terminals),
        ignored=tuple(t.pattern.to_regexp() for t in lark.terminals if t.name in lark.ignore_tokens),
        actions=[_actions(table.states[state], names, numbers, rules) for state in states],
        gotos=[[_goto(table.states[state], symbol, numbers) for state in states] for symbol in symbols],
        rules=[_rule(rule, symbols) for rule in lark.rules],
        item=symbols.index("item"),
        accept=numbers[table.end_states["file"]],
    )


def _in_order(terminals: list[TerminalDef]) -> list[TerminalDef]:
    """Terminals in the order in which lark's own lexers try them."""
    return sorted(terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))


def _actions(
    row: Row, names: tuple[str, ...], numbers: Mapping[int, int], rules: Mapping[Production, int]
) -> list[int]:
    """One state's row. A keyword that the state does not await is a name there, as for lark's contextual lexer."""
    known = dict.fromkeys(KEYWORDS, row["NAME"]) | dict(row) if "NAME" in row else dict(row)
    actions = [0] * (len(names) + 1)
    for number, name in enumerate(names):
        if name in known:
            action, target = known[name]
            actions[number] = numbers[target] if action is Shift else ~rules[target]
    return actions


def _goto(row: Row, symbol: str, numbers: Mapping[int, int]) -> int:
    return numbers[row[symbol][1]] if symbol in row else 0


def _rule(rule: Production, symbols: list[str]) -> Rule:
    """A production; lark names those of a repetition with two underscores in front, and refers to itself first."""
    origin = str(rule.origin.name)
    repeats = origin.startswith("__")
    grows = repeats and rule.expansion[0] == rule.origin
    name = "" if repeats else str(rule.alias or origin)
    return Rule(name, len(rule.expansion), symbols.index(origin), grows)
