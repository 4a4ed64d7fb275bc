"""Gathers what is found wrong: one mistake, one message. Knows no code and no wording."""

from collections.abc import Iterable, Iterator, Mapping

from vgdsl.check.spelling import nearest
from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.source import Source, Span

MOST_COMPARED = 50_000  # names, for all suggestions of one check: about a second

Facts = Mapping[str, str | int | float]


class Findings:
    """Diagnostics in the order found; the same code at the same place is said once."""

    def __init__(self) -> None:
        self._compared = 0
        self._found: dict[tuple[str, Source, int, int], Diagnostic] = {}

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found.values())

    @property
    def count(self) -> int:
        return len(self._found)

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(d.severity is Severity.ERROR for d in self)

    def add(
        self,
        code: str,
        span: Span,
        facts: Facts | None = None,
        *,
        severity: Severity = Severity.ERROR,
        labels: tuple[Label, ...] = (),
        write: str | None = None,
        edit: Edit | None = None,
    ) -> None:
        """Remember a mistake. `write` is what should stand at its place: an edit and the fact `write`; `edit` another change."""
        known = dict(facts or {})
        edits = () if edit is None else (edit,)
        if write is not None:
            known["write"] = write
            edits = (Edit(span, write),)
        self.extend((Diagnostic(code, span, known, severity, labels, edits),))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for one in diagnostics:
            key = (one.code, one.span.source, one.span.start, one.span.end)
            self._found.setdefault(key, one)

    def said(self, code: str, span: Span) -> bool:
        """Whether that was found there before."""
        return (code, span.source, span.start, span.end) in self._found

    def nearest(self, word: str, candidates: Iterable[str]) -> str | None:
        """What a misspelt word probably means, as long as looking is cheap: thousands of mistakes need no suggestions."""
        if self._compared > MOST_COMPARED:
            return None
        known = list(candidates)
        self._compared += len(known)
        return nearest(word, known)
