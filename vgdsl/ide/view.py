"""One scene file, seen as a part of one film. Knows what checking found out, and where things stand; asks for nothing more."""

import msgspec

from vgdsl.check.declarations import Module
from vgdsl.check.passes import Analysis
from vgdsl.program.catalog import Catalog
from vgdsl.source import Source


class View(msgspec.Struct, frozen=True):
    """What every question about a file is asked of. `file` is its path inside the project, as `Module.path` is."""

    file: str
    analysis: Analysis
    catalog: Catalog

    @property
    def module(self) -> Module | None:
        """The file as a module of the film; None where the film does not import it, or cannot be read."""
        return self.analysis.module(self.file)

    @property
    def source(self) -> Source | None:
        module = self.module
        return module.source if module is not None else None
