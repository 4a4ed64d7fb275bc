"""What somebody wants of a model, and whether one can do it. Knows no catalogue, no option and no words for people.

Of what is not known of a model, nobody can say whether it can be done: then the answer is None and not a guess.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from vgdsl.program.model import Demand, Mode, Model, PriceTier, lines

Answer = bool | None
"""Yes, no, or nobody knows."""


class Range(msgspec.Struct, frozen=True):
    """From `least` to `most`, both in it; None is no end. `exact` is one value and no range."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted; None and False are no wish. Lengths in seconds, `lines` of the shorter side, price in USD a second.

    `elements` and `locations` are how many are to be seen in one clip: families without fields for them show pictures.
    Of a pair such as `start_frame`, True wants a model that takes one, and False one that can do without.
    """

    mode: Mode | None = None
    length: Range | None = None
    lines: Range | None = None
    ratio: str | None = None
    audio: bool = False
    silent: bool = False
    switchable: bool = False
    start_frame: bool | None = None
    end_frame: bool | None = None
    elements: int | None = None
    locations: int | None = None
    reference_images: int | None = None
    reference_videos: int | None = None
    reference_audios: int | None = None
    reference_documents: int | None = None
    soundtrack: bool = False
    source_video: bool = False
    keyframes: bool = False
    camera: bool = False
    negative_prompt: bool = False
    image_strength: bool = False
    prompt_length: int | None = None
    consent: bool | None = None
    refund: bool | None = None
    privacy: str | None = None
    price: float | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of what is wanted."""
        return tuple(
            name
            for name in self.__struct_fields__
            if getattr(self, name) not in {None, False} or _plain_no(self, name)
        )


def suits(model: Model, wish: Wish) -> Answer:
    """Whether the model can do all that is wanted; None where only what is not known of it stands in the way."""
    answers = [_CAN[name](model, wish) for name in wish.asked]
    if False in answers:
        return False
    return None if None in answers else True


def second(model: Model, wish: Wish) -> tuple[float, float] | None:
    """The least and the most that a second costs, of what fits the wish, in US dollars; None where no price is known."""
    known = [tier.usd for tier in model.prices if _meant(tier, wish)]
    return (min(known), max(known)) if known else None


def _plain_no(wish: Wish, name: str) -> bool:
    return name in {"start_frame", "end_frame", "consent", "refund"} and getattr(wish, name) is False


def _length(model: Model, wish: Wish) -> Answer:
    if model.durations is None or wish.length is None:
        return None
    rungs = [float(each[:-1]) for each in model.durations if each[:-1].isdigit() and each.endswith("s")]
    return any(map(wish.length.holds, rungs))


def _lines(model: Model, wish: Wish) -> Answer:
    if model.resolutions is None or wish.lines is None:
        return None
    return any(wish.lines.holds(lines(name)) for name in model.resolutions)


def _ratio(model: Model, wish: Wish) -> Answer:
    return None if model.aspect_ratios is None else wish.ratio in model.aspect_ratios


def _silent(model: Model, _: Wish) -> Answer:
    if model.audio is False or model.audio_configurable:
        return True
    return None if model.audio is None or model.audio_configurable is None else False


def _frame(demand: Demand | None, wanted: bool | None) -> Answer:
    if demand is None:
        return None
    return demand != "refused" if wanted else demand != "required"


def _shown(own: int | None, pictures: int | None, wanted: int | None) -> Answer:
    """Whether so many can be shown, in fields of their own or as pictures."""
    known = [most for most in (own, pictures) if most is not None]
    if any(most >= (wanted or 0) for most in known):
        return True
    return None if own is None or pictures is None else False


def _cited(model: Model) -> int | None:
    """Pictures that stand for elements: of models that have no fields for these."""
    return 0 if model.tags == "structured" else model.reference_images


def _price(model: Model, wish: Wish) -> Answer:
    cost = second(model, wish)
    return None if cost is None or wish.price is None else cost[0] <= wish.price


def _meant(tier: PriceTier, wish: Wish) -> bool:
    """Whether a price is one of what is wanted: another resolution's, or that with sound for who wants none, is not."""
    if (
        tier.resolution is not None
        and wish.lines is not None
        and not wish.lines.holds(lines(tier.resolution))
    ):
        return False
    if wish.audio:
        return tier.audio is not False
    return not (wish.silent and tier.audio)


def _at_least(name: str) -> Callable[[Model, Wish], Answer]:
    def enough(model: Model, wish: Wish) -> Answer:
        most = getattr(model, name)
        return None if most is None else most >= getattr(wish, name)

    return enough


def _has(name: str) -> Callable[[Model, Wish], Answer]:
    def has(model: Model, _: Wish) -> Answer:
        known: Any = getattr(model, name)
        return None if known is None else bool(known)

    return has


_CAN: dict[str, Callable[[Model, Wish], Answer]] = {
    "mode": lambda model, wish: model.mode is wish.mode,
    "length": _length,
    "lines": _lines,
    "ratio": _ratio,
    "audio": _has("audio"),
    "silent": _silent,
    "switchable": _has("audio_configurable"),
    "start_frame": lambda model, wish: _frame(model.start_image, wish.start_frame),
    "end_frame": lambda model, wish: _frame(model.end_image, wish.end_frame),
    "elements": lambda model, wish: _shown(model.elements, _cited(model), wish.elements),
    "locations": lambda model, wish: _shown(model.scene_images, _cited(model), wish.locations),
    "reference_images": _at_least("reference_images"),
    "reference_videos": _at_least("reference_videos"),
    "reference_audios": _at_least("reference_audios"),
    "reference_documents": _at_least("reference_documents"),
    "soundtrack": _has("audio_input"),
    "source_video": _has("video_input"),
    "keyframes": _has("keyframes"),
    "camera": _has("camera_trajectory"),
    "negative_prompt": _has("negative_prompt"),
    "image_strength": _has("image_strength"),
    "prompt_length": lambda model, wish: (
        model.prompt != "refused" and model.max_prompt_chars >= (wish.prompt_length or 0)
    ),
    "consent": lambda model, wish: None if model.consent is None else model.consent is wish.consent,
    "refund": lambda model, wish: model.refund_on_refusal is wish.refund,
    "privacy": lambda model, wish: None if not model.privacy else model.privacy == wish.privacy,
    "price": _price,
}


def matching(models: Iterable[Model], wish: Wish) -> tuple[list[Model], list[Model]]:
    """Those that can, and those of which nobody knows whether they can."""
    sure: list[Model] = []
    unsure: list[Model] = []
    for model in models:
        answer = suits(model, wish)
        if answer is not False:
            (sure if answer else unsure).append(model)
    return sure, unsure
