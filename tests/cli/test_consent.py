"""Nobody agrees to an amount that nobody knows, and nothing above a limit is asked for."""

from decimal import Decimal
from types import SimpleNamespace

import click
import pytest

from vgdsl.cli.consent import Consent
from vgdsl.plan.estimate import Price, Sort
from vgdsl.plan.freshness import Action


def plan(usd="1.10", budget=None, *, priced=True):
    price = Price(Decimal(usd), Sort.QUOTED)
    step = SimpleNamespace(id="a", action=Action.MAKE, price=price if priced else None)
    return SimpleNamespace(
        budget=None if budget is None else Decimal(budget), spent=Decimal(0), price=price, steps=(step,)
    )


@pytest.fixture
def answer(monkeypatch):
    """Somebody sits at the terminal, and says yes; a list of what was asked."""
    asked = []
    monkeypatch.setattr("vgdsl.cli.terminal.answering", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda words, abort: asked.append(words))
    return asked


def consent(**more):
    return Consent(**{"cap": None, "agreed": False, "kept": None, "asking": True, **more})


def test_at_a_terminal_it_is_asked(answer):
    consent().demand(plan(), None)
    assert answer == ["spend that?"]


def test_agreed_before_it_is_not(answer):
    consent(agreed=True).demand(plan(), None)
    consent(cap=Decimal(2), agreed=True).demand(plan(), None)
    assert answer == []


@pytest.mark.parametrize("agreed", [True, False])
def test_an_amount_that_nobody_knows_cannot_be_agreed_to(answer, agreed):
    with pytest.raises(click.UsageError, match="say with --max-cost how much this run may spend"):
        consent(agreed=agreed).demand(plan(priced=False), None)
    assert answer == []
    consent(agreed=agreed).demand(plan(budget="4", priced=False), None)


@pytest.mark.parametrize("more", [{"asking": False}, {"asking": False, "cap": None}])
def test_where_nobody_can_answer_nothing_is_spent(answer, more):
    with pytest.raises(click.UsageError, match="agree with --yes, or with --max-cost"):
        consent(**more).demand(plan(), None)


def test_a_limit_names_itself(answer, capsys):
    with pytest.raises(click.exceptions.Exit) as ended:
        consent().demand(plan(budget="0.50"), None)
    assert ended.value.exit_code == 3
    assert capsys.readouterr().err == "this run would cost $1.10; the film's budget leaves $0.50\n"
    assert answer == []
