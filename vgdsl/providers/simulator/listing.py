"""Words the catalogue as /models?type=video does. Knows no request."""

from typing import Any

from vgdsl.program.catalog import Catalog, Enhancement, Mode, Model

_TYPES = {Mode.TEXT: "text-to-video", Mode.VIDEO: "video", Mode.MOTION: "video", Mode.UPSCALE: "video"}
_IMAGE = "image-to-video"
_CREATED = 1_700_000_000


def listing(catalog: Catalog) -> dict[str, Any]:
    """The whole answer."""
    return {"data": [row(model) for model in catalog.models.values()], "object": "list", "type": "video"}


def row(model: Model) -> dict[str, Any]:
    """One model. Deprecations and the limits of reference pictures are told only where there are any."""
    spec: dict[str, Any] = {
        "name": model.name,
        "privacy": model.privacy or "anonymized",
        "offline": False,
        "traits": [],
        "model_sets": [],
        "betaModel": model.beta,
        "constraints": _constraints(model),
    }
    if model.deprecation:
        spec["deprecation"] = {"autoRemap": False, "date": model.deprecation, "removesAt": model.deprecation}
    return {
        "created": _CREATED,
        "id": model.id,
        "object": "model",
        "owned_by": "venice.ai",
        "type": "video",
        "model_spec": spec,
    }


def _constraints(model: Model) -> dict[str, Any]:
    told: dict[str, Any] = {
        "model_type": _TYPES.get(model.mode, _IMAGE),
        "aspect_ratios": list(model.aspect_ratios or ()),
        "resolutions": [f"{factor}x" for factor in model.factors if factor > 1]
        or list(model.resolutions or ()),
        "durations": list(model.durations or ()),
        "audio": bool(model.audio),
        "audio_configurable": bool(model.audio_configurable),
        "audio_input": bool(model.audio_input),
        "per_reference_audio": bool(model.per_reference_audio),
        "video_input": bool(model.video_input),
        "prompt_character_limit": model.max_prompt_chars,
        "reference_image_min_short_side_pixels": model.min_short_side,
        "reference_image_min_aspect_ratio": model.min_ratio,
        "reference_image_max_aspect_ratio": model.max_ratio,
    }
    if model.enhancement:
        told["topaz"] = _settings(model.enhancement, prompt=model.prompt != "refused")
    return {name: value for name, value in told.items() if value is not None}


def _settings(suite: Enhancement, *, prompt: bool) -> dict[str, Any]:
    """The settings of an enhancement model. The values are the guide's labels: the real ones are told only live."""
    fps = [str(suite.target_fps[0]), str(suite.target_fps[1])] if suite.target_fps else []
    selects = {"target_fps": fps, "slowdown_factor": [str(factor) for factor in suite.slowdown]}
    return {
        "models": [{"label": engine, "value": engine} for engine in suite.engines],
        "sliders": [
            {"param": name, "min": least, "max": most, "default": least}
            for name, (least, most) in suite.sliders.items()
        ],
        "selects": [
            {"param": name, "options": options, "default": options[0]}
            for name, options in selects.items()
            if options
        ],
        "h264_output": suite.h264,
        "prompt": prompt,
    }
