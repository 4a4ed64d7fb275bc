"""Tells what happens: to the state first, which refuses what cannot happen, then to the journal, then to who listens.

Knows no jobs and decides nothing. A listener that fails hears no more; it cannot stop a run.
"""

import logging
from collections.abc import Callable, Iterable

from vgdsl.run.events import Event
from vgdsl.run.memory.journal import KEPT, Journal
from vgdsl.run.state import RunState

Listener = Callable[[Event], None]
Emit = Callable[[Event], None]


class Announcer:
    """The one stream of events of a run."""

    def __init__(self, journal: Journal, listeners: Iterable[Listener]) -> None:
        self.state = RunState()
        self._journal = journal
        self._listeners = tuple(listeners)

    def emit(self, event: Event) -> None:
        """Let everybody know. The journal writes it at the end of this turn of the event loop."""
        self.state.apply(event)
        if type(event) in KEPT:
            self._journal.record(event)
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                logging.getLogger(__name__).exception("A listener failed and hears no more of this run.")
                self._listeners = tuple(other for other in self._listeners if other is not listener)
