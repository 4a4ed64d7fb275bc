"""The matrix's modules are beside the tests: its table is a command as well."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """Tries scene files on the checker and on the simulator, with real media."""
    from trial import Trial  # noqa: PLC0415 - it is found only now

    return Trial(tmp_path_factory.mktemp("matrix"))
