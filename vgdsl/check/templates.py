"""Runs a template by jinja2, cut down until it can only end. Knows no tree, no scope, no files, no clock and no chance.

What is left of jinja2: `{{ }}`, `if`, `for` and `set`, a fixed list of filters, its tests, and `range`. No macros, no
blocks, no imports, no other calls, no attributes but those of records. Loops share a budget of turns; whatever builds
a text or a list is measured. So a template ends after work that is bounded by its own length.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from vgdsl.check.records import LONGEST, Lookup, Poisoned, Record, TemplateError, plain, shown

TURNS = 10_000  # of all loops of one template together
LARGEST = 10**15  # of whole numbers
HIGHEST = 64  # of exponents

FILTERS = frozenset(
    [
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "first",
        "float",
        "int",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "reverse",
        "round",
        "select",
        "sort",
        "string",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "wordcount",
    ]
)
_STATEMENTS = (nodes.Template, nodes.Output, nodes.For, nodes.If, nodes.Assign)
_LOOP = frozenset(
    ["index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "previtem", "nextitem"]
)
_BUDGET = "turns left"  # no name of a template can have a space


def _refuse(what: str, line: int | None = None) -> TemplateError:
    return TemplateError("refused", name=what, line=line)


class _Unknown(StrictUndefined):
    """A name that nothing is known of: using it is a mistake, except in `is defined` and `default`."""

    def __init__(
        self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None
    ) -> None:
        of = obj if isinstance(obj, Record) else None
        reason = "refused" if hint or exc else "unknown"
        super().__init__(hint, obj, name)
        self._undefined_exception = lambda _: TemplateError(reason, name=str(name), of=of)  # type: ignore[assignment]


class _Sandbox(SandboxedEnvironment):
    """The environment that all templates share; it holds nothing of any of them."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Bounded().visit(super()._parse(source, name, filename))
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Record):
            value = obj.get(str(argument))
            return self.undefined(obj=obj, name=str(argument)) if value is None else value
        if isinstance(obj, str | list) and isinstance(argument, int | slice):
            return super().getitem(obj, argument)
        return self.undefined("not an attribute", obj=obj, name=str(argument))

    def call(
        self,
        context: Context,  # noqa: ARG002 - jinja2's own form
        called: Any,
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        if called is not _range or kwargs:
            raise TemplateError("call")
        return _range(*args)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator != "+" and not (_is_number(left) and _is_number(right)):
            raise _refuse(operator)
        if operator == "**" and (abs(right) > HIGHEST or abs(left) > LARGEST):
            raise TemplateError("too long")
        return _measured(super().call_binop(context, operator, left, right))


class _Bounded(NodeTransformer):
    """Refuses the statements that templates do not have, counts the turns of loops, measures what `~` joins."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if isinstance(node, nodes.Stmt) and not isinstance(node, _STATEMENTS):
            raise _refuse(type(node).__name__.lower(), node.lineno)
        return super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the visitor's own naming
        if node.recursive:
            raise _refuse("recursive", node.lineno)
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "counted", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - the visitor's own naming
        self.generic_visit(node)
        values = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(values, "join", [], [], None, None, lineno=node.lineno)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _measured(value: Any) -> Any:
    """The value, unless it is longer or larger than any template needs."""
    length = len(value) if isinstance(value, str | list | tuple) else 0
    if length > LONGEST or (isinstance(value, int) and abs(value) > LARGEST):
        raise TemplateError("too long")
    return value


def _range(*bounds: int) -> Sequence[int]:
    numbers = range(*bounds)
    if len(numbers) > TURNS:
        raise TemplateError("too long")
    return list(numbers)


@pass_context
def _counted(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    budget = context[_BUDGET]
    for value in values:
        budget[0] -= 1
        if budget[0] < 0:
            raise TemplateError("too long")
        yield value


def _join(values: Iterable[Any], between: str = "") -> str:
    texts = [shown(value) for value in values]
    if sum(map(len, texts)) + len(between) * len(texts) > LONGEST:
        raise TemplateError("too long")
    return str(between).join(texts)


def _replace(text: Any, old: str, new: str) -> str:
    text = shown(text)
    if len(text) + text.count(old) * len(new) > LONGEST:
        raise TemplateError("too long")
    return str(text.replace(old, new))


def _printed(value: Any) -> str:
    if isinstance(value, Record):
        raise TemplateError("record", name=value.label)
    return shown(value)


@functools.cache
def _environment() -> _Sandbox:
    sandbox = _Sandbox(undefined=_Unknown, finalize=_printed, keep_trailing_newline=True, cache_size=0)
    sandbox.globals = {"range": _range}
    kept = {name: filter_ for name, filter_ in sandbox.filters.items() if name in FILTERS}
    sandbox.filters = {**kept, "counted": _counted, "join": _join, "replace": _replace}
    return sandbox


@functools.lru_cache(maxsize=512)
def compiled(text: str) -> Callable[[Lookup], str]:
    """A template, ready to run. Running it raises TemplateError for whatever is wrong with it."""
    try:
        tree = _environment().parse(text)
        wanted = {name.name for name in tree.find_all(nodes.Name)} - {"range"}
        template = _environment().from_string(tree)
    except TemplateError as error:
        return functools.partial(_fail, error)
    except TemplateSyntaxError as error:
        return functools.partial(
            _fail, TemplateError("syntax", name=(error.message or "").rstrip("."), line=error.lineno)
        )
    except Exception:  # noqa: BLE001 - nested deeper than jinja2 or Python can compile
        return functools.partial(_fail, TemplateError("syntax", name="too deeply nested"))

    if "self" in wanted:
        return functools.partial(_fail, _refuse("self"))

    def run(lookup: Lookup) -> str:
        values = {name: value for name in wanted if (value := lookup(name)) is not None}
        known = {n: v if isinstance(v, Record) else plain(v) for n, v in values.items()}
        try:
            return _gather(template.generate({**known, _BUDGET: [TURNS]}))
        except (TemplateError, Poisoned):
            raise
        except Exception as error:  # noqa: BLE001 - the author's arithmetic: division by zero, a text as a number
            raise TemplateError("fails", name=str(error)) from None

    return run


def _fail(error: TemplateError, _: Lookup) -> str:
    raise error


def _gather(chunks: Iterable[str]) -> str:
    parts, length = list[str](), 0
    for chunk in chunks:
        length += len(chunk)
        if length > LONGEST:
            raise TemplateError("too long")
        parts.append(chunk)
    return "".join(parts)
