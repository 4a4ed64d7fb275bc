"""What is paid for is fetched, whatever happens in between."""

import asyncio
import random
from dataclasses import replace
from heapq import heappop, heappush

import pytest

from vgdsl.providers import errors
from vgdsl.providers.base import Delivered, Progress
from vgdsl.report.narration import sentence
from vgdsl.run import events as e
from vgdsl.run.collection import LINK_TRIES
from vgdsl.run.schedule import Schedule


def fails_times(count, error):
    left = [error] * count

    def raises(_):
        if left:
            raise left.pop()

    return raises


def stop_after(kind, count=1):
    """A listener, and what gives it the run's wish to stop."""
    seen, wish = [], []

    def hear(event):
        if isinstance(event, kind):
            seen.append(event)
            if len(seen) == count:
                wish[0].set()

    return hear, wish.append


def interrupted(stage, film, kind=e.Submitted):
    hear, during = stop_after(kind)
    return stage.perform(film, listeners=(hear,), during=during)


def test_a_stopped_run_says_what_still_runs_and_the_next_one_collects_it(stage, shot):
    film = [shot("opening"), shot("crossing", chain="opening")]
    first = interrupted(stage, film)
    assert first.interrupted
    assert [each.job for each in first.running] == ["opening"]
    assert first.exit_code == 1
    second = stage.perform(film)
    assert second.finished == ("opening", "crossing")
    assert len(stage.provider.charges()) == 2
    assert stage.names("opening")[0] == "Resumed"


def test_what_was_bought_is_collected_though_the_film_is_gone(stage, shot):
    interrupted(stage, [shot("opening")])
    outcome = stage.perform([])
    assert outcome.finished == ("opening",)
    assert (stage.results.folder / "opening.mp4").exists()


def test_what_was_bought_is_collected_though_the_shot_has_changed(stage, shot):
    interrupted(stage, [shot("opening", "dawn")])
    outcome = stage.perform([shot("opening", "dusk")])
    assert len(outcome.finished) == 2
    assert outcome.finished[1].startswith("opening~")
    assert len(stage.provider.charges()) == 2
    assert stage.perform([shot("opening", "dawn")]).reused == ("opening",)


def test_a_ticket_of_a_place_without_access_waits(stage, shot):
    interrupted(stage, [shot("opening")])
    stage.provider.address = "https://elsewhere.example/api"
    outcome = stage.perform([])
    assert [each.job for each in outcome.running] == ["opening"]
    assert outcome.exit_code == 1


def test_trouble_on_the_way_to_a_result_is_waited_out(stage, shot):
    stage.provider.on_retrieve = fails_times(30, errors.Transient("502"))
    outcome = stage.perform([shot("opening")])
    assert outcome.finished == ("opening",)


def test_a_verdict_is_confirmed_before_it_is_believed(stage, shot):
    stage.provider.on_retrieve = fails_times(1, errors.JobFailed("Unknown error."))
    assert stage.perform([shot("opening")]).finished == ("opening",)


def test_a_failed_job_is_not_bought_again_and_blocks_only_what_needs_it(stage, shot):
    def poisoned(ticket):
        if ticket.queue_id == "q1":
            raise errors.JobFailed("Unknown error.")

    stage.provider.on_retrieve = poisoned
    film = [shot("opening"), shot("crossing", chain="opening"), shot("other")]
    outcome = stage.perform(film, places=1)
    assert outcome.problems == ("opening",)
    assert outcome.blocked == ("crossing",)
    assert outcome.finished == ("other",)
    assert stage.provider.queues == 2


@pytest.mark.parametrize(("refunded", "counted"), [(True, 0), (False, 1), (None, 1)])
def test_a_late_refusal_counts_as_spent_unless_it_was_refunded(stage, shot, refunded, counted):
    error = errors.JobFailed("Against the rules.", errors.Reply(status=422, credits_refunded=refunded))
    error.policy = True
    stage.provider.on_retrieve = fails_times(2, error)
    outcome = stage.perform([shot("opening")])
    assert stage.names("opening")[-1] == "Refused"
    assert outcome.exit_code == 1
    assert bool(stage.past().spent("film.vg", "venice")[0]) is bool(counted)


def test_a_link_that_does_not_open_is_tried_a_few_times_and_stays_to_be_collected(stage, shot):
    def shut(_):
        error = errors.Transient("The link did not open.")
        error.link = True
        raise error

    stage.provider.on_retrieve = shut
    outcome = stage.perform([shot("opening")])
    assert stage.provider.polls == LINK_TRIES
    assert [waiting.job for waiting in outcome.running] == ["opening"]
    (left,) = [x for x in stage.events if isinstance(x, e.Uncollected)]
    assert left.message == "The link did not open. It is tried again when it is collected next."
    stage.provider.on_retrieve = lambda _: None
    assert stage.perform([shot("opening")]).finished == ("opening",)


def test_a_state_that_nobody_knows_is_told_once_and_waited_for(stage, shot):
    ask = stage.provider.retrieve

    async def odd(ticket, into):
        answer = await ask(ticket, into)
        return (
            replace(answer, note="Venice reports a state not known here: DREAMING")
            if isinstance(answer, Progress)
            else answer
        )

    stage.provider.retrieve = odd
    assert stage.perform([shot("opening", seconds=600.0)]).finished == ("opening",)
    told = [sentence(x) for x in stage.events if isinstance(x, e.Progressed) and sentence(x)]
    assert told == ["opening: still waiting. Venice reports a state not known here: DREAMING"]


def test_a_question_about_a_model_that_is_refused_leaves_the_ticket_good(stage, shot):
    stage.provider.on_retrieve = fails_times(
        1, errors.Refused("Venice does not know this model, or no longer.")
    )
    outcome = stage.perform([shot("opening")])
    assert [waiting.job for waiting in outcome.running] == ["opening"]
    assert stage.perform([shot("opening")]).finished == ("opening",)


def test_a_result_no_longer_to_be_had_is_expired(stage, shot):
    stage.provider.on_retrieve = fails_times(2, errors.Gone("Unknown id."))
    outcome = stage.perform([shot("opening")])
    assert stage.names("opening")[-1] == "Expired"
    assert outcome.exit_code == 1


def test_a_placeholder_is_no_clip_and_is_kept_for_looking_at(stage, shot):
    stage.provider.deliver = lambda queue_id: b"tiny"
    outcome = stage.perform([shot("opening")])
    assert outcome.problems == ("opening",)
    assert [p.read_bytes() for p in (stage.folder / ".vgdsl" / "rejected").iterdir()] == [b"tiny"]


def test_a_full_disk_loses_nothing_and_stops_buying(stage, shot):
    keep, store = stage.store.put, stage.store

    def full(temporary, sha256):
        raise OSError(28, "No space left on device")

    store.put = full
    film = [shot("a"), shot("b"), shot("c")]
    outcome = stage.perform(film, places=1)
    assert [each.job for each in outcome.running] == ["a"]
    assert outcome.problems == ("b", "c")
    assert "space" in next(x.message for x in stage.events if isinstance(x, e.Uncollected))
    store.put = keep
    assert stage.perform(film).finished == ("a", "b", "c")
    assert len(stage.provider.charges()) == 3


def test_bytes_that_arrived_before_a_crash_count_when_the_provider_has_them_no_longer(stage, shot):
    put = stage.store.put

    def crash(temporary, sha256):
        raise KeyboardInterrupt

    stage.store.put = crash
    with pytest.raises(KeyboardInterrupt):
        stage.perform([shot("opening")])
    stage.store.put = put
    stage.provider.on_retrieve = fails_times(2, errors.Gone("Handed out once."))
    outcome = stage.perform([shot("opening")])
    assert outcome.finished == ("opening",)
    assert len(stage.provider.charges()) == 1


def test_lost_access_leaves_the_ticket_good(stage, shot):
    stage.provider.on_retrieve = fails_times(1, errors.Unauthorised("Key not valid."))
    assert [each.job for each in stage.perform([shot("opening")]).running] == ["opening"]
    assert stage.perform([shot("opening")]).finished == ("opening",)


def test_stopping_during_a_download_brings_it_home(stage, shot):
    hear, during = stop_after(e.Downloading)
    outcome = stage.perform([shot("a"), shot("b", chain="a")], listeners=(hear,), during=during)
    assert outcome.finished == ("a",)
    assert outcome.interrupted


def test_stopping_during_a_submission_keeps_its_ticket(stage, shot):
    hear, during = stop_after(e.Intended)
    outcome = stage.perform([shot("a"), shot("b")], listeners=(hear,), during=during, places=1)
    assert [each.job for each in outcome.running] == ["a"]
    assert not outcome.uncertain
    assert len(stage.provider.charges()) == 1


def test_a_ticket_whose_job_becomes_known_only_later_is_collected_once(stage, shot):
    film = [shot("a"), shot("b", chain="a")]
    assert interrupted(stage, film, e.Finished).finished == ("a",)
    interrupted_again = stop_after(e.Submitted)
    stage.perform(film, listeners=(interrupted_again[0],), during=interrupted_again[1])
    outcome = stage.perform([shot("x", seconds=1000.0), *film], places=1)
    assert outcome.reused == ("a", "b")
    assert len(stage.provider.charges()) == 3


def test_leaving_at_once_loses_no_ticket(stage, shot):
    def leave(event):
        if isinstance(event, e.Progressed):
            asyncio.current_task().get_loop().call_soon(playing[0].cancel)

    playing = []
    with pytest.raises(asyncio.CancelledError):
        stage.perform(
            [shot("a"), shot("b")],
            listeners=(leave,),
            during=lambda stop: playing.append(asyncio.current_task()),
        )
    assert stage.perform([shot("a"), shot("b")]).finished == ("a", "b")
    assert len(stage.provider.charges()) == 2


@pytest.mark.parametrize("places", [2, 8, 64])
def test_a_whole_film_takes_hardly_longer_than_its_schedule(stage, shot, places):
    chance = random.Random(places)
    names = [f"s{n}" for n in range(96)]
    chains = {name: names[n - 8] if n >= 8 and chance.random() < 0.6 else "" for n, name in enumerate(names)}
    usual = {f"model-{n}": chance.uniform(60, 400) for n in range(6)}
    models = {name: chance.choice(list(usual)) for name in names}
    lengths = {name: usual[model] * chance.uniform(0.75, 1.1) for name, model in models.items()}
    stage.provider.length = lambda body: lengths[body["prompt"]]
    stage.provider.average = lambda body: usual[body["model"]]
    film = [shot(name, chain=chains[name], model=models[name], seconds=usual[models[name]]) for name in names]
    began = []
    ended = []
    hear = lambda event: (began if isinstance(event, e.RunStarted) else ended).append(event.at)  # noqa: E731
    stage.perform(film, places=places, listeners=(hear,))
    assert ended[-1] - began[0] <= 1.05 * ideal(names, chains, lengths, places)
    late = [seconds / length for length, seconds in stage.provider.noticed.values()]
    assert sum(late) / len(late) <= 0.02
    assert stage.provider.polls < sum(length / 5 for length in lengths.values())


def ideal(names, chains, lengths, places):
    """The time that the film takes when every job is noticed the moment it is done."""
    needs = {name: (chains[name],) if chains[name] else () for name in names}
    users = {name: [user for user in names if name in needs[user]] for name in names}
    paths = {}
    for name in reversed(names):
        paths[name] = lengths[name] + max((paths[user] for user in users[name]), default=0.0)
    plan, now, running = Schedule(needs, users, paths, places), 0.0, []
    while True:
        while (job := plan.take()) is not None:
            heappush(running, (now + lengths[job], job))
        if not running:
            return now
        now, job = heappop(running)
        plan.done(job)


def test_a_result_that_is_handed_out_once_survives_a_journal_that_fails_when_it_is_in_the_store(stage, shot):
    """Between the store and the journal the program may end; the provider then knows nothing of the job any more."""
    handed_out = []
    usual = stage.provider.retrieve

    async def once(ticket, into):
        if handed_out:
            raise errors.Gone("Request ID is invalid.")
        answer = await usual(ticket, into)
        if isinstance(answer, Delivered):
            handed_out.append(ticket)
        return answer

    stage.provider.retrieve = once

    def fail(event):
        if isinstance(event, e.Downloading):
            stage.store.put = broken

    put = stage.store.put

    def broken(temporary, sha256):
        put(temporary, sha256)
        raise OSError(28, "No space left on device")

    first = stage.perform([shot("opening")], listeners=(fail,))
    assert [each.job for each in first.running] == ["opening"]
    stage.store.put = put
    assert stage.perform([shot("opening")]).finished == ("opening",)
    assert len(stage.provider.charges()) == 1
    assert not list((stage.folder / ".vgdsl/incoming").iterdir())
