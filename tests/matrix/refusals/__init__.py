"""Every documented refusal that can be foreseen, as data: where it is documented, how a scene falls into it, what is said.

A refusal is a function that spoils a valid scene, and answers None where the scene's model cannot fall into it; the
decorator says the rest. Sections are those of the API's digest (`api`) and of its later facts (`later`, which win).
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import msgspec
from scenes import Scene

Body = Mapping[str, Any]
Spoil = Callable[[Scene], Scene | None]
Wire = Callable[[dict[str, Any], Scene], dict[str, Any] | None]


class Refusal(msgspec.Struct, frozen=True):
    """One documented refusal.

    `status` is the service's; `late` where it comes only after the charge. `code` and `at` (an attribute; "" is the
    node's name) are the checker's diagnostic and its place, `marked` the part of the value that is pointed at. Where
    the language cannot say it at all, `code` is "" and the refusal is known on the wire only. `why` explains a refusal
    that is not caught. `megabytes` are a cost: such refusals are tried on few models where time matters.
    """

    told: str
    group: str
    documented: str
    spoil: Spoil
    code: str = ""
    at: str = ""
    marked: str | None = None
    status: int = 400
    late: bool = False
    wire: Wire | None = None
    why: str = ""
    megabytes: bool = False

    @property
    def sayable(self) -> bool:
        return bool(self.code)


REFUSALS: dict[str, Refusal] = {}

GROUPS = {
    "measures": "length, shape, resolution, sound",
    "words": "prompts",
    "frames": "frames, sources, soundtracks",
    "shown": "references and elements",
    "direction": "key frames, cameras, switches, options",
    "media": "files and addresses",
    "upscaling": "what enlarges and mends",
    "wire": "what no scene can say",
}
"""The modules of refusals, and what the table calls each."""


def _group(function: Callable[..., Any]) -> str:
    return function.__module__.rpartition(".")[2]


def refused(documented: str, code: str, at: str = "", **more: Any) -> Callable[[Spoil], Spoil]:
    """Note a refusal: the function's name in words is what the table calls it."""

    def note(spoil: Spoil) -> Spoil:
        told = spoil.__name__.replace("_", " ").strip()
        REFUSALS[told] = Refusal(told, _group(spoil), documented, spoil, code, at, **more)
        return spoil

    return note


def unsayable(documented: str, *, status: int = 400) -> Callable[[Wire], Wire]:
    """Note a refusal that no scene can provoke; the function makes a body that does."""

    def note(wire: Wire) -> Wire:
        told = wire.__name__.replace("_", " ").strip()
        REFUSALS[told] = Refusal(
            told, _group(wire), documented, lambda scene: scene, status=status, wire=wire
        )
        return wire

    return note


def every() -> Iterator[Refusal]:
    """All refusals, in the order in which they are written down."""
    for group in GROUPS:
        import_module(f"refusals.{group}")
    yield from REFUSALS.values()
