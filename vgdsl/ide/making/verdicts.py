"""What the checker's own rules would say of a node that is only thought of: with another value, or by another model."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from vgdsl.check.attributes import SETTINGS
from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.makers import Maker, origin, program_of
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Origin, Place, Upscale
from vgdsl.program.model import Model
from vgdsl.source import Source, Span

_TRIED = Span(Source("", ""), 0, 0)
"""Where a value stands that is only tried."""


def verdicts(node: Making, model: Model, site: Site) -> Iterator[Diagnostic]:
    """What the rules say of a node if that model makes it; nobody is asked who else might."""
    alone = Catalog.of(site.view.catalog.date, (model,))
    subject = Subject(node, model, program_of(site), alone)
    for rule in RULES:
        yield from rule(subject)


def refuses(maker: Maker, attribute: str, value: object, site: Site) -> bool:
    """Whether the rules would call the value a mistake, where the block of that place says it."""
    node = saying(maker.node, attribute, value, origin(site))
    found = verdicts(node, maker.model, site)
    return any(one.span is _TRIED and one.severity is Severity.ERROR for one in found)


def saying(node: Making, attribute: str, value: object, origin: Origin = Origin.SHOT) -> Making:
    """The node as it would be with that value."""
    places: Mapping[str, Place] = {**node.places, attribute: Place(origin, _TRIED)}
    change: dict[str, Any] = {"places": places}
    if isinstance(node, Upscale) and attribute in SETTINGS:
        change["settings"] = {**node.settings, attribute: value}
    elif attribute in node.__struct_fields__:
        change[attribute] = value
    return msgspec.structs.replace(node, **change)
