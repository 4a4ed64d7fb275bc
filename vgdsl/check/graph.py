"""Checks that what nodes take from each other comes to an end. Knows references; knows no jobs and no order of work."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from vgdsl.check.cycles import walk
from vgdsl.diagnostics import Diagnostic, Label
from vgdsl.program.entities import Making, Upscale
from vgdsl.program.values import Clip, Frame
from vgdsl.source import Span


def taken(node: Making) -> Iterator[tuple[str, str]]:
    """The nodes that a node needs, each with the attribute that says so."""
    if isinstance(node, Upscale):
        found: tuple[tuple[str, object], ...] = (("source", node.source),)
    else:
        found = (("start", node.start), ("end", node.end), ("source", node.source))
        if node.references:
            found += tuple(("references", one) for one in node.references)
        if node.keyframes:
            found += tuple(("keyframes", one.image) for one in node.keyframes)
    for attribute, value in found:
        clip = value.of if isinstance(value, Frame) else value
        if isinstance(clip, Clip):
            yield attribute, clip.node
    for name in node.after:
        yield "after", name


def cycles(nodes: Mapping[str, Making]) -> Iterator[Diagnostic]:
    """Each ring of nodes that wait for each other, once, as a path."""
    needs = {name: needed for name, node in nodes.items() if (needed := [to for _, to in taken(node)])}
    for cycle in walk(needs).cycles:
        ring = cycle[:-1]
        first = min(range(len(ring)), key=lambda at: _where(nodes[ring[at]].span))
        path = (*ring[first:], *ring[:first], ring[first])
        spans = [_place(nodes[a], b) for a, b in pairwise(path)]
        labels = tuple(Label(span, "link") for span in spans[1:])
        yield Diagnostic("VG501", spans[0], {"path": " -> ".join(path), "name": path[0]}, labels=labels)


def _where(span: Span) -> tuple[str, int]:
    return span.source.name, span.start


def _place(node: Making, needed: str) -> Span:
    attribute = next(attribute for attribute, name in taken(node) if name == needed)
    place = node.places.get(attribute)
    return place.span if place is not None and place.span is not None else node.span
