'''Block texts, `"""` to `"""`, moved to where their line stands. Knows the rule of their indentation, and keeps what they say.'''

from vgdsl.format.line import STEP
from vgdsl.syntax.strings import block_lines

QUOTES = '"""'


def moved(sign: str, indent: str) -> list[str]:
    """The lines of a block text that begins in a line with this indentation; the first without it.

    What it says stays the same: lines keep what they have beyond their common indentation, and the blanks at their ends.
    One with returns at the ends of its lines that are no line ends stays as it is written.
    """
    lines = [line.removesuffix("\n") for line, _ in block_lines(sign[3:-3])]
    if any(line.endswith("\r") for line in lines):
        return [sign]
    inner = indent + STEP
    return [QUOTES, *(inner + line if line else "" for line in lines), indent + QUOTES]


def settled(sign: str) -> str:
    """A token as it is, but a block text of several lines that says nothing on one."""
    if "\n" in sign and not any(block_lines(sign[3:-3])):
        return QUOTES + QUOTES
    return sign
