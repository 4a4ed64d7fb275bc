"""Folding, and selections that grow. See vgdsl.ide.outline."""

from functools import reduce

from lsprotocol import types

from vgdsl.ide import outline
from vgdsl.lsp.asked import about
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature

KINDS = {
    outline.FoldKind.REGION: types.FoldingRangeKind.Region,
    outline.FoldKind.COMMENT: types.FoldingRangeKind.Comment,
    outline.FoldKind.IMPORTS: types.FoldingRangeKind.Imports,
}


def folding(editor: Editor, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    places = asked.document.places
    found: dict[int, types.FoldingRange] = {}
    for fold in outline.folds(asked.view):
        start, end = places.position(fold.span.start).line, places.position(fold.span.end).line
        if end > start:
            found.setdefault(start, types.FoldingRange(start, end, kind=KINDS[fold.kind]))
    return list(found.values())


def selection(editor: Editor, params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    view, places = asked.view, asked.document.places

    def grown(position: types.Position) -> types.SelectionRange:
        spans = outline.selections(view, places.offset(position))
        ranges = [places.range(span.start, span.end) for span in reversed(spans)] or [places.whole()]
        return reduce(
            lambda outer, inner: types.SelectionRange(inner, outer),
            ranges[1:],
            types.SelectionRange(ranges[0]),
        )

    return [grown(position) for position in params.positions]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, selection),
)
