"""Texts without quotes, in other quotes, or with one of them missing, and what each stands for. Knows no grammar rules."""

import re

from vgdsl.syntax.places import ENDS, Meant, Place, shorten

NEXT_ITEM = re.compile(
    r"\n(?=[ \t]*(?:[^\W\d]\w*[ \t]*=|\}|[^\W\d]\w*[ \t]+[^\W\d]\w*[ \t]*(?:\[[^\n]*)?\{))"
)
PAIRS = {")": "(", "]": "[", "}": "{"}
_HERE_TEXT = re.compile(r"<<[-~]?[ \t]*[\"']?(\w+)[\"']?[ \t]*\n")
_INDENTED = re.compile(r"[|>][-+\d]*[ \t]*\n((?:[ \t]+[^\s}\]][^\n={}]*(?:\n|\Z)|[ \t]*\n(?=[ \t]+[^\s}]))+)")
_FENCED_TEXT = re.compile(r"'''((?s:.{0,9999}?))'''|`([^`\n]{0,999}\n[^`]{0,9999})`")
_QUOTED = re.compile(
    r"'((?:[^'\n]|(?<=\w)'(?=\w))*)'|[“”„‟＂]([^“”„‟＂\"\n]*)[“”„‟＂\"]|«([^«»\n]*)»|[‘’‚‛]((?:[^‘’‚‛\n]|(?<=\w)’(?=\w))*)[‘’‚‛']"
    r"|`([^`\n]*)`|「([^」\n]*)」|『([^』\n]*)』|&(?:quot|#34|ldquo|rdquo);((?:(?!&\w+;)[^\"\n])*)&(?:quot|#34|ldquo|rdquo);"
)
_WIDE_QUOTES = re.compile(r"\"\"(?=\w)([^\"\n]+)\"\"(?!\")")
_EMPTY_THEN_TEXT = re.compile(r"\"\"[ \t]*\n((?:[^\n\"=]{0,999}\n){1,99}?)[ \t]*\"\"\"")
_SEVERAL_LINES = re.compile(
    r"\"[^\"\n]*\n(?:[^\"\n={}]{0,999}\n){0,30}?[^\"\n={}]{0,999}\"(?=[ \t]*[,)\]]*[ \t]*(?:#[^\n]*)?(?:\n|\Z))"
)
_QUOTES_WITHIN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"(?=[^\W\d_])[^\n=\[\](){},]*\"(?:[^\n\"=\[\](){}]*\")*(?=[ \t]*(?:#[^\n]*)?(?:\n|\Z))"
)
_WORD = r"\(?[^\W_][\w'’-]*\)?[,;:.!?…]*"
_NEXT = rf"[ \t]+(?:[&–—-][ \t]+)?{_WORD}"
_UNQUOTED = re.compile(
    rf"(?:{_WORD}(?:{_NEXT}){{2,}}|(?:[A-Z]{_WORD}{_NEXT}|{_WORD}{_NEXT}(?<=[.!?])))"
    rf"\"?{ENDS}"
)
_HALF_QUOTED = re.compile(r"[^\W\d][^\"=\n{}\[\](),#]*(?<!\s)\"(?=[ \t]*(?:[,)\]}#]|\n|\Z))")
_PATH = re.compile(
    r"(?:https?://|\.{0,2}/|[\w-]+/)*[\w-]+\.(?:png|jpe?g|webp|gif|mp4|mov|webm|mp3|wav|m4a|pdf|vg)(?=[ \t]*(?:[,)\]]|\n|\Z))"
)
_DASHED_VALUE = re.compile(r"[^\W\d]\w*(?:-[\w.]+)+(?=[ \t]*(?:#[^\n]*)?(?:\n|\Z))")
_HALF_OPEN = re.compile(r"[(\[][ \t]*(?:#[^\n]*)?\n(?=[ \t]*[^\W\d]\w*[ \t]*=)")
FARTHEST = 2000  # characters in which the end of something is looked for
_ENDS_QUOTED = re.compile(r"(?:[^\W_]|\{\{|@)[^\"\n=]*[ \t][^\"\n=]*\"(?=[ \t]*(?:\n|\Z))")
_LISTED = re.compile(r"\w+(?:[ \t]*,[ \t]*\w+)+[ \t]*$")
_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}")
_PREFIX = re.compile(r"[fFrRbBuU]{1,2}(?=[\"'])|[$@](?=\")")
BEFORE_VALUES = frozenset({"=", ":", "[", "(", ",", "+"})


def here_text(place: Place) -> Meant | None:
    """A text of several lines, as YAML, HCL, Python or JavaScript write it."""
    found = _here(place.text, place.at)
    if found is None:
        return None
    inner, stop = found
    line = place.text.find("\n", place.at)
    body = inner.strip("\n").rstrip()
    text = f'"""\n{body}\n{_indentation(place.text, place.at)}"""' if "\n" in inner else f'"{body}"'
    told = place.tell("VG131", place.at, min(line if line > 0 else stop, stop), (place.at, stop, text))
    return Meant(stop, (("BLOCK_STRING", place.at, stop, f'"""{inner}"""'),), told)


def _here(text: str, at: int) -> tuple[str, int] | None:
    """What such a text says, and where it ends."""
    if begun := _HERE_TEXT.match(text, at):
        end = re.compile(rf"^[ \t]*{begun[1]}[ \t]*$", re.MULTILINE)
        closed = end.search(text, begun.end(), begun.end() + FARTHEST)
        return (text[begun.end() : closed.start()], closed.end()) if closed else None
    for pattern in (_INDENTED, _FENCED_TEXT):
        if found := pattern.match(text, at):
            inner = next(group for group in reversed(found.groups()) if group is not None)
            return inner, at + len(found[0].rstrip())
    return None


def unquoted(place: Place) -> Meant | None:
    """A text without quotes: `prompt = Fog over the lagoon.`"""
    found = _UNQUOTED.match(place.text, place.at)
    measured = place.kind == "QUANTITY" and not place.text[place.at : place.stop].isdigit()
    if found is None or place.brackets or measured or _LISTED.match(found[0]):
        return None
    inner = found[0].rstrip().removesuffix('"')
    text = '"' + inner.replace("\\", "\\\\") + '"'
    stop = place.at + len(found[0].rstrip())
    told = place.tell("VG121", place.at, stop, (place.at, stop, text), text=shorten(text))
    return Meant(stop, (("STRING", place.at, stop, text),), told)


def half_quoted(place: Place) -> Meant | None:
    """A text whose first quote is missing: `image(refs/marco.png")`."""
    found = _HALF_QUOTED.match(place.text, place.at)
    if found is None or place.before is None or place.before.text not in (*BEFORE_VALUES, "import"):
        return None
    text = f'"{found[0]}'
    told = place.tell("VG121", *found.span(), (place.at, place.at, '"'), text=shorten(text))
    return Meant(found.end(), (("STRING", *found.span(), text),), told)


def half_open(place: Place) -> Meant | None:
    """A bracket at the end of its line, where the next line begins an attribute, and that nothing closes before a brace."""
    found = _HALF_OPEN.match(place.text, place.at)
    if found is None:
        return None
    below = place.text[found.end() : found.end() + FARTHEST]
    left, right = place.text[place.at], {"(": ")", "[": "]"}[place.text[place.at]]
    block = re.split(r"\n[ \t]*\}", below, maxsplit=1)[0]
    if block.count(right) > block.count(left):
        return None
    at, kinds = place.at, {"(": ("LPAR", "RPAR"), "[": ("LSQB", "RSQB")}[left]
    told = place.tell("VG105", at, at + 1, (at + 1, at + 1, right), opened=left, sign=right)
    return Meant(at + 1, ((kinds[0], at, at + 1, left), (kinds[1], at + 1, at + 1, right)), told)


def ends_quoted(place: Place) -> Meant | None:
    """A text of several words whose first quote is missing."""
    found = _ENDS_QUOTED.match(place.text, place.at)
    if found is None or place.brackets:
        return None
    text = f'"{found[0]}'
    told = place.tell("VG121", *found.span(), (place.at, place.at, '"'), text=shorten(text))
    return Meant(found.end(), (("STRING", *found.span(), text),), told)


def bare_path(place: Place) -> Meant | None:
    """`image(refs/marco.png)`."""
    found = _PATH.match(place.text, place.at)
    if found is None or place.before is None or place.before.text not in BEFORE_VALUES:
        return None
    text = f'"{found[0]}"'
    told = place.tell("VG121", *found.span(), (*found.span(), text), text=shorten(text))
    return Meant(found.end(), (("STRING", *found.span(), text),), told)


def name_or_text(place: Place) -> Meant | None:
    """`model = wan-2-7`: a text, if nothing in the file is called so."""
    found = _DASHED_VALUE.match(place.text, place.at)
    if found is None or not place.valued:
        return None
    if re.search(rf"^[ \t]*\w+[ \t]+{re.escape(found[0])}[ \t]*[{{\[=:]", place.text, re.MULTILINE):
        return None
    text = f'"{found[0]}"'
    told = place.tell("VG121", *found.span(), (*found.span(), text), text=shorten(text))
    return Meant(found.end(), (("STRING", *found.span(), text),), told)


def template(place: Place) -> Meant | None:
    found = _TEMPLATE.match(place.text, place.at)
    if found is None:
        return None
    told = place.tell("VG126", *found.span(), (*found.span(), f'"{found[0]}"'))
    return Meant(found.end(), (("STRING", *found.span(), f'"{found[0]}"'),), told)


def quotes_within(place: Place) -> Meant | None:
    """`prompt = "She says "no" and leaves."`"""
    if doubled := _WIDE_QUOTES.match(place.text, place.at):
        text = f'"{doubled[1]}"'
        return Meant(
            doubled.end(),
            (("STRING", *doubled.span(), text),),
            place.tell("VG132", *doubled.span(), (*doubled.span(), text)),
        )
    found = _QUOTES_WITHIN.match(place.text, place.at)
    if found is None:
        return None
    text = '"' + re.sub(r'(?<!\\)"', '\\"', found[0][1:-1]) + '"'
    told = place.tell("VG132", *found.span(), (*found.span(), text), text=shorten(text))
    return Meant(found.end(), (("STRING", *found.span(), text),), told)


def emptied(place: Place) -> Meant | None:
    """A block of text whose first quotes are two."""
    found = _EMPTY_THEN_TEXT.match(place.text, place.at)
    if found is None:
        return None
    told = place.tell("VG109", place.at, place.at + 2, (place.at, place.at + 2, '"""'))
    return Meant(found.end(), (("BLOCK_STRING", *found.span(), f'"{found[0]}'),), told)


def prefix(place: Place) -> Meant | None:
    """The letter of `f"..."`."""
    found = _PREFIX.match(place.text, place.at)
    if found is None or place.before is None or place.before.text not in BEFORE_VALUES:
        return None
    told = place.tell("VG141", *found.span(), (*found.span(), ""), found=found[0])
    return Meant(found.end(), (), told)


def open_text(place: Place) -> Meant | None:
    """A text that its line's end cuts off; brackets that the line opened before it are taken to stay outside."""
    text, at = place.text, place.at
    if not text.startswith('"', at) or text.startswith('"""', at):
        return None
    if place.leads and not place.text[at + 1 :].partition("\n")[0].strip():
        return Meant(at + 1, (), place.tell("VG114", at, at + 1, (at, at + 1, ""), found='`"`'))
    if several := _SEVERAL_LINES.match(text, at):
        line_end = text.index("\n", at)
        edits = ((at, at, '""'), (several.end(), several.end(), '""'))
        told = place.tell("VG108", at, line_end, *edits)
        return Meant(several.end(), (("BLOCK_STRING", *several.span(), f'""{several[0]}""'),), told)
    stop = _cut_off(text, at)
    if text[stop - 1] in "“”„»’‘" and stop > at + 1:
        told = place.tell("VG110", at, stop, (stop - 1, stop, '"'), found=text[stop - 1])
        return Meant(stop, (("STRING", at, stop, text[at : stop - 1] + '"'),), told)
    told = place.tell("VG108", at, stop, (stop, stop, '"'))
    return Meant(stop, (("STRING", at, stop, text[at:stop] + '"'),), told, quiet=True)


def _cut_off(text: str, at: int) -> int:
    """Where on its line a text ends that has no end."""
    line_end = text.find("\n", at)
    before = text[text.rfind("\n", 0, at) + 1 : at]
    stop = at + len(text[at : line_end if line_end >= 0 else len(text)].rstrip())
    open_before = {right: before.count(left) - before.count(right) for right, left in PAIRS.items()}
    if text[stop - 1] == "," and open_before.get(text[stop - 2], 0) > 0:
        stop -= 1
    while stop > at + 1 and (open_before.get(text[stop - 1], 0) > 0 or text[stop - 1] in " \t"):
        if text[stop - 1] in PAIRS:
            open_before[text[stop - 1]] -= 1
        stop -= 1
    return stop


def open_block(place: Place) -> Meant | None:
    """A block text without its end, or whose end seems to be where another one begins: `prompt = \"\"\"`."""
    text, at = place.text, place.at
    swallowed = (
        place.kind == "BLOCK_STRING"
        and "\n" in text[at : place.stop]
        and text[at : place.stop - 3].rstrip(" \t").endswith("=")
    )
    if not text.startswith('"""', at) or (place.kind == "BLOCK_STRING" and not swallowed):
        return None
    after = NEXT_ITEM.search(text, at + 3)
    stop = max(at + 3, after.start() if after else len(text.rstrip()))
    half = re.search(r'\n[ \t]*(""?)$', text[at:stop])
    edit = (at + half.start(1), stop, '"""') if half else (stop, stop, f'\n{_indentation(text, at)}"""')
    told = place.tell("VG109", at, at + 3, edit)
    return Meant(stop, (("BLOCK_STRING", at, stop, text[at:stop] + '"""'),), told)


def quoted(place: Place) -> Meant | None:
    """A text in other quotes."""
    quoted = _QUOTED.match(place.text, place.at)
    if quoted is None:
        return None
    inner = quoted[quoted.lastindex or 0]
    text = '"' + inner.replace('"', '\\"') + '"'
    found = (
        place.text[place.at : place.at + quoted[0].index(";") + 1] if quoted[0][0] == "&" else quoted[0][0]
    )
    told = place.tell("VG110", *quoted.span(), (*quoted.span(), text), found=found)
    return Meant(quoted.end(), (("STRING", *quoted.span(), f'"{inner}"'),), told)


def _indentation(text: str, at: int) -> str:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]
