"""What must hold of any scene: the checker lets nothing through that the simulator refuses, and refuses nothing in vain."""

from collections.abc import Iterable

import explained
from scenes import NODE, Scene
from trial import SHARED, Body, Trial


def broken(trial: Trial, scene: Scene) -> str | None:
    """How a scene breaks the law; None where it holds."""
    checked = trial.check(scene.text)
    if checked.program is None:
        return _in_vain(trial, scene, {one.code for one in checked.errors})
    if any(
        one.code == "VG322" for one in checked.found
    ):  # a field that no model is known to take was warned of
        return None
    body = trial.body(checked.program)
    if answer := trial.answer(body):
        return f"{checked.program.nodes[NODE].model} was let through, and is refused: {answer.said}"
    return next(iter(unexplained(trial, body)), None)


def _in_vain(trial: Trial, scene: Scene, codes: set[str]) -> str | None:
    """A scene was refused for these: then the simulator refuses its request too, or the code says why we do not."""
    if codes & explained.STRICTER.keys():
        return None
    bare = trial.check(scene.text, rules=())
    if bare.program is None or trial.answer(trial.body(bare.program)):
        return None
    return f"refused for {', '.join(sorted(codes))}, and the simulator would make it"


def unexplained(trial: Trial, body: Body) -> Iterable[str]:
    """Where a body differs from the published schema, and nobody knows why."""
    if not SHARED.exists():
        return ()
    misfits = trial.misfits(body)
    return [one for one in misfits if not one.startswith(tuple(explained.SCHEMA))]
