"""What is done while the fingers rest: Python's garbage, and a look at where the clips stand. Knows no feature.

Python looks for garbage in cycles whenever it likes, which takes as long as checking a film does, and would be felt at a
key. There is hardly any; it is looked for here instead.
"""

import asyncio
import gc
from collections.abc import Callable

from vgdsl.lsp.editor import Editor

SECONDS = 1.0
"""How long nothing has to happen before the fingers rest."""


class Resting:
    """Waits for rest. `looked` is called when it is known that clips stand otherwise than before."""

    def __init__(self, editor: Editor, looked: Callable[[], None]) -> None:
        self._editor = editor
        self._looked = looked
        self._timer: asyncio.TimerHandle | None = None
        self._look: asyncio.Future[bool] | None = None

    def disturbed(self) -> None:
        """Something happened: the waiting begins anew."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(SECONDS, self._rest)

    def _rest(self) -> None:
        gc.collect()
        films = self._editor.standings.stale(map(self._editor.film, self._editor.watched()))
        if films and self._look is None:
            self._look = asyncio.get_running_loop().run_in_executor(None, self._editor.standings.look, films)
            self._look.add_done_callback(self._done)

    def _done(self, look: "asyncio.Future[bool]") -> None:
        self._look = None
        if look.exception() is None and look.result():
            self._looked()
