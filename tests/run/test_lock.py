"""Two runs never work on one project; a run that died never keeps it."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest

from vgdsl.run.lock import Holder, Lock, LockedError, _born, alive, read


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".vgdsl" / "run.lock"


def hold(path, **facts):
    path.parent.mkdir(exist_ok=True)
    known = {"pid": os.getpid(), "host": socket.gethostname(), "started": 0.0, "command": "vgdsl run film.vg"}
    path.write_bytes(msgspec.json.encode(Holder(**{**known, **facts})))


def dead_process():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_second_run_is_told_who_works_and_how_to_end_it(path):
    with Lock(path, "vgdsl run film.vg"):
        with (
            pytest.raises(LockedError, match=f"`vgdsl run film.vg`.*kill {os.getpid()}"),
            Lock(path, "vgdsl collect"),
        ):
            pass
        assert alive(path)
    assert not path.exists()


def test_the_lock_of_a_dead_process_is_taken_over(path):
    hold(path, pid=dead_process())
    with Lock(path, "vgdsl run film.vg"):
        assert read(path).pid == os.getpid()


def test_a_process_that_has_ended_unheard_is_dead(path):
    """Its parent, a container's first process for one, may never ask for it."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        hold(path, pid=child.pid, born=_born(child.pid))
        assert alive(path)
        child.kill()
        while Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            time.sleep(0.01)
        assert not alive(path)


def test_a_process_with_the_number_of_a_dead_one_is_not_taken_for_it(path):
    hold(path, born="1")
    assert not alive(path)


def test_another_machine_is_alive_while_its_heart_beats(path):
    hold(path, host="elsewhere", pid=1)
    assert alive(path)
    with pytest.raises(LockedError, match="elsewhere"), Lock(path, "vgdsl run"):
        pass
    os.utime(path, (1.0, 1.0))
    with Lock(path, "vgdsl run"):
        assert read(path).host == socket.gethostname()


def test_a_lock_that_cannot_be_read_is_taken_over_when_it_is_old(path):
    path.parent.mkdir()
    path.write_bytes(b"")
    with pytest.raises(LockedError), Lock(path, "vgdsl run"):
        pass
    os.utime(path, (1.0, 1.0))
    with Lock(path, "vgdsl run"):
        pass


def test_of_many_who_see_a_dead_owner_one_takes_over(path):
    hold(path, pid=dead_process())
    inside, most, winners = 0, 0, 0
    guard, start = threading.Lock(), threading.Barrier(8)

    def contend():
        nonlocal inside, most, winners
        start.wait()
        try:
            with Lock(path, "vgdsl run"):
                with guard:
                    inside, winners = inside + 1, winners + 1
                    most = max(most, inside)
                done.wait(0.3)
                with guard:
                    inside -= 1
        except LockedError:
            pass

    done = threading.Event()
    threads = [threading.Thread(target=contend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert winners >= 1


def test_who_was_killed_while_taking_over_keeps_nobody_out(path):
    hold(path, pid=dead_process())
    turn = path.with_name("run.lock.takeover")
    turn.write_bytes(path.read_bytes())
    with Lock(path, "vgdsl run film.vg"):
        assert read(path).pid == os.getpid()
        assert [each.name for each in path.parent.iterdir()] == ["run.lock"]


def test_nobody_is_told_to_end_a_dead_process_that_another_replaces_just_now(path):
    """Its number may be anybody's by the time that the advice is followed."""
    hold(path, pid=dead_process())
    turn = path.with_name("run.lock.takeover")
    turn.write_bytes(msgspec.json.encode(Lock(path, "vgdsl run film.vg")._me))
    with pytest.raises(LockedError) as told, Lock(path, "vgdsl run film.vg"):
        pass
    assert str(told.value) == "Another run has just begun on this project. Wait for it to end."


def test_what_the_dead_left_beside_the_lock_is_removed_and_what_the_living_need_is_not(path):
    hold(path, pid=dead_process())
    left, needed = path.with_name("run.lock.0a"), path.with_name("run.lock.0b")
    path.rename(left)
    needed.write_bytes(msgspec.json.encode(Lock(path, "vgdsl run film.vg")._me))
    with Lock(path, "vgdsl run film.vg"):
        assert {each.name for each in path.parent.iterdir()} == {"run.lock", "run.lock.0b"}


def test_who_lost_the_lock_does_not_remove_that_of_another(path):
    with Lock(path, "vgdsl run"):
        hold(path, pid=1, host="elsewhere")
    assert read(path).host == "elsewhere"


def test_who_lost_the_lock_no_longer_keeps_it_alive(path, monkeypatch):
    """A machine that slept wakes up; another one holds the lock now, and may itself be gone."""
    monkeypatch.setattr("vgdsl.run.lock.BEAT", 0.01)
    with Lock(path, "vgdsl run film.vg") as lock:
        other = msgspec.structs.replace(lock._me, host="elsewhere", pid=1)
        path.write_bytes(msgspec.json.encode(other))
        time.sleep(0.1)  # a beat that had begun is over
        os.utime(path, (1.0, 1.0))
        time.sleep(0.1)
        assert path.stat().st_mtime == 1.0


def test_who_slept_asks_whether_the_lock_is_still_its_own(path):
    with Lock(path, "vgdsl run film.vg") as lock:
        lock.insist()
        hold(path, pid=1, host="elsewhere")
        with pytest.raises(LockedError, match="elsewhere"):
            lock.insist()
        path.unlink()
        with pytest.raises(LockedError, match="has worked on this project meanwhile"):
            lock.insist()


def test_a_disk_that_takes_no_name_leaves_no_empty_lock(path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "link", full)
        disk.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"), Lock(path, "vgdsl run film.vg"):
            pass
    assert not list(path.parent.iterdir())
    with Lock(path, "vgdsl run film.vg"):
        pass
