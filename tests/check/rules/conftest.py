"""Shots and upscales made without a parser, each with a text that says the same, so that messages have their places."""

from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.catalog import Catalog, Needs
from vgdsl.program.editions import load
from vgdsl.program.entities import Film, Origin, Place, Program, Shot, Upscale
from vgdsl.program.values import Clip, Edge, Frame, Keyframe, Media, Move, Prompt
from vgdsl.report.messages import draw
from vgdsl.source import Source, Span


def written(value: object) -> str:
    """A value as an author writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str() | Prompt():
            return f'"{value}"'
        case Media():
            return f'{value.kind}("{value}")'
        case Keyframe():
            return f"at({value.at}, {written(value.image)})"
        case Move():
            return f"move({value.time}, {value.azimuth}, {value.elevation}, {value.distance})"
        case tuple():
            return "[" + ", ".join(item if isinstance(item, str) else written(item) for item in value) + "]"
        case _:
            return str(value)


class Page:
    """A text that grows line by line, and remembers where each value stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.at: dict[str, tuple[int, int]] = {}

    def say(self, line: str, mark: str = "", name: str = "") -> None:
        start = sum(len(other) + 1 for other in self.lines) + (line.index(mark) if mark else 0)
        self.at[name] = (start, start + len(mark))
        self.lines.append(line)

    def attributes(self, values: Mapping[str, object], indent: str, prefix: str = "") -> None:
        for name, value in values.items():
            text = written(value)
            start = sum(len(other) + 1 for other in self.lines) + len(f"{indent}{name} = ")
            self.at[prefix + name] = (start, start + len(text))
            self.lines += f"{indent}{name} = {text}".split("\n")


def needs_of(values: Mapping[str, object]) -> Needs:
    prompt = values.get("prompt")
    return Needs(
        start=values.get("start") is not None,
        end=values.get("end") is not None,
        references=bool(values.get("references")),
        elements=bool(values.get("elements")) or (isinstance(prompt, Prompt) and bool(prompt.mentions)),
        source=values.get("source") is not None,
    )


def subject_of(make: type, model: str, film: Mapping, parts: Mapping, values: dict) -> Subject:
    """One node called `boarding`, alone in its film. Settings of an upscale are written like its attributes."""
    catalog: Catalog = load()
    page = Page()
    page.say("film gondolier {")
    page.attributes(film, "  ", "film ")
    page.say("}")
    page.say(f"{make.__name__.lower()} boarding {{", "boarding", "boarding")
    settings = values.pop("settings", {})
    said = {name: value for name, value in values.items() if value is not None}
    page.attributes({"model": model, **said, **settings}, "  ")
    page.say("}")
    source = Source("harbor.vg", "\n".join(page.lines) + "\n")
    places = {name: Place(Origin.FILM, Span(source, *page.at[f"film {name}"])) for name in film}
    places |= {n: Place(Origin.SHOT, Span(source, *page.at[n])) for n in ("model", *said, *settings)}
    choice = catalog.resolve(model, needs_of({**film, **values}))
    assert choice is not None
    assert choice.model is not None, choice
    extra = {"settings": settings} if make is Upscale else {}
    span = Span(source, *page.at["boarding"])
    node = make(name="boarding", span=span, places=places, model=choice.model.id, **film, **said, **extra)
    nodes = {**parts.get("nodes", {}), "boarding": node}
    program = Program(film=Film("gondolier", "The Gondolier"), **{**parts, "nodes": nodes})
    return Subject(node, choice.model, program, catalog)


def found(subject: Subject) -> list[Diagnostic]:
    return [diagnostic for rule in RULES for diagnostic in rule(subject)]


@pytest.fixture
def shot():
    """Make the subject of a shot: `film` are the film's defaults, `parts` what else the program declares."""

    def make(model: str, *, film: Mapping = {}, parts: Mapping = {}, **values: object) -> Subject:
        prompt = values.pop("prompt", "A gondola.")
        if isinstance(prompt, str):
            prompt = Prompt((prompt,))
        return subject_of(Shot, model, film, parts, {**values, "prompt": prompt})

    return make


@pytest.fixture
def upscale():
    """Make the subject of an upscale of the clip `opening`, or of another source."""

    def make(model: str = "topaz-video-precision", *, parts: Mapping = {}, **values: object) -> Subject:
        return subject_of(Upscale, model, {}, parts, {"source": Clip("opening"), **values})

    return make


@pytest.fixture
def check():
    """All that the rules say of a subject: its `codes`, or the one whole `message`, or the `diagnostics`."""

    def message(subject: Subject) -> str:
        (one,) = found(subject)
        return draw(one) + "\n"

    return SimpleNamespace(
        codes=lambda subject: [one.code for one in found(subject)], message=message, diagnostics=found
    )


@pytest.fixture
def last_frame() -> Frame:
    return Frame(Clip("opening"), Edge.LAST)
