"""Which attribute of the language gives which field of a request. Knows names only, no values and no models."""

from collections.abc import Mapping

SETTINGS: Mapping[str, str] = {
    "enhancement": "enhancement_model",
    "fps": "target_fps",
    "slowdown": "slowdown_factor",
    "format": "output_format",
    "h264": "h264_output",
}
"""Settings of an upscale whose field has another name; every other one has its field's (`noise`, `halo`, `grain`)."""

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "image_url": ("start", "from"),
    "end_image_url": ("end", "to"),
    "video_url": ("source",),
    "audio_url": ("soundtrack",),
    "scene_image_urls": ("locations", "prompt"),
    "reference_image_urls": ("references", "elements", "locations", "prompt"),
    "image_references": ("references", "elements", "locations", "prompt"),
    "reference_video_urls": ("references", "elements", "prompt"),
    "video_references": ("references", "elements", "prompt"),
    "reference_audio_urls": ("references", "elements", "prompt"),
    "reference_document_urls": ("references", "prompt"),
    "elements": ("elements", "prompt"),
    "camera_trajectory": ("camera",),
    "omni_reference_task_type": ("task",),
    "bitrate_mode": ("bitrate",),
    "voice_id": ("voice",),
    "consents": ("consent",),
    "upscale_factor": ("factor",),
    **{field: (name,) for name, field in SETTINGS.items()},
}
"""The attributes that can have given a field, the likeliest first; any other field has its attribute's name."""


def attributes(field: str) -> tuple[str, ...]:
    """The attributes that can have given a field; the first is what it is called where nobody wrote it."""
    return ATTRIBUTES.get(field, (field,))
