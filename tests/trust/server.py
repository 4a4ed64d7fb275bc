"""The other side: the simulated provider on a port of its own process, which nothing that is tried here can hurt.

    python server.py BASE

Prints its port. One project at a time is served; `POST /project` with its folder and a fault script changes it. All
share their clips, which are so drawn once: what an order shows hangs on the order alone.
"""

import json
import socket
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from project import SPEED, STRUCK
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults import faulty
from vgdsl.providers.simulator.faults.faults import Faults
from vgdsl.providers.simulator.faults.script import read_script
from vgdsl.providers.simulator.port import Port
from vgdsl.providers.simulator.simulation import Simulation


class Told(Faults):
    """Faults that leave a trace."""

    folder = Path()

    def strike(self, call):
        struck = super().strike(call)
        if any(struck):
            (self.folder / STRUCK).touch()
        return struck


faulty.Faults = Told


class Switch:
    """Passes requests to the project that is tried just now."""

    def __init__(self, base: Path) -> None:
        self._clips = base / "clips"
        self._clips.mkdir(parents=True, exist_ok=True)
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/project":
            wanted = json.loads(await Request(scope, receive).body())
            self._app = self._open(Path(wanted["folder"]), wanted["faults"])
            await Response()(scope, receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    def _open(self, folder: Path, faults: str) -> ASGIApp:
        folder.mkdir(parents=True, exist_ok=True)
        script = folder / "faults.toml"
        script.write_text(faults)
        Told.folder = folder
        if not (folder / "clips").exists():
            (folder / "clips").symlink_to(self._clips)
        found = read_script(script) if faults else None
        return create(Simulation(folder=folder, speed=SPEED, balance=Decimal(1000), faults=found))


def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        Port(Switch(Path(sys.argv[1])), listener).run()


if __name__ == "__main__":
    main()
