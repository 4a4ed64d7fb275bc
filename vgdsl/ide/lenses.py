"""A line above what makes a clip: what it costs, how long it is, who makes it, where it stands. Knows no protocol.

    lenses(view, standings, spent) -> tuple[Lens, ...]

Over the film stands the sum against the budget, over a cut its length. `Lens.action` is what a click asks for; the server knows how.
Words and figures are those of `vgdsl plan`. A film with mistakes has the lenses of all that is whole in it.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from vgdsl.check.declarations import NODES, Declaration, Kind
from vgdsl.check.passes import Meaning
from vgdsl.ide.making.figures import Figures, figures
from vgdsl.ide.making.made import names_of
from vgdsl.ide.making.standing import UNKNOWN, Standings
from vgdsl.ide.view import View
from vgdsl.ide.wording import words
from vgdsl.report.summary import clock
from vgdsl.source import Span


class Action(StrEnum):
    """What a lens offers to do with the film."""

    PLAN = "plan"
    SIMULATE = "simulate"


class Lens(msgspec.Struct, frozen=True):
    """A title above the line of `span`, which is the name it is about. `node` is what a click is about; empty: the whole film."""

    span: Span
    title: str
    action: Action | None = None
    node: str = ""


def lenses(view: View, standings: Standings = UNKNOWN, spent: Decimal | None = None) -> tuple[Lens, ...]:
    """The lenses of a file, in the order of its text. `spent` is what the film has cost so far, in US dollars."""
    meaning, module, reckoned = view.analysis.meaning, view.module, figures(view)
    if meaning is None or module is None or reckoned is None:
        return ()
    declared = (one for one in meaning.names.declared if one.module is module)
    found = [lens for one in declared for lens in _over(one, meaning, reckoned, standings, spent)]
    return tuple(sorted(found, key=lambda lens: lens.span.start))


def _over(
    declaration: Declaration, meaning: Meaning, reckoned: Figures, standings: Standings, spent: Decimal | None
) -> Iterator[Lens]:
    if declaration.kind in NODES:
        title = _node(declaration, meaning, reckoned, standings)
        if title:
            yield Lens(declaration.span, title, Action.PLAN, declaration.name)
    elif declaration.kind is Kind.SCENE:
        yield from _scene(declaration, reckoned, standings)
    elif declaration.kind is Kind.CUT and (length := reckoned.cuts.get(declaration.name)) is not None:
        yield Lens(
            declaration.span, f"{clock(length.seconds)} · {reckoned.program.cuts[declaration.name].output}"
        )
    elif declaration is meaning.names.film:
        yield Lens(declaration.span, _film(reckoned, standings, spent), Action.PLAN)
        yield Lens(declaration.span, "run --simulate", Action.SIMULATE)


def _node(declaration: Declaration, meaning: Meaning, reckoned: Figures, standings: Standings) -> str:
    names = names_of(meaning, declaration)
    first = next((job for name in names if (job := reckoned.first(name)) is not None), None)
    if first is None:
        return ""
    takes = reckoned.program.nodes[first.node].takes
    facts = (
        words.cost(reckoned.cost(names)),
        words.several(len(names), "clips"),
        words.several(takes, "takes"),
        words.seconds(first.expected.seconds),
        first.model,
        ", ".join(dict.fromkeys(standings[name].state for name in names if name in standings)),
    )
    return " · ".join(filter(None, facts))


def _scene(declaration: Declaration, reckoned: Figures, standings: Standings) -> Iterator[Lens]:
    nodes = [node.name for node in reckoned.program.in_scene(declaration.name)]
    scene = reckoned.program.scenes.get(declaration.name)
    cost = reckoned.cost(nodes, standings)
    if scene is not None and cost.purchases:
        yield Lens(declaration.span, f"{words.clips(len(nodes))} · {words.together(cost, scene.budget)}")


def _film(reckoned: Figures, standings: Standings, spent: Decimal | None) -> str:
    """`plan: 5 purchases, about $4.56 of the $12.00 budget ($1.10 spent so far)`."""
    cost = reckoned.cost(reckoned.jobs, standings)
    if not cost.purchases:
        return "plan: nothing to buy" if reckoned.jobs else "plan"
    count = f"{cost.purchases} purchase{'s' * (cost.purchases > 1)}"
    return f"plan: {count}, {words.together(cost, reckoned.program.film.budget, spent)}"
