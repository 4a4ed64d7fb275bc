"""The ways in which the API says no, word for word as far as they are published. Knows no rule and no job."""

from collections.abc import Iterable, Sequence
from typing import Any

Issue = dict[str, Any]
"""One objection, as Zod words it: `code`, `message`, `path`, and what was expected and received."""

Path = tuple[str | int, ...]

_COUNTED = frozenset(range(400, 500)) - {429}

UNKNOWN_ID = "Request ID is invalid."
GONE = "Media could not be found. Request may be invalid, expired, or deleted."


class Refusal(Exception):  # noqa: N818  an answer of the API, not a fault of ours
    """An answer other than 200, to be sent as it is. `counted`: whether it uses up the failure budget."""

    def __init__(
        self,
        status: int,
        body: dict[str, Any],
        headers: dict[str, str] | None = None,
        *,
        counted: bool = True,
    ) -> None:
        """Keep all parts as arguments."""
        super().__init__(status, body)
        self.status, self.body, self.headers = status, body, headers or {}
        self.counted = counted and status in _COUNTED


def plain(status: int, text: str, *, counted: bool = True) -> Refusal:
    """An answer whose body is one sentence."""
    return Refusal(status, {"error": text}, counted=counted)


def invalid(issues: Sequence[Issue]) -> Refusal:
    """The 400 for a request with issues: as a list, and as a tree of messages by field."""
    return Refusal(
        400, {"error": "Invalid request parameters", "details": _tree(issues), "issues": list(issues)}
    )


def too_large() -> Refusal:
    """The 413. It does not count as a failed attempt."""
    text = "The request payload is too large. Please reduce the size of your request."
    return Refusal(413, {"code": "PAYLOAD_TOO_LARGE", "error": text}, counted=False)


def custom(path: Path, message: str) -> Issue:
    """An objection that only this model or this combination has."""
    return {"code": "custom", "message": message, "path": list(path)}


def unsupported(field: str) -> Issue:
    """The objection to a field that the model does not take."""
    return custom((field,), f"This model does not support {field}")


def required(path: Path, expected: str = "string") -> Issue:
    """The objection to a field that is missing."""
    return {
        "code": "invalid_type",
        "expected": expected,
        "received": "undefined",
        "path": list(path),
        "message": "Required",
    }


def wrong_type(path: Path, expected: str, value: object) -> Issue:
    """The objection to a value of another JSON type."""
    received = json_type(value)
    if expected == "integer" and received == "number":
        received = "float"
    text = f"Expected {expected}, received {received}"
    return {
        "code": "invalid_type",
        "expected": expected,
        "received": received,
        "path": list(path),
        "message": text,
    }


def not_among(path: Path, allowed: Iterable[str], received: str) -> Issue:
    """The objection to a value outside a list; `expected` spells the list as `'5s' | '10s'`."""
    expected = " | ".join(f"'{value}'" for value in allowed)
    text = f"Invalid enum value. Expected {expected}, received '{received}'"
    return {
        "code": "invalid_enum_value",
        "expected": expected,
        "received": received,
        "path": list(path),
        "message": text,
    }


def unrecognized(path: Path, keys: Sequence[str]) -> Issue:
    """The objection to fields that do not exist."""
    named = ", ".join(f"'{key}'" for key in keys)
    text = f"Unrecognized key(s) in object: {named}"
    return {"code": "unrecognized_keys", "keys": list(keys), "path": list(path), "message": text}


def out_of_bounds(path: Path, kind: str, *, least: float | None = None, most: float | None = None) -> Issue:
    """The objection to a text, list or number that is too small (`least` is given) or too big (`most`)."""
    code, word, bound = ("too_small", "least", least) if least is not None else ("too_big", "most", most)
    text = {
        "string": f"String must contain at {word} {bound} character(s)",
        "array": f"Array must contain at {word} {bound} element(s)",
        "number": f"Number must be {'greater' if least is not None else 'less'} than or equal to {bound}",
    }[kind]
    limit = {"minimum": bound} if least is not None else {"maximum": bound}
    return {
        "code": code,
        **limit,
        "type": kind,
        "inclusive": True,
        "exact": False,
        "message": text,
        "path": list(path),
    }


def json_type(value: object) -> str:
    """The name that JavaScript has for a JSON value's type."""
    if value is None:
        return "null"
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def _tree(issues: Iterable[Issue]) -> dict[str, Any]:
    tree: dict[str, Any] = {"_errors": []}
    for issue in issues:
        branch = tree
        for step in issue["path"]:
            branch = branch.setdefault(str(step), {"_errors": []})
        branch["_errors"].append(issue["message"])
    return tree
