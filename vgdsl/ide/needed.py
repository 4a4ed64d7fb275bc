"""What a block cannot do without and does not say, by the checker's own rules. Knows no text and no order."""

from collections.abc import Mapping

from vgdsl.check.attributes import REQUIRED
from vgdsl.check.declarations import Kind
from vgdsl.check.rules import RULES
from vgdsl.check.rules.subject import Subject
from vgdsl.ide.makers import Maker, makers, program_of
from vgdsl.ide.site import Site
from vgdsl.program.catalog import Catalog

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
    alone = Catalog.of(site.view.catalog.date, (maker.model,))
    subject = Subject(maker.node, maker.model, program_of(site), alone)
    return {_MISSING[found.code] for rule in RULES for found in rule(subject) if found.code in _MISSING}
