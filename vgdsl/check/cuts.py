"""Makes the cuts: what they show, their joins and their files. Knows lengths as far as they are known before a run."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from vgdsl.check.cast import values
from vgdsl.check.declarations import Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.findings import Findings
from vgdsl.check.records import Record
from vgdsl.diagnostics import Diagnostic, Label
from vgdsl.program.entities import Cut, Dissolve, Film, Making, MediaFacts, Part, Shot
from vgdsl.program.values import Clip, Duration, Media
from vgdsl.source import Span
from vgdsl.syntax import tree

ENDINGS = (".mp4", ".mov", ".mkv")
_FORBIDDEN = frozenset('/\\<>:"|?*')
_LONGEST = 120  # characters of a file name


class Lengths(msgspec.Struct, frozen=True):
    """How long clips are, as far as is known before a run."""

    nodes: Mapping[str, Making]
    media: Mapping[str, MediaFacts]

    def of(self, part: Part) -> int | None:
        """Milliseconds that a part shows, or None."""
        end = part.end.ms if part.end is not None else self._clip(part.clip)
        return None if end is None else max(0, end - (part.start.ms if part.start is not None else 0))

    def _clip(self, clip: Clip | Media) -> int | None:
        followed = 0
        while isinstance(clip, Clip):
            node = self.nodes.get(clip.node)
            followed += 1
            if isinstance(node, Shot):
                return node.duration.ms if isinstance(node.duration, Duration) else None
            if node is None or followed > len(self.nodes) or "slowdown" in node.settings:
                return None
            clip = node.source
        facts = self.media.get(clip.path or "")
        return None if facts is None or facts.seconds is None else round(facts.seconds * 1000)


class _Said(msgspec.Struct, frozen=True):
    """What a cut's block says, and the attributes that it tries to give."""

    declaration: Declaration
    values: dict[str, Any]
    tried: set[str]

    def place(self, attribute: str) -> Span:
        module = self.declaration.module
        for item in self.declaration.block.items:
            if isinstance(item, tree.Attribute) and item.name.text == attribute:
                return module.span(item.value)
        return self.declaration.span

    def item(self, index: int, total: int) -> Span:
        """The place of one item of the sequence; of all of it where items stand for several clips."""
        module = self.declaration.module
        for item in self.declaration.block.items:
            value = item.value if isinstance(item, tree.Attribute) and item.name.text == "sequence" else None
            if isinstance(value, tree.List) and len(value.items) == total:
                return module.span(value.items[index])
        return self.place("sequence")


def cuts(evaluator: Evaluator, record: Record, film: Film, nodes: Mapping[str, Making]) -> Mapping[str, Cut]:
    """The cuts of a program; one whose sequence is mistaken is left out."""
    said = [_Said(d, *values(d, evaluator, record)) for d in evaluator.names.of(Kind.CUT)]
    alone = sum("output" not in one.tried for one in said) == 1
    lengths = Lengths(nodes, evaluator.footage.facts)
    made: dict[str, Cut] = {}
    taken: dict[str, _Said] = {}
    for one in said:
        cut = _cut(one, film, alone, evaluator.findings)
        if cut is not None:
            _output(one, cut.output, taken, evaluator.findings)
            evaluator.findings.extend(_joins(one, cut, lengths))
            made[cut.name] = cut
    return made


def _cut(said: _Said, film: Film, alone: bool, findings: Findings) -> Cut | None:
    declaration, values_ = said.declaration, said.values
    if "sequence" not in said.tried and not declaration.module.damaged(declaration.node):
        facts = {"kind": declaration.kind.phrase, "name": declaration.name, "attribute": "sequence"}
        findings.add("VG314", declaration.span, {**facts, "sequence": "yes"})
    sequence = values_.get("sequence")
    if sequence is None:
        return None
    if not any(isinstance(part, Part) for part in sequence):
        findings.add("VG503", said.place("sequence"), {"name": declaration.name})
        return None
    plain = film.name if alone else f"{film.name}-{declaration.name}"
    output = values_.get("output", f"{plain}.mp4")
    fps = values_.get("fps", film.fps)
    known = {**values_, "sequence": sequence, "output": output, "fps": fps}
    return Cut(name=declaration.name, span=declaration.span, **known)


def _output(said: _Said, output: str, taken: dict[str, _Said], findings: Findings) -> None:
    """A plain file name, and no other cut's."""
    span = said.place("output")
    plain = output.isprintable() and not _FORBIDDEN.intersection(output) and not output.startswith(".")
    if not plain or len(output) > _LONGEST:
        findings.add("VG318", span, {"output": output, "folder": "yes"})
    elif not output.lower().endswith(ENDINGS):
        stem = output.rpartition(".")[0] or output
        findings.add("VG318", span, {"output": output, "endings": ", ".join(ENDINGS)}, write=f'"{stem}.mp4"')
    other = taken.setdefault(output.casefold(), said)
    if other is not said:
        labels = (Label(other.place("output"), "first"),)
        findings.add("VG506", span, {"output": output, "other": other.declaration.name}, labels=labels)


def _joins(said: _Said, cut: Cut, lengths: Lengths) -> Iterator[Diagnostic]:
    """A dissolve stands between two clips, and is no longer than what it takes of each."""
    total, parts = len(cut.sequence), cut.sequence
    for index, part in enumerate(parts):
        if isinstance(part, Part):
            yield from _shorter(said, index, cut, lengths)
            continue
        around = (parts[index - 1] if index else None, parts[index + 1] if index + 1 < total else None)
        if not all(isinstance(one, Part) for one in around):
            edge = "start" if index == 0 else "end" if index + 1 == total else "twice"
            yield Diagnostic("VG504", said.item(index, total), {edge: "yes", "length": str(part.duration)})


def _shorter(said: _Said, index: int, cut: Cut, lengths: Lengths) -> Iterator[Diagnostic]:
    part, parts = cut.sequence[index], cut.sequence
    length = lengths.of(part) if isinstance(part, Part) else None
    if length is None or not isinstance(part, Part):
        return
    if length == 0:
        facts = {"name": str(part.clip), "start": str(part.start)}
        yield Diagnostic("VG507", said.item(index, len(parts)), facts)
        return
    beside = (parts[index - 1] if index else None, parts[index + 1] if index + 1 < len(parts) else None)
    needed = sum(one.duration.ms for one in beside if isinstance(one, Dissolve))
    if needed > length:
        facts = {"name": str(part.clip), "needed": str(Duration(needed)), "length": str(Duration(length))}
        yield Diagnostic("VG505", said.item(index, len(parts)), facts)
