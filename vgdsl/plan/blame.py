"""What of the scene file a provider objects to: fields of a request, back to attributes, files and lines. Knows no answers."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vgdsl.plan.fields import attributes
from vgdsl.plan.inputs import shown
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, Job, LinkInput, PartInput
from vgdsl.source import Span

_SHOWN = 80
_TEXTS = ("prompt", "negative_prompt")


class Blamed(msgspec.Struct, frozen=True):
    """An input that is objected to: its dotted `field` in the request, and the `attribute` that gave it.

    `said` is how the film says it (`start = image("refs/a.png")`, `references: refs/b.png`, `prompt`), and `place` where
    (`film.vg:12`, or who gave it: `--set`); empty where nobody wrote it.
    """

    field: str
    attribute: str
    said: str
    place: str = ""


def blamed(job: Job, fields: Iterable[str]) -> tuple[Blamed, ...]:
    """What these fields are in the film. One that means a list, or a part of it, stands for all media in there."""
    return tuple(dict.fromkeys(each for field in fields for each in _of_field(job, field)))


def suspects(job: Job) -> tuple[Blamed, ...]:
    """Everything of a request that content rules look at: its texts and its media."""
    shown = [name for name, value in job.body.items() if name in _TEXTS or any(_media(value, ()))]
    return blamed(job, shown)


def _of_field(job: Job, field: str) -> Iterator[Blamed]:
    name, *path = field.split(".")
    value, reached = _at(job.body.get(name), path)
    media = list(_media(value, (name, *reached)))
    if not media:
        yield Blamed(field, _attribute(job, name), _attribute(job, name), _place(job, name))
    for where, medium in media:
        dotted = ".".join(map(str, where))
        yield Blamed(
            dotted, _attribute(job, name), _said(job, name, where, medium), _place_of(job, name, medium)
        )


def _at(value: object, path: Sequence[str]) -> tuple[object, tuple[str | int, ...]]:
    """What a path leads to inside a value, as far as it goes, and that way."""
    way: list[str | int] = []
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            break
        way.append(step)
    return value, tuple(way)


def _media(value: object, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Input]]:
    if isinstance(value, Input):
        yield where, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _media(inner, (*where, name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _media(inner, (*where, number))


def _attribute(job: Job, field: str) -> str:
    """The attribute that gave a field: the one at its place in the file, where that can be told."""
    names, place = attributes(field), job.places.get(field)
    if place is None or place.span is None:
        return names[0]
    before = place.span.source.text[: place.span.start].rstrip().removesuffix("=").rstrip()
    return next((name for name in names if re.search(rf"(?<!\w){name}$", before)), names[0])


def _said(job: Job, field: str, where: Sequence[str | int], medium: Input) -> str:
    place, attribute = job.places.get(field), _attribute(job, field)
    if len(where) > 1 or place is None or place.span is None:
        return f"{attribute}: {_named(medium)}"
    written = place.span.text
    return f"{attribute} = {written}" if "\n" not in written and len(written) <= _SHOWN else attribute


def _named(medium: Input) -> str:
    match medium:
        case FileInput():
            return medium.path
        case LinkInput():
            return medium.url
        case ClipInput():
            return shown(medium.job)
        case FrameInput():
            return f"a frame of {_named(medium.of)}"
        case PartInput():
            return f"frames {medium.first} to {medium.last} of {_named(medium.of)}"


def _place_of(job: Job, field: str, medium: Input) -> str:
    """Where a file or a link is written, if that can be found, else where the field is."""
    of = medium.of if isinstance(medium, FrameInput | PartInput) else medium
    if isinstance(of, FileInput | LinkInput):
        for place in (job.places.get(field), *job.places.values()):
            if place and place.span and (found := _written(place.span, _named(of))) is not None:
                return found
    return _place(job, field)


def _written(span: Span, path: str) -> str | None:
    """Where a path or an address stands in the text of a span's source: in that span first."""
    name = re.escape(posixpath.basename(path))
    for start, end in ((span.start, span.end), (0, len(span.source.text))):
        for match in re.compile(rf'"([^"\n]*{name})"').finditer(span.source.text, start, end):
            if path == match[1] or f"/{path}".endswith(f"/{posixpath.normpath(match[1]).lstrip('./')}"):
                return f"{span.source.name}:{span.source.position(match.start()).line}"
    return None


def _place(job: Job, field: str) -> str:
    place = job.places.get(field)
    if place is None:
        return ""
    if place.span is None:
        return str(place.origin)
    return f"{place.span.source.name}:{place.span.position.line}"
