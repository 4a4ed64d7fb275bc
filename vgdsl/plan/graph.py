"""What depends on what: tasks and the links between them. Knows no state, no prices and no drawing.

What every plan and every run asks, needs, order and the longest way, is answered here in one pass over the links,
without recursion: films of a hundred thousand shots in one chain are as good as any. The rest is networkx's (net.py),
which takes longer to be imported than most films take to be planned. Every link points from what is made first to what
needs it.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

import msgspec

from vgdsl.plan.job import Assembly, Finishing, FrameInput, Input, Task, made_by
from vgdsl.program.values import Edge


class Link(msgspec.Struct, frozen=True, gc=False):
    """`target` needs `source`; `label` says what flows: `last frame`, `frame 2.5s`, `clip`, `after` (nothing), `cut`."""

    source: str
    target: str
    label: str


class Graph:
    """The tasks of a plan by id, in the order given, and their links.

    `needs` are by task those that it waits for, each once, and `needed_by` those that wait for it. Of a part of a film
    these are in it: what it needs from outside is done with.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.tasks: Mapping[str, Task] = {task.id: task for task in tasks}
        links: list[Link] = []
        needs: dict[str, tuple[str, ...]] = {}
        users: dict[str, list[str]] = {}
        for name, task in self.tasks.items():
            found = _links(task)
            links += found
            needs[name] = tuple(dict.fromkeys(link.source for link in found if link.source in self.tasks))
            for other in needs[name]:
                users.setdefault(other, []).append(name)
        self.links = tuple(links)
        self.needs: Mapping[str, tuple[str, ...]] = needs
        self.needed_by: Mapping[str, tuple[str, ...]] = {name: tuple(users.get(name, ())) for name in needs}

    def part(self, names: Collection[str]) -> "Graph":
        """These tasks only."""
        chosen = [task for name, task in self.tasks.items() if name in names]
        return self if len(chosen) == len(self.tasks) else Graph(chosen)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every task after all that it needs."""
        waiting = {name: len(before) for name, before in self.needs.items()}
        order = [name for name, count in waiting.items() if not count]
        for name in order:  # which grows meanwhile
            for user in self.needed_by[name]:
                waiting[user] -= 1
                if not waiting[user]:
                    order.append(user)
        return tuple(order)

    def remaining(self, seconds: Mapping[str, float]) -> Mapping[str, float]:
        """By task: how long the longest way from its start to the end of the film takes; tasks not in `seconds` take none."""
        longest: dict[str, float] = {}
        for name in reversed(self.order):
            users = self.needed_by[name]
            after = max([longest[user] for user in users]) if users else 0.0
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


def _links(task: Task) -> Collection[Link]:
    if isinstance(task, Assembly):
        return [Link(job, task.id, "cut") for job in task.needs]
    if isinstance(task, Finishing):
        label = "part" if len(task.parts) > 1 else "clip"
        return [Link(job, task.id, label if job in task.parts else "sound") for job in task.needs]
    links = {Link(maker, task.id, _label(value)): None for value in task.inputs if (maker := made_by(value))}
    if task.after:
        used = {link.source for link in links}
        links.update({Link(job, task.id, "after"): None for job in task.after if job not in used})
    return links


def _label(value: Input) -> str:
    if not isinstance(value, FrameInput):
        return "clip"
    return f"{value.at} frame" if isinstance(value.at, Edge) else f"frame {value.at}"
