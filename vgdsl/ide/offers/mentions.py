"""Who and what a text can mention with `@`. Knows scopes; knows nothing of how a model cites them."""

import re
from collections.abc import Iterator

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.offers.barred import waiting_for
from vgdsl.ide.offers.names import FRAMES, offered, value_of
from vgdsl.ide.offers.offer import Offer, Rank
from vgdsl.ide.offers.typed import rest, typed
from vgdsl.program.values import Clip, Frame, Media
from vgdsl.source import Span

_FRAME = re.compile(rf"\.(?:{'|'.join(FRAMES)})\b")


def begun(text: str) -> int | None:
    """How many characters of a mention stand at the end of a text, its at-sign included; None where there is none."""
    last = typed(text)
    length = len(last.dotted) + len(last.name) + 1
    at = len(text) - length
    if at < 0 or text[at] != "@":
        return None
    before = text[at - 1 : at] if at else ""
    return None if before.isalnum() or before in {"@", "_"} else length


def mentions(site: Site, start: int) -> Iterator[Offer]:
    """All that can be mentioned, in place of the at-sign at `start` and the name that follows it."""
    text, offset = site.place.source.text, site.place.offset
    end = rest(text, offset - len(typed(text[start + 1 : offset]).name), offset)
    frame = _FRAME.match(text, end)
    span = Span(site.place.source, start, frame.end() if frame else end)
    barred = waiting_for(site)
    for name, declaration in site.meaning.names.scopes[site.module].items():
        if " " in name or declaration.name in barred:
            continue
        forms = tuple(_forms(site, f"@{name}", declaration))
        if forms:
            yield from offered(site, declaration, span, forms)


def _forms(site: Site, name: str, declaration: Declaration) -> Iterator[tuple[str, Rank]]:
    if declaration.kind in {Kind.ELEMENT, Kind.LOCATION}:
        yield name, Rank.BEST
        return
    if declaration.kind not in NODES | VALUES:
        return
    value = value_of(site, declaration)
    if isinstance(value, Media | Frame):
        yield name, Rank.GOOD
    elif isinstance(value, Clip):
        yield name, Rank.USUAL
        yield from ((f"{name}.{frame}", Rank.RARE) for frame in FRAMES)
