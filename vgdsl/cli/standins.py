"""`vgdsl models --for film.vg:shot`: the models that could make a shot, and what each would lose."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from vgdsl.cli.terminal import style
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import load
from vgdsl.program.entities import Making
from vgdsl.program.wish import Wish, suits
from vgdsl.report import messages, problems
from vgdsl.report.summary import price_text
from vgdsl.standins import StandIn, Trial


def shown(place: str, wish: Wish, *, everything: bool, as_json: bool) -> int:
    """Say which models could stand in for a shot's; the exit code: 1 where none can."""
    film, _, name = place.rpartition(":")
    if not film or not name:
        raise click.UsageError(f"--for wants a film and a shot, such as film.vg:island, not {place!r}")
    catalog = load()
    trial = Trial.of(Path(film), name, catalog)
    if trial.node is None:
        raise click.ClickException(_unknown(trial, film, name))
    found = [each for each in trial.stand_ins(catalog) if _wanted(each, wish, catalog)]
    able = sorted((each for each in found if each.model), key=_order)
    unable = [each for each in found if not each.model]
    if as_json:
        click.echo(_as_json(film, trial.node, found))
    else:
        click.echo("\n".join(_text(film, trial.node, able, unable, everything=everything)))
    return 0 if able else 1


def _unknown(trial: Trial, film: str, name: str) -> str:
    if trial.checked.program is None:
        return f"{film} has errors: see vgdsl check {film}"
    from vgdsl.check.spelling import nearest

    close = nearest(name, trial.checked.program.nodes)
    return f"{film} has no shot {name!r}" + (f"; did you mean {close!r}?" if close else "")


def _wanted(each: StandIn, wish: Wish, catalog: Catalog) -> bool:
    """Whether a stand-in also suits what else was asked for; one that cannot make the shot is not asked."""
    model = catalog.get(each.model or "")
    return model is None or suits(model, wish) is not False


def _order(each: StandIn) -> tuple[int, float, str]:
    """What loses least comes first, then what costs least."""
    usd = float("inf") if each.price is None else float(each.price.usd)
    return len(_losses(each)), usd, each.family


def _losses(each: StandIn) -> list[str]:
    return [
        *(f"no {name.replace('_', ' ')}" for name in each.omitted),
        *(f"@{name} only in words" for name in each.in_words),
        *(f"without {media}" for media in each.left_out),
        *(_doubt(doubt) for doubt in each.doubts),
    ]


def _doubt(doubt: Diagnostic) -> str:
    """What nobody knows of a model is named alone: the row says already which model."""
    names = doubt.facts.get("names") if doubt.code == "VG499" else None
    return f"nobody knows its limits of {names}" if names else messages.title(doubt)


def _text(
    film: str, node: Making, able: Sequence[StandIn], unable: Sequence[StandIn], *, everything: bool
) -> Iterable[str]:
    look = style()
    yield f"{film}: {node.name} is made by {node.model}\n"
    rows = [("model", "price", "would lose")]
    rows += [
        (
            each.model or "",
            "?" if each.price is None else price_text(each.price),
            "; ".join(_losses(each)) or "nothing",
        )
        for each in able
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    drawn = [f"{model:<{widths[0]}}  {price:<{widths[1]}}  {loses}" for model, price, loses in rows]
    if able:
        yield f"{look.bold}{drawn[0]}{look.reset}"
        yield from drawn[1:]
        yield ""
    yield f"{len(able)} of {len(able) + len(unable)} families could make it as it is written" + (
        "" if everything or not unable else "; --all says why the others could not"
    )
    if everything:
        yield ""
        longest = max((len(each.family) for each in unable), default=0)
        yield from (f"  {each.family:<{longest}}  {_why(each)}" for each in unable)


def _why(each: StandIn) -> str:
    return "; ".join(messages.title(problem) for problem in each.problems)


def _as_json(film: str, node: Making, found: Iterable[StandIn]) -> str:
    answer = {
        "film": film,
        "node": node.name,
        "model": node.model,
        "stand_ins": [_row(each) for each in found],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def _row(each: StandIn) -> dict[str, object]:
    return {
        "family": each.family,
        "model": each.model,
        "price": each.price,
        "problems": [problems.problem(one) for one in each.problems],
        "doubts": [problems.problem(one) for one in each.doubts],
        "omitted": each.omitted,
        "in_words": each.in_words,
        "left_out": each.left_out,
    }
