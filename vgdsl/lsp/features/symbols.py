"""Outlines of files, and the search through a project. See vgdsl.ide.symbols."""

from collections.abc import Mapping

from lsprotocol import types

from vgdsl.check.declarations import Kind
from vgdsl.ide.symbols import Symbol, document_symbols, workspace_symbols
from vgdsl.lsp.asked import about
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature
from vgdsl.lsp.positions import Places

KINDS: Mapping[Kind | None, types.SymbolKind] = {
    Kind.FILM: types.SymbolKind.Package,
    Kind.IMPORT: types.SymbolKind.Module,
    Kind.PARAM: types.SymbolKind.Variable,
    Kind.LET: types.SymbolKind.Constant,
    Kind.STYLE: types.SymbolKind.Struct,
    Kind.ELEMENT: types.SymbolKind.Class,
    Kind.LOCATION: types.SymbolKind.Interface,
    Kind.SCENE: types.SymbolKind.Namespace,
    Kind.SHOT: types.SymbolKind.Function,
    Kind.TRANSITION: types.SymbolKind.Operator,
    Kind.UPSCALE: types.SymbolKind.Method,
    Kind.PROFILE: types.SymbolKind.Enum,
    Kind.CUT: types.SymbolKind.Array,
    None: types.SymbolKind.Null,
}
"""The signs that editors have, as far as they fit."""


def outline(editor: Editor, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    places = asked.document.places
    return [_symbol(symbol, places) for symbol in document_symbols(asked.view)]


def _symbol(symbol: Symbol, places: Places) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name or "-",  # some editors refuse an empty one
        kind=KINDS[symbol.kind],
        range=places.range(symbol.whole.start, symbol.whole.end),
        selection_range=places.range(symbol.selection.start, symbol.selection.end),
        detail=symbol.detail or None,
        children=[_symbol(each, places) for each in symbol.inside],
    )


def found(editor: Editor, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    """Of all projects that something is open of."""
    symbols = []
    for films in editor.projects():
        views = [film.view(film.path) for film in films]
        symbols += [
            types.WorkspaceSymbol(
                location=editor.spot(films[0], match.spot.file, match.spot.span),
                name=match.name,
                kind=KINDS[match.kind],
                container_name=match.container or None,
            )
            for match in workspace_symbols(views, params.query)
        ]
    return symbols


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline),
    Feature(types.WORKSPACE_SYMBOL, found),
)
