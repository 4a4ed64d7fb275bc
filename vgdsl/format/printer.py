"""A tree as a text in its canonical layout, also one that a program has built. Knows no text that it came from.

What a tree says is what is left of it without places: names, values, and what texts say, however they are indented.
"""

from collections.abc import Iterable

from vgdsl.format.layout import layout
from vgdsl.source import Source
from vgdsl.syntax import strings, tree
from vgdsl.syntax.parser import parse

Said = tuple[object, ...]


def printed(items: Iterable[tree.Item]) -> str:
    """The text that reads as these items, whatever their places say. Raises ValueError where there is no such text.

    There is none for a name that is no name, say, or for a quote in the `raw` of a text without a backslash.
    """
    wanted = tuple(items)
    laid = layout(Source("", "".join(f"{_item(item)}\n" for item in wanted)))
    parsed = parse(Source("", laid.text))
    if laid.left or said(parsed.file.items) != said(wanted):
        raise ValueError("these items cannot be written: a name, a number or a text in them is none")
    return laid.text


def value_text(value: tree.Value) -> str:
    """A value on one line, but for block texts; as it is written, not laid out."""
    return _value(value)


def said(items: Iterable[tree.Node]) -> Said:
    """What items say, to be compared: the same for two trees that differ in places and in the layout of texts alone."""
    return tuple(map(_said, items))


def _said(node: object) -> object:
    if isinstance(node, tree.String):
        return "text", strings.decode(node), node.block
    if isinstance(node, tuple):
        return said(node)
    if isinstance(node, tree.Node):
        parts = node.__struct_fields__[2:]  # behind the two places
        return type(node).__name__, *(_said(getattr(node, part)) for part in parts)
    return node


def _item(item: tree.Item) -> str:
    if isinstance(item, tree.Attribute):
        return f"{item.name.text} = {_value(item.value)}"
    if isinstance(item, tree.Definition):
        return f"{item.keyword.text} {item.name.text} = {_value(item.value)}"
    if isinstance(item, tree.Import):
        alias = f" as {item.alias.text}" if item.alias else ""
        return f"import {_value(item.path)}{alias}"
    name = f" {item.name.text}" if item.name else ""
    loop = f"[{item.loop.variable.text} in {_value(item.loop.values)}]" if item.loop else ""
    inside = "\n".join(map(_item, item.items))
    return f"{item.keyword.text}{name}{loop} {{\n{inside}\n}}"


def _value(value: tree.Value) -> str:
    if isinstance(value, tree.Quantity):
        return value.text
    if isinstance(value, tree.String):
        quotes = '"""' if value.block else '"'
        return f"{quotes}{value.raw}{quotes}"
    if isinstance(value, tree.List):
        return f"[{', '.join(map(_value, value.items))}]"
    if isinstance(value, tree.Reference):
        return value.name + _steps(value.steps)
    if isinstance(value, tree.Selection):
        return _value(value.of) + _steps(value.steps)
    return f"{_value(value.function)}({', '.join(map(_argument, value.arguments))})"


def _argument(argument: tree.Argument) -> str:
    return f"{argument.name.text} = {_value(argument.value)}" if argument.name else _value(argument.value)


def _steps(steps: Iterable[tree.Member | tree.Index]) -> str:
    return "".join(
        f".{step.name}" if isinstance(step, tree.Member) else f"[{_value(step.value)}]" for step in steps
    )
