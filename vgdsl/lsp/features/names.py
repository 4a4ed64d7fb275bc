"""What is named where: jumps, references, highlights, renaming. See vgdsl.ide.{definition,references,highlights,rename}."""

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from vgdsl.ide.behind import behind
from vgdsl.ide.changes.change import Changed, Refusal
from vgdsl.ide.definition import Definition, definition
from vgdsl.ide.highlights import highlights
from vgdsl.ide.references import references
from vgdsl.ide.rename import prepare, rename
from vgdsl.ide.spots import Target
from vgdsl.lsp.asked import Asked, at_place
from vgdsl.lsp.changes import workspace_changes
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature

KINDS = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}


def defined(
    editor: Editor, params: types.DefinitionParams
) -> list[types.LocationLink] | list[types.Location] | None:
    asked = at_place(editor, params)
    found = definition(asked.view, asked.offset) if asked is not None else None
    return _led(found, asked, editor)


def pictured(
    editor: Editor, params: types.TypeDefinitionParams
) -> list[types.LocationLink] | list[types.Location] | None:
    """What editors call the type of a name: here what it looks and sounds like, its files."""
    asked = at_place(editor, params)
    found = behind(asked.view, asked.offset) if asked is not None else None
    return _led(found, asked, editor)


def _led(
    found: Definition | None, asked: Asked | None, editor: Editor
) -> list[types.LocationLink] | list[types.Location] | None:
    if asked is None or found is None:
        return None
    if not editor.client.links:
        return [types.Location(*_place(asked, target, editor)[:2]) for target in found.targets]
    origin = asked.document.places.range(found.origin.start, found.origin.end)
    links = []
    for target in found.targets:
        uri, name, whole = _place(asked, target, editor)
        links.append(types.LocationLink(uri, whole, name, origin))
    return links


def referred(editor: Editor, params: types.ReferenceParams) -> list[types.Location] | None:
    asked = at_place(editor, params)
    if asked is None:
        return None
    views = [film.view(asked.document.path) for film in editor.project(asked.film)]
    with_own = params.context.include_declaration
    spots = references(views, asked.view.file, asked.offset, declaration=with_own)
    return [editor.spot(asked.film, spot.file, spot.span) for spot in spots]


def highlighted(
    editor: Editor, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    asked = at_place(editor, params)
    if asked is None:
        return None
    places = asked.document.places
    return [
        types.DocumentHighlight(places.range(each.span.start, each.span.end), KINDS[each.writes])
        for each in highlights(asked.view, asked.offset)
    ]


def renamable(editor: Editor, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    asked = at_place(editor, params)
    if asked is None:
        return None
    found = prepare(asked.view, asked.offset)
    if isinstance(found, Refusal):
        raise refused(found)
    place = asked.document.places.range(found.span.start, found.span.end)
    return types.PrepareRenamePlaceholder(place, found.name)


def renamed(editor: Editor, params: types.RenameParams) -> types.WorkspaceEdit | None:
    asked = at_place(editor, params)
    if asked is None:
        return None
    views = [film.view(asked.document.path) for film in editor.project(asked.film)]
    found = rename(views, asked.view.file, asked.offset, params.new_name)
    if isinstance(found, Refusal):
        raise refused(found)
    return workspace_changes(found.changes, asked.film, editor, _cost(found))


def _cost(found: Changed) -> str:
    """What a new name costs; mostly nothing."""
    remade = [f"makes {', '.join(found.remade)} again"] if found.remade else []
    held = [f"lets go of the clips that {', '.join(found.held)} would keep on hold"] if found.held else []
    return " and ".join((*remade, *held))


def refused(refusal: Refusal) -> JsonRpcException:
    """Why something is not done, where the editor shows it."""
    return JsonRpcException(refusal.sentence, types.LSPErrorCodes.RequestFailed.value)


def _place(asked: Asked, target: Target, editor: Editor) -> tuple[str, types.Range, types.Range]:
    """The file, the name in it, and all that belongs to it."""
    name = editor.spot(asked.film, target.file, target.name)
    whole = editor.spot(asked.film, target.file, target.whole)
    return name.uri, name.range, whole.range


FEATURES = (
    Feature(types.TEXT_DOCUMENT_DEFINITION, defined),
    Feature(types.TEXT_DOCUMENT_DECLARATION, defined),
    Feature(types.TEXT_DOCUMENT_TYPE_DEFINITION, pictured),
    Feature(types.TEXT_DOCUMENT_REFERENCES, referred),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlighted),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, renamable),
    Feature(types.TEXT_DOCUMENT_RENAME, renamed, types.RenameOptions(prepare_provider=True)),
)
