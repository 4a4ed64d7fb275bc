"""A run while it goes on: lines for logs, JSON for programs."""

import json
import re
from decimal import Decimal

from vgdsl.report.live import Bars, JsonLines, Lines
from vgdsl.run import events as e

SUBMITTED = e.Submitted(
    at=10.0, job="a", key="k", model="m", queue_id="q", download_url="https://example.com/secret", provider="p",
    address="x", deadline=1.0,
)  # fmt: skip


def test_a_line_for_each_event_with_words(capsys):
    listener = Lines()
    listener(SUBMITTED)
    listener(e.Ready(at=11.0, job="b"))
    listener.close()
    assert re.fullmatch(r"\d\d:\d\d:\d\d  a: bought, being made\n", capsys.readouterr().out)


def test_json_names_the_event_and_keeps_links_to_results_to_itself(capsys):
    listener = JsonLines()
    listener(SUBMITTED)
    listener(e.Finished(at=12.0, job="a", key="k", sha256="s", size=1, cost=Decimal("0.55")))
    listener.close()
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["type"] == "Submitted"
    assert "download_url" not in first
    assert (second["cost"], second["at"]) == ("0.55", 12.0)


async def test_bars_survive_every_order_of_events_and_say_how_far_the_film_is(capsys):
    bars = Bars({"a": 10.0})
    bars(
        e.RunStarted(
            at=0.0, run="r", film="f", provider="p", jobs=("a",), assemblies=("main",), cap=None, spent=Decimal(0)
        )
    )  # fmt: skip
    bars(SUBMITTED)
    bars(e.Progressed(at=1.0, job="a", average_ms=None, elapsed_ms=99_000.0))
    bars(e.Downloading(at=1.0, job="unheard of", received=5))
    bars(e.Finished(at=2.0, job="a", key="k", sha256="s", size=1, cost=Decimal("0.55")))
    bars(e.Building(at=3.0, job="main", fraction=0.5))
    bars(e.Unchanged(at=4.0, job="main"))
    bars.close()
    out = capsys.readouterr().out
    assert "a: done, $0.55" in out
    assert "main: unchanged" in out


async def test_a_bar_goes_on_by_the_clock_until_there_is_news(capsys):
    now = [100.0]
    bars = Bars({"a": 10.0}, now=lambda: now[0])
    bars(SUBMITTED)
    (task,) = [each for each in bars._progress.tasks if each.description == "a"]
    seen = []
    for moment in (104.0, 108.0, 150.0):
        now[0] = moment
        bars._tick()
        seen.append(round(task.completed, 2))
    bars(e.Progressed(at=1.0, job="a", average_ms=100_000.0, elapsed_ms=50_000.0))
    seen.append(round(task.completed, 2))
    bars.say("stopping")
    bars.close()
    assert seen == [0.4, 0.8, 0.99, 0.5]
    assert "stopping" in capsys.readouterr().out


def test_what_is_no_event_is_said_beside_the_lines_that_programs_read(capsys):
    for listener in (Lines(), JsonLines()):
        listener.say("stopping")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "stopping\nstopping\n")
