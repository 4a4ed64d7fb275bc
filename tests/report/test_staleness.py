"""A film maker reads why a plan is not carried out, and the command that makes a new one."""

import pytest

from vgdsl.plan.freshness import Reason, Why
from vgdsl.plan.saved import Kind, Stale
from vgdsl.report.staleness import refusal_text, stale_text

PROMPT = Reason(Why.CHANGED, "prompt", "harbor.vg:33")
AFTER = Reason(Why.AFTER, node="boarding")


@pytest.mark.parametrize(
    ("stale", "line"),
    [
        (Stale("boarding", Kind.CHANGED, (PROMPT,)), "boarding: prompt changed (harbor.vg:33) since the plan was made"),
        (Stale("crossing", Kind.CHANGED, (AFTER,)), "crossing: uses boarding, which changed since the plan was made"),
        (
            Stale("crossing", Kind.CHANGED, (PROMPT, AFTER)),
            "crossing: prompt changed (harbor.vg:33), and it uses boarding, which changed since the plan was made",
        ),
        (Stale("crossing", Kind.CHANGED), "crossing: changed since the plan was made"),
        (Stale("waves", Kind.ADDED), "waves: is not in the plan"),
        (Stale("waves", Kind.REMOVED), "waves: is in the plan, and no longer in the film"),
        (
            Stale("waves", Kind.UNPLANNED, (Reason(Why.MISSING),)),
            "waves: would be bought now, which is not in the plan (its file is gone)",
        ),
        (
            Stale("waves", Kind.RISEN, was="$0.40", now="$0.50"),
            "waves: its price has risen to $0.50 from the $0.40 of the plan",
        ),
        (Stale("main", Kind.OUTPUT, was="a.mp4", now="b.mp4"), "main: is written to b.mp4, in the plan to a.mp4"),
        (Stale("short", Kind.OUTPUT, now="b.mp4"), "short: is written to b.mp4"),
        (
            Stale("", Kind.PROVIDER, was="venice at https://a", now="venice at https://b"),
            "the plan is for venice at https://a, and this is venice at https://b",
        ),
    ],
    ids=lambda each: each.kind if isinstance(each, Stale) else "",
)  # fmt: skip
def test_each_difference_in_a_line(stale, line):
    assert stale_text(stale) == line


def test_the_whole_refusal():
    assert refusal_text("film.plan", ["a: b", "c: d"], "vgdsl plan film.vg -o film.plan") == (
        "film.plan is out of date, and nothing was bought:\n  a: b\n  c: d\nto plan anew: vgdsl plan film.vg -o film.plan\n"
    )
