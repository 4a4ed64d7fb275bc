"""`vgdsl models`: the catalogue, to be browsed and searched. Offline; says how old its facts are."""

from collections.abc import Iterable

import click
import msgspec

from vgdsl.cli import options
from vgdsl.program.catalog import Catalog, Mode, Model, load


@click.command("models")
@click.argument("name", required=False)
@click.option("--mode", type=click.Choice([str(mode) for mode in Mode]), help="Only models of this kind.")
@click.option("--duration", metavar="TIME", help="Only models that make clips of this length, such as 20s.")
@click.option("--resolution", metavar="SIZE", help="Only models of this resolution, such as 1080p.")
@click.option("--ratio", metavar="W:H", help="Only models of this shape, such as 9:16.")
@click.option("--audio", is_flag=True, help="Only models whose clips have sound.")
@click.option("--end-frame", is_flag=True, help="Only models that take an end frame.")
@click.option("--elements", is_flag=True, help="Only models that take elements or reference images.")
@options.json
def command(
    name: str | None,
    mode: str | None,
    duration: str | None,
    resolution: str | None,
    ratio: str | None,
    *,
    audio: bool,
    end_frame: bool,
    elements: bool,
    as_json: bool,
) -> None:
    """Browse the models and what they can do. NAME is a model, a family, or a part of either.

    \b
    Example:
      vgdsl models kling-o3-pro
      vgdsl models --mode image-to-video --duration 20s --end-frame
    """
    catalog = load()
    wanted = [
        model
        for model in catalog.models.values()
        if (name is None or name in model.id or name == model.family)
        and (mode is None or model.mode == mode)
        and _offers(model.durations, duration)
        and _offers(model.resolutions, resolution)
        and _offers(model.aspect_ratios, ratio)
        and (not audio or model.audio)
        and (not end_frame or model.end_image in {"optional", "required"})
        and (not elements or model.elements or model.reference_images)
    ]
    if as_json:
        click.echo(_as_json(catalog, wanted))
    elif not wanted:
        raise click.ClickException(_none(catalog, name))
    elif len(wanted) == 1 or name in catalog.models:
        exact = catalog.models.get(name or "", wanted[0])
        click.echo("\n".join(_page(exact, catalog.date)))
    else:
        click.echo("\n".join(_table(wanted)))
        click.echo(f"\n{len(wanted)} models, as known on {catalog.date}; vgdsl models NAME says all of one")


def _none(catalog: Catalog, name: str | None) -> str:
    from vgdsl.check.spelling import nearest

    known = [*catalog.models, *(model.family for model in catalog.models.values())]
    close = nearest(name, known) if name else None
    hint = f"; did you mean {close!r}?" if close else ""
    return f"no model fits, of {len(catalog.models)} known on {catalog.date}{hint}"


def _offers(listed: tuple[str, ...] | None, value: str | None) -> bool:
    return value is None or value.lower() in {each.lower() for each in listed or ()}


def _as_json(catalog: Catalog, models: Iterable[Model]) -> str:
    answer = {"date": catalog.date, "models": [msgspec.to_builtins(model) for model in models]}
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def _table(models: list[Model]) -> list[str]:
    rows = [("model", "makes clips of", "resolutions", "shapes")]
    rows += [(m.id, lengths(m), _listed(m.resolutions), _listed(m.aspect_ratios)) for m in models]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:<{widths[2]}}  {d}".rstrip() for a, b, c, d in rows]


def lengths(model: Model) -> str:
    """`3s to 15s` for an unbroken ladder, else the rungs."""
    rungs = [each for each in model.durations or () if each.removesuffix("s").isdigit()]
    seconds = sorted(int(each.removesuffix("s")) for each in rungs)
    if len(seconds) > 1 and seconds == list(range(seconds[0], seconds[-1] + 1)):
        return f"{seconds[0]}s to {seconds[-1]}s"
    if seconds:
        return " ".join(f"{each}s" for each in seconds)
    return "not known" if model.durations is None else "as its source"


def _listed(values: tuple[str, ...] | None) -> str:
    return "not known" if values is None else " ".join(values) or "its own"


def _page(model: Model, date: str) -> list[str]:
    """All that is known of one model, a fact a line; what is not known is not mentioned."""
    facts: list[tuple[str, str]] = [
        ("kind", str(model.mode)),
        ("family", model.family),
        ("clips of", lengths(model)),
        ("resolutions", _listed(model.resolutions)),
        ("shapes", _listed(model.aspect_ratios)),
        ("sound", _sound(model)),
        ("start frame", model.start_image or ""),
        ("end frame", model.end_image or ""),
        ("elements", _count(model.elements)),
        ("locations", _count(model.scene_images)),
        ("reference images", _count(model.reference_images)),
        ("reference videos", _count(model.reference_videos)),
        ("reference audios", _count(model.reference_audios)),
        ("factors", " ".join(f"{times}x" for times in model.factors)),
        (
            "prompt",
            f"at most {model.max_prompt_chars} characters" if model.prompt != "refused" else "refused",
        ),
        ("prices", ", ".join(_prices(model))),
        ("leaves on", model.deprecation or ""),
        ("note", "; ".join(model.notes)),
        ("known from", f"{model.source}; as of {date}"),
    ]
    return [f"{model.id}  {model.name}", *(f"  {what:<17} {value}" for what, value in facts if value)]


def _sound(model: Model) -> str:
    if model.audio is None:
        return ""
    return ("yes, can be switched" if model.audio_configurable else "yes") if model.audio else "none"


def _count(most: int | None) -> str:
    return "" if most is None else f"up to {most}" if most else "none"


def _prices(model: Model) -> Iterable[str]:
    for tier in model.prices:
        height = "" if tier.max_height is None else f"up to {tier.max_height} lines"
        sound = {True: "with sound", False: "silent", None: ""}[tier.audio]
        conditions = [tier.resolution or "", height, sound, f"with {tier.engine}" if tier.engine else ""]
        yield " ".join([f"${tier.usd:g}/s", *(each for each in conditions if each)])
