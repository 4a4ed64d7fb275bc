"""Colours that know what names mean. See vgdsl.ide.semantic_tokens.

The protocol sends five numbers a piece: how many lines and columns it is behind the one before, how long it is, its type
and its modifiers. After a change, only the numbers that differ from those sent before.
"""

from collections.abc import Iterable, Mapping

from lsprotocol import types

from vgdsl.ide.colours.kinds import Colour, Piece
from vgdsl.ide.semantic_tokens import semantic_tokens
from vgdsl.lsp.asked import Asked, about
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature

_Type = types.SemanticTokenTypes
_Modifier = types.SemanticTokenModifiers

TYPES: Mapping[Colour, tuple[_Type, tuple[_Modifier, ...]]] = {
    Colour.KEYWORD: (_Type.Keyword, ()),
    Colour.ATTRIBUTE: (_Type.Property, ()),
    Colour.CLIP: (_Type.Function, ()),
    Colour.SUBJECT: (_Type.Class, ()),
    Colour.LOOK: (_Type.Struct, ()),
    Colour.GROUP: (_Type.Namespace, ()),
    Colour.VALUE: (_Type.Variable, (_Modifier.Readonly,)),
    Colour.PARAM: (_Type.Parameter, ()),
    Colour.VARIABLE: (_Type.Variable, ()),
    Colour.PREFIX: (_Type.Namespace, ()),
    Colour.CALL: (_Type.Function, (_Modifier.DefaultLibrary,)),
    Colour.ARGUMENT: (_Type.Property, ()),
    Colour.FRAME: (_Type.Property, (_Modifier.DefaultLibrary,)),
    Colour.CONSTANT: (_Type.EnumMember, ()),
    Colour.NUMBER: (_Type.Number, ()),
    Colour.UNIT: (_Type.Type, (_Modifier.DefaultLibrary,)),
    Colour.TEXT: (_Type.String, ()),
    Colour.ESCAPE: (_Type.Regexp, ()),
    Colour.MARK: (_Type.Macro, ()),
    Colour.WORD: (_Type.Keyword, ()),
    Colour.FILTER: (_Type.Method, ()),
    Colour.SIGN: (_Type.Operator, ()),
    Colour.COMMENT: (_Type.Comment, ()),
}
"""The nearest of the protocol's own types, so that every theme has a colour for each."""

_TYPES = list(dict.fromkeys(kind for kind, _ in TYPES.values()))
_MODIFIERS = [_Modifier.Declaration, _Modifier.Readonly, _Modifier.DefaultLibrary]
LEGEND = types.SemanticTokensLegend([t.value for t in _TYPES], [m.value for m in _MODIFIERS])


def coloured(editor: Editor, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    asked = about(editor, params)
    if asked is None:
        return None
    data = _encoded(semantic_tokens(asked.view), asked)
    return types.SemanticTokens(data, editor.sent.keep(asked.document.uri, data))


def recoloured(
    editor: Editor, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta | None:
    asked = about(editor, params)
    if asked is None:
        return None
    before = editor.sent.before(asked.document.uri, params.previous_result_id)
    data = _encoded(semantic_tokens(asked.view), asked)
    number = editor.sent.keep(asked.document.uri, data)
    if before is None:
        return types.SemanticTokens(data, number)
    return types.SemanticTokensDelta(difference(before, data), number)


def coloured_range(editor: Editor, params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
    asked = about(editor, params)
    if asked is None:
        return None
    places = asked.document.places
    between = places.offset(params.range.start), places.offset(params.range.end)
    return types.SemanticTokens(_encoded(semantic_tokens(asked.view, between), asked))


def difference(before: list[int], after: list[int]) -> list[types.SemanticTokensEdit]:
    """One change that makes the numbers before into those after; none where they are the same."""
    if before == after:
        return []
    shortest = min(len(before), len(after))
    head = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    room = shortest - head
    tail = next((at for at in range(room) if before[-1 - at] != after[-1 - at]), room)
    return [types.SemanticTokensEdit(head, len(before) - head - tail, after[head : len(after) - tail])]


def _encoded(pieces: Iterable[Piece], asked: Asked) -> list[int]:
    places = asked.document.places
    data: list[int] = []
    line = column = 0
    for piece in pieces:
        at = places.position(piece.start)
        length = places.length(piece.start, piece.end)
        kind, modifiers = _NUMBERS[piece.colour]
        data += (at.line - line, at.character - (column if at.line == line else 0), length, kind)
        data.append(modifiers | piece.declares)
        line, column = at.line, at.character
    return data


_NUMBERS = {
    colour: (_TYPES.index(kind), sum(1 << _MODIFIERS.index(each) for each in modifiers))
    for colour, (kind, modifiers) in TYPES.items()
}
"""Type and modifiers as the protocol counts them; being declared is the first bit."""

FEATURES = (
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, coloured, LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, recoloured, LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, coloured_range, LEGEND),
)
