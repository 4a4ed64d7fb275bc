"""Right films, and what is left of them when somebody is still typing or slips. Knows no messages.

`examples` are those of the project with all files that they import. Media are found by their names alone.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

Files = dict[str, str]

_TOKEN = re.compile(r'"""(?s:.*?)"""|"[^"\n]*"|[^\W\d]\w*|[-+]?\$?\d[\w.:]*|[^\s\w]')
_UNITS = ("s", "sec", "ms", "p", "x", "fps", "k", "")


def examples() -> Iterator[tuple[str, Files]]:
    """Each example film by its path, as the file `film.vg` with those beside it."""
    for path in sorted((ROOT / "examples").glob("*/*.vg")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^film ", text, re.MULTILINE):
            beside = {
                one.name: one.read_text(encoding="utf-8") for one in path.parent.glob("*.vg") if one != path
            }
            yield path.relative_to(ROOT).as_posix(), {**beside, "film.vg": text}


def prefixes(text: str) -> Iterator[str]:
    return (text[:end] for end in range(len(text)))


def deletions(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def mutations(text: str, seed: int) -> Iterator[tuple[str, str]]:
    """Texts with one slip each, without end: what was done, and what came of it."""
    chance = random.Random(seed)
    slips = list(SLIPS.items())
    while True:
        name, slip = chance.choice(slips)
        changed = slip(text, chance)
        if changed is not None and changed != text:
            yield name, changed


def _token(text: str, chance: random.Random, pattern: str = r".") -> re.Match[str] | None:
    found = [one for one in _TOKEN.finditer(_bare(text)) if re.match(pattern, one[0])]
    return chance.choice(found) if found else None


def _bare(text: str) -> str:
    """The text with its comments blanked: nobody is told of a slip in one."""
    return re.sub(r"#[^\n\"]*$", lambda found: " " * len(found[0]), text, flags=re.MULTILINE)


def _lines(text: str, chance: random.Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    filled = [n for n, line in enumerate(lines) if line.split("#")[0].strip()]
    return lines, chance.choice(filled)


def _without_token(text: str, chance: random.Random) -> str | None:
    one = _token(text, chance)
    return text[: one.start()] + text[one.end() :] if one else None


def _token_twice(text: str, chance: random.Random) -> str | None:
    one = _token(text, chance)
    return text[: one.end()] + " " + one[0] + text[one.end() :] if one else None


def _tokens_swapped(text: str, chance: random.Random) -> str | None:
    found = list(_TOKEN.finditer(_bare(text)))
    at = chance.randrange(len(found) - 1)
    one, other = found[at], found[at + 1]
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def _misspelt(text: str, chance: random.Random) -> str | None:
    one = _token(text, chance, r"[^\W\d]\w{3,}")
    if one is None:
        return None
    at = one.start() + chance.randrange(1, len(one[0]) - 1)
    if chance.random() < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def _other_unit(text: str, chance: random.Random) -> str | None:
    one = _token(text, chance, r"\d+[a-z]+$")
    return (
        text[: one.start()] + re.sub(r"[a-z]+$", chance.choice(_UNITS), one[0]) + text[one.end() :]
        if one
        else None
    )


def _without_line(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    return "\n".join(lines[:at] + lines[at + 1 :])


def _line_twice(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    return "\n".join(lines[: at + 1] + lines[at:])


def _lines_swapped(text: str, chance: random.Random) -> str:
    lines, at = _lines(text, chance)
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


def _without_quote(text: str, chance: random.Random) -> str:
    places = [found.start() for found in re.finditer('"', _bare(text))]
    at = chance.choice(places)
    return text[:at] + text[at + 1 :]


def _without_sign(text: str, chance: random.Random) -> str | None:
    one = _token(text, chance, r"[^\w\"]$")
    return text[: one.start()] + text[one.end() :] if one else None


SLIPS = {
    "a token left out": _without_token,
    "a token twice": _token_twice,
    "two tokens swapped": _tokens_swapped,
    "a name misspelt": _misspelt,
    "another unit": _other_unit,
    "a line left out": _without_line,
    "a line twice": _line_twice,
    "two lines swapped": _lines_swapped,
    "a quote left out": _without_quote,
    "a sign left out": _without_sign,
}

HEAPS = (
    *(
        sign * 1_000_000
        for sign in ("\0", '"', "'", "`", "{", "[", "a(", "a-", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800")
    ),
    "a = " + "[" * 50_000 + "]" * 50_000,
    "scene s { " * 50_000 + "}" * 50_000,
    *(
        words * 50_000
        for words in (
            *(
                "word ",
                "word\n",
                "a = b, ",
                "x = <<EOF\n",
                "<<<<<<< a\n",
                "```\n",
                "shot a (\n",
                "[a.b]\nc = 1\n",
            ),
            *(
                "p = 'it's\n",
                'p = "a\n',
                "x = |\n  a\n",
                "1 a\n",
                "shot a\n  b = 1\n",
                "Here is a film.\n",
                "for a in b:\n",
            ),
        )
    ),
)
"""Texts of up to a megabyte that are no films, whatever stands in them."""
