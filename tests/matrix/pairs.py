"""Puts two documented refusals into one scene, and finds messages that neither of them has alone: one mistake, one message.

    python tests/matrix/pairs.py [MODEL ...]

Prints what is told beyond both, with how often and an example. All models take an hour, one a minute.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import msgspec
from refusals import Refusal, every
from scenes import MODELS, Scene, usual
from trial import Trial

from vgdsl.program.model import Model


class Spoiled(msgspec.Struct, frozen=True):
    """A scene with one refusal in it, what of the usual scene it changes, and the codes that are told."""

    refusal: Refusal
    scene: Scene
    changes: frozenset[str]
    codes: Counter[str]


class Pair(msgspec.Struct, frozen=True):
    """A scene with two refusals in it, and what is told of each alone."""

    first: Refusal
    second: Refusal
    scene: Scene
    alone: Counter[str]

    def beyond(self, trial: Trial) -> tuple[str, ...]:
        """The codes that neither has alone."""
        return tuple((_codes(trial, self.scene) - self.alone).elements())


def pairs(trial: Trial, model: Model) -> Iterator[Pair]:
    """All pairs of refusals of a model that do not touch the same attribute, in both orders."""
    for first, second in permutations(_spoiled(trial, model), 2):
        if first.changes & second.changes:
            continue
        scene = second.refusal.spoil(first.scene)
        if scene is not None and _kept(first, scene):
            yield Pair(first.refusal, second.refusal, scene, first.codes + second.codes)


def _spoiled(trial: Trial, model: Model) -> Iterator[Spoiled]:
    plain = usual(model)
    for refusal in every():
        scene = refusal.spoil(plain) if refusal.sayable and not refusal.megabytes else None
        if scene is not None and scene.keyword == plain.keyword:
            yield Spoiled(refusal, scene, _changes(plain, scene), _codes(trial, scene))


def _changes(plain: Scene, scene: Scene) -> frozenset[str]:
    values = {name for name, _ in plain.values.items() ^ scene.values.items()}
    around = {"around"} if scene.around != plain.around else set()
    return frozenset(values | around | {f"options.{name}" for name in scene.options})


def _kept(first: Spoiled, scene: Scene) -> bool:
    """Whether the second left in the scene what the first had put there."""
    return all(scene.values.get(name) == first.scene.values.get(name) for name in first.changes)


def _codes(trial: Trial, scene: Scene) -> Counter[str]:
    return Counter(one.code for one in trial.check(scene.text).found)


def main() -> int:
    models = [model for model in MODELS if model.id in sys.argv[1:] or not sys.argv[1:]]
    rows: dict[tuple[str, ...], list[Pair]] = {}
    tried = 0
    with tempfile.TemporaryDirectory(prefix="pairs-") as folder:
        trial = Trial(Path(folder))
        for pair in (pair for model in models for pair in pairs(trial, model)):
            tried += 1
            if codes := pair.beyond(trial):
                rows.setdefault(codes, []).append(pair)
    sys.stdout.write(f"{tried} pairs of {len(models)} models\n")
    for codes, found in sorted(rows.items(), key=lambda row: -len(row[1])):
        one = found[0]
        example = f"{one.scene.model.id}: {one.first.told}, {one.second.told}"
        sys.stdout.write(f"{' '.join(codes):<16} {len(found):>6}   {example}\n")
    return bool(rows)


if __name__ == "__main__":
    raise SystemExit(main())
