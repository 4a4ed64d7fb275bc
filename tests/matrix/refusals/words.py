"""Prompts."""

from refusals import refused
from vgdsl.program.model import Mode


@refused("later L3.1", "VG456")
def no_prompt(scene):
    return scene.without("prompt") if scene.model.prompt == "required" else None


@refused("later L3.1", "VG456", "prompt")
def a_blank_prompt(scene):
    return scene.saying(prompt='"  "') if scene.model.prompt == "required" else None


@refused("api 13; later L4.1", "VG457", "prompt", wire=lambda body, scene: {**body, "prompt": "Sharper."})
def a_prompt_for_a_model_that_takes_none(scene):
    return scene.saying(prompt='"Sharper."') if scene.model.prompt == "refused" else None


@refused("api 6, 14.4", "VG458", "prompt")
def a_prompt_that_is_too_long(scene):
    model = scene.model
    return scene.saying(prompt=_letters(model.max_prompt_chars + 1)) if model.prompt != "refused" else None


@refused("api 6, 14.4", "VG458", "prompt")
def a_prompt_that_is_too_long_with_descriptions_in_it(scene):
    model = scene.model
    if scene.keyword != "shot" or model.mode is Mode.REFERENCE:
        return None
    long = _letters(model.max_prompt_chars)
    return scene.beside(f"element marco {{ description = {long} }}").saying(prompt='"@marco."')


@refused(
    "api 6; later L2.2",
    "VG459",
    "negative_prompt",
    wire=lambda body, scene: {**body, "negative_prompt": "rain"},
)
def a_negative_prompt_for_a_model_that_takes_none(scene):
    refuses = scene.model.negative_prompt is False and scene.keyword == "shot"
    return scene.saying(negative_prompt='"rain"') if refuses else None


@refused("api 6", "VG460", "negative_prompt")
def a_negative_prompt_that_is_too_long(scene):
    model = scene.model
    takes = model.negative_prompt is not False and scene.keyword == "shot"
    return scene.saying(negative_prompt=_letters(model.max_prompt_chars + 1)) if takes else None


def _letters(number):
    return f'"{"x" * number}"'
