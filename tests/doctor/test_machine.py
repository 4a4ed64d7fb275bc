"""What a user relies on: what this computer lacks is told with what to do about it, and nothing is left behind."""

import shutil
from importlib import metadata
from typing import NamedTuple

import pytest

from vgdsl import __version__
from vgdsl.doctor import machine
from vgdsl.doctor.line import Line, State, note, ok, problem
from vgdsl.media import support


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_all_is_well_here_and_nothing_is_left_of_the_trial(tmp_path):
    found = list(machine.machine(tmp_path, tmp_path / ".vgdsl"))
    assert [line for line in found if line.state is State.PROBLEM] == []
    assert {"program", "media", "font", "terminal", "disk", "journal's disk"} <= {
        line.topic for line in found
    }
    assert list(tmp_path.iterdir()) == []


def test_versions_are_told():
    assert machine.versions().says.startswith(f"vgdsl {__version__}, Python 3.")


def test_extras_are_named_with_what_they_are_for_and_how_to_have_them(monkeypatch):
    wanted = [
        "click>=8",
        'obstore<1,>=0.9; extra == "share"',
        "eth-account<0.15; extra == 'x402'",
        "pynacl; extra == 'x402'",
        "pytest; extra == 'dev'",
    ]
    monkeypatch.setattr(metadata, "requires", lambda _: wanted)
    monkeypatch.setattr(machine, "_installed", lambda name: name != "pynacl")
    assert list(machine.extras()) == [
        ok("extras", "installed: share", installed=["share"]),
        note("extras", "not installed: x402, for a wallet that pays", "pip install 'vgdsl[x402]'"),
    ]


def test_without_an_installed_vgdsl_nothing_is_said_of_extras(monkeypatch):
    def none(_):
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", none)
    assert list(machine.extras()) == []


@pytest.mark.parametrize(
    ("free", "state"), [(10**8 - 1, State.PROBLEM), (10**9, State.NOTE), (10**10, State.OK)]
)
def test_room_on_the_disk(monkeypatch, tmp_path, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, free))
    (line,) = machine._room("disk", tmp_path)
    assert line.state is state
    assert line.says == f"{free / 1e9:.1f} GB free at {tmp_path}"


def test_a_network_disk_is_worth_a_note(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "shared_between_machines", lambda _: True)
    (line,) = [line for line in machine.disks(tmp_path, tmp_path / ".vgdsl") if line.state is State.NOTE]
    assert "is a network disk" in line.says
    assert "vgdsl push" in line.remedy


def test_a_folder_that_cannot_be_written_to(monkeypatch, tmp_path):
    def shut(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryDirectory", shut)
    line = machine._written(tmp_path, tmp_path)
    assert line == problem(
        "journal's disk",
        f"{tmp_path} cannot be written to: Permission denied",
        f"see that {tmp_path} can be written to by you, or move the project to another disk",
    )


def test_a_codec_that_does_not_work_is_a_problem_where_every_film_needs_it(monkeypatch):
    found = (support.Tried("h264", True, "no encoder"), support.Tried("hevc", False, "no encoder"))
    monkeypatch.setattr(support, "tried", lambda: found)
    _, first, second = machine.media()
    assert (first.state, first.says) == (State.PROBLEM, "h264 does not work (no encoder), for every film")
    assert (second.state, second.says) == (
        State.NOTE,
        "hevc does not work (no encoder), for what some upscalers deliver",
    )


def test_a_terminal_without_the_signs(monkeypatch):
    class Narrow:
        encoding = "ANSI_X3.4-1968"

        def isatty(self):
            return False

    monkeypatch.setattr(machine.sys, "stdout", Narrow())
    line = machine.terminal()
    assert isinstance(line, Line)
    assert (line.state, line.remedy) == (State.NOTE, "export PYTHONUTF8=1")
