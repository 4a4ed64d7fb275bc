"""One thing that can stand at a place: what is shown of it, and what it writes. Knows no film and no protocol."""

from enum import StrEnum

import msgspec

from vgdsl.source import Span


class Sort(StrEnum):
    """What an offer is; an editor chooses its sign by it."""

    KEYWORD = "keyword"
    ATTRIBUTE = "attribute"
    ARGUMENT = "argument"
    CALL = "call"
    VALUE = "value"
    MODEL = "model"
    FILE = "file"
    FOLDER = "folder"
    VARIABLE = "variable"
    MEMBER = "member"
    FILTER = "filter"
    SHOT = "shot"
    TRANSITION = "transition"
    UPSCALE = "upscale"
    ELEMENT = "element"
    LOCATION = "location"
    STYLE = "style"
    PREFIX = "import"
    LET = "let"
    PARAM = "param"


class Rank(StrEnum):
    """How likely it is what somebody wants, best first."""

    BEST = "1"
    GOOD = "2"
    USUAL = "3"
    RARE = "4"
    UNFIT = "8"


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Replace `span` by `text`. `label` is shown and typed against, `detail` stands beside it in a few words.

    `about` is Markdown. With `snippet`, `text` has stops (`$1`, `${2:5s}`, `$0`) in the notation of editors. `order` sorts offers as
    texts. `again`: what stands behind it is worth asking at once. `struck`: it is on its way out.
    """

    label: str
    sort: Sort
    span: Span
    text: str
    detail: str = ""
    about: str = ""
    order: str = Rank.USUAL.value
    snippet: bool = False
    again: bool = False
    struck: bool = False


def order(rank: Rank, number: int = 0) -> str:
    """A key that sorts by rank, then by number."""
    return f"{rank.value}{number:05}"
