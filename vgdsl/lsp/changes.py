"""Changes of texts as the protocol has them. Knows which text they were made for; makes none up."""

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from vgdsl.diagnostics import Edit
from vgdsl.lsp.editor import Editor, Film

_CONSENT = "spends"


def workspace_edit(
    edits: Iterable[Edit], film: Film, editor: Editor, warning: str = ""
) -> types.WorkspaceEdit:
    """The edits by file, each for the version of the text that they were made for.

    Where there is a `warning`, an editor that can shows the changes first, and asks whether they are meant.
    """
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(film.file(edit.span.source), []).append(edit)
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
