"""What `vgdsl check` answers, as words and an exit code. Knows no options and no option parser, and needs none of it.

Drawing is loaded only where there is something to draw: most checks of a film that is being written find nothing.
"""

import sys
from pathlib import Path

from vgdsl.answers import keep
from vgdsl.cli import question
from vgdsl.diagnostics import errors
from vgdsl.pipeline import Opened, opened


def answer(
    films: tuple[Path, ...],
    profile: str | None = None,
    overrides: tuple[str, ...] = (),
    *,
    as_json: bool = False,
) -> int:
    """Check the films, say what is wrong with them, and return the exit code: 1 where there is an error."""
    several = [opened(film, profile, overrides) for film in films]
    code = 1 if any(errors(film.checked.diagnostics) for film in several) else 0
    words = _as_json(several) if as_json else "".join(_as_text(film) for film in several)
    sys.stdout.write(words)
    sys.stdout.flush()
    _remember(several, code, words)
    return code


def _as_text(film: Opened) -> str:
    program, found = film.checked.program, film.checked.diagnostics
    if found or program is None:
        return _drawn(film)
    counts = [(len(program.nodes), "clip"), (len(program.cuts), "cut")]
    made = ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts if count)
    return f"{film.shown}: {made or 'nothing to make yet'}; nothing to complain about\n"


def _drawn(film: Opened) -> str:
    from vgdsl.cli.terminal import style
    from vgdsl.report import messages

    found = film.checked.diagnostics
    drawn = "".join(f"{messages.draw(each, style())}\n\n" for each in found)
    return f"{drawn}{film.shown}: {messages.summary(found)}\n"


def _as_json(films: list[Opened]) -> str:
    import json

    from vgdsl.report import problems

    answers = [problems.report(film.shown, film.checked.diagnostics) for film in films]
    return json.dumps({"films": answers}, ensure_ascii=False, indent=2) + "\n"


def _remember(films: list[Opened], code: int, words: str) -> None:
    """The next check of the same files is answered at the front door."""
    evidence = films[0].project.evidence
    for film in films[1:]:
        evidence.texts.update(film.project.evidence.texts)
        evidence.files.update(film.project.evidence.files)
    keep(question(sys.argv[1:]), evidence, code, words)
