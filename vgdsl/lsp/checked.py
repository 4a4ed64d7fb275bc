"""A film as it was checked last. Knows where its files are; checks nothing."""

import os
from pathlib import Path

import msgspec

from vgdsl.check.passes import Analysis, Settings
from vgdsl.ide.view import View
from vgdsl.lsp.overlay import Overlay
from vgdsl.program.catalog import Catalog
from vgdsl.source import Source


class Film(msgspec.Struct, frozen=True, eq=False):
    """A film as it was checked last, with the files and the settings of then."""

    path: Path
    analysis: Analysis
    catalog: Catalog
    settings: Settings
    files: Overlay

    def view(self, file: Path) -> View:
        """A file as a part of the film."""
        return View(self.name(file), self.analysis, self.catalog)

    def name(self, file: Path) -> str:
        """A file's path inside the film's project."""
        return Path(os.path.relpath(file, self.files.project.root)).as_posix()

    def file(self, source: Source) -> Path:
        """Where a text of the film is; what the settings say, and all that is nowhere, is told of the film itself."""
        if source in self.analysis.checked.sources or source.name == self.name(self.path):
            return self.files.project.root / source.name
        return self.path
