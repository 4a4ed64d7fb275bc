"""What a user relies on: a default of the film is left out only where the model surely has no such thing."""

import pytest

from vgdsl.check.rules.lacking import lacks
from vgdsl.program.editions import load

MODELS = load().models


@pytest.mark.parametrize(
    ("model", "attribute"),
    [
        ("wan-2-7-image-to-video", "aspect_ratio"),
        ("kling-o3-pro-text-to-video", "resolution"),
        ("wan-2-7-video-to-video", "duration"),
        ("grok-imagine-reference-to-video", "audio"),
        ("wan-3-0-text-to-video", "negative_prompt"),
        ("kling-o3-pro-text-to-video", "soundtrack"),
        ("wan-2-7-text-to-video", "elements"),
    ],
)
def test_what_a_model_has_no_field_for(model, attribute):
    assert lacks(MODELS[model], attribute)


@pytest.mark.parametrize(
    ("model", "attribute"),
    [
        ("wan-2-7-text-to-video", "aspect_ratio"),
        ("wan-2-7-text-to-video", "duration"),
        ("flux-3-text-to-video", "resolution"),
        ("flux-3-text-to-video", "aspect_ratio"),
        ("flux-3-image-to-video", "image_strength"),
        ("kling-o3-pro-text-to-video", "audio"),
        ("kling-o3-pro-reference-to-video", "elements"),
        ("wan-2-7-text-to-video", "takes"),
    ],
)
def test_what_it_has_and_what_nobody_knows(model, attribute):
    assert not lacks(MODELS[model], attribute)
