"""Rows of tokens that people write out of habit, and the rows that they stand for. Knows no grammar rules.

An idiom must not be a part of any right text: it is also asked about the parts of a broken one that are right.
"""

import re
from collections.abc import Iterator

from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.source import Span
from vgdsl.syntax.control import CONTROL
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.places import Piece, shorten
from vgdsl.syntax.rows import Idiom, Row, indent

VALUE = r"(?:n(?:\.n)*|q|s)"
DEEP = r"(?:n(?:\.n|\[[nqs]\])*(?:\([^()\n]*\))?(?:\.n)*|q|s)"


def _no_brackets(row: Row) -> tuple[list[Piece], Diagnostic]:
    """A list without its brackets, or without the first of them."""
    first, last = row.tokens[0], row.tokens[-1]
    closed = last.text == "]"
    inner = row.tokens[:-1] if closed else row.tokens
    edits = [Edit(Span(row.source, first.at, first.at), "[")]
    edits += [] if closed else [Edit(Span(row.source, last.stop, last.stop), "]")]
    span = row.span(first, last)
    told = row.tell("VG134", span, *edits, text=shorten(f"[{span.text.removesuffix(']')}]"))
    opening = Piece(tables().terminals.index("LSQB"), first.at, first.at, "[", first.leads)
    return [opening, *inner, last if closed else row.behind("RSQB", "]", last)], told


def _list(row: Row) -> tuple[list[Piece], Diagnostic]:
    """Values side by side, in braces, in parentheses or on lines with dashes: a list."""
    text = "[" + ", ".join(row.span(value[0], value[-1]).text for value in _parted(row.tokens)) + "]"
    first, last = row.tokens[0], row.tokens[-1]
    between = [
        part for value in _parted(row.tokens) for part in (*value, row.behind("COMMA", ",", value[-1]))
    ]
    told = row.replaced("VG134", text, found=shorten(row.span(first, last).text))
    return [row.put("LSQB", "[", first), *between, row.behind("RSQB", "]", last)], told


def _parted(tokens: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """The values of a row, without what stands between and around them."""
    value: list[Piece] = []
    for token in tokens:
        if token.text in SEPARATORS:
            if value:
                yield value
            value = []
        elif token.leads and value and value[-1].text != ".":
            yield value
            value = [token]
        else:
            value.append(token)
    if value:
        yield value


def _call(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    function, argument = row.groups[0][0], row.groups[2][0]
    if argument.leads:  # on a line of its own it is another value of a list
        return None
    text = f"{function.text}({argument.text})"
    told = row.replaced("VG135", text, name=function.text)
    return [function, row.behind("LPAR", "(", function), argument, row.behind("RPAR", ")", argument)], told


def _dotted(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """`start = opening last_frame`."""
    clip, (edge,) = row.groups
    if edge.text not in {"first_frame", "last_frame"}:
        return None
    text = f"{row.span(clip[0], clip[-1]).text}.{edge.text}"
    found = row.span(clip[0], edge).text
    told = row.replaced("VG137", text, found=shorten(found), number=shorten(text))
    return [*clip, row.behind("DOT", ".", clip[-1]), edge], told


def _joined(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """Texts that are put together: one text, with names as templates."""
    parts = [part for part in _parted(row.tokens) if part]
    texts = []
    for part in parts:
        if part[0].text.startswith('"""'):
            return None
        one = row.span(part[0], part[-1]).text
        texts.append(part[0].text[1:-1] if part[0].text.startswith('"') else f"{{{{ {one} }}}}")
    text = f'"{"".join(texts)}"'
    piece = Piece(tables().terminals.index("STRING"), row.tokens[0].at, row.tokens[-1].stop, text)
    return [piece], row.replaced("VG136", text)


def _sum(row: Row) -> tuple[list[Piece], Diagnostic]:
    span = row.span(row.tokens[0], row.tokens[-1])
    return [row.tokens[0]], row.tell("VG143", span, found=shorten(span.text))


def _section(row: Row) -> tuple[list[Piece], Diagnostic]:
    """A heading as TOML and INI write it, and the lines below it."""
    heading, (keyword,), name, body = row.groups
    called = name[0].text if name else "main"
    last = row.tokens[-1]
    span = row.span(heading[0], heading[-1])
    edits = (Edit(span, f"{keyword.text} {called} {{"), Edit(Span(row.source, last.stop, last.stop), "\n}"))
    word = row.put("NAME", keyword.text, keyword, leads=True)
    tokens = [
        word,
        row.put("NAME", called, name[0] if name else keyword),
        row.put("LBRACE", "{", heading[-1]),
    ]
    told = row.tell("VG140", span, *edits, found=span.text, keyword=keyword.text, name=called)
    return [*tokens, *body, row.behind("RBRACE", "}", last)], told


def _other_brackets(row: Row) -> tuple[list[Piece], Diagnostic]:
    """A block in parentheses or square brackets, a loop in parentheses."""
    head, (left,), body, (right,) = row.groups
    block = left.text != "(" or "=" in [token.text for token in body]
    opening, closing = ("LBRACE", "RBRACE") if block else ("LSQB", "RSQB")
    signs = "{}" if block else "[]"
    edits = (Edit(row.span(left, left), signs[0]), Edit(row.span(right, right), signs[1]))
    told = row.tell(
        "VG133",
        edits[0].span,
        *edits,
        found=left.text,
        signs=f"{signs[0]} {signs[1]}",
        **{"block" if block else "loop": "yes"},
    )
    return [*head, row.put(opening, signs[0], left), *body, row.put(closing, signs[1], right)], told


def _do(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """A block between words: `shot opening do`, `end`."""
    head, (left,), body, (right,) = row.groups
    if left.text not in {"do", "begin", "then"} or right.text not in {"end", "done"}:
        return None
    edits = (Edit(row.span(left, left), "{"), Edit(row.span(right, right), "}"))
    told = row.tell("VG133", edits[0].span, *edits, found=left.text, signs="{ }", block="yes")
    return [*head, row.put("LBRACE", "{", left), *body, row.put("RBRACE", "}", right, leads=True)], told


def _assigned(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """`shot opening = {`, where a block follows; `start = {`, where none does, is another mistake."""
    names, (sign,) = row.groups
    at = names[0].at
    outermost = at == 0 or row.source.text[at - 1] == "\n"
    if len(names) == 1 and names[0].text != "options" and not outermost:
        return None
    span = Span(row.source, names[-1].stop, sign.stop)
    return list(names), row.tell("VG112", row.span(sign, sign), Edit(span, ""), found=sign.text)


def _object(row: Row) -> tuple[list[Piece], Diagnostic]:
    """Braces where a value belongs: the attribute is left out."""
    opening = row.groups[0][0]
    return [], row.tell("VG144", row.span(opening, opening), name=row.tokens[0].text)


def _quoted_name(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    name, sign = row.tokens
    text = re.sub(r"\W+", "_", name.text.strip('"')).strip("_")
    if not text or text[0].isdigit():
        return None
    written = Span(row.source, name.at, sign.stop)
    told = row.tell(
        "VG115", row.span(name, name), Edit(written, f"{text} ="), found=f"`{shorten(name.text)}`", name=text
    )
    return [row.put("NAME", text, name, leads=name.leads), row.put("EQUAL", "=", sign)], told


def _one_word(row: Row) -> tuple[list[Piece], Diagnostic]:
    """A block's name of several texts or parts: `shot "video" "opening"`, `shot harbor.opening`."""
    parts = row.groups[0]
    name = "_".join(
        re.sub(r"\W+", "_", part.text.strip('"')).strip("_") for part in parts if part.text != "."
    )
    span = row.span(parts[0], parts[-1])
    told = row.tell("VG122", span, Edit(span, name), found=shorten(span.text), name=name)
    before = row.tokens[: len(row.tokens) - len(parts)]
    return [*before, Piece(tables().terminals.index("NAME"), span.start, span.end, name)], told


def _from_outside(row: Row) -> tuple[list[Piece], Diagnostic]:
    """`opening.duration = 5s`."""
    name = row.groups[0]
    span = row.span(name[0], name[-1])
    return [], row.tell("VG145", span, found=span.text, block=name[0].text, attribute=name[-1].text)


def _no_equals(row: Row) -> tuple[list[Piece], Diagnostic]:
    """A list behind a name, which would be read as a loop."""
    name = row.tokens[0]
    edit = Edit(Span(row.source, name.stop, name.stop), " =")
    told = row.tell("VG102", row.span(row.after, row.after), edit, name=name.text)
    return [name, row.behind("EQUAL", "=", name)], told


def _unfinished(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    after = row.after
    head = (
        len(row.tokens) > 1
        and after.lastindex
        and indent(row.source, after) > indent(row.source, row.tokens[0])
    )
    if head:
        return None
    span = row.span(row.tokens[0], row.tokens[-1])
    return [], row.tell("VG146", span, found=span.text)


def _half_reference(row: Row) -> tuple[list[Piece], Diagnostic]:
    """`start = opening.`, and nothing behind it."""
    span = row.span(row.tokens[0], row.tokens[-1])
    return [], row.tell("VG146", span, found=shorten(span.text), dot="yes")


def _alone(row: Row) -> tuple[list[Piece], Diagnostic]:
    span = row.span(row.tokens[0], row.tokens[0])
    return [], row.tell("VG147", span, found=shorten(span.text))


def _loop_for(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    word = row.tokens[0]
    if word.text not in {"for", "each", "foreach"}:
        return None
    edit = Edit(Span(row.source, word.at, row.after.at), "")
    return [], row.tell("VG114", row.span(word, word), edit, found=f"`{word.text}`")


def _loop_in(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """`[city of cities]`, `[city: cities]`."""
    word = row.tokens[0]
    if word.text not in {"of", "from", "over", "on", "IN", "In", ":", "="}:
        return None
    edit = Edit(Span(row.source, word.at, word.stop), " in" if word.text in ":=" else "in")
    told = row.tell("VG123", row.span(word, word), edit, instead=word.text)
    return [row.put("IN", "in", word)], told


def _doubled(row: Row) -> tuple[list[Piece], Diagnostic]:
    head, (left,), body, (right,) = row.groups
    edits = (Edit(row.span(left, left), ""), Edit(row.span(right, right), ""))
    told = row.tell("VG112", row.span(left, left), *edits, found="{")
    return [*head, *body], told


def _control(row: Row) -> tuple[list[Piece], Diagnostic] | None:
    """Loops, conditions and functions of programming languages, with their blocks."""
    word = row.tokens[0]
    if word.text not in CONTROL or len(row.tokens) == 1:
        return None
    return [], row.tell("VG138", row.span(word, word), found=word.text)


SEPARATORS = frozenset({",", "-", "*", "•", "{", "}", "(", ")", "+"})

IDIOMS = tuple(
    Idiom(example, re.compile(shape), read)
    for example, shape, read in (
        (
            "for city in cities { }",
            r"(?<=\n)n(?![=\[.n]?[={\[])[^\n{$=]*(?:\{(?:[^{}]|\{[^{}]*\})*\})?",
            _control,
        ),
        ("def shot_opening():", r"(?<=\n)n(?![=\[.n]?[={\[])[^\n{$=]*:(?=\n)", _control),
        ("shot opening do takes = 2 end", r"(?<=\n)(nn)(n)(\n(?:n=[^\n{}$]*\n)+)(n)(?=[\n$])", _do),
        (
            "[shot.opening]",
            r"(?<![=n\]\)]\n)(?<=\n)(\[{1,2}(n)(?:\.(n))?\]{1,2})((?:\nn=[^\n{}$]*)*)",
            _section,
        ),
        ('"duration": 5s', r"(?<=[\n{,])s[=:]", _quoted_name),
        (
            "shot opening ( takes = 2 )",
            r"(?<=\n)(nn)([(\[])(n~[^{}$]{0,400}?)([)\]])(?=[\n$])",
            _other_brackets,
        ),
        (
            "shot postcard(city in cities) { }",
            r"(?<=\n)(nn)(\()(nk[^{}$]{0,400}?)(\))(?=\{)",
            _other_brackets,
        ),
        (
            "elements = {marco}",
            rf"(?<==)\{{{VALUE}(?:,{VALUE})*,?\}}|(?<==)\({VALUE}(?:,{VALUE})*,?\)",
            _list,
        ),
        ("shot opening = { }", r"(?<=\n)(nn?)([=:])(?=\{)", _assigned),
        ("shot opening {{ }}", r"(?<=\n)(nn?\{)(\{)([^{}]*\})(\})", _doubled),
        ('start = { path = "x" }', r"(?<=\n)n=(\{)\n?n[=:][^{}]*\}", _object),
        ("shots = [{ takes = 2 }]", r"(?<=\n)n=\[\n?(\{)[^{}]*\}(?:\n?,?\n?\{[^{}]*\})*,?\n?\]", _object),
        ("elements = marco, nina", rf"(?<==)\n?{DEEP}(?:,\n?{DEEP})+,?(?:\n?\])?(?=[\n$])", _no_brackets),
        ("elements =\n  - marco\n  - nina", rf"(?<==)(?:\n[-*•]{VALUE})+", _list),
        ('start = image "x.png"', r"(?<==)(n)(:?)(s)(?=[\n$,])", _call),
        ("sequence = [opening, dissolve 0.5s]", r"(?<=[\[,])(n)(:?)(q)(?=[\],])", _call),
        ("start = opening last_frame", r"(?<==)(n(?:\.n)*)(n)(?=[\n$])", _dotted),
        (
            'prompt = "Fog, " + light',
            rf"(?<==)s(?:\n?\+\n?{VALUE}|\n?s(?![=:]))+|(?<==)n(?:\.n)*(?:\n?\+\n?{VALUE})+",
            _joined,
        ),
        ("duration = 2s * 2", r"(?<==)q(?:[-*+/%][qn])+", _sum),
        ('shot "video" "opening" { }', r"(?<=\n)n(ss+)(?=\{)", _one_word),
        ("shot the opening { }", r"(?<=\n)n(nn+)(?=[{\[])", _one_word),
        ("shot harbor.opening { }", r"(?<=\n)n(n(?:\.n)+)(?=[{\[])", _one_word),
        ("opening.duration = 5s", rf"(?<=\n)(n(?:\.n)+)={VALUE}(?=[\n$])", _from_outside),
        ("shot postcard[for city in cities] { }", r"(?<=\[)n(?=nk)", _loop_for),
        ("shot postcard[city of cities] { }", r"(?<=\nnn\[n)[n:~](?=[n\[])", _loop_in),
        ("sequence [opening]", r"(?<![=,.:+]\n)(?<=\n)n(?=\[(?!nk))", _no_equals),
        ("shot open", r"(?<![=,.:+]\n)(?<=\n)(?:n(?!\nn[{\[])|nn)(?=[\n$])(?!\n[{=\[(.,:k])", _unfinished),
        ("start = opening.", rf"(?<=\n)n={VALUE}\.(?=\n(?:n=|\}}|nn?\{{)|\$|\}}|\n\$)", _half_reference),
        ("5s", r"(?<![=,.:+sn]\n)(?<=\n)[qs](?=[\n$])(?!\n[=:])", _alone),
    )
)
"""Each with an example of it, in the order in which they are looked for."""
