"""Scene files with their mistakes marked: `#! VG203` at the end of a line says what is wrong on it, and nothing else is.

`VG203^2` is two lines above: inside a block of text there are no comments.
"""

import re
from pathlib import Path

import pytest

from vgdsl.report.messages import draw
from vgdsl.report.wording import graph, names, values

CASES = sorted(Path(__file__).with_name("cases").glob("*.vg"))
ELSEWHERE = {"VG210", "VG211", "VG220", "VG222", "VG224", "VG312", "VG320"}


def marks(text: str) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.search(r"#!((?: VG\d{3}(?:\^\d)?)+)", line):
            for mark in match[1].split():
                code, _, above = mark.partition("^")
                found.append((number - int(above or 0), code))
    return sorted(found)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_mistake_is_told_once_on_its_own_line(case, checked):
    text = case.read_text(encoding="utf-8")
    found = [d for d in checked(text).diagnostics if d.code[2] in "235"]
    assert sorted((d.span.position.line, d.code) for d in found) == marks(text)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_messages_read_as_recorded(case, checked):
    found = checked(case.read_text(encoding="utf-8")).diagnostics
    drawn = "".join(f"{draw(d)}\n\n" for d in found if d.code[2] in "235")
    assert drawn == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_code_has_a_case():
    marked = {code for case in CASES for _, code in marks(case.read_text(encoding="utf-8"))}
    assert {*names.WORDING, *values.WORDING, *graph.WORDING} == marked | ELSEWHERE
