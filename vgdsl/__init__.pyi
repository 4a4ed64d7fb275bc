# The public API as type checkers see it; vgdsl/__init__.py loads each name from the same place, when it is used.

from vgdsl.diagnostics import Diagnostic as Diagnostic
from vgdsl.diagnostics import Severity as Severity
from vgdsl.film import BrokenFilmError as BrokenFilmError
from vgdsl.film import Film as Film
from vgdsl.plan.plan import Plan as Plan
from vgdsl.plan.select import Selection as Selection
from vgdsl.program.catalog import Catalog as Catalog
from vgdsl.program.catalog import load as load_catalog
from vgdsl.program.entities import Program as Program
from vgdsl.providers.errors import ProviderError as ProviderError
from vgdsl.report.messages import draw as draw
from vgdsl.run.outcome import Outcome as Outcome
from vgdsl.source import Source as Source
from vgdsl.source import Span as Span

__all__ = [
    "BrokenFilmError",
    "Catalog",
    "Diagnostic",
    "Film",
    "Outcome",
    "Plan",
    "Program",
    "ProviderError",
    "Selection",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "draw",
    "load_catalog",
]

__version__: str
