"""What is said of something declared, beside its name and below it. Knows the film; knows no place in it."""

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.check.records import shown
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.made import node_of
from vgdsl.ide.making.makers import program_of
from vgdsl.ide.wording.markdown import code, plain
from vgdsl.program.entities import Element, Location, Making, Shot
from vgdsl.program.values import Clip, Frame, Media

_LONG, _MORE = 60, 300


def detail(site: Site, declaration: Declaration) -> str:
    """A few words: `"golden hour"`, `5s · wan-2-7-text-to-video`, `an old gondolier`."""
    if declaration.kind in VALUES:
        return shortened(literal(site.meaning.evaluator.known(declaration)))
    if declaration.kind in NODES:
        node = node_of(site.meaning, declaration)
        return (
            declaration.kind.value if node is None else " · ".join(filter(None, (_length(node), node.model)))
        )
    described = subject(site, declaration)
    if described is not None and described.description:
        return shortened(described.description)
    return declaration.kind.value


def about(site: Site, declaration: Declaration) -> str:
    """A line or two of Markdown."""
    if declaration.kind in VALUES:
        known = literal(site.meaning.evaluator.known(declaration))
        return code(shortened(known, _MORE)) if known else ""
    said = ""
    if declaration.kind in NODES:
        node = node_of(site.meaning, declaration)
        said = str(node.prompt) if node is not None and node.prompt is not None else ""
    else:
        described = subject(site, declaration)
        said = described.description if described is not None else ""
    return f"{declaration.kind.value} `{declaration.name}`\n\n{plain(shortened(said, _MORE))}".strip()


def literal(value: object) -> str:
    """A value as one would write it, or nothing where it is not known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Media):
        return f'{value.kind}("{value}")'
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    return str(value) if isinstance(value, Clip | Frame) else shown(value)


def subject(site: Site, declaration: Declaration) -> Element | Location | None:
    program = program_of(site)
    if declaration.kind is Kind.ELEMENT:
        return program.elements.get(declaration.name)
    return program.locations.get(declaration.name) if declaration.kind is Kind.LOCATION else None


def shortened(text: str, most: int = _LONG) -> str:
    """The text in one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _length(node: Making) -> str:
    return str(node.duration or "") if isinstance(node, Shot) else str(node.factor or "")
