"""The shape of requests: which fields there are, and the type and bounds of each. Knows no model.

The published schema (QueueVideoRequest, August 2026), with the fields that the service takes although the schema does
not list them (Venice video skill, September 2026). A shape is a function from a place and a value to issues, each
made by one of the small makers below.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vgdsl.providers.simulator.judging.links import LinkError, read_link
from vgdsl.providers.simulator.judging.refusal import (
    Issue,
    Path,
    custom,
    not_among,
    out_of_bounds,
    required,
    unrecognized,
    wrong_type,
)

Shape = Callable[[Path, object], Iterator[Issue]]

LONGEST_PROMPT = 20_000


def text(least: int = 0, most: int = LONGEST_PROMPT) -> Shape:
    """A string of so many characters."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        if not isinstance(value, str):
            yield wrong_type(path, "string", value)
        elif len(value) < least:
            yield out_of_bounds(path, "string", least=least)
        elif len(value) > most:
            yield out_of_bounds(path, "string", most=most)

    return check


def viewer(path: Path, value: object) -> Iterator[Issue]:
    """What a caller calls the person behind a request: printable ASCII, without the mark that joins buckets."""
    yield from text(1, 128)(path, value)
    if isinstance(value, str) and not (value.isascii() and value.isprintable() and "||" not in value):
        yield custom(path, "Must be printable ASCII without '||'")


def choice(*allowed: str) -> Shape:
    """One of some words."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        if not isinstance(value, str):
            yield wrong_type(path, "string", value)
        elif value not in allowed:
            yield not_among(path, allowed, value)

    return check


def number(least: float, most: float = float("inf"), *, whole: bool = False) -> Shape:
    """A number between bounds."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not fits:
            yield wrong_type(path, "integer" if whole else "number", value)
        elif isinstance(value, int | float) and value < least:
            yield out_of_bounds(path, "number", least=least)
        elif isinstance(value, int | float) and value > most:
            yield out_of_bounds(path, "number", most=most)

    return check


def flag(path: Path, value: object) -> Iterator[Issue]:
    """True or false."""
    if not isinstance(value, bool):
        yield wrong_type(path, "boolean", value)


def agreed(path: Path, value: object) -> Iterator[Issue]:
    """True and nothing else."""
    if value is not True:
        yield {
            "code": "invalid_literal",
            "expected": True,
            "received": value,
            "path": list(path),
            "message": "Invalid literal value, expected true",
        }


def link(kind: str) -> Shape:
    """The address of media, or the media itself."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        if not isinstance(value, str):
            yield wrong_type(path, "string", value)
            return
        try:
            read_link(value, kind)
        except LinkError as error:
            yield custom(path, str(error))

    return check


def many(item: Shape, most: int, least: int = 0) -> Shape:
    """A list of alike values."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        if not isinstance(value, list):
            yield wrong_type(path, "array", value)
            return
        if len(value) > most:
            yield out_of_bounds(path, "array", most=most)
        if len(value) < least:
            yield out_of_bounds(path, "array", least=least)
        for index, one in enumerate(value):
            yield from item((*path, index), one)

    return check


def record(fields: Mapping[str, Shape], needed: Sequence[str] = ()) -> Shape:
    """An object with these fields and no others."""

    def check(path: Path, value: object) -> Iterator[Issue]:
        if not isinstance(value, dict):
            yield wrong_type(path, "object", value)
            return
        if unknown := [key for key in value if key not in fields]:
            yield unrecognized(path, unknown)
        for name in needed:
            if name not in value:
                yield required((*path, name))
        for name, shape in fields.items():
            if name in value:
                yield from shape((*path, name), value[name])

    return check


_CONSENT: Mapping[str, Shape] = dict.fromkeys(
    ("confirmed_terms_and_privacy", "confirmed_legal_right", "confirmed_screening_acknowledged"), agreed
)
_TRAJECTORY: Mapping[str, Shape] = {
    "time": number(0, 1),
    "azimuth": number(float("-inf")),
    "elevation": number(-90, 90),
    "distance": number(0),
}
_ELEMENT = {
    "frontal_image_url": link("image"),
    "reference_image_urls": many(link("image"), 3),
    "video_url": link("video"),
    "audio_url": link("audio"),
}
_NAMED_IMAGE = {
    "image_url": link("image"),
    "type": choice("subject", "background"),
    "ref_name": text(1),
    "audio_url": link("audio"),
}
_VIDEO_REFERENCE = {"video_url": link("video"), "ref_name": text(1), "audio_url": link("audio")}
_SLIDERS = ("compression", "noise", "halo", "recover_detail", "creativity", "realism", "sharp")

FIELDS: Mapping[str, Shape] = {
    "model": text(1),
    "prompt": text(1),
    "negative_prompt": text(),
    "duration": text(1, 20),
    "aspect_ratio": text(1, 20),
    "resolution": text(1, 20),
    "upscale_factor": number(1, 4, whole=True),
    "audio": flag,
    "image_url": link("image"),
    "end_image_url": link("image"),
    "audio_url": link("audio"),
    "video_url": link("video"),
    "reference_image_urls": many(link("image"), 30),
    "reference_video_urls": many(link("video"), 10),
    "reference_audio_urls": many(link("audio"), 10),
    "reference_document_urls": many(link("document"), 1),
    "elements": many(record(_ELEMENT), 4),
    "scene_image_urls": many(link("image"), 4),
    "keyframes": many(
        record(
            {"image_url": link("image"), "frame_index": number(0, whole=True)}, ("image_url", "frame_index")
        ),
        10,
    ),
    "camera_trajectory": many(record(_TRAJECTORY, tuple(_TRAJECTORY)), 12, least=2),
    "image_references": many(record(_NAMED_IMAGE, ("image_url",)), 30),
    "video_references": many(record(_VIDEO_REFERENCE, ("video_url",)), 10),
    "omni_reference_task_type": choice("auto", "reference", "edit", "extend", "editing", "extension"),
    "bitrate_mode": choice("standard", "high"),
    "image_strength": number(0, 1),
    "voice_id": text(1),
    "anon_user_id": viewer,
    "consents": record({"seedance": record(_CONSENT, tuple(_CONSENT))}),
    "enhancement_model": text(1),
    "target_fps": number(16, 120, whole=True),
    "slowdown_factor": number(1, 8, whole=True),
    "output_format": choice("mp4", "prores"),
    "h264_output": flag,
    "softness": number(1, 5),
    "grain": number(0, 0.1),
    **dict.fromkeys(_SLIDERS, number(0, 1)),
}
"""What /video/queue knows. Lists of durations, ratios and resolutions are the models' own, see `rules`."""

ENHANCEMENT_FIELDS = frozenset(
    {
        "enhancement_model",
        "target_fps",
        "slowdown_factor",
        "output_format",
        "h264_output",
        "softness",
        "grain",
        *_SLIDERS,
    }
)
"""The settings of the Topaz suite (enhancement guide, August 2026)."""

QUOTE_FIELDS: Mapping[str, Shape] = {
    "model": text(1),
    "duration": text(1, 20),
    "aspect_ratio": text(1, 20),
    "resolution": text(1, 20),
    "upscale_factor": number(1, 4, whole=True),
    "audio": flag,
    "video_url": link("video"),
    "reference_video_total_duration": number(0),
    "reference_image_count": number(0, whole=True),
    "enhancement_model": text(1),
    "target_fps": number(16, 120, whole=True),
    "slowdown_factor": number(1, 8, whole=True),
}
"""What /video/quote looks at; it passes over every other field."""


def shape_issues(body: Mapping[str, Any], fields: Mapping[str, Shape], *, strict: bool) -> list[Issue]:
    """What is wrong with the fields of a body one by one; `strict`: fields that do not exist count as wrong."""
    issues: list[Issue] = []
    if strict and (unknown := [key for key in body if key not in fields]):
        issues.append(unrecognized((), unknown))
    for name, shape in fields.items():
        if name in body:
            issues.extend(shape((name,), body[name]))
    return issues
