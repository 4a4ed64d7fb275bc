"""Makes scene files up, as oddly written as the grammar allows: from a seed, always the same. Knows no layout.

A file is made as tokens, then written with anything between them that may stand there. `wild` files say whatever the
grammar can say; `sound` ones are films without mistakes.
"""

import random
from collections.abc import Iterator
from itertools import pairwise

NAMES = (
    "opening",
    "a",
    "x_1",
    "città",
    "東京",
    "ഒന്ന്",
    "shot",
    "film",
    "let",
    "import",
    "in",
    "auto",
    "_",
    "late_night_scene",
)
KEYWORDS = ("shot", "scene", "film", "style", "cut", "in", "import", "新", "options")
QUANTITIES = ("5", "-30", "+1", ".5", "1.5s", "16:9", "720p", "2x", "24fps", "$4.50", "500ms", "4K", "50%")
WORDS = (
    "Fog",
    "over",
    "the",
    "lagoon,",
    "{{ light }}",
    "@marco",
    "#1",
    '\\"',
    "\\\\",
    "\\u{1F39E}",
    "è",
    "夜",
    "\\q",
    "//",
    "=",
    "}",
)
NOTES = ("why", 'TODO: "this"', '"""', "{ [ (", "夜", "#", "", "  deep  ", "let x = 1", "end\t")
SPACES = ("", " ", "  ", "\t", "\n", "\n\n", "\n\n\n\n", " \n ", "\n\t\n")

SAME_LINE = "\x00"  # stands before a token that must be on the line of the one before


class Writer:
    """One file in the making."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.notes = 0
        self.oddness = self.dice.choice((0.0, 0.1, 0.5, 0.95))  # how often a gap is any but the usual one
        self.noise = self.dice.choice((0.0, 0.02, 0.15))  # how often a gap has comments

    def wild(self) -> str:
        """Whatever the grammar can say."""
        return self.written([token for _ in range(self.dice.randrange(7)) for token in self._item(0)])

    def sound(self) -> str:
        """A film without mistakes."""
        return self.written(list(self._film()))

    def written(self, tokens: list[str]) -> str:
        text = self._gap("", tokens[0]) if tokens else self._space()
        for token, after in pairwise([*tokens, ""]):
            text += token.removeprefix(SAME_LINE) + self._gap(token, after)
        return self._ends(text)

    def _ends(self, text: str) -> str:
        ends = self.dice.choice(("\n", "\n", "\n", "\r\n", "mixed"))
        if ends == "mixed":
            text = "".join(self.dice.choice(("\n", "\r\n")) if each == "\n" else each for each in text)
        elif ends == "\r\n":
            text = text.replace("\n", "\r\n")
        return ("\ufeff" if self.dice.random() < 0.05 else "") + text

    def _gap(self, before: str, after: str) -> str:
        if after.startswith(SAME_LINE):
            return self.dice.choice((" ", "  ", "\t"))
        if self.dice.random() >= self.oddness:
            return self._usual(before, after) + self._comments(before)
        gap = self._space() + self._comments(before)
        return gap or (" " if _must_part(before, after) else "")

    def _usual(self, before: str, after: str) -> str:
        return "\n" if before in {"{", "}"} or after == "}" else " "

    def _comments(self, before: str) -> str:
        text = ""
        while before != "as" and self.dice.random() < self.noise:
            self.notes += 1
            text += f"{self._space()}#{self.notes} {self.dice.choice(NOTES)}\n{self._space()}"
        return text

    def _space(self) -> str:
        return self.dice.choice(SPACES)

    def _item(self, depth: int) -> Iterator[str]:
        kind = self.dice.random()
        if kind < 0.35 and depth < 4:
            yield from self._block(depth)
        elif kind < 0.42:
            yield from (
                "import",
                self._quoted(),
                *(("as", SAME_LINE + self._name()) if self.dice.random() < 0.5 else ()),
            )
        elif kind < 0.55:
            yield from (
                self.dice.choice(("let", "param", "shto")),
                SAME_LINE + self._name(),
                "=",
                *self._value(0),
            )
        else:
            yield from (self._name(), "=", *self._value(0))

    def _block(self, depth: int) -> Iterator[str]:
        yield self.dice.choice(KEYWORDS)
        if self.dice.random() < 0.8:
            yield self._name()
        if self.dice.random() < 0.2:
            yield from ("[", self._name(), "in", *self._value(1), "]")
        yield "{"
        for _ in range(self.dice.choice((0, 1, 2, 3, 5))):
            yield from self._item(depth + 1)
        yield "}"

    def _name(self) -> str:
        return self.dice.choice(NAMES)

    def _value(self, depth: int) -> Iterator[str]:
        kind = self.dice.random() * (1 if depth < 4 else 0.6)
        if kind < 0.2:
            yield self.dice.choice(QUANTITIES)
        elif kind < 0.5:
            yield self._quoted() if self.dice.random() < 0.7 else self._tall()
        elif kind < 0.6:
            yield self._name()
        elif kind < 0.68:
            yield from (self._name(), *self._steps(depth))
        elif kind < 0.84:
            yield from self._several("[", "]", depth, self._value)
        else:
            yield from self._call(depth)

    def _call(self, depth: int) -> Iterator[str]:
        yield from (self._name(), *self._several("(", ")", depth, self._argument))
        if self.dice.random() < 0.3:
            yield from self._steps(depth)
            if self.dice.random() < 0.5:
                yield from self._several("(", ")", depth, self._argument)
                if self.dice.random() < 0.5:
                    yield from self._steps(depth)

    def _several(self, left: str, right: str, depth: int, one) -> Iterator[str]:
        yield left
        count = self.dice.choice((0, 1, 1, 2, 3, 9))
        for number in range(count):
            yield from one(depth + 1)
            if number < count - 1 or self.dice.random() < 0.2:
                yield ","
        yield right

    def _argument(self, depth: int) -> Iterator[str]:
        if self.dice.random() < 0.4:
            yield from (self._name(), "=")
        yield from self._value(depth)

    def _steps(self, depth: int) -> Iterator[str]:
        for _ in range(self.dice.choice((1, 1, 2))):
            if self.dice.random() < 0.6:
                yield from (".", self._name())
            else:
                yield from ("[", *self._value(depth + 1), "]")

    def _quoted(self) -> str:
        return f'"{self._words()}"'

    def _words(self) -> str:
        return " ".join(self.dice.choice(WORDS) for _ in range(self.dice.choice((0, 1, 3, 12))))

    def _tall(self) -> str:
        """A block text, with any indentation."""
        lines = [
            self.dice.choice(("", "  ", "    ", "\t", " \t ", "      "))
            + self._words()
            + self.dice.choice(("", "", "  ", "\r"))
            for _ in range(self.dice.choice((0, 1, 2, 4)))
        ]
        text = self.dice.choice(("", "", "  ", "Fog")) + "".join(f"\n{line}" for line in lines)
        return f'"""{text}{self.dice.choice(("", chr(10), chr(10) + "    ", chr(10) * 3))}"""'

    def _film(self) -> Iterator[str]:
        look = ("model", "=", '"wan-2-7"', "aspect_ratio", "=", "16:9", "resolution", "=", "720p")
        yield from ("film", "pier", "{", *look, "duration", "=", self.dice.choice(("5s", "10s")), "}")
        yield from ("param", SAME_LINE + "light", "=", f'"{self._plain()}"')
        yield from ("let", SAME_LINE + "cities", "=", "[", '"Venice"', ",", '"Rome"', *self._comma(), "]")
        yield from (
            "style",
            "noir",
            "{",
            "prefix",
            "=",
            self._prompt(),
            "suffix",
            "=",
            f'"{self._plain()}"',
            "}",
        )
        yield from ("element", "marco", "{", "description", "=", f'"{self._plain()}"', "}")
        shots = [f"shot_{number}" for number in range(self.dice.choice((1, 2, 5)))]
        for number, shot in enumerate(shots):
            yield from self._shot(shot, shots[number - 1] if number else None)
        yield from (
            "shot",
            "postcard",
            "[",
            "city",
            "in",
            "cities",
            "]",
            "{",
            "prompt",
            "=",
            '"{{ city }}, {{ light }}"',
            "}",
        )
        sequence = [token for shot in shots for token in (*self._clip(shot), ",")]
        yield from ("cut", "main", "{", "sequence", "=", "[", *sequence, "postcard", *self._comma(), "]", "}")

    def _shot(self, name: str, before: str | None) -> Iterator[str]:
        attributes = [["prompt", "=", self._prompt()], ["takes", "=", self.dice.choice("123")]]
        if self.dice.random() < 0.5:
            attributes.append(["use", "=", "[", "noir", *self._comma(), "]"])
        if before and self.dice.random() < 0.5:
            attributes.append(["start", "=", before, ".", "last_frame"])
        if before and self.dice.random() < 0.3:
            attributes.append(["after", "=", "[", before, "]"])
        if self.dice.random() < 0.2:
            attributes.append(["options", "{", "anon_user_id", "=", '"viewer 7"', "}"])
        self.dice.shuffle(attributes)
        yield from ("shot", name, "{", *(token for attribute in attributes for token in attribute), "}")

    def _clip(self, shot: str) -> tuple[str, ...]:
        if self.dice.random() < 0.6:
            return (shot,)
        return ("clip", "(", shot, ",", "in", "=", "0.5s", ",", "out", "=", "4s", *self._comma(), ")")

    def _comma(self) -> tuple[str, ...]:
        return (",",) if self.dice.random() < 0.3 else ()

    def _plain(self) -> str:
        words = ("Fog", "over", "the", "lagoon,", "è", "夜", "#1", "\\u00e9")
        return "First " + " ".join(self.dice.choice(words) for _ in range(self.dice.choice((1, 3, 12))))

    def _prompt(self) -> str:
        kind = self.dice.random()
        if kind < 0.5:
            return f'"{self._plain()}, {{{{ light }}}}. @marco rows."'
        indent = self.dice.choice(("", "  ", "\t", "        "))
        lines = "".join(f"\n{indent}{self.dice.choice(('', '  '))}{self._plain()}" for _ in range(3))
        return (
            f'"""{self.dice.choice(("", "Now"))}{lines}\n{indent}@marco{self.dice.choice(("", chr(10)))}"""'
        )


def _must_part(before: str, after: str) -> bool:
    """Whether two tokens would become one, or another, without anything between them."""
    return (before[-1:].isalnum() and after[:1].isalnum()) or (_in_word(before[-1:]) and _in_word(after[:1]))


def _in_word(letter: str) -> bool:
    return bool(letter) and letter not in '"=[](){},'


def wild(seed: int) -> str:
    return Writer(seed).wild()


def sound(seed: int) -> str:
    return Writer(seed).sound()
