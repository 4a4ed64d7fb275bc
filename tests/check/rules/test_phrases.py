"""What a user relies on: lists, lengths and counts read as people say them."""

from vgdsl.check.rules.phrases import count, either, lengths, listed, megabytes, seconds


def test_choices_are_said_with_or_and_lists_with_and():
    assert either(["5s"]) == listed(["5s"]) == "5s"
    assert either(["5s", "10s"]) == "5s or 10s"
    assert either(["5s", "10s", "15s"]) == "5s, 10s or 15s"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert either([]) == listed([]) == ""


def test_every_second_between_two_lengths_is_said_as_a_range():
    assert lengths(["3s", "4s", "5s"]) == "3s to 5s"
    assert lengths(["5s", "6s"]) == "5s or 6s"
    assert lengths(["5s", "10s", "15s"]) == "5s, 10s or 15s"
    assert lengths(["5s"]) == "5s"


def test_numbers_have_their_units():
    assert (count(0, "picture"), count(1, "picture"), count(4, "picture")) == (
        "no pictures",
        "1 picture",
        "4 pictures",
    )
    assert (seconds(2.5), seconds(300)) == ("2.5s", "300s")
    assert megabytes(26_214_400) == "26.2 MB"
