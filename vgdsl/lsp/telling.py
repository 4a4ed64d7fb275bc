"""When the editor is told what is wrong: soon after something changed, and never while more is being typed.

Knows the loop's clock and what was told before; knows nothing of how a film is checked. A wait follows from how long the
last check took: a film that is checked in no time is checked at each key, a huge one when the fingers rest.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types

from vgdsl.lsp.diagnostics import Told, of_film, together
from vgdsl.lsp.editor import Editor

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 0.002, 0.3
"""Seconds to wait for more: long enough for a burst of messages to arrive, short enough not to be noticed."""

Send = Callable[[types.PublishDiagnosticsParams], None]


class Telling:
    """What the editor was told of each file. Lives in one loop."""

    def __init__(self, editor: Editor, send: Send, told: Callable[[], None]) -> None:
        """`told` is called whenever all is told that there is to tell."""
        self._editor = editor
        self._send = send
        self._all_told = told
        self._by_film: dict[Path, Told] = {}
        self._told: dict[Path, tuple[int | None, tuple[types.Diagnostic, ...]]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._looking: asyncio.Future[None] | None = None
        self._took = 0.0
        self._queue: list[Path] = []

    def soon(self, first: Path | None = None) -> None:
        """Something changed, perhaps in the file `first`: its films are checked before others."""
        watched = self._editor.watched()
        own = self._editor.films.of(first) if first is not None else ()
        self._queue = [*(film for film in own if film in watched), *(f for f in watched if f not in own)]
        for gone in self._by_film.keys() - set(watched):
            del self._by_film[gone]
        self._wait(min(LONGEST, max(SHORTEST, self._took / 8)))

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._step)

    def _step(self) -> None:
        """Checks one film and tells of it; between two, the loop reads what has arrived."""
        if self._queue:
            self._check(self._queue.pop(0))
        self._tell()
        if self._queue:
            self._wait(0)
            return
        self._all_told()
        if self._editor.media.waits and self._looking is None:
            self._look()

    def _check(self, film: Path) -> None:
        begun = time.monotonic()
        try:
            self._by_film[film] = of_film(self._editor.film(film), self._editor)
        except Exception:  # a mistake of ours: what was told of this film stays, and the others are told of
            log.exception("%s could not be checked", film)
        self._took = time.monotonic() - begun

    def _tell(self) -> None:
        """Sends what is new. A document that changed is told of even where nothing else did: so one sees that it was checked."""
        now = together(self._by_film.values())
        documents = self._editor.documents
        for path in [*now, *(path for path in self._told if path not in now)]:
            version = documents[path].version if path in documents else None
            told = (version, now.get(path, ()))
            if self._told.get(path, (None, ())) != told:
                self._send(types.PublishDiagnosticsParams(self._editor.uri(path), list(told[1]), version))
            self._told[path] = told
            if path not in now:
                del self._told[path]

    def _look(self) -> None:
        """Has the media files that nobody knows looked at by another thread, and checks again with what it found."""
        self._looking = asyncio.get_running_loop().run_in_executor(None, self._editor.media.look)
        self._looking.add_done_callback(self._looked)

    def _looked(self, _: "asyncio.Future[None]") -> None:
        self._looking = None
        self.soon()
