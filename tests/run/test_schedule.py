"""Films are finished about as early as the places under way allow, and nothing starts before what it needs."""

import random
from heapq import heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.schedule import Schedule


def users_of(needs):
    users = {job: [] for job in needs}
    for job, before in needs.items():
        for other in before:
            users[other].append(job)
    return users


def remaining(needs, users, seconds):
    paths = {}
    for job in reversed(needs):
        paths[job] = seconds[job] + max((paths[user] for user in users[job]), default=0.0)
    return paths


def schedule(needs, seconds=None, places=3):
    users = users_of(needs)
    return Schedule(needs, users, remaining(needs, users, seconds or dict.fromkeys(needs, 1.0)), places)


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 14))
    return {
        f"s{n}": tuple(f"s{before}" for before in draw(st.sets(st.integers(0, n - 1), max_size=3)))
        if n
        else ()
        for n in range(count)
    }


@given(graphs(), st.integers(1, 4), st.randoms(use_true_random=False), st.data())
def test_every_job_runs_once_after_what_it_needs_or_not_at_all(needs, places, chance, data):
    plan = schedule(needs, places=places)
    running, done, dropped = [], set(), set()
    while True:
        while (job := plan.take()) is not None:
            assert set(needs[job]) <= done
            assert job not in done | dropped
            running.append(job)
        assert len(running) <= places
        if not running:
            break
        job = running.pop(chance.randrange(len(running)))
        if data.draw(st.booleans()):
            plan.done(job)
            done.add(job)
        else:
            lost = list(plan.drop(job))
            assert len(set(lost)) == len(lost)
            assert not dropped & set(lost)
            dropped |= {job, *lost}
    assert done | dropped == set(needs)
    assert all(set(needs[job]) <= done for job in done)


def test_the_longest_way_goes_first():
    needs = {"short": (), "long": (), "after": ("long",)}
    assert schedule(needs, places=1).take() == "long"


def test_equals_go_in_the_order_of_the_film():
    plan = schedule(dict.fromkeys("cab", ()), places=3)
    assert [plan.take(), plan.take(), plan.take()] == ["c", "a", "b"]


def makespan(needs, expected, actual, places):
    plan, now, running = schedule(needs, expected, places), 0.0, []
    while True:
        while (job := plan.take()) is not None:
            heappush(running, (now + actual[job], job))
        if not running:
            return now
        now, job = heappop(running)
        plan.done(job)


def random_film(chance):
    return {
        f"s{n}": tuple(f"s{x}" for x in chance.sample(range(n), min(n, chance.choice([0, 0, 1, 1, 1, 2]))))
        for n in range(chance.randint(5, 60))
    }


@pytest.mark.parametrize(("noise", "goal"), [(0.0, 1.015), (0.4, 1.025)])
def test_a_thousand_films_come_close_to_the_shortest_time_there_could_be(noise, goal):
    chance, ratios = random.Random(1), []
    for _ in range(1000):
        needs, places = random_film(chance), chance.choice([2, 3, 4, 8, 16])
        expected = {job: chance.uniform(30, 400) for job in needs}
        actual = {job: usual * chance.uniform(1 - noise, 1 + noise) for job, usual in expected.items()}
        longest = max(remaining(needs, users_of(needs), actual).values())
        bound = max(longest, sum(actual.values()) / places)
        ratios.append(makespan(needs, expected, actual, places) / bound)
    assert sum(ratios) / len(ratios) <= goal
