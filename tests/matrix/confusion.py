"""Puts every documented refusal to both sides, for every model that can fall into it, and counts what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec
from refusals import Refusal
from scenes import MODELS, NODE, Scene, usual
from trial import Body, Checked, Refused, Trial, placed

from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Rule
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Model


class Came(StrEnum):
    """What came of a scene that falls into a documented refusal."""

    CAUGHT = "caught"  # by the checker: this code, at this place, and nothing else
    WARNED = "warned"  # by the checker: this code, at this place; but it lets it pass
    OTHERWISE = "otherwise"  # by the checker, with another code or place
    REFUSED = "refused"  # reached the simulator, and was refused there
    ACCEPTED = "accepted"  # reached the simulator, and would have been made
    UNSAYABLE = "unsayable"  # no scene can say it


class Try(msgspec.Struct, frozen=True):
    """One refusal and one model. `agrees` is whether the simulator refuses what the checker should keep from it."""

    refusal: Refusal
    model: Model
    scene: Scene
    came: Came
    agrees: bool
    told: str = ""


def tries(trial: Trial, refusals: Iterable[Refusal], models: Iterable[Model]) -> Iterator[Try]:
    """All tries of these refusals on these models."""
    pairs = [(refusal, model) for refusal in refusals for model in models]
    for refusal, model in pairs:
        scene = refusal.spoil(usual(model))
        if scene is not None:
            yield from _tried(trial, refusal, model, scene)


def able(trial: Trial, refusal: Refusal) -> Iterator[Model]:
    """The models that can fall into a refusal."""
    for model in MODELS:
        scene = refusal.spoil(usual(model))
        if scene is not None and (refusal.sayable or spoiled(trial, refusal, scene) is not None):
            yield model


def _tried(trial: Trial, refusal: Refusal, model: Model, scene: Scene) -> Iterator[Try]:
    body = spoiled(trial, refusal, scene)
    if body is None and not refusal.sayable:
        return
    answer = None if body is None else trial.answer(body)
    agrees = answer is not None and (answer.status, answer.late) == (refusal.status, refusal.late)
    came, told = judge(trial, refusal, scene)
    yield Try(refusal, model, scene, came, agrees, f"{told} / {answer.said if answer else answer}")


def spoiled(trial: Trial, refusal: Refusal, scene: Scene) -> Body | None:
    """The body in which the refusal is: as the scene becomes without the checker's rules, or as the refusal makes it."""
    if refusal.wire is None:
        bare = trial.check(scene.text, rules=())
        return trial.body(bare.program) if bare.program else None
    return refusal.wire(trial.usual(scene.model), usual(scene.model))


def judge(trial: Trial, refusal: Refusal, scene: Scene, rules: Iterable[Rule] = RULES) -> tuple[Came, str]:
    """What the checker makes of it, by these of its rules; and where it lets it through, the simulator."""
    if not refusal.sayable:
        return Came.UNSAYABLE, ""
    checked = trial.check(scene.text, rules)
    if checked.program is not None:
        warned = any(_is(one, refusal, scene) for one in checked.found)
        return (Came.WARNED, "") if warned else _passed(trial, checked)
    told = ", ".join(f"{one.code} at {one.span.text[:60]!r}" for one in checked.errors)
    (first, *others) = checked.errors
    right = _is(first, refusal, scene)
    return (Came.CAUGHT if right and not others else Came.OTHERWISE), told


def _is(one: Diagnostic, refusal: Refusal, scene: Scene) -> bool:
    return one.code == refusal.code and placed(scene, one, refusal.at, refusal.marked)


def _passed(trial: Trial, checked: Checked) -> tuple[Came, str]:
    assert checked.program is not None
    node = checked.program.nodes[NODE]
    answer: Refused | None = trial.answer(trial.body(checked.program))
    return (Came.REFUSED if answer else Came.ACCEPTED), f"accepted as {node.model}"


def counted(found: Iterable[Try]) -> dict[str, Counter[str]]:
    """For each refusal how often it was tried, and what came of it."""
    rows: dict[str, Counter[str]] = {}
    for one in found:
        row = rows.setdefault(one.refusal.told, Counter())
        row.update({"tries": 1, one.came.value: 1, "disagrees": int(not one.agrees)})
    return rows
