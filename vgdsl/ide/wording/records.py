"""What `film`, `scene` and `shot` hold in a template at a place, each value as one would write it. Runs no template."""

from collections.abc import Mapping

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import NODES, Declaration, Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.made import node_of
from vgdsl.ide.wording.summary import literal

KINDS: Mapping[str, Kind] = {"film": Kind.FILM, "scene": Kind.SCENE, "shot": Kind.SHOT}
_NEVER = frozenset({"use", "prompt"})
"""Attributes that a template cannot ask for."""


def record(site: Site, of: str) -> Mapping[str, str] | None:
    """The values of `film`, `scene` or `shot` by their names; None where it is another one wherever the text is used."""
    own = site.declaration
    if of == "film":
        film = site.meaning.elaborated.program.film
        named = {"name": literal(film.name), "title": literal(film.title)}
        return {**named, **_said(site.meaning.names.film)}
    if own is None or own.kind not in NODES:
        return None
    if of == "scene":
        return {} if own.scene is None else {"name": literal(own.scene.name), **_said(own.scene)}
    node = node_of(site.meaning, own) if of == "shot" else None
    if node is None:
        return None
    said = {name: literal(getattr(node, name, None)) for name in node.places if name in ATTRIBUTES[own.kind]}
    return {"name": literal(node.name), **{name: text for name, text in said.items() if name not in _NEVER}}


def askable(of: str) -> tuple[str, ...]:
    """All that `film`, `scene` or `shot` could hold."""
    return ("name", *(name for name in ATTRIBUTES[KINDS[of]] if name not in _NEVER))


def _said(declaration: Declaration | None) -> dict[str, str]:
    """What a block says, as it is written."""
    if declaration is None:
        return {}
    said = {item.name.text: item.value for item in declaration.block.attributes}
    return {name: declaration.module.span(value).text for name, value in said.items() if name not in _NEVER}
