"""E1, T1: what scheduling costs a node, against a bare loop of callbacks; and how good its schedules are."""

import asyncio
import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from material import graph, jobs
from measure import Action, Effort, Reading, Spread, contest

from vgdsl.plan.graph import Graph
from vgdsl.run.schedule import Schedule

SHAPES = ("wide", "chain", "diamond")
PLACES = 16

Needs = Mapping[str, Sequence[str]]


def overhead(effort: Effort) -> Iterator[Reading]:
    """From a list of tasks to the last no-op done: links, critical path, queue and event loop."""
    few, many = effort.of(10_000, 50), effort.of(100_000, 100)
    for shape in SHAPES:
        found = contest(_ours(shape, few), _theirs(shape, few), effort.pairs)
        each, bare = found.ours.times(1e6 / few), found.theirs.times(1e6 / few)
        beside = f"bare callbacks {bare.middle:.1f} us"
        yield Reading("E1", f"scheduling {few:,} nodes, {shape}, each", each, "us", 15, beside)
        pairs, share = min(3, effort.pairs), few / many
        grown = contest(_ours(shape, many), _ours(shape, few), pairs)
        theirs = contest(_theirs(shape, many), _theirs(shape, few), pairs).ratio.times(share)
        beside = f"{grown.ours.middle * 1e6 / many:.1f} us; bare callbacks {theirs.middle:.2f} x"
        what = f"a node of {many:,} / of {few:,}, {shape}"
        yield Reading("E1", what, grown.ratio.times(share), "x", 1.3, beside)


def _ours(shape: str, nodes: int) -> Action:
    tasks = jobs(graph(shape, nodes))

    def work() -> None:
        gc.freeze()  # as the command line does
        known = Graph(tasks)
        remaining = known.remaining({task.id: task.seconds for task in tasks})
        schedule = Schedule(known.needs, known.needed_by, remaining, PLACES)
        _looped(lambda *tell: _scheduled(schedule, *tell), nodes)
        gc.unfreeze()

    return work


def _theirs(shape: str, nodes: int) -> Action:
    needs = graph(shape, nodes)
    return lambda: _looped(lambda *tell: _bare(needs, *tell), nodes)


Call = Callable[..., object]
Told = Callable[[list[str]], object]


def _looped(start: Callable[[Call, Told], None], nodes: int) -> None:
    """Plays until so many nodes are done."""

    async def play() -> None:
        loop = asyncio.get_running_loop()
        ended = loop.create_future()
        start(loop.call_soon, lambda done: ended.set_result(None) if len(done) == nodes else None)
        await ended

    asyncio.run(play())


def _scheduled(schedule: Schedule, call: Call, tell: Told) -> None:
    done: list[str] = []

    def start() -> None:
        while (name := schedule.take()) is not None:
            call(end, name)

    def end(name: str) -> None:
        done.append(name)
        schedule.done(name)
        start()
        tell(done)

    start()


def _bare(needs: Needs, call: Call, tell: Told) -> None:
    """The least there is to do: count down what each node waits for, and call it when that is nothing."""
    waiting = {name: len(before) for name, before in needs.items()}
    users = _users(needs)
    done: list[str] = []

    def end(name: str) -> None:
        done.append(name)
        for user in users[name]:
            waiting[user] -= 1
            if not waiting[user]:
                call(end, user)
        tell(done)

    for name in [name for name, count in waiting.items() if not count]:
        call(end, name)


def _users(needs: Needs) -> Mapping[str, list[str]]:
    users: dict[str, list[str]] = {name: [] for name in needs}
    for name, before in needs.items():
        for other in before:
            users[other].append(name)
    return users


def makespan(effort: Effort) -> Iterator[Reading]:
    """Random graphs of 5 to 60 jobs of 30 to 400 seconds, on 2 to 16 places; the bound is what no schedule can beat."""
    graphs = effort.of(1_000, 10)
    for noise, goal, words in ((0.0, 1.015, "known times"), (0.4, 1.025, "40% noise")):
        chance = random.Random(1)  # the same graphs each time
        means = {False: 0.0, True: 0.0}
        for _ in range(graphs):
            needs = _random_graph(chance)
            expected = {name: chance.uniform(30, 400) for name in needs}
            actual = {name: s * chance.uniform(1 - noise, 1 + noise) for name, s in expected.items()}
            places = chance.choice([2, 3, 4, 8, 16])
            bound = max(*_longest(needs, actual).values(), sum(actual.values()) / places)
            for first_come in means:
                rank = dict.fromkeys(needs, 0.0) if first_come else _longest(needs, expected)
                means[first_come] += _played(needs, rank, actual, places) / bound / graphs
        what = f"makespan / its lower bound, {graphs:,} graphs, {words}"
        beside = f"first come first served {means[True]:.3f}"
        yield Reading("T1", what, Spread.of([means[False]]), "x", goal, beside)


def _random_graph(chance: random.Random) -> Needs:
    count = chance.randint(5, 60)
    return {
        f"s{n}": tuple(f"s{m}" for m in chance.sample(range(n), min(n, chance.choice([0, 0, 1, 1, 1, 2]))))
        for n in range(count)
    }


def _longest(needs: Needs, seconds: Mapping[str, float]) -> Mapping[str, float]:
    users, longest = _users(needs), dict[str, float]()
    for name in reversed(list(needs)):
        longest[name] = seconds[name] + max((longest[user] for user in users[name]), default=0.0)
    return longest


def _played(needs: Needs, rank: Mapping[str, float], seconds: Mapping[str, float], places: int) -> float:
    """When the last job ends, if jobs are started as the scheduler says."""
    schedule, running, now = Schedule(needs, _users(needs), rank, places), list[tuple[float, str]](), 0.0
    while True:
        while (name := schedule.take()) is not None:
            heappush(running, (now + seconds[name], name))
        if not running:
            return now
        now, name = heappop(running)
        schedule.done(name)
