"""Which part of a film is meant by `--only`, `--exclude`, `--from` and `--until`. Knows the graph; knows no state.

What a chosen task needs always comes along (most of it exists already and costs nothing), and what needs an excluded
task always goes with it: a selection can be run as it is.
"""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

import msgspec

from vgdsl.check.spelling import nearest
from vgdsl.plan.graph import Graph
from vgdsl.plan.inputs import job_id
from vgdsl.plan.job import Finishing, Job, Task

SCENE = "scene:"


class Selection(msgspec.Struct, frozen=True):
    """What was asked for: names of nodes, cuts, takes (`boarding#2`) or parts (`hd/2`), `scene:NAME`, or patterns with `*` and `?`.

    `only`: these. `since`: these and all that depends on them. `until`: these and all that they need. Several together
    mean what all of them mean; `exclude` is taken away at the end, with all that depends on it. `again` selects nothing:
    what it names may be bought a second time.
    """

    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class Selected(msgspec.Struct, frozen=True):
    """The tasks meant (`wanted`), those that come along because they are needed, and those that went with an excluded one."""

    wanted: frozenset[str]
    needed: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @property
    def tasks(self) -> frozenset[str]:
        return self.wanted | self.needed


class UnknownName(msgspec.Struct, frozen=True):
    """A name that means nothing in this film, and the one most like it."""

    name: str
    nearest: str | None


def select(graph: Graph, selection: Selection) -> Selected | UnknownName:
    """The part of the graph that a selection means; without one, all of it."""
    asked = (*selection.only, *selection.exclude, *selection.since, *selection.until)
    if not asked:
        return Selected(frozenset(graph.tasks))
    meant = {name: _meant(name, graph.tasks.values()) for name in asked}
    for name, found in meant.items():
        if not found:
            return UnknownName(name, nearest(name, _known(graph)))
    return _taken(graph, selection, meant)


def named(graph: Graph, names: Iterable[str]) -> frozenset[str] | UnknownName:
    """The tasks that names of a selection mean."""
    found = frozenset[str]()
    for name in names:
        meant = _meant(name, graph.tasks.values())
        if not meant:
            return UnknownName(name, nearest(name, _known(graph)))
        found |= meant
    return found


def _taken(graph: Graph, selection: Selection, meant: Mapping[str, frozenset[str]]) -> Selected:
    from vgdsl.plan.net import downstream, upstream  # noqa: PLC0415 - networkx loads only for a part of a film

    def union(names: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(meant[name] for name in names))

    wanted = frozenset(graph.tasks)
    if selection.only:
        wanted &= union(selection.only)
    if selection.since:
        since = union(selection.since)
        wanted &= since | downstream(graph, since)
    if selection.until:
        until = union(selection.until)
        wanted &= until | upstream(graph, until)
    excluded = union(selection.exclude)
    gone = excluded | downstream(graph, excluded)
    kept = wanted - gone
    return Selected(kept, upstream(graph, kept) - kept, (wanted & gone) - excluded)


def _meant(name: str, tasks: Iterable[Task]) -> frozenset[str]:
    if name.startswith(SCENE):
        scene = name.removeprefix(SCENE)
        return frozenset(
            t.id for t in tasks if isinstance(t, Job | Finishing) and t.scene and _is(t.scene, scene)
        )
    return frozenset(t.id for t in tasks if _is(t.id, name) or _belongs(t, name))


def _belongs(task: Task, name: str) -> bool:
    """Whether a task is one of those that make what is called so: a node, or a take of one."""
    if not isinstance(task, Job | Finishing):
        return False
    return _is_node(task.node, name) or _is(job_id(task.node, task.take), name)


def _is_node(node: str, name: str) -> bool:
    """By its own name, or by that of its for-each: `postcard` means every `postcard["..."]`."""
    return _is(node, name) or node.startswith(f"{name}[")


def _is(known: str, name: str) -> bool:
    """Brackets are part of names here, so only `*` and `?` are patterns."""
    return known == name or fnmatchcase(known, name.replace("[", "[[]"))


def _known(graph: Graph) -> Iterable[str]:
    for task in graph.tasks.values():
        yield task.node if isinstance(task, Job | Finishing) else task.id
        if isinstance(task, Job) and task.scene:
            yield f"{SCENE}{task.scene}"
