"""Reads the rows of /models?type=video into what they say of each model. Knows no network and no model.

A list that comes from outside is not believed: names, values and numbers have the forms that the API's own have, or the
row counts as unreadable, is left out and is named. So nothing strange reaches a catalogue, a terminal or a request.
Shapes are those of the API description and of captured lists of 2026; the Topaz suite's settings were announced as
`constraints.enhancement` and later called `constraints.topaz`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from vgdsl.program.model import Enhancement, lines
from vgdsl.program.published import Published
from vgdsl.providers.venice.moments import read_moment, write_moment

_Word = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
_Length = Annotated[str, msgspec.Meta(pattern=r"^([1-9][0-9]{0,3}s|-1|[Aa]uto)$")]
_Ratio = Annotated[str, msgspec.Meta(pattern=r"^([1-9][0-9]{0,2}:[1-9][0-9]{0,2}|adaptive|auto)$")]
_Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z]{2,3}$")]
_Label = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
_Shape = Annotated[float, msgspec.Meta(gt=0, le=100)]
_Few = msgspec.Meta(max_length=200)


class _Engine(msgspec.Struct):
    value: _Label


class _Slider(msgspec.Struct):
    param: _Word
    min: float
    max: float


class _Select(msgspec.Struct):
    param: _Word
    options: Annotated[tuple[_Label | int, ...], _Few]
    default: _Label | int | None = None


class _Suite(msgspec.Struct):
    models: Annotated[tuple[_Engine, ...], _Few] = ()
    sliders: Annotated[tuple[_Slider, ...], _Few] = ()
    selects: Annotated[tuple[_Select, ...], _Few] = ()
    h264_output: bool = False
    prompt: bool | None = None


class _Constraints(msgspec.Struct):
    model_type: str | None = None
    durations: Annotated[tuple[_Length, ...], _Few] | None = None
    resolutions: Annotated[tuple[_Word, ...], _Few] | None = None
    aspect_ratios: Annotated[tuple[_Ratio, ...], _Few] | None = None
    audio: bool | None = None
    audio_configurable: bool | None = None
    audio_input: bool | None = None
    per_reference_audio: bool | None = None
    video_input: bool | None = None
    prompt_character_limit: _Count | None = None
    reference_image_min_short_side_pixels: _Count | None = None
    reference_image_min_aspect_ratio: _Shape | None = None
    reference_image_max_aspect_ratio: _Shape | None = None
    topaz: _Suite | None = None
    enhancement: _Suite | None = None


class _Deprecation(msgspec.Struct):
    date: str | None = None
    removesAt: str | None = None  # noqa: N815 - the wire's own name
    replacementModelId: _Word | None = None  # noqa: N815


class _Spec(msgspec.Struct):
    name: str = ""
    privacy: _Word | None = None
    betaModel: bool | None = None  # noqa: N815
    offline: bool = False
    regionRestrictions: Annotated[tuple[_Country, ...], _Few] | None = None  # noqa: N815
    deprecation: _Deprecation | None = None
    constraints: _Constraints = msgspec.field(default_factory=_Constraints)


class _Row(msgspec.Struct):
    id: _Word
    model_spec: _Spec


class Listing(msgspec.Struct, frozen=True):
    """What the list says. `unreadable` names the rows that say something strange, each with what it is."""

    rows: tuple[Published, ...]
    unreadable: tuple[str, ...] = ()


def read_listing(rows: Iterable[Mapping[str, Any]]) -> Listing:
    """Read the list's rows. Of two with one id the first counts. Never raises."""
    found: dict[str, Published] = {}
    unreadable = []
    for row in rows:
        if row.get("type", "video") != "video":
            continue
        try:
            said = _published(msgspec.convert(row, _Row))
        except (msgspec.ValidationError, ValueError, OverflowError) as error:
            unreadable.append(f"{_called(row)}: {_short(str(error))}")
        else:
            found.setdefault(said.id, said)
    return Listing(tuple(found.values()), tuple(unreadable))


def _published(row: _Row) -> Published:
    spec, limits = row.model_spec, row.model_spec.constraints
    suite = limits.topaz or limits.enhancement
    leaving = spec.deprecation
    return Published(
        id=row.id,
        name=_short(spec.name),
        kind=limits.model_type,
        durations=limits.durations,
        resolutions=_readable(limits.resolutions),
        aspect_ratios=limits.aspect_ratios,
        audio=limits.audio,
        audio_configurable=limits.audio_configurable,
        audio_input=limits.audio_input,
        per_reference_audio=limits.per_reference_audio,
        video_input=limits.video_input,
        max_prompt_chars=limits.prompt_character_limit,
        min_short_side=limits.reference_image_min_short_side_pixels,
        min_ratio=limits.reference_image_min_aspect_ratio,
        max_ratio=limits.reference_image_max_aspect_ratio,
        privacy=spec.privacy,
        beta=spec.betaModel is True,
        offline=spec.offline,
        regions=tuple(country.upper() for country in spec.regionRestrictions or ()),
        deprecation=_day(leaving.removesAt or leaving.date) if leaving else None,
        successor=leaving.replacementModelId if leaving else None,
        enhancement=_settings(suite) if suite else None,
        prompted=suite.prompt if suite else None,
    )


def _readable(resolutions: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The resolutions, each one that can be told in lines, or a factor. Raises ValueError."""
    for name in resolutions or ():
        if not re.fullmatch(r"[124]x", name):
            lines(name)
    return resolutions


def _day(moment: str | None) -> str | None:
    """The day of a moment, in UTC. Raises ValueError for what is none."""
    at = read_moment(moment)
    if moment is not None and at is None:
        raise ValueError("no moment of removal that can be read")
    return None if at is None else write_moment(at)[:10]


def _settings(suite: _Suite) -> Enhancement:
    """A suite's settings. Options of a select are texts, also where the request wants a number."""
    selects = {each.param: each for each in suite.selects}
    rates = _numbers(selects.get("target_fps"))
    usual = selects["target_fps"].default if "target_fps" in selects else None
    formats = selects.get("output_format")
    return Enhancement(
        engines=tuple(engine.value for engine in suite.models),
        sliders={each.param: (each.min, each.max) for each in suite.sliders},
        target_fps=(min(rates), max(rates)) if rates else None,
        default_fps=None if usual is None else int(usual),
        slowdown=_numbers(selects.get("slowdown_factor")),
        formats=_first(tuple(map(str, formats.options)), formats.default) if formats else (),
        h264=suite.h264_output,
    )


def _numbers(select: _Select | None) -> tuple[int, ...]:
    return tuple(map(int, select.options)) if select else ()


def _first(options: tuple[str, ...], usual: str | int | None) -> tuple[str, ...]:
    """The options, what is usual first."""
    return tuple(sorted(options, key=lambda each: each != usual))


def _called(row: Mapping[str, Any]) -> str:
    return _short(str(row.get("id", "a row without an id")))


def _short(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())[:120]
