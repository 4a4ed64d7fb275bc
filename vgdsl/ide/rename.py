"""Gives what stands under the cursor another name, wherever it is named: in values, mentions and templates, in all films.

    prepare(view, offset)                     -> Renamable(span, name) | Refusal(sentence)
    rename(views, file, offset, new_name)     -> Changed(changes, remade) | Refusal(sentence)

`views` are the films of the project, each as a View of any of its files: what they share is renamed in all of them. A name
that would collide with another, hide one or be hidden is refused (see changes/trial.py), in a sentence that says by what.
"""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

import msgspec

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Kind
from vgdsl.check.passes import Analysis
from vgdsl.check.resolve import RESERVED
from vgdsl.ide.changes.change import Change, Changed, Refusal
from vgdsl.ide.changes.trial import Place, Trial, trials
from vgdsl.ide.names.occurrences import Placed, occurrences
from vgdsl.ide.names.things import Attribute, Declared, Local, Occurrence, Path, Role, Thing, Variable
from vgdsl.ide.references import everywhere
from vgdsl.ide.view import View
from vgdsl.report.messages import title
from vgdsl.source import Source, Span
from vgdsl.syntax import lexer

_LANGUAGE = frozenset({*Kind, "as", "in", "options", *RESERVED, "first_frame", "last_frame", "frame"})
_RECORDS = frozenset({"film", "scene", "shot", "loop"})


class Renamable(msgspec.Struct, frozen=True):
    """A name that can be given to what stands there: where it stands, and what it is now."""

    span: Span
    name: str


def prepare(view: View, offset: int) -> Renamable | Refusal:
    """Whether what stands under the cursor can get another name."""
    module = view.module
    if module is None:
        return Refusal("this file cannot be read as a part of the film")
    one = occurrences(view.analysis).at(view.file, offset)
    why = _unknown(module.source.text, offset) if one is None else _fixed(one)
    if why is not None or one is None:
        return Refusal(why or "")
    span = Span(module.source, one.start, one.end)
    return Renamable(span, _name(one.thing))


def rename(views: Iterable[View], file: str, offset: int, new: str) -> Changed | Refusal:
    """The changes that rename what stands there; none where it has that name already."""
    views = tuple(views)
    holding = [view for view in views if view.analysis.module(file) is not None]
    if not holding:
        return Refusal("this file cannot be read as a part of the film")
    asked = prepare(View(file, holding[0].analysis, holding[0].catalog), offset)
    if isinstance(asked, Refusal):
        return asked
    new = normalize("NFC", new.strip())
    places = [placed for placed in everywhere(views, file, offset) if placed[1].role is not Role.STANDS]
    why = _impossible(new, places)
    if why is not None:
        return Refusal(why)
    if new == asked.name:
        return Changed(())
    return _judged(views, tuple(_changes(views, places, new)), asked.name, new)


def _judged(views: Iterable[View], changes: tuple[Change, ...], old: str, new: str) -> Changed | Refusal:
    """The changes, unless some film that they touch would mean something else by them."""
    remade, held = dict[str, None](), dict[str, None]()
    for trial in trials(views, changes):
        why = next(_wrong(trial, changes, old, new), None)
        if why is not None:
            return Refusal(why)
        remade |= dict.fromkeys(trial.remade())
        held |= dict.fromkeys(trial.held())
    return Changed(changes, tuple(remade), tuple(held))


def _changes(views: Iterable[View], places: Iterable[Placed], new: str) -> Iterator[Change]:
    sources: dict[str, Source] = {}
    for view in views:
        sources |= {module.path: module.source for module in view.analysis.modules}
    for file, one in places:
        yield Change(file, Span(sources[file], one.start, one.end), new)


def _impossible(new: str, places: Iterable[Placed]) -> str | None:
    """What is wrong with a name, whatever else there is."""
    if lexer.name().fullmatch(new) is None:
        return (
            f"`{new}` is no name: a name begins with a letter or `_` and goes on with letters, digits and `_`"
        )
    if new in RESERVED:
        return f"`{new}` has a meaning of its own and cannot be a name"
    if any(isinstance(one.thing, Local) and new in _RECORDS for _, one in places):
        return f"`{new}` has a meaning of its own in templates"
    return None


def _fixed(one: Occurrence) -> str | None:
    """Why what is named here keeps its name."""
    if isinstance(one.thing, Attribute):
        return f"`{one.thing.name}` is an attribute of the language; only what a film declares can be renamed"
    if isinstance(one.thing, Path):
        return f"`{one.thing.path}` is a file; rename the file itself"
    if one.role is Role.STANDS and isinstance(one.thing, Declared):
        return f"this word stands for the {one.thing.kind} `{one.thing.name}`; rename it where it is declared"
    return None


def _unknown(text: str, offset: int) -> str:
    """Why a place that names nothing known cannot be renamed."""
    word = _word(text, offset)
    if not word:
        return "nothing is named here"
    if word in _LANGUAGE or any(word in table for table in ATTRIBUTES.values()):
        return f"`{word}` is a word of the language; only what a film declares can be renamed"
    return f"nothing is declared here as `{word}`"


def _word(text: str, offset: int) -> str:
    start = end = offset
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[start:end]


def _name(thing: Thing) -> str:
    """The name as it is said in its own file, without the prefix of an import."""
    return thing.name.rpartition(".")[2] if isinstance(thing, Declared) else getattr(thing, "name", "")


def _wrong(trial: Trial, changes: tuple[Change, ...], old: str, new: str) -> Iterator[str]:
    """What the film would no longer mean, or what would be wrong with it; the first is said."""
    written = {trial.shift(change.file, change.span.start) for change in changes}
    twice = next((mistake for mistake in trial.mistakes() if mistake.code == "VG202"), None)
    if twice is not None:
        first = twice.labels[0].span
        kind, span = ("kind", twice.span) if trial.place(first) in written else ("first", first)
        yield f"`{new}` is taken: {twice.facts[kind]} of that name stands in {_line(span)}"
    for place, one in trial.moved():
        yield _moved(trial.after, place, one, old, new, renamed=place in written)
    for mistake in trial.mistakes():
        yield f"{title(mistake)} (in {_line(mistake.span)})"


def _moved(
    after: Analysis, place: Place, one: Occurrence | None, old: str, new: str, *, renamed: bool
) -> str:
    where = _at(after, place)
    if one is None:
        return f"`{new}` cannot be used in {where}: it means nothing there"
    if renamed:
        return f"in {where}, `{new}` would be {_phrase(after, one.thing)}, and no longer `{old}`"
    return f"`{new}` is used in {where} for something else, and would then be {_phrase(after, one.thing)}"


def _phrase(analysis: Analysis, thing: Thing) -> str:
    if isinstance(thing, Declared):
        return f"the {thing.kind} that {_at(analysis, (thing.file, thing.start))} declares"
    if isinstance(thing, Variable):
        return "the variable of a for-each"
    return "a name that the template makes itself" if isinstance(thing, Local) else "another thing"


def _at(analysis: Analysis, place: Place) -> str:
    module = analysis.module(place[0])
    source = module.source if module is not None else Source(place[0], "")
    return _line(Span(source, place[1], place[1]))


def _line(span: Span) -> str:
    return f"line {span.position.line} of {span.source.name}"
