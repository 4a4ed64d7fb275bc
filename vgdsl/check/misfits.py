"""Says why a value is not of its type, and what its author probably meant. Knows no attributes and no tree."""

import re
from collections.abc import Collection

from vgdsl.check import quantities, synonyms
from vgdsl.check.declarations import Declaration
from vgdsl.check.findings import Findings
from vgdsl.check.spelling import nearest
from vgdsl.check.value_types import Clips, Type, describe
from vgdsl.program.values import Clip, Edge, Factor, Frame, Media, MediaKind
from vgdsl.source import Span

_SHAPES = (("16:9", 16 / 9), ("9:16", 9 / 16), ("4:3", 4 / 3), ("3:4", 3 / 4), ("1:1", 1.0), ("21:9", 21 / 9))
_SHAPE_BREADTH = 0.02
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)([a-z]*)")


def misfit(
    findings: Findings, type_: Type, value: object, span: Span, attribute: str, *, known: Collection[str] = ()
) -> None:
    """Report a value that does not fit. `attribute` names what it was for; `known` are the names that values can use."""
    facts = {"attribute": attribute, "expected": type_.words, "found": describe(value), "text": _short(span)}
    if type_.convert(value) is not None:
        findings.add("VG303", span, facts, write=_nearest_bound(type_, span.text))
        return
    if isinstance(value, Clips) and type_.convert(Clip("")) is not None:
        one = span.text + value.example
        findings.add("VG214", span, {**facts, "name": value.shot, "one": one}, write=one)
        return
    if type_.choices and isinstance(value, str):
        facts["found"] = f"`{value}`"
    listed = type_.item is not None and type_.item.convert(value) is not None
    if isinstance(value, Declaration) and not listed:
        wanted = type_.kind.phrase if type_.kind else ""
        findings.add("VG204", span, {**facts, "name": value.name, "wanted": wanted})
        return
    findings.add("VG301", span, facts, write=_meant(type_, value, span.text, known))


def _short(span: Span) -> str:
    text = " ".join(span.text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 - what one line of a message can hold


def _nearest_bound(type_: Type, text: str) -> str | None:
    """The bound that a number is beyond, in its unit; None for what is written as anything but a number."""
    number = _NUMBER.fullmatch(text)
    if number is None:
        return None
    bound = type_.low if number[1].startswith("-") or float(number[1]) < (type_.low or 0) else type_.high
    return None if bound is None else f"{bound:g}{number[2]}"


def _meant(type_: Type, value: object, text: str, known: Collection[str]) -> str | None:
    """What would fit in its place, or None."""
    if type_.item is not None and type_.item.convert(value) is not None:
        return f"[{text}]"
    if isinstance(value, Factor) and type_.convert(value.times) is not None:
        return str(value.times)
    if isinstance(value, Clip):
        return f"{text}.last_frame" if type_.convert(Frame(value, Edge.LAST)) is not None else None
    if isinstance(value, Media) and value.kind is MediaKind.VIDEO:
        return f"{text}.first_frame" if type_.convert(Frame(value, Edge.FIRST)) is not None else None
    if isinstance(value, str):
        return _meant_text(type_, value, text, known)
    if isinstance(value, int | float):
        if value in {0, 1} and type_.convert(True) is not None:
            return "true" if value else "false"
        if (shape := _shape(value)) and type_.convert(quantities.read(shape)) is not None:
            return shape
        guesses = (f"{text}s", f"${text}", f"{text}fps", f"{text}x", f"{text}p")
        return next((g for g in guesses if type_.convert(quantities.read(g)) is not None), None)
    return None


def _shape(value: float) -> str | None:
    """The ratio that a number nearly is."""
    return next((text for text, ratio in _SHAPES if abs(value - ratio) < _SHAPE_BREADTH), None)


def _meant_text(type_: Type, value: str, text: str, known: Collection[str]) -> str | None:
    if type_.choices:
        return nearest(value, type_.choices)
    if type_.convert(True) is not None:
        return next((word for word in synonyms.values(value) if word in {"true", "false"}), None)
    quantity = quantities.read(value)
    if quantity is not None and type_.convert(quantity) is not None:
        return value
    if value.partition(".")[0] in known and re.fullmatch(r"\w+(?:\.\w+)*", value):
        return value
    if not re.search(r"/|\.\w{2,4}$", value):
        return None
    kinds = (kind for kind in MediaKind if type_.convert(Media(kind, path=value)) is not None)
    return next((f"{kind}({text})" for kind in kinds), None)
