"""Where a node's clip stands, as whoever keeps the records says. Knows no records: the server hands this in."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

AT_HAND = frozenset({"made", "shared", "held"})
"""States of a clip that is not bought again."""


class Standing(msgspec.Struct, frozen=True):
    """`state` is a word of `vgdsl status`: made, shared, held, changed, to make, being made, uncertain; `paid` in US dollars."""

    state: str
    paid: Decimal | None = None


Standings = Mapping[str, Standing]
"""By the name of a node: `opening`, `postcard["Rome"]`. What is not in it is not known."""

UNKNOWN: Standings = {}
