"""What a template prints: a variable of a for-each, and a value of the film, a scene or a shot. Runs no template."""

from vgdsl.check.declarations import Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.wording.markdown import code
from vgdsl.ide.wording.meanings import meaning
from vgdsl.ide.wording.records import KINDS, record
from vgdsl.ide.wording.summary import literal, shortened


def variable(site: Site, name: str) -> str:
    """The variable of the for-each around a place."""
    offset, known = site.place.offset, site.meaning.names.of(Kind.SHOT)
    around = (one for one in known if one.module is site.module and one.node.start <= offset <= one.node.end)
    own = site.declaration or next(around, None)  # before its brace a shot is not yet around
    values = site.meaning.evaluator.members(own).values() if own is not None and own.loop is not None else ()
    return f"**{name}** — each of {code(shortened(literal(tuple(values))))}" if values else f"**{name}**"


def printed(site: Site, of: str, name: str) -> str:
    """What `{{ of.name }}` prints, as far as that is known."""
    value = (record(site, of) or {}).get(name)
    said = f"**{of}.{name}**" + (f" — {code(shortened(value))}" if value else "")
    return f"{said}\n\n{meaning(KINDS.get(of, Kind.SHOT), name)}".strip()
