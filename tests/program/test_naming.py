"""What a user relies on: a model that nobody has described yet is taken for what it is, and found under its family."""

import pytest

from vgdsl.program.editions import bundled
from vgdsl.program.model import Mode
from vgdsl.program.naming import families_of, mode_of

KINDS = {
    Mode.TEXT: "text-to-video",
    Mode.VIDEO: "video",
    Mode.MOTION: "video",
    Mode.UPSCALE: "video",
}
"""How the provider's list calls a mode; everything else is `image-to-video` to it."""


@pytest.mark.parametrize("model", bundled().models.values(), ids=lambda model: model.id)
def test_the_name_of_every_known_model_tells_its_mode(model):
    assert mode_of(model.id, model.name, KINDS.get(model.mode, "image-to-video")) is model.mode


@pytest.mark.parametrize(
    ("model_id", "name", "kind", "mode"),
    [
        ("kling-v4-pro-i2v", "Kling V4 Pro", "image-to-video", Mode.IMAGE),
        ("kling-v4-pro", "Kling V4 Pro R2V", "image-to-video", Mode.REFERENCE),
        ("luma-ray-4-first-and-last", "Ray 4", "image-to-video", Mode.TRANSITION),
        ("luma-ray-4", "Ray 4 First & Last Frame", "image-to-video", Mode.TRANSITION),
        ("veo4-fast", "Veo 4", "text-to-video", Mode.TEXT),
        ("acme-orbit", "Acme Orbit", "video", Mode.VIDEO),
        ("acme-upscaler", "Acme", "video", Mode.UPSCALE),
        ("acme-sing", "Acme Sing", "audio-to-video", None),
    ],
)
def test_a_new_one_by_its_id_else_by_its_name_else_by_its_kind(model_id, name, kind, mode):
    assert mode_of(model_id, name, kind) is mode


def test_the_variants_of_a_model_make_a_family():
    ids = {
        "wan-4-text-to-video": Mode.TEXT,
        "wan-4-image-to-video": Mode.IMAGE,
        "wan-4-transition": Mode.TRANSITION,
        "runway-gen5": Mode.IMAGE,
        "runway-gen5-text": Mode.TEXT,
    }
    found = families_of(ids.items(), {})
    assert set(found.values()) == {"wan-4", "runway-gen5"}


def test_a_new_variant_joins_the_family_that_is_there():
    new = [("seedance-2-5-flash-reference-to-video-basic", Mode.REFERENCE)]
    assert families_of(new, {"seedance-2-5-flash": [Mode.TEXT, Mode.IMAGE]}) == {
        "seedance-2-5-flash-reference-to-video-basic": "seedance-2-5-flash"
    }


def test_two_editions_side_by_side_are_two_families():
    ids = {
        "grok-imagine-2-text-to-video": Mode.TEXT,
        "grok-imagine-2-text-to-video-private": Mode.TEXT,
        "grok-imagine-2-image-to-video-private": Mode.IMAGE,
    }
    assert families_of(ids.items(), {}) == {
        "grok-imagine-2-text-to-video": "grok-imagine-2",
        "grok-imagine-2-text-to-video-private": "grok-imagine-2-private",
        "grok-imagine-2-image-to-video-private": "grok-imagine-2-private",
    }


def test_a_family_never_has_two_models_of_one_mode():
    assert families_of(
        [("ovi-i2v", Mode.IMAGE), ("ovi-multi-angle", Mode.IMAGE)], {"ovi-i2v": [Mode.IMAGE]}
    ) == {
        "ovi-i2v": "ovi-i2v",
        "ovi-multi-angle": "ovi-multi-angle",
    }


def test_known_names_make_the_known_families():
    """But for models that are not listed, whose families were named by hand."""
    models = [model for model in bundled().models.values() if model.listed]
    found = families_of([(model.id, model.mode) for model in models], {})
    assert {model.id: model.family for model in models} == found
