"""Reads `options` blocks: fields of a request that the language has no attribute for. Knows no models and no precedence."""

from msgspec import Struct

from vgdsl.check.attributes import OWNED
from vgdsl.check.declarations import Declaration
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.here import Here
from vgdsl.check.records import plain
from vgdsl.check.value_types import PLAIN, Fields, describe
from vgdsl.diagnostics import Severity
from vgdsl.program.values import Media
from vgdsl.syntax import tree

QUOTED = frozenset({"reference_image_count", "reference_video_total_duration"})
"""Fields of a price quote, which an order refuses."""

ABSENT = QUOTED | {
    "camera_fixed",
    "cfg_scale",
    "fps",
    "image_urls",
    "input_height",
    "motion_score",
    "safe_mode",
    "seed",
}
"""Fields that other services or older guides have, and that an order refuses (probes and guides, August 2026).

Only warned of: `options` is there for what is newer than this program, and an order refused at once costs nothing.
"""

_WITHIN = (*PLAIN, Media)
_SAYABLE = "a text, a number, true or false, media, a list or a record"
_LONGEST_VIEWER = 128
_VIEWER = f"a text of 1 to {_LONGEST_VIEWER} plain ASCII characters without `||`"
"""`anon_user_id` (Venice video skill, September 2026)."""


def options(declaration: Declaration, here: Here, evaluator: Evaluator) -> dict[str, object]:
    """The `options` of a block, as they go into the request; names that the language writes itself are refused."""
    found: dict[str, object] = {}
    for block in declaration.block.items:
        if type(block) is tree.Block and block.keyword.text == "options":
            for item in block.items:
                if isinstance(item, tree.Attribute):
                    _option(item, found, here, evaluator)
                else:
                    word = item.path if isinstance(item, tree.Import) else item.keyword
                    span = here.module.span(word)
                    evaluator.findings.add(
                        "VG208", span, {"name": span.text, "kind": "options", "inside": "yes"}
                    )
    return found


def _option(item: tree.Attribute, found: dict[str, object], here: Here, evaluator: Evaluator) -> None:
    name, span, findings = item.name.text, here.module.span(item.name), evaluator.findings
    if name in OWNED:
        findings.add("VG317", span, {"name": name, "attribute": OWNED[name]})
        return
    if name in found:
        findings.add("VG203", span, {"name": name})
        return
    if name in ABSENT:
        facts = {"name": name, "quoted": "yes" if name in QUOTED else ""}
        findings.add("VG322", span, facts, severity=Severity.WARNING)
    value = evaluator.value(item.value, here)
    if value is None:
        return
    if (fault := _fault(name, value)) is not None:
        code, facts = fault
        place = here.module.span(item.value)
        findings.add(code, place, {"attribute": name, "text": place.text, **facts})
        return
    found[name] = _json(value)


def _fault(name: str, value: object) -> tuple[str, dict[str, str]] | None:
    """What no JSON can say; and a viewer's name as the service does not take it: its code and facts."""
    odd = _odd(value)
    if odd is not None:
        return "VG301", {"found": describe(odd), "expected": _SAYABLE}
    if name != "anon_user_id":
        return None
    if not isinstance(value, str):
        return "VG301", {"found": describe(value), "expected": _VIEWER}
    printable = value.isascii() and value.isprintable() and "||" not in value
    return None if printable and 0 < len(value) <= _LONGEST_VIEWER else ("VG303", {"expected": _VIEWER})


def _odd(value: object) -> object:
    """The first part of a value that no JSON can say; None where all of it can be said."""
    if isinstance(value, Fields):
        value = tuple(one for _, one in value.values)
    if isinstance(value, tuple):
        return next((odd for one in value if (odd := _odd(one)) is not None), None)
    return value if isinstance(value, Declaration | Struct) and not isinstance(value, _WITHIN) else None


def _json(value: object) -> object:
    """The value as a request has it; media stay, for whoever sends it puts bytes or addresses in their place."""
    if isinstance(value, Media):
        return value
    if isinstance(value, Fields):
        return {name: _json(one) for name, one in value.values}
    return [_json(one) for one in value] if isinstance(value, tuple) else plain(value)
