"""The server: wires the protocol to the editor's state and to the features, and decides when it ends. Knows no feature.

Everything runs in one loop, one message after the other, so a request is always answered for the text as it is. Only the
bytes of media files are looked at elsewhere. Nothing is ever written, and nobody is asked over the network.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from vgdsl import __version__
from vgdsl.lsp.client import Client
from vgdsl.lsp.configuration import SECTION, configured
from vgdsl.lsp.editor import Editor
from vgdsl.lsp.features import FEATURES
from vgdsl.lsp.positions import UNITS
from vgdsl.lsp.resting import Resting
from vgdsl.lsp.telling import Telling

SECONDS_BETWEEN_LOOKS = 5
"""How often the server looks whether the editor that started it still lives."""

WATCHED = (
    "**/*.{vg,toml,png,jpg,jpeg,webp,gif,mp4,mov,webm,mkv,mp3,wav,m4a,aac,flac,ogg,pdf}",
    "**/.vgdsl/journal.db*",
)
"""Scene files, settings, media, and what is written down of purchases."""

log = logging.getLogger(__name__)


class _Protocol(LanguageServerProtocol):
    """pygls's, without its own copies of the documents, which split lines where the protocol does not."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        for method in (
            types.TEXT_DOCUMENT_DID_OPEN,
            types.TEXT_DOCUMENT_DID_CHANGE,
            types.TEXT_DOCUMENT_DID_CLOSE,
        ):
            del self.fm.builtin_features[method]

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A request that cannot be read is answered, or the editor would wait for ever."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _send_handler_result(self, future: Future[Any], *, msg_id: str | int) -> None:
        """An answer that says why something is not done is no failure of the server, and not for the log."""
        error = None if future.cancelled() else future.exception()
        if not isinstance(error, JsonRpcException):
            super()._send_handler_result(future, msg_id=msg_id)
            return
        self._request_futures.pop(msg_id, None)
        self._send_response(msg_id, error=error.to_response_error())


class Server(LanguageServer):
    """One editor's server. `ended` is set by the protocol's own farewell."""

    def __init__(self) -> None:
        super().__init__("vgdsl", __version__, protocol_cls=_Protocol)
        self.editor = Editor()
        self.resting = Resting(self.editor, self._ask_again)
        self.telling = Telling(self.editor, self.text_document_publish_diagnostics, self.resting.disturbed)
        self.ended = False
        for method, handler in _HOUSEKEEPING.items():
            self.feature(method)(partial(_guarded, method, handler, self))
        for feature in FEATURES:
            answer = partial(_guarded, feature.method, feature.answer, self.editor)
            self.feature(feature.method, feature.options)(answer)

    def _ask_again(self) -> None:
        """Has the editor ask for its lenses once more, where it can be told to."""
        if self.editor.client.refreshes_lenses:
            self.workspace_code_lens_refresh(None, lambda _: None)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A mistake of ours is for the log; a window that pops up while one types helps nobody."""
        log.error("%s: %s", source.__name__, error)


def _guarded(method: str, handler: Callable[[Any, Any], Any], about: Any, params: Any = None) -> Any:
    """A failure ends with its request, and is in the log."""
    try:
        return handler(about, params)
    except JsonRpcException:
        raise
    except Exception as error:
        log.exception("%s failed", method)
        raise JsonRpcInternalError(f"vgdsl could not answer {method}: {error}") from None


def _initialize(server: Server, params: types.InitializeParams) -> None:
    encoding = ServerCapabilitiesBuilder.choose_position_encoding(params.capabilities)
    server.editor.units = UNITS[types.PositionEncodingKind(encoding).value]
    server.editor.client = Client.of(params)
    given = params.workspace_folders or ()
    uris = [folder.uri for folder in given] or ([params.root_uri] if params.root_uri else [])
    server.editor.films.folders = tuple(server.editor.path(uri) for uri in uris)
    server.editor.settings = configured(params.initialization_options)
    if params.process_id is not None:
        asyncio.get_running_loop().call_later(SECONDS_BETWEEN_LOOKS, _look_after, params.process_id)


def _initialized(server: Server, _: types.InitializedParams) -> None:
    if server.editor.client.watches:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wish = types.Registration("watch", method, options)
        server.client_register_capability(types.RegistrationParams([wish]), lambda _: None)


def _shutdown(server: Server, _: object) -> None:
    server.ended = True


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    document = server.editor.open(item.uri, item.version, item.text)
    server.telling.soon(document.path)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    item = params.text_document
    document = server.editor.change(item.uri, item.version, params.content_changes)
    if document is not None:
        server.telling.soon(document.path)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    server.editor.close(params.text_document.uri)
    server.telling.soon()


def _files_changed(server: Server, _: object) -> None:
    server.editor.films.forget()
    server.telling.soon()


def _settings_changed(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """Some editors send their settings, others only that they are to be asked for."""
    if params.settings is not None or not server.editor.client.configures:
        _set(server, params.settings)
        return
    section = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
    server.workspace_configuration(section, lambda found: _set(server, found[0] if found else None))


def _set(server: Server, settings: object) -> None:
    server.editor.settings = configured(settings)
    server.telling.soon()


def _folders_changed(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    films, path = server.editor.films, server.editor.path
    gone = {path(folder.uri) for folder in params.event.removed}
    added = (path(folder.uri) for folder in params.event.added)
    films.folders = tuple(dict.fromkeys((*(f for f in films.folders if f not in gone), *added)))
    _files_changed(server, params)


_HOUSEKEEPING: dict[str, Callable[[Server, Any], None]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.SHUTDOWN: _shutdown,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_DID_SAVE: _files_changed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _settings_changed,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: _folders_changed,
}
"""What keeps the server up to date; none of it is answered."""


def _look_after(parent: int) -> None:
    """Ends the server when its editor is gone without a word, and something else holds the pipe between them open.

    The thread that reads the pipe cannot be woken, so this does not wait for it.
    """
    if not _alive(parent):
        log.warning("the editor (process %s) is gone", parent)
        logging.shutdown()
        os._exit(1)
    asyncio.get_running_loop().call_later(SECONDS_BETWEEN_LOOKS, _look_after, parent)


def _alive(process: int) -> bool:
    if not Path("/proc").is_dir() and os.name == "nt":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
