"""What a message proposes, taken blindly, is worth taking: the mistake is gone, and no other has come."""

from collections import Counter

import pytest
from amended import Outcome, outcomes
from marked import every


@pytest.fixture(scope="module")
def tried() -> list[Outcome]:
    return [one for scene in every() for one in outcomes(scene.files)]


def test_nearly_all_that_is_proposed_mends(tried):
    offered = [one for one in tried if one.offered]
    assert sum(one.mended for one in offered) >= 0.95 * len(offered)


def test_two_messages_of_three_propose_something(tried):
    assert sum(one.offered for one in tried) >= 0.66 * len(tried)


def test_no_code_proposes_what_mostly_fails(tried):
    offered = Counter(one.code for one in tried if one.offered)
    mended = Counter(one.code for one in tried if one.mended)
    assert [code for code in offered if mended[code] < 0.8 * offered[code]] == []
