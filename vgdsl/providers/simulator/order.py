"""Turns an accepted request into what is to be made and what decides its price. Knows no account and no job.

Media that came inside the request is put into files, named by their bytes; media on the web stays a host's name.
What the request leaves open the model's habits decide, and where nobody knows them, the usual ones.
"""

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import msgspec

from vgdsl.media.errors import MediaError
from vgdsl.media.probe import MediaInfo, probe
from vgdsl.program.catalog import Mode, Model, model_dimensions
from vgdsl.providers.simulator.account.pricing import Measures
from vgdsl.providers.simulator.files import write
from vgdsl.providers.simulator.judging import upscaling
from vgdsl.providers.simulator.judging.links import Inline, read_link
from vgdsl.providers.simulator.judging.refusal import custom, invalid
from vgdsl.providers.simulator.judging.rules import ALL_RATIOS, ALL_RESOLUTIONS, source_seconds

RATE = Fraction(24)
"""Pictures a second of every clip that is not made from another."""

_USUAL_SECONDS = 5.0
_USUAL_SOURCE = (1280, 720)
_WIDE = "16:9"
_NEARLY = 0.02  # ratios that differ by less are the same


class Media(msgspec.Struct, frozen=True):
    """A picture, clip or sound of a request: a file of the media folder, or the host that has it."""

    name: str
    remote: bool = False


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made. Seconds and size are the clip's; `encoding` and what follows it are an upscaler's: `retimed` says
    that its pictures are others in number than the source's.
    """

    model: str
    node: str
    prompt: str
    seconds: float
    width: int
    height: int
    fps: str
    audio: bool
    start: Media | None = None
    end: Media | None = None
    source: Media | None = None
    shown: tuple[Media, ...] = ()
    upscale: bool = False
    encoding: str = "h264"
    slowdown: int = 1
    retimed: bool = False
    engine: str | None = None
    resolution: str | None = None
    reference_seconds: float = 0.0

    @property
    def digest(self) -> str:
        """The same for two orders of the same."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    @property
    def measures(self) -> Measures:
        """What decides the price."""
        return Measures(
            seconds=self.seconds,
            height=self.height if self.upscale else min(self.width, self.height),
            fps=float(Fraction(self.fps)),
            resolution=self.resolution,
            audio=self.audio,
            reference_seconds=self.reference_seconds,
            engine=self.engine,
        )


def read_order(model: Model, body: Mapping[str, Any], folder: Path, node: str = "") -> Order:
    """The order in an accepted body; its media is stored in `folder`. Raises Refusal for a clip that is none."""
    start, source = _frame(body, "image_url", folder), _stored(body, "video_url", "video", folder)
    clip = _measured(source, folder)
    footage = [
        probed
        for media in _references(body, folder)
        if (probed := seen(media, folder)) and probed.kind == "video"
    ]
    reference_seconds = float(sum(info.duration or 0 for info in footage))
    reference_seconds = float(body.get("reference_video_total_duration", reference_seconds))
    width, height = _size(model, body, clip if model.mode is not Mode.IMAGE else seen(start, folder))
    if issues := upscaling.source_issues(model, body, clip):
        raise invalid(issues)
    slowdown = body.get("slowdown_factor", 1)
    upscale = model.mode is Mode.UPSCALE
    rate = upscaling.rate_of(model, body, clip) if upscale else RATE
    return Order(
        model=model.id,
        node=node,
        prompt=body.get("prompt", ""),
        seconds=_seconds(model, body, clip, reference_seconds) * slowdown,
        width=width,
        height=height,
        fps=str(rate),
        audio=model.audio is not False and not upscale and body.get("audio", True),
        start=start,
        end=_frame(body, "end_image_url", folder),
        source=source,
        shown=tuple(_references(body, folder)),
        upscale=upscale,
        encoding=upscaling.encoding_of(model, body),
        slowdown=slowdown,
        retimed=upscale and (slowdown != 1 or (clip is not None and clip.rate != rate)),
        engine=body.get("enhancement_model"),
        resolution=_resolution(body),
        reference_seconds=reference_seconds,
    )


def _seconds(model: Model, body: Mapping[str, Any], clip: MediaInfo | None, references: float) -> float:
    said = source_seconds(body.get("duration"))
    if model.mode is Mode.UPSCALE or said is None:
        if clip is not None and clip.duration is not None:
            return float(clip.duration)
        if references and model.source_duration:
            return float(ceil(references))
    return said or _USUAL_SECONDS


def _size(model: Model, body: Mapping[str, Any], shape: MediaInfo | None) -> tuple[int, int]:
    """Width and height: of an upscale as its model makes them; else as ordered, in the shape of what it starts from."""
    seen = (shape.width, shape.height) if shape and shape.width and shape.height else None
    if model.mode is Mode.UPSCALE:
        return upscaling.size_of(model, body, seen or _USUAL_SOURCE)
    ratio = body.get("aspect_ratio") if body.get("aspect_ratio") in ALL_RATIOS else None
    if seen and not model.aspect_ratios and not (ratio and ":" in ratio):
        across, down = 16.0, 9.0
        ratio = _WIDE if abs(seen[0] / seen[1] / (across / down) - 1) < _NEARLY else f"{seen[0]}:{seen[1]}"
    return model_dimensions(model, _resolution(body), ratio)


def _resolution(body: Mapping[str, Any]) -> str | None:
    """The resolution that is ordered; a factor is none, and a request for a price may hold any word."""
    named = body.get("resolution")
    return named if named in ALL_RESOLUTIONS and not named.endswith("x") else None


def _references(body: Mapping[str, Any], folder: Path) -> Iterator[Media]:
    """Everything that the clip shows beside its frames, in the order of the fields."""
    elements = body.get("elements", ())
    for field, kind in (
        ("reference_image_urls", "image"),
        ("scene_image_urls", "image"),
        ("reference_video_urls", "video"),
    ):
        for url in body.get(field, ()):
            yield store(url, kind, folder)
    for one in (
        *elements,
        *body.get("image_references", ()),
        *body.get("video_references", ()),
        *body.get("keyframes", ()),
    ):
        for field, kind in (("frontal_image_url", "image"), ("image_url", "image"), ("video_url", "video")):
            if field in one:
                yield store(one[field], kind, folder)
        for url in one.get("reference_image_urls", ()):
            yield store(url, "image", folder)


def _frame(body: Mapping[str, Any], field: str, folder: Path) -> Media | None:
    return _stored(body, field, "image", folder)


def _stored(body: Mapping[str, Any], field: str, kind: str, folder: Path) -> Media | None:
    return store(body[field], kind, folder) if field in body else None


def store(url: str, kind: str, folder: Path) -> Media:
    """The medium behind an address; what is inside the request is kept in a file of the folder."""
    media = read_link(url, kind)
    if not isinstance(media, Inline):
        return Media(media.host, remote=True)
    name = hashlib.sha256(media.data).hexdigest()
    path = folder / name
    if not path.exists():
        write(path, media.data)
    return Media(name)


def seen(media: Media | None, folder: Path) -> MediaInfo | None:
    """What a file of the folder holds; None for what is on the web or damaged: the real service finds that out later, too."""
    try:
        return probe(folder / media.name) if media and not media.remote else None
    except MediaError:
        return None


def _measured(media: Media | None, folder: Path) -> MediaInfo | None:
    """What the clip holds that decides length and price. Raises Refusal for one that is none."""
    info = seen(media, folder)
    if media is not None and not media.remote and (info is None or info.duration is None):
        raise invalid([custom(("video_url",), "video_url: Invalid video format")])
    return info
