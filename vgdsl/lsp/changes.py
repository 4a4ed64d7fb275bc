"""Changes of texts as the protocol has them. Knows which text they were made for; makes none up."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types

from vgdsl.diagnostics import Edit
from vgdsl.ide.changes.change import Change
from vgdsl.lsp.checked import Film
from vgdsl.lsp.editor import Editor

_CONSENT = "spends"


def workspace_edit(
    edits: Iterable[Edit], film: Film, editor: Editor, warning: str = ""
) -> types.WorkspaceEdit:
    """The edits of one film by file, each for the version of the text that they were made for. See `workspace_changes`."""
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(film.file(edit.span.source), []).append(edit)
    return _workspace_edit(by_file, editor, warning)


def workspace_changes(
    changes: Iterable[Change], film: Film, editor: Editor, warning: str = ""
) -> types.WorkspaceEdit:
    """Changes of any files of a film's project, also of those that only other films of it have.

    Where there is a `warning`, an editor that can shows the changes first, and asks whether they are meant.
    """
    by_file: dict[Path, list[Edit]] = {}
    for change in changes:
        path = film.files.project.root / change.file
        by_file.setdefault(path, []).append(Edit(change.span, change.text))
    return _workspace_edit(by_file, editor, warning)


def _workspace_edit(by_file: Mapping[Path, list[Edit]], editor: Editor, warning: str) -> types.WorkspaceEdit:
    if not editor.client.versioned:
        return types.WorkspaceEdit(
            changes={
                editor.uri(path): [text_edit(edit, path, editor) for edit in several]
                for path, several in by_file.items()
            }
        )
    asks = warning and editor.client.annotated
    changes = [
        types.TextDocumentEdit(
            _version(path, editor),
            [
                _annotated(text_edit(edit, path, editor)) if asks else text_edit(edit, path, editor)
                for edit in several
            ],
        )
        for path, several in by_file.items()
    ]
    notes = {_CONSENT: types.ChangeAnnotation(warning, needs_confirmation=True)} if asks else None
    return types.WorkspaceEdit(document_changes=changes, change_annotations=notes)


def text_edit(edit: Edit, path: Path, editor: Editor) -> types.TextEdit:
    """One change of a file."""
    places = editor.places(path, edit.span.source)
    return types.TextEdit(places.range(edit.span.start, edit.span.end), edit.text)


def _annotated(edit: types.TextEdit) -> types.AnnotatedTextEdit:
    return types.AnnotatedTextEdit(_CONSENT, edit.range, edit.new_text)


def _version(path: Path, editor: Editor) -> types.OptionalVersionedTextDocumentIdentifier:
    document = editor.documents.get(path)
    version = document.version if document is not None else None
    return types.OptionalVersionedTextDocumentIdentifier(editor.uri(path), version)
