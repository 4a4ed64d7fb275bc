"""Takes frames of clips and of video files, and says where there is none to take. Knows no names and no scope."""

import re
from collections.abc import Iterator

import msgspec

from vgdsl.check.amend import NEAR
from vgdsl.check.findings import Findings
from vgdsl.check.lengths import Lengths
from vgdsl.check.value_types import Clips, describe
from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.program.values import Clip, Duration, Edge, Frame, Media, MediaKind
from vgdsl.source import Span

_FILES = {MediaKind.VIDEO: "plate.mp4", MediaKind.AUDIO: "score.mp3"}


class Taken(msgspec.Struct, frozen=True):
    """A frame at a moment of its clip, and where that moment was written."""

    frame: Frame
    span: Span


class Frames:
    """The frames of one program, of which those at a moment are looked at again once all lengths are known."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._moments: list[Taken] = []

    def take(self, of: object, at: Edge | Duration, name: str, step: Span) -> Frame | None:
        """One frame of what is written `name`; None where it has none, which is reported at `step`."""
        if isinstance(of, Clip) or (isinstance(of, Media) and of.kind is MediaKind.VIDEO):
            return None if linked(of, step, self._findings, "frame") else Frame(of, at)
        facts = {"name": name, "found": describe(of)}
        one = None
        if isinstance(of, Clips):
            one = facts["one"] = name + of.example + step.text.removeprefix(name)
        self._findings.add("VG214", step, facts, write=one if step.text.startswith(name) else None)
        return None

    def remember(self, frame: Frame, moment: Span) -> None:
        """A frame at a moment, which was written there."""
        self._moments.append(Taken(frame, moment))

    def late(self, lengths: Lengths) -> Iterator[Diagnostic]:
        """Frames after the end of their clip, as far as its length is known before a run."""
        for taken in self._moments:
            of, at = taken.frame.of, taken.frame.at
            length = lengths.clip(of)
            if length is not None and isinstance(at, Duration) and at.ms >= length:
                facts = {"name": str(of), "at": str(at), "length": str(Duration(length))}
                yield Diagnostic("VG509", taken.span, facts, edits=_last(taken.span))


def _last(moment: Span) -> tuple[Edit, ...]:
    """The last frame instead of the one at a moment."""
    text, begin = moment.source.text, max(0, moment.start - NEAR)
    before = re.search(r"\.\s*frame\s*\(\s*(?:time\s*=\s*)?\Z", text[begin : moment.start])
    after = re.compile(r"\s*,?\s*\)").match(text, moment.end)
    if before is None or after is None:
        return ()
    return (Edit(Span(moment.source, begin + before.start(), after.end()), ".last_frame"),)


def linked(media: object, span: Span, findings: Findings, use: str) -> bool:
    """Whether it is on the web, where nothing can be worked on; that is reported. `use` is what it was wanted for."""
    if not isinstance(media, Media) or media.url is None:
        return False
    facts = {"found": describe(media), "kind": media.kind.value, "file": _FILES[media.kind]}
    findings.add("VG319", span, {**facts, use: "yes"})
    return True
