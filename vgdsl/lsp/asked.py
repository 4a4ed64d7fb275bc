"""A question about a place of an open document, in the terms of vgdsl.ide. Answers none."""

from typing import Protocol

import msgspec
from lsprotocol import types

from vgdsl.ide.view import View
from vgdsl.lsp.checked import Film
from vgdsl.lsp.documents import Document
from vgdsl.lsp.editor import Editor


class AtPlace(Protocol):
    """The parameters of a request about a place."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...
    @property
    def position(self) -> types.Position: ...


class About(Protocol):
    """The parameters of a request about a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...


class Asked(msgspec.Struct, frozen=True):
    """A document, the film that it is looked at as a part of, and the character that is meant; the first where none is."""

    document: Document
    film: Film
    offset: int = 0

    @property
    def view(self) -> View:
        return self.film.view(self.document.path)


def about(editor: Editor, params: About) -> Asked | None:
    """What is asked about a whole document; None where it is not open."""
    document = editor.document(params.text_document.uri)
    return Asked(document, editor.part(document)) if document is not None else None


def at_place(editor: Editor, params: AtPlace) -> Asked | None:
    """What is asked about a place; None where its document is not open."""
    document = editor.document(params.text_document.uri)
    if document is None:
        return None
    return Asked(document, editor.part(document), document.places.offset(params.position))
