"""The simulator serves any client on a port, and in this process the program's own."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from vgdsl.media.delivery import Ordered, check_clip
from vgdsl.providers.base import DataFile, Delivered
from vgdsl.providers.errors import Refused
from vgdsl.providers.simulator.account.ledger import read_bookings
from vgdsl.providers.simulator.serve import provider
from vgdsl.providers.simulator.simulation import Simulation

TEXT = {"model": "wan-2.2-a14b-text-to-video", "prompt": "a boat", "duration": "5s", "aspect_ratio": "16:9"}
SERVER = """
import sys
from pathlib import Path
from vgdsl.providers.simulator.serve import serve
from vgdsl.providers.simulator.simulation import Simulation
serve(0, Simulation(folder=Path(sys.argv[1])), lambda address: print(address, flush=True))
"""


@pytest.fixture
def start(tmp_path):
    """Start a server in a process of its own on one folder; return the process and its base URL."""
    servers = []

    def begin():
        server = subprocess.Popen([sys.executable, "-c", SERVER, tmp_path], stdout=subprocess.PIPE, text=True)
        servers.append(server)
        return server, server.stdout.readline().strip()

    yield begin
    for server in servers:
        server.kill()
        server.wait()
        server.stdout.close()


async def delivered(simulator, ticket, into):
    for _ in range(1000):
        answer = await simulator.retrieve(ticket, into)
        if isinstance(answer, Delivered):
            return answer
        await asyncio.sleep(0.02)
    raise AssertionError("the clip was never delivered")


async def test_the_programs_own_client_makes_a_film_in_this_process(tmp_path, clip_file):
    simulator = provider(Simulation())
    began = time.time()
    ticket = await simulator.queue(TEXT, "opening")
    clip = await delivered(simulator, ticket, tmp_path / "a.mp4")
    check_clip(clip.path, Ordered(5))
    upscale = {"model": "topaz-video-upscale", "video_url": DataFile(clip_file, "video/mp4")}
    assert await simulator.quote(upscale) > 0
    await delivered(simulator, await simulator.queue(upscale, "hd"), tmp_path / "b.mp4")
    with pytest.raises(Refused):
        await simulator.queue({**TEXT, "duration": "8"})
    assert (simulator.ledger.purchases("opening"), simulator.ledger.purchases("hd")) == (1, 1)
    assert ticket.provider == "simulator"
    statement = await simulator.statement(began, time.time())
    assert [each.model for each in statement.charges] == [TEXT["model"], "topaz-video-upscale"]
    assert statement.balance == simulator.ledger.balance
    await simulator.aclose()


async def test_a_linked_clip_arrives_in_this_process_too(tmp_path):
    simulator = provider(Simulation())
    ticket = await simulator.queue({**TEXT, "model": "grok-imagine-text-to-video", "resolution": "480p"})
    assert ticket.download_url
    check_clip((await delivered(simulator, ticket, tmp_path / "a.mp4")).path, Ordered(5))
    await simulator.aclose()


def test_a_killed_server_has_lost_no_purchase_and_collects_it_when_it_is_back(start, tmp_path):
    server, address = start()
    key = {"Authorization": "Bearer any"}
    job = httpx.post(f"{address}/video/queue", json=TEXT, headers=key).json()
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    assert [booking.queue_id for booking in read_bookings(tmp_path / "ledger.jsonl")] == [job["queue_id"]]
    _, address = start()
    for _ in range(1000):
        time.sleep(0.02)
        answer = httpx.post(f"{address}/video/retrieve", json=job, headers=key)
        if answer.headers["content-type"] == "video/mp4":
            break
    assert answer.content[4:8] == b"ftyp"
    assert len(read_bookings(tmp_path / "ledger.jsonl")) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_stops_when_it_is_asked_to(start, number):
    server, address = start()
    assert httpx.get(f"{address.removesuffix('/api/v1')}/models").status_code == 200
    server.send_signal(number)
    assert server.wait(15) in {0, -signal.SIGTERM}
