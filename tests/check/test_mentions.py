"""At-signs in prompts."""

import pytest

from vgdsl.check.mentions import Mentioned, split


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("@marco waves.", [Mentioned("marco"), " waves."]),
        ("See @marco.", ["See ", Mentioned("marco"), "."]),
        ("@marco.Then", [Mentioned("marco"), ".Then"]),
        ("@cast.marco.Then", [Mentioned("cast.marco"), ".Then"]),
        ("me@home, @@marco, @ 5", ["me@home, @marco, @ 5"]),
        ("@città@東京", [Mentioned("città"), "@東京"]),
        ("@किताब, @cafe\N{COMBINING ACUTE ACCENT}.", [Mentioned("किताब"), ", ", Mentioned("café"), "."]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_its_mentions(text, pieces):
    assert list(split(text, lambda name, _member: name == "cast")) == pieces
