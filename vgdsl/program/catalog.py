"""The models known to us, dated, and which variant of a family a shot asks for.

Knows no file, no network and no clock: see editions.py for where the facts come from. Knows nothing of scenes, of spelling,
or of the messages that tell a film maker what a model refuses. The facts are those of Venice's published model lists, guides
and request schema, as of the catalogue's date; `Model.source` says which.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import msgspec

from vgdsl.program.model import (
    Demand,
    Enhancement,
    Limits,
    Mode,
    Model,
    PriceTier,
    Tags,
    default_aspect,
    default_resolution,
    model_dimensions,
)

__all__ = [
    "Catalog",
    "Choice",
    "Demand",
    "Enhancement",
    "Limits",
    "Mode",
    "Model",
    "Needs",
    "PriceTier",
    "Tags",
    "default_aspect",
    "default_resolution",
    "model_dimensions",
]


class Needs(msgspec.Struct, frozen=True):
    """What a shot gives to its model.

    `in_motion`: all that is to be seen are videos of elements. `mentions_only`: words could stand for every element and
    reference.
    """

    start: bool = False
    end: bool = False
    references: bool = False
    elements: bool = False
    source: bool = False
    in_motion: bool = False
    mentions_only: bool = False

    @property
    def cites(self) -> bool:
        """Whether something beside frames is to be seen in the clip. Elements count: flat families take them as pictures."""
        return self.references or self.elements

    @property
    def said(self) -> "Needs":
        """The same where words stand for everything beside frames."""
        return Needs(self.start, self.end, source=self.source)


class Choice(msgspec.Struct, frozen=True):
    """The variant that fits; or none, what no variant takes ("a start frame"), and families that do."""

    model: Model | None
    missing: str = ""
    elsewhere: tuple[str, ...] = ()


class Catalog(msgspec.Struct, frozen=True):
    """All known models, as of `date`."""

    date: str
    models: Mapping[str, Model]
    groups: Mapping[str, tuple[Model, ...]]

    @classmethod
    def of(cls, date: str, models: Iterable[Model]) -> "Catalog":
        by_id = {model.id: model for model in models}
        groups: dict[str, tuple[Model, ...]] = {}
        for model in by_id.values():
            groups[model.family] = (*groups.get(model.family, ()), model)
        return cls(date, by_id, groups)

    @property
    def digest(self) -> str:
        """SHA-256 of all its facts, in hexadecimal digits: two catalogues of one day may differ."""
        return hashlib.sha256(msgspec.json.encode(tuple(self.models.values()))).hexdigest()

    def get(self, model_id: str) -> Model | None:
        """The model of that id, or of one that means the same."""
        return self.models.get(_spelled(model_id))

    def families(self) -> tuple[str, ...]:
        return tuple(sorted(self.groups))

    def variants(self, family: str) -> tuple[Model, ...]:
        """The family's models; a family is also found with `-basic` or `-private` after its name. Empty if unknown."""
        family = _spelled(family)
        short = family.removesuffix("-basic").removesuffix("-private")
        return self.groups.get(family) or self.groups.get(short, ())

    def resolve(self, name: str, needs: Needs) -> Choice | None:
        """The model of that id, or the fitting variant of that family; None if there is neither.

        A few ids are also a family's name: then the shot chooses among the variants, and where none fits the id
        itself is meant.
        """
        model = self.get(name)
        choice = self.choose(name, needs) if self.variants(name) else None
        if model and (choice is None or choice.model is None):
            return Choice(model)
        return choice

    def choose(self, family: str, needs: Needs) -> Choice:
        """The variant of `family` that follows from what a shot gives."""
        variants = self.variants(family)
        if model := _fitting(variants, needs):
            return Choice(model)
        return Choice(None, _phrase(variants, needs), tuple(islice(self._who_surely_has(needs), _FEW)))

    def _who_surely_has(self, needs: Needs) -> Iterator[str]:
        for family in self.families():
            model = _first(self.groups[family], needs, sure=True)
            if model and model.stays:
                yield family


def _spelled(name: str) -> str:
    """Wan 3.0's ids may be written with a dot (Venice's Wan 3.0 guide, autumn 2026); the list has them with a dash."""
    return f"wan-3-0{name[len('wan-3.0') :]}" if name.startswith("wan-3.0") else name


_FEW = 5  # families named in a message


def _fitting(variants: Iterable[Model], needs: Needs) -> Model | None:
    """The best variant, or None. Elements that words can replace are shown where surely possible, else said."""
    if needs.cites and needs.mentions_only:
        shown = msgspec.structs.replace(needs, mentions_only=False)
        return _first(variants, shown, sure=True) or _first(variants, needs.said, sure=False)
    return _first(variants, needs, sure=False)


def _first(variants: Iterable[Model], needs: Needs, *, sure: bool) -> Model | None:
    for mode in _modes(needs):
        for model in variants:
            if model.mode is mode and _serves(model, needs, sure=sure):
                return model
    return None


def _modes(needs: Needs) -> tuple[Mode, ...]:
    """The modes that could serve, best first."""
    if needs.source:
        return (Mode.VIDEO, Mode.MOTION)
    if needs.cites:
        return (Mode.REFERENCE,)
    if needs.end:
        return (Mode.TRANSITION, Mode.IMAGE, Mode.REFERENCE)
    if needs.start:
        return (Mode.IMAGE, Mode.REFERENCE)
    return (Mode.TEXT,)


def _serves(model: Model, needs: Needs, *, sure: bool) -> bool:
    """Whether the model takes what is to be seen, every frame given, and gets every frame that it requires; `sure`: unknown is no."""
    if needs.source:
        return True
    if needs.in_motion and not model.shows_motion:
        return False
    framed = needs.start or needs.end
    if model.mode is Mode.REFERENCE and framed:
        if needs.cites and model.frames_exclude_references:
            return False
        sure = sure or not needs.cites
    frames = ((model.start_image, needs.start), (model.end_image, needs.end))
    return all(_frame_fits(demand, given=given, sure=sure) for demand, given in frames)


def _frame_fits(demand: Demand | None, *, given: bool, sure: bool) -> bool:
    if given:
        return demand in {"optional", "required"} or (demand is None and not sure)
    return demand != "required"


def _phrase(variants: Iterable[Model], needs: Needs) -> str:
    """What no variant takes, to stand after "takes"."""
    frames = {
        (False, False): "",
        (True, False): "a start frame",
        (False, True): "an end frame without a start frame",
        (True, True): "a start and an end frame",
    }[needs.start, needs.end]
    if needs.source:
        return "a source video"
    if not needs.cites or needs.mentions_only:
        return frames or "words alone"
    if not any(model.mode is Mode.REFERENCE for model in variants):
        return "references"
    if needs.in_motion and not any(model.shows_motion for model in variants):
        return "an element in motion"
    return f"references together with {frames}" if frames else "references without a start frame"
