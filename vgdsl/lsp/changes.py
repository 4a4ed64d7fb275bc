"""Changes of texts as the protocol has them. Knows which text they were made for; makes none up."""

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from vgdsl.diagnostics import Edit
from vgdsl.lsp.editor import Editor, Film


def workspace_edit(edits: Iterable[Edit], film: Film, editor: Editor) -> types.WorkspaceEdit:
    """The edits by file, each for the version of the text that they were made for."""
    by_file: dict[Path, list[types.TextEdit]] = {}
    for edit in edits:
        made = types.TextEdit(editor.location(film, edit.span).range, edit.text)
        by_file.setdefault(film.file(edit.span.source), []).append(made)
    if not editor.versioned:
        return types.WorkspaceEdit(changes={editor.uri(path): made for path, made in by_file.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(_version(path, editor), made) for path, made in by_file.items()
        ]
    )


def _version(path: Path, editor: Editor) -> types.OptionalVersionedTextDocumentIdentifier:
    document = editor.documents.get(path)
    version = document.version if document is not None else None
    return types.OptionalVersionedTextDocumentIdentifier(editor.uri(path), version)
