"""`vgdsl verify`: proves that every clip is there and whole, that record and journal agree, and that nothing is to be bought."""

import asyncio
import os
import shlex
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film
from vgdsl.cli.progress import Progress, size
from vgdsl.plan.freshness import Action
from vgdsl.plan.plan import Plan
from vgdsl.plan.select import Selection
from vgdsl.production import Production, production
from vgdsl.run.memory.record import Entry, Record, bought_for
from vgdsl.run.store import Store
from vgdsl.run.verify import Problem, State, clips, contradictions, damage

_THERE = {Action.REUSE, Action.HOLD, Action.SHARE}
_THREADS = min(8, os.cpu_count() or 1)


class Verified(msgspec.Struct, frozen=True):
    """The answer of `vgdsl verify --json`: how many clips, of how many bytes, and all that does not hold."""

    film: str
    clips: int
    bytes: int
    problems: tuple[Problem, ...]


@click.command("verify")
@options.film
@options.values
@options.json
@click.pass_context
def command(
    ctx: click.Context, film: Path, profile: str | None, overrides: tuple[str, ...], *, as_json: bool
) -> None:
    """Prove that a film is whole: every byte of every clip that the record or the journal names, and an empty plan.

    Ends with code 0 only where every clip is what it was when it was bought, the record and this machine's journal agree,
    and nothing would be bought.

    \b
    Example:
      vgdsl verify film.vg
      vgdsl pull film.vg && vgdsl verify film.vg --json
    """
    opened, program = open_film(film, profile, overrides, as_json=as_json)

    async def work() -> Verified:
        async with production(opened, program, simulate=False) as made:
            planned = await made.plan(Selection(), quoted=False)
            return _verified(made, planned.plan)

    with told():
        found = asyncio.run(work())
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        _tell(found)
    ctx.exit(1 if found.problems else 0)


def _verified(made: Production, plan: Plan) -> Verified:
    film = made.film.shown
    record = Record() if made.record is None else made.record.read()
    bought = bought_for(made.tools.journal.past(), made.film.name)
    named = clips(record, bought)
    problems = [
        *damage(_looked_at(made.tools.store, named), named, film, made.film.project.shown(made.tools.store.clips)),
        *contradictions(record, bought, film),
        *_unmade(plan, film),
    ]  # fmt: skip
    return Verified(film, len(named), sum(entry.size for entry in named.values()), tuple(problems))


def _looked_at(store: Store, named: Mapping[str, Entry]) -> dict[str, State]:
    """What became of each clip; hashing lets other threads work, so several disks' worth are read at once."""
    progress = Progress(sum(entry.size for entry in named.values()))

    def look(sha256: str) -> State:
        found = store.verify(sha256)
        progress(named[sha256].size)
        if found:
            return State.WHOLE
        return State.DAMAGED if store.has(sha256) else State.MISSING

    try:
        with ThreadPoolExecutor(_THREADS) as pool:
            return dict(zip(named, pool.map(look, named), strict=True))
    finally:
        progress.close()


def _unmade(plan: Plan, film: str) -> list[Problem]:
    """What the film still needs; what is bought and not here is told of as a missing clip."""
    film = shlex.quote(film)
    words = {
        Action.MAKE: ("it is not bought yet", f"vgdsl run {film}"),
        Action.COLLECT: ("it is bought and not collected yet", f"vgdsl collect {film}"),
        Action.LOST: ("it is paid for, or was tried too often, without a clip", f"vgdsl plan {film}"),
    }
    unsettled = ("whether it was bought is not known", f"vgdsl settle {film}")
    return [
        Problem(step.id, *words.get(step.action, unsettled))
        for step in plan.steps
        if step.action not in _THERE | {Action.ABSENT}
    ]


def _tell(found: Verified) -> None:
    for problem in found.problems:
        click.echo(f"  {problem.about}: {problem.message}\n    {problem.way_out}")
    count = f"{found.clips} clip{'s' * (found.clips != 1)}, {size(found.bytes)}"
    if found.problems:
        several = "s" * (len(found.problems) != 1)
        click.echo(f"{found.film}: {count}; {len(found.problems)} problem{several}")
    else:
        click.echo(f"{found.film}: {count}, every byte as it was bought; nothing to buy")
