"""What holds of every layout, each law as a function of a text that raises where it does not hold."""

import random
import re
from collections.abc import Callable

from vgdsl.diagnostics import edited
from vgdsl.format.layout import Layout, format_text, layout
from vgdsl.format.printer import printed, said
from vgdsl.plan.graph import Graph
from vgdsl.plan.key import cut_key
from vgdsl.plan.lower import lower
from vgdsl.plan.recipe import recipes
from vgdsl.program.editions import load
from vgdsl.source import Source
from vgdsl.syntax import lexer
from vgdsl.syntax.parser import parse
from vgdsl.texts import check_text


def idempotent(text: str) -> None:
    once = format_text(text)
    assert format_text(once) == once


def keeps_comments(text: str) -> None:
    assert comments(format_text(text)) == comments(text)


def keeps_the_tree(text: str) -> None:
    """What is said, and what is wrong with it."""
    before, after = (parse(Source("", each)) for each in (text, format_text(text)))
    assert said(after.file.items) == said(before.file.items)
    assert codes(after) == codes(before)


def prints_back(text: str) -> None:
    items = parse(Source("", text)).file.items
    once = printed(items)
    again = parse(Source("", once)).file.items
    assert said(again) == said(items)
    assert printed(again) == once == format_text(once)


def edits_lead_there(text: str) -> None:
    """All of them, and none of some of them harms."""
    laid = layout(Source("", text))
    assert edited(text, laid.edits) == laid.text
    some = random.Random(len(text)).sample(laid.edits, len(laid.edits) // 2)
    part = edited(text, some)
    assert said(parse(Source("", part)).file.items) == said(parse(Source("", text)).file.items)
    assert comments(part) == comments(text)


def keeps_the_plan(text: str) -> None:
    """Every job and what it is made by, to the byte."""
    before, after = plan(text), plan(format_text(text))
    assert before == after


def holds_when_broken(text: str) -> None:
    """What cannot be read stays, in its place among what can; the mistakes are the same, and it is done in one go."""
    laid = layout(Source("", text))
    left_alone(text, laid)
    assert codes(parse(Source("", laid.text))) == codes(parse(Source("", text)))
    assert format_text(laid.text) == laid.text
    assert edited(text, laid.edits) == laid.text
    assert sorted(meant(laid.text)) == sorted(meant(text))


def left_alone(text: str, laid: Layout) -> None:
    at = 0
    for span in laid.left:
        assert text[span.start : span.end] == span.text
        at = laid.text.index(span.text, at) + len(span.text)


def comments(text: str) -> list[str]:
    """All comments of a text that reads."""
    at, gaps = 0, []
    for token in lexer.pattern().finditer(text, lexer.first(text)):
        gaps.append(text[at : token.start()])
        at = token.end(token.lastindex or 0)
    gaps.append(text[at:])
    return [each.rstrip() for gap in gaps for each in re.findall(r"#[^\n]*", gap)]


def codes(parsed) -> list[str]:
    return [each.code for each in parsed.diagnostics]


def meant(text: str) -> str:
    """A text without what a layout may change; comments may stand elsewhere, so the letters are to be counted."""
    return re.sub(r"[\s,]", "", text)


def plan(text: str):
    catalog = load()
    program = check_text(text.removeprefix(lexer.BOM), catalog=catalog).program
    assert program is not None
    lowered = lower(program, catalog)
    jobs = [(job.id, job.model, job.take, job.body) for job in lowered.jobs]
    keys = {name: key.digest for name, key in recipes(Graph(lowered.tasks), "venice").items()}
    return jobs, keys, [(each.id, cut_key(each, keys)) for each in lowered.assemblies]


Law = Callable[[str], None]
WILD: tuple[Law, ...] = (idempotent, keeps_comments, keeps_the_tree, prints_back, edits_lead_there)
SOUND: tuple[Law, ...] = (*WILD, keeps_the_plan)
BROKEN: tuple[Law, ...] = (holds_when_broken,)


def broken(text: str, seed: int) -> str:
    """A text with a few mistakes in it."""
    dice = random.Random(seed)
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(SLIPS) + text[at + dice.randrange(4) :]
    return text


SLIPS = (
    "",
    "",
    '"',
    '"""',
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    "#",
    "=",
    "?",
    "\n",
    " ",
    "'",
    "//",
    "x",
    "\\",
    "\0",
)
