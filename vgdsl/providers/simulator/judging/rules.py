"""What one model takes: the objections of /video/queue and of /video/quote to a request.

Knows the catalogue's facts. Knows no account, no prices and no job, and cannot look at media. Where the catalogue
does not know a limit, nothing is refused for it. Orders are strict, quotes lenient, as the real ones are.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vgdsl.program.catalog import Enhancement, Mode, Model
from vgdsl.providers.simulator.judging import direction, references
from vgdsl.providers.simulator.judging.fields import ENHANCEMENT_FIELDS, FIELDS, QUOTE_FIELDS, shape_issues
from vgdsl.providers.simulator.judging.refusal import (
    Issue,
    custom,
    not_among,
    out_of_bounds,
    required,
    unrecognized,
    unsupported,
)

Body = Mapping[str, Any]
Rule = Callable[[Model, Body], Iterator[Issue]]

ALL_DURATIONS = (*(f"{seconds}s" for seconds in range(1, 31)), "-1", "1 gen", "auto", "Auto")
ALL_RATIOS = (
    "1:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "9:21",
    "16:9",
    "21:9",
    "adaptive",
    "auto",
)
ALL_RESOLUTIONS = (
    *("256p", "360p", "480p", "540p", "580p", "720p", "1080p", "1440p", "2160p", "true_1080p"),
    *("480P", "768P", "1080P", "2k", "2K", "4k", "4K", "1x", "2x", "4x"),
)
"""As written in the published description, and by models that came later."""

MOST_SECONDS = 300
"""Of a clip that is made from another one."""

_SECONDS = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)s?")
_FROM_CLIPS = frozenset({Mode.VIDEO, Mode.MOTION, Mode.UPSCALE})
_BY_SOURCE = ("Auto",)
_SOURCE_LENGTH = frozenset({"-1", "auto"})
_SOURCE_RATIO = frozenset({"adaptive", "auto"})


def queue_issues(model: Model, body: Body) -> list[Issue]:
    """Everything that /video/queue has against the body; empty when it is accepted."""
    issues = shape_issues(body, FIELDS, strict=True)
    if issues:
        wrong = {issue["path"][0] for issue in issues if issue["path"]}
        listed = [issue for rule in _LIST_RULES for issue in rule(model, body)]
        return issues + [issue for issue in listed if issue["path"][0] not in wrong]
    return [issue for rule in (*_LIST_RULES, *_MODEL_RULES) for issue in rule(model, body)]


def quote_issues(model: Model, body: Body) -> list[Issue]:
    """Everything that /video/quote has against the body: little, and of the price's own fields."""
    issues = shape_issues(body, QUOTE_FIELDS, strict=False)
    return issues or [issue for rule in _QUOTE_RULES for issue in rule(model, body)]


def source_seconds(duration: object) -> float | None:
    """The seconds in a text like "12.5", or None when it is none."""
    found = _SECONDS.fullmatch(duration) if isinstance(duration, str) else None
    return float(found[1]) if found else None


def _prompt(model: Model, body: Body) -> Iterator[Issue]:
    if model.prompt == "required" and "prompt" not in body:
        yield required(("prompt",))
    elif model.prompt == "refused" and "prompt" in body:
        yield unsupported("prompt")
    elif model.prompt == "required" and not str(body["prompt"]).strip():
        yield out_of_bounds(("prompt",), "string", least=1)
    for field in ("prompt", "negative_prompt"):
        if len(str(body.get(field, ""))) > model.max_prompt_chars:
            yield out_of_bounds((field,), "string", most=model.max_prompt_chars)


def _duration(model: Model, body: Body) -> Iterator[Issue]:
    if "duration" not in body:
        if model.durations and model.durations != _BY_SOURCE:
            yield required(("duration",))
        return
    value = str(body["duration"])
    if model.mode in _FROM_CLIPS and model.durations in {None, (), _BY_SOURCE}:
        seconds = source_seconds(value)
        if seconds is None or seconds > MOST_SECONDS:
            yield custom(
                ("duration",), f"Must be the source's length in seconds as text, at most {MOST_SECONDS}"
            )
        return
    yield from _listed_duration(model, value)


def _listed_duration(model: Model, value: str) -> Iterator[Issue]:
    listed = model.durations or ALL_DURATIONS
    by_source = _SOURCE_LENGTH if model.source_duration else frozenset[str]()
    if value not in listed and value not in by_source:
        yield not_among(("duration",), listed, value)


def _quoted_duration(model: Model, body: Body) -> Iterator[Issue]:
    """A quote wants a duration where the model lists some, and does not look at it for clips made from clips."""
    if model.mode in _FROM_CLIPS or not model.durations:
        return
    if "duration" not in body:
        yield required(("duration",))
        return
    yield from _listed_duration(model, str(body["duration"]))
    if body["duration"] in _SOURCE_LENGTH and "reference_video_total_duration" not in body:
        yield custom(("reference_video_total_duration",), "Required for a source-matched duration")


def _footage(model: Model, body: Body) -> Iterator[Issue]:
    limit, total = model.video_clips, body.get("reference_video_total_duration", 0)
    if limit and total > limit.total_seconds:
        yield out_of_bounds(("reference_video_total_duration",), "number", most=limit.total_seconds)


def _resolution(model: Model, body: Body) -> Iterator[Issue]:
    if "resolution" not in body:
        return
    if model.mode is Mode.UPSCALE:
        yield custom(("resolution",), "Use upscale_factor instead of resolution")
    elif model.resolutions == ():
        yield unsupported("resolution")
    elif body["resolution"] not in (model.resolutions or ALL_RESOLUTIONS):
        yield not_among(("resolution",), model.resolutions or ALL_RESOLUTIONS, str(body["resolution"]))


def _quoted_resolution(model: Model, body: Body) -> Iterator[Issue]:
    if model.resolutions:
        yield from _resolution(model, body)


def _aspect_ratio(model: Model, body: Body) -> Iterator[Issue]:
    if "aspect_ratio" not in body:
        if model.aspect_ratios:
            yield required(("aspect_ratio",))
        return
    value, listed = str(body["aspect_ratio"]), model.aspect_ratios or ALL_RATIOS
    by_source = _SOURCE_RATIO if model.source_ratio else frozenset[str]()
    if model.aspect_ratios == ():
        yield unsupported("aspect_ratio")
    elif value not in listed and value not in by_source:
        yield not_among(("aspect_ratio",), listed, value)


def _source_matched(model: Model, body: Body) -> Iterator[Issue]:
    """A length or ratio of the source needs a source."""
    if body.get("reference_video_urls"):
        return
    if model.source_duration and body.get("duration") in _SOURCE_LENGTH:
        yield custom(("duration",), "A source-matched duration requires reference_video_urls")
    if model.source_ratio and body.get("aspect_ratio") in _SOURCE_RATIO:
        yield custom(("aspect_ratio",), "A source-matched aspect_ratio requires reference_video_urls")


def _frames(model: Model, body: Body) -> Iterator[Issue]:
    for field, demand in (("image_url", model.start_image), ("end_image_url", model.end_image)):
        if demand == "refused" and field in body:
            yield unsupported(field)
        if demand == "required" and field not in body:
            yield required((field,))
    if model.mode in _FROM_CLIPS and "video_url" not in body:
        yield required(("video_url",))


def _quoted_source(model: Model, body: Body) -> Iterator[Issue]:
    if model.mode is Mode.UPSCALE and "video_url" not in body:
        yield required(("video_url",))


def _switches(model: Model, body: Body) -> Iterator[Issue]:
    """Fields that a model takes or not."""
    if "audio" in body and model.audio_configurable is False:
        yield custom(("audio",), "This model does not support audio configuration")
    if "audio_url" in body and model.audio_input is False:
        yield custom(("audio_url",), "This model does not support audio input")
    if "video_url" in body and model.video_input is False:
        yield custom(("video_url",), "This model does not support video input")
    for field, taken in _TAKEN.items():
        if field in body and taken(model) is False:
            yield unsupported(field)
    if "camera_trajectory" in body and not model.camera_trajectory:
        yield unrecognized((), ("camera_trajectory",))


_TAKEN: Mapping[str, Callable[[Model], bool | None]] = {
    "negative_prompt": lambda model: model.negative_prompt,
    "image_strength": lambda model: model.image_strength,
    "bitrate_mode": lambda model: model.bitrate_mode,
    "keyframes": lambda model: model.keyframes,
    "omni_reference_task_type": lambda model: model.task,
    "voice_id": lambda model: model.voice,
    "image_references": lambda model: (
        model.named_references or model.voiced_images or model.per_reference_audio
    ),
    "video_references": lambda model: model.per_reference_audio,
    "consents": lambda model: model.consent,
    "upscale_factor": lambda model: bool(model.factors),
}


def _factor(model: Model, body: Body) -> Iterator[Issue]:
    if model.factors and body.get("upscale_factor", model.factors[0]) not in model.factors:
        yield not_among(("upscale_factor",), map(str, model.factors), str(body["upscale_factor"]))


def _enhancement(model: Model, body: Body) -> Iterator[Issue]:
    """The settings of the enhancement suite: each model takes its own, and refuses the others."""
    suite = model.enhancement or Enhancement()
    listed = {"enhancement_model": suite.engines, "output_format": suite.formats}
    taken = {
        **dict.fromkeys(suite.sliders, True),
        **{field: bool(values) for field, values in listed.items()},
        "target_fps": suite.target_fps is not None,
        "slowdown_factor": bool(suite.slowdown),
        "h264_output": suite.h264,
    }
    for field in ENHANCEMENT_FIELDS & body.keys():
        if not taken.get(field):
            yield unsupported(field)
    for field, values in listed.items():
        if field in body and values and body[field] not in values:
            yield not_among((field,), values, body[field])
    bounds = {**suite.sliders, **({"target_fps": suite.target_fps} if suite.target_fps else {})}
    for field, (least, most) in bounds.items():
        if not least <= body.get(field, least) <= most:
            yield out_of_bounds(
                (field,), "number", **({"least": least} if body[field] < least else {"most": most})
            )
    if suite.slowdown and body.get("slowdown_factor", 1) not in suite.slowdown:
        yield not_among(("slowdown_factor",), map(str, suite.slowdown), str(body["slowdown_factor"]))


_LIST_RULES: tuple[Rule, ...] = (_duration, _resolution, _aspect_ratio)
"""Checked even where other fields are malformed, like everything that the service checks field by field."""

_MODEL_RULES: tuple[Rule, ...] = (
    _prompt,
    _frames,
    _switches,
    _factor,
    _enhancement,
    references.counts,
    references.elements,
    references.combinations,
    direction.camera,
    direction.keyframes,
    _source_matched,
)
_QUOTE_RULES: tuple[Rule, ...] = (_quoted_duration, _quoted_resolution, _quoted_source, _factor, _footage)
