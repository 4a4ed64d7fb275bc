"""The models as tables: what each can do, a row for each. Knows no options and searches nothing."""

from collections.abc import Callable, Iterable, Sequence

from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Demand, Mode, Model, lines
from vgdsl.program.wish import Wish, second
from vgdsl.report.messages import PLAIN, Style

WIDTH = 120
"""Of a table for whoever is no terminal."""

_KINDS = {
    Mode.TEXT: "text",
    Mode.IMAGE: "image",
    Mode.REFERENCE: "references",
    Mode.TRANSITION: "transition",
    Mode.VIDEO: "video",
    Mode.MOTION: "motion",
    Mode.UPSCALE: "upscale",
}
"""What clips are made from, in one word."""

_GAP = 2


def table(
    models: Sequence[Model], wish: Wish, width: int = WIDTH, style: Style = PLAIN, by: str = "name"
) -> str:
    """A row for each model. What was asked for, and what they are sorted `by`, is always shown; of the rest what has room."""
    columns = _chosen(models, (*wish.asked, by), wish, width)
    rows = [
        [title for title, _ in columns],
        *([show(model, wish) for _, show in columns] for model in models),
    ]
    return _drawn(rows, style)


def families(catalog: Catalog, models: Iterable[Model], width: int = WIDTH, style: Style = PLAIN) -> str:
    """A row for each family: what it makes clips from, and what the best of its models can do; as much as has room."""
    shown = {model.id for model in models}
    rows = [["family", "makes clips from", "clips of", "up to", "a second", "sound"]]
    for name in catalog.families():
        group = [model for model in catalog.variants(name) if model.id in shown]
        if group:
            rows.append(_family(name, group))
    widths = [max(map(len, column)) + _GAP for column in zip(*rows, strict=True)]
    while len(widths) > 2 and sum(widths) - _GAP > width:  # noqa: PLR2004 - a name and what it is are the least
        widths.pop()
    return _drawn([row[: len(widths)] for row in rows], style)


def _family(name: str, group: Sequence[Model]) -> list[str]:
    kinds = ", ".join(dict.fromkeys(_KINDS[model.mode] for model in group))
    best = max(group, key=lambda model: len(model.durations or ()))
    tall = max((each for model in group for each in model.resolutions or ()), key=lines, default=None)
    known = [model for model in group if model.resolutions is not None]
    prices = [price for model in group if (price := second(model, Wish())) is not None]
    heard = next((sound(model) for model in group if model.audio is not None), "?")
    cost = _span(min(low for low, _ in prices), max(high for _, high in prices)) if prices else "?"
    return [name, kinds, _reach(best), tall or ("its own" if known else "?"), cost, heard]


def lengths(model: Model) -> str:
    """`3s to 15s` for an unbroken ladder, else the rungs."""
    seconds = _seconds(model)
    if len(seconds) > 2 and seconds == list(range(seconds[0], seconds[-1] + 1)):  # noqa: PLR2004 - `3s 4s` is as short
        return f"{seconds[0]}s to {seconds[-1]}s"
    if seconds:
        return " ".join(f"{each}s" for each in seconds)
    return "?" if model.durations is None else "as its source"


def _reach(model: Model) -> str:
    """`2s to 30s`, whatever is between."""
    seconds = _seconds(model)
    return f"{seconds[0]}s to {seconds[-1]}s" if len(seconds) > 1 else lengths(model)


def _seconds(model: Model) -> list[int]:
    rungs = [each.removesuffix("s") for each in model.durations or ()]
    return sorted(int(each) for each in rungs if each.isdigit())


def sound(model: Model) -> str:
    """`yes`, `no`, `switchable`; `?` where it is not known."""
    if model.audio is None:
        return "?"
    return ("switchable" if model.audio_configurable else "yes") if model.audio else "no"


def listed(values: tuple[str, ...] | None) -> str:
    return "?" if values is None else " ".join(values) or "its own"


def frames(model: Model) -> str:
    """`start`, `start and end`; what can be left out is in brackets."""
    words = [_frame("start", model.start_image), _frame("end", model.end_image)]
    said = [word for word in words if word]
    if not said:
        return "?" if None in {model.start_image, model.end_image} else "none"
    return " ".join(said)


def shows(model: Model) -> str:
    """How many references of each kind: `4 elements, 4 locations, 9 images`."""
    counts = (
        ("elements", model.elements),
        ("locations", model.scene_images),
        ("images", model.reference_images),
        ("videos", model.reference_videos),
        ("audios", model.reference_audios),
        ("documents", model.reference_documents),
    )
    said = [f"{most} {what if most != 1 else what[:-1]}" for what, most in counts if most]
    if said:
        return ", ".join(said)
    return "?" if model.reference_images is None else "none"


def price(model: Model, wish: Wish) -> str:
    """Dollars a second, as last seen, of what fits the wish."""
    cost = second(model, wish)
    return "?" if cost is None else _span(*cost)


def standing(model: Model) -> str:
    """Whether it is there and stays: `leaves 2027-01-31`, `not listed`, `out of service`; nothing for most."""
    if model.deprecation:
        return f"leaves {model.deprecation}"
    if model.offline:
        return "out of service"
    return "" if model.listed else "not listed"


def rates(model: Model) -> str:
    """`16 to 60`: what an enlargement can be asked for, in pictures a second."""
    asked = model.enhancement.target_fps if model.enhancement else None
    return f"{asked[0]} to {asked[1]}" if asked else ""


def _enlarges(model: Model) -> bool:
    return model.mode is Mode.UPSCALE


def _frame(name: str, demand: Demand | None) -> str:
    return {"required": name, "optional": f"({name})"}.get(demand or "", "")


def _span(least: float, most: float) -> str:
    return f"${least:g}" if least == most else f"${least:g} to ${most:g}"


_Column = tuple[str, Callable[[Model, Wish], str]]

_COLUMNS: dict[str, _Column] = {
    "length": ("clips of", lambda model, _: lengths(model)),
    "lines": ("resolutions", lambda model, _: "" if _enlarges(model) else listed(model.resolutions)),
    "factors": ("factors", lambda model, _: " ".join(f"{times}x" for times in model.factors)),
    "rates": ("frames a second", lambda model, _: rates(model)),
    "sound": ("sound", lambda model, _: sound(model)),
    "frames": ("frames", lambda model, _: "" if _enlarges(model) else frames(model)),
    "shows": ("references", lambda model, _: "" if _enlarges(model) else shows(model)),
    "price": ("a second", price),
    "ratio": ("shapes", lambda model, _: "" if _enlarges(model) else listed(model.aspect_ratios)),
    "prompt": ("prompt", lambda model, _: f"{model.max_prompt_chars}"),
    "privacy": ("privacy", lambda model, _: model.privacy or "?"),
    "standing": ("", lambda model, _: standing(model)),
}
"""In the order of a table, and of what may stay where there is little room."""

_ABOUT = {
    "audio": "sound",
    "silent": "sound",
    "switchable": "sound",
    "start_frame": "frames",
    "end_frame": "frames",
    "elements": "shows",
    "locations": "shows",
    "reference_images": "shows",
    "reference_videos": "shows",
    "reference_audios": "shows",
    "reference_documents": "shows",
    "prompt_length": "prompt",
}
"""Which column shows what was asked for, where it is not of that name."""

_USUAL = ("standing", "length", "factors", "rates", "lines", "sound", "frames", "price", "shows", "ratio")
"""What is shown of any model, the most wanted first."""


def _chosen(models: Sequence[Model], wanted: Sequence[str], wish: Wish, width: int) -> list[_Column]:
    asked = [_ABOUT.get(name, name) for name in wanted]
    left = width - max((len(model.id) for model in models), default=0)
    taken: list[str] = []
    for name in dict.fromkeys((*asked, *_USUAL)):
        if name not in _COLUMNS:
            continue
        title, show = _COLUMNS[name]
        cells = [show(model, wish) for model in models]
        needed = max(map(len, (title, *cells)), default=0) + _GAP
        if set(cells) - {"", "?"} and (name in asked or needed <= left):
            taken.append(name)
            left -= needed
    first: _Column = ("model", lambda model, _: model.id)
    return [first, *(column for name, column in _COLUMNS.items() if name in taken)]


def _drawn(rows: Sequence[Sequence[str]], style: Style) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    drawn = [
        (" " * _GAP).join(f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([f"{style.bold}{drawn[0]}{style.reset}", *drawn[1:]])
