"""A wallet, the simulator as its service, and steps at which the process that tops it up can end; time passes as the test says."""

import json
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.faults import Fault, Script
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.venice.client import VeniceClient
from vgdsl.providers.venice.inprocess import InProcess
from vgdsl.providers.venice.teller import Teller
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.wallet.book import Book
from vgdsl.wallet.paying import Till

SECRET = "0x" + "1f" * 32
ADDRESS = "http://simulator/api/v1"


class Killed(BaseException):
    """The process is gone: nothing of it is heard again."""


class World:
    """The service, and all that a process of this user finds on the disk. `steps` until the next process is killed."""

    Killed, address = Killed, ADDRESS

    def __init__(self, folder, faults=()):
        self.now = 1_795_000_000.0
        self.ahead = 0.0
        """How much faster this user's clock goes than the service's."""
        self.folder = folder
        self.steps: int | None = None
        self.taken: list[str] = []
        simulation = Simulation(
            folder=folder / "simulator",
            speed=1.0,
            wallet_credit=Decimal(0),
            clock=lambda: self.now,
            faults=Script(tuple(Fault(**fault) for fault in faults)),
        )
        self.app = create(simulation)
        self.client = VeniceClient(
            ADDRESS, Wallet(SECRET, self.clock), transport=InProcess(self.app), clock=self.clock
        )

    def clock(self):
        return self.now + self.ahead

    async def sleep(self, seconds):
        self.now += seconds

    def step(self, name):
        """Somewhere a process may be killed."""
        self.taken.append(name)
        if self.steps is not None:
            if self.steps == 0:
                self.steps = None
                raise Killed
            self.steps -= 1

    @property
    def path(self):
        return self.folder / "state" / "topups.jsonl"

    def till(self):
        """A new process."""
        wallet = Wallet(SECRET, self.clock)
        teller = Mortal(self, Teller(self.client, wallet.wallet, self.clock, self.sleep))
        return Till(ADDRESS, wallet, teller, MortalBook(self, self.path), self.clock, self.sleep)

    @property
    def credited(self):
        """What was paid, by the service's own books."""
        return [each.usd for each in self.app.state.studio.ledger.bookings if each.kind == "top_up"]

    def events(self, kind):
        """The events of a kind on the disk."""
        lines = self.path.read_text().split("\n")[:-1] if self.path.exists() else []
        return [each for line in lines if (each := json.loads(line))["type"] == kind]

    async def close(self):
        await self.client.aclose()
        self.app.state.studio.close()


class Mortal:
    """A teller that may not live to send a payment, or to hear of it."""

    def __init__(self, world, teller):
        self._world, self._teller = world, teller

    @property
    def now(self):
        return self._teller.now

    async def ledger(self, most=None, since=None):
        self._world.step("ledger")
        return await self._teller.ledger(most, since)

    async def terms(self):
        self._world.step("terms")
        return await self._teller.terms()

    async def pay(self, envelope):
        self._world.step("pay")
        receipt = await self._teller.pay(envelope)
        self._world.step("paid")
        return receipt


class MortalBook(Book):
    """A book that may be left with half a line."""

    def __init__(self, world, path):
        super().__init__(path)
        self._world = world

    def write(self, event):
        self._world.step("write")
        super().write(event)
        whole = self.path.read_bytes()
        try:
            self._world.step("half written")
        except Killed:
            start = whole.rstrip(b"\n").rfind(b"\n") + 1
            self.path.write_bytes(whole[: start + (len(whole) - start) // 2])
            raise
        self._world.step("written")


@pytest.fixture
async def make_world(tmp_path):
    made = []

    def make(*faults):
        made.append(World(tmp_path / str(len(made)), faults))
        return made[-1]

    yield make
    for each in made:
        await each.close()


@pytest.fixture(scope="session")
def open_world():
    """The same for a test that needs many, one after the other."""

    @asynccontextmanager
    async def opened(folder, faults):
        world = World(folder, faults)
        try:
            yield world
        finally:
            await world.close()

    return opened


@pytest.fixture
def world(make_world):
    return make_world()
