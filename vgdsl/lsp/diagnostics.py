"""Diagnostics as the protocol has them. Knows severities, tags and where places are; decides nothing."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.lsp.checked import Film
from vgdsl.lsp.editor import Editor
from vgdsl.report.explain.page import place
from vgdsl.report.wording import WORDING

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}

TAGS = {"VG223": types.DiagnosticTag.Unnecessary, "VG406": types.DiagnosticTag.Deprecated}
"""Codes that editors have a manner of their own for: what is never used is faded, what goes away is struck out."""

SOURCE = "vgdsl"
MOST = 500
"""Diagnostics shown of one file: nobody reads more, and an editor draws each."""

Told = Mapping[Path, tuple[types.Diagnostic, ...]]


def of_film(film: Film, editor: Editor) -> Told:
    """What is to be shown, by file; each file of the film is there, with nothing where nothing is wrong."""
    files = {film.path, *(film.file(source) for source in film.analysis.checked.sources)}
    found: dict[Path, list[types.Diagnostic]] = {path: [] for path in sorted(files)}
    for diagnostic in film.analysis.checked.diagnostics:
        told = found[film.file(diagnostic.span.source)]
        if len(told) < MOST:
            told.append(shown(diagnostic, film, editor))
    return {path: tuple(told) for path, told in found.items()}


def together(several: Iterable[Told]) -> Told:
    """What several films say of their files; the same mistake of a shared file is shown once."""
    found: dict[Path, list[types.Diagnostic]] = {}
    for told in several:
        for path, diagnostics in told.items():
            known = found.setdefault(path, [])
            known += (each for each in diagnostics if each not in known) if known else diagnostics
    return {path: tuple(diagnostics) for path, diagnostics in found.items()}


def shown(diagnostic: Diagnostic, film: Film, editor: Editor) -> types.Diagnostic:
    """One mistake. The ways out stand below the sentence, as on the terminal."""
    wording = WORDING[diagnostic.code]
    helped = [f"help: {line}" for line in wording.helped(diagnostic.facts)]
    tag = TAGS.get(diagnostic.code)
    return types.Diagnostic(
        range=editor.location(film, diagnostic.span).range,
        message="\n".join([wording.titled(diagnostic.facts), *helped]),
        severity=SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        code_description=_explained(diagnostic.code),
        source=SOURCE,
        tags=[tag] if tag is not None else None,
        related_information=_related(diagnostic, film, editor) or None,
    )


@cache
def _explained(code: str) -> types.CodeDescription | None:
    """Where the page of the code is, which `vgdsl explain` shows."""
    page = place(code)
    return types.CodeDescription(str(from_fs_path(str(page)))) if page.exists() else None


def _related(diagnostic: Diagnostic, film: Film, editor: Editor) -> list[types.DiagnosticRelatedInformation]:
    wording = WORDING[diagnostic.code]
    several = ((label.span, wording.role(label.role, diagnostic.facts)) for label in diagnostic.labels)
    return [
        types.DiagnosticRelatedInformation(editor.location(film, span), words)
        for span, words in several
        if words
    ]
