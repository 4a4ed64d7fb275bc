"""What calls make: `image("p")`, `at(...)`, `clip(...)`, `music(...)`. Knows their arguments; knows no scope."""

from collections.abc import Callable, Mapping
from typing import Any

from vgdsl.check import synonyms
from vgdsl.check.attributes import ARGUMENTS, OPTIONAL_ARGUMENTS
from vgdsl.check.declarations import Module
from vgdsl.check.findings import Findings
from vgdsl.check.spelling import nearest
from vgdsl.check.steps import EDGES, written
from vgdsl.check.value_types import Fields, Type
from vgdsl.program.entities import Dissolve, Music, Part
from vgdsl.program.values import Duration, Keyframe, Move
from vgdsl.source import Span
from vgdsl.syntax import tree

Typed = Callable[[tree.Value, Type, str], object]
"""A value as its type keeps it; None where it does not fit, which was reported."""


def arguments(
    call: tree.Call, name: str, module: Module, typed: Typed, findings: Findings
) -> Mapping[str, Any] | None:
    """What a call is given, by the names of its signature; None where something is wrong, which is reported."""
    signature = ARGUMENTS[name]
    bound = _bind(call, name, module, findings)
    if bound is None:
        return None
    values = {key: typed(value, signature[key], f"{name}: {key}") for key, value in bound.items()}
    return None if any(value is None for value in values.values()) else values


def record(
    call: tree.Call, module: Module, value: Callable[[tree.Value], object], findings: Findings
) -> Fields | None:
    """What `record(...)` is given, by any names; None where something is wrong, which is reported."""
    values: dict[str, object] = {}
    for argument in call.arguments:
        name = argument.name.text if argument.name else ""
        if not name or name in values:
            fault = {"twice": name} if name else {"unnamed": "yes"}
            findings.add("VG304", module.span(argument.name or argument), {"call": "record", **fault})
            return None
        values[name] = value(argument.value)
    return None if any(one is None for one in values.values()) else Fields(tuple(values.items()))


def refuse(call: tree.Call, member: tree.Member, module: Module, findings: Findings) -> None:
    """Only `frame` is called on something, not `opening.fraem(2s)`, `opening.last_frame()` or `opening.wave()`."""
    if near := nearest(member.name, ("frame",)):
        facts = {"name": written(call.function, member, module), "member": member.name}
        findings.add("VG215", module.span(member), facts, write=near)
        return
    name = module.span(call.function).text
    findings.add("VG206", module.span(call), {"name": name}, write=name if member.name in EDGES else None)


def _bind(call: tree.Call, name: str, module: Module, findings: Findings) -> Mapping[str, tree.Value] | None:
    """Positional arguments in the order of the signature, then named ones."""
    signature = ARGUMENTS[name]
    order = list(signature)
    bound: dict[str, tree.Value] = {}
    wrong = False
    facts = {"call": name, "takes": ", ".join(order)}
    for place, argument in enumerate(call.arguments):
        key = argument.name.text if argument.name else order[place] if place < len(order) else ""
        span = module.span(argument.name or argument)
        if key not in signature:
            wrong = True
            if module.damaged(call):  # what it is given may belong to others
                continue
            near = synonyms.argument(key, order) if key else None
            findings.add("VG304", span, {**facts, "argument": key, "many": "" if key else "yes"}, write=near)
            continue
        if key in bound:
            findings.add("VG304", span, {**facts, "twice": key})
            return None
        bound[key] = argument.value
    if wrong:
        return None
    missing = [key for key in order if key not in bound and key not in OPTIONAL_ARGUMENTS]
    if missing:
        write = "dissolve(0.5s)" if name == "dissolve" else None
        if not module.damaged(call):
            findings.add("VG304", module.span(call), {**facts, "missing": ", ".join(missing)}, write=write)
        return None
    return bound


_MAKERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "at": lambda given: Keyframe(given["time"], given["image"]),
    "move": lambda given: Move(**given),
    "clip": lambda given: Part(given["clip"], given.get("in"), given.get("out")),
    "dissolve": lambda given: Dissolve(given["duration"]),
    "music": lambda given: Music(given["audio"], **{k: v for k, v in given.items() if k != "audio"}),
}


def make(name: str, given: Mapping[str, Any], span: Span, findings: Findings) -> object:
    """What the call `name` means with these arguments; None where they contradict each other, which is reported."""
    if name == "clip" and "out" in given and given["out"] <= given.get("in", Duration(0)):
        findings.add("VG311", span, {"in": str(given.get("in", "0s")), "out": str(given["out"])})
        return None
    return _MAKERS[name](given)
