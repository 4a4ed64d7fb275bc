"""Words of a film within Markdown, where they must not become pictures, links or headings: a film may come from anybody."""

import re

_SIGNS = re.compile(r"[\\`*_\[\]<>!&|~]")
_LEADING = re.compile(r"^(\d*)([#+\-=.)])")
_TICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """A text in one line that reads as it is written."""
    line = _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    return _LEADING.sub(r"\1\\\2", line)


def code(text: str) -> str:
    """A text in one line, as code; what it has of backticks does not end it."""
    line = " ".join(text.split())
    fence = "`" * (1 + max((len(ticks) for ticks in _TICKS.findall(line)), default=0))
    return f"{fence} {line} {fence}" if line[:1] == "`" or line[-1:] == "`" else f"{fence}{line}{fence}"
