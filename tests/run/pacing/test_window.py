"""No stretch of a window's length holds more than the limit, whenever in between the provider counts."""

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run.pacing.window import Window

NOTHING = None


def test_a_bundle_within_the_limit_goes_at_once_and_the_next_one_when_it_counts_no_longer():
    window = Window(2, 60.0)
    for _ in range(2):
        assert window.wait(5.0) == 0.0
        window.begin()
    assert window.wait(5.0) is NOTHING
    for answered in (6.0, 8.0):
        window.end()
        window.count(answered)
    assert window.wait(10.0) == 56.0
    assert window.wait(66.0) == 0.0


def test_what_ends_without_counting_leaves_its_place_at_once():
    window = Window(1, 30.0)
    window.begin()
    window.end()
    assert window.wait(0.0) == 0.0


def test_a_hold_is_the_longest_of_those_that_were_asked_for():
    window = Window(1, 30.0)
    window.hold(10.0)
    window.hold(4.0)
    assert (window.wait(0.0), window.wait(10.0)) == (10.0, 0.0)


def test_what_others_have_used_is_left_to_them_until_it_is_renewed():
    window = Window(40, 60.0)
    window.begin()
    window.left(9, 20.0, now=0.0)  # forty less nine, and one of them is ours
    assert window.others == 30
    for _ in range(9):
        assert window.wait(0.0) == 0.0
        window.begin()
    assert window.wait(0.0) == 20.0
    assert window.wait(20.0) == 0.0


def test_an_answer_that_knows_less_than_we_do_changes_nothing():
    window = Window(40, 60.0)
    for _ in range(6):
        window.begin()
    window.left(9, 20.0, now=0.0)
    for _ in range(3):
        window.begin()
    window.left(7, 20.0, now=1.0)  # it has not seen the last three yet
    assert window.others == 25


def test_a_count_of_what_is_left_is_believed_for_a_window_at_most():
    window = Window(40, 60.0)
    window.left(0, 1e9, now=0.0)
    assert window.wait(0.0) == 60.0


@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.floats(0, 40), st.floats(0, 90), st.floats(0, 1)), min_size=1, max_size=80),
)
def test_the_limit_holds_whenever_between_sending_and_answer_the_provider_counts(limit, plan):
    window, now, under_way, seen = Window(limit, 60.0), 0.0, [], []

    def answer(until):
        for answered in sorted(at for at in under_way if at <= until):
            under_way.remove(answered)
            window.end()
            window.count(answered)

    for gap, length, share in plan:
        now += gap
        answer(now)
        while (wait := window.wait(now)) != 0.0:
            now = min(under_way) if wait is None else min([now + wait, *under_way])
            answer(now)
        window.begin()
        under_way.append(now + length)
        seen.append(now + share * length)
    seen.sort()
    assert all(later - earlier >= 59.999 for earlier, later in zip(seen, seen[limit:], strict=False))
