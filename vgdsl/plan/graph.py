"""What depends on what: tasks and the links between them. Knows no state, no prices and no drawing.

All questions are answered in one pass over the links, without recursion: films of a hundred thousand shots in one chain
are as good as any. Every link points from what is made first to what needs it.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec
import networkx as nx

from vgdsl.plan.job import Assembly, FrameInput, Input, Job, Task, made_by
from vgdsl.program.values import Edge


class Link(msgspec.Struct, frozen=True, gc=False):
    """`target` needs `source`; `label` says what flows: `last frame`, `frame 2.5s`, `clip`, `after` (nothing), `cut`."""

    source: str
    target: str
    label: str


class Graph:
    """The tasks of a plan by id, in the order given, and their links: a networkx graph, and what is asked of it here."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.tasks: Mapping[str, Task] = {task.id: task for task in tasks}
        self.links = tuple(link for task in self.tasks.values() for link in _links(task))
        self.net: nx.DiGraph[str] = nx.DiGraph()
        self.net.add_nodes_from(self.tasks)
        # A part of a film: what it needs from outside is done with.
        inside = (link for link in self.links if link.source in self.tasks and link.target in self.tasks)
        self.net.add_edges_from((link.source, link.target) for link in inside)

    @cached_property
    def needs(self) -> Mapping[str, tuple[str, ...]]:
        """By task: those that it waits for, each once."""
        return {name: tuple(before) for name, before in self.net.pred.items()}

    @cached_property
    def needed_by(self) -> Mapping[str, tuple[str, ...]]:
        """By task: those that wait for it, each once."""
        return {name: tuple(after) for name, after in self.net.succ.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every task after all that it needs."""
        return tuple(nx.topological_sort(self.net))

    def upstream(self, names: Iterable[str]) -> frozenset[str]:
        """All that the named tasks need, directly or not, without themselves."""
        return _reached(names, self.needs)

    def downstream(self, names: Iterable[str]) -> frozenset[str]:
        """All that needs one of the named tasks, directly or not, without themselves."""
        return _reached(names, self.needed_by)

    def layers(self) -> tuple[tuple[str, ...], ...]:
        """The tasks by the length of the longest way to them: the first layer needs nothing."""
        return tuple(tuple(layer) for layer in nx.topological_generations(self.net))

    def remaining(self, seconds: Mapping[str, float]) -> Mapping[str, float]:
        """By task: how long the longest way from its start to the end of the film takes; tasks not in `seconds` take none."""
        longest: dict[str, float] = {}
        for name in reversed(self.order):
            after = max((longest[user] for user in self.needed_by[name]), default=0.0)
            longest[name] = seconds.get(name, 0.0) + after
        return longest

    def critical_path(self, seconds: Mapping[str, float]) -> tuple[str, ...]:
        """The tasks of the longest way, those only that take time."""
        longest = self.remaining(seconds)
        path: list[str] = []
        reachable: Iterable[str] = self.tasks
        while at := max(reachable, key=longest.__getitem__, default=None):
            path.append(at)
            reachable = self.needed_by[at]
        return tuple(name for name in path if seconds.get(name))


def _reached(starts: Iterable[str], neighbours: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    names = frozenset(starts)
    seen = set(names)
    waiting = list(names)
    while waiting:
        fresh = [name for name in neighbours[waiting.pop()] if name not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return frozenset(seen - names)


def _links(task: Task) -> Iterable[Link]:
    if isinstance(task, Assembly):
        return [Link(job, task.id, "cut") for job in task.needs]
    return [*_data_links(task), *(Link(job, task.id, "after") for job in task.after if job not in task.needs)]


def _data_links(job: Job) -> Iterable[Link]:
    found = {Link(maker, job.id, _label(value)): None for value in job.inputs if (maker := made_by(value))}
    return list(found)


def _label(value: Input) -> str:
    if not isinstance(value, FrameInput):
        return "clip"
    return f"{value.at} frame" if isinstance(value.at, Edge) else f"frame {value.at}"
