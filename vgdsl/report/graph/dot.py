"""A film's graph in the language of Graphviz. Knows pictures only."""

from collections.abc import Iterator

from vgdsl.program.entities import NodeKind
from vgdsl.report.graph.picture import Card, Picture

_SHAPES = {
    NodeKind.SHOT: 'shape=box, style="rounded,filled", fillcolor="#fffdf9"',
    NodeKind.TRANSITION: 'shape=hexagon, style="filled", fillcolor="#e8eef7"',
    NodeKind.UPSCALE: 'shape=box, peripheries=2, style="filled", fillcolor="#e9f2e6"',
}


def dot(picture: Picture) -> str:
    """The text of a directed graph, from left to right, scenes as clusters."""
    lines = [
        f"digraph {_quoted(picture.title)} {{",
        '  graph [rankdir=LR, fontname="Helvetica"]',
        '  node [fontname="Helvetica", fontsize=11, color="#8a8178"]',
        '  edge [fontname="Helvetica", fontsize=9, color="#8a8178"]',
        *_cards(picture),
    ]
    for arrow in picture.arrows:
        style = ", style=dashed" if arrow.label == "after" else ""
        ends = f"{_quoted(arrow.source)} -> {_quoted(arrow.target)}"
        lines.append(f"  {ends} [label={_quoted(arrow.label)}{style}]")
    for strip in picture.strips:
        name = _quoted(f"cut {strip.name}")
        lines.append(f"  {name} [shape=note, label={_quoted(f'{strip.name}{chr(10)}{strip.output}')}]")
        known = {card.name for card in picture.cards}
        lines += [f"  {_quoted(node)} -> {name}" for node in strip.nodes if node in known]
    return "\n".join([*lines, "}"]) + "\n"


def _cards(picture: Picture) -> Iterator[str]:
    scenes = dict.fromkeys(card.scene for card in picture.cards)
    for number, scene in enumerate(scenes):
        if scene is not None:
            yield f'  subgraph cluster_{number} {{ label={_quoted(scene)}; color="#c9c2ba"'
        for card in picture.cards:
            if card.scene == scene:
                yield f"  {_quoted(card.name)} [label={_quoted(_text(card))}, {_SHAPES[card.kind]}]"
        if scene is not None:
            yield "  }"


def _text(card: Card) -> str:
    takes = f" x{card.takes}" if card.takes > 1 else ""
    status = " ".join(part for part in (card.action, card.price) if part)
    return "\n".join(
        line for line in (card.name + takes, card.model, " · ".join(card.measures), status) if line
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
