"""What can stand at the cursor. See vgdsl.ide.completion."""

import re
from collections.abc import Mapping

from lsprotocol import types

from vgdsl.ide.completion import offers
from vgdsl.ide.offers.offer import Offer, Sort
from vgdsl.lsp.asked import Asked, at_place
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature
from vgdsl.lsp.listing import Folders

TRIGGERS = ("=", " ", '"', "@", "{", ".", "[", "(", "/", ",")
"""Keys after which something new can stand; within words, editors ask by themselves."""

AGAIN = types.Command("Suggest", "editor.action.triggerSuggest")

_STOP = re.compile(r"\\([\\$}])|\$\d+|\$\{\d+(?::([^}]*))?\}")

KINDS: Mapping[Sort, types.CompletionItemKind] = {
    Sort.KEYWORD: types.CompletionItemKind.Keyword,
    Sort.ATTRIBUTE: types.CompletionItemKind.Property,
    Sort.ARGUMENT: types.CompletionItemKind.Property,
    Sort.CALL: types.CompletionItemKind.Function,
    Sort.VALUE: types.CompletionItemKind.Value,
    Sort.MODEL: types.CompletionItemKind.Enum,
    Sort.FILE: types.CompletionItemKind.File,
    Sort.FOLDER: types.CompletionItemKind.Folder,
    Sort.VARIABLE: types.CompletionItemKind.Variable,
    Sort.MEMBER: types.CompletionItemKind.Field,
    Sort.FILTER: types.CompletionItemKind.Operator,
    Sort.SHOT: types.CompletionItemKind.Event,
    Sort.TRANSITION: types.CompletionItemKind.Event,
    Sort.UPSCALE: types.CompletionItemKind.Event,
    Sort.ELEMENT: types.CompletionItemKind.Class,
    Sort.LOCATION: types.CompletionItemKind.Interface,
    Sort.STYLE: types.CompletionItemKind.Struct,
    Sort.PREFIX: types.CompletionItemKind.Module,
    Sort.LET: types.CompletionItemKind.Constant,
    Sort.PARAM: types.CompletionItemKind.Variable,
}


def completed(editor: Editor, params: types.CompletionParams) -> list[types.CompletionItem] | None:
    asked = at_place(editor, params)
    if asked is None:
        return None
    listing = Folders(asked.film.files.project.root)
    return [_item(offer, asked, editor) for offer in offers(asked.view, asked.offset, listing)]


def _item(offer: Offer, asked: Asked, editor: Editor) -> types.CompletionItem:
    document, snippet = asked.document, offer.snippet and editor.client.snippets
    place = document.places.range(offer.span.start, offer.span.end)
    text = plain(offer.text) if offer.snippet and not snippet else offer.text
    begun = document.source.text[offer.span.start : asked.offset]
    sign = begun[:1] if begun[:1] and not begun[:1].isalnum() else ""
    return types.CompletionItem(
        label=offer.label,
        kind=KINDS[offer.sort],
        tags=[types.CompletionItemTag.Deprecated] if offer.struck else None,
        detail=offer.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, offer.about) if offer.about else None,
        sort_text=offer.order,
        filter_text=f"{sign}{offer.label.lstrip(sign)}" if sign else None,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else None,
        text_edit=types.TextEdit(place, text),
        command=AGAIN if offer.again and editor.client.extended else None,
    )


def plain(snippet: str) -> str:
    """What a snippet writes where there are no stops: the words that it proposes at them."""
    return _STOP.sub(lambda stop: stop[1] or stop[2] or "", snippet)


FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_COMPLETION, completed, types.CompletionOptions(trigger_characters=list(TRIGGERS))
    ),
)
