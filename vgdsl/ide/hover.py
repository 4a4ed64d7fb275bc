"""What the thing under the cursor is, in Markdown. Knows no protocol, and no records but those that it is handed.

    hover(view, offset, standings) -> Hover | None

`standings` say by node what was made and paid (making/standing.py); nothing of that is said without. `Hover.file` is a file of the project
that one may want to see, such as a picture.
"""

import re

import msgspec

from vgdsl.check.declarations import Declaration
from vgdsl.ide.cards.attributes import attribute
from vgdsl.ide.cards.declared import declared
from vgdsl.ide.cards.files import file
from vgdsl.ide.cards.templates import printed, variable
from vgdsl.ide.cards.unnamed import unnamed
from vgdsl.ide.cursor.site import Site, site
from vgdsl.ide.making.citations import citations
from vgdsl.ide.making.made import node_of
from vgdsl.ide.making.makers import program_of
from vgdsl.ide.making.standing import UNKNOWN, Standings
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Attribute, Declared, Local, Occurrence, Path, Role, Variable
from vgdsl.ide.view import View
from vgdsl.source import Span

_WORD = re.compile(r"\w+")


class Hover(msgspec.Struct, frozen=True):
    """Markdown about the characters of `span`."""

    span: Span
    text: str
    file: str | None = None


def hover(view: View, offset: int, standings: Standings = UNKNOWN) -> Hover | None:
    """None where there is nothing to say."""
    here = site(view, offset)
    if here is None:
        return None
    one = occurrences(view.analysis).at(view.file, offset)
    if one is not None:
        text, path = _named(here, one, standings)
        span = Span(here.module.source, one.start, one.end)
        return Hover(span, text, path) if text else None
    return next((Hover(span, text) for span, text in unnamed(here, offset) if text), None)


def _named(here: Site, one: Occurrence, standings: Standings) -> tuple[str, str | None]:
    match one.thing:
        case Declared(_, _, place, start):
            declaration = _declaration(here, place, start)
            if declaration is None:
                return "", None
            cited = _cited(here, declaration) if one.role is Role.MENTIONS else ""
            return declared(here, declaration, standings, cited=cited), None
        case Variable(name):
            return variable(here, name), None
        case Local(name):
            return f"**{name}** — a name of this template", None
        case Attribute(name) if one.role is Role.PRINTS:
            return printed(here, _before(here, one), name), None
        case Attribute(name):
            return attribute(here, name), None
        case Path(path):
            return file(here, path), path


def _declaration(here: Site, file: str, start: int) -> Declaration | None:
    declared = here.meaning.names.declared
    return next((one for one in declared if one.label.start == start and one.module.path == file), None)


def _cited(here: Site, declaration: Declaration) -> str:
    """What a mention becomes for the model of the shot that it stands in."""
    node = node_of(here.meaning, here.declaration)
    if node is None:
        return ""
    model = here.view.catalog.get(node.model)
    return citations(node, model, program_of(here)).get(declaration.name, "")


def _before(here: Site, one: Occurrence) -> str:
    """The word before a name and its dot: `film` of `{{ film.title }}`."""
    near = here.module.source.text[max(0, one.start - 64) : one.start]
    return "".join(_WORD.findall(near)[-1:])
