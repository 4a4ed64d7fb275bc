"""Works out what values mean: names, frames, lists, calls, texts. Knows no attributes and no precedence.

A value that cannot be worked out is None here and everywhere downstream: its mistake has been reported, so whatever
uses it stays silent.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from vgdsl.check import calls, foreach, quantities, synonyms
from vgdsl.check.attributes import ARGUMENTS
from vgdsl.check.declarations import NODES, VALUES, Declaration
from vgdsl.check.findings import Findings
from vgdsl.check.fixed import fixed
from vgdsl.check.footage import Footage
from vgdsl.check.frames import Frames
from vgdsl.check.here import Here
from vgdsl.check.lists import Sizes
from vgdsl.check.lookup import lookup
from vgdsl.check.misfits import misfit
from vgdsl.check.resolve import Found, Names
from vgdsl.check.steps import EDGES, Step, Stepped, before, written
from vgdsl.check.texts import Text, finish
from vgdsl.check.value_types import TEXT, Clips, Type, describe, spread
from vgdsl.check.words import prefixed, stray
from vgdsl.program.values import AUTO, Clip, Frame, MediaKind
from vgdsl.syntax import strings, tree

DEEPEST = 60  # lists in lists, lets of lets: deeper than any film, shallower than Python's own stack

WORDS: Mapping[str, object] = {"auto": AUTO, "true": True, "false": False}


class Evaluator:
    """The values of one program. `used` are the declarations that something refers to."""

    def __init__(self, names: Names, footage: Footage, findings: Findings) -> None:
        self.names = names
        self.findings = findings
        self.footage = footage
        self.used: set[Declaration] = set()
        self.frames = Frames(findings)
        self._fitted: dict[tuple[Type, str], object] = {}
        self._declared: dict[Declaration, object] = {}
        self._members: dict[Declaration, Mapping[str, object]] = {}
        self._sizes = Sizes()
        self._open: dict[Declaration, None] = {}
        self._depth = 0

    def typed(self, node: tree.Value, type_: Type, here: Here, attribute: str) -> object:
        """A value as its type keeps it. Lists come as tuples, for-each shots in them one by one."""
        if type(node) is tree.Quantity:
            key = (type_, node.text)
            fitted = self._fitted.get(key)
            if fitted is None:
                fitted = self._fit(type_, self._quantity(node, here), node, here, attribute)
                if fitted is not None:
                    self._fitted[key] = fitted
            return fitted
        if type_.item is not None and type(node) is tree.List:
            return self._items(node, type_.item, here, attribute)
        if (type_.choices or type_.any_word) and type(node) is tree.Reference:
            word = self._word(node, type_, here)
            if word is not None:
                return self._fit(type_, word, node, here, attribute)
        if type(node) is tree.Reference and stray(
            node, type_, attribute, here, names=self.names, findings=self.findings
        ):
            return None
        return self._fit(type_, self.value(node, here), node, here, attribute)

    def value(self, node: tree.Value, here: Here) -> object:
        """What a value is by itself, whatever it is for."""
        if type(node) is tree.Reference:
            return self._reference(node, here)
        if type(node) is tree.String:
            text = self.text(node, here)
            return None if text is None else text.text
        if type(node) is tree.Quantity:
            return self._quantity(node, here)
        return self._nested(node, here)

    def text(self, node: tree.Value, here: Here, attribute: str = "text") -> Text | None:
        """A text and the literal that it comes from, through lets and params; None if it is no text."""
        for _ in range(DEEPEST):
            if type(node) is not tree.Reference or here.hides(node.name):
                break
            found = self.names.find(node, here.module)
            if found is None or found.steps or found.declaration.kind not in VALUES:
                break
            self.used.add(found.declaration)
            node, here = found.declaration.value, here.at(found.declaration.module)
        if type(node) is tree.String:
            if "{" not in node.raw:
                return Text(strings.decode(node), node, here.module)
            known = functools.partial(self.visible, here)
            return finish(
                node,
                here.module,
                lookup(self.names, here, self._used_in),
                known,
                self.findings,
            )
        value = self.typed(node, TEXT, here, attribute)
        return Text(str(value), _literal(node), here.module) if isinstance(value, str) else None

    def members(self, shot: Declaration) -> Mapping[str, object]:
        """The values of a for-each shot by the names of its shots; empty where the list cannot be worked out."""
        if shot in self._open:
            self._recursion(shot)
            return {}
        if shot not in self._members and shot.loop is not None:
            self._open[shot] = None
            values = self.value(shot.loop.values, Here(shot.module))
            del self._open[shot]
            self._members[shot] = foreach.members(shot, shot.loop, values, self.findings)
        return self._members.get(shot, {})

    def _quantity(self, node: tree.Quantity, here: Here) -> object:
        value = quantities.read(node.text)
        if value is None:
            meant = quantities.meant(node.text)
            self.findings.add("VG302", here.module.span(node), {"text": node.text}, write=meant)
        return value

    def _items(self, node: tree.List, item: Type, here: Here, attribute: str) -> object:
        """Each item at its own place; what does not fit is reported, and the others with it are lost."""
        built: list[object] = []
        for one in node.items:
            if type(one) is tree.Reference and isinstance(group := self._group(one, here), Clips):
                built += [self._fit(item, Clip(name), one, here, attribute) for name in group.names]
            else:
                built.append(self.typed(one, item, here, attribute))
        return None if any(value is None for value in built) else tuple(built)

    def _group(self, node: tree.Reference, here: Here) -> object:
        if node.steps or here.hides(node.name):
            return None
        found = self.names.find(node, here.module)
        return self._declaration(found, here) if found and found.declaration.loop else None

    def _word(self, node: tree.Reference, type_: Type, here: Here) -> str | None:
        """A bare word where the type knows words: one of its own, or any that names nothing else."""
        if node.steps or here.hides(node.name):
            return None
        if node.name in type_.choices:
            return node.name
        known = node.name in WORDS or self.names.find(node, here.module) is not None
        return None if known else node.name

    def _fit(self, type_: Type, value: object, node: tree.Value, here: Here, attribute: str) -> object:
        if value is None:
            return None
        if type_.item is not None and isinstance(value, tuple):
            fitted = [self._fit(type_.item, one, node, here, attribute) for one in spread(value)]
            return None if any(one is None for one in fitted) else tuple(fitted)
        converted = type_.convert(value)
        if converted is not None and type_.within(converted):
            return converted
        span, scope = here.module.span(node), self.names.scopes[here.module]
        misfit(self.findings, type_, value, span, attribute, known=scope)
        return None

    def _nested(self, node: tree.Value, here: Here) -> object:
        """Calls, what is taken of them, and lists, which can hold each other."""
        if self._depth > DEEPEST:
            self.findings.add("VG312", here.module.span(node))
            return None
        self._depth += 1
        try:
            if isinstance(node, tree.Selection):
                return self._selected(self._call(node.of, here), node.steps, node, here)
            return self._call(node, here) if isinstance(node, tree.Call) else self._list(node, here)
        finally:
            self._depth -= 1

    def _list(self, node: tree.Value, here: Here) -> object:
        if not isinstance(node, tree.List):
            return None
        values = tuple(self.value(item, here) for item in node.items)
        if self._sizes.too_large(values):
            self.findings.add("VG312", here.module.span(node), {"large": "yes"})
            return None
        return None if any(value is None for value in values) else values

    def _call(self, node: tree.Call, here: Here) -> object:
        function, span = node.function, here.module.span(node.function)
        last = function.steps[-1] if function.steps else None
        if isinstance(last, tree.Member) and last.name == "frame":
            return self._frame(node, last, here)
        if isinstance(last, tree.Member):
            calls.refuse(node, last, here.module, self.findings)
            return None
        name = function.name if isinstance(function, tree.Reference) and last is None else ""
        if name not in ARGUMENTS or name == "frame":
            known = [call for call in ARGUMENTS if call != "frame"]
            near = synonyms.call(name, known) if name else None
            self.findings.add("VG206", span, {"name": span.text, "known": ", ".join(known)}, write=near)
            return None
        if name == "record":
            return calls.record(node, here.module, lambda value: self.value(value, here), self.findings)
        given = self._arguments(node, name, here)
        if given is None:
            return None
        if name in set(MediaKind):
            at = here.module.span(node.arguments[0].value)
            return self.footage.find(MediaKind(name), given["path"], here.module.folder, at)
        return calls.make(name, given, here.module.span(node), self.findings)

    def _arguments(self, node: tree.Call, name: str, here: Here) -> Mapping[str, Any] | None:
        return calls.arguments(
            node, name, here.module, lambda v, t, a: self.typed(v, t, here, a), self.findings
        )

    def _frame(self, node: tree.Call, step: tree.Member, here: Here) -> object:
        """`X.frame(2.5s)`."""
        clip = self.value(before(node.function), here)
        given = self._arguments(node, "frame", here)
        if clip is None or given is None:
            return None
        name = written(node.function, step, here.module)
        frame = self.frames.take(clip, given["time"], name, here.module.span(node))
        if frame is not None:
            self.frames.remember(frame, here.module.span(node.arguments[0].value))
        return frame

    def _reference(self, node: tree.Reference, here: Here) -> object:
        name = node.name
        steps = node.steps
        if here.hides(name):
            value: object = here.loop[name]
        elif name in WORDS:
            value = WORDS[name]
        else:
            found = self.names.find(node, here.module)
            if found is None:
                self._unknown(node, here)
                return None
            value, steps = self._declaration(found, here), found.steps
        return self._selected(value, steps, node, here) if steps else value

    def _selected(self, value: object, steps: Iterable[Step], node: Stepped, here: Here) -> object:
        for step in steps:
            if value is None:
                return None
            value = self._step(value, step, node, here)
        return value

    def _step(self, value: object, step: Step, node: Stepped, here: Here) -> object:
        if isinstance(step, tree.Index):
            return self._indexed(value, step, node, here)
        edge = EDGES.get(step.name)
        if edge is not None and type(value) is Clip:
            return Frame(value, edge)
        name = written(node, step, here.module)
        if edge is not None:
            span = msgspec.structs.replace(here.module.span(node), end=step.end)
            return self.frames.take(value, edge, name, span)
        bare = step.name == "frame"
        facts = {"name": name, "member": step.name, "moment": "yes" if bare else ""}
        near = None if bare else synonyms.member(step.name, (*EDGES, "frame"))
        self.findings.add("VG215", here.module.span(step), facts, write=near)
        return None

    def _indexed(self, value: object, step: tree.Index, node: Stepped, here: Here) -> object:
        key = self.value(step.value, here)
        if key is None:
            return None
        span = here.module.span(step)
        if not isinstance(value, Clips):
            facts = {"name": written(node, step, here.module), "found": describe(value)}
            self.findings.add("VG216", span, facts, write="")
            return None
        return foreach.one(value, key, here.module.span(step.value), self.findings)

    def _declaration(self, found: Found, here: Here) -> object:
        declaration = found.declaration
        self.used.add(declaration)
        if declaration.kind in VALUES:
            return self.declared(declaration, here)
        if declaration.kind in NODES:
            if declaration.loop is None:
                return Clip(declaration.name)
            members = self.members(declaration)
            return Clips(declaration.name, members) if members else None
        return declaration

    def declared(self, declaration: Declaration, here: Here) -> object:
        """The value of a let or a param; one that uses the names of a shot is worked out for each shot anew."""
        if declaration in self._declared:
            return self._declared[declaration]
        if declaration in self._open:
            self._recursion(declaration)
            return None
        if len(self._open) > DEEPEST:
            self.findings.add("VG312", declaration.span)
            return None
        self._open[declaration] = None
        try:
            value = self.value(declaration.value, here.at(declaration.module))
        finally:
            del self._open[declaration]
        if value is None or fixed(declaration.value, declaration.module, self.names):
            self._declared[declaration] = value
        return value

    def known(self, declaration: Declaration) -> object:
        """The value of a let or a param that means the same for every shot; None where it does not, or is mistaken."""
        return self._declared.get(declaration)

    def _used_in(self, declaration: Declaration, here: Here) -> object:
        """What a template uses: the value of a let or a param."""
        self.used.add(declaration)
        return self.declared(declaration, here) if declaration.kind in VALUES else None

    def _recursion(self, declaration: Declaration) -> None:
        opened = list(self._open)
        loop = opened[opened.index(declaration) :]
        first = min(loop, key=lambda d: (d.module.path, d.label.start))
        at = loop.index(first)
        path = [d.name for d in (*loop[at:], *loop[:at], first)]
        self.findings.add("VG218", first.span, {"path": " -> ".join(path)})

    def _unknown(self, node: tree.Reference, here: Here) -> None:
        first, scope = node.steps[0] if node.steps else None, self.names.scopes[here.module]
        alias = scope.get(node.name)
        dotted = f"{node.name}.{first.name}" if alias and isinstance(first, tree.Member) else node.name
        if self.names.excused(dotted.rpartition(".")[2], here.module):
            return
        span = here.module.span(first if dotted != node.name and first else node)
        if dotted == node.name:
            span = msgspec.structs.replace(span, end=min(span.end, span.start + len(node.name)))
        near = self.findings.nearest(dotted, self.visible(here)) or prefixed(dotted, scope)
        if near is not None and near in scope:
            self.used.add(scope[near])
        write = near.rpartition(".")[2] if near and dotted != node.name else near
        self.findings.add("VG201", span, {"name": dotted}, write=write)

    def visible(self, here: Here) -> Iterator[str]:
        """The names that a value can use."""
        yield from here.loop
        yield from (name for name in self.names.scopes[here.module] if " " not in name)


def _literal(node: tree.Value) -> tree.String:
    """A stand-in for the literal of a text that was not written as one; only its place counts."""
    return tree.String(node.start, node.end, "", block=False)
