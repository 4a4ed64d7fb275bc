"""What a name means in a template: loop variables, lets, params, `film`, `scene`, `shot`. Knows no templates."""

from collections.abc import Callable, Iterator, Mapping

from vgdsl.check.declarations import VALUES, Declaration, Kind
from vgdsl.check.here import Here
from vgdsl.check.records import Lookup, Poisoned, Record, TemplateError
from vgdsl.check.resolve import Names, Scope

Declared = Callable[[Declaration, Here], object]
"""The value of a let or a param that is used here; None where it is mistaken, which was reported."""


def lookup(names: Names, here: Here, declared: Declared) -> Lookup:
    """The names of one place. Raises TemplateError for what is no value, Poisoned for what is mistaken."""
    return _Names(names, here, declared)


class _Names:
    """The look-up itself; a function within a function would refer to itself, and stay until somebody looks for cycles."""

    __slots__ = ("_declared", "_here", "_names", "_scope")

    def __init__(self, names: Names, here: Here, declared: Declared) -> None:
        self._names, self._scope, self._here, self._declared = (
            names,
            names.scopes[here.module],
            here,
            declared,
        )

    def __call__(self, name: str) -> object:
        here = self._here
        if here.hides(name):
            return here.loop[name]
        declaration = self._scope.get(name)
        if declaration is None:
            return self._undeclared(name)
        value = self._declared(declaration, here)
        if declaration.kind is Kind.IMPORT:
            return Record(name, _Prefixed(self._scope, name, self, here.module.incomplete))
        if declaration.kind not in VALUES:
            raise TemplateError("kind", name=name, kind=declaration.kind.phrase)
        if value is None:
            raise Poisoned
        return value

    def _undeclared(self, name: str) -> object:
        found = self._here.loop.get(name, self._here.records.get(name))
        if found is None and self._names.excused(name, self._here.module):
            raise Poisoned
        return found


class _Prefixed(Mapping[str, object]):
    """The values of another file, under its prefix; where they are not all known, an unknown one is mistaken elsewhere."""

    def __init__(self, scope: Scope, prefix: str, find: Lookup, incomplete: bool) -> None:
        self._names = [name for name in scope if name.startswith(f"{prefix}.")]
        self._prefix = prefix
        self._find = find
        self._incomplete = incomplete

    def __getitem__(self, name: str) -> object:
        full = f"{self._prefix}.{name}"
        if full not in self._names:
            raise Poisoned if self._incomplete else KeyError(name)
        return self._find(full)

    def __iter__(self) -> Iterator[str]:
        return (name[len(self._prefix) + 1 :] for name in self._names)

    def __len__(self) -> int:
        return len(self._names)
