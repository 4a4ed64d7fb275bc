"""What a run came to decides its exit code; the most serious thing decides it."""

from decimal import Decimal

import pytest

from vgdsl.run.outcome import Outcome

NOTHING = dict.fromkeys(
    ("finished", "reused", "held", "built", "problems", "blocked", "capped", "uncertain", "running"), ()
)


@pytest.mark.parametrize(
    ("jobs", "code"),
    [
        ({"finished": ("a",), "reused": ("b",), "held": ("c",), "built": ("d",)}, 0),
        ({"problems": ("a",), "finished": ("b",)}, 1),
        ({"running": ("a",)}, 1),
        ({"capped": ("a",), "problems": ("b",), "blocked": ("c",)}, 3),
        ({"uncertain": ("a",), "capped": ("b",), "problems": ("c",)}, 4),
    ],
)
def test_exit_codes(jobs, code):
    facts = {**NOTHING, **jobs}
    assert Outcome(**facts, spent=Decimal(0), reserved=Decimal(0), interrupted=False).exit_code == code


def test_an_interrupted_run_is_not_done():
    assert Outcome(**NOTHING, spent=Decimal(0), reserved=Decimal(0), interrupted=True).exit_code == 1
