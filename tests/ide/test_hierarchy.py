"""What uses what."""

import pytest

from vgdsl.ide.hierarchy import member, used_by, uses

FILM = """
import "cast.vg" as cast
film f { use = [noir] }
style noir { prefix = "{{ light }}" }
let light = "gold"
shot opening { prompt = "@cast.marco, {{ light }}, {{ film.title }}" }
scene harbor {
  use = [noir]
  shot boarding { start = opening.last_frame  after = [opening]  prompt = "Closer. @cast.marco" }
}
cut main { sequence = [opening, boarding, opening] }
"""
CAST = {"cast.vg": 'element marco { description = "x" } shot alone { prompt = "@marco" }'}


def said(found):
    return {
        f"{one.member.file}:{one.member.symbol.name}": [span.text for span in one.places] for one in found
    }


@pytest.mark.parametrize(
    ("name", "above", "beneath"),
    [
        ("opening", {"film.vg:boarding": ["opening"] * 2, "film.vg:main": ["opening"] * 2}, {"cast.vg:marco": ["marco"], "film.vg:light": ["light"]}),
        ("boarding", {"film.vg:main": ["boarding"]}, {"film.vg:opening": ["opening"] * 2, "cast.vg:marco": ["marco"]}),
        ("harbor", {}, {"film.vg:noir": ["noir"], "film.vg:opening": ["opening"] * 2, "cast.vg:marco": ["marco"]}),
        ("noir", {"film.vg:f": ["noir"], "film.vg:harbor": ["noir"]}, {"film.vg:light": ["light"]}),
        ("light", {"film.vg:noir": ["light"], "film.vg:opening": ["light"]}, {}),
        ("main", {}, {"film.vg:opening": ["opening"] * 2, "film.vg:boarding": ["boarding"]}),
        ("marco", {"cast.vg:alone": ["marco"], "film.vg:opening": ["marco"], "film.vg:boarding": ["marco"]}, {}),
    ],
)  # fmt: skip
def test_both_ways(marked, name, above, beneath):
    there = marked(FILM, CAST)
    one = member(there.view, there.texts["film.vg"].index(name))
    assert one.symbol.name == name
    assert said(used_by([there.view], one)) == above
    assert said(uses([there.view], one)) == beneath


def test_through_other_films(marked):
    there = marked(FILM, {**CAST, "other.vg": 'import "cast.vg" shot there { prompt = "@marco" }'})
    one = member(there.view, there.texts["film.vg"].index("marco"))
    found = used_by([there.view, there.film("other.vg")], one)
    assert "other.vg:there" in said(found)


def test_broken_films(marked):
    there = marked("shot a‹› { start = } shot b { start = a.last_frame prompt = ")
    assert said(used_by([there.view], member(there.view, there.at))) == {"film.vg:b": ["a"]}


def test_what_no_block_declares(marked):
    for text in ('shot s[c‹› in ["x"]] { }', "film f‹› { }", "shot s { dur‹›ation = 5s }", "‹›"):
        there = marked(text)
        assert member(there.view, there.at) is None
