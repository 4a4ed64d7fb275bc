"""The scene file is deleted between an order and its clip: `vgdsl collect` brings home what was paid for without it."""

import signal

import proof
from case import Case, Row
from kills import killed
from project import Desk

GONE = "the scene file is deleted, then `vgdsl collect`"


def collected(desk: Desk, number: int) -> Case | None:
    """The run is killed at a step, so that of its orders some are sent, and some of those not collected."""
    project = desk.project(f"gone-{number}")
    if project.run(killed(project, number)) != -signal.SIGKILL:
        return None
    doubtful = proof.under_way(project)
    (project.folder / "film.vg").unlink()
    code = project.run(words=("collect",))
    return Case(GONE, proof.look(project, code, doubtful, whole=False), project.said())


ROWS = (Row("gone", collected, (GONE,), stride=12),)
