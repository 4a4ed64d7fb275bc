"""How long, which shape, how fine, with or without sound."""

from scenes import PICTURE, ladder

from refusals import refused
from vgdsl.program.model import Mode


@refused("api 6, 14.5; later L2", "VG412", "duration")
def a_length_above_all_that_it_makes(scene):
    return scene.saying(duration="31s") if ladder(scene.model) else None


@refused("api 6, 14.5; later L2", "VG412", "duration")
def a_length_between_two_that_it_makes(scene):
    rungs = [int(text[:-1]) for text in ladder(scene.model)]
    gaps = [n for n in range(min(rungs, default=0), max(rungs, default=0)) if n not in rungs]
    return scene.saying(duration=f"{gaps[0]}s") if gaps else None


@refused("api 6", "VG412", "duration")
def a_length_of_half_seconds(scene):
    return scene.saying(duration=f"{ladder(scene.model)[0][:-1]}.5s") if ladder(scene.model) else None


@refused("api 6; later L3.3", "VG411", wire=lambda body, scene: body.pop("duration") and body)
def no_length(scene):
    return scene.without("duration") if len(ladder(scene.model)) > 1 else None


@refused("api 6; later L2.2", "VG413", "duration", wire=lambda body, scene: {**body, "duration": "auto"})
def a_length_left_to_a_model_that_cannot_choose_one(scene):
    chooses = len(ladder(scene.model)) < 2 or scene.model.source_duration
    return None if chooses else scene.saying(duration="auto")


@refused("later L2.2", "VG415", "duration")
def as_long_as_a_reference_video_that_is_not_there(scene):
    return scene.saying(duration="auto") if scene.model.source_duration else None


@refused("openapi.json, duration", "VG418", "duration", status=422)
def as_long_as_a_reference_video_that_is_too_short(scene):
    taken = scene.model.source_duration
    return scene.saying(duration="auto", references='[video("clip3.mp4")]') if taken else None


@refused("api 6, 17.12; later L7", "VG417", "resolution")
def a_resolution_that_it_does_not_make(scene):
    return scene.saying(resolution="256p") if scene.model.resolutions else None


@refused("api 14.5", "VG416", "resolution", wire=lambda body, scene: {**body, "resolution": "720p"})
def a_resolution_for_a_model_with_one_of_its_own(scene):
    fixed = scene.model.resolutions == () and scene.keyword == "shot"
    return scene.saying(resolution="720p") if fixed else None


@refused("later L3.1", "VG421", wire=lambda body, scene: body.pop("aspect_ratio") and body)
def no_shape(scene):
    follows = {"adaptive", "auto"} & {*(scene.model.aspect_ratios or ())} and scene.model.mode is Mode.IMAGE
    many = len(scene.model.aspect_ratios or ()) > 1
    return scene.without("aspect_ratio") if many and not follows else None


@refused(
    "api 6, 14.5; later L3.1",
    "VG422",
    "aspect_ratio",
    wire=lambda body, scene: {**body, "aspect_ratio": "16:9"},
)
def a_shape_for_a_model_that_takes_none(scene):
    none = scene.model.aspect_ratios == () and scene.keyword == "shot"
    return scene.saying(aspect_ratio="16:9") if none else None


@refused("api 6, 14.5", "VG423", "aspect_ratio")
def a_shape_that_it_does_not_make(scene):
    return scene.saying(aspect_ratio="7:5") if scene.model.aspect_ratios else None


@refused(
    "api 6; later L2.2", "VG424", "aspect_ratio", wire=lambda body, scene: {**body, "aspect_ratio": "auto"}
)
def a_shape_left_to_a_model_that_cannot_choose_one(scene):
    listed = scene.model.aspect_ratios or ()
    chooses = len(listed) < 2 or scene.model.source_ratio or "adaptive" in listed
    return None if chooses else scene.saying(aspect_ratio="auto")


@refused("later L2.2", "VG425", "aspect_ratio")
def shaped_like_a_reference_video_that_is_not_there(scene):
    return scene.saying(aspect_ratio="auto", references=f"[{PICTURE}]") if scene.model.source_ratio else None


@refused("api 6, 14.5", "VG426", "audio", wire=lambda body, scene: {**body, "audio": True})
def sound_from_a_model_that_makes_silent_clips(scene):
    model = scene.model
    silent = model.audio is False and model.audio_configurable is False and scene.keyword == "shot"
    return scene.saying(audio="true") if silent else None


@refused("api 6, 14.5", "VG427", "audio", wire=lambda body, scene: {**body, "audio": False})
def silence_from_a_model_that_always_makes_sound(scene):
    model = scene.model
    sounds = model.audio is True and model.audio_configurable is False and scene.keyword == "shot"
    return scene.saying(audio="false") if sounds else None
