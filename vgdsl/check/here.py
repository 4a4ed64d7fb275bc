"""Where a value is worked out: in which file, and with which names of a shot. Knows no values."""

from collections.abc import Mapping

import msgspec

from vgdsl.check.declarations import Module
from vgdsl.check.records import Record


class Here(msgspec.Struct, frozen=True):
    """Where a value is worked out: its file, and the names that hold for one shot only.

    In the shot's `own` block these hide what is declared. In a style or a let that the shot uses, templates may use
    them too, but what is declared there comes first: a let does not change its meaning by where it is used.
    """

    module: Module
    loop: Mapping[str, object] = {}
    records: Mapping[str, Record] = {}
    own: bool = False

    def at(self, module: Module) -> "Here":
        return Here(module, self.loop, self.records)

    def hides(self, name: str) -> bool:
        return self.own and name in self.loop
