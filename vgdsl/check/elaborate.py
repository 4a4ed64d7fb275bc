"""Puts the program together from its declarations. Knows the order of work; leaves each part to its own module."""

import posixpath

import msgspec

from vgdsl.check.cast import elements, locations
from vgdsl.check.cuts import cuts
from vgdsl.check.declarations import NODES, Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.fixed import fixed
from vgdsl.check.gather import Gatherer
from vgdsl.check.here import Here
from vgdsl.check.layers import Layers
from vgdsl.check.lengths import Lengths
from vgdsl.check.overrides import Applied
from vgdsl.check.records import Record
from vgdsl.check.shots import Made, Maker
from vgdsl.check.variants import Variants
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Film, Program, Scene


class Elaborated(msgspec.Struct, frozen=True):
    """The program, as far as it could be put together, and its nodes with their models."""

    program: Program
    made: tuple[Made, ...]


def elaborate(
    evaluator: Evaluator, applied: Applied, profile: Declaration | None, catalog: Catalog
) -> Elaborated:
    """Everything that the declarations mean; mistakes are left out, and reported."""
    names, findings = evaluator.names, evaluator.findings
    record: dict[str, object] = {}
    layers = Layers(evaluator, Record("film", record))
    layers.unread = any(found.code in {"VG205", "VG208"} for found in findings)
    film = _film(layers, evaluator, record)
    cast, sets = elements(evaluator, layers.record), locations(evaluator, layers.record)
    scenes = {d.name: Scene(d.name, layers.layer(d).values.get("budget")) for d in names.of(Kind.SCENE)}
    for declaration in names.of(Kind.STYLE, Kind.PROFILE):
        layers.layer(declaration)
    gatherer = Gatherer(evaluator, layers, profile, applied.by_target)
    maker = Maker(Variants(catalog, findings), cast, sets, gatherer.named_media, findings)
    made = tuple(maker.make(node) for d in names.of(*NODES) for node in gatherer.gather(d))
    nodes = {one.node.name: one.node for one in made}
    lengths = Lengths(nodes, evaluator.footage.facts)
    shown = cuts(evaluator, layers.record, film, lengths)
    _values(evaluator)
    findings.extend(evaluator.frames.late(lengths))
    program = Program(
        film=film,
        scenes=scenes,
        elements=cast,
        locations=sets,
        named_media=gatherer.named_media,
        nodes=nodes,
        cuts=shown,
        media=evaluator.footage.facts,
        catalog_date=catalog.date,
    )
    return Elaborated(program, made)


def _film(layers: Layers, evaluator: Evaluator, record: dict[str, object]) -> Film:
    """The film's own block; without one, a film named after its file."""
    film = evaluator.names.film
    stem = posixpath.basename(evaluator.names.root.path).rpartition(".")[0] or "film"
    name = film.name if film is not None else stem
    record["name"] = name
    if film is not None:
        layers.film = layers.layer(film)
    said = layers.film.values
    record.update({"title": name, **said})
    return Film(name, said.get("title") or name, said.get("fps"), said.get("budget"))


def _values(evaluator: Evaluator) -> None:
    """Work out the lets and params that nothing uses: their mistakes count as well."""
    for declaration in evaluator.names.of(Kind.LET, Kind.PARAM):
        module = declaration.module
        if declaration not in evaluator.used and fixed(declaration.value, module, evaluator.names):
            evaluator.declared(declaration, Here(module))
