"""What templates see and how they fail. Knows no jinja2, no tree and no scope."""

from collections.abc import Callable, Mapping
from typing import Any

LONGEST = 50_000  # characters of a finished text; the longest prompt any model takes is 20,000

Value = str | int | float | bool | list[Any]
Lookup = Callable[[str], object]
"""The value of a name, or None where there is no such name."""


class Record:
    """`film`, `shot` or `scene` in a template: named values and nothing else."""

    __slots__ = ("label", "values")

    def __init__(self, label: str, values: Mapping[str, object]) -> None:
        self.label = label
        self.values = values

    def get(self, name: str) -> "Value | Record | None":
        value = self.values.get(name)
        return value if value is None or isinstance(value, Record) else plain(value)


class TemplateError(Exception):
    """A template that cannot be used.

    `name` is what is unknown or refused, `of` the record that lacks it and `known` what that has; `kind` is what a name
    is that has no value; `line` counts from 1.
    """

    def __init__(
        self,
        reason: str,
        *,
        name: str = "",
        of: Record | None = None,
        kind: str = "",
        line: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name
        self.of = of.label if of is not None else ""
        self.known = tuple(of.values) if of is not None else ()
        self.kind = kind
        self.line = line


class Poisoned(Exception):  # noqa: N818 - not an error: the mistake was reported where it was made
    """A template uses a value that is itself mistaken."""


def plain(value: object) -> Value:
    """A value of the language as templates see it: texts, numbers, true and false, lists; the rest as it is written."""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return str(value)


def shown(value: object) -> str:
    """A value as a template prints it: lists with commas, `true` and `false` as they are written."""
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
