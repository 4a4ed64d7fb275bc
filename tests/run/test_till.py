"""Money goes out at most once, and only where nothing speaks against it: every way in which a purchase can break."""

import random
import sqlite3
from decimal import Decimal

import pytest

from vgdsl.plan.job import FileInput
from vgdsl.providers import errors
from vgdsl.run import events as e
from vgdsl.run.budget import Limits
from vgdsl.run.memory.journal import Journal, JournalError, OvertakenError

PRICE = Decimal("0.40")


def fails(error):
    def raises(_):
        raise error

    return raises


def fails_times(count, error):
    left = [error] * count

    def raises(_):
        if left:
            raise left.pop()

    return raises


AMBIGUOUS = [
    errors.Uncertain("The answer never came."),
    errors.Uncertain("The answer was cut off."),
    errors.Transient("A provider that mixes up its errors."),
    errors.JobFailed("A verdict on a job nobody has a ticket of."),
    errors.Gone("Gone before it was there."),
    OSError(5, "Input/output error"),
]


@pytest.mark.parametrize("error", AMBIGUOUS, ids=lambda error: f"{type(error).__name__}: {error}")
@pytest.mark.parametrize("charged", [True, False])
def test_an_order_of_unknown_outcome_is_uncertain_and_never_sent_again(stage, shot, error, charged):
    if charged:
        stage.provider.after_charge = fails(error)
    else:
        stage.provider.before_charge = fails(error)
    film = [shot("opening"), shot("crossing", chain="opening")]
    for _ in range(3):
        outcome = stage.perform(film)
        assert outcome.uncertain == ("opening",)
        assert outcome.blocked == ("crossing",)
        assert outcome.exit_code == 4
    assert stage.provider.queues == 1


def test_siblings_of_an_uncertain_order_go_on(stage, shot):
    stage.provider.after_charge = fails_times(1, errors.Uncertain("lost"))
    outcome = stage.perform([shot("a"), shot("b"), shot("c")])
    assert outcome.uncertain == ("a",)
    assert outcome.finished == ("b", "c")


def test_what_a_cut_answer_told_is_kept_for_whoever_settles_it(stage, shot):
    error = errors.Uncertain("The answer was cut off.")
    error.queue_id = "019f-7"
    stage.provider.after_charge = fails(error)
    stage.perform([shot("opening")])
    (purchase,) = stage.past().open.values()
    assert "019f-7" in purchase.message


def test_an_order_that_was_proved_unsent_is_sent_again(stage, shot):
    stage.provider.before_charge = fails_times(3, errors.NotSent("No connection."))
    outcome = stage.perform([shot("opening")])
    assert outcome.finished == ("opening",)
    assert stage.provider.queues == 4
    assert len(stage.provider.charges()) == 1
    assert outcome.spent == Decimal("0.40")


def test_a_door_that_stays_shut_is_knocked_at_only_so_often(stage, shot):
    stage.provider.before_charge = fails(errors.NotSent("No connection."))
    outcome = stage.perform([shot("opening"), shot("crossing", chain="opening")])
    assert outcome.problems == ("opening",)
    assert outcome.blocked == ("crossing",)
    assert outcome.exit_code == 1
    assert stage.provider.queues == 8


def test_a_refused_order_costs_nothing_and_says_what_would_do(stage, shot):
    reply = errors.Reply(status=422, suggested_prompt="a quiet harbour")
    stage.provider.before_charge = fails(errors.Refused("Not this prompt.", reply))
    outcome = stage.perform([shot("opening")])
    assert outcome.problems == ("opening",)
    (refused,) = [x for x in stage.events if isinstance(x, e.Refused)]
    assert refused.suggested_prompt == "a quiet harbour"
    assert stage.past().spent("film.vg", "venice")[0] == 0


@pytest.mark.parametrize("error", [errors.PaymentNeeded("Empty."), errors.Unauthorised("Key not valid.")])
def test_an_account_that_cannot_buy_is_not_asked_again(stage, shot, error):
    stage.provider.before_charge = fails(error)
    outcome = stage.perform([shot(f"s{n}") for n in range(20)], places=4)
    assert stage.provider.queues <= 4
    assert len(outcome.problems) == 20
    assert outcome.exit_code == 1


@pytest.mark.parametrize("price", ["0", "-1", "NaN", "Infinity", "0.41"])
def test_a_price_that_is_none_or_has_risen_stops_before_buying(stage, shot, price):
    stage.provider.price = Decimal(price)
    outcome = stage.perform([shot("opening")])
    assert outcome.exit_code in {1, 3}
    assert stage.provider.queues == 0


def test_a_price_that_cannot_be_had_stops_before_buying(stage, shot):
    stage.provider.on_quote = fails(errors.Transient("No answer."))
    outcome = stage.perform([shot("opening")])
    assert outcome.problems == ("opening",)
    assert stage.provider.queues == 0


def test_a_price_is_asked_for_again_when_the_network_hiccups(stage, shot):
    stage.provider.on_quote = fails_times(2, errors.Transient("No answer."))
    assert stage.perform([shot("opening")]).finished == ("opening",)
    assert stage.names("opening")[:3] == ["Ready", "Delayed", "Delayed"]


def test_an_intent_without_an_outcome_becomes_uncertain(stage, shot):
    def power_cut(_):
        raise KeyboardInterrupt

    stage.provider.after_charge = power_cut
    with pytest.raises(KeyboardInterrupt):
        stage.perform([shot("opening"), shot("crossing", chain="opening")])
    stage.provider.after_charge = lambda body: None
    outcome = stage.perform([shot("opening"), shot("crossing", chain="opening"), shot("other")])
    assert outcome.uncertain == ("opening",)
    assert outcome.finished == ("other",)
    assert stage.provider.queues == 2


def test_the_intent_is_on_disk_before_the_order_leaves_and_the_ticket_before_the_first_poll(stage, shot):
    seen = []

    def phase(_):
        with Journal(stage.journal_path) as journal:
            seen.append([purchase.phase for purchase in journal.past().open.values()])

    stage.provider.before_charge = phase
    stage.provider.on_retrieve = phase
    stage.perform([shot("opening")])
    assert seen[0] == ["submitting"]
    assert seen[1] == ["submitted"]


def test_a_file_that_changed_since_the_plan_is_not_sent(stage, shot, tmp_path):
    (tmp_path / "hero.png").write_bytes(b"another picture")
    source = FileInput("hero.png", "image/png", "0" * 64, 15)
    outcome = stage.perform([shot("opening", body={"model": "wan", "prompt": "x", "image_url": source})])
    assert outcome.problems == ("opening",)
    assert stage.provider.quotes == stage.provider.queues == 0


def test_an_intent_that_cannot_be_written_is_never_sent(stage, shot, monkeypatch):
    write = Journal._write

    def fails_on_intents(journal, events):
        if any(isinstance(event, e.Intended) for event in events):
            raise sqlite3.OperationalError("disk I/O error")
        write(journal, events)

    monkeypatch.setattr(Journal, "_write", fails_on_intents)
    monkeypatch.setattr(Journal, "_make_room", lambda journal: False)
    with pytest.raises(JournalError):
        stage.perform([shot("opening")])
    assert stage.provider.queues == 0
    monkeypatch.undo()
    assert stage.perform([shot("opening")]).finished == ("opening",)


def test_a_ticket_that_cannot_be_written_is_told_to_the_film_maker(stage, shot, monkeypatch):
    write = Journal._write

    def fails_on_tickets(journal, events):
        if any(isinstance(event, e.Submitted) for event in events):
            raise sqlite3.OperationalError("disk I/O error")
        write(journal, events)

    monkeypatch.setattr(Journal, "_write", fails_on_tickets)
    monkeypatch.setattr(Journal, "_make_room", lambda journal: False)
    with pytest.raises(JournalError, match="q1"):
        stage.perform([shot("opening")])
    assert stage.provider.polls == 0
    monkeypatch.undo()
    assert stage.perform([shot("opening")]).uncertain == ("opening",)
    assert len(stage.provider.charges()) == 1


@pytest.mark.parametrize("seed", range(25))
def test_no_weather_makes_a_run_spend_more_than_its_caps(stage, shot, seed):
    chance = random.Random(seed)

    def weather(_):
        kind = chance.choice(
            [None] * 6 + [errors.NotSent, errors.Uncertain, errors.Refused, errors.Transient]
        )
        if kind is not None:
            raise kind("weather")

    provider = stage.provider

    def lost(_):
        if chance.random() < 0.1:
            raise errors.Uncertain("weather")

    provider.on_quote = provider.before_charge = weather
    provider.after_charge = lost
    provider.on_retrieve = lambda ticket: weather(ticket) if chance.random() < 0.5 else None
    provider.length = lambda body: chance.uniform(1, 300)
    film = [shot(f"s{n}", chain=f"s{n - 3}" if n >= 3 and chance.random() < 0.5 else "") for n in range(16)]
    caps = Limits(run=Decimal("2.50"), film=Decimal("4.10"))
    for _ in range(3):
        before = len(provider.charges())
        stage.perform(film, limits=caps, places=chance.randint(1, 8))
        assert (len(provider.charges()) - before) * PRICE <= caps.run
    prompts = [charge["prompt"] for charge in provider.charges()]
    assert len(prompts) * PRICE <= caps.film
    assert len(set(prompts)) == len(prompts)


def test_a_run_that_is_overtaken_while_it_writes_its_intent_sends_nothing_and_says_so(
    stage, shot, monkeypatch
):
    """To the successor the order looks lost; the sleeper alone knows that it never left."""
    secured = Journal.secured

    async def slept(journal):
        await secured(journal)
        with Journal(stage.journal_path) as newer:
            if newer.past().open and newer.newest_run() == 1:
                nothing = {"jobs": (), "assemblies": (), "cap": None, "spent": Decimal(0)}
                newer.record(e.RunStarted(at=0.0, run="r2", film="film.vg", provider="venice", **nothing))
                newer.flush()

    monkeypatch.setattr(Journal, "secured", slept)
    with pytest.raises(OvertakenError):
        stage.perform([shot("a")])
    assert stage.provider.queues == 0
    assert [p.phase for p in stage.past().settled] == ["not sent"]
    assert not stage.past().open
