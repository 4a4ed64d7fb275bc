"""The simulator's books have the published shapes, and what a client reads of them is what was booked."""

from decimal import Decimal

import httpx
import jsonschema_rs
import pytest
from nacl.signing import SigningKey

from vgdsl.providers.base import Charge
from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.simulator.account.ledger import Booking
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.jobs import Verdict
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.inprocess import InProcess
from vgdsl.providers.venice.moments import write_moment
from vgdsl.providers.venice.wallet import Wallet

EVM = "0x" + "1f" * 32
SOLANA = str(list(bytes(SigningKey(bytes(range(32))))))
MODEL = "wan-2.2-a14b-text-to-video"
TEXT = {"model": MODEL, "prompt": "a boat", "duration": "5s", "aspect_ratio": "16:9", "resolution": "480p"}


def strict(schema):
    """The schema in the words of JSON Schema: OpenAPI's `nullable` means one more type, and one more value of a list."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: strict(value) for name, value in schema.items() if name not in {"nullable", "example"}}
    if schema.get("nullable") is True:
        plain["type"] = [plain["type"], "null"]
        if "enum" in plain:
            plain["enum"] = [*plain["enum"], None]
    return plain


@pytest.fixture(scope="session")
def conforms(openapi):
    def check(path, answer):
        responses = openapi["paths"][path]["get"]["responses"]
        schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
        whole = strict({**schema, "components": openapi["components"]})
        jsonschema_rs.Draft4Validator(whole).validate(answer.json())

    return check


@pytest.fixture
def booked(studio, clock):
    """Forty charges a second apart, every third given back at once."""
    began = clock.now
    for number in range(40):
        booking = Booking("charge", clock.now, f"job-{number}", MODEL, Decimal("0.28"), "shot", "digest")
        studio.ledger.book(booking)
        if number % 3 == 0:
            studio.ledger.book(Booking("refund", clock.now, f"job-{number}", MODEL, Decimal("0.28")))
        clock.now += 1
    return began


@pytest.fixture
async def open_client(app, clock):
    """Make the program's own client of the simulator, with a key or a wallet."""
    clients = []

    def make(auth):
        clients.append(VeniceClient("http://simulator/api/v1", auth, transport=InProcess(app), clock=clock))
        return clients[-1]

    yield make
    for client in clients:
        await client.aclose()


def expected(studio, *, source):
    """The ledger's bookings as a statement has them."""
    wallet = source == "wallet ledger"
    for each in studio.ledger.bookings:
        note = None if wallet else {"charge": "API Inference", "refund": "API Inference Refund"}[each.kind]
        yield Charge(each.at, each.usd, each.model, each.kind, each.queue_id if wallet else None, note)


async def test_every_answer_has_its_published_shape(conforms, caller, stranger, clock, booked):
    wallet = Wallet(EVM, clock)

    async def signed(path, wallet=wallet):
        return await stranger.get(path, headers=wallet.headers("GET", path))

    conforms("/billing/balance", await caller.get("/billing/balance"))
    conforms("/billing/usage-history", await caller.get("/billing/usage-history"))
    conforms("/billing/usage-history", await caller.get("/billing/usage-history?pageSize=10"))
    conforms("/billing/usage-history", await caller.get("/billing/usage-history?pageSize=5"))
    conforms("/x402/balance/{walletAddress}", await signed(f"/x402/balance/{wallet.wallet}"))
    for query in ("", "?limit=2&offset=1", "?limit=0"):
        path = f"/x402/transactions/{wallet.wallet}{query}"
        conforms("/x402/transactions/{walletAddress}", await signed(path))
    other = await signed(f"/x402/balance/{Wallet(SOLANA).wallet}")
    assert (other.status_code, other.json()["code"]) == (403, "X402_WALLET_MISMATCH")
    conforms("/x402/balance/{walletAddress}", other)
    keyed = await caller.get(f"/x402/balance/{wallet.wallet}")
    assert keyed.status_code == 401
    conforms("/x402/balance/{walletAddress}", keyed)


async def test_a_wallet_that_is_empty_is_answered_as_published(openapi, tmp_path, clock):
    app = create(Simulation(folder=tmp_path, balance=Decimal("0.05"), clock=clock))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator/api/v1") as client:
        headers = Wallet(EVM, clock).headers("POST", "")
        answer = await client.post("/video/queue", json=TEXT, headers=headers)
    app.state.studio.close()
    assert (answer.status_code, answer.json()["code"]) == (402, "PAYMENT_REQUIRED")
    assert answer.headers["x-balance-remaining"] == "0.050000"
    schema = strict(openapi["components"]["schemas"]["X402InferencePaymentRequired"])
    jsonschema_rs.Draft4Validator(schema).validate(answer.json())


async def test_the_usage_history_is_walked_by_cursor_within_its_filters(caller, booked):
    filters = {
        "startTimestamp": write_moment(booked + 5),
        "endTimestamp": write_moment(booked + 35),
        "pageSize": 10,
    }
    page = (await caller.get("/billing/usage-history", params=filters)).json()
    rows, pages = page["data"], 1
    while page["nextCursor"]:
        page = (await caller.get("/billing/usage-history", params={"cursor": page["nextCursor"]})).json()
        rows += page["data"]
        pages += 1
    assert (len(rows), pages) == (40, 4)  # 30 charges, 10 refunds
    assert rows[0]["timestamp"] == write_moment(booked + 5)
    assert rows[-1]["timestamp"] == write_moment(booked + 34)
    assert [row["timestamp"] for row in rows] == sorted(row["timestamp"] for row in rows)
    other = await caller.get("/billing/usage-history", params={"currency": "DIEM"})
    assert other.json() == {"data": [], "nextCursor": None}


@pytest.mark.parametrize(
    "query",
    [
        "pageSize=9",
        "pageSize=1001",
        "pageSize=ten",
        "currency=EUR",
        "startTimestamp=yesterday",
        "startTimestamp=2026-07-02T00:00:00Z&endTimestamp=2026-07-01T00:00:00Z",
        "page=2",
        "cursor=AZq3",
        "cursor=eyJwYXNzZWQiOi01fQ",
        "cursor=eyJwYXNzZWQiOjV9&currency=USD",
    ],
)
async def test_a_wrong_question_about_the_usage_history_is_refused(caller, query):
    answer = await caller.get(f"/billing/usage-history?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"] == "Invalid request parameters"


async def test_the_books_open_to_who_pays_and_to_nobody_else(caller, stranger, clock):
    for path in ("/billing/balance", "/billing/usage-history", f"/x402/balance/{Wallet(EVM).wallet}"):
        answer = await stranger.get(path)
        assert (answer.status_code, "authOptions" in answer.json()) == (402, True)
    answer = await stranger.get("/billing/balance", headers=Wallet(EVM, clock).headers("GET", ""))
    assert (answer.status_code, answer.json()) == (401, {"error": "Authentication failed"})


async def test_a_wallet_may_ask_for_its_books_so_many_times_a_minute(stranger, clock):
    wallet = Wallet(SOLANA, clock)
    path = f"/x402/transactions/{wallet.wallet}"
    statuses = [
        (await stranger.get(path, headers=wallet.headers("GET", path))).status_code for _ in range(21)
    ]
    assert statuses == [200] * 20 + [429]


@pytest.mark.parametrize(
    ("auth", "source"),
    [(None, "usage history"), (EVM, "wallet ledger"), (SOLANA, "wallet ledger")],
    ids=["key", "base", "solana"],
)
async def test_a_statement_after_purchases_and_refunds_is_the_ledger(
    studio, clock, open_client, auth, source
):
    client = open_client(Wallet(auth, clock) if auth else BearerKey("any-key"))
    began = clock.now
    await client.queue(TEXT)
    clock.now += 20
    job = studio.jobs.get((await client.queue(TEXT)).queue_id)
    clock.now += 3
    studio.fail(job, Verdict(422, {"error": "no"}, refunded=True))
    clock.now += 7
    await client.queue(TEXT)
    clock.now += 5
    kinds = [each.kind for each in studio.ledger.bookings]
    assert kinds == ["charge", "charge", "refund", "charge"]

    statement = await client.statement(began, clock.now)
    assert statement.charges == tuple(expected(studio, source=source))
    assert (statement.balance, statement.source) == (studio.ledger.balance, source)
    part = await client.statement(began + 20, began + 23)
    assert part.charges == statement.charges[1:3]
    assert (await client.statement(clock.now, clock.now)).charges == ()


async def test_a_long_ledger_is_read_whole(studio, clock, open_client, booked):
    for number in range(200):
        studio.ledger.book(Booking("charge", clock.now + number, f"more-{number}", MODEL, Decimal("0.01")))
    for auth in (BearerKey("any-key"), Wallet(EVM, clock)):
        statement = await open_client(auth).statement(booked, clock.now + 300)
        assert len(statement.charges) == len(studio.ledger.bookings) == 254
        assert sum(each.usd if each.kind == "charge" else -each.usd for each in statement.charges) == (
            studio.ledger.spent
        )


async def test_an_order_whose_sign_in_is_refused_bought_nothing(studio, clock, open_client):
    client = open_client(Wallet(EVM, lambda: clock.now - 3600))
    with pytest.raises(Unauthorised, match=r"It says: Sign-in has expired\. .*set this computer's clock\."):
        await client.queue(TEXT)
    assert studio.ledger.bookings == ()
