"""Ctrl-C and SIGTERM at every line of what a run prints: it ends in order, and says what is still to come home and how."""

import re
import signal
import sqlite3
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path


def _neighbour(name):
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


served = _neighbour("served")
Summary = _neighbour("hardship").Summary
STARTED = 11
"""The lines of the plan that are printed before anything is ordered."""
LINES = (STARTED, 13, 15, 18)
"""Before the first order, at an order, at a ticket, at a clip."""


def phases(place) -> list[str]:
    db = sqlite3.connect(place.film / ".vgdsl" / "journal.db")
    try:
        return [phase for (phase,) in db.execute("SELECT phase FROM purchase")]
    finally:
        db.close()


def stopped_at(place, lines: int, number: signal.Signals, *, twice: bool) -> tuple[int, str, str]:
    with place.start(*served.RUN) as process:
        heard = served.read_until(process, lines)
        process.send_signal(number)
        if twice:
            told = process.stderr.readline()
            process.send_signal(number)
        out, err = process.communicate(timeout=60)
    return process.returncode, "".join(heard) + out, (told if twice else "") + err


def stopped_once(folder: Path, lines=LINES, numbers=(signal.SIGINT, signal.SIGTERM)) -> Summary:
    """The first signal: what was sent is in the journal as submitted or with its verdict, and the words are all there."""
    tried = twice = lost = 0
    for at in lines:
        number = numbers[at % len(numbers)]
        place = served.Place(folder / str(at))
        with place.serving():
            code, out, err = stopped_at(place, at, number, twice=False)
            tried += 1
            left = phases(place)
            assert set(left) <= {"submitted", "finished"}, (at, left, out, err)
            assert len(left) == place.bought().total(), (at, out, err)
            if code:
                assert code == 1, (at, out, err)
                assert "stopping: orders on their way are finished first" in err, (at, out, err)
                assert "to go on: vgdsl run film.vg --yes\n" in out, (at, out, err)
                waiting = re.findall(
                    r"    \w+ +\$0\.28   to be collected until \d{1,2} \w{3} \d\d:\d\d\n", out
                )
                assert len(waiting) == left.count("submitted"), (at, out, err)
                if waiting:
                    assert "to collect what is bought: vgdsl collect film.vg\n" in out, (at, out, err)
            collected(place)
            doubled, gone = place.finish_film()
            twice, lost = twice + doubled, lost + gone
    return Summary("Ctrl-C or SIGTERM once, at a line of output", tried, twice, lost)


def stopped_twice(folder: Path, lines=LINES[1:3]) -> Summary:
    """The second signal leaves at once; an order on its way may be uncertain, and nothing is lost or bought again."""
    tried = twice = lost = 0
    for at in lines:
        place = served.Place(folder / str(at))
        with place.serving():
            code, out, err = stopped_at(place, at, signal.SIGINT, twice=True)
            tried += 1
            assert code != 0 or "3 clips made" in out, (at, out, err)
            collected(place)
            doubled, gone = place.finish_film()
            twice, lost = twice + doubled, lost + gone
    return Summary("Ctrl-C twice, at a line of output", tried, twice, lost)


def collected(place) -> None:
    """Bring home what is bought by `vgdsl collect` alone, and see that nothing is under way then."""
    charged = place.bought().total()
    code, out, err = place.finish("collect", "film.vg")
    assert code in {0, 4}, (out, err)
    assert "submitted" not in phases(place)
    assert place.bought().total() == charged


def test_stopped_once_it_ends_in_order_and_collect_brings_all_home(tmp_path):
    found = stopped_once(tmp_path)
    assert found.tried == len(LINES)
    assert (found.twice, found.lost) == (0, 0)


def test_stopped_twice_it_leaves_at_once_and_loses_nothing(tmp_path):
    found = stopped_twice(tmp_path)
    assert found.tried == 2
    assert (found.twice, found.lost) == (0, 0)
