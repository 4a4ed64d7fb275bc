"""What people write out of habit, or paste by accident: asks each habit about a place. Knows no habit itself.

Only a text with a mistake gets here. A habit is a function of a place: what it stands for, or None where the place is
none of its kind. Those that begin a line are asked there, those of values behind an equals sign, the others by what
the lexer takes for a token. The first that knows the place answers.
"""

from collections.abc import Callable

from vgdsl.syntax.pasted import (
    bullet,
    comment,
    conflict,
    fence,
    imported,
    numbered,
    other_format,
    patch,
    prose,
    remark,
    rule,
    typed,
)
from vgdsl.syntax.places import Meant, Place
from vgdsl.syntax.quotation import (
    bare_path,
    emptied,
    ends_quoted,
    half_open,
    half_quoted,
    here_text,
    name_or_text,
    open_block,
    open_text,
    prefix,
    quoted,
    quotes_within,
    template,
    unquoted,
)
from vgdsl.syntax.typography import dashed, emphasis, equals, minus, number, stray, wide

Habit = Callable[[Place], Meant | None]

LONG = 1000  # characters of a line
BEGINNING: tuple[Habit, ...] = (
    other_format,
    conflict,
    fence,
    patch,
    rule,
    numbered,
    bullet,
    typed,
    imported,
    prose,
    emphasis,
)
VALUES: tuple[Habit, ...] = (ends_quoted, template, here_text, quotes_within, emptied, unquoted)
BY_KIND: dict[str, tuple[Habit, ...]] = {
    "NAME": (bare_path, half_quoted, name_or_text, remark, prefix, dashed),
    "QUANTITY": (number,),
    "AS": (remark,),
    "EQUAL": (equals,),
    "LPAR": (half_open,),
    "LSQB": (half_open,),
    "BLOCK_STRING": (open_block,),
    "": (
        emphasis,
        comment,
        here_text,
        open_text,
        open_block,
        prefix,
        quoted,
        equals,
        number,
        wide,
        minus,
        stray,
    ),
}
IN_LONG_LINES: dict[str, tuple[Habit, ...]] = {
    "BLOCK_STRING": (open_block,),
    "": (open_text, open_block, quoted, stray),
}


def meant(place: Place) -> Meant | None:
    """What a place stands for, where that is not what the lexer takes it for."""
    if place.text.find("\n", place.at, place.at + LONG) < 0 and len(place.text) > place.at + LONG:
        habits = IN_LONG_LINES.get(
            place.kind, ()
        )  # nobody has typed it, and to look at it from each place takes long
    else:
        habits = (
            *(BEGINNING if place.leads else ()),
            *(VALUES if place.valued else ()),
            *BY_KIND.get(place.kind, ()),
        )
    return next((found for habit in habits if (found := habit(place)) is not None), None)
