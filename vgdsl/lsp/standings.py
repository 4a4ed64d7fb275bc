"""Where the clips of films stand, and what was paid for them, without anybody waiting for it. Reads records only.

A look takes a plan of the film, which takes longer than a key may. So what is known is what the last look has found;
whoever has the time takes another one where a journal or a film has changed.
"""

import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from vgdsl.answers import Stamp, stamp
from vgdsl.ide.making.standing import UNKNOWN, Standing
from vgdsl.ide.making.standing import Standings as ByNode
from vgdsl.lsp.checked import Film
from vgdsl.plan.freshness import Provider
from vgdsl.program.entities import Program
from vgdsl.run.memory.past import FilmHistory, Open, Past, Settled

_SEVERAL = ("uncertain", "refused", "failed", "being made", "changed", "to make")
"""Of takes that stand differently, what is said of the node: the first of these that one of them is."""


class Looked(msgspec.Struct, frozen=True):
    """What a look has found, and of what."""

    program: Program
    journal: Stamp | None
    nodes: ByNode = UNKNOWN
    spent: Decimal | None = None


class Standings:
    """The films that were looked at, by path."""

    def __init__(self) -> None:
        self._known: dict[Path, Looked] = {}

    def of(self, film: Film) -> ByNode:
        """By node, as of the last look."""
        known = self._known.get(film.path)
        return known.nodes if known is not None else UNKNOWN

    def spent(self, film: Film) -> Decimal | None:
        """What counts as spent on the film, in US dollars; None where nobody has looked, or nothing was ever bought."""
        known = self._known.get(film.path)
        return known.spent if known is not None else None

    def stale(self, films: Iterable[Film]) -> tuple[Film, ...]:
        """Those that may stand otherwise by now. Of a film with mistakes nobody can say, and what was said goes on."""
        return tuple(film for film in films if self._is_stale(film))

    def look(self, films: Iterable[Film]) -> bool:
        """Looks at films; whether anything is known now that was not. May take long, and may be called in another thread."""
        changed = False
        for film in films:
            program = film.analysis.checked.program
            if program is not None:
                before = self.of(film), self.spent(film)
                self._known[film.path] = _looked(film, program)
                changed = changed or before != (self.of(film), self.spent(film))
        return changed

    def _is_stale(self, film: Film) -> bool:
        program, known = film.analysis.checked.program, self._known.get(film.path)
        if program is None or (known is None and not _journal(film).exists()):
            return False
        return known is None or known.program is not program or known.journal != stamp(str(_journal(film)))


def _looked(film: Film, program: Program) -> Looked:
    from vgdsl.run.memory.recall import recalled  # noqa: PLC0415 - only where something was bought

    journal = stamp(str(_journal(film)))
    past = recalled(_journal(film))
    if past is None:
        return Looked(program, journal)
    name = film.name(film.path)
    provider = _provider()
    nodes = _nodes(film, program, past, provider)
    return Looked(program, journal, nodes, past.spent(name, provider.name)[0])


def _nodes(film: Film, program: Program, past: Past, provider: Provider) -> ByNode:
    """As `vgdsl status` says it of each take."""
    from vgdsl.plan.lower import lower  # noqa: PLC0415
    from vgdsl.plan.plan import Known, plan  # noqa: PLC0415
    from vgdsl.report.status import status  # noqa: PLC0415
    from vgdsl.run.store import Store  # noqa: PLC0415

    name, store = film.name(film.path), Store(film.files.project.state)
    lowered = lower(program, film.catalog)
    history = FilmHistory(past, name, provider.name, store.has)
    planned = plan(program, lowered, film.catalog, Known(history=history, provider=provider))
    found = status(planned, lowered.jobs, past, name, film.path.parent / "out")
    nodes = {job.id: job.node for job in lowered.jobs}
    states: dict[str, list[str]] = {}
    for clip in found.clips:
        if clip.id in nodes:
            states.setdefault(nodes[clip.id], []).append(clip.state)
    paid = _paid(past, name, provider, nodes)
    return {node: Standing(_together(several), paid.get(node)) for node, several in states.items()}


def _paid(past: Past, film: str, provider: Provider, nodes: Mapping[str, str]) -> Mapping[str, Decimal]:
    """What counts as spent on each node; `nodes` says by job which it is for."""
    bought: list[tuple[str, Settled | Open]] = [(one.node, one) for one in past.settled]
    bought += ((nodes.get(one.job, ""), one) for one in past.open.values())
    paid: dict[str, Decimal] = {}
    for node, purchase in bought:
        if (purchase.film, purchase.provider) == (film, provider.name):
            paid[node] = paid.get(node, Decimal(0)) + Decimal(purchase.counted)
    return paid


def _together(states: list[str]) -> str:
    return next((state for state in _SEVERAL if state in states), states[0])


def _journal(film: Film) -> Path:
    return film.files.project.state / "journal.db"


def _provider() -> Provider:
    """Who films are bought from, as the environment says; nobody is asked."""
    from vgdsl.providers.errors import Unauthorised  # noqa: PLC0415
    from vgdsl.providers.venice.auth import base_address  # noqa: PLC0415

    try:
        return Provider(address=base_address(os.environ).rstrip("/"))
    except Unauthorised:
        return Provider()
