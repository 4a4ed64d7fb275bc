"""What offers ask of the project's folder. Knows no disk: whoever asks for offers brings the listing (see vgdsl/lsp)."""

from collections.abc import Iterable
from typing import Protocol


class Listing(Protocol):
    """The files of one project, by their paths inside it, with forward slashes."""

    def inside(self, folder: str) -> Iterable[str]:
        """The names in a folder of the project (`""` is its root), those of folders with a slash at their end.

        Nothing where there is no such folder or it leads out of the project. Hidden files may be left out.
        """
        ...


class NoFiles:
    """A project of which nothing is known."""

    def inside(self, folder: str) -> Iterable[str]:  # noqa: ARG002 - of the protocol's form
        return ()
