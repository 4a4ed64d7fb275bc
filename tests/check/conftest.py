"""What the tests of the checker share: a text is checked as a film, in a project in memory."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from in_memory import Project

from vgdsl.check.files import FileTrouble
from vgdsl.check.passes import Checked, Settings, check
from vgdsl.program.editions import load

Check = Callable[..., Checked]


@pytest.fixture(scope="session")
def checked() -> Check:
    """Checks a text as `film.vg`, beside other files, with a profile and overrides."""

    def run(
        text: str, files: Mapping[str, str | FileTrouble] | None = None, profile=None, overrides=()
    ) -> Checked:
        project = Project({"film.vg": text, **(files or {})})
        return check("film.vg", project, load(), Settings(profile, tuple(overrides)))

    return run
