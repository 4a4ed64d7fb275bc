"""What the editor at the other end can take. Knows what editors say of themselves when they greet."""

from typing import Any

import msgspec
from lsprotocol import types
from pygls.capabilities import get_capability

_FAMILY = ("Visual Studio Code", "VSCodium", "Cursor", "Windsurf")
"""Editors that have the commands of Visual Studio Code, and for which there is the extension."""


class Client(msgspec.Struct, frozen=True):
    """What it can take, or do when it is asked.

    `versioned`: changes for one version of a text. `annotated`: changes that must be agreed to. `snippets`: stops in what a
    completion writes. `links`: jumps that know what they start from. `resolves`: asks for what an action changes when it is
    chosen. `extended`: has the commands of Visual Studio Code and of the extension. `watches`: tells of files that change.
    `configures`: can be asked for its settings. `refreshes_lenses` and its like: can be told to ask anew.
    """

    versioned: bool = False
    annotated: bool = False
    snippets: bool = False
    links: bool = False
    resolves: bool = False
    extended: bool = False
    watches: bool = False
    configures: bool = False
    refreshes_lenses: bool = False
    refreshes_hints: bool = False

    @classmethod
    def of(cls, params: types.InitializeParams) -> "Client":
        name = params.client_info.name if params.client_info is not None else ""

        def can(capability: str) -> bool:
            found: Any = get_capability(params.capabilities, capability, False)
            return bool(found)

        def lists(capability: str) -> Any:
            return get_capability(params.capabilities, capability, None) or ()

        return cls(
            versioned=can("workspace.workspace_edit.document_changes"),
            annotated=can("workspace.workspace_edit.change_annotation_support"),
            snippets=can("text_document.completion.completion_item.snippet_support"),
            links=can("text_document.definition.link_support"),
            resolves="edit" in lists("text_document.code_action.resolve_support.properties"),
            extended=name.startswith(_FAMILY),
            configures=can("workspace.configuration"),
            watches=can("workspace.did_change_watched_files.dynamic_registration"),
            refreshes_lenses=can("workspace.code_lens.refresh_support"),
            refreshes_hints=can("workspace.inlay_hint.refresh_support"),
        )
