"""The same film, said otherwise: offered at once, tried when it is chosen. See vgdsl.ide.refactors."""

from collections.abc import Iterator
from typing import Any

from lsprotocol import types

from vgdsl.ide.changes.change import Refusal
from vgdsl.ide.refactors import Refactoring, Sort, carried_out, offered
from vgdsl.lsp.asked import Asked, about
from vgdsl.lsp.changes import workspace_changes
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.names import refused

KINDS = {
    Sort.EXTRACT: types.CodeActionKind.RefactorExtract,
    Sort.INLINE: types.CodeActionKind.RefactorInline,
    Sort.REWRITE: types.CodeActionKind.RefactorRewrite,
}


def actions(editor: Editor, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    """What can be done with what is selected; an editor that cannot ask again gets the changes with it."""
    asked = about(editor, params)
    if asked is None:
        return
    places = asked.document.places
    start, end = places.offset(params.range.start), places.offset(params.range.end)
    for one in offered(asked.view, start, end):
        data = {"uri": params.text_document.uri, "start": start, "end": end}
        action = types.CodeAction(one.title, KINDS[one.sort], data=data)
        if editor.client.resolves:
            yield action
        else:
            yield from _at_once(action, one, asked, editor)


def resolved(editor: Editor, action: types.CodeAction) -> types.CodeAction:
    """The action with its changes. One that would make another film of it is refused in a sentence."""
    data: dict[str, Any] = action.data if isinstance(action.data, dict) else {}
    document = editor.document(str(data.get("uri", "")))
    if document is None:
        return action
    asked = Asked(document, editor.part(document))
    found = offered(asked.view, int(data.get("start", 0)), int(data.get("end", 0)))
    one = next((each for each in found if each.title == action.title), None)
    if one is not None:
        edit = _edit(one, asked, editor)
        if isinstance(edit, Refusal):
            raise refused(edit)
        action.edit = edit
    return action


def _at_once(
    action: types.CodeAction, one: Refactoring, asked: Asked, editor: Editor
) -> Iterator[types.CodeAction]:
    edit = _edit(one, asked, editor)
    if not isinstance(edit, Refusal):
        action.edit = edit
        yield action


def _edit(one: Refactoring, asked: Asked, editor: Editor) -> types.WorkspaceEdit | Refusal:
    views = [film.view(asked.document.path) for film in editor.project(asked.film)]
    made = carried_out(views, one)
    return made if isinstance(made, Refusal) else workspace_changes(made.changes, asked.film, editor)
