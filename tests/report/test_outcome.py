"""The end of a run in words: what was made and where it is, what went wrong, and what to type next."""

from decimal import Decimal
from pathlib import Path
from time import mktime

import pytest

from vgdsl.report.outcome import Commands, outcome_text
from vgdsl.run import events as e
from vgdsl.run.account import Holding
from vgdsl.run.outcome import Outcome, Waiting

NOTHING = Outcome(
    finished=(), reused=(), held=(), built=(), problems=(), blocked=(), capped=(), uncertain=(), running=(),
    spent=Decimal(0), reserved=Decimal(0), interrupted=False,
)  # fmt: skip


SOONER = Waiting("b", Decimal("0.25"), mktime((2026, 11, 26, 14, 5, 0, 0, 0, -1)))
LATER = Waiting("a#2", Decimal("0.25"), SOONER.deadline + 24 * 3600)


def told(*, films=(), simulated=False, **facts) -> str:
    fields = {name: getattr(NOTHING, name) for name in NOTHING.__struct_fields__} | facts
    return outcome_text(
        Outcome(**fields), films, Path("out"), Commands("vgdsl run film.vg", "my film.vg", simulated)
    )


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "nothing to make\n"),
        ({"reused": ("a",)}, "nothing to make: 1 clip there already\nclips: out\n"),
        (
            {"finished": ("a", "b"), "reused": ("c",), "spent": Decimal("1.1"), "films": [Path("out/pier.mp4")]},
            "2 clips made, 1 reused, $1.10 spent\nfilm: out/pier.mp4\nclips: out\n",
        ),
        ({"finished": ("a",), "simulated": True}, "1 clip made, simulated, free\nclips: out\n"),
        (
            {"finished": ("a",), "problems": ("b",), "blocked": ("c", "d")},
            "1 clip made, $0.00 spent\n  failed: b\n  left, waiting for those: c, d\nclips: out\nto go on: vgdsl run film.vg\n",
        ),
        (
            {"running": (LATER, SOONER), "reserved": Decimal("0.5"), "interrupted": True},
            ("0 clips made, $0.00 spent, $0.50 under way\n"
            "  bought and still being made:\n"
            "    b     $0.25   to be collected until 26 Nov 14:05\n"
            "    a#2   $0.25   to be collected until 27 Nov 14:05\n"
            "to collect what is bought: vgdsl collect 'my film.vg'\n"
            "to go on: vgdsl run film.vg\n"),
        ),
        ({"capped": ("a",)}, "0 clips made, $0.00 spent\n  stopped by a limit: a\nto go on: vgdsl run film.vg\n"),
    ],
)  # fmt: skip
def test_how_it_ended(facts, text):
    assert told(**facts) == text


@pytest.mark.parametrize(
    ("before", "after", "simulated", "said"),
    [
        (Holding(Decimal(10)), Holding(Decimal("9.45")), False, "account: $9.45 (was $10.00)\n"),
        (Holding(Decimal(3), "DIEM"), Holding(Decimal("2.5"), "DIEM"), False, "account: 2.50 DIEM (was 3.00 DIEM)\n"),
        (Holding(Decimal(10)), Holding(Decimal(10)), False, "account: $10.00\n"),
        (Holding(Decimal(10)), Holding(Decimal("9.45")), True, ""),
        (None, None, False, ""),
    ],
)  # fmt: skip
def test_what_the_account_holds_after_a_purchase(before, after, simulated, said):
    text = told(
        finished=("a",), spent=Decimal("0.55"), balance_before=before, balance=after, simulated=simulated
    )
    cost = "simulated, free" if simulated else "$0.55 spent"
    assert text == f"1 clip made, {cost}\nclips: out\n{said}"


def test_models_on_their_way_out_are_named_once_each():
    assert told(reused=("a",), retiring={"wan": "2026-12-01", "veo": "Use another."}) == (
        "nothing to make: 1 clip there already\n"
        "the provider says: wan is retired on 2026-12-01\n"
        "the provider says of veo: Use another.\n"
        "clips: out\n"
    )


def test_what_was_refused_is_told_apart_from_what_failed():
    refused = e.Refused(at=1.0, job="a", key="k", message="No.")
    text = told(problems=("a", "b"), verdicts=(refused,))
    assert text == (
        "0 clips made, $0.00 spent\n"
        "  refused: a\n"
        "  failed: b\n"
        "\n"
        "a: No.\n"
        "  Nothing was charged.\n"
        "\n"
        "to go on: vgdsl run film.vg\n"
    )


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"accepted": True, "refunded": False}, ", $0.55 for what came to nothing"),
        ({"accepted": True}, ", $0.55 for what came to nothing"),
        ({"refunded": False}, ", $0.55 for what came to nothing"),
        ({"accepted": True, "refunded": True}, ""),
        ({}, ""),
    ],
)
def test_money_that_is_kept_for_nothing_is_counted(facts, counted):
    refused = e.Refused(at=1.0, job="a", key="k", message="No.", price=Decimal("0.55"), **facts)
    first = told(problems=("a",), verdicts=(refused,)).splitlines()[0]
    assert first == f"0 clips made, $0.00 spent{counted}"


def test_an_uncertain_purchase_sends_to_whoever_can_settle_it_and_not_to_another_run():
    assert told(uncertain=("a",), simulated=True) == (
        "0 clips made, simulated, free\n"
        "  uncertain: a\n"
        "Whether the uncertain ones were bought, only the account's own books can tell. They are not bought again.\n"
        "to see and settle them: vgdsl settle 'my film.vg' --simulate\n"
    )
