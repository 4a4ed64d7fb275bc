"""What one model says about one attribute, in a few words: `3s to 15s`. Knows no film; judges nothing."""

from collections.abc import Callable, Mapping

from vgdsl.check.rules.duration import follows_source
from vgdsl.check.rules.phrases import either, lengths
from vgdsl.ide.making.fields import takes
from vgdsl.program.model import Demand, Enhancement, Model
from vgdsl.program.values import Factor

_NOUNS = {"scene_images": "locations"}
_DEMANDS: Mapping[Demand | None, str] = {"required": "needs one", "optional": "takes one", None: ""}


def allowed(model: Model, attribute: str) -> str:
    """What the model takes; `has no such setting` where it has none, and nothing where nobody knows or nothing is to be said."""
    if not takes(model, attribute):
        return "has no such setting"
    words = _WORDS.get(attribute)
    return words(model) if words is not None else _setting(model.enhancement or Enhancement(), attribute)


def _durations(model: Model) -> str:
    return "as long as its source" if follows_source(model) else lengths(model.durations or ())


def _listed(values: tuple[str, ...] | None) -> str:
    return either(values or ())


def _audio(model: Model) -> str:
    if model.audio_configurable:
        return "with or without sound"
    return {None: "", True: "always with sound", False: "never with sound"}[model.audio]


def _count(*names: str) -> Callable[[Model], str]:
    def most(model: Model) -> str:
        known = [(getattr(model, name), _NOUNS.get(name, name.removeprefix("reference_"))) for name in names]
        return ", ".join(f"up to {number} {noun}" for number, noun in known if number)

    return most


def _setting(has: Enhancement, name: str) -> str:
    if name in has.sliders:
        low, high = has.sliders[name]
        return f"{low:g} to {high:g}"
    if name == "enhancement":
        return either(has.engines)
    return {
        "fps": "{}fps to {}fps".format(*has.target_fps) if has.target_fps else "",
        "slowdown": either(map(Factor, has.slowdown)),
        "format": either(has.formats),
    }.get(name, "")


_WORDS: Mapping[str, Callable[[Model], str]] = {
    "duration": _durations,
    "resolution": lambda model: _listed(model.resolutions),
    "aspect_ratio": lambda model: _listed(model.aspect_ratios),
    "audio": _audio,
    "start": lambda model: _DEMANDS.get(model.start_image, ""),
    "end": lambda model: _DEMANDS.get(model.end_image, ""),
    "prompt": lambda model: f"up to {model.max_prompt_chars} characters",
    "elements": _count("elements"),
    "locations": _count("scene_images"),
    "references": _count("reference_images", "reference_videos", "reference_audios", "reference_documents"),
    "factor": lambda model: either(map(Factor, model.factors)),
}
