"""The command line as people meet it: typed in a folder of the test's own, with nothing of this machine's account."""

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from vgdsl.cli import main
from vgdsl.providers.simulator.account.ledger import read_bookings

LONG = (
    "trust/test_trust.py",
    "test_benchmarks.py",
    "run/test_crowd.py",
    "cli/test_parts.py",
    "cli/test_planfile.py",
    "cli/test_doctor.py",
    "examples/test_examples.py",
    "cli/test_interruption.py",
    "trust/test_stopping.py",
    "trust/test_two_processes.py",
    "examples/test_language_page.py",
    "cli/test_wallet.py",
)
"""Files of tests that take many seconds each, the longest first: most of the time they wait for processes of their own."""


ROOT = Path(__file__).parents[1]
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
"""Nobody's keyring is looked into."""

OWN = ("VENICE_API_KEY", "VENICE_BASE_URL", "VENICE_WALLET_KEY", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
"""Settings of whoever runs the tests, which no test may depend on."""


settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""A law says nothing about time, and a machine may be busy."""


def pytest_configure(config: pytest.Config) -> None:
    """A cache of the tests' own, before any of them loads the catalogue: the user's may hold a refreshed one."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers have it from whoever started them
        os.environ["VGDSL_CACHE"] = cache = tempfile.mkdtemp(prefix="vgdsl-tests-")
        config.add_cleanup(lambda: shutil.rmtree(cache, ignore_errors=True))


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: much of what is tried here waits for processes of its own."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the long ones: whoever comes to one last keeps all others waiting."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = sorted(filter(_is_long, items), key=lambda item: LONG.index(_file(item)))
    rest = [item for item in items if not _is_long(item)]
    ends = [len(rest) * each // workers for each in range(workers + 1)]
    shares = [[*long[each::workers], *rest[ends[each] : ends[each + 1]]] for each in range(workers)]
    items[:] = [item for share in shares for item in share]


def _is_long(item: pytest.Item) -> bool:
    return _file(item) in LONG


def _file(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).as_posix()


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def events(self):
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Desk:
    """A folder in which somebody types `vgdsl ...`: in this process by calling it, in one of its own by `start`."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str) -> Said:
        with self.monkeypatch.context() as place:
            place.chdir(self.folder)
            place.setattr(sys, "argv", ["vgdsl", *words])
            for name, value in self.environment.items():
                place.setenv(name, value)
            self.capsys.readouterr()
            code = called()
        heard = self.capsys.readouterr()
        return Said(code, heard.out, heard.err)

    def start(self, *words: str, **how) -> subprocess.Popen[str]:
        """The command in a process of its own, without a terminal."""
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | how
        line = [sys.executable, "-m", "vgdsl", *words]
        return subprocess.Popen(line, cwd=self.folder, env=self.surroundings, text=True, **how)

    def finish(self, *words: str, seconds: float = 60, **how) -> Said:
        with self.start(*words, **how) as process:
            try:
                out, err = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Said(process.returncode, out, err)

    @property
    def surroundings(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT), **self.environment}

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text of a file, wherever it stands."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def bookings(self):
        """What the simulated account of the folder was charged."""
        return read_bookings(self.folder / ".vgdsl/simulator/ledger.jsonl")

    def purchases(self) -> Counter[str]:
        """How often each job was bought."""
        return Counter(each.node for each in self.bookings() if each.kind == "charge")


def called() -> int:
    """The exit code of the command in `sys.argv`."""
    try:
        main()
    except SystemExit as left:
        return left.code or 0
    finally:  # a command that is about to end leaves its garbage lying
        gc.unfreeze()
        gc.enable()
    return 0


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch) -> Desk:
    folder = tmp_path / "film"
    folder.mkdir()
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VGDSL_STATE", str(tmp_path / "state"))
    return Desk(folder, capsys, monkeypatch)
