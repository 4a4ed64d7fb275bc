"""What a film maker relies on while a film is made: it is made once, in order, and nothing is lost on the way."""

import hashlib
import re
from decimal import Decimal

import pytest

from vgdsl.plan.job import Assembly
from vgdsl.program.entities import Cut, Part
from vgdsl.program.values import Clip
from vgdsl.providers.errors import JobFailed, Reply
from vgdsl.run import events as e
from vgdsl.run.budget import Limits
from vgdsl.run.memory.journal import Journal
from vgdsl.run.state import Phase, fold
from vgdsl.source import Source, Span


def cut_of(*jobs: str) -> Assembly:
    span = Span(Source("film.vg", "cut"), 0, 3)
    cut = Cut(name="main", span=span, sequence=tuple(Part(Clip(job)) for job in jobs), output="film.mp4")
    return Assembly(id="main", cut=cut, jobs={job: job for job in jobs})


def test_a_film_is_made_and_stands_in_the_folder_of_results(stage, shot):
    film = [shot("opening"), shot("crossing", chain="opening"), shot('postcard["Rome"]'), shot("boarding#2")]
    outcome = stage.perform([*film, cut_of("opening", "crossing")])
    assert outcome.exit_code == 0
    assert len(outcome.finished) == 4
    assert outcome.built == ("main",)
    assert sorted(p.name for p in stage.results.folder.glob("[a-z]*")) == [
        "boarding.2.mp4", "crossing.mp4", "film.mp4", "opening.mp4", "postcard-Rome.mp4",
    ]  # fmt: skip
    assert outcome.spent == Decimal("1.60")


def test_a_second_run_buys_nothing(stage, shot):
    film = [shot("opening"), shot("crossing", chain="opening")]
    stage.perform(film)
    again = stage.perform(film)
    assert again.reused == ("opening", "crossing")
    assert len(stage.provider.charges()) == 2
    assert again.spent == 0


def test_renaming_a_shot_buys_nothing(stage, shot):
    stage.perform([shot("opening", "the harbour")], whole=True)
    outcome = stage.perform([shot("arrival", "the harbour")], whole=True)
    assert outcome.reused == ("arrival",)
    assert sorted(p.name for p in stage.results.folder.glob("[a-z]*")) == ["arrival.mp4"]


def test_two_shots_of_one_request_are_bought_once(stage, shot):
    outcome = stage.perform([shot("a", "the sea"), shot("b", "the sea")])
    assert outcome.finished == ("a",)
    assert outcome.reused == ("b",)
    assert len(stage.provider.charges()) == 1


def test_a_chained_shot_is_sent_the_frame_of_the_clip_before_it(stage, shot):
    stage.perform([shot("opening"), shot("crossing", chain="opening")])
    assert "frames" in stage.provider.charges()[1]["media"]


def test_a_held_shot_keeps_its_clip_though_its_prompt_changed(stage, shot):
    stage.perform([shot("opening", "dawn")])
    outcome = stage.perform([shot("opening", "dusk", hold=True)])
    assert outcome.held == ("opening",)
    assert len(stage.provider.charges()) == 1


def lose(stage) -> None:
    for clip in (stage.folder / ".vgdsl" / "store").glob("*/*"):
        clip.unlink()


def test_a_clip_whose_bytes_are_gone_is_bought_again_only_when_somebody_says_so(stage, shot):
    film = [shot("opening"), shot("crossing", chain="opening"), shot("boarding")]
    stage.perform(film[:1])
    lose(stage)
    outcome = stage.perform(film)
    assert (outcome.problems, outcome.blocked, outcome.finished) == (
        ("opening",),
        ("crossing",),
        ("boarding",),
    )
    assert outcome.exit_code == 1
    (stopped,) = [event for event in stage.events if isinstance(event, e.Stopped)]
    assert stopped.limit == "again"
    assert re.fullmatch(
        r"Bought on \d+ \w+ \d+ for \$0\.40, not on this machine\. Bring it with `vgdsl pull`, or buy it again with"
        r" --again opening\.",
        stopped.message,
    )
    again = stage.perform(film, again=frozenset({"opening"}))
    assert again.finished == ("opening", "crossing")
    assert len(stage.provider.charges()) == 4


def test_what_was_made_from_a_clip_that_is_elsewhere_is_here_all_the_same(stage, shot):
    film = [shot("opening"), shot("crossing", chain="opening"), cut_of("opening", "crossing")]
    stage.perform(film)
    opening = (stage.folder / "out/opening.mp4").read_bytes()
    stage.store.path(hashlib.sha256(opening).hexdigest()).unlink()
    again = stage.perform(film)
    assert (again.problems, again.reused, again.built) == (("opening",), ("crossing",), ("main",))
    (stage.folder / "out/film.mp4").unlink()
    again = stage.perform([*film, shot("boarding", chain="opening")])
    assert (again.problems, again.reused) == (("opening",), ("crossing",))
    assert again.blocked == ("boarding", "main")
    assert len(stage.provider.charges()) == 2


def test_a_held_clip_that_is_elsewhere_is_not_made_anew(stage, shot):
    stage.perform([shot("opening", "dawn")])
    lose(stage)
    outcome = stage.perform([shot("opening", "dusk", hold=True)])
    assert outcome.problems == ("opening",)
    assert len(stage.provider.charges()) == 1


def test_what_failed_and_kept_the_money_is_bought_again_only_when_somebody_says_so(stage, shot):
    def fail(ticket):
        raise JobFailed("The face was not accepted.")

    stage.provider.on_retrieve = fail
    assert stage.perform([shot("opening")]).exit_code == 1
    stage.provider.on_retrieve = lambda ticket: None
    outcome = stage.perform([shot("opening")])
    assert (outcome.problems, outcome.exit_code) == (("opening",), 1)
    assert len(stage.provider.charges()) == 1
    message = next(event.message for event in stage.events if isinstance(event, e.Stopped))
    assert "and $0.40 was not given back: The face was not accepted" in message
    assert message.endswith("To buy it again: --again opening.")
    assert stage.perform([shot("opening")], again=frozenset({"opening"})).exit_code == 0
    assert stage.perform([shot("opening")]).reused == ("opening",)


def test_what_failed_and_gave_the_money_back_is_tried_three_times(stage, shot):
    def fail(ticket):
        raise JobFailed("The face was not accepted.", Reply(status=500, credits_refunded=True))

    stage.provider.on_retrieve = fail
    for _ in range(5):
        assert stage.perform([shot("opening")]).problems == ("opening",)
    assert len(stage.provider.charges()) == 3
    message = next(event.message for event in stage.events if isinstance(event, e.Stopped))
    assert message.startswith("Failed 3 times in a row, last on ")


def test_the_journal_tells_the_same_state_as_the_run_saw(stage, shot):
    stage.perform([shot("opening"), shot("crossing", chain="opening")])
    seen = fold(stage.events)
    with Journal(stage.journal_path) as journal:
        told = fold(journal.events())
    assert told.phases == seen.phases == {"opening": Phase.FINISHED, "crossing": Phase.FINISHED}
    assert told.spent == seen.spent == Decimal("0.80")


def test_a_listener_that_fails_does_not_stop_the_run(stage, shot, caplog):
    def broken(event):
        raise RuntimeError("the terminal is gone")

    outcome = stage.perform([shot("opening")], listeners=(broken,))
    assert outcome.exit_code == 0
    assert caplog.text.count("hears no more") == 1


def test_no_more_jobs_are_under_way_than_there_are_places(stage, shot):
    under_way, most = 0, 0

    def count(event):
        nonlocal under_way, most
        under_way += isinstance(event, e.Submitted)
        most = max(most, under_way)
        under_way -= isinstance(event, e.Finished)

    stage.perform([shot(f"s{n}") for n in range(12)], places=3, listeners=(count,))
    assert most == 3


def test_submissions_keep_to_the_providers_minute(stage, shot):
    stage.per_minute = 10
    times = []
    stage.provider.before_charge = lambda body: times.append(stage.clock.now())
    stage.perform([shot(f"s{n}") for n in range(35)], places=100)
    assert all(later - earlier >= 60 for earlier, later in zip(times, times[10:], strict=False))


def test_a_film_that_spends_its_cap_stops_and_names_it(stage, shot):
    outcome = stage.perform([shot(f"s{n}") for n in range(5)], limits=Limits(run=Decimal("1.00")))
    assert len(outcome.finished) == 2
    assert outcome.exit_code == 3
    assert {event.limit for event in stage.events if isinstance(event, e.Stopped)} == {"run"}


def test_the_films_budget_counts_all_runs(stage, shot):
    limits = Limits(film=Decimal("1.00"))
    stage.perform([shot("a"), shot("b")], limits=limits)
    outcome = stage.perform([shot("a"), shot("b"), shot("c")], limits=limits)
    assert outcome.capped == ("c",)


def test_a_scenes_budget_stops_only_its_scene(stage, shot):
    film = [shot("a", scene="harbour"), shot("b", scene="harbour"), shot("c", scene="sea")]
    outcome = stage.perform(film, limits=Limits(scenes={"harbour": Decimal("0.50")}))
    assert outcome.finished == ("a", "c")
    assert "scene:harbour" in [event.limit for event in stage.events if isinstance(event, e.Stopped)]


def test_a_folder_of_results_that_cannot_be_written_fails_loudly_and_loses_nothing(stage, shot, monkeypatch):
    def read_only(name, source):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(stage.results, "put", read_only)
    film = [shot("a"), shot("b")]
    for _ in range(2):
        with pytest.raises(PermissionError):
            stage.perform(film)
    monkeypatch.undo()
    outcome = stage.perform(film)
    assert sorted(outcome.reused + outcome.finished) == ["a", "b"]
    assert len(stage.provider.charges()) == 2
