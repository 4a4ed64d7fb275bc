"""Reads a fault script, a TOML file, and says everything that is wrong in it. Strikes nothing."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from vgdsl.check.spelling import nearest
from vgdsl.providers.simulator.faults.faults import KINDS, Fault, Kind, Script

_TYPES = get_type_hints(Fault, include_extras=True)
_OWN = {name for kind in KINDS.values() for name in kind.fields}
"""Fields that only some kinds have."""

_NAMELESS = {"model": ("models",), "node": ("models", "quote")}
"""Filters, each with the calls that do not tell what it asks for."""

_WHEN = ("at", "every", "chance")


class ScriptError(Exception):
    """A fault script with mistakes; the text is all of them, one a line."""


def read_script(path: Path) -> Script:
    """Read the script at `path`. Raises ScriptError, and OSError where there is no file to read."""
    try:
        data = tomllib.loads(path.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path} is no TOML: {error}") from None
    if mistakes := [f"{path}: {mistake}" for mistake in _mistakes(data)]:
        raise ScriptError("\n".join(mistakes))
    return _script(data)


def _script(data: Mapping[str, Any]) -> Script:
    return Script(tuple(map(_fault, data.get("fault", []))), data.get("seed", 0))


def _fault(data: Mapping[str, Any]) -> Fault:
    return msgspec.convert({"call": KINDS[data["kind"]].calls[0], **data}, Fault)


def _mistakes(data: Mapping[str, Any]) -> Iterator[str]:
    for name in data.keys() - {"seed", "fault"}:
        yield _unknown(name, ("seed", "fault"), 'a script has "seed" and [[fault]]')
    seed, faults = data.get("seed", 0), data.get("fault", [])
    if isinstance(seed, bool) or not isinstance(seed, int):
        yield f"seed = {_shown(seed)}: should be a whole number"
    if not isinstance(faults, list) or not all(isinstance(fault, dict) for fault in faults):
        yield "fault: should be tables, each headed by [[fault]]"
        return
    for number, fault in enumerate(faults, 1):
        kind = fault.get("kind")
        where = f"fault {number}" + (f" ({kind})" if isinstance(kind, str) and kind in KINDS else "")
        yield from (f"{where}: {mistake}" for mistake in _of_fault(fault))


def _of_fault(fault: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fault.items():
        if name not in _TYPES:
            yield _unknown(name, _TYPES, f"a fault has {', '.join(_TYPES)}")
        elif not _right(name, value):
            yield f"{name} = {_shown(value)}: should be {_TYPES[name].__metadata__[0].description}"
    when = [name for name in _WHEN if name in fault]
    if len(when) > 1:
        yield f"{' and '.join(when)} exclude each other: keep one of them"
    kind = fault.get("kind")
    if kind is None:
        yield f"kind is missing: one of {', '.join(KINDS)}"
    elif isinstance(kind, str) and kind not in KINDS:
        yield _unknown(kind, KINDS, f"one of {', '.join(KINDS)}", "kind = ")
    elif isinstance(kind, str):
        yield from _of_kind(KINDS[kind], kind, fault)


def _of_kind(known: Kind, kind: str, fault: Mapping[str, Any]) -> Iterator[str]:
    """What is right in itself, but not for this kind of fault."""
    for name in fault:
        if name in _OWN - set(known.fields):
            own = f"its own are {', '.join(known.fields)}" if known.fields else "it has none of its own"
            yield f"{name}: {kind} has no such field; {own}"
    call = fault.get("call")
    if call is not None and _right("call", call) and call not in known.calls:
        yield f"call = {_shown(call)}: {kind} strikes {' or '.join(known.calls)}"
    for name, calls in _NAMELESS.items():
        if name in fault and call in calls:
            yield f"{name}: a {call} call tells no {name}, so this would never strike; leave it out"


def _right(name: str, value: object) -> bool:
    try:
        msgspec.convert(value, _TYPES[name])
    except msgspec.ValidationError:
        return False
    return True


def _unknown(name: str, known: Mapping[str, Any] | tuple[str, ...], ways: str, before: str = "") -> str:
    close = nearest(name, known)
    return f'{before}"{name}" is not known: ' + (f'did you mean "{close}"?' if close else ways)


def _shown(value: object) -> str:
    """A value as TOML would spell it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
