"""A cap is a promise about money: whatever a provider quotes, answers, loses, refuses or gives back, it is kept.

Counted by the provider's own book, purchase by purchase, over several runs of a film whose prompts and budgets change.
"""

import tempfile
from contextlib import suppress
from decimal import Decimal
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.providers import errors
from vgdsl.run import events as e
from vgdsl.run.budget import Limits

PLANNED = Decimal("0.40")
NOTHING = Decimal(0)
SCENES = {"a": "harbour", "b": "harbour", "c": "sea", "d": None, "e": "sea", "f": "harbour"}
QUOTES = ["0.40"] * 24 + [
    "0.25",
    "0.01",
    "0.41",
    "0",
    "-1",
    "NaN",
    "sNaN",
    "Infinity",
    "1E+30",
    "no answer",
    "away",
]
CAPS = [None] * 4 + [Decimal(text) for text in ("0", "0.39", "0.40", "0.80", "0.81", "1.25", "2", "5")]

LOST = errors.Uncertain("The answer never came.")
KEPT = errors.Refused("Refused, and charged for it.", errors.Reply(status=422, credits_refunded=False))
ORDERS = [None] * 20 + [
    errors.NotSent("No connection."), errors.Refused("No."), errors.PaymentNeeded("Empty."), LOST,
    errors.Transient("A mixed-up answer."), OSError(5, "Input/output error"), KeyboardInterrupt(),
]  # fmt: skip
ANSWERS = [None] * 5 + [LOST, KEPT, OSError(5, "Input/output error"), KeyboardInterrupt()]


def verdict(refunded, *, policy=True):
    error = errors.JobFailed("It failed.", errors.Reply(status=422, credits_refunded=refunded))
    error.policy = policy
    return error


VERDICTS = [None] * 8 + [
    verdict(True), verdict(False), verdict(None), verdict(True, policy=False), errors.Gone("Gone."),
    errors.Transient("Later."), errors.Unauthorised("Not today."),
]  # fmt: skip


class Market:
    """A provider's side of several runs: what it says, as `pick` chooses, and its book of what it was owed and gave back.

    `limits` are those of the run under way, `before` what its film had cost when it began; each charge is held against
    them at the moment it is booked.
    """

    def __init__(self, provider, pick) -> None:
        self.provider, self.pick = provider, pick
        self.book: list[tuple[str | None, Decimal]] = []
        self.orders: dict[str, tuple[str, Decimal]] = {}
        self.fates: dict[str, object] = {}
        self.asked: dict[str, Decimal] = {}
        self.limits, self.run = Limits(), NOTHING
        provider.on_quote, provider.on_retrieve = self.quote, self.judge
        provider.before_charge, provider.after_charge = self.order, self.charge
        provider.length = lambda body: pick([1, 30, 60, 600])

    def total(self, scene=None) -> Decimal:
        return sum((usd for where, usd in self.book if scene in {None, where}), NOTHING)

    def quote(self, body) -> None:
        said = self.pick(QUOTES)
        if said == "no answer":
            raise errors.Transient("No answer.")
        if said == "away":
            raise errors.Refused("No price for that.")
        self.provider.price = self.asked[body["prompt"]] = Decimal(said)

    def order(self, body) -> None:
        self._raise(self.pick(ORDERS))

    def charge(self, body) -> None:
        """Book a charge at the price last quoted; then perhaps lose the answer."""
        usd, scene = self.asked[body["prompt"]], SCENES[body["prompt"][0]]
        assert NOTHING < usd <= PLANNED
        self.run += usd
        self.book.append((scene, usd))
        self.orders[f"q{len(self.provider.charges())}"] = scene, usd
        caps = self.limits
        assert caps.run is None or self.run <= caps.run
        assert caps.plan is None or self.run <= caps.plan
        assert caps.film is None or self.total() <= caps.film
        assert scene not in caps.scenes or self.total(scene) <= caps.scenes[scene]
        self._raise(self.pick(ANSWERS))

    def judge(self, ticket) -> None:
        """A verdict stays what it is; money that is given back is given back once."""
        fate = self.fates.setdefault(ticket.queue_id, self.pick(VERDICTS))
        if isinstance(fate, errors.JobFailed) and fate.reply.credits_refunded:
            if ticket.queue_id in self.orders:
                scene, usd = self.orders.pop(ticket.queue_id)
                self.book.append((scene, -usd))
        elif isinstance(fate, errors.Transient | errors.Unauthorised):
            self.fates[ticket.queue_id] = self.pick([None, fate])
        self._raise(fate)

    def _raise(self, error) -> None:
        if error is not None:
            raise error


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=40, max_size=400))
def test_no_schedule_of_quotes_answers_and_verdicts_spends_more_than_a_cap(stage, shot, tmp_path, script):
    """The script is drawn beforehand, and begun again where a run goes on for longer."""
    bytes_ = cycle(script)

    def pick(choices):
        return choices[next(bytes_) % len(choices)]

    stage = type(stage)(Path(tempfile.mkdtemp(dir=tmp_path)))
    stage.per_minute = pick([2, 10**6])
    market = Market(stage.provider, pick)
    for _ in range(3):
        film = [written(shot, name, pick) for name in SCENES]
        scenes = {name: cap for name in ("harbour", "sea") if (cap := pick(CAPS)) is not None}
        market.limits = Limits(run=pick(CAPS), plan=pick(CAPS), film=pick(CAPS), scenes=scenes)
        market.run = NOTHING
        planned = {job.id: PLANNED for job in film if pick([True, True, True, False])}
        with suppress(KeyboardInterrupt):  # the power went
            stage.perform(film, limits=market.limits, places=pick([1, 2, 3, 6]), planned=planned)
        spent, by_scene = stage.past().spent("film.vg", "venice")
        assert spent >= market.total()
        assert all(by_scene.get(scene, NOTHING) >= market.total(scene) for scene in ("harbour", "sea"))


def written(shot, name, pick):
    """A shot in one of two wordings, perhaps begun from another."""
    earlier = "abcdef"[: "abcdef".index(name)]
    job = shot(name, f"{name}{pick([1, 2])}", scene=SCENES[name], chain=pick(["", "", "", "", *earlier]))
    return replace(job, quote={"model": "wan", "prompt": job.body["prompt"]})


def stops(stage) -> dict[str, str]:
    return {event.job: event.message for event in stage.events if isinstance(event, e.Stopped)}


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(run=Decimal("0.50")), "$0.40 more would pass the $0.50 for this run; $0.40 is spent or promised"),
        (
            Limits(plan=Decimal("0.50")),
            "$0.40 more would pass the $0.50 for the rest of the saved plan; $0.40 is spent or promised",
        ),
        (Limits(film=Decimal("0.79")), "$0.40 more would pass the $0.79 for the film; $0.40 is spent or promised"),
        (
            Limits(scenes={"sea": Decimal("0.50")}),
            "$0.40 more would pass the $0.50 for scene sea; $0.40 is spent or promised",
        ),
    ],
    ids=["run", "plan", "film", "scene"],
)  # fmt: skip
def test_two_under_way_at_once_are_counted_together_and_the_stop_names_its_cap(stage, shot, limits, message):
    outcome = stage.perform([shot("a", scene="sea"), shot("b", scene="sea")], limits=limits, places=2)
    assert (outcome.finished, outcome.capped, outcome.exit_code) == (("a",), ("b",), 3)
    assert stops(stage) == {"b": message}


@pytest.mark.parametrize(
    ("price", "message", "code"),
    [
        ("0.41", "the price has risen to $0.41 from the $0.40 of the plan", 3),
        ("0", "the provider quotes 0 dollars, which cannot be the price of a clip", 1),
        ("-0.40", "the provider quotes -0.40 dollars, which cannot be the price of a clip", 1),
        ("NaN", "the provider quotes NaN dollars, which cannot be the price of a clip", 1),
        ("1E+30", "the price has risen to $1000000000000000000000000000000.00 from the $0.40 of the plan", 3),
    ],
)
def test_a_quote_that_is_not_to_be_trusted_is_named(stage, shot, price, message, code):
    stage.provider.price = Decimal(price)
    outcome = stage.perform([shot("a")])
    assert (outcome.exit_code, stops(stage)) == (code, {"a": message})
    assert stage.provider.queues == 0


def test_an_order_that_waits_for_its_turn_is_held_against_what_was_bought_meanwhile(stage, shot):
    stage.per_minute = 1
    outcome = stage.perform([shot(name) for name in "abc"], limits=Limits(run=Decimal("0.80")), places=3)
    assert (outcome.finished, outcome.capped) == (("a", "b"), ("c",))
    assert stage.provider.queues == 2


def test_a_price_that_rises_while_an_order_waits_for_its_turn_stops_it(stage, shot):
    def dearer(_):
        stage.provider.price = Decimal("0.50")

    stage.per_minute = 1
    stage.provider.after_charge = dearer
    outcome = stage.perform([shot("a"), shot("b")], places=2)
    assert (outcome.finished, outcome.capped) == (("a",), ("b",))
    assert stops(stage) == {"b": "the price has risen to $0.50 from the $0.40 of the plan"}
    assert stage.provider.queues == 1


def test_a_price_that_rises_while_there_is_no_connection_stops_the_order(stage, shot):
    def cut_off(_):
        stage.provider.price = Decimal("0.50")
        error = errors.NotSent("No connection.")
        error.retry_after = 120.0
        raise error

    stage.provider.before_charge = cut_off
    assert stage.perform([shot("a")]).capped == ("a",)
    assert stage.provider.queues == 1


def test_a_quote_that_fails_is_named(stage, shot):
    def away(_):
        raise errors.Refused("No price for that.")

    stage.provider.on_quote = away
    assert stage.perform([shot("a")]).exit_code == 1
    assert stops(stage) == {"a": "its price cannot be had: No price for that."}


def test_what_the_plan_does_not_buy_is_named(stage, shot):
    assert stage.perform([shot("a")], planned={}).exit_code == 3
    assert stops(stage) == {"a": "the plan does not buy it; look at the plan again, then run"}


def test_a_budget_lowered_below_what_is_spent_stops_everything(stage, shot):
    stage.perform([shot("a"), shot("b")], limits=Limits(film=Decimal(1)))
    outcome = stage.perform([shot("a"), shot("b"), shot("c")], limits=Limits(film=Decimal("0.50")))
    assert (outcome.reused, outcome.capped) == (("a", "b"), ("c",))
    assert stops(stage) == {"c": "$0.40 more would pass the $0.50 for the film; $0.80 is spent or promised"}


def test_a_refusal_that_was_charged_for_counts(stage, shot):
    """Some refusals are billed, and the provider then says that it keeps the money."""
    answer = errors.Refused("No.", errors.Reply(status=422, credits_refunded=False))

    def refuse(_):
        raise answer

    stage.provider.after_charge = refuse
    outcome = stage.perform([shot("a"), shot("b")], limits=Limits(run=Decimal("0.50")), places=1)
    assert (outcome.problems, outcome.capped) == (("a",), ("b",))
    assert stage.past().spent("film.vg", "venice")[0] == PLANNED
