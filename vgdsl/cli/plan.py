"""`vgdsl plan`: what would be made, why, for how much and how long. Buys nothing."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options, planfile
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film, selected
from vgdsl.cli.terminal import style
from vgdsl.plan.inputs import shown
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, LinkInput, PartInput
from vgdsl.plan.saved import Asked
from vgdsl.production import Planned, production
from vgdsl.report.summary import plan_text


@click.command("plan")
@options.film
@options.selection
@options.again
@options.values
@click.option("--requests", is_flag=True, help="Print the exact request of every clip that would be bought.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep the plan in a file; `vgdsl run FILE` makes exactly that.",
)
@options.simulate
@options.json
def command(
    film: Path,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    from_: tuple[str, ...],
    until: tuple[str, ...],
    again: tuple[str, ...],
    profile: str | None,
    overrides: tuple[str, ...],
    output: Path | None,
    *,
    requests: bool,
    simulate: bool,
    as_json: bool,
) -> None:
    """Show what would be made, what is reused, why, and what it costs. Nothing is bought.

    Prices are quoted by the provider where VENICE_API_KEY or VENICE_WALLET_KEY is set, and taken from the dated
    catalogue otherwise. A plan kept with --output can be read, reviewed and agreed to: `vgdsl run film.plan` makes that
    and nothing else, for its prices at most, and refuses where the film has changed since.

    \b
    Example:
      vgdsl plan film.vg
      vgdsl plan film.vg --from boarding --set boarding.takes=3
      vgdsl plan film.vg --requests --json
      vgdsl plan film.vg -o film.plan
    """
    opened, program = open_film(film, profile, overrides, as_json=as_json)
    chosen = selected(only, exclude, from_, until, again)
    asked = Asked(profile=profile, overrides=overrides, selection=chosen, simulate=simulate)

    async def work() -> Planned:
        async with production(opened, program, simulate=simulate) as made:
            planned = await made.plan(asked.selection)
            if output is not None:
                planfile.write(output, made, planned, asked)
            return planned

    with told():
        planned = asyncio.run(work())
    bodies = _requests(planned) if requests else None
    if as_json:
        answer = msgspec.to_builtins(planned.plan)
        if bodies is not None:
            answer["requests"] = bodies
        click.echo(_pretty(answer))
        return
    click.echo(plan_text(planned.plan, opened.shown, style()), nl=False)
    for job, body in (bodies or {}).items():
        click.echo(f"\n{job}  POST /video/queue\n{_pretty(body)}")
    if output is not None:
        click.echo(planfile.told(output, planned))


def _requests(planned: Planned) -> dict[str, object]:
    """The bodies of all jobs of the plan; a medium stands there by what it is, in place of its bytes."""
    names = {step.id for step in planned.plan.steps}
    return {job.id: _shown(job.body) for job in planned.lowered.jobs if job.id in names}


def _shown(value: object) -> object:
    match value:
        case FileInput():
            return f"data:{value.mime};base64,<{value.path}, {value.size} bytes>"
        case LinkInput():
            return value.url
        case ClipInput():
            return f"data:video/mp4;base64,<the clip of {shown(value.job)}>"
        case FrameInput():
            of = shown(value.of.job) if isinstance(value.of, ClipInput) else value.of.path
            return f"data:image/png;base64,<{value.at} frame of {of}>"
        case PartInput():
            of = f"the clip of {shown(value.of.job)}" if isinstance(value.of, ClipInput) else value.of.path
            return f"data:{value.mime};base64,<frames {value.first} to {value.last} of {of}>"
        case Mapping():
            return {name: _shown(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_shown(inner) for inner in value]
    return value


def _pretty(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
