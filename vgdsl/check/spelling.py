"""Which known word a misspelt one probably means. Knows no language and no names of its own."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, or None where none is like it."""
    return next(iter(several(word, candidates, 1)), None)


def several(word: str, candidates: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Up to `n` candidates like the word, the most alike first; equally alike ones in the order given.

    Alike is at most a third of the letters wrong (one in words of up to five), not counting case; or the same
    beginning, for a word of three letters or more that was cut short.
    """
    wanted, limit = word.casefold(), max(1, len(word) // 3)
    found = []
    for place, candidate in enumerate(dict.fromkeys(candidates)):
        known = candidate.casefold()
        distance = _distance(wanted, known, limit)
        if distance <= limit and distance < len(wanted):
            found.append((distance, place, candidate))
        elif len(wanted) >= _STEM and known.startswith(wanted):
            found.append((limit + 1, place, candidate))
    return tuple(candidate for _, _, candidate in sorted(found)[:n])


_STEM = 3


def _distance(a: str, b: str, limit: int) -> int:
    """Letters to change, add, drop or swap with a neighbour to get from `a` to `b`; above `limit` it may say less."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    earlier: list[int] = []
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a):
        earlier, before, row = before, row, [i + 1]
        for j, other in enumerate(b):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (letter != other))
            if i and j and letter == b[j - 1] and other == a[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return row[-1]
