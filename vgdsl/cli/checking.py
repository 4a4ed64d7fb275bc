"""What `vgdsl check` answers, as words and an exit code. Knows no options and no option parser, and needs none of it.

Drawing is loaded only where there is something to draw: most checks of a film that is being written find nothing.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from vgdsl.answers import keep
from vgdsl.cli import question
from vgdsl.diagnostics import Diagnostic, errors
from vgdsl.pipeline import Opened, opened

Form = Literal["text", "json", "sarif", "github"]


def answer(
    films: tuple[Path, ...],
    profile: str | None = None,
    overrides: tuple[str, ...] = (),
    form: Form = "text",
) -> int:
    """Check the films, those of a folder among them, say what is wrong, and return the exit code: 1 where there is an error."""
    named = [each for film in films for each in _named(film)]
    several = [opened(film, profile, overrides) for film in named]
    code = 1 if any(errors(film.checked.diagnostics) for film in several) else 0
    words = _WRITERS[form](several)
    sys.stdout.write(words)
    sys.stdout.flush()
    if form not in _ELSEWHERE and named == list(films):  # a folder may get another film
        _remember(several, code, words)
    return code


def _named(film: Path) -> list[Path]:
    """A film, or those of a folder; the folder itself where it has none, which is told as a mistake."""
    if not film.is_dir():
        return [film]
    from vgdsl.scene_files import films

    return films(film) or [film]


def _as_text(films: list[Opened]) -> str:
    return "".join(map(_film_as_text, films)) + _hint(films)


def _film_as_text(film: Opened) -> str:
    program, found = film.checked.program, film.checked.diagnostics
    if found or program is None:
        return _drawn(film)
    counts = [(len(program.nodes), "clip"), (len(program.cuts), "cut")]
    made = ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts if count)
    return f"{film.shown}: {made or 'nothing to make yet'}; nothing to complain about\n"


def _drawn(film: Opened) -> str:
    from vgdsl.cli.terminal import room, style
    from vgdsl.report import messages

    found = film.checked.diagnostics
    drawn = "".join(f"{messages.draw(each, style(), room())}\n\n" for each in found)
    return f"{drawn}{film.shown}: {messages.summary(found)}\n"


def _hint(films: list[Opened]) -> str:
    """The way to more about the first message, once, and for people only: it is no part of what was found."""
    code = next((each.code for film in films for each in film.checked.diagnostics), None)
    if code is None or not sys.stdout.isatty():
        return ""
    from vgdsl.cli.terminal import style

    return f"{style().gutter}`vgdsl explain {code}` says more{style().reset}\n"


def _as_json(films: list[Opened]) -> str:
    import json

    from vgdsl.report import problems

    answers = [problems.report(film.shown, film.checked.diagnostics) for film in films]
    return json.dumps({"films": answers}, ensure_ascii=False, indent=2) + "\n"


def _as_sarif(films: list[Opened]) -> str:
    import json

    from vgdsl.report.finding import once
    from vgdsl.report.sarif import sarif

    return json.dumps(sarif(once(_found(films)), from_repository), ensure_ascii=False, indent=2) + "\n"


def _as_github(films: list[Opened]) -> str:
    from vgdsl.report.annotations import annotations
    from vgdsl.report.finding import once

    return annotations(once(_found(films)), from_repository)


def _found(films: list[Opened]) -> Iterator[tuple[str, Iterable[Diagnostic]]]:
    return ((film.shown, film.checked.diagnostics) for film in films)


def from_repository(shown: str) -> str:
    """A file's path from the repository's folder: code hosts know it by no other. What is outside stays as it is."""
    here = Path.cwd()
    root = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    path = Path(os.path.normpath(here / shown))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else shown


_WRITERS: dict[Form, Callable[[list[Opened]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "sarif": _as_sarif,
    "github": _as_github,
}
_ELSEWHERE = {"sarif", "github"}
"""Forms whose paths depend on where the repository is, which no kept answer knows."""


def _remember(films: list[Opened], code: int, words: str) -> None:
    """The next check of the same files is answered at the front door."""
    evidence = films[0].project.evidence
    for film in films[1:]:
        evidence.texts.update(film.project.evidence.texts)
        evidence.files.update(film.project.evidence.files)
    keep(question(sys.argv[1:]), evidence, code, words)
