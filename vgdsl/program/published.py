"""What the provider's own list says of its models, laid over what we know of them. Knows no network, no file and no clock.

What the list says wins. What it does not say (frames, elements, references, prices) stays as it was known. A model that is
new gets its mode and its family from its name, and of the rest only what the list says. One that is listed no more stays,
marked so: an id that is not listed may work all the same.
"""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Enhancement, Mode, Model
from vgdsl.program.naming import families_of, mode_of


class Published(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the list says of one model; None where it says nothing. Named as in Model; `kind` is the list's own word."""

    id: str
    name: str = ""
    kind: str | None = None
    durations: tuple[str, ...] | None = None
    resolutions: tuple[str, ...] | None = None
    aspect_ratios: tuple[str, ...] | None = None
    audio: bool | None = None
    audio_configurable: bool | None = None
    audio_input: bool | None = None
    per_reference_audio: bool | None = None
    video_input: bool | None = None
    max_prompt_chars: int | None = None
    min_short_side: int | None = None
    min_ratio: float | None = None
    max_ratio: float | None = None
    privacy: str | None = None
    beta: bool = False
    offline: bool = False
    regions: tuple[str, ...] = ()
    deprecation: str | None = None
    successor: str | None = None
    enhancement: Enhancement | None = None
    prompted: bool | None = None  # whether an enhancement takes a prompt


_SAID = (
    "name",
    "audio",
    "audio_configurable",
    "audio_input",
    "per_reference_audio",
    "video_input",
    "max_prompt_chars",
    "min_short_side",
    "min_ratio",
    "max_ratio",
    "privacy",
)
"""What the list may leave out; then it stays as it was known."""

_ALWAYS = ("beta", "offline", "regions", "deprecation", "successor")
"""What does not hold where the list does not say so."""

_LISTS = ("durations", "resolutions", "aspect_ratios")
"""Lists of values. Upscalers have none of them, whatever is listed: their requests name a factor."""

_SOURCE_LENGTH = frozenset({"-1", "auto", "Auto"})
_SOURCE_SHAPE = frozenset({"adaptive", "auto"})
"""Values that follow a video that is given. Some models have such shapes among their own; see Model.source_ratio."""


def merged(known: Catalog, rows: Iterable[Published], date: str) -> Catalog:
    """The catalogue of `date`: what was known, with what the list says laid over it.

    A row whose mode nothing tells is left out: of such a model nothing could be checked.
    """
    said: dict[str, Published] = {}
    for row in rows:
        same = known.get(row.id)  # some ids can be spelled in two ways
        said.setdefault(same.id if same else row.id, row)
    kept = [
        _laid_over(model, said[model.id]) if model.id in said else _missed(model, date)
        for model in known.models.values()
    ]
    new = {name: mode for name, row in said.items() if name not in known.models and (mode := _mode(row))}
    families = families_of(
        new.items(), {name: [m.mode for m in group] for name, group in known.groups.items()}
    )
    added = [_new(said[each], mode, families[each], date) for each, mode in new.items()]
    return Catalog.of(date, sorted((*kept, *added), key=lambda model: model.id))


def _missed(model: Model, date: str) -> Model:
    return replace(model, listed=False, missed=date) if model.listed else model


def _mode(row: Published) -> Mode | None:
    return Mode.UPSCALE if row.enhancement else mode_of(row.id, row.name, row.kind)


def _laid_over(model: Model, row: Published) -> Model:
    facts: dict[str, object] = {
        name: value for name in _SAID if (value := getattr(row, name)) not in {None, ""}
    }
    facts |= {name: getattr(row, name) for name in _ALWAYS}
    if model.mode is not Mode.UPSCALE:
        facts |= _values(model, row)
    if row.enhancement:
        facts["enhancement"] = _settings(model.enhancement, row.enhancement)
    if row.prompted is not None:
        facts["prompt"] = "optional" if row.prompted else "refused"
    return replace(model, listed=True, **facts)


def _values(model: Model, row: Published) -> dict[str, object]:
    """The lists of values, without those that follow reference videos where the model also has some of its own."""
    found: dict[str, object] = {name: said for name in _LISTS if (said := getattr(row, name)) is not None}
    if row.durations:
        rungs = tuple(each for each in row.durations if each not in _SOURCE_LENGTH)
        found["durations"] = rungs or ("Auto",)
        if rungs and rungs != row.durations:
            found["source_duration"] = True
    if model.source_ratio and row.aspect_ratios:
        found["aspect_ratios"] = tuple(each for each in row.aspect_ratios if each not in _SOURCE_SHAPE)
    return found


def _settings(known: Enhancement | None, said: Enhancement) -> Enhancement:
    """The settings as listed. The list does not tell which belong together, nor of files, nor always of defaults."""
    if known is None:
        return said
    return replace(
        known,
        engines=said.engines,
        sliders=said.sliders,
        target_fps=said.target_fps,
        default_fps=said.default_fps or known.default_fps,
        slowdown=said.slowdown,
        formats=said.formats or known.formats,
        h264=said.h264,
    )


def _new(row: Published, mode: Mode, family: str, date: str) -> Model:
    model = replace(
        Model(row.id, row.name or row.id, mode, family, f"live list, {date}"), **_BY_MODE.get(mode, {})
    )
    factors = tuple(int(each[:-1]) for each in row.resolutions or () if each in {"1x", "2x", "4x"})
    if mode is Mode.UPSCALE:
        model = replace(model, durations=(), resolutions=(), aspect_ratios=(), factors=factors)
    return _laid_over(model, row)


_BY_MODE: Mapping[Mode, Mapping[str, object]] = {
    Mode.TEXT: {
        "start_image": "refused",
        "end_image": "refused",
        "elements": 0,
        "scene_images": 0,
        "reference_images": 0,
        "reference_videos": 0,
        "reference_audios": 0,
        "reference_documents": 0,
        "image_strength": False,
    },
    Mode.IMAGE: {"start_image": "required"},
    Mode.TRANSITION: {"start_image": "required", "end_image": "required"},
}
"""What follows from a mode alone."""
