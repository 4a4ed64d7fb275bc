"""The stages one after another for one film: open and check it. Knows no terminal and spends nothing by itself."""

from pathlib import Path

import msgspec

from vgdsl import answers
from vgdsl.check.declarations import Kind
from vgdsl.check.passes import Checked, Settings, check
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import load
from vgdsl.project import Project
from vgdsl.source import Source, Span
from vgdsl.syntax.parser import parse
from vgdsl.syntax.tree import Block


class Opened(msgspec.Struct, frozen=True):
    """A scene file, read and checked. `name` is its path inside the project, `shown` that from where one stands."""

    film: Path
    name: str
    shown: str
    project: Project
    checked: Checked


def opened(
    film: Path,
    profile: str | None = None,
    overrides: tuple[str, ...] = (),
    catalog: Catalog | None = None,
) -> Opened:
    """Reads and checks a film, by the catalogue that holds or by another. What is wrong with it is in `checked.diagnostics`.

    That it is not there is one of the things that can be wrong with it.
    """
    project = Project.of(film, Path(answers.folder()))
    name = project.name(film)
    checked = check(name, project, catalog or load(), Settings(profile, overrides))
    project.remember()
    shown = project.shown(film.resolve())
    return Opened(
        film, name, shown, project, checked if checked.sources else _unread(checked, shown, project)
    )


def _unread(checked: Checked, shown: str, project: Project) -> Checked:
    """What is wrong with a film that cannot be read, which has no text to say its name: as seen from where one stands."""

    def seen(one: Diagnostic) -> Diagnostic:
        near = str(one.facts.get("nearest", ""))
        facts = {**one.facts, "path": shown, "nearest": near and project.shown(project.root / near)}
        return msgspec.structs.replace(one, span=Span(Source(shown, ""), 0, 0), facts=facts)

    return msgspec.structs.replace(checked, diagnostics=tuple(map(seen, checked.diagnostics)))


def profiles(film: Opened) -> tuple[str, ...]:
    """The names of the profiles that a film and what it imports declare."""
    blocks = (item for source in film.checked.sources for item in parse(source).file.items)
    return tuple(
        block.name.text
        for block in blocks
        if isinstance(block, Block) and block.name is not None and block.keyword.text == Kind.PROFILE
    )
