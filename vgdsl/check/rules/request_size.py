"""How large a whole request becomes with its files inside. Knows nothing of single files' limits."""

from collections.abc import Iterator
from math import ceil

from vgdsl.check.rules.enclosed import LIMIT, Enclosed, enclosed, encoded, facts_of
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import listed, megabytes
from vgdsl.check.rules.pointing import medium
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import MediaFacts
from vgdsl.program.splitting import bounds_of, fits
from vgdsl.program.values import Media

ROOM = 4_000
"""Bytes kept for the names of fields and for short values."""

_MOST_NAMED = 3


def request_size(subject: Subject) -> Iterator[Diagnostic]:
    """Files go inside the request as base64, a third larger than they are; together they must stay under the limit."""
    if not subject.program.media or _cut(subject):
        return
    files = [(item, facts) for item in enclosed(subject) if (facts := facts_of(item.file, subject.program))]
    if not files:
        return
    total = sum(encoded(facts) for _, facts in files) + _escaped(_words(subject)) + ROOM
    if total <= LIMIT:
        return
    heaviest = sorted(files, key=lambda pair: -pair[1].size)
    first = heaviest[0][0]
    yield finding(
        subject,
        "VG498",
        first.attribute,
        at=medium(subject, first.attribute, first.value),
        total=f"{ceil(total / 1e5) / 10} MB",
        most=megabytes(LIMIT),
        largest=_named(heaviest),
    )


def _cut(subject: Subject) -> bool:
    """Whether the one file is cut where it is too large, or the rule about that has said that it cannot be."""
    upscale = subject.upscale
    source = upscale.source if upscale is not None else None
    facts = facts_of(source if isinstance(source, Media) else None, subject.program)
    return (
        upscale is not None
        and facts is not None
        and not (upscale.parts is None and fits(facts, bounds_of(upscale, subject.model)))
    )


def _words(subject: Subject) -> str:
    shot = subject.shot
    negative = shot.negative_prompt if shot is not None else None
    return (subject.cast.prompt or str(subject.node.prompt or "")) + (negative or "")


def _escaped(text: str) -> int:
    """The length of a text in JSON that is all ASCII: `\\u6771` for a letter, twice that for a picture sign."""
    return sum(1 if " " <= letter <= "~" else 6 if letter <= "\uffff" else 12 for letter in text)


def _named(files: list[tuple[Enclosed, MediaFacts]]) -> str:
    return listed(f"{item.file} ({megabytes(facts.size)})" for item, facts in files[:_MOST_NAMED])
