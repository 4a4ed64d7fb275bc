"""The canonical layout, of a file or a part of it. See vgdsl.format."""

from collections.abc import Iterable

from lsprotocol import types

from vgdsl.diagnostics import Edit
from vgdsl.format.layout import format_range, layout
from vgdsl.lsp.changes import text_edit
from vgdsl.lsp.documents import Document
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature


def formatted(editor: Editor, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """Small changes, so that cursors and marks stay. How wide an editor would indent does not matter: there is one layout."""
    document = editor.document(params.text_document.uri)
    return _edits(layout(document.source).edits, document, editor) if document is not None else None


def formatted_range(
    editor: Editor, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    document = editor.document(params.text_document.uri)
    if document is None:
        return None
    start, end = (document.places.offset(each) for each in (params.range.start, params.range.end))
    return _edits(format_range(document.source, start, end), document, editor)


def _edits(edits: Iterable[Edit], document: Document, editor: Editor) -> list[types.TextEdit]:
    return [text_edit(edit, document.path, editor) for edit in edits]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_FORMATTING, formatted),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, formatted_range),
)
