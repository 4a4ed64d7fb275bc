"""Tells values that are the same wherever they are used from those that depend on the shot. Knows no values."""

from vgdsl.check.declarations import VALUES, Declaration, Module
from vgdsl.check.placeholders import has_template
from vgdsl.check.resolve import Names
from vgdsl.syntax import tree


def fixed(value: tree.Value, module: Module, names: Names) -> bool:
    """Whether a value is the same wherever it is used: no template can be reached from it."""
    waiting: list[tuple[tree.Value, Module]] = [(value, module)]
    followed: set[Declaration] = set()
    while waiting:
        node, where = waiting.pop()
        if isinstance(node, tree.String) and has_template(node.raw):
            return False
        if isinstance(node, tree.List):
            waiting += [(item, where) for item in node.items]
        elif isinstance(node, tree.Call):
            waiting += [(node.function, where), *((a.value, where) for a in node.arguments)]
        elif isinstance(node, tree.Selection):
            waiting.append((node.of, where))
            waiting += [(step.value, where) for step in node.steps if isinstance(step, tree.Index)]
        elif isinstance(node, tree.Reference):
            waiting += [(step.value, where) for step in node.steps if isinstance(step, tree.Index)]
            found = names.find(node, where)
            if found and found.declaration.kind in VALUES and found.declaration not in followed:
                followed.add(found.declaration)
                waiting.append((found.declaration.value, found.declaration.module))
    return True
