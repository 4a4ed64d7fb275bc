"""What a user relies on: whatever the checker accepts is accepted, and every documented refusal is told before it costs."""

import subprocess
import sys
import zlib
from itertools import islice
from pathlib import Path

import explained
import pytest
from combinations import scenes
from confusion import Came, able, judge, spoiled, tries
from generous import generous
from hypothesis import given, settings
from law import broken, unexplained
from pairs import pairs
from refusals import Refusal, every
from scenes import MODELS, NODE, usual

from vgdsl.check.rules import RULES
from vgdsl.providers.simulator.judging import rules

REFUSALS = tuple(every())
SAYABLE = [one for one in REFUSALS if one.sayable]
TABLE, README = Path(__file__).with_name("table.py"), Path(__file__).parents[2] / "README.md"
MOST = 8
"""Models on which a refusal is tried here; the table tries all that can fall into it."""


def told(refusal: Refusal) -> str:
    return refusal.told


def some(trial, refusal: Refusal, most: int = MOST) -> list:
    """Models that can fall into a refusal, spread over the catalogue, always the same."""
    found = list(able(trial, refusal))
    most = 1 if refusal.megabytes else most
    step = max(1, -(-len(found) // most))
    return found[zlib.crc32(refusal.told.encode()) % step :: step]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_thing_that_a_model_takes_is_accepted_as_an_order(model, trial):
    for scene in generous(model):
        checked = trial.check(scene.text)
        assert checked.errors == (), scene.text
        assert checked.program.nodes[NODE].model == model.id
        body = trial.body(checked.program)
        assert trial.answer(body) is None, scene.text
        assert not unexplained(trial, body), scene.text
        assert trial.unquoted(trial.quote(checked.program)) == [], scene.text


@pytest.mark.parametrize("refusal", REFUSALS, ids=told)
def test_every_documented_refusal_is_told_before_it_costs(refusal, trial):
    found = list(tries(trial, [refusal], some(trial, refusal)))
    assert found, "no model can fall into it"
    kept = {Came.CAUGHT, Came.UNSAYABLE} | ({Came.WARNED} if refusal.why else set())
    for one in found:
        assert one.came in kept, one.told
        assert one.agrees or refusal.why, one.told


@settings(max_examples=250, deadline=None)
@given(scenes())
def test_whatever_a_scene_says_checker_and_simulator_agree(trial, scene):
    assert broken(trial, scene) is None, scene.text


def witnesses(trial):
    """A scene for each refusal that the checker's rules catch."""
    for refusal in SAYABLE:
        for model in some(trial, refusal, 2):
            yield refusal, refusal.spoil(usual(model))


def test_each_rule_of_the_checker_is_needed_for_some_refusal(trial):
    needed = set(explained.UNTRIED)
    for refusal, scene in witnesses(trial):
        for rule in speaking(trial, scene):
            if rule.__name__ not in needed:
                without = [one for one in RULES if one is not rule]
                came, _ = judge(trial, refusal, scene, without)
                needed |= {rule.__name__} - ({rule.__name__} if came is Came.CAUGHT else set())
    assert {rule.__name__ for rule in RULES} - needed == set()


def speaking(trial, scene):
    """The rules that say something of a scene."""
    heard = []

    def listened(rule):
        def listening(subject):
            for found in rule(subject):
                heard.append(rule)
                yield found

        return listening

    trial.check(scene.text, [listened(rule) for rule in RULES])
    return dict.fromkeys(heard)


def test_each_rule_of_the_simulator_is_needed_for_some_refusal(trial, monkeypatch):
    bodies = [
        body
        for refusal in REFUSALS
        if not refusal.why and not refusal.megabytes and refusal.status == 400
        for model in some(trial, refusal, 2)
        if (body := spoiled(trial, refusal, refusal.spoil(usual(model)))) is not None
    ]
    for name in ("_LIST_RULES", "_MODEL_RULES"):
        for rule in getattr(rules, name):
            without = tuple(one for one in getattr(rules, name) if one is not rule)
            with monkeypatch.context() as patch:
                patch.setattr(rules, name, without)
                assert any(trial.answer(body) is None for body in bodies), rule.__name__


def test_the_readme_shows_this_table():
    done = subprocess.run([sys.executable, TABLE, "--lines"], capture_output=True, text=True, check=True)
    shown = README.read_text(encoding="utf-8")
    for line in done.stdout.splitlines():
        assert f"\n| {line} |" in shown


PAIRED = [model for model in MODELS if model.id in {"kling-o3-pro-reference-to-video", "wan-3-0-reference-to-video", "topaz-video-precision"}]  # fmt: skip


@pytest.mark.parametrize("model", PAIRED, ids=lambda model: model.id)
def test_two_mistakes_make_no_third_message(model, trial):
    """One pair in eighty; pairs.py tries all."""
    for pair in islice(pairs(trial, model), 7, None, 80):
        assert set(pair.beyond(trial)) <= explained.FOLLOWS.keys(), pair.scene.text
