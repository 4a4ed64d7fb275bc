"""How long the making of a clip usually takes. Knows models by their families; knows no queue and no clock.

Only for estimates, until the provider tells its own average. The reported figures are taken in their middle: Veo 60 to
120 s, Kling O3 4 to 6 minutes, Wan 2.7 video-to-video 6 to 7, upscales 3 to 10 (users of the API, summer 2026); 115 and
145 s stand as averages in the API's own examples, and serve for text and image. The rest is a guess of ours.
"""

from vgdsl.program.model import Mode, Model

_BY_FAMILY = {"veo": 90.0, "kling-o3": 300.0}
_BY_MODE = {
    Mode.TEXT: 130.0,
    Mode.IMAGE: 130.0,
    Mode.TRANSITION: 130.0,
    Mode.REFERENCE: 240.0,  # a guess
    Mode.VIDEO: 390.0,
    Mode.MOTION: 390.0,  # a guess: works from a video, as the one above
    Mode.UPSCALE: 390.0,
}
_UNKNOWN = 240.0


def usual_seconds(model: Model | None) -> float:
    """Seconds from order to clip, by the family where its figure is known, else by the mode."""
    if model is None:
        return _UNKNOWN
    known = (seconds for family, seconds in _BY_FAMILY.items() if model.family.startswith(family))
    return next(known, _BY_MODE[model.mode])
