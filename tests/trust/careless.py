"""The same of a program that takes every order whose answer it did not hear for unsent: the proof has to find it out.

    python careless.py

Kills it where answers arrive, one run after another, until an order is bought twice; ends with 1 if that never shows.
"""

import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import proof
from kills import killed, step
from project import Desk

from vgdsl.run.events import NotSent
from vgdsl.run.memory import recovery


def careless(purchase, now, witness):
    return NotSent(at=now, job=purchase.job, key=purchase.key, message="It was hardly sent.", retry=False)


def hurt():
    recovery._outcome = careless


def main():
    with tempfile.TemporaryDirectory(prefix="vgdsl-proof-") as base, Desk(Path(base)) as desk:
        number = 0
        while True:
            number += 1
            project = desk.project(f"careless-{number}")
            if project.run(killed(project, number)) != -signal.SIGKILL:
                sys.exit(1)
            if step(project) == "part of an answer":
                doubtful = proof.under_way(project)
                found = proof.look(project, project.run(hurt), doubtful)
                if found.twice:
                    return


if __name__ == "__main__":
    main()
