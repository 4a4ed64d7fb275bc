"""What the simulator's tests share: a simulation, a caller with a key, small media as data URLs."""

import base64
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import httpx
import pytest
from PIL import Image

from vgdsl.media.slate.render import Slate, render
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation

SHARED = Path(__file__).parents[4] / "shared" / "venice"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self):
        self.now = 1_795_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def simulation(tmp_path, clock):
    """A minute takes a minute, on a clock of the test's own."""
    return Simulation(folder=tmp_path / "simulator", speed=1.0, balance=Decimal(1000), clock=clock)


@pytest.fixture
def app(simulation):
    app = create(simulation)
    yield app
    app.state.studio.close()


@pytest.fixture
def studio(app):
    return app.state.studio


@pytest.fixture
async def caller(app):
    """A client with a key."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://simulator/api/v1",
        headers={"Authorization": "Bearer any-key"},
    ) as client:
        yield client


@pytest.fixture
async def stranger(app):
    """A client without a key."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator/api/v1") as client:
        yield client


@pytest.fixture(scope="session")
def picture():
    """A small portrait picture as a data URL."""
    buffer = io.BytesIO()
    Image.new("RGB", (180, 320), "#875").save(buffer, "PNG")
    return data_url("image/png", buffer.getvalue())


@pytest.fixture(scope="session")
def clip_file(tmp_path_factory):
    """A clip of two seconds, 256x144."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    render(Slate("clip", "a clip", "none", Fraction(2), 256, 144, Fraction(24)), path)
    return path


@pytest.fixture(scope="session")
def clip(clip_file):
    """The same clip as a data URL."""
    return data_url("video/mp4", clip_file.read_bytes())


@pytest.fixture(scope="session")
def openapi():
    """The published description of the API, where it is at hand."""
    path = SHARED / "openapi.json"
    if not path.exists():
        pytest.skip("the published schema is not here")
    return json.loads(path.read_text())


@pytest.fixture(scope="session")
def examples():
    """The requests that the published guides show, where they are at hand."""
    path = SHARED / "examples.json"
    if not path.exists():
        pytest.skip("the published examples are not here")
    return json.loads(path.read_text())


def data_url(mime, data):
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
