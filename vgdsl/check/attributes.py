"""Which attributes each kind of declaration has, and the type of each. Knows no tree, no names and no models.

One table per kind drives coercion, the suggestions for misspelt attributes, and what the editor completes.
"""

from collections.abc import Mapping

from vgdsl.check.declarations import Kind
from vgdsl.check.value_types import (
    AUDIO,
    BOOL,
    CLIP,
    DURATION,
    DURATION_OR_AUTO,
    ELEMENT,
    FACTOR,
    IMAGE,
    LINES,
    LOCATION,
    MONEY,
    MOVE,
    MUSIC,
    NODE,
    PICTURE,
    RATE,
    RATIO,
    RESOLUTION_OR_AUTO,
    SEQUENCE,
    STYLE,
    TEXT,
    VIDEO,
    WORD,
    Type,
    choice,
    count,
    list_of,
    number,
)
from vgdsl.check.value_types import KEYFRAME as AT
from vgdsl.check.value_types import REFERENCE as CITED

Table = Mapping[str, Type]

TAKES = count(1, 20)

CONSENTS = ("seedance",)
"""The one consent that the service asks for (Venice consent guide, August 2026)."""

_RUN: Table = {
    "takes": TAKES,
    "pick": TAKES,
    "after": list_of(NODE),
    "hold": BOOL,
}

_LOOK: Table = {
    "model": TEXT,
    "negative_prompt": TEXT,
    "duration": DURATION_OR_AUTO,
    "aspect_ratio": RATIO,
    "resolution": RESOLUTION_OR_AUTO,
    "audio": BOOL,
    "soundtrack": AUDIO,
    "elements": list_of(ELEMENT),
    "locations": list_of(LOCATION),
    "references": list_of(CITED),
    "task": choice("auto", "reference", "edit", "extend"),
    "camera": list_of(MOVE),
    "bitrate": choice("standard", "high"),
    "image_strength": number(0, 1),
    "voice": WORD,
    "consent": list_of(choice(*CONSENTS)),
}

_USE: Table = {"use": list_of(STYLE)}

_SHOT_VALUES: Table = {
    **_LOOK,
    "prompt": TEXT,
    "start": IMAGE,
    "end": IMAGE,
    "source": CLIP,
    "keyframes": list_of(AT),
    **_RUN,
}

_TRANSITION_VALUES: Table = {
    **{name: kind for name, kind in _SHOT_VALUES.items() if name not in {"start", "end", "source"}},
    "from": CLIP,
    "to": CLIP,
}

SLIDERS = (
    "compression",
    "noise",
    "halo",
    "recover_detail",
    "grain",
    "softness",
    "creativity",
    "realism",
    "sharp",
)
"""The Topaz suite's sliders: each model has a few of them (Venice video upscaling guide, August 2026)."""

SETTINGS: Table = {
    "enhancement": TEXT,
    "fps": RATE,
    "slowdown": FACTOR,
    "format": choice("mp4", "prores"),
    "h264": BOOL,
    **dict.fromkeys(SLIDERS, number()),
}
"""Settings of an upscale beside its factor, for the Topaz suite."""

_UPSCALE_VALUES: Table = {
    "model": TEXT,
    "source": CLIP,
    "factor": FACTOR,
    "prompt": TEXT,
    **SETTINGS,
    "parts": count(1, 100),
    **_RUN,
}

_DEFAULTS: Table = {**_LOOK, **_USE, "takes": TAKES, "hold": BOOL}

ATTRIBUTES: Mapping[Kind, Table] = {
    Kind.FILM: {"title": TEXT, "fps": RATE, "budget": MONEY, **_DEFAULTS},
    Kind.SCENE: {"budget": MONEY, "location": LOCATION, **_DEFAULTS},
    Kind.STYLE: {"prefix": TEXT, "suffix": TEXT, **_SHOT_VALUES},
    Kind.SHOT: {**_SHOT_VALUES, **_USE},
    Kind.TRANSITION: {**_TRANSITION_VALUES, **_USE},
    Kind.UPSCALE: _UPSCALE_VALUES,
    Kind.PROFILE: {**_SHOT_VALUES, **{name: t for name, t in _UPSCALE_VALUES.items() if name != "source"}},
    Kind.ELEMENT: {
        "description": TEXT,
        "frontal": PICTURE,
        "references": list_of(PICTURE),
        "video": VIDEO,
        "voice": AUDIO,
    },
    Kind.LOCATION: {"description": TEXT, "image": PICTURE, "images": list_of(PICTURE)},
    Kind.CUT: {
        "sequence": list_of(SEQUENCE),
        "music": MUSIC,
        "fps": RATE,
        "resolution": LINES,
        "output": TEXT,
    },
}

WITH_OPTIONS = frozenset(
    {Kind.FILM, Kind.SCENE, Kind.STYLE, Kind.SHOT, Kind.TRANSITION, Kind.UPSCALE, Kind.PROFILE}
)
"""Kinds that may hold an `options` block."""

OWNED: Mapping[str, str] = {
    "model": "model",
    "prompt": "prompt",
    "negative_prompt": "negative_prompt",
    "duration": "duration",
    "aspect_ratio": "aspect_ratio",
    "resolution": "resolution",
    "audio": "audio",
    "image_url": "start",
    "end_image_url": "end",
    "video_url": "source",
    "audio_url": "soundtrack",
    "elements": "elements",
    "scene_image_urls": "locations",
    "reference_image_urls": "references",
    "reference_video_urls": "references",
    "reference_audio_urls": "references",
    "reference_document_urls": "references",
    "image_references": "references",
    "video_references": "references",
    "keyframes": "keyframes",
    "omni_reference_task_type": "task",
    "camera_trajectory": "camera",
    "bitrate_mode": "bitrate",
    "image_strength": "image_strength",
    "voice_id": "voice",
    "consents": "consent",
    "upscale_factor": "factor",
    "enhancement_model": "enhancement",
    "target_fps": "fps",
    "slowdown_factor": "slowdown",
    "output_format": "format",
    "h264_output": "h264",
    **{name: name for name in SLIDERS},
}
"""Fields of a request that the language itself writes, and the attribute that says each."""

KEPT_AS: Mapping[str, str] = {"from": "start", "to": "end"}
"""Attributes of transitions, and what they are called where a node keeps its values and their places."""

REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.TRANSITION: ("from", "to"),
    Kind.UPSCALE: ("source",),
    Kind.CUT: ("sequence",),
}

ARGUMENTS: Mapping[str, Mapping[str, Type]] = {
    "image": {"path": TEXT},
    "video": {"path": TEXT},
    "audio": {"path": TEXT},
    "document": {"path": TEXT},
    "at": {"time": DURATION, "image": IMAGE},
    "move": {
        "time": number(0, 1),
        "azimuth": number(),
        "elevation": number(-90, 90),
        "distance": number(0),
    },
    "clip": {"clip": CLIP, "in": DURATION, "out": DURATION},
    "dissolve": {"duration": DURATION},
    "music": {
        "audio": AUDIO,
        "fade_in": DURATION,
        "fade_out": DURATION,
        "gain": number(-60, 20),
        "start": DURATION,
    },
    "frame": {"time": DURATION},
    "record": {},
}
"""What each call takes, in order. `frame` is called on a clip: `opening.frame(2.5s)`; `record` takes any names."""

OPTIONAL_ARGUMENTS = frozenset({"in", "out", "fade_in", "fade_out", "gain", "start"})
