"""Words the catalogue as /models?type=video does. Knows no request.

A model whose lists are not known has no constraints here, as such models have none in the static list of August 2026: a list
that is read back must not turn what is unknown into what is refused.
"""

from collections.abc import Sequence
from typing import Any, Literal

from vgdsl.program.catalog import Catalog, Enhancement, Mode, Model

SuiteKey = Literal["topaz", "enhancement"]
"""What the settings of the Topaz suite are called: so in the newest guide, and so in the one before."""

_TYPES = {Mode.TEXT: "text-to-video", Mode.VIDEO: "video", Mode.MOTION: "video", Mode.UPSCALE: "video"}
_IMAGE = "image-to-video"
_CREATED = 1_700_000_000


def listing(catalog: Catalog, suite_key: SuiteKey = "topaz") -> dict[str, Any]:
    """The whole answer. Models that are known to be unlisted are served all the same."""
    rows = [row(model, suite_key) for model in catalog.models.values() if model.listed]
    return {"data": rows, "object": "list", "type": "video"}


def row(model: Model, suite_key: SuiteKey = "topaz") -> dict[str, Any]:
    """One model. Deprecations and the limits of reference pictures are told only where there are any."""
    spec: dict[str, Any] = {
        "name": model.name,
        "privacy": model.privacy or "anonymized",
        "offline": model.offline,
        "traits": [],
        "model_sets": [],
        "betaModel": model.beta,
    }
    if model.durations is not None:
        spec["constraints"] = _constraints(model, suite_key)
    if model.regions:
        spec["regionRestrictions"] = list(model.regions)
    if model.deprecation:
        spec["deprecation"] = _deprecation(model.deprecation, model.successor)
    return {
        "created": _CREATED,
        "id": model.id,
        "object": "model",
        "owned_by": "venice.ai",
        "type": "video",
        "model_spec": spec,
    }


def _deprecation(day: str, successor: str | None) -> dict[str, Any]:
    moment = f"{day}T00:00:00.000Z"
    told = {"autoRemap": False, "date": moment, "removesAt": moment}
    return told | ({"replacementModelId": successor} if successor else {})


def _constraints(model: Model, suite_key: SuiteKey) -> dict[str, Any]:
    told: dict[str, Any] = {
        "model_type": _TYPES.get(model.mode, _IMAGE),
        "aspect_ratios": model.aspect_ratios or (),
        "resolutions": [f"{factor}x" for factor in model.factors if factor > 1] or model.resolutions or (),
        "durations": model.durations,
        "audio": bool(model.audio),
        "audio_configurable": bool(model.audio_configurable),
        "audio_input": model.audio_input,
        "per_reference_audio": model.per_reference_audio,
        "video_input": model.video_input,
        "prompt_character_limit": model.max_prompt_chars,
        "reference_image_min_short_side_pixels": model.min_short_side,
        "reference_image_min_aspect_ratio": model.min_ratio,
        "reference_image_max_aspect_ratio": model.max_ratio,
    }
    if model.enhancement:
        told[suite_key] = _settings(model.enhancement, prompt=model.prompt != "refused")
    return {name: value for name, value in told.items() if value is not None}


def _settings(suite: Enhancement, *, prompt: bool) -> dict[str, Any]:
    """The settings of an enhancement model. The values are the guide's labels: the real ones are told only live."""
    fps = sorted({*(suite.target_fps or ()), *filter(None, [suite.default_fps])})
    selects: dict[str, Sequence[object]] = {
        "target_fps": fps,
        "slowdown_factor": suite.slowdown,
        "output_format": suite.formats,
    }
    usual = {
        "target_fps": suite.default_fps,
        "slowdown_factor": next(iter(suite.slowdown), None),
        "output_format": next(iter(suite.formats), None),
    }
    return {
        "models": [{"label": engine, "value": engine} for engine in suite.engines],
        "sliders": [
            {"param": name, "min": least, "max": most, "default": least}
            for name, (least, most) in suite.sliders.items()
        ],
        "selects": [
            {"param": name, "options": [str(option) for option in options]}
            | ({"default": str(usual[name])} if usual[name] else {})
            for name, options in selects.items()
            if options
        ],
        "h264_output": suite.h264,
        "prompt": prompt,
    }
