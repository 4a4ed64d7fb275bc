"""The project's purchases for somebody who only looks. Writes nothing, keeps nobody waiting, and does not wait itself."""

import sqlite3
from contextlib import closing
from itertools import starmap
from pathlib import Path

from vgdsl.run.memory import ledger
from vgdsl.run.memory.past import Open, Past, Settled

_PATIENCE = 0.2
"""Seconds: a look can be taken again."""


def recalled(path: Path) -> Past | None:
    """What a journal says now; None where there is none, or it cannot be read as it is."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as db:
            found = [
                db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            ]
            if found != [ledger.APPLICATION, ledger.VERSION]:
                return None
            settled = starmap(Settled, db.execute(ledger.SETTLED).fetchall())
            return Past(settled, starmap(Open, db.execute(ledger.OPEN).fetchall()))
    except sqlite3.Error:
        return None
