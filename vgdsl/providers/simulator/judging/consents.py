"""The media whose use somebody has attested, by their exact bytes, in memory and in a file. Knows no account and no wire.

The same bytes need no second consent, whoever sends them; a cut or a new encoding of the same picture does (Venice's
consent guide, August 2026). Media on the web is known by its address: a simulator fetches nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from vgdsl.providers.simulator.files import write
from vgdsl.providers.simulator.judging.links import Inline, read_link

ROLES = {
    "image_url": "image",
    "end_image_url": "end_image",
    "reference_image_urls": "reference_image",
    "reference_video_urls": "reference_video",
    "video_url": "video",
}
"""The fields in which faces are looked for, and what the answer calls the media in them."""


class Consents:
    """What was attested so far, kept at `path`."""

    def __init__(self, path: Path) -> None:
        """Read what is there."""
        self._path = path
        self._known = set(msgspec.json.decode(path.read_bytes(), type=list[str])) if path.exists() else set()

    def lacking(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        """The roles with media that nobody has attested yet."""
        lacking = (ROLES[field] for field, digest in _media(body) if digest not in self._known)
        return tuple(dict.fromkeys(lacking))

    def attest(self, body: Mapping[str, Any]) -> None:
        """Remember the media of an order that was accepted with consent."""
        self._known |= {digest for _, digest in _media(body)}
        write(self._path, msgspec.json.encode(sorted(self._known)))


def shows_media(body: Mapping[str, Any]) -> bool:
    """Whether there is anything in which faces could be."""
    return any(field in body for field in ROLES)


def _media(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ROLES:
        value = body.get(field, ())
        for url in [value] if isinstance(value, str) else value:
            yield field, _digest(url, "video" if "video" in field else "image")


def _digest(url: str, kind: str) -> str:
    media = read_link(url, kind)
    return hashlib.sha256(media.data if isinstance(media, Inline) else url.encode()).hexdigest()
