"""What a refreshed catalogue says that the one before did not, in words. Knows no list, no file and no film."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from vgdsl.program.catalog import Catalog
from vgdsl.program.changes import Change, Changes
from vgdsl.program.model import Enhancement
from vgdsl.report.messages import PLAIN, Style

_FACTS = {
    "name": "name",
    "durations": "lengths",
    "resolutions": "resolutions",
    "aspect_ratios": "shapes",
    "source_duration": "as long as reference videos",
    "source_ratio": "shaped as reference videos",
    "audio": "sound",
    "audio_configurable": "sound can be switched",
    "audio_input": "soundtrack",
    "per_reference_audio": "a voice for each reference",
    "video_input": "source video",
    "prompt": "prompt",
    "max_prompt_chars": "longest prompt",
    "min_short_side": "smallest picture",
    "min_ratio": "tallest picture",
    "max_ratio": "widest picture",
    "enhancement": "settings",
    "factors": "factors",
    "privacy": "privacy",
    "beta": "beta",
    "offline": "out of service",
    "regions": "countries",
    "deprecation": "leaves on",
    "successor": "in its place",
}


def changes_text(found: Changes, catalog: Catalog, style: Style = PLAIN) -> str:
    """What changed, a line for each model; a word where nothing did. Ends with a line break."""
    lines = [
        *_models("new", found.added, catalog),
        *_models("listed again", found.back, catalog),
        *_models("listed no more", found.gone, catalog),
        *_changed(found.changed),
    ]
    width = max((len(what) for what, _, _ in lines), default=0)
    longest = max((len(model) for _, model, _ in lines), default=0)
    drawn = [
        f"  {style.bold}{what:<{width}}{style.reset}  {model:<{longest}}  {words}".rstrip()
        for what, model, words in lines
    ]
    return "".join(f"{line}\n" for line in drawn or ["  nothing has changed"])


def _models(what: str, names: Iterable[str], catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for name in names:
        model = catalog.get(name)
        yield what, name, "" if model is None or what != "new" else f"{model.mode}, family {model.family}"


def _changed(changes: Iterable[Change]) -> Iterator[tuple[str, str, str]]:
    for model, several in groupby(changes, key=lambda change: change.model):
        yield "changed", model, "; ".join(map(change_text, several))


def change_text(change: Change) -> str:
    """One change: `resolutions + 1080p - 4k`, `sound can be switched: no, was yes`."""
    fact = _FACTS.get(change.fact, change.fact.replace("_", " "))
    if change.of_lists and (change.added or change.removed):
        came = [f"+ {value}" for value in change.added] + [f"- {value}" for value in change.removed]
        return " ".join([fact, *came])
    return f"{fact}: {_word(change.after)}, was {_word(change.before)}"


def _word(value: Any) -> str:
    match value:
        case None | "":
            return "not known"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(map(str, value)) or "none"
        case Enhancement():
            return f"{len(value.engines)} engines, {len(value.sliders)} sliders"
    return str(value)
