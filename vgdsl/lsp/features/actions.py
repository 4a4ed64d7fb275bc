"""What an editor offers to do at a place: mend what is wrong (fixes.py), or say it otherwise (refactors.py)."""

from lsprotocol import types

from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features import fixes, refactors
from vgdsl.lsp.features.feature import Feature


def actions(editor: Editor, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    mending = fixes.actions(editor, params)
    if mending is None:
        return None
    kinds = [kind for kind in refactors.KINDS.values() if fixes.wanted(kind, params)]
    others = refactors.actions(editor, params) if kinds else ()
    return [*mending, *(each for each in others if each.kind in kinds)]


_KINDS = [fixes.QUICK, fixes.ALL, *refactors.KINDS.values()]

FEATURES = (
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        actions,
        types.CodeActionOptions(code_action_kinds=_KINDS, resolve_provider=True),
    ),
    Feature(types.CODE_ACTION_RESOLVE, refactors.resolved),
)
