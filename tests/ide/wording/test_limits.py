"""What a model says about an attribute, in a few words."""

import pytest

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Kind
from vgdsl.ide.wording.limits import allowed
from vgdsl.ide.wording.models import named
from vgdsl.program.editions import bundled

CATALOG = bundled()


@pytest.mark.parametrize(
    ("model", "attribute", "words"),
    [
        ("kling-o3-pro-text-to-video", "duration", "3s to 15s"),
        ("kling-2.6-pro-text-to-video", "duration", "5s or 10s"),
        ("kling-2.6-pro-text-to-video", "resolution", "has no such setting"),
        ("kling-o3-pro-reference-to-video", "elements", "up to 4 elements"),
        ("kling-o3-pro-image-to-video", "start", "needs one"),
        ("topaz-video-denoise", "noise", "0 to 1"),
        ("topaz-video-denoise", "fps", "has no such setting"),
        ("topaz-video-interpolate", "fps", "16fps to 120fps"),
        ("topaz-video-upscale", "factor", "1x, 2x or 4x"),
    ],
)
def test_limits_in_words(model, attribute, words):
    assert allowed(CATALOG.models[model], attribute) == words


def test_every_model_has_words_for_every_attribute():
    attributes = ATTRIBUTES[Kind.PROFILE]
    for model in CATALOG.models.values():
        assert all("None" not in allowed(model, name) for name in attributes)


def test_every_model_and_family_has_a_page():
    for name in (*CATALOG.models, *CATALOG.families()):
        assert named(CATALOG, name).startswith(f"**{name}**")
    assert named(CATALOG, "nobody") == ""
