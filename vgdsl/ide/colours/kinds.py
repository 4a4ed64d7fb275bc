"""What a piece of a file is to somebody who reads it in colours. Knows no protocol, no theme and no text."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from vgdsl.check.declarations import Kind
from vgdsl.check.template_tokens import Sort
from vgdsl.ide.names.things import Attribute, Declared, Local, Role, Thing, Variable


class Colour(StrEnum):
    """The sorts of pieces, each as people would call it."""

    KEYWORD = "keyword"  # shot, import, in
    ATTRIBUTE = "attribute"  # duration
    CLIP = "clip"  # the name of a shot, transition or upscale
    SUBJECT = "subject"  # of an element or location
    LOOK = "look"  # of a style or profile
    GROUP = "group"  # of a film, scene or cut
    VALUE = "value"  # of a let
    PARAM = "param"
    VARIABLE = "variable"  # of a for-each, or of a template
    PREFIX = "prefix"  # of an import
    CALL = "call"  # image, clip
    ARGUMENT = "argument"  # the in of clip(opening, in = 1s)
    FRAME = "frame"  # last_frame, frame
    CONSTANT = "constant"  # auto, true, edit
    NUMBER = "number"
    UNIT = "unit"  # the s of 5s
    TEXT = "text"
    ESCAPE = "escape"
    MARK = "mark"  # {{ and %}
    WORD = "word"  # the if of {% if
    FILTER = "filter"
    SIGN = "sign"  # within a template
    COMMENT = "comment"


class Piece(msgspec.Struct, frozen=True, gc=False):
    """The characters from `start` up to `end`, on one line.

    `declares` where a name is given and not used; `mentioned` within a text, after an at-sign.
    """

    start: int
    end: int
    colour: Colour
    declares: bool = False
    mentioned: bool = False


Known = tuple[int, int, Colour, Role]
"""A name that is known: from where to where it stands, its colour, and what it does there."""

OF_KIND: Mapping[Kind, Colour] = {
    Kind.FILM: Colour.GROUP,
    Kind.SCENE: Colour.GROUP,
    Kind.CUT: Colour.GROUP,
    Kind.IMPORT: Colour.PREFIX,
    Kind.PARAM: Colour.PARAM,
    Kind.LET: Colour.VALUE,
    Kind.STYLE: Colour.LOOK,
    Kind.PROFILE: Colour.LOOK,
    Kind.ELEMENT: Colour.SUBJECT,
    Kind.LOCATION: Colour.SUBJECT,
    Kind.SHOT: Colour.CLIP,
    Kind.TRANSITION: Colour.CLIP,
    Kind.UPSCALE: Colour.CLIP,
}

IN_TEMPLATE: Mapping[Sort, Colour] = {
    Sort.MARK: Colour.MARK,
    Sort.WORD: Colour.WORD,
    Sort.FILTER: Colour.FILTER,
    Sort.TEST: Colour.FILTER,
    Sort.ARGUMENT: Colour.ARGUMENT,
    Sort.TEXT: Colour.TEXT,
    Sort.NUMBER: Colour.NUMBER,
    Sort.SIGN: Colour.SIGN,
    Sort.COMMENT: Colour.COMMENT,
}
"""Names and members are left out: only what is known is coloured."""


def of_thing(thing: Thing) -> Colour | None:
    """The colour of a name; a path is a text like others."""
    if type(thing) is Attribute:
        return Colour.ATTRIBUTE
    if isinstance(thing, Declared):
        return OF_KIND[thing.kind]
    return Colour.VARIABLE if isinstance(thing, Variable | Local) else None
