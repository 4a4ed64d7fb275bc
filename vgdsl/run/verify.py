"""Holds a film's record, journal and store against each other. Knows what each says; reads and hashes nothing itself."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import PurePath
from shlex import quote

import msgspec

from vgdsl.plan.key import digest_of
from vgdsl.run.memory.record import Entry, Record


class State(StrEnum):
    """What a look at a clip in the store found."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


class Problem(msgspec.Struct, frozen=True):
    """Something that does not hold: what it is about, what is wrong, and what to do."""

    about: str
    message: str
    way_out: str


def clips(record: Record, bought: Iterable[Entry]) -> dict[str, Entry]:
    """Every clip that the record or the journal names, by its digest."""
    return {entry.sha256: entry for entry in (*bought, *record.entries)}


def damage(found: Mapping[str, State], named: Mapping[str, Entry], film: str, store: str) -> list[Problem]:
    """What is wrong with the clips in the store; `film` and `store` are their paths as commands call them."""
    problems = []
    pull = f"vgdsl pull {quote(film)}"
    for sha256, state in found.items():
        job = named[sha256].job
        if state is State.MISSING:
            problems.append(Problem(job, "its clip is not on this machine", pull))
        elif state is State.DAMAGED:
            path = f"{store}/{sha256[:2]}/{sha256[2:]}.mp4"
            way_out = f"rm -f {quote(path)} && {pull}"
            problems.append(Problem(job, f"its clip {path} has changed since it came", way_out))
    return problems


def contradictions(record: Record, bought: Iterable[Entry], film: str) -> list[Problem]:
    """Where the record is at odds with itself or with the journal, whose entries `bought` are."""
    written = {(each.node, each.take, each.sha256): each for each in record.entries}
    checkout = f"git checkout -- {quote(str(PurePath(film).with_suffix('.lock')))}"
    problems = [
        Problem(each.job, "its request in the record is not the one that was bought", checkout)
        for each in record.entries
        if digest_of(each.components) != each.key
    ]
    for entry in bought:
        told = written.get((entry.node, entry.take, entry.sha256))
        if told is None:
            problems.append(
                Problem(entry.job, "the record does not know its clip", f"vgdsl run {quote(film)}")
            )
        elif told != entry:
            names = [name for name in Entry.__struct_fields__ if getattr(told, name) != getattr(entry, name)]
            differs = f"the record and this machine's journal differ in its {', '.join(names)}"
            problems.append(Problem(entry.job, differs, checkout))
    return problems
