"""`vgdsl models`: the catalogue, to be browsed, searched and refreshed. Says how old its facts are."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.terminal import style, width
from vgdsl.program.catalog import Catalog, Mode, Model
from vgdsl.program.editions import load
from vgdsl.program.wish import Range, Wish, matching, second

_Function = TypeVar("_Function", bound=Callable[..., Any])
_DEAREST = 1e6


def _duration(text: str) -> Range:
    return _between(text, lambda each: float(each.removesuffix("s")))


def _resolution(text: str) -> Range:
    from vgdsl.program.model import lines

    return _between(text, lines)


def _between(text: str, read: Callable[[str], float]) -> Range:
    """`8s`, `10s-15s` or `20s+`. Raises BadParameter."""
    least, dash, most = text.partition("-")
    try:
        if text.endswith("+"):
            return Range(read(text[:-1]))
        return Range(read(least), read(most if dash else least))
    except ValueError:
        raise click.BadParameter(f"{text!r} is no value, such as 8s or 1080p, nor a range of them") from None


_COUNTS = {
    "--elements": "Models that show at least so many elements in one clip.",
    "--locations": "Models that show at least so many locations.",
    "--reference-images": "Models that take at least so many reference images.",
    "--reference-videos": "Models that take at least so many reference videos.",
    "--reference-audios": "Models that take at least so many reference audios.",
    "--reference-documents": "Models that take documents.",
    "--prompt-length": "Models whose prompts may have so many characters.",
}
_FLAGS = {
    "--audio": "Models whose clips have sound.",
    "--silent": "Models that make clips without sound.",
    "--switchable": "Models whose sound can be switched on and off.",
    "--soundtrack": "Models that take a soundtrack.",
    "--source-video": "Models that work on a video.",
    "--keyframes": "Models that take keyframes.",
    "--camera": "Models that take a camera path.",
    "--negative-prompt": "Models that take a negative prompt.",
    "--image-strength": "Models that can be told how much the picture counts.",
}
_PAIRS = {
    "--start-frame/--no-start-frame": "Models that take a start frame, or can do without.",
    "--end-frame/--no-end-frame": "Models that take an end frame, or can do without.",
    "--consent/--no-consent": "Models that ask for a consent where they find a face, or never do.",
    "--refund/--no-refund": "Models that give the money back where they refuse the content, or do not.",
}


def _wishes(function: _Function) -> _Function:
    """The options that choose among the models."""
    for name, text in reversed(_PAIRS.items()):
        function = click.option(name, default=None, help=text)(function)
    for name, text in reversed(_FLAGS.items()):
        function = click.option(name, is_flag=True, help=text)(function)
    for name, text in reversed(_COUNTS.items()):
        function = click.option(name, type=click.IntRange(1), metavar="N", help=text)(function)
    return function


@click.command("models")
@click.argument("names", nargs=-1, metavar="[NAME]")
@click.option("--mode", type=click.Choice([str(mode) for mode in Mode]), help="Models of this kind.")
@click.option(
    "--duration",
    "length",
    type=_duration,
    metavar="TIME",
    help="Models of such clips: 8s, 10s-15s, 20s+.",
)
@click.option(
    "--resolution",
    "lines",
    type=_resolution,
    metavar="SIZE",
    help="Models of such clips: 1080p, 1080p+.",
)
@click.option("--ratio", metavar="W:H", help="Models of this shape, such as 9:16.")
@_wishes
@click.option("--privacy", type=click.Choice(["private", "anonymized"]), help="Models with this promise.")
@click.option(
    "--price", type=options.dollars, metavar="USD", help="Models of which a second costs at most so much."
)
@click.option("--all", "everything", is_flag=True, help="Also models that are leaving or not listed.")
@click.option("--unsure", is_flag=True, help="Also models of which nobody knows whether they can.")
@click.option(
    "--sort", type=click.Choice(["name", "price", "length"]), default="name", help="What comes first."
)
@click.option(
    "--for", "shot", metavar="FILM:SHOT", help="Models that could make this shot, and what each would lose."
)
@click.option("--refresh", is_flag=True, help="Ask the provider for its list; NAME may be films to look at.")
@click.option("--forget", is_flag=True, help="Go back to the catalogue that comes with vgdsl.")
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    names: tuple[str, ...],
    *,
    everything: bool,
    unsure: bool,
    sort: str,
    shot: str | None,
    refresh: bool,
    forget: bool,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Browse the models and what they can do. NAME is a model, a family, or a part of either.

    Without a NAME and without a wish the families are listed; of a family its models, and of a model all that is known.
    Models of which it is not known whether they can do what is wished for are counted, and shown with --unsure. With
    --refresh the provider's own list is laid over what vgdsl knows, and said which shots of the films here that breaks.

    \b
    Example:
      vgdsl models
      vgdsl models kling-o3-pro
      vgdsl models --duration 20s+ --audio --end-frame --sort price
      vgdsl models --elements 3 --start-frame --price 0.15
      vgdsl models --for film.vg:island --price 0.15
      vgdsl models --refresh
    """
    if refresh or forget:
        ctx.exit(_kept(names, refresh=refresh, forget=forget, as_json=as_json))
    if shot is not None:
        ctx.exit(_stand_ins(shot, _wish(wanted), everything=everything, as_json=as_json))
    if len(names) > 1:
        raise click.UsageError(f"one name at a time: {names[0]!r} and {names[1]!r} were given", ctx)
    wish, name = _wish(wanted), next(iter(names), None)
    catalog = load()
    exact = catalog.get(name or "") if name not in catalog.groups else None
    models = [exact] if exact else _named(catalog, name)
    sure, possible = matching((each for each in models if everything or name or _there(each)), wish)
    found = sorted((*sure, *possible) if unsure else sure, key=_order(sort, wish))
    if as_json:
        click.echo(_as_json(catalog, found, [] if unsure else possible))
    elif not found:
        raise click.ClickException(_none(catalog, name, possible))
    else:
        click.echo(_as_text(catalog, found, [] if unsure else possible, wish, name, sort))


def _kept(names: tuple[str, ...], *, refresh: bool, forget: bool, as_json: bool) -> int:
    from vgdsl.cli import catalogue

    if refresh and forget:
        raise click.UsageError("--refresh brings a catalogue and --forget takes it away: say one of them")
    if refresh:
        return catalogue.refreshed(tuple(map(Path, names)), as_json=as_json)
    catalogue.forgotten(as_json=as_json)
    return 0


def _stand_ins(shot: str, wish: Wish, *, everything: bool, as_json: bool) -> int:
    from vgdsl.cli import standins

    return standins.shown(shot, wish, everything=everything, as_json=as_json)


def _wish(wanted: dict[str, Any]) -> Wish:
    mode, price = wanted.pop("mode"), wanted.pop("price")
    return Wish(mode=Mode(mode) if mode else None, price=None if price is None else float(price), **wanted)


def _named(catalog: Catalog, name: str | None) -> Iterable[Model]:
    """The models of a family, else those with such a part in their id."""
    if name is None:
        return catalog.models.values()
    return catalog.variants(name) or [model for model in catalog.models.values() if name in model.id]


def _there(model: Model) -> bool:
    return model.stays and model.listed


def _order(sort: str, wish: Wish) -> Callable[[Model], Any]:
    if sort == "price":
        return lambda model: (second(model, wish) or (_DEAREST, _DEAREST), model.id)
    if sort == "length":
        return lambda model: (-_longest(model), model.id)
    return lambda model: model.id


def _longest(model: Model) -> int:
    return max((int(each[:-1]) for each in model.durations or () if each[:-1].isdigit()), default=0)


def _as_text(
    catalog: Catalog, found: list[Model], possible: list[Model], wish: Wish, name: str | None, sort: str
) -> str:
    from vgdsl.report import models as drawn
    from vgdsl.report.model_page import WIDTH, page

    if len(found) == 1 and name is not None:
        return page(found[0], catalog, min(WIDTH, width(WIDTH)), style())
    overview, room = name is None and not wish.asked, width(drawn.WIDTH)
    shown = (
        drawn.families(catalog, found, room, style())
        if overview
        else drawn.table(found, wish, room, style(), sort)
    )
    return f"{shown}\n\n{_footer(catalog, found, possible, overview=overview)}"


def _footer(catalog: Catalog, found: list[Model], possible: list[Model], *, overview: bool) -> str:
    count = f"{len(found)} model{'s' * (len(found) != 1)}"
    if overview:
        count += f" in {len({model.family for model in found})} families"
    lines = [f"{count}, as known on {catalog.date}; `vgdsl models NAME` says all of one"]
    if possible:
        lines.append(f"of {len(possible)} more it is not known: --unsure shows them")
    return "\n".join(lines)


def _none(catalog: Catalog, name: str | None, possible: list[Model]) -> str:
    from vgdsl.check.spelling import nearest

    known = [*catalog.models, *catalog.groups]
    close = nearest(name, known) if name else None
    hint = f"; did you mean {close!r}?" if close else ""
    unsure = f"; of {len(possible)} it is not known: --unsure shows them" if possible else ""
    return f"no model fits, of {len(catalog.models)} known on {catalog.date}{hint}{unsure}"


def _as_json(catalog: Catalog, found: list[Model], possible: list[Model]) -> str:
    answer = {"date": catalog.date, "models": found, "unsure": [model.id for model in possible]}
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()
