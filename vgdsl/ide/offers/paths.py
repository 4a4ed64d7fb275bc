"""Paths of media and scene files, one folder at a time. Knows names only, and what kind of file an ending promises."""

import posixpath
from collections.abc import Iterator

from vgdsl.check.imports import inside
from vgdsl.ide.offers.listing import Listing
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.source import Span

_UNWRITTEN = frozenset('"\\\n\r')
"""Signs that a path can have and a text without escapes cannot."""

ENDINGS: dict[str, tuple[str, ...]] = {
    "image": (".png", ".jpg", ".jpeg", ".webp", ".gif"),
    "video": (".mp4", ".mov", ".webm", ".mkv", ".avi"),
    "audio": (".mp3", ".wav", ".m4a", ".aac", ".ogg", ".flac"),
    "document": (".pdf", ".txt", ".md", ".docx"),
    "import": (".vg",),
}
"""What files of each kind are usually called; their bytes decide, when they are checked."""


def paths(
    listing: Listing,
    folder: str,
    typed: str,
    wanted: str,
    span: Span,
    *,
    own: str = "",
    before: str = "",
    after: str = "",
) -> Iterator[Offer]:
    """Folders, and files that are probably of the `wanted` kind, below a scene file's `folder`.

    `typed` is the path so far; `span` is its last part. `own` is the file that is written, which cannot import itself. `before` and
    `after` are the quotes that are missing around a file.
    """
    parent, _, _ = typed.rpartition("/")
    at = inside(folder, parent) if parent else folder
    if at.startswith("../") or at == ".." or typed.startswith("/"):
        return
    for number, name in enumerate(sorted(listing.inside("" if at == "." else at))):
        path = posixpath.normpath(posixpath.join(at, name))
        if name.startswith(".") or path == own or not _UNWRITTEN.isdisjoint(name):
            continue
        if name.endswith("/"):
            yield _offer(name, Sort.FOLDER, span, before + name, order(Rank.USUAL, number))
        elif name.lower().endswith(ENDINGS[wanted]):
            yield _offer(name, Sort.FILE, span, before + name + after, order(Rank.GOOD, number))


def _offer(name: str, sort: Sort, span: Span, text: str, key: str) -> Offer:
    return Offer(label=name, sort=sort, span=span, text=text, order=key, again=sort is Sort.FOLDER)
