"""The texts that an editor has open, as it sees them. Knows changes and versions; knows no disk and no film."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from lsprotocol import types

from vgdsl.lsp.positions import Places, Units
from vgdsl.source import Source

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument


class Document(msgspec.Struct, frozen=True):
    """One version of one open text. `path` is where it is, or would be: an unsaved text has a place as well."""

    uri: str
    path: Path
    version: int | None
    places: Places

    @property
    def source(self) -> Source:
        return self.places.source

    def changed(self, changes: Iterable[Change], version: int | None, units: Units) -> "Document":
        """The text after changes, each of which counts from the text that the one before has left."""
        places = self.places
        for change in changes:
            places = Places(Source(self.source.name, _written(places, change)), units)
        return msgspec.structs.replace(self, version=version, places=places)


def _written(places: Places, change: Change) -> str:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return change.text
    text = places.source.text
    start, end = places.offset(change.range.start), places.offset(change.range.end)
    return text[: min(start, end)] + change.text + text[max(start, end) :]
