"""What a user relies on: the size of a clip is the one ordered, and defaults are among what the model lists."""

import pytest

from vgdsl.program.editions import load
from vgdsl.program.model import Model, default_aspect, default_resolution, model_dimensions

CATALOG = load()


def known(model_id: str) -> Model:
    model = CATALOG.get(model_id)
    assert model is not None
    return model


@pytest.mark.parametrize(
    ("model", "resolution", "ratio", "size"),
    [
        ("wan-2-7-text-to-video", "720p", "16:9", (1280, 720)),
        ("wan-2-7-text-to-video", "1080p", "9:16", (1080, 1920)),
        ("wan-2-7-text-to-video", None, None, (1280, 720)),
        ("wan-2-7-text-to-video", "720p", "1:1", (720, 720)),
        ("veo3.1-fast-text-to-video", "4k", "16:9", (3840, 2160)),
        ("minimax-h3-text-to-video", "2K", "16:9", (2560, 1440)),
        ("minimax-h3-text-to-video", "768P", "4:3", (1024, 768)),
        ("sora-2-pro-text-to-video", "true_1080p", "16:9", (1920, 1080)),
        ("seedance-2-0-text-to-video-basic", "480p", "21:9", (1120, 480)),
        ("wan-3-0-image-to-video", "720p", "adaptive", (1280, 720)),
        ("kling-o3-4k-text-to-video", None, "16:9", (3840, 2160)),
        ("kling-o3-pro-text-to-video", None, "9:16", (720, 1280)),
    ],
)
def test_a_clip_measures_what_was_ordered(model, resolution, ratio, size):
    assert model_dimensions(known(model), resolution, ratio) == size


@pytest.mark.parametrize("model", CATALOG.models.values(), ids=lambda model: model.id)
def test_every_order_of_the_catalogue_has_an_even_size(model):
    for resolution in model.resolutions or (None,):
        for ratio in model.aspect_ratios or (None,):
            width, height = model_dimensions(model, resolution, ratio)
            assert width % 2 == height % 2 == 0
            assert min(width, height) >= 240


def test_defaults_are_among_what_the_model_lists():
    assert default_resolution(known("wan-2-7-text-to-video")) == "720p"
    assert default_resolution(known("minimax-h3-max-text-to-video")) == "768P"
    assert default_resolution(known("kling-o3-pro-text-to-video")) is None
    assert default_aspect(known("kling-o3-pro-text-to-video")) == "16:9"
    assert default_aspect(known("kling-o3-pro-image-to-video")) is None


def test_what_is_no_resolution_is_not_measured():
    with pytest.raises(ValueError, match="big"):
        model_dimensions(known("wan-2-7-text-to-video"), "big", None)
