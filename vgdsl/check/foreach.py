"""The shots of a for-each: one for each value of its list, named by it. Knows no attributes."""

import re
from collections.abc import Mapping

import msgspec

from vgdsl.check.declarations import Declaration
from vgdsl.check.findings import Findings
from vgdsl.check.records import shown
from vgdsl.check.value_types import PLAIN, Clips, describe
from vgdsl.diagnostics import Edit
from vgdsl.program.values import Clip
from vgdsl.source import Span
from vgdsl.syntax import tree

_NEAR = 80  # characters before a value of a list in which its comma stands
_MOST_COUNTED = 20

SCALARS = (str, int, float, *PLAIN)


def members(shot: Declaration, loop: tree.Loop, values: object, findings: Findings) -> Mapping[str, object]:
    """The values by the names of their shots; those that cannot have one are reported and left out."""
    span = shot.module.span(loop.values)
    if values is None:
        return {}
    if not isinstance(values, tuple) or not values:
        empty = "yes" if values == () else ""
        facts = {"name": shot.name, "found": describe(values), "empty": empty}
        findings.add("VG309", span, facts, write=_listed(values, span.text))
        return {}
    items = loop.values.items if isinstance(loop.values, tree.List) else ()
    found: dict[str, object] = {}
    for place, value in enumerate(values):
        name = f"{shot.name}[{key(value)}]"
        at = shot.module.span(items[place]) if place < len(items) else span
        if not isinstance(value, SCALARS):
            findings.add("VG309", at, {"name": shot.name, "found": describe(value)})
        elif name in found:
            edit = _without(at) if at is not span else None
            findings.add("VG310", at, {"value": key(value), "name": shot.name}, edit=edit)
        else:
            found[name] = value
    return found


def _listed(value: object, text: str) -> str | None:
    """A list for one value: the numbers up to it, or itself alone."""
    if type(value) is int and 0 < value <= _MOST_COUNTED:
        return f"[{', '.join(str(number) for number in range(1, value + 1))}]"
    return f"[{text}]" if isinstance(value, SCALARS) and type(value) is not int else None


def _without(item: Span) -> Edit | None:
    """A list without one of its values, which is not the first."""
    before = re.search(r",\s*$", item.source.text[max(0, item.start - _NEAR) : item.start])
    return Edit(Span(item.source, item.start - len(before[0]), item.end), "") if before else None


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
