"""The colours that were sent of each document, so that after a change only the difference is. Knows no colours."""


class Sent:
    """The newest numbers of each document, by the name that the editor calls them by."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, list[int]]] = {}
        self._count = 0

    def keep(self, uri: str, data: list[int]) -> str:
        """Returns the name of these numbers."""
        self._count += 1
        self._kept[uri] = (str(self._count), data)
        return str(self._count)

    def before(self, uri: str, name: str) -> list[int] | None:
        """The numbers of that name; None where they are not the newest."""
        kept = self._kept.get(uri)
        return kept[1] if kept is not None and kept[0] == name else None

    def forget(self, uri: str) -> None:
        self._kept.pop(uri, None)
