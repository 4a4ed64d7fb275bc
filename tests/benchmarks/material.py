"""What the benchmarks work on: films of any length, graphs of jobs, folders to work in. Measures nothing."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vgdsl.plan.job import Job
from vgdsl.program.entities import NodeKind

HEAD = """\
film lagoon {
  title        = "The Lagoon"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
}

let light = "low winter sun"

style hazy {
  suffix = "Anamorphic, slight haze."
}

element marco {
  description = "a gondolier in a striped shirt"
}
"""

SHOTS_OF_A_SCENE = 20


def film(shots: int) -> str:
    """A film that says something new in each shot, about 200 characters of it, and has no mistakes.

    Half of the shots start from the one before, one of three mentions somebody, one of five has a template.
    """
    parts = [HEAD]
    for number in range(shots):
        if number % SHOTS_OF_A_SCENE == 0:
            parts.append("}\n" * (number > 0) + f"\nscene part{number} {{\n  use = [hazy]\n")
        parts.append(shot(number))
    return "".join([*parts, "}\n"])


def shot(number: int) -> str:
    who = "@marco" if number % 3 == 0 else "a gondola"
    light = "{{ light }}" if number % 5 == 0 else "a rising moon"
    chain = f"    start    = s{number - 1}.last_frame\n" if number % 2 else ""
    return (
        f"\n  shot s{number} {{\n"
        f'    prompt   = "Aerial view of the lagoon, number {number}: {who} passes slowly under {light}, boats far out."\n'
        f"    duration = {5 if number % 4 else 10}s\n{chain}"
        f"    takes    = {number % 3 + 1}\n"
        "  }\n"
    )


def graph(shape: str, nodes: int) -> Mapping[str, tuple[str, ...]]:
    """What each node needs: `wide` nothing, `chain` the one before, `diamond` a chain of one, two, one, two."""
    if shape == "wide":
        return {f"s{n}": () for n in range(nodes)}
    if shape == "chain":
        return {f"s{n}": (f"s{n - 1}",) if n else () for n in range(nodes)}
    return {f"s{n}": tuple(f"s{before}" for before in _diamond(n)) for n in range(nodes)}


def _diamond(n: int) -> tuple[int, ...]:
    place = n % 3
    if place:
        return (n - place,)
    return (n - 2, n - 1) if n else ()


def jobs(needs: Mapping[str, tuple[str, ...]]) -> tuple[Job, ...]:
    """A job for each node, of a request like any other."""
    return tuple(
        Job(
            id=name,
            node=name,
            take=1,
            kind=NodeKind.SHOT,
            model="wan",
            body={
                "model": "wan",
                "prompt": f"shot {name} of the sea",
                "duration": "5s",
                "resolution": "720p",
            },
            quote={"model": "wan", "duration": "5s"},
            after=before,
        )
        for name, before in needs.items()
    )


def forget(cache: Path) -> None:
    """Removes the answers that the command line has kept."""
    for answer in cache.glob("vgdsl/*.answer"):
        answer.unlink()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder to work in, gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="vgdsl-benchmark-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
