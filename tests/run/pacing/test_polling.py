"""A finished job is noticed soon, and asked for rarely."""

import random

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.pacing.polling import LONGEST, first_wait, wait


def poll(length, usual, in_flight=1, per_minute=120.0):
    """How many questions it takes to notice a job of this length, and how late that is, in seconds."""
    age, asked = 0.0, 0
    while True:
        age += wait(age, usual, in_flight, per_minute)
        asked += 1
        if age >= length:
            return asked, age - length


def test_jobs_are_noticed_within_two_hundredths_with_fewer_questions_than_every_five_seconds():
    chance = random.Random(3)
    late = asked = fixed = 0.0
    for _ in range(5000):
        average = chance.uniform(60, 400)  # the eightieth percentile, as the provider tells it
        length = average * min(1.4, max(0.7, chance.gauss(0.92, 0.095)))
        questions, seconds = poll(length, average)
        late += seconds / length / 5000
        asked += questions
        fixed += length // 5 + 1
    assert late <= 0.02
    assert asked < fixed / 2


def test_jobs_are_noticed_as_soon_though_some_take_little_more_than_half_of_the_usual_time():
    chance = random.Random(5)  # as the simulator's do
    late = asked = fixed = 0.0
    for _ in range(5000):
        average = chance.uniform(60, 400)
        length = average * chance.uniform(0.6, 1.1)
        questions, seconds = poll(length, average)
        late += seconds / length / 5000
        asked += questions
        fixed += length // 5 + 1
    assert late <= 0.02
    assert asked < fixed / 2


def test_short_jobs_too_are_asked_for_less_often_than_every_five_seconds():
    chance = random.Random(4)
    lengths = [60 * min(1.4, max(0.7, chance.gauss(0.92, 0.095))) for _ in range(2000)]
    polls = [poll(length, 60.0) for length in lengths]
    assert sum(asked for asked, _ in polls) < sum(length // 5 + 1 for length in lengths)
    assert sum(late / length for (_, late), length in zip(polls, lengths, strict=True)) / 2000 <= 0.02


def test_nothing_is_asked_before_it_could_pay_off():
    assert wait(0.0, 300.0, 1, 120.0) == 195.0
    assert first_wait(300.0, 60.0, 1, 120.0) == 195.0


def test_a_model_whose_average_is_not_known_is_asked_for_it_early():
    assert first_wait(None, 300.0, 1, 120.0) == 30.0
    assert first_wait(None, 20.0, 1, 120.0) == 13.0


@given(st.floats(0, 1e5), st.floats(0, 1e4), st.integers(1, 2000))
def test_together_the_jobs_in_flight_stay_below_the_limit(age, usual, in_flight):
    assert in_flight * 60.0 / wait(age, usual, in_flight, 120.0) <= 120.0


@given(st.floats(0, 1e5), st.floats(0, 1e4))
def test_a_wait_is_never_none_and_never_endless(age, usual):
    assert 0 < wait(age, usual, 1, 120.0) <= max(usual, LONGEST) + 1
