"""What the thing under the cursor is, and the call that is being written. See vgdsl.ide.hover and vgdsl.ide.signature."""

from lsprotocol import types

from vgdsl.ide.hover import hover
from vgdsl.ide.signature import signature
from vgdsl.lsp.asked import at_place
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature


def hovered(editor: Editor, params: types.HoverParams) -> types.Hover | None:
    asked = at_place(editor, params)
    found = hover(asked.view, asked.offset, editor.standings.of(asked.film)) if asked is not None else None
    if asked is None or found is None:
        return None
    text = found.text
    if found.file is not None:
        text += f"\n\n[open]({editor.spot(asked.film, found.file, None).uri})"
    place = asked.document.places.range(found.span.start, found.span.end)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), place)


def signed(editor: Editor, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    asked = at_place(editor, params)
    found = signature(asked.view, asked.offset) if asked is not None else None
    if found is None:
        return None
    parameters = [
        types.ParameterInformation((each.start, each.end), each.about or None) for each in found.parameters
    ]
    shown = types.SignatureInformation(found.label, found.about, parameters, found.active)
    return types.SignatureHelp([shown], 0, found.active)


FEATURES = (
    Feature(types.TEXT_DOCUMENT_HOVER, hovered),
    Feature(
        types.TEXT_DOCUMENT_SIGNATURE_HELP,
        signed,
        types.SignatureHelpOptions(trigger_characters=["(", ","]),
    ),
)
