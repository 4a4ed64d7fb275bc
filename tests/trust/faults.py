"""The provider and the way to it fail: every kind of fault that the simulator knows, at every request of the film's run."""

from decimal import Decimal

import proof
from case import Case, Row
from film import JOBS
from project import RUN, STRUCK, Desk, Hurt, Project

from vgdsl.providers.simulator.faults.faults import KINDS

ANSWER_LOST = "an order is charged, its answer never comes"
CUT_OFF = "an order breaks off, or meets a 5xx, before the charge"
TURNED_AWAY = "an order finds no connection, a limiter, or a slow answer"
READ = "a quote, a question or a download goes wrong"
UNDELIVERED = "a job is refused, fails, expires or is no video"
ODD = "a clip is handed out once, late, or as another type"

_LOST = {"reset-after", "truncated", "late", "unreadable", "error-after"}
"""Faults in which an order is accepted, and the answer does not come."""
_DARK = {"reset-before", "error-before"}
"""Faults in which it is not, which nobody can tell from the others."""
_FAILING = {
    "poisoned",
    "refused-early",
    "refused-late",
    "failed",
    "dispatch",
    "placeholder",
    "cut-video",
    "expires",
}
"""Fates in which the provider itself does not deliver what was ordered."""
_REFUSED = {("too-large", "queue")}
"""Faults that turn an order down for good, and by which call."""
_CALLS = ("quote", "queue", "retrieve", "link")
_STRIDES = {"quote": 12, "retrieve": 16, "link": 8}
"""Calls that may be repeated are many; where time is short, not each of them is struck."""
_IMPATIENT = 1.0
"""Seconds that the client waits for an answer here."""
_SECONDS = {"late": 2.5, "slow": 0.1, "refuse": 0.1, "blocked": 0.1, "expires": 0.0}


def rows() -> tuple[Row, ...]:
    return tuple(
        _row(kind, call, refunded)
        for kind, facts in KINDS.items()
        for call in facts.calls
        if call in _CALLS
        for refunded in ((True, False) if "refunded" in facts.fields else (None,))
    )


def _row(kind: str, call: str, refunded: bool | None) -> Row:
    name = f"{kind}-{call}" + {True: "-refunded", False: "-kept", None: ""}[refunded]
    what = _what(kind, call)
    fate = KINDS[kind].fate

    def attempt(desk: Desk, number: int) -> Case | None:
        project = desk.project(f"{name}-{number}", _script(kind, call, number, refunded))
        first = project.run(_impatient())
        if not (project.account / STRUCK).exists():
            return None
        wrong = _first(project, first, kind, call)
        desk.serve(project)
        found = proof.look(
            project,
            project.run(words=(*RUN, *_again(project))),
            failing=int(kind in _FAILING or (kind, call) in _REFUSED),
            exact=not (kind == "poisoned" and refunded),
        )
        for each in wrong:
            found = proof.also(found, each)
        return Case(what, found, project.said())

    return Row(name, attempt, (what,), cases=len(JOBS) if fate else None, stride=_STRIDES.get(call, 1))


def _what(kind: str, call: str) -> str:
    if KINDS[kind].fate:
        return UNDELIVERED if kind in _FAILING else ODD
    if call != "queue":
        return READ
    return ANSWER_LOST if kind in _LOST else CUT_OFF if kind in _DARK else TURNED_AWAY


def _again(project: Project) -> list[str]:
    """The words that agree to pay once more for what failed and was not given back."""
    lost = [p.job for p in proof.purchases(project) if p.phase in proof.ENDED and Decimal(p.counted)]
    return [word for job in lost for word in ("--again", job)]


def strikes(row: Row) -> str:
    """What a row's faults hit: an order, a read, or a job."""
    return {READ: "read", UNDELIVERED: "job", ODD: "job"}.get(row.lines[0], "order")


def _script(kind: str, call: str, number: int, refunded: bool | None) -> str:
    lines = ["[[fault]]", f'kind = "{kind}"', f'call = "{call}"', f"at = {number}"]
    if kind in _SECONDS:
        lines.append(f"seconds = {_SECONDS[kind]}")
    if refunded is not None:
        lines.append(f"refunded = {str(refunded).lower()}")
    return "\n".join(lines) + "\n"


def _impatient() -> Hurt:
    def hurt() -> None:
        from functools import partial  # noqa: PLC0415

        from vgdsl.providers.venice import client  # noqa: PLC0415 - only in the child

        client.Patience = partial(client.Patience, read=_IMPATIENT, purchase=_IMPATIENT)

    return hurt


def _first(project: Project, code: int, kind: str, call: str) -> list[str]:
    """What the run that met the fault should have done otherwise."""
    rows, wrong = proof.purchases(project), []
    uncertain = {p.job for p in rows if p.phase == "uncertain"}
    ended = {p.job for p in rows if p.phase in proof.ENDED}
    wanted = {int(call == "queue" and kind in _LOST | _DARK)}
    if kind == "refuse":
        wanted |= {0, 1}  # a port that is closed resets what waits for it, and that may have left in full
    if len(uncertain) not in wanted:
        wrong.append(f"uncertain are {sorted(uncertain)}, which should be {wanted}")
    if (code == proof.UNCERTAIN) != bool(uncertain) or (ended and code == 0):
        wrong.append(f"the run that met it ended with {code}")
    finished = {p.job for p in rows if p.phase == "finished"}
    # While a port is closed, a hasty clock uses up all patience, and jobs that stood beside it are not bought either.
    if kind != "refuse" and (uncertain or ended) and finished != proof.without(uncertain | ended):
        wrong.append(f"then {sorted(finished)} were made, and not what does not need {uncertain | ended}")
    return wrong


ROWS = rows()
