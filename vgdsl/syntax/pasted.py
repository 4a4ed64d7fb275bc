"""What stands in a file and is no part of a scene: other formats, fences, sentences, comments. Knows no grammar rules."""

import re

from vgdsl.syntax.places import ENDS, Meant, Place, shorten

_CONFLICT = re.compile(
    r"<{7}[^\n]*\n(?s:.{0,9999}?)^((?:\|{7}[^\n]*\n(?s:.{0,9999}?))?={7}[^\n]*\n(?s:.{0,9999}?)^>{7}[^\n]*)",
    re.MULTILINE,
)
_CONFLICT_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?= |$)[^\n]*", re.MULTILINE)
_FENCE = re.compile(r"(?:```|~~~)[^\n`]*$", re.MULTILINE)
_RULE = re.compile(r"(?:\.{3,}|…|-{3,}|={3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_PROSE = re.compile(
    r"(?:(?:[*•>-]|\d+[.)])[ \t]+)?(?=(?:[^\W\d_][\w'’]*[^\w\n={}\[\]\"#]+){2}[^\W\d_])[^\n={}\[\]\"#]+"
    + ENDS
)
_BULLET = re.compile(r"(?:[-*+•·–—✓✔☐☑]|\d+[.):|]?)[ \t]+(?=[^\W\d]\w*[ \t]*[=:])")
_NUMBERED = re.compile(r"[ \t]*\d+[.):|]?(?:[ \t]+|$)", re.MULTILINE)
_PATCH = re.compile(r"(?:(?:diff --git|index [0-9a-f]{7}|---|\+\+\+|@@) [^\n]*(?:\n|\Z))+")
_TYPED = re.compile(r"(?:\|[^\n]*\|[ \t]*(?:\n|\Z))+|[$>%❯] [^\n]*")
_IMPORT = re.compile(
    r"(?:@?(?:from|import|include|require|use)\b[ \t]*(?:(?:\{[\w \t,*]*\}|[\w*, \t]+)[ \t]+from\b)?[ \t]*\(?|[^\W\d]\w*[ \t]+)"
    r"[\"']([^\"'\n]+\.vg)[\"'][^\n#]*"
)
_ALIAS = re.compile(r"\.vg[\"'][ \t]+\w{1,2}[ \t]+([^\W\d]\w*)[ \t;]*$")
_RIGHT_IMPORT = re.compile(
    r"import\s+[\"'][^\"'\n]+[\"'](?:[ \t]+as[ \t]+\w+)?[ \t]*"
    r"(?=[;,]?[ \t]*(?:#|\n|\Z)|import\b|\w+[ \t]+\w+[ \t]*[={\[]|\w+[ \t]*[={])"
)
_COMMENT = re.compile(r"//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|<!--(?s:.*?)(?:-->|\Z)|(?:--|;|%|REM\b)[ \t][^\n]*")
_REMARK = re.compile(r"[^\W\d][^\n={}\[\]\"#]*" + ENDS)
LINES = 3  # that begin with a number, so that the numbers are those of the lines
SAMPLE = 1000  # characters by which a file of another kind is known
FORMATS = (
    ("JSON", re.compile(r"[\[{]+\s*\"|\[\s*\{")),
    ("RTF", re.compile(r"\{\\rtf")),
    ("a web page", re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)),
    ("XML", re.compile(r"<[?!]?[A-Za-z]")),
    ("a PDF", re.compile(r"%PDF")),
    ("a ZIP or Word file", re.compile("PK\x03\x04")),
)
DIGITS_AND_QUOTES = frozenset('"$+-.0123456789')


def other_format(place: Place) -> Meant | None:
    """A file of another kind, of which nothing can be read."""
    if place.before is not None or place.text[: place.at].strip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n"):
        return None
    start = place.text[place.at : place.at + SAMPLE]
    kind = next((kind for kind, pattern in FORMATS if pattern.match(start)), None)
    if kind is None and start.count("\0") * 8 > len(start):
        kind = "binary data, or a text that is not in UTF-8"
    if kind is None:
        return None
    data = "yes" if kind in {"JSON", "XML"} else ""
    told = place.tell("VG148", place.at, place.at + 1, found=kind, data=data, words="" if data else "yes")
    return Meant(len(place.text), (), told)


def conflict(place: Place) -> Meant | None:
    """Both sides of a merge: the first is read, and the second passed over."""
    mark = _CONFLICT_MARK.match(place.text, place.at)
    if mark is None:
        return None
    whole = _CONFLICT.match(place.text, place.at)
    edits = () if whole or mark[0].startswith("<") else ((place.at, mark.end(), ""),)
    told = place.tell("VG127", place.at, mark.end(), *edits)
    leaves = (whole.span(1),) if whole else ()
    return Meant(mark.end(), (), told, leaves=leaves)


def fence(place: Place) -> Meant | None:
    fence = _FENCE.match(place.text, place.at)
    if fence is None:
        return None
    closing = re.compile(rf"^[ \t]*{fence[0][:3]}[ \t]*$", re.MULTILINE).search(place.text, fence.end())
    both = [fence, closing] if closing else [fence]
    told = place.tell("VG128", *fence.span(), *((m.start(), m.end(), "") for m in both))
    leaves = ((closing.end() - len(closing[0].lstrip()), closing.end()),) if closing else ()
    return Meant(fence.end(), (), told, leaves=leaves)


def rule(place: Place) -> Meant | None:
    rule = _RULE.match(place.text, place.at)
    return rule and _needless(place, rule.end())


def bullet(place: Place) -> Meant | None:
    bullet = _BULLET.match(place.text, place.at)
    if bullet is None or place.brackets or place.valued:
        return None
    return _needless(place, bullet.end())


def numbered(place: Place) -> Meant | None:
    """Lines that came with their numbers."""
    first = _NUMBERED.match(place.text, place.at)
    if first is None or place.brackets or place.valued:
        return None
    start, found = place.text.rfind("\n", 0, place.at) + 1, []
    while one := _NUMBERED.match(place.text, start):
        found.append(one)
        start = place.text.find("\n", one.end()) + 1
        if not start:
            break
    if len(found) < LINES:
        return None
    spans = [(one.end() - len(one[0].lstrip(" \t")), one.end()) for one in found]
    told = place.tell(
        "VG114",
        place.at,
        len(first[0].strip()) + place.at,
        *((*span, "") for span in spans),
        found=first[0].strip(),
    )
    return Meant(first.end(), (), told, leaves=tuple(spans[1:]))


def patch(place: Place) -> Meant | None:
    """The head of a patch, and where its parts belong."""
    found = _PATCH.match(place.text, place.at)
    return None if found is None or place.brackets else _needless(place, found.end())


def typed(place: Place) -> Meant | None:
    """What somebody typed at a terminal, or a table of Markdown."""
    found = _TYPED.match(place.text, place.at)
    if found is None or place.brackets or place.valued:
        return None
    lines = [place.at, *(place.at + m.end() for m in re.finditer(r"\n(?=.)", found[0]))]
    told = place.tell("VG129", place.at, place.at + len(found[0].rstrip()), *((at, at, "# ") for at in lines))
    return Meant(place.at + len(found[0].rstrip()), (), told)


def _needless(place: Place, stop: int) -> Meant:
    shown = len(place.text[:stop].rstrip())
    told = place.tell(
        "VG114", place.at, shown, (place.at, stop, ""), found=shorten(place.text[place.at : shown])
    )
    return Meant(stop, (), told)


def prose(place: Place) -> Meant | None:
    """Sentences around a scene, as one message; within braces only what begins like a sentence."""
    line = _PROSE.match(place.text, place.at)
    expects = place.brackets or (place.before is not None and place.before.text in {"=", ":", ",", "."})
    if line is None or expects or not _is_sentence(line[0], within=place.braces > 0):
        return None
    edits = [(line.start(), line.start(), "# ")]
    stop = line.end()
    while follows := re.compile(r"\s*\n[ \t]*").match(place.text, stop):
        more = _PROSE.match(place.text, follows.end())
        if more is None or not _is_sentence(more[0], within=place.braces > 0):
            break
        edits.append((more.start(), more.start(), "# "))
        stop = more.end()
    return Meant(stop, (), place.tell("VG129", place.at, len(place.text[: line.end()].rstrip()), *edits))


def _is_sentence(line: str, *, within: bool) -> bool:
    """Whether words are a sentence, rather than a part of a scene that lacks its signs."""
    ends = line.rstrip()[-1] in ".!?:"
    return line[0].isupper() or (not within and (ends or len(line.split()) > 3))  # noqa: PLR2004 - kind, name, another name


def imported(place: Place) -> Meant | None:
    """`from "cast.vg" import marco`, `include "cast.vg"` and the like."""
    other = _IMPORT.match(place.text, place.at)
    if other is None or _RIGHT_IMPORT.match(place.text, place.at) or place.braces:
        return None
    stop = place.at + len(other[0].rstrip(" \t;"))
    alias = _ALIAS.search(other[0])
    path = f'"{other[1]}"' + (f" as {alias[1]}" if alias else "")
    told = place.tell("VG139", place.at, stop, (place.at, stop, f"import {path}"), path=path)
    tokens = [
        ("IMPORT", place.at, place.at, "import"),
        ("STRING", other.start(1) - 1, stop, f'"{other[1]}"'),
    ]
    if alias:
        tokens += [("AS", stop, stop, "as"), ("NAME", stop, stop, alias[1])]
    return Meant(other.end(), tuple(tokens), told)


def remark(place: Place) -> Meant | None:
    """Words behind a value, as a comment without its `#`."""
    found = _REMARK.match(place.text, place.at)
    whole = (
        place.before is not None
        and not place.leads
        and place.before.text[:1] in DIGITS_AND_QUOTES
        and place.before.text != "."
    )
    least = 3 if place.kind == "AS" else 2  # one word may be a unit, and two of an import its alias
    if found is None or not whole or place.brackets or len(found[0].split()) < least:
        return None
    stop = place.at + len(found[0].rstrip())
    return Meant(stop, (), place.tell("VG129", place.at, stop, (place.at, place.at, "# ")))


def comment(place: Place) -> Meant | None:
    """A comment of another language."""
    comment = _COMMENT.match(place.text, place.at)
    if comment is None or (comment[0][0] not in "/<-" and not place.leads):
        return None
    sign = re.match(r"//|/\*|<!--|--|;|%|\w+", comment[0])
    length = sign.end() if sign else 1
    told = place.tell(
        "VG113", place.at, place.at + length, *_comments(place, comment[0], length), found=comment[0][:length]
    )
    return Meant(comment.end(), (), told)


def _comments(place: Place, comment: str, length: int) -> list[tuple[int, int, str]]:
    """The edits that make a comment one of this language, each line of it."""
    at, end = place.at, place.at + len(comment)
    ending = {"/*": "*/", "<!--": "-->"}.get(comment[:length], "")
    edits = [(at, at + length, "#")]
    if ending:
        edits += [(at + m.end(), at + m.end(), "# ") for m in re.finditer(r"\n[ \t]*", comment)]
        closed = comment.endswith(ending)
        rest = place.text[end:].partition("\n")[0].strip()
        if rest or not closed:
            return []
        edits.append((end - len(ending), end, ""))
    return edits
