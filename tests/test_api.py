"""The public API: what it promises is there, typed, and does what the command line does."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

import vgdsl

ONE_SHOT = """\
film test { model = "wan-2.5-preview" aspect_ratio = 16:9 resolution = 480p }
shot a { duration = 5s prompt = "A quiet sea." }
cut main { sequence = [a] }
"""


@pytest.fixture
def scene(tmp_path) -> Path:
    path = tmp_path / "film.vg"
    path.write_text(ONE_SHOT)
    return path


def test_every_name_of_the_api_is_there_and_is_what_type_checkers_see():
    stub = ast.parse(Path(vgdsl.__file__).with_suffix(".pyi").read_text())
    seen = {
        alias.asname: (node.module, alias.name)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert [*sorted(seen), "__version__"] == sorted(
        vgdsl.__all__, key=lambda name: (name == "__version__", name)
    )
    for name, (module, own) in seen.items():
        home = __import__(module, fromlist=[own])
        assert getattr(vgdsl, name) is getattr(home, own)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Flim'"):
        vgdsl.Flim  # noqa: B018


def test_a_film_is_checked_planned_and_made(scene):
    film = vgdsl.Film(scene)
    assert film.diagnostics == ()
    assert [step.id for step in film.plan(simulate=True).steps] == ["a"]
    outcome = film.run(simulate=True)
    assert (outcome.exit_code, outcome.finished, outcome.built) == (0, ("a",), ("main",))
    assert (scene.parent / "out/animatic/test.mp4").stat().st_size > 1000


def test_a_broken_film_says_all_that_is_wrong(scene):
    scene.write_text(ONE_SHOT.replace("5s", "7s").replace("[a]", "[b]"))
    film = vgdsl.Film(scene)
    assert film.program is None
    with pytest.raises(vgdsl.BrokenFilmError) as caught:
        film.plan(simulate=True)
    assert len(caught.value.diagnostics) == 2
    assert "film.vg:2:21" in str(caught.value)


def test_nothing_is_bought_without_a_limit(scene):
    with pytest.raises(ValueError, match="max_cost"):
        vgdsl.Film(scene).run()
    assert not (scene.parent / ".vgdsl").exists()


def test_a_limit_stops_a_simulated_run_too(scene):
    outcome = vgdsl.Film(scene).run(simulate=True, max_cost=Decimal("0.01"))
    assert (outcome.exit_code, outcome.capped) == (3, ("a",))
