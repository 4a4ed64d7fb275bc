"""Where the grammar is, and where its tables are kept. Knows no scene text, and not what lark does.

Lark takes longer to be imported than `vgdsl check` takes for everything else, and its answer depends on the grammar
alone. So the answer is kept, as plain numbers and strings, in the user's cache folder, together with the grammar it
belongs to. A cache that is missing, damaged, stale, unwritable or another user's costs time, never truth.
"""

import contextlib
import os
from functools import cache
from pathlib import Path

import msgspec

from vgdsl import __version__, answers
from vgdsl.syntax.tables import Tables

HERE = Path(__file__).parent
PLACES = (HERE / "vgdsl.lark", HERE.parent.parent / "grammar" / "vgdsl.lark")  # a wheel, a checkout
LAYOUT = 1  # of the cached tables; to be raised when they change their shape


@cache
def tables() -> Tables:
    """The tables of the grammar, from the cache where it holds them."""
    grammar = text()
    place = Path(answers.folder()) / f"grammar-{__version__}-{LAYOUT}.msgpack"
    found = _cached(place, grammar)
    if found is None:
        from vgdsl.syntax.analysis import analysed  # noqa: PLC0415 - lark is slow to import

        found = analysed(grammar)
        _keep(place, found)
    return found


def text() -> str:
    """The grammar as written."""
    return next(place for place in PLACES if place.exists()).read_text(encoding="utf-8")


def _cached(place: Path, grammar: str) -> Tables | None:
    try:
        with place.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            found = msgspec.msgpack.decode(file.read(), type=Tables)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.grammar == grammar else None


def _keep(place: Path, found: Tables) -> None:
    """Writes the cache in one step, so that a reader never sees half of it."""
    draft = place.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_bytes(msgspec.msgpack.encode(found))
        draft.replace(place)
