"""The names that can be typed: of a film's clips, scenes, profiles and params; of models; of codes. Knows no command.

A film is only read, not checked: half of one is as good, and names are all that is asked for.
"""

from collections.abc import Iterator
from pathlib import Path

from vgdsl.edit.places import items_within
from vgdsl.source import Source
from vgdsl.syntax import strings, tree
from vgdsl.syntax.parser import parse

Named = tuple[str, str]
"""A name, and what it names."""

CLIPS = {"shot", "transition", "upscale"}


def film(words: list[str]) -> Path | None:
    """The film of a line: the one that is named, else the one that is here."""
    for word in words:
        if word.endswith(".vg") and (path := Path(word).expanduser()).is_file():
            return path
    here = sorted(Path().glob("*.vg"))
    usual = [path for path in here if path.name == "film.vg"]
    return (usual or here)[0] if len(here) == 1 or usual else None


def clips(path: Path) -> Iterator[Named]:
    """Of clips their name and what they are, then of scenes `scene:harbor`."""
    blocks = list(_blocks(path))
    yield from ((name, keyword) for keyword, name in blocks if keyword in CLIPS)
    yield from ((f"scene:{name}", "all of the scene") for keyword, name in blocks if keyword == "scene")


def profiles(path: Path) -> Iterator[Named]:
    yield from ((name, "profile") for keyword, name in _blocks(path) if keyword == "profile")


def params(path: Path) -> Iterator[Named]:
    """With the sign after which their value stands: `light=`."""
    yield from ((f"{name}=", keyword) for keyword, name in _blocks(path) if keyword == "param")


def models() -> Iterator[Named]:
    from vgdsl.program.editions import load

    catalog = load()
    families = {name: f"family of {len(group)}" for name, group in catalog.groups.items()}
    yield from sorted((dict.fromkeys(catalog.models, "model") | families).items())


def codes() -> Iterator[Named]:
    from vgdsl.report.explain.page import page, written

    yield from ((code, page(code).title) for code in written())


def _blocks(path: Path, prefix: str = "", seen: frozenset[Path] = frozenset()) -> Iterator[Named]:
    """Keyword and name of everything that a file and its imports declare."""
    if path.resolve() in seen:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    seen |= {path.resolve()}
    for item in items_within(parse(Source(str(path), text)).file.items):
        if isinstance(item, tree.Import):
            inner = f"{prefix}{item.alias.text}." if item.alias else prefix
            yield from _blocks(path.parent / strings.decode(item.path), inner, seen)
        elif (isinstance(item, tree.Definition | tree.Block)) and item.name:
            yield item.keyword.text, prefix + item.name.text
