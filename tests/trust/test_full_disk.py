"""A disk that is full, at whatever step: nothing is bought twice, and all that is paid for comes home once there is room."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

_spec = spec_from_file_location("hardship", Path(__file__).with_name("hardship.py"))
hardship = module_from_spec(_spec)
_spec.loader.exec_module(hardship)


def full_from_then_on(folder: Path, stride: int = 1):
    return hardship.every_step(folder, hardship.full, "the disk is full from the nth step on", stride=stride)


def full_once(folder: Path, stride: int = 1):
    return hardship.every_step(
        folder, hardship.full, "the disk is full at the nth step only", once=True, stride=stride
    )


def not_one_more_byte(folder: Path, stride: int = 1):
    """The limit is the system's own, so SQLite's writes meet it in C; the room kept for tickets is of no use then."""
    return hardship.every_step(
        folder, hardship.no_more_bytes, "no file grows from the nth step on", stride=stride
    )


def from_then_on_sampled(folder: Path):
    return full_from_then_on(folder, 2)


def once_sampled(folder: Path):
    return full_once(folder, 4)


def bytes_sampled(folder: Path):
    return not_one_more_byte(folder, 4)


@pytest.mark.parametrize("sample", ["from_then_on_sampled", "once_sampled", "bytes_sampled"])
def test_full_at_any_step(tmp_path, sample):
    found = hardship.alone(__file__, sample, tmp_path)
    assert found.tried > 20
    assert (found.twice, found.lost) == (0, 0)


if __name__ == "__main__":
    hardship.main(globals())
