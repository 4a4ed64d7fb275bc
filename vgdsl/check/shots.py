"""Makes shots, transitions and upscales of what was gathered. Knows models' names; judges no value by its model."""

from collections.abc import Mapping
from typing import Any

import msgspec

from vgdsl.check.amend import added
from vgdsl.check.attributes import REQUIRED, SETTINGS
from vgdsl.check.declarations import Kind
from vgdsl.check.findings import Findings
from vgdsl.check.frames import linked
from vgdsl.check.gather import Gathered
from vgdsl.check.records import shown
from vgdsl.check.rules.lacking import lacks
from vgdsl.check.variants import UPSCALER, Variants, needs, undescribed
from vgdsl.diagnostics import Label
from vgdsl.program.catalog import Model, Needs
from vgdsl.program.entities import Element, Location, Making, NodeKind, Omission, Origin, Shot, Upscale
from vgdsl.program.values import Clip, Edge, Frame, Media
from vgdsl.source import Span

USUAL_MODEL = '"wan-2-7"'  # which a message proposes where there is none

_KINDS = {Kind.SHOT: NodeKind.SHOT, Kind.TRANSITION: NodeKind.TRANSITION}
_ORDER = list(Origin)
_NO_OPTIONS: Mapping[str, object] = {}  # one for all: a film of many shots has as many without
_FROM_ABOVE = frozenset({Origin.FILM, Origin.SCENE})


class Made(msgspec.Struct, frozen=True, gc=False):
    """A node; its model where the catalogue knows it; and whether a value of it was mistaken and left out."""

    node: Making
    model: Model | None
    spoiled: bool


class Maker:
    """Makes the nodes of one program."""

    def __init__(
        self,
        variants: Variants,
        elements: Mapping[str, Element],
        locations: Mapping[str, Location],
        named_media: Mapping[str, Media | Clip | Frame],
        findings: Findings,
    ) -> None:
        self._variants = variants
        self._named_media = named_media
        self._elements = elements
        self._locations = locations
        self._findings = findings

    def make(self, node: Gathered) -> Made:
        kind = node.declaration.kind
        self._missing(node, *(name for name in REQUIRED.get(kind, ()) if name not in node.places))
        if kind is Kind.TRANSITION:
            self._ends(node)
        self._takes(node)
        return self._upscale(node) if kind is Kind.UPSCALE else self._shot(node)

    def _shot(self, node: Gathered) -> Made:
        fields, declaration = node.right(), node.declaration
        fields["model"] = self._named(node, fields.get("model"))
        mentioned = self._cast(fields)
        self._clips(node, fields)
        model = self._chosen(node, fields, needs(fields, self._elements, self._locations))
        if model is not None:
            fields["model"] = model.id
            fields["omitted"] = _omit(node, fields, mentioned, model)
        shot = Shot(
            kind=_KINDS[declaration.kind],
            scene=declaration.scene.name if declaration.scene else None,
            span=declaration.span,
            places=node.places,
            options=node.options or _NO_OPTIONS,
            **fields,
        )
        return Made(shot, model, node.spoiled or node.unread)

    def _upscale(self, node: Gathered) -> Made:
        fields, declaration = node.right(), node.declaration
        fields["settings"] = {name: fields.pop(name) for name in SETTINGS if name in fields}
        fields["model"] = self._named(node, fields.get("model", UPSCALER))
        if "source" not in fields:
            node.spoiled = True
            fields["source"] = Clip("")
        model = self._chosen(node, fields, Needs(source=True))
        if model is not None:
            fields["model"] = model.id
        upscale = Upscale(
            scene=declaration.scene.name if declaration.scene else None,
            span=declaration.span,
            places=node.places,
            options=node.options or _NO_OPTIONS,
            **fields,
        )
        return Made(upscale, model, node.spoiled or node.unread)

    def _named(self, node: Gathered, model: str | None) -> str:
        """The model as the author names it; "" where that is missing or mistaken."""
        if not model:
            node.spoiled = True
            if "model" not in node.places or model == "":
                self._missing(node, "model")
        return model or ""

    def _chosen(self, node: Gathered, fields: Mapping[str, Any], wanted: Needs) -> Model | None:
        """The model for these needs. Where a value was lost, what a shot needs is not known, so only an id will do."""
        place = node.places.get("model")
        span = place.span if place is not None and place.span is not None else node.declaration.span
        if not fields["model"]:
            return None
        if node.spoiled and self._variants.by_id(fields["model"]) is None:
            self._variants.known(fields["model"], span)
            return None
        used = span if place is not None and place.origin is Origin.SHOT else node.declaration.span
        return self._variants.choose(
            fields["model"], wanted, span, used, lambda: undescribed(fields, self._elements, self._locations)
        )

    def _cast(self, fields: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        """Name elements and locations, those in the prompt after those listed; the answer is what the prompt mentions."""
        prompt = fields.get("prompt")
        names = prompt.mentions if prompt is not None else ()
        mentioned: dict[str, tuple[str, ...]] = {}
        for cast, known in (("elements", self._elements), ("locations", self._locations)):
            listed = tuple(one.name for one in fields.get(cast, ()))
            mentioned[cast] = tuple(name for name in names if name in known)
            if listed or mentioned[cast]:
                fields[cast] = tuple(dict.fromkeys((*listed, *mentioned[cast])))
        return mentioned

    def _clips(self, node: Gathered, fields: dict[str, Any]) -> None:
        """Clips and frames that the prompt mentions are references like those that are listed: they have to be made before."""
        prompt = fields.get("prompt")
        named = map(self._named_media.get, prompt.mentions if prompt is not None else ())
        clips = tuple(one for one in named if isinstance(one, Clip | Frame))
        if clips:
            fields["references"] = tuple(dict.fromkeys((*fields.get("references", ()), *clips)))
            node.places.setdefault("references", node.places["prompt"])

    def _ends(self, node: Gathered) -> None:
        """`from` and `to` become the start and the end frame."""
        values, places = node.values, node.places
        for said, frame, edge in (("from", "start", Edge.LAST), ("to", "end", Edge.FIRST)):
            if said not in places:
                continue
            places[frame] = places.pop(said)
            clip = values.pop(said)
            lost = clip is None or linked(clip, _span(node, frame), self._findings, "frame")
            values[frame] = None if lost else Frame(clip, edge)
        start, end = values.get("start"), values.get("end")
        if start is not None and end is not None and start.of == end.of and isinstance(start.of, Clip):
            labels = (Label(_span(node, "start"), "from"),)
            self._findings.add("VG502", _span(node, "end"), {"name": str(start.of)}, labels=labels)

    def _takes(self, node: Gathered) -> None:
        """A pick is one of the takes; a profile that makes fewer takes picks among those."""
        values, places = node.values, node.places
        takes, pick = values.get("takes", 1), values.get("pick", 1)
        if takes is None or pick is None or pick <= takes:
            return
        if "takes" in places and _ORDER.index(places["takes"].origin) > _ORDER.index(places["pick"].origin):
            values["pick"] = takes
            return
        span = _span(node, "pick")
        write = str(takes) if span.text.isdecimal() else None
        self._findings.add("VG313", span, {"pick": pick, "takes": takes}, write=write)
        values["pick"] = None

    def _missing(self, node: Gathered, *attributes: str) -> None:
        """Report what a node cannot do without, if there is any; a block that could not be read may well have it."""
        if not attributes:
            return
        doubtful, node.spoiled = node.unread, True
        declaration = node.declaration
        if not (doubtful or declaration.module.incomplete or declaration.module.damaged(declaration.node)):
            facts = {"kind": declaration.kind.phrase, "name": declaration.name}
            wanted = {"attribute": "` and `".join(attributes), **dict.fromkeys(attributes, "yes")}
            shot = declaration.kind is Kind.SHOT and attributes == ("model",)
            edit = added(declaration.span, "model", USUAL_MODEL) if shot else None
            self._findings.add("VG314", declaration.span, {**facts, **wanted}, edit=edit)


def _span(node: Gathered, attribute: str) -> Span:
    place = node.places.get(attribute)
    return place.span if place is not None and place.span is not None else node.declaration.span


def _omit(
    node: Gathered, fields: dict[str, Any], mentioned: Mapping[str, tuple[str, ...]], model: Model
) -> tuple[Omission, ...]:
    """Take out the film's and scene's defaults for what the model does not have; say which."""
    omitted = []
    for name, place in node.beneath.places.items():
        if (
            place.origin in _FROM_ABOVE
            and node.places[name] is place
            and name in fields
            and lacks(model, name)
        ):
            value = fields.pop(name)
            if kept := mentioned.get(name):  # the prompt says these in words
                fields[name] = kept
                value = tuple(one for one in value if one not in kept)
            if value != ():
                omitted.append(Omission(name, _said(value)))
    return tuple(omitted)


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else shown(value)
