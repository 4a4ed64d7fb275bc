"""The upscalers: what each dialect objects to, and what a result measures and is stored as. Knows no account and no job.

The older upscaler was described in two ways that exclude each other: `guide`, the official one of today, takes a video and a
factor and lets words and a length stand; `observed-2026-07` demanded both, as was once seen. The suite refuses both.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from vgdsl.media.probe import MediaInfo
from vgdsl.program.model import Enhancement, Mode, Model, Output
from vgdsl.providers.simulator.judging.refusal import Issue, custom, required, unsupported

Dialect = Literal["guide", "observed-2026-07"]
Size = tuple[int, int]

MOST_SECONDS = 300
"""Of a source (enhancement guide, autumn 2026)."""

_4K_LONG, _4K_SHORT = 4096, 2160
_RATE = Fraction(24)
_NONE = Enhancement()
_PLAIN = Output()


def body_issues(model: Model, body: Mapping[str, Any], dialect: Dialect) -> list[Issue]:
    """What /video/queue has against an order of an upscale beside the rules that all models share."""
    if model.mode is not Mode.UPSCALE:
        return []
    suite = model.enhancement
    return list(_demanded(body, dialect) if suite is None else _settings(suite, body))


def _demanded(body: Mapping[str, Any], dialect: Dialect) -> Iterator[Issue]:
    if dialect == "observed-2026-07":
        for field in ("prompt", "duration"):
            if field not in body:
                yield required((field,))


def _settings(suite: Enhancement, body: Mapping[str, Any]) -> Iterator[Issue]:
    """Settings that are right in themselves and do not go together; and a length, which the suite measures itself."""
    engine = body.get("enhancement_model", next(iter(suite.engines), None))
    for slider, only in suite.only_with.items():
        if slider in body and engine != only:
            yield custom((slider,), f"{slider} is only supported by {only}")
    if body.get("upscale_factor", 1) > 1 and engine in suite.keeps_size:
        yield custom(("upscale_factor",), f"{engine} does not support upscale_factor above 1")
    if "duration" in body:
        yield unsupported("duration")


def source_issues(model: Model, body: Mapping[str, Any], clip: MediaInfo | None) -> list[Issue]:
    """What it has against the source, once that is measured. Of a source on the web nothing is known."""
    if model.mode is not Mode.UPSCALE or clip is None:
        return []
    return list(_measured(model, body, clip))


def _measured(model: Model, body: Mapping[str, Any], clip: MediaInfo) -> Iterator[Issue]:
    if clip.duration is not None and clip.duration > MOST_SECONDS:
        yield custom(("video_url",), f"Video duration must not exceed {MOST_SECONDS} seconds")
    most = (model.enhancement or _NONE).prompted_frames
    if most is not None and "prompt" in body and (clip.frame_count or 0) > most:
        yield custom(("prompt",), f"Input video must not exceed {most} frames when a prompt is provided")
    if body.get("h264_output") is True and clip.width and clip.height:
        long, short = sorted(size_of(model, body, (clip.width, clip.height)), reverse=True)
        if long > _4K_LONG or short > _4K_SHORT:
            yield custom(("h264_output",), "h264_output is not supported for output above 4K")


def factor_of(model: Model, body: Mapping[str, Any]) -> int:
    """How many times larger the result is; 1 where the model changes no size."""
    if not model.factors:
        return 1
    keeps = body.get("enhancement_model") in (model.enhancement or _NONE).keeps_size
    factor: int = body.get("upscale_factor", 1 if keeps else 2)
    return factor


def size_of(model: Model, body: Mapping[str, Any], source: Size) -> Size:
    """Width and height of the result, both even."""
    factor, output = factor_of(model, body), model.output or _PLAIN
    short = min(source) * factor
    if output.own_size:
        short = _4K_SHORT
    short = max(short, output.least_lines or 0)
    width, height = (2 * round(side * short / min(source) / 2) for side in source)
    return width, height


def rate_of(model: Model, body: Mapping[str, Any], clip: MediaInfo | None) -> Fraction:
    """Pictures a second of the result: as ordered, else the engine's, else the source's."""
    usual = model.enhancement.default_fps if model.enhancement else None
    source = clip.rate if clip is not None else None
    return Fraction(body.get("target_fps") or usual or source or _RATE)


def encoding_of(model: Model, body: Mapping[str, Any]) -> str:
    """How the result is stored: `h264`, `hevc`, `hdr10` or `prores`."""
    suite = model.enhancement
    if suite is None or body.get("h264_output") is True:
        return "h264"
    if suite.formats:
        return "prores" if body.get("output_format") == "prores" else "hdr10"
    return "hevc"
