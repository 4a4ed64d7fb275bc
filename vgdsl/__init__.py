"""vgdsl: scene files for AI video, and the runner that makes films of them.

The public API, re-exported from where it lives; each name is loaded when it is first used, so that a command that needs
none of them starts at once.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "BrokenFilmError": "vgdsl.report.broken",
    "Catalog": "vgdsl.program.catalog",
    "Diagnostic": "vgdsl.diagnostics",
    "Document": "vgdsl.document",
    "Expression": "vgdsl.edit.values",
    "Film": "vgdsl.film",
    "MediaFacts": "vgdsl.program.entities",
    "Outcome": "vgdsl.run.outcome",
    "Plan": "vgdsl.plan.plan",
    "Program": "vgdsl.program.entities",
    "ProviderError": "vgdsl.providers.errors",
    "Selection": "vgdsl.plan.select",
    "Severity": "vgdsl.diagnostics",
    "Source": "vgdsl.source",
    "Span": "vgdsl.source",
    "check_text": "vgdsl.texts",
    "draw": "vgdsl.report.messages",
    "format_text": "vgdsl.format.layout",
    "load_catalog": "vgdsl.program.editions",
    "parse_text": "vgdsl.texts",
    "plan_text": "vgdsl.texts",
}

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


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'vgdsl' has no attribute {name!r}")
    own = {"load_catalog": "load"}.get(name, name)
    return getattr(import_module(_HOMES[name]), own)


def __dir__() -> list[str]:
    return __all__
