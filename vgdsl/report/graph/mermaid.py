"""A film's graph as Mermaid, which GitHub draws. Knows pictures only."""

from collections.abc import Iterator

from vgdsl.program.entities import NodeKind
from vgdsl.report.graph.picture import Card, Picture

_SHAPES = {
    NodeKind.SHOT: ("(", ")"),
    NodeKind.TRANSITION: ("{{", "}}"),
    NodeKind.UPSCALE: ("[[", "]]"),
}


def mermaid(picture: Picture) -> str:
    """The text of a flowchart, from left to right, scenes as boxes."""
    ids = {card.name: f"n{number}" for number, card in enumerate(picture.cards)}
    lines = ["flowchart LR", *_cards(picture, ids)]
    for arrow in picture.arrows:
        line = "-.->" if arrow.label == "after" else "-->"
        lines.append(f'  {ids[arrow.source]} {line}|"{_escaped(arrow.label)}"| {ids[arrow.target]}')
    for number, strip in enumerate(picture.strips):
        lines.append(f'  c{number}[/"{_escaped(strip.name)}<br/>{_escaped(strip.output)}"/]')
        lines += [f"  {ids[node]} --> c{number}" for node in strip.nodes if node in ids]
    return "\n".join(lines) + "\n"


def _cards(picture: Picture, ids: dict[str, str]) -> Iterator[str]:
    scenes = dict.fromkeys(card.scene for card in picture.cards)
    for number, scene in enumerate(scenes):
        if scene is not None:
            yield f'  subgraph s{number}["{_escaped(scene)}"]'
        for card in picture.cards:
            if card.scene == scene:
                before, after = _SHAPES[card.kind]
                yield f'  {"  " if scene else ""}{ids[card.name]}{before}"{_text(card)}"{after}'
        if scene is not None:
            yield "  end"


def _text(card: Card) -> str:
    takes = f" x{card.takes}" if card.takes > 1 else ""
    status = " ".join(part for part in (card.action, card.price) if part)
    lines = [
        f"<b>{_escaped(card.name)}</b>{takes}",
        _escaped(card.model),
        _escaped(" · ".join(card.measures)),
    ]
    return "<br/>".join(line for line in (*lines, _escaped(status)) if line)


def _escaped(text: str) -> str:
    """Quotes, marks of HTML and Mermaid's own signs as the entities that it writes with `#`."""
    return "".join(c if c.isalnum() or c in " ·._-,:/≤≥$" else f"#{ord(c)};" for c in text if c.isprintable())
