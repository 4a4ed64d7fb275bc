"""Scenes that say several things at once: generous ones of one model laid over each other, and perhaps spoiled.

Knows nothing of what comes of them.
"""

from functools import cache

import msgspec
from generous import generous
from hypothesis import strategies as st
from refusals import Refusal, every
from scenes import CATALOG, Scene


@cache
def lively(model: str) -> tuple[Scene, ...]:
    """The generous scenes of a model that say more than the least one."""
    return tuple(generous(CATALOG.models[model]))[1:]


@cache
def sayable() -> tuple[Refusal, ...]:
    """The refusals that a scene can fall into."""
    return tuple(refusal for refusal in every() if refusal.sayable)


def over(one: Scene, other: Scene) -> Scene:
    """What both say; where they differ, the second wins."""
    around = "".join(dict.fromkeys((one.around + other.around).splitlines(keepends=True)))
    return msgspec.structs.replace(
        one,
        values={**one.values, **other.values},
        options={**one.options, **other.options},
        around=around,
    )


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """One to four generous scenes of a model in one, sometimes with something spoiled."""
    model = draw(st.sampled_from(sorted(CATALOG.models)))
    parts = draw(st.lists(st.sampled_from(lively(model)), min_size=1, max_size=4))
    scene = parts[0]
    for part in parts[1:]:
        scene = over(scene, part)
    for refusal in draw(st.lists(st.sampled_from(sayable()), max_size=2)):
        scene = refusal.spoil(scene) or scene
    return scene
