"""A model or a family in a few lines of Markdown: what it makes, from what, for how much. Knows no film."""

from collections.abc import Iterator, Sequence

from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Mode, Model
from vgdsl.program.wish import Wish
from vgdsl.report.models import frames, lengths, listed, price, shows, sound, standing

FROM = {
    Mode.TEXT: "words",
    Mode.IMAGE: "a start frame",
    Mode.REFERENCE: "references",
    Mode.TRANSITION: "two frames",
    Mode.VIDEO: "a video",
    Mode.MOTION: "a picture and a video's motion",
    Mode.UPSCALE: "a clip, larger or mended",
}
"""What a clip is made from."""


def page(model: Model, date: str) -> str:
    """All that matters of one model."""
    return "\n".join([f"**{model.id}** {model.name}", "", *_rows(model), "", _foot(model, date)])


def family_page(name: str, variants: Sequence[Model], date: str) -> str:
    """A family: its variants by what they make clips from, and what they have in common."""
    lines = [f"**{name}** — the variant follows from what the shot gives:", ""]
    for model in variants:
        facts = ", ".join(filter(None, (line(model), standing(model)))) or "its limits are not published"
        lines.append(f"- {FROM[model.mode]}: `{model.id}` ({facts})")
    return "\n".join([*lines, "", f"_as known on {date}_"])


def line(model: Model) -> str:
    """`3s to 15s, 720p 1080p, $0.14 a second`."""
    facts = (lengths(model), _resolutions(model), _cost(model))
    return ", ".join(fact for fact in facts if fact not in {"", "?"})


def abilities(variants: Sequence[Model]) -> str:
    """What a family makes clips from: `words, a start frame, references`."""
    return ", ".join(dict.fromkeys(FROM[model.mode] for model in variants))


def named(catalog: Catalog, name: str) -> str:
    """The page of whatever has that name; empty where the catalogue knows nothing of it."""
    model = catalog.get(name)
    variants = catalog.variants(name)
    if variants and (model is None or len(variants) > 1):
        return family_page(name, variants, catalog.date)
    return page(model, catalog.date) if model is not None else ""


def _rows(model: Model) -> Iterator[str]:
    yield f"- made from: {FROM[model.mode]}"
    if model.mode is not Mode.UPSCALE:
        yield f"- length: {lengths(model)}"
        yield f"- resolution: {listed(model.resolutions)}"
        yield f"- shape: {listed(model.aspect_ratios)}"
        yield f"- sound: {sound(model)}"
        yield f"- frames: {frames(model)}"
        yield f"- references: {shows(model)}"
    else:
        yield f"- factor: {' '.join(f'{times}x' for times in model.factors) or 'none'}"
    if cost := _cost(model):
        yield f"- price: {cost}"


def _foot(model: Model, date: str) -> str:
    state = standing(model)
    return f"_as known on {date}{f'; {state}' if state else ''}_"


def _resolutions(model: Model) -> str:
    return " ".join(model.resolutions or ())


def _cost(model: Model) -> str:
    known = price(model, Wish())
    return "" if known == "?" else f"{known} a second"
