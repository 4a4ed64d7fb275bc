"""The shots of a for-each: one for each value of its list, named by it. Knows no attributes."""

import json
from collections.abc import Mapping

from vgdsl.check.declarations import Declaration
from vgdsl.check.findings import Findings
from vgdsl.check.records import shown
from vgdsl.check.value_types import PLAIN, describe
from vgdsl.syntax import tree

_SCALARS = (str, int, float, *PLAIN)


def members(shot: Declaration, loop: tree.Loop, values: object, findings: Findings) -> Mapping[str, object]:
    """The values by the names of their shots; those that cannot have one are reported and left out."""
    span = shot.module.span(loop.values)
    if values is None:
        return {}
    if not isinstance(values, tuple) or not values:
        empty = "yes" if values == () else ""
        findings.add("VG309", span, {"name": shot.name, "found": describe(values), "empty": empty})
        return {}
    items = loop.values.items if isinstance(loop.values, tree.List) else ()
    found: dict[str, object] = {}
    for place, value in enumerate(values):
        name = f"{shot.name}[{key(value)}]"
        at = shot.module.span(items[place]) if place < len(items) else span
        if not isinstance(value, _SCALARS):
            findings.add("VG309", at, {"name": shot.name, "found": describe(value)})
        elif name in found:
            findings.add("VG310", at, {"value": key(value), "name": shot.name})
        else:
            found[name] = value
    return found


def key(value: object) -> str:
    """A value as it stands in the brackets of a name: `"Rome"`, `5`, `3s`."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else shown(value)
