"""What vgdsl says of a scene. Knows no marks and no expectations."""

from collections.abc import Mapping

from in_memory import Project
from marked import MAIN

from vgdsl.check.passes import Checked, check
from vgdsl.program.editions import load


def answer(files: Mapping[str, str]) -> Checked:
    """The check of a scene of one or several files as a whole film."""
    return check(MAIN, Project(files), load())
