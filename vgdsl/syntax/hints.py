"""Says what a mistake is: a code, a place, facts and often the edit that mends it. Knows no tables and mends nothing.

The repair that helped says most of it. Where none did, the line is held against examples of what people write; and
where nothing is known, what was expected and what was found is said, which is never wrong.
"""

import re
from collections.abc import Callable

import msgspec

from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.source import Source, Span
from vgdsl.syntax.places import LONGEST, Piece, shorten
from vgdsl.syntax.repairs import Repair

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
    if mistake.repair.skipped:
        facts = {"instead": mistake.token.text}
        return Diagnostic(
            "VG104", mistake.here, facts, edits=(Edit(mistake.span(mistake.after, mistake.token.stop), ","),)
        )
    edit = Edit(mistake.span(mistake.after, mistake.after), ",")
    return Diagnostic("VG104", mistake.here, {"found": found(mistake.token)}, edits=(edit,))


def _not_closed(mistake: Mistake) -> Diagnostic:
    sign = {"RSQB": "]", "RPAR": ")"}[mistake.repair.sign]
    opener = mistake.opener or mistake.token
    instead = mistake.repair.skipped > 0
    edit = Edit(mistake.here if instead else mistake.span(mistake.after, mistake.after), sign)
    facts = {"opened": opener.text, "sign": sign, "found": mistake.token.text if instead else ""}
    labels = (Label(edit.span, "instead" if instead else "end"),)
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


def _too_deep(mistake: Mistake) -> Diagnostic:
    return Diagnostic("VG117", mistake.here)


def _closes_nothing(mistake: Mistake) -> Diagnostic:
    facts = {"found": mistake.token.text, "opening": OPENING[mistake.token.text]}
    return Diagnostic("VG107", mistake.here, facts, edits=(Edit(mistake.here, ""),))


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
    if line[0].text == "import" and len(line) > 1:
        place = mistake.span(line[1].at, line[-1].stop)
        text = f'"{place.text}"'
        return Diagnostic("VG121", place, {"text": shorten(text)}, edits=(Edit(place, text),))
    begun = {"NAME", "EQUAL", "LBRACE"} <= mistake.awaited
    if before is not None and begun and token.leads and not before.leads:
        return Diagnostic("VG124", mistake.span(before.at, before.stop), {"word": before.text})
    return _unexpected(mistake)


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
    return "an empty text" if token.text == '""' else f"`{shorten(token.text)}`"


OPENING = {"]": "[", ")": "(", "}": "{"}

EXPLAINED: dict[str, Callable[[Mistake], Diagnostic]] = {
    "VG102": _no_equals,
    "VG103": _no_value,
    "VG104": _comma,
    "VG105": _not_closed,
    "VG107": _closes_nothing,
    "VG111": _other_equals,
    "VG114": _left_out,
    "VG115": _name,
    "VG117": _too_deep,
    "VG123": _in,
}
