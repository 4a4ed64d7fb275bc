"""Gathers what is said of a node, from film to `--set`, the nearest winning. Knows no models and no entities."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from vgdsl.check.attributes import ATTRIBUTES, Table
from vgdsl.check.declarations import Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.fixed import fixed
from vgdsl.check.here import Here
from vgdsl.check.layers import EMPTY, TEXTS, Attributes, Late, Layer, Layers, attributes
from vgdsl.check.options import options
from vgdsl.check.overrides import Override
from vgdsl.check.prompts import Named, compose
from vgdsl.check.records import Record
from vgdsl.check.texts import Text
from vgdsl.check.value_types import STYLE, list_of
from vgdsl.program.entities import Origin, Place
from vgdsl.source import Span
from vgdsl.syntax import strings, tree

_STYLES = list_of(STYLE)
_NOT_OF_TRANSITIONS = frozenset({"start", "end", "source"})
_OF_EVERY_NODE = frozenset({"takes", "pick", "hold"})

Overrides = Mapping[str, tuple[Override, ...]]


class Gathered(msgspec.Struct):
    """The values of one node while they come together; None is a value that was mistaken.

    Where it is `unread`, an attribute of its block, or of what lies beneath, was called by a name that is none: what it
    seems to lack may be that one.
    """

    declaration: Declaration
    here: Here
    values: dict[str, Any]
    places: dict[str, Place]
    late: dict[str, Late]
    options: dict[str, object]
    beneath: Layer
    spoiled: bool = False
    unread: bool = False

    def lay(self, layer: Layer) -> None:
        """Values that are stronger than those it has."""
        for name in layer.places:
            self.late.pop(name, None)
        self.values.update(layer.values)
        self.places.update(layer.places)
        self.late.update(layer.late)
        self.options.update(layer.options)

    def right(self) -> dict[str, Any]:
        """The values that are not mistaken."""
        if None not in self.values.values():
            return self.values
        self.spoiled = True
        return {name: value for name, value in self.values.items() if value is not None}


class Gatherer:
    """Gathers the nodes of one program. `named_media` are media, clips and frames that prompts mention."""

    def __init__(
        self, evaluator: Evaluator, layers: Layers, profile: Declaration | None, overrides: Overrides
    ) -> None:
        self.named_media: Named = {}
        self._evaluator = evaluator
        self._layers = layers
        self._profiles = _suited(layers.layer(profile)) if profile is not None else {}
        self._overrides = overrides
        self._scenes: dict[Declaration | None, Mapping[str, Record]] = {}

    def gather(self, declaration: Declaration) -> Iterator[Gathered]:
        """The nodes of a declaration: one, or one for each value of its list."""
        findings = self._evaluator.findings
        before = findings.count
        own = attributes(declaration, ATTRIBUTES[declaration.kind], findings)
        lost = declaration.module.incomplete and self._evaluator.names.film is None
        spoiled = lost or findings.count > before or declaration.module.damaged(declaration.node)
        for name, loop in self._bindings(declaration):
            node = self._node(declaration, name, loop, own)
            node.spoiled = node.spoiled or spoiled
            node.unread = spoiled or self._layers.unread
            yield node

    def _bindings(self, declaration: Declaration) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The names of what is made, each with its loop variable if there is one."""
        loop = declaration.loop
        if loop is None:
            yield declaration.name, {}
            return
        for name, value in self._evaluator.members(declaration).items():
            yield name, {loop.variable.text: value}

    def _node(
        self, declaration: Declaration, name: str, loop: Mapping[str, object], own: Attributes
    ) -> Gathered:
        """The layers, one over the other; texts come last, when all that `{{ shot }}` can say is known."""
        beneath = self._beneath(declaration, own)
        values: dict[str, Any] = {**beneath.values, "name": name}
        records = {**self._records(declaration.scene), "shot": Record("shot", values)}
        here = Here(declaration.module, loop, records, own=True)
        said = {**beneath.options, **options(declaration, here, self._evaluator)}
        node = Gathered(declaration, here, values, dict(beneath.places), dict(beneath.late), said, beneath)
        self._own(node, own)
        if declaration.kind in self._profiles:
            node.lay(self._profiles[declaration.kind])
        if self._overrides:
            for one in self._set(declaration, name):
                node.lay(self._override(one, ATTRIBUTES[declaration.kind], _set_here(one, here)))
        self._finish(node)
        return node

    def _beneath(self, declaration: Declaration, own: Attributes) -> Layer:
        """Film, scene and styles; an upscale has none of them."""
        if declaration.kind is Kind.UPSCALE:
            return EMPTY
        use = None
        if "use" in own:
            here = Here(declaration.module)
            typed = self._evaluator.typed(own["use"].value, _STYLES, here, "use")
            use = typed if isinstance(typed, tuple) else ()
        layer = self._layers.beneath(declaration.scene, use)
        return layer.without(_NOT_OF_TRANSITIONS) if declaration.kind is Kind.TRANSITION else layer

    def _records(self, scene: Declaration | None) -> Mapping[str, Record]:
        """`film` and `scene`, for templates."""
        if scene not in self._scenes:
            records = {"film": self._layers.record}
            if scene is not None:
                records["scene"] = Record("scene", {**self._layers.layer(scene).values, "name": scene.name})
            self._scenes[scene] = records
        return self._scenes[scene]

    def _own(self, node: Gathered, own: Attributes) -> None:
        module, here, late = node.declaration.module, node.here, node.late
        table, source, typed = ATTRIBUTES[node.declaration.kind], module.source, self._evaluator.typed
        for name, item in own.items():
            value = item.value
            if name == "use":
                continue
            node.places[name] = Place(Origin.SHOT, Span(source, value.start, value.end))
            if name in TEXTS:
                late[name] = Late(name, value, table[name], module, Origin.SHOT)
                continue
            late.pop(name, None)
            node.values[name] = typed(value, table[name], here, name)

    def _set(self, declaration: Declaration, name: str) -> Iterator[Override]:
        """What the command line says of the node, the most general first."""
        if declaration.scene is not None:
            table = ATTRIBUTES[declaration.kind]
            for one in self._overrides.get(f"scene:{declaration.scene.name}", ()):
                if one.attribute in table or declaration.kind is Kind.SHOT:
                    yield one
        yield from self._overrides.get(declaration.name, ())
        if declaration.loop is not None:
            yield from self._overrides.get(name, ())

    def _override(self, one: Override, table: Table, here: Here) -> Layer:
        type_ = table.get(one.attribute)
        if type_ is None or one.attribute == "use":
            near = self._evaluator.findings.nearest(one.attribute, table)
            self._evaluator.findings.add("VG222", one.span, {"name": one.attribute, "nearest": near or ""})
            return EMPTY
        value, place = one.value(type_), {one.attribute: Place(Origin.SET, None)}
        if one.attribute in TEXTS or not fixed(value, one.module, self._evaluator.names):
            late = Late(one.attribute, value, type_, one.module, Origin.SET)
            return Layer({}, place, {one.attribute: late}, {})
        typed = self._evaluator.typed(value, type_, here, one.attribute)
        return Layer({one.attribute: typed}, place, {}, {})

    def _finish(self, node: Gathered) -> None:
        """What waited for the rest of the node; its prompt last."""
        prompt = node.late.pop("prompt", None)
        for late in node.late.values():
            here = _inside(late, node.here)
            node.values[late.attribute] = self._evaluator.typed(late.node, late.type, here, late.attribute)
        if prompt is None:
            return
        before = self._evaluator.findings.count
        around = (*node.beneath.prefixes, prompt, *node.beneath.suffixes)
        texts = [self._evaluator.text(one.node, _inside(one, node.here), one.attribute) for one in around]
        right = [text for text in texts if text is not None]
        composed = compose(right, self._evaluator, self.named_media)
        if len(right) < len(texts):
            compose(filter(None, map(_unfinished, around)), self._evaluator, {})
        whole = len(right) == len(texts) and self._evaluator.findings.count == before
        node.values["prompt"] = composed if whole else None


def _unfinished(late: Late) -> Text | None:
    """A text without its template run: its mentions can still be looked at where the template is mistaken."""
    return Text(strings.decode(late.node), late.node, late.module) if type(late.node) is tree.String else None


def _inside(late: Late, here: Here) -> Here:
    """Where a waiting value is worked out: in the shot's own block, or in that of another file's style."""
    if late.origin is Origin.SET:
        return _set_here(late, here)
    return here if late.origin is Origin.SHOT else here.at(late.module)


def _set_here(said: Late | Override, here: Here) -> Here:
    """What the command line says of a shot is said as if in its own block."""
    return msgspec.structs.replace(here, module=said.module)


def _suited(profile: Layer) -> Mapping[Kind, Layer]:
    """What a profile says of each kind of node: all of it of shots; of others what does not hang on the model of shots.

    A transition needs a model that joins two frames, and an upscale one that enlarges: a draft model for the shots is not
    meant for them, nor are the lengths and sizes that it makes.
    """
    upscaling = ATTRIBUTES[Kind.UPSCALE].keys() - ATTRIBUTES[Kind.SHOT].keys()
    return {
        Kind.SHOT: profile.only(ATTRIBUTES[Kind.SHOT].keys()),
        Kind.TRANSITION: profile.only(_OF_EVERY_NODE),
        Kind.UPSCALE: profile.only(_OF_EVERY_NODE | upscaling),
    }
