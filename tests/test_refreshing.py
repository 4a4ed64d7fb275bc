"""What a user relies on: a refreshed catalogue is used from then on, one that is broken never is, and there is a way back."""

import json
from pathlib import Path

import msgspec
import pytest

from vgdsl import answers
from vgdsl.program import editions
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import bundled, load
from vgdsl.program.published import Published, merged
from vgdsl.providers.venice.listing import Listing
from vgdsl.refreshing import Fresh, forget, keep, kept

LATER = "2031-01-01"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path))
    monkeypatch.delenv("VENICE_BASE_URL", raising=False)
    return tmp_path


def fresh(date=LATER, *ids) -> Fresh:
    rows = tuple(Published(each, durations=("5s",)) for each in ids or ("wan-9-text-to-video",))
    return Fresh(merged(bundled(), rows, date), Listing(rows), "http://test/api/v1")


def test_without_one_the_bundled_catalogue_holds():
    assert load() is bundled()
    assert kept() is None
    assert forget() is False


def test_a_refreshed_one_holds_until_it_is_forgotten():
    made = fresh()
    keep(made)
    assert load() == made.catalog
    assert load() is load()
    assert kept().address == "http://test/api/v1"
    assert forget() is True
    assert load() is bundled()


def test_another_refresh_takes_its_place_in_the_same_process():
    keep(fresh(LATER, "wan-9-text-to-video"))
    assert "wan-9-text-to-video" in load().models
    keep(fresh(LATER, "wan-8-text-to-video"))
    assert "wan-8-text-to-video" in load().models
    assert "wan-9-text-to-video" not in load().models


def test_each_address_has_one_of_its_own(monkeypatch):
    keep(fresh())
    monkeypatch.setenv("VENICE_BASE_URL", "http://127.0.0.1:8333/api/v1/")
    assert load() is bundled()
    keep(fresh(LATER, "wan-8-text-to-video"))
    monkeypatch.setenv("VENICE_BASE_URL", "http://127.0.0.1:8333/api/v1")
    assert "wan-8-text-to-video" in load().models
    monkeypatch.delenv("VENICE_BASE_URL")
    assert "wan-9-text-to-video" in load().models


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"date": 7}', b"\0" * 100, b'{"date": "2031-01-01"}'])
def test_a_broken_one_is_none(raw):
    Path(answers.refreshed()).parent.mkdir(parents=True)
    Path(answers.refreshed()).write_bytes(raw)
    assert load() is bundled()
    with pytest.raises(ValueError, match=r"JSON|Expected|missing|truncated"):
        kept()


def test_one_that_was_cut_off_anywhere_is_none():
    keep(fresh())
    path = Path(answers.refreshed())
    whole = path.read_bytes()
    for length in range(0, len(whole), 5003):
        path.write_bytes(whole[:length])
        assert load() is bundled()


def _other_program(monkeypatch, tmp_path, date: str) -> Catalog:
    """A program that comes with another catalogue, which knows that one model takes a camera."""
    told = json.loads(editions._BUNDLED.read_bytes())
    told["date"] = date
    for model in told["models"]:
        model["camera_trajectory"] = model["id"] == "wan-2-7-text-to-video"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(told))
    monkeypatch.setattr(editions, "_BUNDLED", other)
    bundled.cache_clear()
    return bundled()


@pytest.fixture
def _afterwards():
    """Each process reads the bundled catalogue once."""
    yield
    bundled.cache_clear()


@pytest.mark.usefixtures("_afterwards")
def test_a_new_program_lays_what_was_listed_over_what_it_knows(monkeypatch, tmp_path):
    keep(fresh(LATER, "wan-9-text-to-video", "wan-2-7-text-to-video"))
    _other_program(monkeypatch, tmp_path, "2030-01-01")
    found = load()
    assert found.date == LATER
    assert "wan-9-text-to-video" in found.models
    wan = found.models["wan-2-7-text-to-video"]
    assert (wan.camera_trajectory, wan.durations) == (True, ("5s",))


@pytest.mark.usefixtures("_afterwards")
def test_a_program_with_a_newer_catalogue_goes_by_its_own(monkeypatch, tmp_path):
    keep(fresh(LATER))
    newer = _other_program(monkeypatch, tmp_path, "2032-01-01")
    assert load() is newer


def test_nothing_is_left_of_one_that_could_not_be_written(monkeypatch, cache):
    keep(fresh())
    before = Path(answers.refreshed()).read_bytes()

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        keep(fresh(LATER, "wan-8-text-to-video"))
    assert Path(answers.refreshed()).read_bytes() == before
    assert [path.name for path in (cache / "vgdsl").iterdir()] == ["catalog.json"]


def test_kept_answers_do_not_outlive_a_refresh():
    def remembered() -> bool:
        return answers.recall("?") is not None

    answers.keep("?", answers.Evidence(), 0, "words")
    assert remembered()
    keep(fresh())
    assert not remembered()
    answers.keep("?", answers.Evidence(), 0, "words")
    assert remembered()
    keep(fresh(LATER, "wan-8-text-to-video"))
    assert not remembered()


def test_the_file_is_in_the_form_of_the_bundled_one():
    keep(fresh())
    told = msgspec.json.decode(Path(answers.refreshed()).read_bytes())
    assert next(iter(told)) == "date"
    assert len(told["models"]) == len(bundled().models) + 1
    assert told["published"] == [{"id": "wan-9-text-to-video", "durations": ["5s"]}]
