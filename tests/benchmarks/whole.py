"""T2: a whole film against the served simulator on a compressed clock, held against its schedule."""

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from crowd import Crowd, server, takes, told
from measure import Effort, Reading, Spread
from scheduling import _longest, _played

PACE, PLACES, USUAL = 15.0, 16, 115.0


def film(effort: Effort) -> Iterator[Reading]:
    """Ninety-six jobs, many of which need an earlier one; as long as the simulator makes them, which it tells afterwards."""
    count, chance = effort.of(96, 12), random.Random(2)
    names = [f"s#{n}" for n in range(1, count + 1)]
    needs = {
        name: (names[n - 8],) if n >= 8 and chance.random() < 0.6 else () for n, name in enumerate(names)
    }
    pace = PACE if not effort.quick else 400.0
    with server(pace, USUAL) as address, tempfile.TemporaryDirectory(prefix="vgdsl-whole-") as place:
        warm = Path(place) / "warm"  # the one picture that all share is drawn before
        asyncio.run(Crowd(address, pace, warm).perform(takes(1), 1))
        crowd = Crowd(address, pace, Path(place) / "film")
        home = asyncio.run(crowd.perform(takes(count, needs, USUAL), PLACES))
        seen = told(address)
    if home != count:
        raise ValueError("a run without a provider's trouble should finish everything")
    lengths = {job: seen["found"][number][0] for job, number in crowd.bought.items()}
    late = [late / length for length, late in (seen["found"][number] for number in crowd.bought.values())]
    best = _played(needs, _longest(needs, dict.fromkeys(names, USUAL)), lengths, PLACES)
    spans = Spread.of([(crowd.ended - crowd.began) / best])
    yield Reading(
        "T2",
        f"film of {count} jobs / its schedule",
        spans,
        "x",
        1.05,
        f"{best / 60:.1f} minutes of the provider's",
    )
    noticed = Spread(sum(late) / count * 100, min(late) * 100, max(late) * 100)
    fixed = sum(2.5 / length for length in lengths.values()) / count * 100
    yield Reading("T2", "delay in noticing / a job's length", noticed, "%", 2, f"every 5 s: {fixed:.1f} %")
    asked = len(seen["asked"]["retrieve"]) - 1
    every = sum(length // 5 + 1 for length in lengths.values())
    yield Reading(
        "T2",
        "questions / those of asking every 5 s",
        Spread.of([asked / every]),
        "x",
        1,
        f"{every:.0f} questions",
    )
