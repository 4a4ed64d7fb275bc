"""Turns what a provider proposes for a shot into an edit of its scene file, or says why that cannot be. Writes nothing.

Theory of operation. A proposed prompt is a rewording of the finished one, in which templates are run, mentions are tags
or descriptions, and styles have put their words around. What of it came from where is not guessed: the film is checked
once more with marks around every hole of the literal (see wording.py), and the marks are found again in the finished prompt.
Whatever edit comes of it is then tried: it is proposed only if the shot's request says exactly what was proposed, the film
has no errors, and no other clip is another one than before.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from vgdsl.check.amend import added
from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.edit.literal import quoted, rewritten
from vgdsl.edit.places import text_at
from vgdsl.edit.trial import Jobs, Trial
from vgdsl.edit.wording import Piece, cut, plain, reworded
from vgdsl.plan.job import Job
from vgdsl.program.entities import Making, Origin
from vgdsl.syntax import strings, tree

Kind = Literal["prompt", "model"]

_MARK = "\N{INVISIBLE SEPARATOR}"
_HIDDEN = {Origin.PROFILE: "a profile", Origin.SET: "--set"}
"""Who is stronger than the shot's own block, so that an edit there would change nothing."""


class Proposal(msgspec.Struct, frozen=True):
    """An edit that makes a clip's request say `after` where it says `before`."""

    kind: Kind
    before: str
    after: str
    edit: Edit


class Impossible(msgspec.Struct, frozen=True):
    """Why there is none; `errors` are those that the film would have, `others` the clips that would change too."""

    kind: Kind
    before: str
    after: str
    why: str
    errors: tuple[Diagnostic, ...] = ()
    others: tuple[str, ...] = ()


def proposed(kind: Kind, wanted: str, job: Job, node: Making, trial: Trial) -> Proposal | Impossible:
    """The edit for a proposed prompt or model. `job` is any take of `node` as it stands."""
    return _Search(kind, wanted.strip(), job, node, trial).found()


class _Search:
    """One search for an edit."""

    def __init__(self, kind: Kind, wanted: str, job: Job, node: Making, trial: Trial) -> None:
        self.kind, self.wanted, self.job, self.node, self.trial = kind, wanted, job, node, trial
        self.before = str(job.body.get(kind, "")) if kind == "prompt" else job.model
        self.place = node.places.get(kind)
        self.literal = self._literal()

    def found(self) -> Proposal | Impossible:
        if self.place is not None and self.place.origin in _HIDDEN:
            return self._impossible(
                f"its {self.kind} comes from {_HIDDEN[self.place.origin]}; change it there"
            )
        jobs = self.trial.with_edits(())
        if not isinstance(jobs, Mapping):
            return self._impossible("the film has errors", jobs)
        texts = self._prompts() if self.kind == "prompt" else [self.wanted]
        tried = [self._tried(text, jobs) for text in texts]
        good = [each for each in tried if isinstance(each, Proposal)]
        if good or tried:
            return good[0] if good else tried[0]
        return self._impossible("it changes words that a style adds; they are not the shot's own")

    def _prompts(self) -> list[str]:
        """The texts to write for the proposed prompt, the best first."""
        written = [""] if self.literal is None else cut(strings.decode(self.literal))
        says = self._fillings(written)
        if says is None:
            return [plain(self.wanted)]
        before, *inside, after = says
        if not (self.wanted.startswith(before.strip()) and self.wanted.endswith(after.strip())):
            return []
        rest = len(self.wanted) - len(after.strip())
        own = self.wanted[len(before.strip()) : rest].strip()
        pieces = [
            Piece(text, hole if n % 2 else None)
            for n, (text, hole) in enumerate(zip(inside, written, strict=True))
        ]
        return list(dict.fromkeys((reworded(pieces, own), plain(own))))

    def _fillings(self, written: list[str]) -> list[str] | None:
        """What each piece says in the finished prompt, with what stands before and after all; None where it is not told."""
        edit = self._edit(_MARK + _MARK.join(written) + _MARK)
        jobs = None if edit is None else self.trial.with_edits([edit])
        if not isinstance(jobs, Mapping) or self.job.id not in jobs:
            return None
        says = str(jobs[self.job.id].body.get("prompt", "")).split(_MARK)
        return says if len(says) == len(written) + 2 else None

    def _tried(self, text: str, jobs: Jobs) -> Proposal | Impossible:
        edit = self._edit(text)
        if edit is None:
            return self._impossible("there is no block to write it into")
        after = self.trial.with_edits([edit])
        if not isinstance(after, Mapping):
            return self._impossible("the film would have errors with it", after)
        mine = [job for job in after.values() if job.node == self.node.name]
        if not mine or any(self._says(job).split() != self.wanted.split() for job in mine):
            return self._impossible("it cannot be put into the file so that the order says it word for word")
        others = tuple(
            name for name, job in jobs.items() if job.node != self.node.name and _differ(job, after.get(name))
        )
        if others:
            return self._impossible("the same words of the file are those of other clips", others=others)
        return Proposal(self.kind, self.before, self.wanted, edit)

    def _says(self, job: Job) -> str:
        return str(job.body.get("prompt", "")) if self.kind == "prompt" else job.model

    def _edit(self, text: str) -> Edit | None:
        """The file with this text, as written, where the shot's prompt or model is now; else in a line of its own."""
        if self._own and self.place is not None and self.place.span is not None:
            return Edit(
                self.place.span, quoted(text) if self.literal is None else rewritten(self.literal, text)
            )
        return added(self.node.span, self.kind, quoted(text))

    @property
    def _own(self) -> bool:
        """Whether the shot's own block says it."""
        return self.place is not None and self.place.origin is Origin.SHOT

    def _literal(self) -> tree.String | None:
        if not self._own or self.place is None or self.place.span is None:
            return None
        return text_at(self.place.span)

    def _impossible(
        self, why: str, errors: tuple[Diagnostic, ...] = (), others: tuple[str, ...] = ()
    ) -> Impossible:
        return Impossible(self.kind, self.before, self.wanted, why, errors, others)


def _differ(before: Job, after: Job | None) -> bool:
    """Whether a clip would be another one."""
    return after is None or (before.model, before.body) != (after.model, after.body)
