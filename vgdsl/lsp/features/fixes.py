"""Quick fixes: the changes that a diagnostic knows to help, one by one and together. Knows no code and makes nothing up."""

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.lsp.changes import workspace_edit
from vgdsl.lsp.checked import Film
from vgdsl.lsp.diagnostics import SOURCE, shown
from vgdsl.lsp.documents import Document
from vgdsl.lsp.editor import Editor
from vgdsl.report.edits import title

QUICK, ALL = types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll

Found = tuple[Film, Diagnostic]


def actions(editor: Editor, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """What can be done at a place, or with the whole file where the editor asks for just that."""
    document = editor.document(params.text_document.uri)
    if document is None:
        return None
    found = list(_mended(editor, document))
    start, end = (document.places.offset(each) for each in (params.range.start, params.range.end))
    here = [each for each in found if each[1].span.start <= end and start <= each[1].span.end]
    offered: list[types.CodeAction] = []
    if wanted(QUICK, params):
        offered = [_fix(editor, *each) for each in here]
        offered += _alike(editor, here, found)
        offered += _explanations(editor, params.context.diagnostics)
    if wanted(ALL, params, asked_for=True):
        offered += _together(
            editor, [each for each in found if _certain(each[1])], "Fix all syntax mistakes", ALL
        )
    return offered


def wanted(kind: types.CodeActionKind, params: types.CodeActionParams, *, asked_for: bool = False) -> bool:
    """Whether the editor asks for a kind; what changes the whole file must be asked for by name."""
    only = params.context.only
    if not only:
        return not asked_for
    return any(kind.value == one or kind.value.startswith(f"{one}.") for one in map(_value, only))


def _value(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _mended(editor: Editor, document: Document) -> Iterator[Found]:
    """The mistakes of a document that know a way out; the same one of several films once."""
    known = set()
    for path in editor.films.of(document.path):
        film = editor.film(path)
        for diagnostic in film.analysis.checked.diagnostics:
            place = (diagnostic.code, diagnostic.span.start, diagnostic.span.end)
            if diagnostic.edits and place not in known and film.file(diagnostic.span.source) == document.path:
                known.add(place)
                yield film, diagnostic


def _fix(editor: Editor, film: Film, diagnostic: Diagnostic) -> types.CodeAction:
    return types.CodeAction(
        title=title(diagnostic.edits),
        kind=QUICK,
        diagnostics=[shown(diagnostic, film, editor)],
        is_preferred=True,
        edit=workspace_edit(diagnostic.edits, film, editor),
    )


def _explanations(editor: Editor, here: Iterable[types.Diagnostic]) -> Iterator[types.CodeAction]:
    """The pages of what is wrong here, where there is the extension that shows them."""
    codes = dict.fromkeys(str(each.code) for each in here if each.source == SOURCE and each.code)
    for code in codes if editor.client.extended else ():
        title = f"Explain {code}"
        yield types.CodeAction(title, QUICK, command=types.Command(title, "vgdsl.explain", arguments=[code]))


def _alike(editor: Editor, here: Iterable[Found], found: Sequence[Found]) -> Iterator[types.CodeAction]:
    """For each kind of mistake here that the file has more of: all of them at once."""
    for code in dict.fromkeys(diagnostic.code for _, diagnostic in here):
        alike = [each for each in found if each[1].code == code]
        yield from _together(editor, alike, f"Fix all {len(alike)} of {code} in this file", QUICK, at_least=2)


def _together(
    editor: Editor, found: Sequence[Found], title: str, kind: types.CodeActionKind, at_least: int = 1
) -> Iterator[types.CodeAction]:
    """One action for several mistakes; of changes that overlap, the first is made."""
    if len(found) < at_least:
        return
    edits = sorted(
        (edit for _, each in found for edit in each.edits), key=lambda e: (e.span.start, e.span.end)
    )
    apart: list[Edit] = []
    for edit in edits:
        if not apart or edit.span.start >= apart[-1].span.end:
            apart.append(edit)
    yield types.CodeAction(
        title=title,
        kind=kind,
        diagnostics=[shown(each, film, editor) for film, each in found],
        edit=workspace_edit(apart, found[0][0], editor),
    )


def _certain(diagnostic: Diagnostic) -> bool:
    """Whether it is about how the file is written: what a name or a value should be, only its author can know."""
    return diagnostic.code.startswith("VG1")
