"""Tries edits of a film: checks and lowers it as if they were made. Writes nothing."""

from collections.abc import Iterable, Mapping

from vgdsl.check.files import Files
from vgdsl.check.passes import Settings, check
from vgdsl.diagnostics import Diagnostic, Edit, edited, errors
from vgdsl.plan.job import Job
from vgdsl.plan.lower import lower
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.source import Source

Jobs = Mapping[str, Job]


class Trial:
    """A film of a project, by its path in there, as `settings` have it."""

    def __init__(self, film: str, files: Files, catalog: Catalog, settings: Settings) -> None:
        self._film, self._files, self._catalog, self._settings = film, files, catalog, settings

    def with_edits(self, edits: Iterable[Edit]) -> Jobs | tuple[Diagnostic, ...]:
        """The jobs of the edited film by name, or the errors that it would have."""
        checked = check(self._film, _Edited(self._files, edits), self._catalog, self._settings)
        if checked.program is None:
            return errors(checked.diagnostics)
        return {job.id: job for job in lower(checked.program, self._catalog).jobs}


class _Edited:
    """The files of a project, some of them edited. Implements vgdsl.check.files.Files."""

    def __init__(self, files: Files, edits: Iterable[Edit]) -> None:
        self._files, self._edits = files, tuple(edits)

    def text(self, path: str) -> Source:
        source = self._files.text(path)
        mine = [edit for edit in self._edits if edit.span.source.name == source.name]
        return Source(source.name, edited(source.text, mine)) if mine else source

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        return self._files.facts(path, kind)

    def nearest(self, path: str) -> str | None:
        return self._files.nearest(path)
