"""What a model allows of a node, one rule a file; RULES lists them in the order in which a reader wants to hear of them.

A rule is a generator function from a Subject to diagnostics. Beside the rules stand what they share: subject, finding,
phrases, enclosed; and lacking, which says what a model has no field for.
"""

from vgdsl.check.rules.aspect_ratio import aspect_ratio
from vgdsl.check.rules.audio import audio
from vgdsl.check.rules.bitrate import bitrate
from vgdsl.check.rules.camera import camera
from vgdsl.check.rules.clip_lengths import clip_lengths
from vgdsl.check.rules.consent import consent
from vgdsl.check.rules.deprecation import deprecation
from vgdsl.check.rules.duration import duration
from vgdsl.check.rules.element_counts import element_counts
from vgdsl.check.rules.element_media import element_media
from vgdsl.check.rules.end_frame import end_frame
from vgdsl.check.rules.formats import formats
from vgdsl.check.rules.frames_or_references import frames_or_references
from vgdsl.check.rules.image_strength import image_strength
from vgdsl.check.rules.keyframes import keyframes
from vgdsl.check.rules.mentions import mentions
from vgdsl.check.rules.negative_prompt import negative_prompt
from vgdsl.check.rules.picture_sizes import picture_sizes
from vgdsl.check.rules.prompt import prompt
from vgdsl.check.rules.purpose import purpose
from vgdsl.check.rules.reference_counts import reference_counts
from vgdsl.check.rules.request_size import request_size
from vgdsl.check.rules.resolution import resolution
from vgdsl.check.rules.something_to_show import something_to_show
from vgdsl.check.rules.soundtrack import soundtrack
from vgdsl.check.rules.source import source
from vgdsl.check.rules.start_frame import start_frame
from vgdsl.check.rules.subject import Rule
from vgdsl.check.rules.task import task
from vgdsl.check.rules.total_length import total_length
from vgdsl.check.rules.unchecked import unchecked
from vgdsl.check.rules.upscale_factor import upscale_factor
from vgdsl.check.rules.upscale_settings import upscale_settings
from vgdsl.check.rules.upscale_source import upscale_source
from vgdsl.check.rules.voice import voice

RULES: tuple[Rule, ...] = (
    purpose,
    deprecation,
    duration,
    resolution,
    aspect_ratio,
    audio,
    prompt,
    negative_prompt,
    start_frame,
    end_frame,
    frames_or_references,
    source,
    mentions,
    element_counts,
    element_media,
    reference_counts,
    something_to_show,
    soundtrack,
    keyframes,
    camera,
    task,
    bitrate,
    image_strength,
    voice,
    consent,
    upscale_factor,
    upscale_settings,
    upscale_source,
    picture_sizes,
    clip_lengths,
    total_length,
    formats,
    request_size,
    unchecked,
)
