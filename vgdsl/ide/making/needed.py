"""What a block cannot do without and does not say, by the checker's own rules. Knows no text and no order."""

from collections.abc import Mapping

from vgdsl.check.attributes import REQUIRED
from vgdsl.check.declarations import Kind
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.makers import Maker, makers
from vgdsl.ide.making.verdicts import verdicts

_MISSING: Mapping[str, str] = {
    "VG411": "duration",
    "VG421": "aspect_ratio",
    "VG431": "start",
    "VG433": "end",
    "VG436": "source",
    "VG456": "prompt",
}
"""The codes that ask for an attribute which nobody says."""


def needed(site: Site) -> frozenset[str]:
    """The attributes that a shot, transition, upscale or cut at a place still needs."""
    kind = site.kind
    if kind not in {Kind.SHOT, Kind.TRANSITION, Kind.UPSCALE, Kind.CUT}:
        return frozenset()
    around = makers(site)
    required = REQUIRED.get(kind, ())
    found = {name for maker in around for name in _asked(maker, site)}
    modelled = bool(around) or kind is Kind.CUT
    return frozenset({*required, *found} if modelled else {*required, "model"})


def _asked(maker: Maker, site: Site) -> set[str]:
    return {_MISSING[one.code] for one in verdicts(maker.node, maker.model, site) if one.code in _MISSING}
