"""Which fault of a script strikes which call: the same calls and the same seed give the same faults. Knows no HTTP.

A fault either breaks one call, or is a fate: decided when an order is placed, and met by the job that it becomes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

CallKind = Literal["quote", "queue", "retrieve", "complete", "models", "link", "top-up"]
ANY: tuple[CallKind, ...] = ("queue", "quote", "retrieve", "complete", "models", "link", "top-up")
_BODIED: tuple[CallKind, ...] = ("queue", "quote", "retrieve", "complete")
_QUEUE: tuple[CallKind, ...] = ("queue",)
_LINK: tuple[CallKind, ...] = ("link",)
_TOP_UP: tuple[CallKind, ...] = ("top-up",)

_Count = Annotated[int, Meta(ge=1)]
_Seconds = Annotated[float, Meta(ge=0, le=86400, description="a number of seconds, such as 3 or 0.5")]


class Kind(NamedTuple):
    """What there is to say of a kind of fault: the calls that it can strike, the usual one first, and its own fields."""

    calls: tuple[CallKind, ...]
    fields: tuple[str, ...] = ()
    fate: bool = False


KINDS = {
    "refuse": Kind(ANY, ("seconds",)),
    "reset-before": Kind(ANY),
    "reset-after": Kind(ANY),
    "truncated": Kind(ANY),
    "slow": Kind(ANY, ("seconds",)),
    "late": Kind(ANY, ("seconds",)),
    "unreadable": Kind(ANY),
    "error-before": Kind(ANY, ("status",)),
    "error-after": Kind(ANY, ("status",)),
    "storm": Kind(ANY, ("retry_after",)),
    "too-large": Kind(_BODIED),
    "blocked": Kind(_BODIED, ("seconds",)),
    "link-429": Kind(_LINK),
    "link-410": Kind(_LINK),
    "link-404": Kind(_LINK),
    "settling": Kind(_TOP_UP),
    "poisoned": Kind(_QUEUE, ("refunded",), fate=True),
    "refused-early": Kind(_QUEUE, ("suggested_prompt",), fate=True),
    "refused-late": Kind(_QUEUE, ("refunded", "recommended_model", "suggested_prompt", "flat"), fate=True),
    "rerouted": Kind(_QUEUE, ("to",), fate=True),
    "failed": Kind(_QUEUE, ("refunded",), fate=True),
    "dispatch": Kind(_QUEUE, ("refunded",), fate=True),
    "placeholder": Kind(_QUEUE, fate=True),
    "cut-video": Kind(_QUEUE, fate=True),
    "wrong-type": Kind(_QUEUE, ("type",), fate=True),
    "one-shot": Kind(_QUEUE, fate=True),
    "undelivered": Kind(_QUEUE, fate=True),
    "expires": Kind(_QUEUE, ("seconds",), fate=True),
}
"""Every kind, by its name in a script."""


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One `[[fault]]`: what happens, to which calls (`at`, `every` or `chance`; else to all), at most `times` often.

    `times` of an `undelivered` is how often each such job is not delivered. `seconds` are those of a watch, however
    fast the simulator is. Each `description` says what is right, to those who wrote something else.
    """

    kind: Annotated[str, Meta(description="the name of a kind")]
    call: Annotated[CallKind, Meta(description=f"one of {', '.join(ANY)}")] = "queue"
    at: Annotated[
        _Count | tuple[_Count, ...] | None,
        Meta(description="the number of a call, counted from 1, or a list of them"),
    ] = None
    every: Annotated[_Count | None, Meta(description="a whole number from 1")] = None
    chance: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None, Meta(description="a number from 0 to 1, such as 0.2")
    ] = None
    times: Annotated[_Count | None, Meta(description="a whole number from 1")] = None
    model: Annotated[str | None, Meta(description="the id of a model, in quotes")] = None
    node: Annotated[str | None, Meta(description="the name of a shot, in quotes")] = None
    seconds: Annotated[_Seconds | None, Meta(description="a number of seconds, such as 3 or 0.5")] = None
    status: Annotated[Literal[500, 502, 503, 504], Meta(description="one of 500, 502, 503, 504")] = 500
    retry_after: Annotated[_Seconds | None, Meta(description="a number of seconds, such as 3 or 0.5")] = None
    refunded: Annotated[bool | None, Meta(description="true or false")] = None
    recommended_model: Annotated[str | None, Meta(description="the id of a model, in quotes")] = None
    suggested_prompt: Annotated[str | None, Meta(description="a prompt, in quotes")] = None
    flat: Annotated[bool, Meta(description="true or false")] = False
    to: Annotated[str | None, Meta(description="the id of a model, in quotes")] = None
    type: Annotated[str, Meta(description="a media type in quotes")] = "application/octet-stream"

    @property
    def fate(self) -> bool:
        """Whether it is met by a job, not by a call."""
        return KINDS[self.kind].fate

    @property
    def lasting(self) -> float:
        """Its seconds: one, where the script says nothing."""
        return 1.0 if self.seconds is None else self.seconds


class Script(msgspec.Struct, frozen=True):
    """Faults in the order of their file, and the seed of their chances."""

    faults: tuple[Fault, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """What a fault can tell calls apart by. `node` is the shot's name, where it is known."""

    kind: CallKind
    model: str = ""
    node: str = ""


class Strike(NamedTuple):
    """What a call meets: a fault of its own, and a fate for the job that it orders."""

    fault: Fault | None
    fate: Fault | None


class Faults:
    """Counts the calls of one process, and says which of them meet what. A new process counts from 1 again."""

    def __init__(self, script: Script) -> None:
        """Nobody has called yet."""
        self._rules = [_Rule(fault, script.seed, place) for place, fault in enumerate(script.faults)]

    def strike(self, call: Call) -> Strike:
        """Count a call. Of several faults that fit it, the first in the script strikes; of fates too."""
        struck = [rule.fault for rule in self._rules if rule.fires(call)]
        return Strike(_first(f for f in struck if not f.fate), _first(f for f in struck if f.fate))


class _Rule:
    """A fault with its counters: the calls that its filters let through, and how often it struck."""

    def __init__(self, fault: Fault, seed: int, place: int) -> None:
        self.fault = fault
        self._luck = f"{seed} {place}"
        self._seen = self._struck = 0
        self._most = None if fault.kind == "undelivered" else fault.times

    def fires(self, call: Call) -> bool:
        fault = self.fault
        if (
            fault.call != call.kind
            or fault.model not in {None, call.model}
            or fault.node not in {None, call.node}
        ):
            return False
        self._seen += 1
        if not self._meant() or self._struck == self._most:
            return False
        self._struck += 1
        return True

    def _meant(self) -> bool:
        fault = self.fault
        if fault.at is not None:
            return self._seen in ({fault.at} if isinstance(fault.at, int) else fault.at)
        if fault.every is not None:
            return self._seen % fault.every == 0
        return fault.chance is None or self._drawn() < fault.chance

    def _drawn(self) -> float:
        """A number from 0 to 1 that hangs on the seed, the rule and the number of the call alone."""
        digest = hashlib.sha256(f"{self._luck} {self._seen}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48


def _first(faults: Iterable[Fault]) -> Fault | None:
    return next(iter(faults), None)
