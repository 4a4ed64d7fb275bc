"""What stands beside the text: lines above shots, small words within, links. See vgdsl.ide.{lenses,hints,links}."""

from lsprotocol import types

from vgdsl.ide.hints import hints
from vgdsl.ide.lenses import Action, Lens, lenses
from vgdsl.ide.links import links
from vgdsl.lsp.asked import Asked, about
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature

COMMANDS = {Action.PLAN: "vgdsl.plan", Action.SIMULATE: "vgdsl.simulate"}
"""Commands of the extension for Visual Studio Code: they type `vgdsl plan` and `vgdsl run --simulate` into a terminal."""


def lensed(editor: Editor, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    standings, spent = editor.standings.of(asked.film), editor.standings.spent(asked.film)
    return [_lens(lens, asked, editor) for lens in lenses(asked.view, standings, spent)]


def _lens(lens: Lens, asked: Asked, editor: Editor) -> types.CodeLens:
    """A lens without anything to do is a command without a name, which editors show as words."""
    name = COMMANDS[lens.action] if lens.action is not None and editor.client.extended else ""
    given = [editor.uri(asked.film.path), lens.node] if name else None
    place = asked.document.places.range(lens.span.start, lens.span.end)
    return types.CodeLens(place, types.Command(lens.title, name, arguments=given))


def hinted(editor: Editor, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    places = asked.document.places
    start, end = places.offset(params.range.start), places.offset(params.range.end)
    return [
        types.InlayHint(
            places.position(hint.at),
            hint.label,
            kind=types.InlayHintKind.Parameter if hint.argument else types.InlayHintKind.Type,
            tooltip=hint.tip or None,
            padding_left=not hint.argument,
            padding_right=hint.argument,
        )
        for hint in hints(asked.view, start, end)
    ]


def linked(editor: Editor, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    asked = about(editor, params)
    if asked is None:
        return None
    found = []
    for link in links(asked.view):
        uri = link.address if link.path is None else editor.spot(asked.film, link.path, None).uri
        place = asked.document.places.range(link.span.start, link.span.end)
        found.append(types.DocumentLink(place, uri, link.tip or None))
    return found


FEATURES = (
    Feature(types.TEXT_DOCUMENT_CODE_LENS, lensed),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, hinted),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, linked),
)
