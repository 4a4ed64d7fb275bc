"""How large lists of lists are. Knows no values.

A let of a list of lets of lists is written in a few lines and can stand for more values than there are atoms. Whatever walks a
value does so by recursion and to its end, so both its depth and its size are bounded where it is made.
"""

DEEPEST = 60
LARGEST = 1_000_000


class Sizes:
    """The sizes of one program's lists, each worked out once: a list is made after those in it."""

    def __init__(self) -> None:
        # With each list itself, for an id is only its own while it lives.
        self._known: dict[int, tuple[object, int, int]] = {}

    def too_large(self, values: tuple[object, ...]) -> bool:
        size, depth = self._measured(values)
        return size > LARGEST or depth > DEEPEST

    def _measured(self, values: tuple[object, ...]) -> tuple[int, int]:
        """How many values there are, those of the lists in it included, and how deep the deepest stands."""
        known = self._known.get(id(values))
        if known is None:
            inner = [self._measured(value) for value in values if isinstance(value, tuple)]
            size = len(values) + sum(size for size, _ in inner)
            known = (values, size, 1 + max((depth for _, depth in inner), default=0))
            self._known[id(values)] = known
        return known[1], known[2]
