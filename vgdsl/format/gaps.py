"""What stands between two tokens: comments, and the blank lines that people group with. Knows no tokens."""

import re

import msgspec

_SIGN = re.compile(r"#[^\n]*|\n")
_BLANK = 2  # line ends one after the other


class Gap(msgspec.Struct, frozen=True):
    """A comment at the end of the line before, if any; then lines of comments, with `""` for blank lines; `stop` of the first."""

    behind: str
    above: list[str]
    stop: int = 0


def gap(text: str, start: int, stop: int, *, leads: bool = False) -> Gap:
    """The gap between two places; `leads` where nothing stands before it."""
    if text.find("#", start, stop) < 0:
        return Gap("", [""] if text.count("\n", start, stop) >= _BLANK else [], start)
    behind, above, ends, end = "", list[str](), _BLANK * leads, start
    for sign in _SIGN.finditer(text, start, stop):
        if sign[0] == "\n":
            ends += 1
            continue
        comment = sign[0].rstrip()
        if ends or behind or above:
            above += ["", comment] if ends >= _BLANK else [comment]
        else:
            behind, end = comment, sign.start() + len(comment)
        ends = 0
    return Gap(behind, [*above, ""] if ends >= _BLANK else above, end)


def comments(text: str, start: int, stop: int) -> list[str]:
    """All comments of a gap, as one after the other."""
    between = gap(text, start, stop)
    return [*filter(None, (between.behind, *between.above))]
