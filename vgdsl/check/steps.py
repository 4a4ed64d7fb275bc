"""Steps, as the `.last_frame` of `opening.last_frame`, and what is written before them. Knows no names and no scope."""

from vgdsl.check.declarations import Module
from vgdsl.program.values import Edge
from vgdsl.syntax import tree

EDGES = {"first_frame": Edge.FIRST, "last_frame": Edge.LAST}

Step = tree.Member | tree.Index
Stepped = tree.Reference | tree.Selection


def before(node: Stepped) -> tree.Value:
    """The value that the last step is taken of."""
    steps = node.steps[:-1]
    if isinstance(node, tree.Reference):
        end = steps[-1].end if steps else node.start + len(node.name)
        return tree.Reference(node.start, end, node.name, steps)
    return tree.Selection(node.start, steps[-1].end, node.of, steps) if steps else node.of


def written(node: Stepped, step: Step, module: Module) -> str:
    """What stands before a step, as messages call it."""
    return module.source.text[node.start : step.start].rstrip(". \t\r\n")
