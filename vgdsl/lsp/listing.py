"""The names in a project's folders, for completion. Implements vgdsl.ide.offers.listing.Listing. Opens no file."""

import os
from pathlib import Path

MOST = 2_000
"""Names of one folder: nobody looks through more, and a folder of frames can hold a hundred thousand."""


class Folders:
    """The folders of the project at `root`. A link that leads out of it leads nowhere."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def inside(self, folder: str) -> tuple[str, ...]:
        place = os.path.realpath(self._root / folder)
        if not Path(place).is_relative_to(self._root):
            return ()
        names: list[str] = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if len(names) < MOST and not entry.name.startswith("."):
                        names.append(f"{entry.name}/" if entry.is_dir() else entry.name)
        except (OSError, ValueError):
            return ()
        return tuple(sorted(names))
