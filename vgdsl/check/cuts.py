"""Makes the cuts: what they show, their joins and their files. Knows lengths as far as they are known before a run."""

from collections.abc import Mapping
from typing import Any

import msgspec

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.cast import values
from vgdsl.check.declarations import Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.findings import Findings
from vgdsl.check.frames import linked
from vgdsl.check.joins import joins
from vgdsl.check.lengths import Lengths
from vgdsl.check.records import Record
from vgdsl.diagnostics import Label
from vgdsl.program.entities import Cut, Film, Part
from vgdsl.program.values import Media
from vgdsl.source import Span
from vgdsl.syntax import tree

ENDING = ".mp4"
_FORBIDDEN = frozenset('/\\<>:"|?*')
_LONGEST = 120  # characters of a file name


class _Said(msgspec.Struct, frozen=True):
    """What a cut's block says, and the attributes that it tries to give."""

    declaration: Declaration
    values: dict[str, Any]
    tried: set[str]

    @property
    def unread(self) -> bool:
        """Whether it says something by a name that is none, or could not be read: what it seems to lack may be that."""
        said = (item.name.text for item in self.declaration.block.attributes)
        known = ATTRIBUTES[Kind.CUT]
        return self.declaration.module.damaged(self.declaration.node) or any(
            name not in known for name in said
        )

    def place(self, attribute: str) -> Span:
        said = self.declaration.block.attribute(attribute)
        return self.declaration.module.span(said.value) if said is not None else self.declaration.span

    def item(self, index: int, total: int) -> Span:
        """The place of one item of the sequence; of all of it where items stand for several clips."""
        said = self.declaration.block.attribute("sequence")
        listed = said.value.items if said is not None and isinstance(said.value, tree.List) else ()
        if len(listed) == total:
            return self.declaration.module.span(listed[index])
        return self.place("sequence")


def cuts(evaluator: Evaluator, record: Record, film: Film, lengths: Lengths) -> Mapping[str, Cut]:
    """The cuts of a program; one whose sequence is mistaken is left out."""
    said = [_Said(d, *values(d, evaluator, record)) for d in evaluator.names.of(Kind.CUT)]
    alone = sum("output" not in one.tried for one in said) == 1
    made: dict[str, Cut] = {}
    taken: dict[str, _Said] = {}
    for one in said:
        cut = _cut(one, film, alone, evaluator.findings)
        output = one.values.get("output") if cut is None else cut.output
        if output is not None:
            _output(one, output, taken, evaluator.findings)
        if cut is not None:
            _files(one, cut, evaluator.findings)
            places = [one.item(index, len(cut.sequence)) for index in range(len(cut.sequence))]
            evaluator.findings.extend(joins(cut.sequence, places, lengths))
            made[cut.name] = cut
    return made


def _cut(said: _Said, film: Film, alone: bool, findings: Findings) -> Cut | None:
    declaration, values_ = said.declaration, said.values
    if "sequence" not in said.tried and not said.unread:
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
        name = output.replace("\\", "/").rpartition("/")[2]
        write = (
            f'"{name}"'
            if name.lower().endswith(ENDING) and name.isprintable() and len(name) < _LONGEST
            else None
        )
        findings.add("VG318", span, {"output": output, "folder": "yes"}, write=write)
    elif not output.lower().endswith(ENDING):
        stem = output.rpartition(".")[0] or output.strip() or said.declaration.label.text
        findings.add("VG318", span, {"output": output}, write=f'"{stem}{ENDING}"')
    other = taken.setdefault(output.casefold(), said)
    if other is not said:
        labels = (Label(other.place("output"), "first"),)
        facts, free = {"output": output, "other": other.declaration.name}, _free(said, output, taken)
        findings.add("VG506", span, facts, labels=labels, write=free)


def _free(said: _Said, output: str, taken: Mapping[str, _Said]) -> str | None:
    """A name that no other cut has yet, after the cut's own."""
    name = f"{output[: -len(ENDING)]}-{said.declaration.label.text}{ENDING}"
    return f'"{name}"' if "output" in said.tried and name.casefold() not in taken else None


def _files(said: _Said, cut: Cut, findings: Findings) -> None:
    """What is worked on here has to be here."""
    for index, part in enumerate(cut.sequence):
        if isinstance(part, Part) and isinstance(part.clip, Media):
            linked(part.clip, said.item(index, len(cut.sequence)), findings, "cut")
    if cut.music is not None:
        linked(cut.music.media, said.place("music"), findings, "cut")
