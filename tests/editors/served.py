"""A language server that says one thing of every text: that it is never closed. Stands in for vgdsl's own."""

import sys

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("stand-in", "1")


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def opened(given: types.DidOpenTextDocumentParams) -> None:
    place = types.Range(types.Position(1, 11), types.Position(1, 13))
    found = types.Diagnostic(place, "this text is never closed", code="VG108", source="vgdsl")
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(given.text_document.uri, [found]))


if sys.argv[1:2] == ["lsp"]:
    server.start_io()
