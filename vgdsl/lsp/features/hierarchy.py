"""What uses what, as editors show who calls whom. See vgdsl.ide.hierarchy."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types

from vgdsl.ide.hierarchy import Member, Use, member, used_by, uses
from vgdsl.ide.view import View
from vgdsl.lsp.asked import at_place
from vgdsl.lsp.checked import Film
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature
from vgdsl.lsp.features.symbols import KINDS
from vgdsl.source import Span


def prepared(
    editor: Editor, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    asked = at_place(editor, params)
    one = member(asked.view, asked.offset) if asked is not None else None
    return [_item(one, asked.film, editor)] if asked is not None and one is not None else None


def incoming(
    editor: Editor, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall]:
    film, views, one = _asked(editor, params.item)
    return [
        types.CallHierarchyIncomingCall(
            _item(use.member, film, editor), _ranges(use.places, use.member.file, film, editor)
        )
        for use in (used_by(views, one) if one is not None else ())
    ]


def outgoing(
    editor: Editor, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall]:
    film, views, one = _asked(editor, params.item)
    found: tuple[Use, ...] = uses(views, one) if one is not None else ()
    return [
        types.CallHierarchyOutgoingCall(
            _item(use.member, film, editor), _ranges(use.places, one.file, film, editor)
        )
        for use in found
        if one is not None
    ]


def _item(one: Member, film: Film, editor: Editor) -> types.CallHierarchyItem:
    """With what it takes to find it again: the film, the file in its project, and where in it the name stands."""
    symbol = one.symbol
    whole = editor.spot(film, one.file, symbol.whole)
    return types.CallHierarchyItem(
        name=symbol.name,
        kind=KINDS[symbol.kind],
        uri=whole.uri,
        range=whole.range,
        selection_range=editor.spot(film, one.file, symbol.selection).range,
        detail=symbol.detail or None,
        data={"film": str(film.path), "file": one.file, "start": symbol.selection.start},
    )


def _asked(editor: Editor, item: types.CallHierarchyItem) -> tuple[Film, list[View], Member | None]:
    data: Any = item.data
    film = editor.film(Path(data["film"]))
    view = film.view(film.files.project.root / data["file"])
    return film, [each.view(each.path) for each in editor.project(film)], member(view, data["start"])


def _ranges(places: Iterable[Span], file: str, film: Film, editor: Editor) -> list[types.Range]:
    return [editor.spot(film, file, place).range for place in places]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, prepared),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, incoming),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, outgoing),
)
