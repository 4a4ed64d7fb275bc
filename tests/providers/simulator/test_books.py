"""The books agree whatever is called: what is left is what there was, and all that is told of what moved."""

import asyncio
import tempfile
from decimal import Decimal
from pathlib import Path

import httpx
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.faults import Fault, Script
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.chains import signer
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope

OPENING = Decimal(3)
SECRETS = ("0x" + "1f" * 32, "0x" + "2e" * 32)
LUCK = {
    "kling-v3-pro-text-to-video": None,
    "grok-imagine-text-to-video": Fault(kind="refused-late"),
    "ltx-2-fast-text-to-video": Fault(kind="failed", refunded=False),
    "veo3.1-fast-text-to-video": Fault(kind="poisoned", refunded=True),
    "wan-2-7-text-to-video": Fault(kind="dispatch"),
    "wan-2.2-a14b-text-to-video": Fault(kind="error-after"),
}
"""Models, and what befalls those who order from them: one is charged and hears nothing of it."""

FAULTS = Script(tuple(replace(fault, model=model) for model, fault in LUCK.items() if fault))
PAYERS = st.sampled_from([None, *SECRETS])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), PAYERS, st.sampled_from(list(LUCK))),
        st.tuples(st.just("ask"), PAYERS, st.integers(0, 9)),
        st.tuples(st.just("pay"), st.sampled_from(SECRETS), st.sampled_from([4, 5, 20])),
        st.tuples(st.just("wait"), st.none(), st.integers(1, 1000)),
        st.tuples(st.just("restart"), st.none(), st.none()),
    ),
    max_size=12,
)


class Account:
    """A simulator that draws nothing, and everyone who draws on it."""

    def __init__(self, folder, wallet_credit):
        self.now = 1_795_000_000.0
        self.jobs = []
        self.paid = 0
        self.simulation = Simulation(
            folder=folder,
            speed=1.0,
            balance=OPENING,
            wallet_credit=wallet_credit,
            strictness="off",
            faults=FAULTS,
            clock=lambda: self.now,
        )
        self.restart(None, None)

    def restart(self, _payer, _nothing):
        if hasattr(self, "app"):
            self.app.state.studio.close()
        self.app = create(self.simulation)
        renderer = self.app.state.studio._renderer
        renderer.start = renderer.clip = lambda _order: None

    def wait(self, _payer, seconds):
        self.now += seconds

    async def call(self, method, path, payer=None, **what):
        proof = Wallet(payer, lambda: self.now).headers(method, path) if payer else {}
        headers = {"Authorization": "Bearer any"} if payer is None else proof
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://simulator") as client:
            return await client.request(method, path, headers={**headers, **what.pop("headers", {})}, **what)

    async def order(self, payer, model):
        answer = await self.call("POST", "/video/queue", payer, json={"model": model})
        if answer.status_code == 200:
            self.jobs.append(answer.json())

    async def ask(self, payer, number):
        for job in self.jobs[number : number + 1]:
            body = {"model": job["model"], "queue_id": job["queue_id"]}
            await self.call("POST", "/video/retrieve", payer, json=body)

    async def pay(self, payer, usd):
        self.paid += 1
        accepted = (await self.call("POST", "/x402/top-up")).json()["accepts"][0]
        wallet, now = signer(payer), int(self.now)
        given = Authorisation(
            wallet.address, accepted["payTo"], usd * 1_000_000, now - 60, now + 300, f"0x{self.paid:064x}"
        )
        header = Envelope(given, wallet.sign_record(given.data), accepted).header
        await self.call("POST", "/x402/top-up", headers={"PAYMENT-SIGNATURE": header})

    async def usage(self):
        """All rows of the usage history."""
        query, rows = {"pageSize": 10}, []
        while query:
            page = (await self.call("GET", "/billing/usage-history", params=query)).json()
            rows += page["data"]
            query = page["nextCursor"] and {"cursor": page["nextCursor"]}
        return rows

    async def ledger(self, secret):
        """All rows of a wallet's ledger, oldest first, and what it says is left."""
        path, rows, more = f"/x402/transactions/{Wallet(secret).wallet}", [], True
        while more:
            self.now += 3
            query = f"?limit=4&offset={len(rows)}"
            data = (await self.call("GET", path + query, secret)).json()["data"]
            rows += data["transactions"]
            more = data["pagination"]["hasMore"]
        return rows[::-1], money(data["currentBalance"])


def money(number):
    return Decimal(str(number))


def given_back(rows, name):
    """What money was given back for: no more than was taken for it."""
    back = {row[name] for row in rows if row["amount"] > 0 and row.get("type") != "TOP_UP"}
    for each in back:
        assert sum(money(row["amount"]) for row in rows if row[name] == each) <= 0
    return back


async def agree(account, wallet_credit):
    """Hold everything that is told of money against everything else."""
    told = await account.call("GET", "/billing/balance")
    left = money(told.json()["balances"]["usd"])
    assert money(told.headers["x-venice-balance-usd"]) == left
    paid = []
    for secret in SECRETS:
        rows, current = await account.ledger(secret)
        after = OPENING if wallet_credit is None else wallet_credit
        for row in rows:
            after += money(row["amount"])
            assert money(row["balanceAfter"]) == after
        assert current == after
        assert given_back(rows, "requestId") <= {row["requestId"] for row in rows if row["amount"] < 0}
        paid = [money(row["amount"]) for row in rows if row["type"] == "TOP_UP"]
        owner = await account.call("GET", f"/x402/balance/{Wallet(secret).wallet}", secret)
        assert (
            money(owner.json()["data"]["balanceUsd"]) == after == money(owner.headers["x-balance-remaining"])
        )
        assert wallet_credit is not None or after == left
    usage = await account.usage()
    assert given_back(usage, "sku") <= {row["sku"] for row in usage if row["amount"] < 0}
    moved = sum(money(row["amount"]) for row in usage)
    assert OPENING + moved + (sum(paid) if wallet_credit is None else 0) == left >= 0


@given(STEPS, st.sampled_from([None, Decimal(0), Decimal(1)]))
@settings(deadline=None, max_examples=40)
@example(
    [("pay", SECRETS[0], 20), *(("order", SECRETS[0], model) for model in LUCK), ("wait", None, 1000)]
    + [("ask", SECRETS[0], number) for number in range(5)],
    Decimal(0),
)
def test_whatever_is_called_the_books_agree(steps, wallet_credit):
    async def run():
        for name, payer, what in steps:
            done = getattr(account, name)(payer, what)
            if done is not None:
                await done
        await agree(account, wallet_credit)

    with tempfile.TemporaryDirectory() as folder:
        account = Account(Path(folder), wallet_credit)
        try:
            asyncio.run(run())
        finally:
            account.app.state.studio.close()
