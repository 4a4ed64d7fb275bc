"""A plan in words: sums that do not pretend, lengths as people say them, reasons with their place."""

from decimal import Decimal
from pathlib import Path

import pytest

from vgdsl.plan.estimate import Doubt, Length, Price, Sort
from vgdsl.plan.freshness import Action, Reason, Why
from vgdsl.plan.plan import Build, Filled, Plan, SceneSum, Step
from vgdsl.program.entities import NodeKind
from vgdsl.report.messages import COLOUR
from vgdsl.report.summary import clock, minutes_text, money, path_text, plan_text, price_text, reason_text


def step(name: str, action: Action = Action.MAKE, **more) -> Step:
    facts = {
        "node": name.partition("#")[0], "take": 1, "kind": NodeKind.SHOT, "scene": None, "reasons": (),
        "model": "a-model", "length": 5.0, "resolution": "720p", "aspect_ratio": "16:9", "factor": None,
        "price": Price(Decimal("0.50"), Sort.QUOTED) if action is Action.MAKE else None, "minutes": 2.0,
    }  # fmt: skip
    return Step(id=name, action=action, **(facts | more))


def plan(*steps: Step, **more) -> Plan:
    bought = [each for each in steps if each.action is Action.MAKE]
    prices = [each.price for each in bought if each.price is not None]
    facts = {
        "film": "pier", "title": "The Pier", "provider": "venice", "catalog_date": "2026-09-30", "builds": (),
        "price": Price(sum((price.usd for price in prices), Decimal(0)), Sort.QUOTED),
        "unpriced": tuple(each.id for each in bought if each.price is None),
        "budget": None, "spent": Decimal(0), "scenes": (), "minutes": 2.0, "critical": (),
    }  # fmt: skip
    return Plan(steps=steps, purchases=len(bought), **(facts | more))


def footer(found: Plan) -> list[str]:
    return [line.strip() for line in plan_text(found, "film.vg").rstrip().rpartition("\n\n")[2].splitlines()]


def test_the_columns_answer_what_why_and_how_much():
    found = plan(
        step("a", Action.REUSE),
        step("long_name", reasons=(Reason(Why.CHANGED, "prompt", "film.vg:12"), Reason(Why.AFTER, node="a"))),
        step("c", reasons=(Reason(Why.NEW),), length=None, factor=2, resolution=None),
        builds=(Build("main", "pier.mp4", Length(240, 10.0)), Build("open", "open.mp4", None)),
    )
    assert plan_text(found, "film.vg").splitlines()[:7] == [
        'film.vg  "The Pier"',
        "",
        "  reuse   a           a-model    5s     720p",
        "  make    long_name   a-model    5s     720p   $0.50   prompt changed (film.vg:12); after a",
        "  make    c           a-model    2x            $0.50   new",
        "  build   main        pier.mp4   0:10",
        "  build   open        open.mp4",
    ]


def test_takes_that_fare_alike_stand_together():
    text = plan_text(plan(step("a"), step("a#2"), step("a#3", Action.REUSE)), "film.vg")
    assert "make    a x2" in text
    assert "$1.00" in text
    assert "reuse   a#3" in text


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (plan(), "nothing to make"),
        (plan(step("a", Action.REUSE)), "nothing to buy: every clip exists already"),
        (plan(step("a")), "1 purchase, $0.50 · about 2 minutes"),
        (plan(step("a"), step("b"), budget=Decimal(3)), "2 purchases, $1.00 of the $3.00 budget · about 2 minutes"),
        (
            plan(step("a"), budget=Decimal(3), spent=Decimal("1.10")),
            "1 purchase, $0.50 of the $3.00 budget ($1.10 spent so far) · about 2 minutes",
        ),
        (plan(step("a", price=None)), "1 purchase, price not known · about 2 minutes"),
        (
            plan(step("a"), step("b", price=None)),
            "2 purchases, $0.50, and 1 more whose price is not known · about 2 minutes",
        ),
        (
            plan(step("a"), price=Price(Decimal("0.50"), Sort.AT_MOST), critical=("a", "b"), minutes=0.5),
            "1 purchase, at most $0.50 · about 30 seconds, through a > b",
        ),
    ],
)  # fmt: skip
def test_the_sum(found, words):
    assert footer(found)[0] == words


def test_a_price_from_the_catalogue_says_how_to_get_a_fresh_one():
    known = plan(step("a"), price=Price(Decimal("0.50"), Sort.ESTIMATE))
    assert (
        footer(known)[-1] == "prices as known on 2026-09-30; with VENICE_API_KEY set, each is quoted afresh"
    )
    assert "VENICE_API_KEY" in footer(plan(step("a", price=None)))[-1]
    assert "VENICE_API_KEY" not in plan_text(plan(step("a")), "film.vg")


def test_limits_that_would_stop_the_run_are_said_before():
    found = plan(
        step("a", scene="shore"), budget=Decimal("0.20"),
        scenes=(SceneSum("shore", Price(Decimal("0.50"), Sort.QUOTED), Decimal("0.10")),), dropped=("b", "c"),
    )  # fmt: skip
    assert footer(found)[1:] == [
        "that is over the film's budget of $0.20: the run will stop there",
        "scene shore: $0.50 is over its budget of $0.10",
        "left out with what was excluded: b, c",
    ]


def test_what_does_not_go_along_is_noted():
    steps = (step("a", left_out=("nan.mp3",), in_words=("nan",)), step("b", in_words=("nan", "quay")))
    notes = [line for line in plan_text(plan(*steps), "film.vg").splitlines() if "note" in line]
    assert notes == [
        "  note: nan.mp3 is left out, the model has no room for it: a",
        "  note: @nan is sent in words only, the model takes no references: a, b",
        "  note: @quay is sent in words only, the model takes no references: b",
    ]


def test_what_nobody_wrote_is_noted_once_for_all_its_shots():
    steps = [step(name, filled=(Filled("resolution", "720p"),)) for name in "abcdef"]
    assert "  note: resolution = 720p is filled in: a, b, c, d and 2 more\n" in plan_text(
        plan(*steps), "film.vg"
    )


def test_a_hold_tells_what_it_saves_and_an_uncertain_purchase_is_not_priced():
    held = step("a", Action.HOLD, price=Price(Decimal("1.65"), Sort.ESTIMATE))
    assert "(would be ~$1.65)" in plan_text(plan(held), "film.vg")
    doubtful = plan_text(plan(step("a", Action.UNCERTAIN)), "film.vg")
    assert "perhaps bought already: not bought again until that is settled" in doubtful
    assert "the same request as b" in plan_text(plan(step("a", Action.SHARE, like="b")), "film.vg")


def test_colours_change_nothing_else():
    found = plan(step("a"))
    coloured = plan_text(found, "film.vg", COLOUR)
    for code in (COLOUR.bold, COLOUR.warning, COLOUR.reset):
        coloured = coloured.replace(code, "")
    assert coloured == plan_text(found, "film.vg")


@pytest.mark.parametrize(
    ("amount", "text"), [("0", "$0.00"), ("0.004", "$0.004"), ("0.55", "$0.55"), ("1234.5", "$1234.50")]
)
def test_money(amount, text):
    assert money(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "1 second"), (0.5, "30 seconds"), (1, "1 minute"), (11.4, "11 minutes"), (125, "2 h 05 min")],
)
def test_minutes(minutes, text):
    assert minutes_text(minutes) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (31.2, "0:31"), (599, "9:59"), (3727, "1:02:07")])
def test_the_clock(seconds, text):
    assert clock(seconds) == text


def test_small_words():
    assert price_text(None) == "price not known"
    assert price_text(Price(Decimal(2), Sort.AT_LEAST)) == ">= $2.00"
    assert reason_text(Reason(Why.MISSING)) == "its file is gone"


def test_paths_are_short_below_the_folder_one_is_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert path_text(tmp_path / "out/pier.mp4") == str(Path("out/pier.mp4"))
    assert path_text(tmp_path.parent / "pier.mp4") == str(tmp_path.parent / "pier.mp4")


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (Price(Decimal(3), Sort.AT_MOST, Doubt.SOURCE), "price known once its source is made"),
        (Price(Decimal(3), Sort.AT_MOST, Doubt.RANGE), "its price is known within bounds only"),
        (Price(Decimal(3), Sort.AT_MOST, Doubt.UNQUOTED), "not quoted to wallets: the known prices stand in"),
        (
            Price(Decimal(3), Sort.AT_MOST, Doubt.LOW, Decimal("0.20")),
            "quoted at $0.20, below every known price: the larger amount counts",
        ),
        (
            Price(Decimal(3), Sort.AT_MOST, Doubt.FACTOR, Decimal("0.20")),
            "quoted at $0.20, the same as at 2x: the larger amount counts",
        ),
    ],
)
def test_a_price_that_is_a_bound_says_why(price, words):
    shown = plan_text(
        plan(step("hd", price=price, reasons=(Reason(Why.NEW),)), price=Price(price.usd, price.sort)),
        "film.vg",
    )
    assert f"<= $3.00   new; {words}\n" in shown
    assert ("each is quoted afresh" in shown) == (price.quoted is None)


def test_a_cut_says_what_becomes_of_hdr():
    shown = plan_text(plan(step("a"), builds=(Build("main", "pier.mp4", None, ("glow",)),)), "film.vg")
    assert "  note: glow is HDR, and main is not: there it has ordinary brightness and colours\n" in shown
    shown = plan_text(plan(step("a"), builds=(Build("main", "pier.mp4", None, ("glow", "dusk")),)), "film.vg")
    assert (
        "  note: glow, dusk are HDR, and main is not: there they have ordinary brightness and colours\n"
        in shown
    )
    assert "HDR" not in plan_text(plan(step("a"), builds=(Build("main", "pier.mp4", None),)), "film.vg")
