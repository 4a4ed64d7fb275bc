"""The nodes that a declaration makes: their names, and the first of them. Knows no block but the one that it is asked of."""

from vgdsl.check.declarations import NODES, Declaration
from vgdsl.check.passes import Meaning
from vgdsl.program.entities import Making


def names_of(meaning: Meaning, declaration: Declaration) -> tuple[str, ...]:
    """The names of the nodes; those of a for-each in the order of its list."""
    if declaration.loop is None:
        return (declaration.name,)
    return tuple(meaning.evaluator.members(declaration))


def node_of(meaning: Meaning, declaration: Declaration | None) -> Making | None:
    """The node; of a for-each, its first. None of what makes no clip, and where a mistake hides it."""
    if declaration is None or declaration.kind not in NODES:
        return None
    nodes, names = meaning.elaborated.program.nodes, names_of(meaning, declaration)
    return next((node for name in names if (node := nodes.get(name)) is not None), None)
