"""Looks at the media inside an order: their formats, lengths, weights and shapes. Knows no account and no job.

What is on the web is not looked at. An order with a medium out of bounds is refused before it is charged, in sentences
of our own: the service's are not published, only which statuses they come with (error table, August 2026).
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vgdsl.media.probe import MediaInfo
from vgdsl.program.catalog import Limits, Model
from vgdsl.providers.simulator.judging.refusal import Refusal, custom, invalid, plain
from vgdsl.providers.simulator.order import Media, seen, store

Body = Mapping[str, Any]

_SOURCES = frozenset({"video/mp4", "video/quicktime", "video/webm"})
_CLIPS = frozenset({"video/mp4", "video/quicktime"})
_SOUNDS = frozenset({"audio/wav", "audio/x-wav", "audio/mpeg", "audio/mp3"})

_PICTURES = frozenset(
    f"image/{name}" for name in ("jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif")
)
"""What Seedance reads (its guide, August 2026)."""

_LONGEST_SOUND, _HEAVIEST_SOUND = 30, 15
_SLACK = 0.1  # seconds: containers count whole frames, and codecs pad


def measure(model: Model, body: Body, folder: Path) -> None:
    """Raise Refusal for the first medium that the model does not take; what is inside is stored in `folder`."""
    _sources(body, folder)
    _soundtrack(model, body, folder)
    for field, kind, formats, limits in (
        ("reference_video_urls", "video", _CLIPS, model.video_clips),
        ("reference_audio_urls", "audio", _SOUNDS, model.audio_clips),
    ):
        lengths = list(_clips(body, field, kind, formats, folder))
        if limits is not None:
            _within(field, lengths, limits, late=model.total_seconds is not None and kind == "audio")
    if isinstance(body.get("duration"), str) and body["duration"] in {"auto", "-1"}:
        _matched(model, body, folder)
    for info in _pictures(body, folder):
        _picture(model, info)


def _sources(body: Body, folder: Path) -> None:
    """A clip to work over, by itself or of an element."""
    for url in (body.get("video_url"), *(element.get("video_url") for element in body.get("elements", ()))):
        if url is not None and (info := seen(store(url, "video", folder), folder)):
            _formatted(info, _SOURCES, "video_url", "video")


def _soundtrack(model: Model, body: Body, folder: Path) -> None:
    media = store(body["audio_url"], "audio", folder) if "audio_url" in body else None
    if media is None or media.remote:
        return
    info = seen(media, folder)
    if info is None or info.duration is None:
        raise invalid([custom(("audio_url",), "audio_url: Invalid audio format")])
    _formatted(info, _SOUNDS, "audio_url", "audio")
    least = model.soundtrack_min_seconds or 0.0
    if info.duration < least:
        raise _sound(f"Audio duration is too short. Minimum is {least:g} seconds.")
    if info.duration > _LONGEST_SOUND:
        raise _sound(f"Audio duration is too long. Maximum is {_LONGEST_SOUND} seconds.")
    if info.size_bytes > _HEAVIEST_SOUND * 1_000_000:
        raise _sound(f"Audio file is too large. Maximum is {_HEAVIEST_SOUND}MB.")


def _sound(text: str) -> Refusal:
    return invalid([custom(("audio_url",), f"audio_url: {text}")])


def _clips(body: Body, field: str, kind: str, formats: frozenset[str], folder: Path) -> Iterator[MediaInfo]:
    """The reference clips or sounds that are inside the request."""
    for url in body.get(field, ()):
        info = seen(store(url, kind, folder), folder)
        if info is not None:
            _formatted(info, formats, field, kind)
            yield info


def _formatted(info: MediaInfo, formats: frozenset[str], field: str, kind: str) -> None:
    if info.mime not in formats:
        raise invalid([custom((field,), f"{field}: Invalid {kind} format")])


def _within(field: str, clips: Iterable[MediaInfo], limits: Limits, *, late: bool) -> None:
    """Each clip within the limits, and together; `late`: their sum is left to the model's maker."""
    total = 0.0
    for info in clips:
        length = float(info.duration or 0)
        if not limits.min_seconds - _SLACK <= length <= limits.max_seconds + _SLACK:
            bounds = f"{limits.min_seconds:g} to {limits.max_seconds:g} seconds"
            raise plain(422, f"{field}: each clip must last {bounds}, not {length:g}.")
        if info.size_bytes > limits.megabytes * 1_000_000:
            raise plain(422, f"{field}: each clip must have at most {limits.megabytes:g}MB.")
        total += length
    if total > limits.total_seconds + _SLACK and not late:
        raise plain(422, f"{field}: all clips together must last at most {limits.total_seconds:g} seconds.")


def _matched(model: Model, body: Body, folder: Path) -> None:
    """A clip as long as its source can be made only of a source as long as a clip may be."""
    infos = [seen(store(url, "video", folder), folder) for url in body.get("reference_video_urls", ())]
    total = sum(float(info.duration or 0) for info in infos if info is not None)
    rungs = [float(text.removesuffix("s")) for text in model.durations or () if text != "Auto"]
    if total and rungs and not min(rungs) - _SLACK <= total <= max(rungs) + _SLACK:
        raise plain(422, f"The source clip must last {min(rungs):g} to {max(rungs):g} seconds.")


def _pictures(body: Body, folder: Path) -> Iterator[MediaInfo]:
    for media in pictures(body, folder):
        info = seen(media, folder)
        if info is not None:
            yield info


def pictures(body: Body, folder: Path) -> Iterator[Media]:
    """Every picture of an order, each as often as it is sent."""
    urls = [body[field] for field in ("image_url", "end_image_url") if field in body]
    for field in ("reference_image_urls", "scene_image_urls"):
        urls += body.get(field, ())
    for field in ("elements", "image_references", "keyframes"):
        for one in body.get(field, ()):
            urls += [one[name] for name in ("frontal_image_url", "image_url") if name in one]
            urls += one.get("reference_image_urls", ())
    yield from (store(url, "image", folder) for url in urls)


def _picture(model: Model, info: MediaInfo) -> None:
    if model.family.startswith("seedance") and info.mime not in _PICTURES:
        raise plain(400, "Invalid image format")
    if model.image_megabytes and info.size_bytes > model.image_megabytes * 1_000_000:
        raise plain(422, f"Image is too large. Maximum is {model.image_megabytes:g}MB.")
    if info.width and info.height and model.min_ratio and model.max_ratio:
        ratio = info.width / info.height
        if not model.min_ratio < ratio < model.max_ratio:
            bounds = f"between {model.min_ratio:g} and {model.max_ratio:g}"
            raise plain(422, f"Image aspect ratio must be {bounds}, received {ratio:.2f}.")
