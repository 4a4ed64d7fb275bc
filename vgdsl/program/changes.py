"""What is different between two catalogues: models, and what each of them says. Knows no list, no file and no words."""

from typing import Any

import msgspec

from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Model

_NOT_ASKED_FOR = frozenset({"id", "source", "notes", "listed", "missed", "output", "prices"})
"""What no request depends on, or what is told by itself."""


class Change(msgspec.Struct, frozen=True):
    """One fact of a model, named as in Model: what it was and what it is. Of lists, what came and what went is told too."""

    model: str
    fact: str
    before: Any
    after: Any

    @property
    def added(self) -> tuple[str, ...]:
        return _without(self.after, self.before)

    @property
    def removed(self) -> tuple[str, ...]:
        return _without(self.before, self.after)

    @property
    def of_lists(self) -> bool:
        """Whether both are lists, so that what came and went says all."""
        return isinstance(self.before, tuple) and isinstance(self.after, tuple)


class Changes(msgspec.Struct, frozen=True):
    """Ids of models that came, that the list ceased to name, and that it names again; and what changed of those it names."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    back: tuple[str, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.back or self.changed)


def changes(before: Catalog, after: Catalog) -> Changes:
    """What happened from one catalogue to the other. A model that is there no more had come from a list, and is gone with it."""
    pairs = [(before.models[name], model) for name, model in after.models.items() if name in before.models]
    dropped = [name for name in before.models if name not in after.models]
    return Changes(
        added=tuple(name for name in after.models if name not in before.models),
        gone=(*(new.id for old, new in pairs if old.missed is None and new.missed is not None), *dropped),
        back=tuple(new.id for old, new in pairs if new.listed and not old.listed),
        changed=tuple(change for old, new in pairs for change in _changed(old, new)),
    )


def _changed(old: Model, new: Model) -> list[Change]:
    return [
        Change(new.id, fact, before, after)
        for fact in Model.__struct_fields__
        if fact not in _NOT_ASKED_FOR and (before := getattr(old, fact)) != (after := getattr(new, fact))
    ]


def _without(values: Any, others: Any) -> tuple[str, ...]:
    return tuple(value for value in values if value not in others) if isinstance(values, tuple) else ()
