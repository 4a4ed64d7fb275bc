"""kill -9, before every durable step and every one on the network, and then once more in the run that goes on."""

import os
import signal

import proof
from case import Case, Row
from project import Desk, Hurt, Project
from steps import KINDS, Steps, watch

TWICE = "kill -9, and once more in the run that goes on"


def killed(project: Project, number: int) -> Hurt:
    """Ends the child by SIGKILL at a step, which it writes down first."""

    def act(kind: str) -> None:
        mark = os.open(project.folder / "step.txt", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.write(mark, kind.encode())
        os.kill(os.getpid(), signal.SIGKILL)

    return lambda: watch(Steps(act, number))


def step(project: Project) -> str:
    """Where the last child ended."""
    return (project.folder / "step.txt").read_text()


def once(desk: Desk, number: int) -> Case | None:
    project = desk.project(f"kill-{number}")
    if project.run(killed(project, number)) != -signal.SIGKILL:
        return None
    doubtful, where = proof.under_way(project), step(project)
    code = project.run()
    return Case(_before(where), proof.look(project, code, doubtful), project.said())


def twice(desk: Desk, number: int) -> Case | None:
    """The second run dies as well, at another step each time."""
    project = desk.project(f"kill-twice-{number}")
    if project.run(killed(project, number)) != -signal.SIGKILL:
        return None
    doubtful = proof.under_way(project)
    project.run(killed(project, 1 + number * 37 % 101))
    doubtful |= proof.under_way(project)
    code = project.run()
    return Case(TWICE, proof.look(project, code, doubtful), project.said())


def _before(kind: str) -> str:
    return f"kill -9 before each {kind}"


ROWS = (
    Row("kill", once, tuple(map(_before, KINDS))),
    Row("kill-twice", twice, (TWICE,), stride=23),
)
