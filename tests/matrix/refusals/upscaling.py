"""What enlarges and mends clips, and what does not."""

from scenes import PICTURE, usual

from refusals import refused
from vgdsl.program.model import Enhancement, Mode


def _suite(scene):
    return scene.model.enhancement or Enhancement() if scene.keyword == "upscale" else Enhancement()


@refused("later L4.1", "VG485", "factor", wire=lambda body, scene: {**body, "upscale_factor": 2})
def a_factor_for_a_model_that_changes_no_size(scene):
    return scene.saying(factor="2x") if scene.keyword == "upscale" and not scene.model.factors else None


@refused("api 13", "VG486", "factor")
def a_factor_of_three(scene):
    return scene.saying(factor="3x") if scene.model.factors else None


@refused("later L4.1", "VG487", "factor")
def a_factor_for_an_engine_that_keeps_sizes(scene):
    keeps = "Nyx Fast" in _suite(scene).engines
    return scene.saying(factor="2x", enhancement='"Nyx Fast"') if keeps else None


@refused("later L4.1", "VG488", "creativity")
def a_setting_of_another_model(scene):
    lacks = scene.keyword == "upscale" and "creativity" not in _suite(scene).sliders
    return scene.saying(creativity="0.5") if lacks else None


@refused("later L4.1", "VG488", "h264")
def an_older_encoding_for_a_model_without_one(scene):
    lacks = scene.keyword == "upscale" and not _suite(scene).h264
    return scene.saying(h264="true") if lacks else None


@refused("later L4.1", "VG489", "softness")
def softness_for_another_engine(scene):
    has = "softness" in _suite(scene).sliders
    return scene.saying(softness="2", enhancement='"Starlight HQ"') if has else None


@refused("later L4.1", "VG490", "enhancement")
def an_engine_that_it_does_not_have(scene):
    return scene.saying(enhancement='"Nobody"') if _suite(scene).engines else None


@refused("later L4.1", "VG490", "fps")
def more_frames_a_second_than_it_makes(scene):
    return scene.saying(fps="121fps") if _suite(scene).target_fps else None


@refused("later L4.1", "VG490", "fps")
def fewer_frames_a_second_than_it_makes(scene):
    return scene.saying(fps="15fps") if _suite(scene).target_fps else None


@refused("later L4.1", "VG490", "slowdown")
def slow_motion_by_three(scene):
    return scene.saying(slowdown="3x") if _suite(scene).slowdown else None


def _slider(name, beyond):
    def spoil(scene):
        return scene.saying(**{name: beyond}) if name in _suite(scene).sliders else None

    spoil.__name__ = f"too_much_{name}"
    refused("later L4.1", "VG490", name)(spoil)


for _name in ("compression", "noise", "halo", "recover_detail", "creativity", "realism", "sharp"):
    _slider(_name, "1.1")
_slider("grain", "0.2")
_slider("softness", "6")


@refused("api 13", "VG465", "source")
def a_clip_of_more_than_five_minutes_that_cannot_be_cut(scene):
    return scene.saying(source='video("long.mp4")') if scene.keyword == "upscale" else None


@refused("later L4.1", "VG465", "source")
def a_prompt_for_more_than_450_frames_that_cannot_be_cut(scene):
    prompted = scene.model.prompt != "refused" and scene.model.enhancement and scene.keyword == "upscale"
    return scene.saying(source='video("many.mp4")', prompt='"Sharper."') if prompted else None


@refused("later L4.1", "VG467", "h264")
def an_older_encoding_for_more_than_4k(scene):
    holds = _suite(scene).h264 and scene.model.factors and not scene.model.output.own_size
    return scene.saying(source='video("large.mp4")', factor="4x", h264="true") if holds else None


@refused(
    "api 13",
    "VG404",
    "model",
    marked=None,
    wire=lambda body, scene: {**body, "image_url": "https://a.com/a.png"},
)
def a_shot_by_a_model_that_enlarges(scene):
    if scene.model.mode is not Mode.UPSCALE:
        return None
    return usual(scene.model).saying(start=PICTURE, prompt='"A gondola."').without("source").called("shot")


@refused("api 13", "VG405", "model", wire=lambda body, scene: {**body, "upscale_factor": 2})
def an_upscale_by_a_model_that_makes_clips(scene):
    if scene.model.mode is not Mode.TEXT:
        return None
    return scene.without(*scene.values).saying(source='video("clip5.mp4")').called("upscale")
