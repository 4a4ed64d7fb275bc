"""Reads the attributes of blocks and lays them over each other. Knows precedence; knows no models and no prompts.

Weakest first: film, scene, styles in the order of `use`, the shot, profile, `--set`. A layer is worked out once for
all shots; only what depends on the shot (a template that may say `{{ shot.name }}`) waits until the shot is known.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from vgdsl.check import synonyms
from vgdsl.check.amend import left_out
from vgdsl.check.attributes import ATTRIBUTES, WITH_OPTIONS, Table
from vgdsl.check.declarations import Declaration, Kind, Module
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.findings import Findings
from vgdsl.check.fixed import fixed
from vgdsl.check.here import Here
from vgdsl.check.options import options
from vgdsl.check.records import Record
from vgdsl.check.value_types import Type
from vgdsl.diagnostics import Edit, Label
from vgdsl.program.entities import Origin, Place
from vgdsl.source import Span
from vgdsl.syntax import tree
from vgdsl.syntax.control import CONTROL

TEXTS = frozenset({"prompt", "prefix", "suffix"})
"""Attributes that always wait: their mentions have places in the file."""

_SHOT_VALUES = ATTRIBUTES[Kind.SHOT].keys() - {"use"}

Attributes = dict[str, tree.Attribute]


class Late(msgspec.Struct, frozen=True):
    """A value still to be worked out, for each shot anew."""

    attribute: str
    node: tree.Value
    type: Type
    module: Module
    origin: Origin

    @property
    def place(self) -> Place:
        return Place(self.origin, self.module.span(self.node))


class Layer(msgspec.Struct, frozen=True):
    """Values by attribute, each with its place. None is a value that was mistaken, and reported."""

    values: dict[str, Any]
    places: dict[str, Place]
    late: dict[str, Late]
    options: dict[str, object]
    prefixes: tuple[Late, ...] = ()
    suffixes: tuple[Late, ...] = ()

    def over(self, weaker: "Layer") -> "Layer":
        """Both, this one winning."""
        kept = {name: late for name, late in weaker.late.items() if name not in self.places}
        return Layer(
            {**weaker.values, **self.values},
            {**weaker.places, **self.places},
            {**kept, **self.late},
            {**weaker.options, **self.options},
            weaker.prefixes + self.prefixes,
            weaker.suffixes + self.suffixes,
        )

    def without(self, names: frozenset[str]) -> "Layer":
        """Itself where it says nothing of these."""
        return self if names.isdisjoint(self.places) else self.only(self.places.keys() - names)

    def only(self, names: Iterable[str]) -> "Layer":
        """Of that layer what these names say, and its options."""
        wanted = frozenset(names)
        return Layer(
            {name: value for name, value in self.values.items() if name in wanted},
            {name: place for name, place in self.places.items() if name in wanted},
            {name: late for name, late in self.late.items() if name in wanted},
            self.options,
            self.prefixes,
            self.suffixes,
        )


EMPTY = Layer({}, {}, {}, {})


def attributes(declaration: Declaration, table: Table, findings: Findings) -> Attributes:
    """What a block says, by attribute; the unknown and the repeated are reported and left out."""
    module = declaration.module
    found: Attributes = {}
    for item in declaration.block.items:
        if isinstance(item, tree.Attribute):
            name = item.name.text
            if name not in table:
                _unknown(item, declaration, table, findings)
            elif name in found:
                labels = (Label(module.span(found[name].name), "first"),)
                findings.add(
                    "VG203",
                    module.span(item.name),
                    {"name": name},
                    labels=labels,
                    edit=_again(found[name], item, module),
                )
            else:
                found[name] = item
        else:
            _misplaced(item, declaration, findings)
    return found


def _again(first: tree.Attribute, second: tree.Attribute, module: Module) -> Edit | None:
    """Without the second where both say the same."""
    one, other = module.span(first.value), module.span(second.value)
    return left_out(other, second.name.text) if one.text == other.text else None


def _unknown(item: tree.Attribute, declaration: Declaration, table: Table, findings: Findings) -> None:
    name = item.name.text
    kind = declaration.kind
    owners = [other.phrase for other, its in ATTRIBUTES.items() if name in its]
    near = synonyms.attribute(name, table)
    facts = {
        "name": name,
        "kind": kind.phrase,
        "owners": ", ".join(owners),
        "known": "" if owners or near else ", ".join(table),
    }
    findings.add("VG221", declaration.module.span(item.name), facts, write=near)


def _misplaced(
    item: tree.Block | tree.Definition | tree.Import, declaration: Declaration, findings: Findings
) -> None:
    module, kind = declaration.module, declaration.kind
    word = item.path if isinstance(item, tree.Import) else item.keyword
    if isinstance(item, tree.Block) and item.keyword.text == "options":
        if kind not in WITH_OPTIONS:
            findings.add("VG208", module.span(word), {"options": "yes", "kind": kind.phrase})
        return
    if kind is Kind.SCENE and not isinstance(item, tree.Import):
        return  # its shots, and what was misplaced among them: see resolve.py
    span, known = module.span(word), ATTRIBUTES[kind]
    if span.text in CONTROL and isinstance(item, tree.Block):
        findings.add("VG138", span, {"found": span.text})
    elif isinstance(item, tree.Definition) and (whole := f"{span.text}_{item.name.text}") in known:
        both = Span(module.source, item.start, item.name.end)
        findings.add("VG221", both, {"name": both.text, "kind": kind.phrase}, write=whole)
    else:
        findings.add("VG208", span, {"name": span.text, "kind": kind.phrase, "inside": "yes"})


class Layers:
    """The layers of one program, each worked out once."""

    def __init__(self, evaluator: Evaluator, film: Record) -> None:
        self._evaluator = evaluator
        self.record = film
        self.film = EMPTY
        self._known: dict[Declaration, Layer] = {}
        self._attributes: dict[Declaration, Attributes] = {}
        self.unread = False  # whether a film, scene, style or profile says something by a name that is none
        self._beneath: dict[tuple[Declaration | None, tuple[Declaration, ...]], Layer] = {}

    def attributes(self, declaration: Declaration) -> Attributes:
        """What the block of a film, scene, style or profile says."""
        if declaration not in self._attributes:
            table = ATTRIBUTES[declaration.kind]
            findings = self._evaluator.findings
            before = findings.count
            self._attributes[declaration] = attributes(declaration, table, findings)
            self.unread = self.unread or findings.count > before
        return self._attributes[declaration]

    def layer(self, declaration: Declaration) -> Layer:
        if declaration not in self._known:
            here = Here(declaration.module, {}, {"film": self.record})
            written = self.attributes(declaration)
            self._known[declaration] = self._read(declaration, written, here)
        return self._known[declaration]

    def _read(self, declaration: Declaration, written: Attributes, here: Here) -> Layer:
        kind, module, evaluator = declaration.kind, declaration.module, self._evaluator
        origin, table = Origin(kind.value), ATTRIBUTES[kind]
        layer = Layer({}, {}, {}, options(declaration, here, evaluator))
        for name, item in written.items():
            late = Late(name, item.value, table[name], module, origin)
            layer.places[name] = late.place
            if name in TEXTS or not fixed(item.value, module, evaluator.names):
                layer.late[name] = late
            else:
                layer.values[name] = evaluator.typed(item.value, table[name], here, name)
        return msgspec.structs.replace(
            layer, prefixes=_texts(layer, "prefix"), suffixes=_texts(layer, "suffix")
        )

    def beneath(self, scene: Declaration | None, use: tuple[Declaration, ...] | None) -> Layer:
        """What a shot of that scene begins with: film, scene and styles. `use` is None where the shot names none."""
        if use is None:
            use = self._use(scene)
        key = (scene, use)
        if key not in self._beneath:
            layer = self._scene(scene).over(self.film)
            for style in use:
                layer = self.layer(style).over(layer)
            self._beneath[key] = layer.only(_SHOT_VALUES)
        return self._beneath[key]

    def _use(self, scene: Declaration | None) -> tuple[Declaration, ...]:
        for layer in (self._scene(scene), self.film):
            named = layer.values.get("use")
            if isinstance(named, tuple):
                return named
        return ()

    def _scene(self, scene: Declaration | None) -> Layer:
        """A scene's layer; its one `location` is the first of its `locations`."""
        if scene is None:
            return EMPTY
        layer = self.layer(scene)
        if "location" not in layer.values:
            return layer
        one, several = layer.values["location"], layer.values.get("locations", ())
        both = None if one is None or not isinstance(several, tuple) else (one, *several)
        place = layer.places.get("locations", layer.places["location"])
        values = {name: value for name, value in layer.values.items() if name != "location"}
        return msgspec.structs.replace(
            layer,
            values={**values, "locations": both},
            places={**layer.places, "locations": place},
        )


def _texts(layer: Layer, name: str) -> tuple[Late, ...]:
    return (layer.late.pop(name),) if name in layer.late else ()
