"""Signs, numbers and names as other languages, countries and keyboards write them. Knows no grammar rules."""

import re
from unicodedata import normalize

from vgdsl.syntax.places import Meant, Place

_DASHED = re.compile(r"[^\W\d]\w*(?:-\w+)+(?!\w)")
_THOUSANDS = re.compile(r"\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,.])")
_DECIMAL = re.compile(r"\$?\d+,\d+(?![\w,.:])")
_CURRENCY = re.compile(
    r"[€£¥₹]\s?(\d+(?:\.\d+)?)\b|(\d+(?:\.\d+)?)\s?(?:[€£¥₹$]|(?:USD|EUR|dollars?|euros?|bucks)\b)"
)
_TIMES = re.compile(r"[x×](\d+)\b|(\d+)\s?×(?!\s*\d)")
_SHAPE = re.compile(r"(\d+)\s*(?:[/×∶：]|\s:\s?|:\s)\s*(\d+)(?![\w.])")
_EQUALS = re.compile(r":=|=>|==+|->|=:|[＝≔→⇒←：]|:(?=[ \t]*[^\s])|~(?=[ \t])|-(?=[ \t]*[^\s])")
_NAMED = re.compile(r"(?:^|[{,;])\s*[\w-]+[ \t]*$|^\s*\w+[ \t]+\w+[ \t]*$")
_WIDE = re.compile(r"[｛｝（）［］，．]")
SIGNS = {
    "{": "LBRACE",
    "}": "RBRACE",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    ",": "COMMA",
    ".": "DOT",
}
UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("p", "px", "lines"), "p"),
    **dict.fromkeys(("fps", "frames"), "fps"),
    **dict.fromkeys(("x", "times"), "x"),
    "k": "k",
}
_SPACED = re.compile(
    rf"(\d+(?:\.\d+)?)[ \t]+({'|'.join(UNITS)})\b(?![ \t]*=)(?=[ \t]*(?:[,)\]}}#;]|\n|\Z))", re.IGNORECASE
)
_EMPHASIS = re.compile(r"([*_`]{1,3})([^\W\d]\w*)\1(?=[ \t]*[=:{])")
_STRAY = re.compile(r"&\w+;|</?\w+[^<>\n]{0,40}>|[^\s\w\"'“”„«‘`#{}\[\]().,=:;/+-]+|[+-]+|(?s:.)")


def dashed(place: Place) -> Meant | None:
    found = _DASHED.match(place.text, place.at)
    if found is None:
        return None
    name = found[0].replace("-", "_")
    told = place.tell("VG122", *found.span(), (*found.span(), name), found=found[0], name=name)
    return Meant(found.end(), (("NAME", *found.span(), name),), told)


def number(place: Place) -> Meant | None:
    """Numbers as other countries and other languages write them."""
    if found := _THOUSANDS.match(place.text, place.at) or (
        not place.brackets and _DECIMAL.match(place.text, place.at)
    ):
        thousands = found.re is _THOUSANDS
        return _measured(place, found, "VG125", found[0].replace(",", "" if thousands else "."))
    if found := _CURRENCY.match(place.text, place.at):
        return _measured(
            place,
            found,
            "VG130",
            f"${found[1] or found[2]}",
            certain="$" in found[0] or "USD" in found[0] or "dollar" in found[0],
        )
    if found := _SPACED.match(place.text, place.at):
        return _measured(place, found, "VG124", found[1] + UNITS[found[2].lower()])
    if found := _SHAPE.match(place.text, place.at):
        return _measured(place, found, "VG137", f"{found[1]}:{found[2]}")
    if found := _TIMES.match(place.text, place.at):
        return _measured(place, found, "VG137", f"{found[1] or found[2]}x")
    return None


def _measured(place: Place, found: re.Match[str], code: str, number: str, *, certain: bool = True) -> Meant:
    edits = ((*found.span(), number),) if certain else ()
    told = place.tell(code, *found.span(), *edits, found=found[0], number=number)
    return Meant(found.end(), (("QUANTITY", *found.span(), number),), told)


def equals(place: Place) -> Meant | None:
    """What some write for `=`."""
    found = _EQUALS.match(place.text, place.at)
    begun = place.text[place.text.rfind("\n", 0, place.at) + 1 : place.at]
    if found is None or place.brackets or _NAMED.search(begun) is None:
        return None
    after = place.text[found.end() : found.end() + 1]
    told = place.tell(
        "VG111",
        *found.span(),
        (
            *found.span(),
            "=" if after == " " and place.text[place.at - 1] == " " else " = " if after != " " else " =",
        ),
        found=found[0],
    )
    return Meant(found.end(), (("EQUAL", *found.span(), "="),), told)


def wide(place: Place) -> Meant | None:
    """Signs of East Asian keyboards, which look like those of the language."""
    if _WIDE.match(place.text, place.at) is None:
        return None
    sign = normalize("NFKC", place.text[place.at])
    told = place.tell(
        "VG142", place.at, place.at + 1, (place.at, place.at + 1, sign), found=place.text[place.at], sign=sign
    )
    return Meant(place.at + 1, ((SIGNS[sign], place.at, place.at + 1, sign),), told)


def minus(place: Place) -> Meant | None:
    """A minus sign of typesetters, in front of a number."""
    found = re.compile(r"[−–—‐‑]\s?(\d[\w.]*)").match(place.text, place.at)
    return found and _measured(place, found, "VG142", f"-{found[1]}")


def emphasis(place: Place) -> Meant | None:
    """A name as Markdown stresses it."""
    found = _EMPHASIS.match(place.text, place.at)
    if found is None:
        return None
    told = place.tell("VG115", *found.span(), (*found.span(), found[2]), found=f"`{found[0]}`", name=found[2])
    return Meant(found.end(), (("NAME", *found.span(), found[2]),), told)


def stray(place: Place) -> Meant:
    """Signs that mean nothing."""
    stray = _STRAY.match(place.text, place.at)
    stop = stray.end() if stray else place.at + 1
    return Meant(stop, (("", place.at, stop, place.text[place.at : stop]),))
