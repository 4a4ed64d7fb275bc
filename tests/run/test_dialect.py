"""An upscale is ordered as the guide says, and once more with what its refusal asks for; each order has an intent of its own."""

import random
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from vgdsl.media.slate.render import Slate, render
from vgdsl.plan.estimate import Doubt, Price, Sort
from vgdsl.plan.job import Expected, FileInput, Job
from vgdsl.program.editions import load
from vgdsl.program.entities import NodeKind
from vgdsl.providers.errors import Issue, Refused, Reply, Unauthorised
from vgdsl.providers.simulator.serve import Simulator
from vgdsl.providers.simulator.simulation import FAST, Simulation
from vgdsl.run import events as e
from vgdsl.run.budget import Limits
from vgdsl.run.clock import HastyClock
from vgdsl.run.dialect import demanded, said
from vgdsl.run.memory.journal import Journal
from vgdsl.run.pacing.rhythm import Rhythm
from vgdsl.run.quoting import prices
from vgdsl.run.runner import run
from vgdsl.run.suite import Suite
from vgdsl.run.tools import Tools

OLD, SUITE = load().models["topaz-video-upscale"], load().models["topaz-video-precision"]
BODY = ("model", "video_url", "upscale_factor")


def refusal(*fields: str, status: int = 400, message: str = "") -> Reply:
    return Reply(status, message, issues=tuple(Issue(field, "Required") for field in fields))


def test_what_a_refusal_asks_for():
    assert demanded(refusal("duration"), BODY, OLD) == {"duration"}
    assert demanded(refusal("prompt", "duration"), BODY, OLD) == {"prompt", "duration"}
    assert demanded(refusal(message="duration is required"), BODY, OLD) == {"duration"}
    assert demanded(refusal("duration"), (*BODY, "duration"), OLD) == frozenset()
    assert demanded(refusal("video_url", message="duration"), BODY, OLD) == frozenset()


@pytest.mark.parametrize("status", [401, 402, 403, 409, 413, 422, None])
def test_only_a_refusal_of_the_request_itself_asks_for_anything(status):
    assert demanded(refusal("duration", status=status), BODY, OLD) == frozenset()


def test_the_suite_is_told_no_length_and_no_words():
    assert demanded(refusal("duration", "prompt"), BODY, SUITE) == frozenset()
    assert demanded(refusal("duration"), BODY, None) == frozenset()


def test_what_is_said_is_the_source_as_it_is_and_never_auto():
    assert said({"duration", "prompt"}, Expected(9.958)) == {"prompt": "upscale", "duration": "9.96"}
    assert said({"duration"}, Expected()) == {}


@pytest.fixture
def film(tmp_path):
    """Upscales of one clip of a second, by the name of each and its further fields."""

    def jobs(*names: str, size: tuple[int, int] = (128, 72), **fields: object) -> list[Job]:
        path = tmp_path / "clip.mp4"
        render(Slate("clip", "a clip", "none", Fraction(1), *size, Fraction(24)), path)
        data = path.read_bytes()
        clip = FileInput("clip.mp4", "video/mp4", sha256(data).hexdigest(), len(data))
        body = {"model": OLD.id, "video_url": clip, "upscale_factor": 2, **fields}
        return [
            Job(id=name, node=name, take=take, kind=NodeKind.UPSCALE, model=OLD.id, body=body, quote=body)
            for take, name in enumerate(names, 1)
        ]

    return jobs


class Orders(Simulator):
    """The simulator, with every order that came to it."""

    def __init__(self, **settings) -> None:
        super().__init__(Simulation(**settings))
        self.bodies: list[dict] = []

    async def queue(self, body, node=""):
        self.bodies.append({name: value for name, value in body.items() if name != "video_url"})
        return await super().queue(body, node)


async def performed(stage, jobs, provider, **more):
    rhythm, clock, events = Rhythm(HastyClock(FAST)), HastyClock(FAST), []
    stage.provider = provider
    try:
        with Journal(stage.journal_path) as journal:
            tools = Tools(
                project=stage.folder, provider=provider, collector=lambda _: provider, journal=journal, store=stage.store,
                studio=Suite(stage.folder), results=stage.results, clock=clock, submissions=rhythm.submissions,
                retrievals=rhythm.retrievals, chance=random.Random(1).random, upscale_quotes=rhythm.upscale_quotes,
            )  # fmt: skip
            planned = dict.fromkeys(job.id for job in jobs)
            outcome = await run(
                stage.order(jobs, **{"planned": planned, "places": 1, **more}), tools, [events.append]
            )
            spent = journal.past().spent("film.vg", "simulator")[0]
    finally:
        await provider.aclose()
    return outcome, events, spent


ORDER = {"model": "topaz-video-upscale", "upscale_factor": 2}
ASKED = {**ORDER, "prompt": "upscale", "duration": "1.00"}


async def test_the_official_dialect_is_spoken_first(stage, film):
    provider = Orders()
    outcome, events, _ = await performed(stage, film("hd"), provider)
    assert outcome.finished == ("hd",)
    assert provider.bodies == [ORDER]
    assert [event.added for event in events if isinstance(event, e.Intended)] == [{}]


async def test_what_was_asked_for_once_is_said_for_the_rest_of_the_run(stage, film):
    provider = Orders(upscaler="observed-2026-07")
    outcome, events, spent = await performed(stage, film("one", "two"), provider)
    assert outcome.finished == ("one", "two")
    assert provider.bodies == [ORDER, ASKED, ASKED]
    assert len([b for b in provider.ledger.bookings if b.kind == "charge"]) == 2
    kinds = [type(event) for event in events if getattr(event, "job", None) == "one"]
    assert kinds[1:5] == [e.Intended, e.NotSent, e.Intended, e.Submitted]
    assert spent == sum(event.quote for event in events if isinstance(event, e.Intended)) * 2 / 3


async def test_the_journal_knows_what_was_sent_beside_the_request(stage, film):
    _, events, _ = await performed(stage, film("hd"), Orders(upscaler="observed-2026-07"))
    intents = [event for event in events if isinstance(event, e.Intended)]
    assert [intent.added for intent in intents] == [{}, {"prompt": "upscale", "duration": "1.00"}]
    assert len({intent.key for intent in intents}) == 1
    with Journal(stage.journal_path) as journal:
        kept = [event for event in journal.events() if isinstance(event, e.Intended)]
    assert [intent.added for intent in kept] == [intent.added for intent in intents]


async def test_a_refusal_of_what_was_asked_for_is_believed(stage, film, monkeypatch):
    reply = refusal("duration", "prompt")
    provider = Orders()

    async def queue(body, node=""):
        provider.bodies.append(body)
        raise Refused("No.", reply)

    monkeypatch.setattr(provider, "queue", queue)
    outcome, events, spent = await performed(stage, film("hd"), provider)
    assert outcome.problems == ("hd",)
    assert len(provider.bodies) == 2
    assert isinstance([event for event in events if getattr(event, "job", None) == "hd"][-1], e.Refused)
    assert spent == 0


@pytest.mark.parametrize("cap", [Decimal("0.01"), Decimal("0.02")])
async def test_the_second_order_keeps_to_the_limit_as_well(stage, film, cap):
    provider = Orders(upscaler="observed-2026-07")
    outcome, _, spent = await performed(stage, film("one", "two"), provider, limits=Limits(run=cap))
    assert spent <= cap
    assert len(outcome.finished) == (cap / Decimal("0.02")).__floor__()


# --- prices that count --------------------------------------------------------------------------------------------


class Wallet(Orders):
    """To wallets an upscale is not quoted."""

    async def quote(self, body):
        raise Unauthorised("An API key is required to quote this model.", Reply(403))


async def test_a_wallet_buys_an_upscale_at_the_most_that_it_can_cost(stage, film):
    outcome, events, _ = await performed(
        stage, film("hd", upscale_factor=1), Wallet(), limits=Limits(run=Decimal("0.02"))
    )
    assert outcome.finished == ("hd",)
    assert [event.quote for event in events if isinstance(event, e.Intended)] == [Decimal("0.02")]


async def test_a_wallet_buys_none_above_its_cap(stage, film):
    outcome, events, spent = await performed(
        stage, film("hd", upscale_factor=1), Wallet(), limits=Limits(run=Decimal("0.01"))
    )
    assert outcome.exit_code == 3
    assert (spent, [event for event in events if isinstance(event, e.Intended)]) == (0, [])


@pytest.mark.parametrize(("looks", "counts"), [(True, "0.10"), (False, "0.12")])
async def test_a_factor_that_the_quote_ignored_counts_all_the_same(stage, film, looks, counts):
    jobs = film("hd", upscale_factor=4, size=(640, 360))
    outcome, events, _ = await performed(stage, jobs, Orders(quotes_factor=looks))
    assert outcome.finished == ("hd",)
    (intent,) = [event for event in events if isinstance(event, e.Intended)]
    assert intent.quote == Decimal(counts)


async def test_the_plan_says_what_was_quoted_and_what_counts(stage, film):
    jobs, provider = film("hd", upscale_factor=4, size=(640, 360)), Orders(quotes_factor=False)
    with Journal(stage.journal_path) as journal:
        stage.provider, stage.studio = provider, Suite(stage.folder)
        found = await prices(jobs, stage.tools(journal))
    await provider.aclose()
    assert found == {"hd": Price(Decimal("0.12"), Sort.AT_MOST, Doubt.FACTOR, Decimal("0.01"))}
