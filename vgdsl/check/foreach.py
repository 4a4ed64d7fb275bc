"""The shots of a for-each: one for each value of its list, named by it. Knows no attributes."""

from collections.abc import Mapping

import msgspec

from vgdsl.check.declarations import Declaration
from vgdsl.check.findings import Findings
from vgdsl.check.records import shown
from vgdsl.check.value_types import PLAIN, Clips, describe
from vgdsl.program.values import Clip
from vgdsl.source import Span
from vgdsl.syntax import tree

SCALARS = (str, int, float, *PLAIN)


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
        if not isinstance(value, SCALARS):
            findings.add("VG309", at, {"name": shot.name, "found": describe(value)})
        elif name in found:
            findings.add("VG310", at, {"value": key(value), "name": shot.name})
        else:
            found[name] = value
    return found


def one(shots: Clips, value: object, place: Span, findings: Findings) -> Clip | None:
    """The shot for a value, which is written at `place`; None where there is none, which is reported."""
    word = key(value) if isinstance(value, SCALARS) else describe(value)
    name = f"{shots.shot}[{word}]"
    if name in shots.names:
        return Clip(name)
    if findings.said("VG217", place):  # by another of 100,000 shots
        return None
    keys = [other[len(shots.shot) + 1 : -1] for other in shots.names]
    facts = {"name": shots.shot, "value": word, "known": ", ".join(keys[:8])}
    findings.add("VG217", place, facts, write=findings.nearest(word, keys))
    return None


def key(value: object) -> str:
    """A value as it stands in the brackets of a name: `"Rome"`, `5`, `3s`."""
    return msgspec.json.encode(value).decode() if isinstance(value, str) else shown(value)
