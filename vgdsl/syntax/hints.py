"""Says what a mistake is: a code, a place, facts and often the edit that mends it. Knows no tables and mends nothing.

The repair that helped says most of it. Where none did, the line is held against examples of what people write; and
where nothing is known, what was expected and what was found is said, which is never wrong.
"""

import re
from collections.abc import Callable

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.source import Source, Span
from vgdsl.syntax.pieces import Piece
from vgdsl.syntax.repairs import Repair

SEVERAL = 4  # words of a line that has an attribute name and prose
LONGEST = 24  # characters of the text that a message quotes
WORDS = {
    "EQUAL": "`=`",
    "COMMA": "`,`",
    "DOT": "`.`",
    "IN": "`in`",
    "LBRACE": "`{`",
    "RBRACE": "`}`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "$END": "the end of the file",
}


class Mistake(msgspec.Struct, frozen=True):
    """Where reading stopped: the token that cannot stand, the one before the repair, their line, an open bracket."""

    source: Source
    repair: Repair
    token: Piece
    before: Piece | None
    line: tuple[Piece, ...]
    opener: Piece | None
    awaited: frozenset[str]

    @property
    def after(self) -> int:
        """The end of what could still be read."""
        return self.before.stop if self.before else self.token.at

    def span(self, start: int, stop: int) -> Span:
        return Span(self.source, start, stop)

    @property
    def here(self) -> Span:
        return self.span(self.token.at, self.token.stop)


def explain(mistake: Mistake) -> Diagnostic:
    """The one message of a mistake."""
    return EXPLAINED.get(mistake.repair.code, _given_up)(mistake)


def _no_equals(mistake: Mistake) -> Diagnostic:
    edit = Edit(mistake.span(mistake.after, mistake.after), " =")
    name = mistake.before.text if mistake.before else ""
    return Diagnostic("VG102", mistake.here, {"name": name}, edits=(edit,))


def _other_equals(mistake: Mistake) -> Diagnostic:
    return Diagnostic("VG111", mistake.here, {"found": mistake.token.text}, edits=(Edit(mistake.here, " ="),))


def _comma(mistake: Mistake) -> Diagnostic:
    edit = Edit(mistake.span(mistake.after, mistake.after), ",")
    return Diagnostic("VG104", mistake.here, {"found": found(mistake.token)}, edits=(edit,))


def _not_closed(mistake: Mistake) -> Diagnostic:
    sign = {"RSQB": "]", "RPAR": ")"}[mistake.repair.sign]
    opener = mistake.opener or mistake.token
    edit = Edit(mistake.span(mistake.after, mistake.after), sign)
    facts = {"opened": opener.text, "sign": sign}
    labels = (Label(edit.span, "end"),)
    return Diagnostic("VG105", mistake.span(opener.at, opener.stop), facts, labels=labels, edits=(edit,))


def _in(mistake: Mistake) -> Diagnostic:
    edit = Edit(mistake.span(mistake.after, mistake.after), " in")
    return Diagnostic("VG123", mistake.here, {"found": found(mistake.token)}, edits=(edit,))


def _name(mistake: Mistake) -> Diagnostic:
    text = mistake.token.text.strip('"')
    name = re.sub(r"\W+", "_", text).strip("_")
    name = f"_{name}" if name[:1].isdigit() else name
    edits = (Edit(mistake.here, name),) if name else ()
    return Diagnostic("VG115", mistake.here, {"found": found(mistake.token), "name": name}, edits=edits)


def _decimal_comma(mistake: Mistake) -> Diagnostic:
    token, before, line = mistake.token, mistake.before or mistake.token, mistake.line
    after = line[line.index(token) + 1] if token is not line[-1] else token
    number = f"{before.text}.{after.text}"
    place = mistake.span(before.at, after.stop)
    return Diagnostic("VG125", place, {"number": number}, edits=(Edit(place, number),))


def _several_words(mistake: Mistake) -> Diagnostic:
    at = mistake.line.index(mistake.token)
    stop = at + mistake.repair.skipped
    start = next((n for n in range(at, 0, -1) if not _is_word(mistake.line[n - 1])), 0) + 1
    words = mistake.line[start:stop]
    place = mistake.span(words[0].at, words[-1].stop)
    name = "_".join(word.text for word in words)
    return Diagnostic(
        "VG122", place, {"name": name, "found": " ".join(w.text for w in words)}, edits=(Edit(place, name),)
    )


def _too_deep(mistake: Mistake) -> Diagnostic:
    return Diagnostic("VG117", mistake.here)


def _left_out(mistake: Mistake) -> Diagnostic:
    token = mistake.token
    edits = (Edit(mistake.here, ""),)
    if token.text in {",", ";"}:
        return Diagnostic("VG112", mistake.here, {"found": token.text, "separator": token.text}, edits=edits)
    if token.text in {"=", "."}:
        return Diagnostic("VG112", mistake.here, {"found": token.text}, edits=edits)
    if token.text[:1].isalnum() or token.text[:1] in '_"[](){}+-':
        return _unexpected(mistake)
    return Diagnostic("VG114", mistake.here, {"found": found(token)}, edits=edits)


def _given_up(mistake: Mistake) -> Diagnostic:
    token, before, line = mistake.token, mistake.before, mistake.line
    if before is not None and before.text == "=" and (token.leads or token.text == "}"):
        return _no_value(mistake)
    if token.text == "=" and "NAME" in mistake.awaited and "STRING" not in mistake.awaited:
        return Diagnostic("VG116", mistake.here)
    if mistake.opener is None and is_prose(line):
        return unquoted(mistake.span(line[2].at, line[-1].stop))
    if line[0].text == "import" and len(line) > 1:
        return unquoted(mistake.span(line[1].at, line[-1].stop))
    if "".join(piece.text for piece in line).find("={{") > 0 and token.text == "{":
        return Diagnostic("VG126", mistake.here)
    begun = {"NAME", "EQUAL", "LBRACE"} <= mistake.awaited
    if before is not None and begun and token.leads and not before.leads:
        return Diagnostic("VG124", mistake.span(before.at, before.stop), {"found": before.text})
    return _unexpected(mistake)


def is_prose(line: tuple[Piece, ...]) -> bool:
    """Whether a line looks like a text without quotes: `prompt = Fog over the lagoon.`"""
    shape = "".join("w" if _is_word(piece) else piece.text[:1] for piece in line)
    several = shape.startswith("w=ww") or shape.count("w") >= SEVERAL
    return several and re.match(r'w=w[^={}"\[(]*$', shape) is not None


def _is_word(piece: Piece) -> bool:
    return piece.text[:1].isalpha() or piece.text[:1] == "_"


def unquoted(place: Span) -> Diagnostic:
    """A text that stands without quotes."""
    text = '"' + place.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Diagnostic("VG121", place, {"text": _short(text)}, edits=(Edit(place, text),))


def _no_value(mistake: Mistake) -> Diagnostic:
    at = mistake.after
    named = re.search(r"([^\W\d]\w*)\s*=\s*$", mistake.source.text[max(0, at - LONGEST * 2) : at])
    return Diagnostic("VG103", mistake.span(at - 1, at), {"name": named[1] if named else ""})


def _unexpected(mistake: Mistake) -> Diagnostic:
    facts = {"expected": expected(mistake.awaited), "found": found(mistake.token)}
    return Diagnostic("VG101", mistake.here, facts)


def expected(awaited: frozenset[str]) -> str:
    """What could stand in a place, in words: "a value", "`,` or `]`"."""
    if {"QUANTITY", "STRING", "LSQB"} <= awaited:
        words = ["a value", *(WORDS[n] for n in ("RSQB", "RPAR") if n in awaited)]
    else:
        words = ["a name"] if "NAME" in awaited else []
        words += ["a text in quotes"] if "STRING" in awaited else []
        words += [word for name, word in WORDS.items() if name in awaited]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def found(token: Piece) -> str:
    """A token as a message quotes it."""
    if not token.lastindex:
        return "the end of the file"
    return "an empty text" if token.text == '""' else f"`{_short(token.text)}`"


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= LONGEST and line == text else f"{line[: LONGEST - 1].rstrip()}…"


EXPLAINED: dict[str, Callable[[Mistake], Diagnostic]] = {
    "VG102": _no_equals,
    "VG103": _no_value,
    "VG104": _comma,
    "VG105": _not_closed,
    "VG111": _other_equals,
    "VG114": _left_out,
    "VG115": _name,
    "VG117": _too_deep,
    "VG122": _several_words,
    "VG123": _in,
    "VG125": _decimal_comma,
}
