"""Two processes want one project: while one stands still at any step, is killed there, or was believed dead.

A process that stands still is stopped by SIGSTOP, so it cannot even beat its heart.
"""

import json
import os
import signal
import time
from pathlib import Path

import proof
from case import Case, Row
from project import Desk, Hurt, Project
from steps import KINDS, Steps, watch

LONG_AGO = 3600.0

BESIDE = "a second run while one stands still at a step"
HANDED_OVER = "kill -9 of the run at work, with another waiting"
AT_ONCE = "two to four runs at once"
AWAKE = "a run wakes up after another took over"


def standing(number: int) -> Hurt:
    """Stops the child at a step, until somebody lets it go on; not in a transaction, where SQLite keeps others out."""
    kinds = tuple(kind for kind in KINDS if kind != "journal commit")
    return lambda: watch(Steps(lambda _kind: os.kill(os.getpid(), signal.SIGSTOP), number, kinds))


def _stood(project: Project, number: int) -> int | None:
    """A run that stands still at a step; None where it came to its end."""
    child = project.start(standing(number))
    _, status = os.waitpid(child, os.WUNTRACED)
    return child if os.WIFSTOPPED(status) else None


def _go_on(child: int) -> int:
    os.kill(child, signal.SIGCONT)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def beside(desk: Desk, number: int) -> Case | None:
    """Another run begins while one stands at a step; it may do the whole work only if the first has no lock yet."""
    project = desk.project(f"beside-{number}")
    if (first := _stood(project, number)) is None:
        return None
    held = (project.folder / ".vgdsl/lock").exists()
    second = project.run()
    first_code = _go_on(first)
    codes = {first_code, second}
    found = proof.look(project, project.run(), frozenset())
    if held and second != 1:
        found = proof.also(found, f"the second run ended with {second} though the first held the lock")
    if 0 not in codes:
        found = proof.also(found, f"neither run came through: {codes}")
    return Case(BESIDE, found, project.said())


def handed_over(desk: Desk, number: int) -> Case | None:
    """One is killed at a step while another, which was refused, tries again."""
    project = desk.project(f"handed-over-{number}")
    if (first := _stood(project, number)) is None:
        return None
    project.run()
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    doubtful = proof.under_way(project)
    found = proof.look(project, project.run(), doubtful)
    return Case(HANDED_OVER, found, project.said())


def at_once(desk: Desk, number: int) -> Case | None:
    """Several runs begin at the same moment."""
    project = desk.project(f"at-once-{number}")
    children = [project.start() for _ in range(2 + number % 3)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    found = proof.look(project, project.run(), frozenset())
    if 0 not in codes or set(codes) - {0, 1}:
        found = proof.also(found, f"they ended with {codes}")
    return Case(AT_ONCE, found, project.said())


def woken(desk: Desk, number: int) -> Case | None:
    """One stands still for so long that another, on a machine that cannot see its process, takes over; then it wakes up."""
    project = desk.project(f"woken-{number}")
    if (first := _stood(project, number)) is None:
        return None
    lock = project.folder / ".vgdsl/lock"
    if lock.exists():
        _elsewhere(lock)
    doubtful = proof.under_way(project)
    project.run()
    _go_on(first)
    code = project.run()
    found = proof.look(project, code, doubtful | proof.under_way(project))
    return Case(AWAKE, found, project.said())


def _elsewhere(lock: Path) -> None:
    """Make a lock that of another machine, which has not been heard of for long."""
    lock.write_text(json.dumps({**json.loads(lock.read_text()), "host": "another-machine"}))
    then = time.time() - LONG_AGO
    os.utime(lock, (then, then))


ROWS = (
    Row("beside", beside, (BESIDE,), stride=14),
    Row("handed-over", handed_over, (HANDED_OVER,), stride=18),
    Row("at-once", at_once, (AT_ONCE,), cases=8),
)
WOKEN = (Row("woken", woken, (AWAKE,), stride=14),)
