"""Files and folders that are about to move, and the paths to them. See vgdsl.ide.moving."""

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from vgdsl.ide.moving import moving
from vgdsl.lsp.changes import workspace_changes
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features.feature import Feature


def moved(editor: Editor, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """The changes of the project in which files move; of one project, for a move from one to another keeps no path."""
    pairs = [(editor.path(each.old_uri), editor.path(each.new_uri)) for each in params.files]
    for films in editor.projects():
        moves = _inside(films[0].files.project.root, pairs)
        changes = moving([film.view(film.path) for film in films], moves)
        if changes:
            return workspace_changes(changes, films[0], editor)
    return None


def _inside(root: Path, pairs: Iterable[tuple[Path, Path]]) -> dict[str, str]:
    """The moves within a project, by paths inside it."""
    return {
        old.relative_to(root).as_posix(): new.relative_to(root).as_posix()
        for old, new in pairs
        if old.is_relative_to(root) and new.is_relative_to(root)
    }


_EVERYTHING = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*"), "file")]
)

FEATURES = (Feature(types.WORKSPACE_WILL_RENAME_FILES, moved, _EVERYTHING),)
