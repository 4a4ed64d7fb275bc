"""What a price depends on: the body of /video/quote for a body of /video/queue.

Knows the fields of a quote; knows no prices. The quote drops what a model does not use and does not check the rest
(Venice video skill, September 2026), so only what moves the price is told.
"""

from collections.abc import Callable, Mapping

from vgdsl.plan.job import ClipInput, FileInput, Input
from vgdsl.program.model import Mode, Model

_PRICED = ("model", "duration", "aspect_ratio", "resolution", "audio", "upscale_factor")
_ENHANCED = ("enhancement_model", "target_fps", "slowdown_factor")
_BY_SOURCE = {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE}

Seconds = Callable[[ClipInput | FileInput], float | None]
"""How long a clip or a video file is, where that is known."""


def quote_body(body: Mapping[str, object], model: Model | None, seconds: Seconds) -> dict[str, object]:
    """The quote's fields, in a fixed order."""
    by_source = model is None or model.mode in _BY_SOURCE
    fields = (*_PRICED, *_ENHANCED, *(("video_url",) if by_source else ()))
    quote = {name: body[name] for name in fields if name in body}
    images = _length(body.get("reference_image_urls")) + _length(body.get("image_references"))
    if images:
        quote["reference_image_count"] = images
    total = reference_seconds(body, model, seconds)
    if total is not None:
        quote["reference_video_total_duration"] = int(total) if total == int(total) else total
    return quote


def reference_seconds(body: Mapping[str, object], model: Model | None, seconds: Seconds) -> float | None:
    """Seconds of all reference videos, None without any.

    A clip of unknown length (behind a link, or to be made as long as its source) counts as the longest that the model
    takes: a quote that leaves footage out is too low.
    """
    videos = reference_videos(body)
    if not videos:
        return None
    limits = model.video_clips if model else None
    longest = limits.max_seconds if limits else 0.0
    lengths = [_seconds(video, seconds) for video in videos]
    total = sum(longest if length is None else length for length in lengths)
    return min(total, limits.total_seconds) if limits and None in lengths else round(total, 3)


def reference_videos(body: Mapping[str, object]) -> list[Input]:
    """The reference videos, with a name and a voice each or without."""
    flat, labelled = body.get("reference_video_urls"), body.get("video_references")
    named = [each["video_url"] for each in labelled] if isinstance(labelled, list) else []
    return [*(flat if isinstance(flat, list) else ()), *named]


def _seconds(video: Input, seconds: Seconds) -> float | None:
    return seconds(video) if isinstance(video, ClipInput | FileInput) else None


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else 0
