"""Checks a scene file: reads it with all it imports, names, works out, judges. Knows the order of the passes only."""

from collections.abc import Iterator

import msgspec

from vgdsl.check import graph, imports, overrides
from vgdsl.check.declarations import Declaration, Kind, Module
from vgdsl.check.elaborate import Elaborated, elaborate
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.files import Files
from vgdsl.check.findings import Findings
from vgdsl.check.footage import Footage
from vgdsl.check.resolve import Names, resolve
from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.check.spelling import nearest
from vgdsl.check.tidying import tidied
from vgdsl.check.unused import unused
from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Program
from vgdsl.source import Source, Span
from vgdsl.syntax.parser import parse, without_collector


class Settings(msgspec.Struct, frozen=True):
    """What the command line says: a profile's name, and overrides as `light=blue hour` or `boarding.takes=1`."""

    profile: str | None = None
    overrides: tuple[str, ...] = ()


class Checked(msgspec.Struct, frozen=True):
    """The program, None where there is any error; what was found, in the order of files and places; and the files."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]


class Meaning(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """What the names and values of a film mean with these settings, as far as they could be worked out, mistakes or not."""

    modules: tuple[Module, ...]
    evaluator: Evaluator
    elaborated: Elaborated
    settings: Settings

    @property
    def names(self) -> Names:
        return self.evaluator.names


class Analysis(msgspec.Struct, frozen=True):
    """What is right and wrong with a film, and what all of it means; there is no meaning where its file cannot be read."""

    checked: Checked
    meaning: Meaning | None

    @property
    def modules(self) -> tuple[Module, ...]:
        """The files of the film that could be read."""
        return self.meaning.modules if self.meaning is not None else ()

    def module(self, path: str) -> Module | None:
        """A file of the film, by its path inside the project; None where the film has no such file."""
        return next((module for module in self.modules if module.path == path), None)


def check(path: str, files: Files, catalog: Catalog, settings: Settings = Settings()) -> Checked:  # noqa: B008 - frozen
    """Check the scene file at `path` of the project, as a whole film. Never raises for what a file says."""
    return analyse(path, files, catalog, settings).checked


def analyse(
    path: str,
    files: Files,
    catalog: Catalog,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    parse: imports.Read = parse,
) -> Analysis:
    """Check a film, and keep what was found out on the way: what an editor asks. Never raises for what a file says.

    Whoever checks a film at each key brings a `parse` that remembers (see syntax.again).
    """
    with without_collector():
        findings = Findings()
        modules = imports.load(path, files, findings, parse)
        if modules:
            _something(modules[-1], findings)
        meaning = _meaning(modules, files, catalog, settings, findings) if modules else None
        sources = tuple(module.source for module in reversed(modules))
        found = tidied(_sorted(findings, sources))
    valid = meaning is not None and not findings.failed
    return Analysis(
        Checked(meaning.elaborated.program if meaning and valid else None, found, sources), meaning
    )


def _meaning(
    modules: tuple[Module, ...], files: Files, catalog: Catalog, settings: Settings, findings: Findings
) -> Meaning:
    applied = overrides.apply(resolve(modules, findings), settings.overrides, findings)
    names = applied.names
    evaluator = Evaluator(names, Footage(files, findings), findings)
    overrides.check_params(evaluator)
    profile = _profile(names, settings.profile, findings)
    elaborated = elaborate(evaluator, applied, profile, catalog)
    findings.extend(graph.cycles(elaborated.program.nodes))
    findings.extend(_judged(elaborated, catalog))
    if not findings.failed:  # what a mistake hides would seem unused
        findings.extend(unused(names, evaluator.used))
        _nothing(names, elaborated.program, findings)
    return Meaning(modules, evaluator, elaborated, settings)


def _profile(names: Names, wanted: str | None, findings: Findings) -> Declaration | None:
    if wanted is None:
        return None
    known = {profile.name: profile for profile in names.of(Kind.PROFILE)}
    if wanted not in known and not names.excused(wanted, names.root):
        source = Source("--profile", f"--profile {wanted}")
        facts = {"name": wanted, "known": ", ".join(known)}
        span = Span(source, len("--profile "), len(source.text))
        findings.add("VG224", span, facts, write=nearest(wanted, known))
    return known.get(wanted)


def _judged(elaborated: Elaborated, catalog: Catalog) -> Iterator[Diagnostic]:
    """What the rules say of each node. Of one that lost a value, they only judge what it still says."""
    for made in elaborated.made:
        if made.model is None:
            continue
        subject = Subject(made.node, made.model, elaborated.program, catalog)
        for rule in RULES:
            for diagnostic in rule(subject):
                if not (made.spoiled and _misses(made.node, diagnostic)):
                    yield diagnostic


def _misses(node: Making, diagnostic: Diagnostic) -> bool:
    """Whether a rule misses what was written: a value that was mistaken has been told already."""
    lost = (place.span for name, place in node.places.items() if getattr(node, name, node) in (None, ()))
    return diagnostic.span == node.span or diagnostic.span in lost


def _something(main: Module, findings: Findings) -> None:
    """A file that says nothing at all is a mistake: the wrong file, or one that an editor lost."""
    if not main.items and not main.broken:
        findings.add("VG225", Span(main.source, 0, 0), {"path": main.source.name})


def _nothing(names: Names, program: Program, findings: Findings) -> None:
    """A film that makes nothing is probably not finished; a file without a film is probably imported by others."""
    film = names.film
    if film is not None and not program.nodes and not program.cuts:
        findings.add("VG508", film.span, {"name": film.name}, severity=Severity.WARNING)


def _sorted(findings: Findings, sources: tuple[Source, ...]) -> tuple[Diagnostic, ...]:
    order = {source.name: place for place, source in enumerate(sources)}

    def place(diagnostic: Diagnostic) -> tuple[int, int, int]:
        span = diagnostic.span
        return order.get(span.source.name, len(order)), span.start, span.end

    return tuple(sorted(findings, key=place))
