"""What one video model takes, and what its clips measure.

Knows no other model, no network and no scene. Unknown is `None` and is never filled with a guess; an empty list
or a zero means that the model refuses the parameter.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

import msgspec

Demand = Literal["refused", "optional", "required"]
"""Whether a request may, must or must not carry a field."""

Tags = Literal["structured", "at", "angle", "none"]
"""How a prompt cites a reference: `@Element1` and `@Image1` of scene images; `@Image1`; `<Image 1>`; in words."""


class Mode(StrEnum):
    """What a model makes a clip from."""

    TEXT = "text-to-video"
    IMAGE = "image-to-video"
    REFERENCE = "reference-to-video"
    TRANSITION = "transition"
    VIDEO = "video-to-video"
    MOTION = "motion-control"
    UPSCALE = "upscale"


class Limits(msgspec.Struct, frozen=True, omit_defaults=True):
    """What each reference clip may measure, and all of them together. Seconds and megabytes."""

    min_seconds: float
    max_seconds: float
    megabytes: float
    total_seconds: float


class PriceTier(msgspec.Struct, frozen=True, omit_defaults=True):
    """US dollars for one second of output, as last seen. A quote decides; this only estimates."""

    usd: float
    resolution: str | None = None  # the tier's resolution; None: every resolution
    audio: bool | None = None  # with or without sound; None: the same for both
    max_height: int | None = None  # upscalers: the tallest output of this tier; None: everything above
    engine: str | None = (
        None  # upscalers: the engine that has this price; None: every engine without one of its own
    )
    least: float | None = None  # where the price is known only within bounds: these
    most: float | None = None
    lowest: bool = False  # the cheapest of the model's prices: what else it charges is unknown


class Output(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an upscaler's clips measure beside what was ordered, and how their rate moves the price."""

    own_size: bool = False  # snaps to a size of its own, mostly 4K: from any factor it may cost as much
    least_lines: int | None = None  # the shorter side is at least so long, however small the source
    doubles_at: int | None = None  # frames a second from which a second costs double
    doubles_above: int | None = None  # the same, without that rate itself
    priced_at: int | None = None  # the prices are those of this rate, and go up and down with it


class Enhancement(msgspec.Struct, frozen=True, omit_defaults=True):
    """The settings of one model of the Topaz suite. Engine names are the guide's labels; the live list has the values."""

    engines: tuple[str, ...] = ()  # `enhancement_model`; the first is what the provider takes by itself
    sliders: Mapping[str, tuple[float, float]] = {}
    target_fps: tuple[int, int] | None = None
    default_fps: int | None = None
    slowdown: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()  # `output_format`; the first is the default
    h264: bool = False
    keeps_size: tuple[str, ...] = ()  # engines that refuse a factor above 1
    only_with: Mapping[str, str] = {}  # sliders that one engine alone has
    prompted_frames: int | None = None  # the longest source, in frames, that may come with a prompt


class Model(msgspec.Struct, frozen=True, omit_defaults=True):
    """One model id: what a request to it may say."""

    id: str
    name: str
    mode: Mode
    family: str
    source: str

    # Lists are spelled as on the wire and are case-sensitive. "Auto" means that the source decides: never sent.
    durations: tuple[str, ...] | None = None
    resolutions: tuple[str, ...] | None = None
    aspect_ratios: tuple[str, ...] | None = None
    source_duration: bool = False  # with reference videos also "auto": as long as they are
    source_ratio: bool = False  # with reference videos also "adaptive" and "auto": shaped as they are

    audio: bool | None = None  # whether its clips have sound
    audio_configurable: bool | None = None  # whether a request may say so
    audio_input: bool | None = None  # `audio_url`
    soundtrack_min_seconds: float | None = None
    soundtrack_is_reference: bool = False  # `audio_url` counts as one of the reference audios
    video_input: bool | None = None  # `video_url`

    start_image: Demand | None = None
    end_image: Demand | None = None
    frames_exclude_references: bool = False

    # How many of each: 0 refused, None unknown.
    elements: int | None = None
    elements_with_frames: int | None = None  # the smaller limit beside a start or end frame
    scene_images: int | None = None
    combined_images: int | None = None  # start + end + elements + scene images
    reference_images: int | None = None
    reference_videos: int | None = None
    reference_audios: int | None = None
    reference_documents: int | None = None
    video_clips: Limits | None = None
    audio_clips: Limits | None = None
    image_megabytes: float | None = None
    min_short_side: int | None = None  # pixels; smaller pictures are enlarged by the provider, not refused
    min_ratio: float | None = None  # width / height of a picture
    max_ratio: float | None = None
    total_seconds: int | None = None  # reference videos and the clip together; found out only after payment
    per_reference_audio: bool | None = (
        None  # an element or a video of `video_references` brings its own voice
    )
    voiced_images: bool = False  # a picture of `image_references` brings its own voice
    named_references: bool = False  # `image_references` with a name each, which the prompt cites as @name
    tags: Tags = "none"

    prompt: Demand = "required"
    max_prompt_chars: int = 2500  # the provider's own default where a model states none
    negative_prompt: bool | None = None
    image_strength: bool | None = None
    bitrate_mode: bool = False
    camera_trajectory: bool = False
    keyframes: bool | None = None
    task: bool = False  # `omni_reference_task_type`
    voice: bool = False  # `voice_id`

    factors: tuple[int, ...] = ()  # `upscale_factor`
    enhancement: Enhancement | None = None
    output: Output | None = None

    listed: bool = True  # whether the provider's list names it; what it does not name may work all the same
    missed: str | None = None  # the day of the list that names it no more
    offline: bool = False  # out of service on the catalogue's day
    privacy: str = ""
    beta: bool = False
    regions: tuple[str, ...] = ()  # the countries in which it is offered; none: everywhere
    consent: bool | None = False  # asks for an attested consent where it finds a face
    refund_on_refusal: bool = True  # whether money comes back where the content is refused
    refusal_fee: bool = False  # whether a fee for the check is kept even of what is refused at once
    download_url: bool = False  # the file comes through a separate link
    deprecation: str | None = None  # the day of its removal
    successor: str | None = None  # the model that the provider names in its place
    prices: tuple[PriceTier, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def shows_motion(self) -> bool:
        """Whether it surely takes a video of who is to be seen."""
        return self.tags == "structured" or self.per_reference_audio is True or bool(self.reference_videos)

    @property
    def stays(self) -> bool:
        """Whether nothing says that it has gone or is going to."""
        return self.deprecation is None and self.missed is None


_HEIGHTS = {"2k": 1440, "4k": 2160, "true_1080p": 1080}
_USUAL_HEIGHT = 720
_USUAL_RATIO = "16:9"


def default_resolution(model: Model) -> str | None:
    """The listed resolution nearest to 720p, which is what most models make by themselves; None if it lists none."""
    listed = model.resolutions or ()
    return min(listed, key=lambda name: abs(lines(name) - _USUAL_HEIGHT), default=None)


def default_aspect(model: Model) -> str | None:
    """16:9 where the model lists it, else its first ratio; None if it lists none."""
    listed = [ratio for ratio in model.aspect_ratios or () if ":" in ratio]
    return _USUAL_RATIO if _USUAL_RATIO in listed else next(iter(listed), None)


def model_dimensions(model: Model, resolution: str | None, aspect_ratio: str | None) -> tuple[int, int]:
    """Width and height in pixels, both even, of a clip ordered so; None takes the model's default.

    The resolution is the shorter side: `720p` at 16:9 is 1280x720, at 9:16 720x1280. "2K" is 1440 and "4k" 2160
    lines. A ratio that follows the source ("auto", "adaptive") counts as 16:9: the caller who knows the source
    knows better. Real sizes differ by a few pixels from model to model; this is our own rule. Raises ValueError
    for a text that is no resolution.
    """
    named = resolution or default_resolution(model)
    short = lines(named) if named else _unlisted_height(model)
    ratio = aspect_ratio if aspect_ratio and ":" in aspect_ratio else default_aspect(model) or _USUAL_RATIO
    across, down = (float(part) for part in ratio.split(":"))
    longer = _even(short * max(across, down) / min(across, down))
    return (longer, short) if across >= down else (short, longer)


def lines(resolution: str) -> int:
    """How many pixels the shorter side of a resolution has. ValueError for a name that is none."""
    name = resolution.lower()
    return _HEIGHTS[name] if name in _HEIGHTS else int(name.removesuffix("p"))


def _unlisted_height(model: Model) -> int:
    """Models that take no resolution have one of their own: the 4K families say so in their name."""
    return _HEIGHTS["4k"] if model.family.endswith("-4k") else _USUAL_HEIGHT


def _even(length: float) -> int:
    return 2 * round(length / 2)
