"""Holds every highlighter against everything: `python tests/editors/table.py [FILMS]` prints a table of what was compared.

Beside the texts of the tests, FILMS (1,500) films made up by hypothesis, of which texts, comments and quantities are compared:
their lines break where nobody's do, so their names are not. A block text with a brace alone on a line is counted apart: it
ends there by design, as one that is being typed does.
"""

import importlib.util
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import test_highlighting
import test_textmate
import test_vim
from agreement import Kinds, disagreements, plain_disagreements, strays
from hypothesis import HealthCheck, given, seed, settings
from texts import BROKEN, RIGHT, ROOT

Paint = Callable[[list[str]], list[Kinds]]

BY_DESIGN = re.compile(r"^\}[ \t]*$", re.MULTILINE)


def made_up(count: int) -> list[str]:
    spec = importlib.util.spec_from_file_location("made_up", ROOT / "tests/syntax/conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    films = []

    @seed(1)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(module.FILMS)
    def collect(film: str) -> None:
        films.append(film)

    collect()
    return list(dict.fromkeys(films))


def engines() -> dict[str, Paint]:
    found: dict[str, Paint] = {"Pygments": lambda texts: list(map(test_highlighting.painted, texts))}
    if test_textmate.ENGINE:
        found["TextMate"] = lambda texts: [each.kinds for each in test_textmate.painted_by_engine(texts)]
    if shutil.which("vim"):
        found["Vim"] = lambda texts: test_vim.painted_by_vim(texts, Path(tempfile.mkdtemp()))
    return found


def main(count: int) -> None:
    write = sys.stdout.write
    films = made_up(count)
    texts = [*RIGHT.values(), *BROKEN.values(), *films]
    held = [disagreements] * len(RIGHT) + [strays] * len(BROKEN) + [plain_disagreements] * len(films)
    write(
        "| engine | texts | characters | disagreements | by design | seconds |\n|---|---|---|---|---|---|\n"
    )
    for name, paint in engines().items():
        began = time.perf_counter()
        got = paint(texts)
        took = time.perf_counter() - began
        wrong = [text for text, law, said in zip(texts, held, got, strict=True) if law(text, said)]
        meant = sum(1 for text in wrong if text in films and BY_DESIGN.search(text))
        row = (name, len(texts), sum(map(len, texts)), len(wrong) - meant, meant, f"{took:.1f}")
        write(f"| {' | '.join(map(str, row))} |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
