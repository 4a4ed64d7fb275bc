"""Everything that a fault script can make go wrong, as a client meets it: in this process and over a real port."""

import asyncio
import io
import re
import socket
import threading
from contextlib import asynccontextmanager, suppress
from decimal import Decimal
from pathlib import Path

import av
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.faults import KINDS, Call, Fault, Faults, Script
from vgdsl.providers.simulator.faults.faulty import NODE_HEADER
from vgdsl.providers.simulator.faults.script import ScriptError, _mistakes, _script, read_script
from vgdsl.providers.simulator.port import Port
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.inprocess import InProcess

ORDER = {
    "model": "pixverse-v5.6-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "resolution": "360p",
    "aspect_ratio": "16:9",
    "audio": False,
}
LINKED = {
    "model": "grok-imagine-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "resolution": "480p",
    "aspect_ratio": "16:9",
}
UNKNOWN = {"error": "Request ID is invalid."}


class Caller:
    """A client of a simulator with faults, and what that simulator keeps."""

    def __init__(self, client, app):
        self.client, self.app = client, app

    async def post(self, call, body, **headers):
        return await self.client.post(f"video/{call}", json=body, headers=headers)

    async def queue(self, order=ORDER, **headers):
        return await self.post("queue", order, **headers)

    async def retrieve(self, job):
        return await self.post("retrieve", {"model": job["model"], "queue_id": job["queue_id"]})

    async def finished(self, job):
        """The first answer that does not say that the clip is being made."""
        while True:
            answer = await self.retrieve(job)
            if b"PROCESSING" not in answer.content:
                return answer
            await asyncio.sleep(0.02)

    async def link(self, job):
        assert (await self.finished(job)).json()["status"] == "COMPLETED"
        return job["download_url"]

    async def bought(self):
        """Return once something was bought."""
        while True:
            if self.purchases:
                return
            await asyncio.sleep(0.01)

    @property
    def balance(self):
        return self.app.state.studio.ledger.balance

    @property
    def purchases(self):
        return self.app.state.studio.ledger.purchases()


@asynccontextmanager
async def in_process(app):
    try:
        yield "http://simulator", InProcess(app)
    finally:
        app.state.studio.close()


@asynccontextmanager
async def on_a_port(app):
    listener = socket.create_server(("127.0.0.1", 0))
    port = Port(app, listener)
    serving = threading.Thread(target=port.run)
    serving.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", None
    finally:
        port.stop()
        await asyncio.to_thread(serving.join)
        listener.close()


@pytest.fixture
def script(tmp_path):
    def read(text):
        path = tmp_path / "faults.toml"
        path.write_text(text)
        return read_script(path)

    return read


@pytest.fixture(params=[in_process, on_a_port])
def simulate(request, script, tmp_path):
    """A caller of a simulator that makes clips in no time, with the faults of a text."""

    @asynccontextmanager
    async def start(text, transport=request.param):
        app = create(Simulation(tmp_path / "simulator", 100_000, Decimal(1000), faults=script(text)))
        async with (
            transport(app) as (origin, wire),
            httpx.AsyncClient(
                base_url=f"{origin}/api/v1/",
                transport=wire,
                headers={"Authorization": "Bearer any"},
                timeout=30,
            ) as client,
        ):
            yield Caller(client, app)

    return start


def fault(kind, **fields):
    lines = (f"{name} = {str(v).lower() if isinstance(v, bool) else repr(v)}" for name, v in fields.items())
    return "\n".join(["[[fault]]", f'kind = "{kind}"', *lines, ""])


# The connection and the answer


@pytest.mark.parametrize(
    ("kind", "error", "bought"),
    [
        ("reset-before", httpx.ReadError, 0),
        ("reset-after", httpx.ReadError, 1),
        ("truncated", httpx.RemoteProtocolError, 1),
    ],
)
async def test_a_connection_breaks_and_the_next_one_does_not(simulate, kind, error, bought):
    async with simulate(fault(kind, at=1)) as caller:
        with pytest.raises(httpx.TransportError) as raised:
            await caller.queue()
        assert raised.type is error
        assert caller.purchases == bought
        assert (await caller.queue()).json()["queue_id"]
        assert caller.purchases == bought + 1


async def test_half_of_a_truncated_answer_arrives(simulate):
    async with simulate(fault("truncated", at=2, call="models")) as caller:
        whole = (await caller.client.get("models")).content
        received = b""
        plainly = {"accept-encoding": "identity"}
        async with caller.client.stream("GET", "models", headers=plainly) as answer:
            pieces = answer.aiter_bytes()
            with suppress(httpx.RemoteProtocolError):
                while piece := await anext(pieces):
                    received += piece
        assert received == whole[: len(whole) // 2]


@pytest.mark.parametrize("kind", ["slow", "late"])
async def test_a_late_answer_is_whole(simulate, kind):
    async with simulate(fault(kind, at=1, seconds=0.2)) as caller:
        began = asyncio.get_running_loop().time()
        answer = await caller.queue()
        assert asyncio.get_running_loop().time() - began >= 0.19
        assert answer.json().keys() == {"model", "queue_id"}
        assert caller.purchases == 1


@pytest.mark.parametrize("kind", ["slow", "late"])
async def test_who_does_not_wait_has_bought_all_the_same(simulate, kind):
    async with simulate(fault(kind, at=1, seconds=600)) as caller:
        waiting = asyncio.ensure_future(caller.queue())
        await caller.bought()
        assert not waiting.done()
        waiting.cancel()
        await asyncio.wait({waiting})
        assert (await caller.queue()).status_code == 200
        assert caller.purchases == 2


async def test_an_unreadable_answer_is_a_success_without_a_ticket(simulate):
    async with simulate(fault("unreadable", at=1)) as caller:
        answer = await caller.queue()
        assert (answer.status_code, answer.content) == (200, b'{"queue_id": ')
        assert answer.headers["content-type"] == "application/json"
        assert caller.purchases == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize(("kind", "bought"), [("error-before", 0), ("error-after", 1)])
async def test_an_error_comes_before_or_after_the_charge(simulate, kind, bought, status):
    async with simulate(fault(kind, times=1, status=status)) as caller:
        assert (await caller.queue()).status_code == status
        assert caller.purchases == bought
        assert (await caller.queue()).status_code == 200


async def test_what_is_too_large_for_the_edge_never_comes_in(simulate):
    async with simulate(fault("too-large", at=1)) as caller:
        answer = await caller.queue()
        assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
        assert caller.purchases == 0


async def test_no_capacity_is_no_verdict(simulate):
    async with simulate(fault("error-before", call="retrieve", at=1, status=503)) as caller:
        job = (await caller.queue()).json()
        assert (await caller.retrieve(job)).status_code == 503
        assert (await caller.finished(job)).content[4:8] == b"ftyp"


async def test_a_storm_asks_to_wait_or_does_not(simulate):
    async with simulate(fault("storm", times=1, retry_after=2.0) + fault("storm", at=2)) as caller:
        told, untold = await caller.queue(), await caller.queue()
        assert (told.status_code, told.headers["retry-after"]) == (429, "2")
        assert (untold.status_code, "retry-after" in untold.headers) == (429, False)
        assert told.json() == {"error": "The model is overloaded. Please try again later."}
        assert caller.purchases == 0
        assert (await caller.queue()).status_code == 200


async def test_the_block_holds_for_its_seconds_and_says_until_when(simulate):
    async with simulate(fault("blocked", at=1, seconds=600)) as caller:
        for _ in range(2):
            answer = await caller.queue()
            assert answer.status_code == 429
            assert answer.json()["error"].startswith("Too many failed attempts (> 50)")
            assert int(answer.headers["x-ratelimit-resets"]) > 0
        assert (await caller.queue(LINKED)).status_code == 200


async def test_a_refused_connection_has_bought_nothing(simulate):
    async with simulate(fault("refuse", at=1), in_process) as caller:
        with pytest.raises(httpx.ConnectError):
            await caller.queue()
        assert caller.purchases == 0
        assert (await caller.queue()).status_code == 200


async def test_a_port_is_closed_after_the_call(simulate):
    async with simulate(fault("refuse", at=1, seconds=600), on_a_port) as caller:
        assert (await caller.queue()).status_code == 200
        for _ in range(3):
            with pytest.raises(httpx.ConnectError):
                await caller.queue()
        assert caller.purchases == 1


async def test_a_closed_port_opens_again(simulate):
    async with simulate(fault("refuse", call="models", at=1, seconds=0.1), on_a_port) as caller:
        await caller.client.get("models")
        while True:
            try:
                answer = await caller.client.get("models")
            except httpx.ConnectError:
                continue
            break
        assert answer.status_code == 200


# The fate of a job


def _refused(refunded, **more):
    message = "The request was refused by the provider's content policy."
    error = {"message": message, "type": "provider_content_policy", "credits_refunded": refunded, **more}
    return 422, {"error": error}


def _failed(refunded):
    text = "The video could not be generated."
    return 200, {
        "status": "FAILED",
        "error": text,
        "error_code": "INFERENCE_FAILED",
        "credits_refunded": refunded,
    }


@pytest.mark.parametrize(
    ("kind", "fields", "answered", "refunded"),
    [
        ("poisoned", {}, (500, {"error": "An unknown error occurred"}), False),
        ("refused-late", {}, _refused(refunded=True), True),
        ("refused-late", {"refunded": False}, _refused(refunded=False), False),
        ("refused-late", {"recommended_model": "m"}, _refused(refunded=True, recommended_model="m"), True),
        (
            "refused-late",
            {"flat": True, "refunded": False},
            (
                422,
                {
                    "error": "The generation was blocked by the provider's content moderation.",
                    "credits_refunded": False,
                },
            ),
            False,
        ),
        ("failed", {}, _failed(refunded=True), True),
        ("failed", {"refunded": False}, _failed(refunded=False), False),
        (
            "dispatch",
            {},
            (400, {"error": "The provider could not read the input media.", "credits_refunded": True}),
            True,
        ),
    ],
)
async def test_a_verdict_is_recorded_once_and_survives(simulate, kind, fields, answered, refunded):
    async with simulate(fault(kind, at=1, **fields)) as caller:
        job = (await caller.queue()).json()
        charged = 1000 - caller.balance
        answers = [await caller.finished(job) for _ in range(2)]
        assert [(a.status_code, a.json()) for a in answers] == [answered] * 2
        assert caller.balance == (1000 if refunded else 1000 - charged)
    async with simulate("") as caller:
        again = await caller.retrieve(job)
        assert (again.status_code, again.json()) == answered
        assert caller.balance == (1000 if refunded else 1000 - charged)


async def test_a_refusal_at_once_buys_nothing_and_says_so_in_a_header(simulate):
    async with simulate(fault("refused-early", at=1, suggested_prompt="A calm sea.")) as caller:
        refused = await caller.queue()
        assert (refused.status_code, refused.json()) == (
            422,
            {
                "error": "Your prompt violates the content policy of Venice.ai or the model provider",
                "suggested_prompt": "A calm sea.",
            },
        )
        assert refused.headers["x-venice-is-content-violation"] == "true"
        assert caller.balance == 1000
        assert (await caller.queue()).status_code == 200


async def test_an_order_that_is_taken_by_another_model_is_that_models_job(simulate):
    async with simulate(fault("rerouted", at=1, to="wan-2-6-text-to-video")) as caller:
        job = (await caller.queue()).json()
        assert job["model"] == "wan-2-6-text-to-video"
        assert (await caller.finished(job)).status_code == 200
        asked = (await caller.queue()).json()["model"]
        assert (await caller.retrieve({**job, "model": asked})).json() == {"error": "Request ID is invalid."}


async def test_a_fate_that_is_not_met_yet_survives_too(simulate):
    async with simulate(fault("poisoned", at=1)) as caller:
        job = (await caller.queue()).json()
    async with simulate("") as caller:
        assert (await caller.finished(job)).status_code == 500


async def test_a_placeholder_is_a_tiny_film(simulate):
    async with simulate(fault("placeholder", at=2)) as caller:
        whole, tiny = [await caller.finished((await caller.queue()).json()) for _ in range(2)]
        assert tiny.headers["content-type"] == "video/mp4"
        assert len(tiny.content) < 8_000 < len(whole.content)
        with av.open(io.BytesIO(tiny.content)) as film:
            assert sum(1 for _ in film.decode(video=0)) == 4


async def test_a_cut_video_arrives_whole_and_ends_half_way(simulate):
    async with simulate(fault("cut-video", at=2)) as caller:
        whole, cut = [await caller.finished((await caller.queue()).json()) for _ in range(2)]
        assert cut.content == whole.content[: len(whole.content) // 2]
        assert int(cut.headers["content-length"]) == len(cut.content)


@pytest.mark.parametrize(
    ("fields", "sent"), [({}, "application/octet-stream"), ({"type": "text/html"}, "text/html")]
)
async def test_the_right_bytes_under_a_wrong_type(simulate, fields, sent):
    async with simulate(fault("wrong-type", **fields)) as caller:
        answer = await caller.finished((await caller.queue()).json())
        assert answer.headers["content-type"].partition(";")[0] == sent
        assert answer.content[4:8] == b"ftyp"


async def test_a_clip_that_is_handed_out_once(simulate):
    async with simulate(fault("one-shot")) as caller:
        job = (await caller.queue()).json()
        assert (await caller.finished(job)).content[4:8] == b"ftyp"
        again = await caller.retrieve(job)
        assert (again.status_code, again.json()) == (400, UNKNOWN)


async def test_a_clip_that_is_delivered_at_the_third_try(simulate):
    async with simulate(fault("undelivered", times=2)) as caller:
        for _ in range(2):
            job = (await caller.queue()).json()
            assert [(await caller.finished(job)).status_code for _ in range(3)] == [502, 502, 200]


async def test_an_id_that_expires_early(simulate):
    async with simulate(fault("expires", seconds=0)) as caller:
        answer = await caller.retrieve((await caller.queue()).json())
        assert (answer.status_code, answer.json()) == (400, UNKNOWN)


# Download links


@pytest.mark.parametrize("status", [404, 410, 429])
async def test_a_link_fails_so_often_and_then_opens(simulate, status):
    async with simulate(fault(f"link-{status}", times=2)) as caller:
        link = await caller.link((await caller.queue(LINKED)).json())
        answers = [await caller.client.get(link) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [status, status, 200]
        assert all(set(answer.json()) == {"error"} for answer in answers[:2])


async def test_a_link_breaks_and_spoils_like_any_other_call(simulate):
    async with simulate(fault("cut-video") + fault("truncated", call="link", at=1)) as caller:
        link = await caller.link((await caller.queue(LINKED)).json())
        with pytest.raises(httpx.RemoteProtocolError):
            await caller.client.get(link)
        answer = await caller.client.get(link)
        assert b"ftyp" in answer.content
        assert int(answer.headers["content-length"]) == len(answer.content)


# Which calls are struck


async def test_shots_and_models_are_told_apart_to_the_last_call(simulate):
    text = fault("error-before", call="retrieve", node="pier", status=503) + fault("storm", model="other")
    async with simulate(text) as caller:
        pier, gulls = [(await caller.queue(**{NODE_HEADER: name})).json() for name in ("pier", "gulls")]
        assert (await caller.retrieve(pier)).status_code == 503
        assert (await caller.finished(gulls)).status_code == 200
        assert (await caller.queue({**ORDER, "model": "other"})).status_code == 429


async def test_a_fault_and_a_fate_may_meet_on_one_order(simulate):
    async with simulate(fault("poisoned", at=1) + fault("reset-after", at=1)) as caller:
        with pytest.raises(httpx.ReadError):
            await caller.queue()
        (job,) = caller.app.state.studio.jobs
        answer = await caller.finished({"model": job.order.model, "queue_id": job.id})
        assert answer.status_code == 500


@pytest.mark.parametrize(
    ("when", "struck"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"at": 2}, [2]),
        ({"at": (1, 4)}, [1, 4]),
        ({"every": 3}, [3, 6]),
        ({"every": 2, "times": 2}, [2, 4]),
        ({"times": 1}, [1]),
        ({"chance": 0.0}, []),
        ({"chance": 1.0}, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_when_a_fault_strikes(when, struck):
    faults = Faults(Script((Fault(kind="late", node="pier", **when),)))
    calls = [Call("queue", node=name) for name in ("pier", "gulls") * 6]
    hits = [faults.strike(call).fault is not None for call in calls]
    assert not any(hits[1::2])
    assert [n for n, hit in enumerate(hits[::2], 1) if hit] == struck


CALLS = st.lists(
    st.builds(Call, st.sampled_from(["queue", "retrieve"]), st.sampled_from("ab"), st.sampled_from("xy"))
)
FAULTS = st.lists(
    st.builds(
        Fault,
        kind=st.sampled_from(["late", "storm", "poisoned"]),
        call=st.sampled_from(["queue", "retrieve"]),
        chance=st.floats(0, 1),
        times=st.none() | st.integers(1, 3),
        model=st.none() | st.sampled_from("ab"),
    ),
    max_size=4,
)


@given(CALLS, FAULTS, st.integers())
def test_the_same_seed_and_calls_meet_the_same_faults(calls, faults, seed):
    script = Script(tuple(faults), seed)
    first, second = Faults(script), Faults(script)
    assert [first.strike(call) for call in calls] == [second.strike(call) for call in calls]


@given(CALLS, st.integers())
def test_what_befalls_one_kind_of_call_does_not_hang_on_the_others(calls, seed):
    script = Script((Fault(kind="late", call="queue", chance=0.5),), seed)
    queued = [call for call in calls if call.kind == "queue"]
    among, alone = Faults(script), Faults(script)
    assert [s for c in calls for s in [among.strike(c)] if c.kind == "queue"] == [
        alone.strike(call) for call in queued
    ]


def test_seeds_differ_and_a_chance_is_what_it_says():
    def hits(seed):
        faults = Faults(Script((Fault(kind="late", chance=0.2),), seed))
        return [faults.strike(Call("queue")).fault is not None for _ in range(2000)]

    assert hits(1) != hits(2)
    assert 320 <= sum(hits(7)) <= 480


# The script


def test_every_kind_is_read_with_what_it_leaves_out(script):
    read = script("seed = 7\n" + "".join(fault(kind) for kind in KINDS))
    assert read.seed == 7
    assert [each.kind for each in read.faults] == list(KINDS)
    assert all(each.call == KINDS[each.kind].calls[0] for each in read.faults)
    assert read.faults[0] == Fault(kind="refuse", call="queue")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        (fault("reset-aftr"), ['fault 1: kind = "reset-aftr" is not known: did you mean "reset-after"?']),
        (
            fault("explosion"),
            [f'fault 1: kind = "explosion" is not known: one of {", ".join(KINDS)}'],
        ),
        ("[[fault]]\nat = 1", [f"fault 1: kind is missing: one of {', '.join(KINDS)}"]),
        (
            fault("late", secs=3),
            [
                'fault 1 (late): "secs" is not known: a fault has kind, call, at, every, chance, times, model, node, seconds, status, retry_after, refunded, recommended_model, suggested_prompt, flat, to, type'
            ],
        ),
        (fault("late", second=3), ['fault 1 (late): "second" is not known: did you mean "seconds"?']),
        (
            fault("late", at=0, call="queu", seconds="3"),
            [
                "fault 1 (late): at = 0: should be the number of a call, counted from 1, or a list of them",
                'fault 1 (late): call = "queu": should be one of queue, quote, retrieve, complete, models, link, top-up',
                'fault 1 (late): seconds = "3": should be a number of seconds, such as 3 or 0.5',
            ],
        ),
        (
            fault("error-after", status=404) + fault("storm", chance=2.0, times=True),
            [
                "fault 1 (error-after): status = 404: should be one of 500, 502, 503, 504",
                "fault 2 (storm): chance = 2.0: should be a number from 0 to 1, such as 0.2",
                "fault 2 (storm): times = true: should be a whole number from 1",
            ],
        ),
        (fault("late", at=1, every=2), ["fault 1 (late): at and every exclude each other: keep one of them"]),
        (
            fault("late", refunded=True) + fault("reset-after", seconds=1),
            [
                "fault 1 (late): refunded: late has no such field; its own are seconds",
                "fault 2 (reset-after): seconds: reset-after has no such field; it has none of its own",
            ],
        ),
        (
            fault("poisoned", call="retrieve"),
            ['fault 1 (poisoned): call = "retrieve": poisoned strikes queue'],
        ),
        (
            fault("storm", call="quote", node="pier", model="other"),
            ["fault 1 (storm): node: a quote call tells no node, so this would never strike; leave it out"],
        ),
        (
            'seeds = 3\nfault = "late"',
            [
                '"seeds" is not known: did you mean "seed"?',
                "fault: should be tables, each headed by [[fault]]",
            ],
        ),
        ('seed = "x"', ['seed = "x": should be a whole number']),
    ],
)
def test_every_mistake_is_told_with_what_would_be_right(script, tmp_path, text, mistakes):
    with pytest.raises(ScriptError) as raised:
        script(text)
    assert str(raised.value) == "\n".join(f"{tmp_path / 'faults.toml'}: {mistake}" for mistake in mistakes)


SCALARS = st.booleans() | st.integers(-2, 600) | st.floats() | st.sampled_from(["queue", "link", *KINDS, "x"])
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=2), SCALARS, max_size=2)
SCRIPTS = st.fixed_dictionaries(
    {},
    optional={
        "seed": VALUES,
        "x": VALUES,
        "fault": VALUES
        | st.lists(
            st.dictionaries(st.sampled_from(["x", *Fault.__struct_fields__]), VALUES, max_size=4), max_size=3
        ),
    },
)


@given(SCRIPTS)
def test_whatever_a_script_holds_it_is_read_or_told(data):
    mistakes = list(_mistakes(data))
    assert all(isinstance(mistake, str) for mistake in mistakes)
    if not mistakes:
        Faults(_script(data)).strike(Call("queue"))


def test_what_is_no_toml_is_told_with_its_place(script, tmp_path):
    with pytest.raises(ScriptError) as raised:
        script("[[fault]\n")
    assert str(raised.value).startswith(f"{tmp_path / 'faults.toml'} is no TOML: ")
    assert "(at line 1, column " in str(raised.value)


def test_the_readme_names_every_kind():
    text = (Path(__file__).parents[4] / "README.md").read_text(encoding="utf-8")
    tables = text.partition("\n### Faults\n")[2].partition("\n## ")[0]
    heads = [line.split("|")[1] for line in tables.splitlines() if line.startswith("| `")]
    assert {name for head in heads for name in re.findall(r"`([^`]+)`", head)} == set(KINDS)


def test_the_readmes_script_is_one(script):
    text = (Path(__file__).parents[4] / "README.md").read_text(encoding="utf-8")
    faults = text.partition("\n### Faults\n")[2]
    read = script(faults.partition("\n```toml\n")[2].partition("\n```\n")[0])
    assert [each.kind for each in read.faults] == ["reset-after", "refused-late"]


# The server's own count


async def test_the_most_calls_within_any_minute_are_counted(simulation, clock):
    app = create(simulation)
    async with httpx.AsyncClient(transport=InProcess(app), base_url="http://simulator/api/v1") as client:
        for second, key in ((0, "a"), (50, "a"), (59, "b"), (61, "a"), (100, "a")):
            clock.now = 1_795_000_000.0 + second
            await client.post("/video/queue", json={}, headers={"Authorization": f"Bearer {key}"})
    peaks = app.state.peaks
    assert (peaks.most("queue"), peaks.most("queue", "a"), peaks.most("queue", "b")) == (3, 3, 1)
    assert peaks.most("retrieve") == 0
    app.state.studio.close()
