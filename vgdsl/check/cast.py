"""Makes elements and locations. Knows their attributes; knows no shots and no models."""

from collections.abc import Mapping
from typing import Any

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.here import Here
from vgdsl.check.layers import attributes
from vgdsl.check.records import Record
from vgdsl.program.entities import Element, Location
from vgdsl.source import Span


def values(declaration: Declaration, evaluator: Evaluator, film: Record) -> tuple[dict[str, Any], set[str]]:
    """What a block says, without what is mistaken; and all that it tries to say."""
    table = ATTRIBUTES[declaration.kind]
    here = Here(declaration.module, {}, {"film": film})
    written = attributes(declaration, table, evaluator.findings)
    typed = {name: evaluator.typed(item.value, table[name], here, name) for name, item in written.items()}
    return {name: value for name, value in typed.items() if value is not None}, set(written)


def elements(evaluator: Evaluator, film: Record) -> Mapping[str, Element]:
    declared = evaluator.names.of(Kind.ELEMENT)
    return {d.name: Element(name=d.name, places=_places(d), **_said(d, evaluator, film)) for d in declared}


def _said(declaration: Declaration, evaluator: Evaluator, film: Record) -> dict[str, Any]:
    """What a block says; what it says by a name that is none may be its description."""
    before = evaluator.findings.count
    said, _ = values(declaration, evaluator, film)
    return said if evaluator.findings.count == before else {"description": declaration.name, **said}


def locations(evaluator: Evaluator, film: Record) -> Mapping[str, Location]:
    """Locations; `image` is the first of `images`."""
    made = {}
    for declaration in evaluator.names.of(Kind.LOCATION):
        said = _said(declaration, evaluator, film)
        images = (*((said["image"],) if "image" in said else ()), *said.get("images", ()))
        description = said.get("description", "")
        made[declaration.name] = Location(declaration.name, description, images, _places(declaration))
    return made


def _places(declaration: Declaration) -> Mapping[str, Span]:
    module = declaration.module
    written = {item.name.text: module.span(item.value) for item in declaration.block.attributes}
    return {"": declaration.span, **written}
