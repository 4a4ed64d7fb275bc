"""A diagnostic of one of several films, and where a file shows it. Knows no format that it is written in."""

from collections.abc import Callable, Iterable

import msgspec

from vgdsl.diagnostics import Diagnostic
from vgdsl.report.wording import WORDING
from vgdsl.source import Source, Span

Path = Callable[[str], str]
"""The path of a file as messages show it, from the repository's folder and with forward slashes."""


class Finding(msgspec.Struct, frozen=True):
    """A diagnostic and the film that it was found through, by the name that messages show."""

    film: str
    diagnostic: Diagnostic

    def file(self, span: Span) -> str:
        """The file to show for a place: the film itself for what the command line says, and where it cannot be read."""
        return span.source.name if in_file(span.source) else self.film

    @property
    def title(self) -> str:
        return WORDING[self.diagnostic.code].titled(self.diagnostic.facts)

    @property
    def text(self) -> str:
        """The title, and each way out on a line of its own."""
        helped = WORDING[self.diagnostic.code].helped(self.diagnostic.facts)
        return "\n".join([self.title, *(f"help: {line}" for line in helped)])


def in_file(source: Source) -> bool:
    """Whether a source is a file with a text, and not an option such as `--set`."""
    return bool(source.text) and not source.name.startswith("--")


def once(films: Iterable[tuple[str, Iterable[Diagnostic]]]) -> list[Finding]:
    """All that was found, in order; what two films tell of a file that both import is told once."""
    found: dict[tuple[str, str, int, int], Finding] = {}
    for film, diagnostics in films:
        for each in diagnostics:
            one, span = Finding(film, each), each.span
            found.setdefault((each.code, one.file(span), span.start, span.end), one)
    return list(found.values())
