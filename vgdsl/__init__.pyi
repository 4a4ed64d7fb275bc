# The public API as type checkers see it; vgdsl/__init__.py loads each name from the same place, when it is used.

from vgdsl.diagnostics import Diagnostic as Diagnostic
from vgdsl.diagnostics import Severity as Severity
from vgdsl.document import Document as Document
from vgdsl.edit.values import Expression as Expression
from vgdsl.film import Film as Film
from vgdsl.format.layout import format_text as format_text
from vgdsl.plan.plan import Plan as Plan
from vgdsl.plan.select import Selection as Selection
from vgdsl.program.catalog import Catalog as Catalog
from vgdsl.program.editions import load as load_catalog
from vgdsl.program.entities import MediaFacts as MediaFacts
from vgdsl.program.entities import Program as Program
from vgdsl.providers.errors import ProviderError as ProviderError
from vgdsl.report.broken import BrokenFilmError as BrokenFilmError
from vgdsl.report.messages import draw as draw
from vgdsl.run.outcome import Outcome as Outcome
from vgdsl.source import Source as Source
from vgdsl.source import Span as Span
from vgdsl.texts import check_text as check_text
from vgdsl.texts import parse_text as parse_text
from vgdsl.texts import plan_text as plan_text

__all__ = [
    "BrokenFilmError",
    "Catalog",
    "Diagnostic",
    "Document",
    "Expression",
    "Film",
    "MediaFacts",
    "Outcome",
    "Plan",
    "Program",
    "ProviderError",
    "Selection",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "check_text",
    "draw",
    "format_text",
    "load_catalog",
    "parse_text",
    "plan_text",
]

__version__: str
