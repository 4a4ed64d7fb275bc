"""Names that fit a place and cannot stand there: a clip would wait for itself, a transition would lead nowhere. Knows no types."""

from vgdsl.check import graph
from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.makers import program_of
from vgdsl.program.entities import Program
from vgdsl.program.values import Clip, Frame


def waiting_for(site: Site) -> frozenset[str]:
    """What is written itself, and the nodes that need it: none of them can be part of it."""
    own = site.declaration if not site.top else _defined(site)
    if own is None or own.kind not in NODES:
        return frozenset() if own is None else frozenset({own.name})
    users = _users(program_of(site))
    waiting = [own.name, *(name for name in users if name.startswith(f"{own.name}["))]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += users.get(name, ())
    return frozenset(found)


def _defined(site: Site) -> Declaration | None:
    """The `let` or `param` whose value is written at a place outside of all blocks."""
    offset = site.place.offset
    above = (
        one for one in site.meaning.names.declared if one.module is site.module and one.label.start < offset
    )
    last = max(above, key=lambda one: one.label.start, default=None)
    return last if last is not None and last.kind in VALUES else None


def other_end(site: Site, attribute: str) -> frozenset[str]:
    """The clip at the other end of a transition, which leads nowhere if both are the same."""
    own = site.declaration
    if own is None or own.kind is not Kind.TRANSITION or attribute not in {"from", "to"}:
        return frozenset()
    node = program_of(site).nodes.get(own.name)
    frame = getattr(node, "end" if attribute == "from" else "start", None)
    return (
        frozenset({frame.of.node}) if isinstance(frame, Frame) and isinstance(frame.of, Clip) else frozenset()
    )


def _users(program: Program) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for name, node in program.nodes.items():
        for _, needed in graph.taken(node):
            users.setdefault(needed, []).append(name)
    return users
