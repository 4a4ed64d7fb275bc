"""One thing that was looked at: how it stands, and what to do about it. Looks at nothing itself."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec


class State(StrEnum):
    """`note` is worth knowing and stops nothing; a `problem` stops some of the work."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Line(msgspec.Struct, frozen=True):
    """What was found. `remedy` is what to do, a command where there is one; `facts` are the same for machines."""

    topic: str
    state: State
    says: str
    remedy: str = ""
    facts: Mapping[str, Any] = {}


def ok(topic: str, says: str, **facts: Any) -> Line:
    return Line(topic, State.OK, says, facts=facts)


def note(topic: str, says: str, remedy: str = "", **facts: Any) -> Line:
    return Line(topic, State.NOTE, says, remedy, facts)


def problem(topic: str, says: str, remedy: str = "", **facts: Any) -> Line:
    return Line(topic, State.PROBLEM, says, remedy, facts)
