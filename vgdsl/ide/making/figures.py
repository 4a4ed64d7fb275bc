"""What each node of a film would cost and measure, by the plan's own reckoning. Knows no history: see standing.py.

    figures(view) -> Figures

Worked out once for each analysis. Of a film with mistakes, the nodes that are whole are reckoned, each with all that it needs.
"""

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

import msgspec

from vgdsl.check import graph
from vgdsl.check.passes import Meaning
from vgdsl.ide.making.standing import AT_HAND, UNKNOWN, Standings
from vgdsl.ide.view import View
from vgdsl.plan.estimate import Length, Price, length, price, total
from vgdsl.plan.job import Job
from vgdsl.plan.lower import Lowered, lower
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Program


class Cost(msgspec.Struct, frozen=True):
    """Purchases, what those of known price cost together, and how many have none."""

    purchases: int
    price: Price | None
    unknown: int


class Figures(msgspec.Struct, frozen=True):
    """The jobs of each node that could be reckoned, the price of each job, the job whose purchase it shares, the cuts' lengths."""

    program: Program
    jobs: Mapping[str, tuple[Job, ...]] = {}
    prices: Mapping[str, Price | None] = {}
    firsts: Mapping[str, str] = {}
    cuts: Mapping[str, Length | None] = {}

    def first(self, node: str) -> Job | None:
        """The order of a node's first take."""
        return next(iter(self.jobs.get(node, ())), None)

    def cost(self, nodes: Iterable[str], standings: Standings = UNKNOWN) -> "Cost":
        """What is to be bought for nodes that stand so, all their takes. The same request is paid for once."""
        jobs = (job for node in nodes if not _at_hand(node, standings) for job in self.jobs.get(node, ()))
        bought = dict.fromkeys(self.firsts[job.id] for job in jobs)
        known = [known for job in bought if (known := self.prices[job]) is not None]
        return Cost(len(bought), total(known) if known else None, len(bought) - len(known))


_KNOWN: WeakKeyDictionary[Meaning, Figures] = WeakKeyDictionary()


def figures(view: View) -> Figures | None:
    """The figures of a view's film; None where its file cannot be read."""
    meaning = view.analysis.meaning
    if meaning is None:
        return None
    known = _KNOWN.get(meaning)
    if known is None:
        known = _KNOWN[meaning] = _reckoned(meaning, view.analysis.checked.program, view.catalog)
    return known


def tried(view: View, node: Making) -> Price | None:
    """What a node would cost, all its takes, if it were so; None where nobody can say, or what it needs is not whole."""
    known = figures(view)
    if known is None:
        return None
    nodes = {node.name: node}
    waiting = [*_needs(node)]
    while waiting:
        name = waiting.pop()
        if name == node.name or name not in known.program.nodes:
            return None
        if name not in nodes:
            nodes[name] = known.program.nodes[name]
            waiting += _needs(nodes[name])
    lowered = lower(msgspec.structs.replace(known.program, nodes=nodes, cuts={}), view.catalog)
    prices = [price(job, view.catalog.get(job.model)) for job in lowered.jobs if job.node == node.name]
    sure = [each for each in prices if each is not None]
    return total(sure) if sure and len(sure) == len(prices) else None


def _reckoned(meaning: Meaning, whole: Program | None, catalog: Catalog) -> Figures:
    program = whole or _sound(meaning)
    lowered = lower(program, catalog)
    jobs: dict[str, tuple[Job, ...]] = {}
    for job in lowered.jobs:
        jobs[job.node] = (*jobs.get(job.node, ()), job)
    prices = {job.id: price(job, catalog.get(job.model)) for job in lowered.jobs}
    return Figures(program, jobs, prices, _firsts(lowered.jobs), _lengths(lowered, program))


def _lengths(lowered: Lowered, program: Program) -> Mapping[str, Length | None]:
    clips = lowered.clips
    return {each.id: length(each, clips, program) for each in lowered.assemblies}


def _sound(meaning: Meaning) -> Program:
    """The part of a film that nothing is wrong with: each node with a model and all that it needs, and the cuts of these."""
    program = meaning.elaborated.program
    waiting = {
        made.node.name: made.node for made in meaning.elaborated.made if made.model and not made.spoiled
    }
    sound: dict[str, Making] = {}
    while ready := {name: node for name, node in waiting.items() if _needs(node) <= sound.keys()}:
        sound.update(ready)
        waiting = {name: node for name, node in waiting.items() if name not in ready}
    cuts = {name: cut for name, cut in program.cuts.items() if sound.keys() >= set(cut.clips)}
    nodes = {name: sound[name] for name in program.nodes if name in sound}
    return msgspec.structs.replace(program, nodes=nodes, cuts=cuts)


def _needs(node: Making) -> set[str]:
    return {name for _, name in graph.taken(node)}


def _firsts(jobs: Iterable[Job]) -> Mapping[str, str]:
    """By job, the first one whose request is the same, mostly itself. Takes share one body: it is written out once."""
    texts: dict[int, str] = {}
    first: dict[tuple[str, int, str], str] = {}
    found = {}
    for job in jobs:
        body = id(job.body)
        text = texts[body] if body in texts else texts.setdefault(body, repr(job.body))
        found[job.id] = first.setdefault((job.model, job.take, text), job.id)
    return found


def _at_hand(node: str, standings: Standings) -> bool:
    return node in standings and standings[node].state in AT_HAND
