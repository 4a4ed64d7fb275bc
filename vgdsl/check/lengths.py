"""How long clips are, as far as is known before a run. Knows orders and the facts of files; knows no decoder."""

from collections.abc import Mapping

import msgspec

from vgdsl.program.entities import Making, MediaFacts, Origin, Part, Shot
from vgdsl.program.values import Clip, Duration, Media


class Lengths(msgspec.Struct, frozen=True):
    """The lengths of one program's clips, in milliseconds; None is a length that only the making will tell."""

    nodes: Mapping[str, Making]
    media: Mapping[str, MediaFacts]

    def of(self, part: Part) -> int | None:
        """What a part shows."""
        end = part.end.ms if part.end is not None else self.clip(part.clip)
        return None if end is None else max(0, end - (part.start.ms if part.start is not None else 0))

    def clip(self, clip: Clip | Media) -> int | None:
        """A whole clip; an upscale is as long as its source, unless it slows it down."""
        followed = 0
        while isinstance(clip, Clip):
            node = self.nodes.get(clip.node)
            followed += 1
            if isinstance(node, Shot):
                return _ordered(node)
            if node is None or followed > len(self.nodes) or "slowdown" in node.settings:
                return None
            clip = node.source
        facts = self.media.get(clip.path or "")
        return None if facts is None or facts.seconds is None else round(facts.seconds * 1000)


def _ordered(shot: Shot) -> int | None:
    """A film's default length is not meant for a shot that works from a source: that is as long as the source."""
    place = shot.places.get("duration")
    default = place is not None and place.origin in {Origin.FILM, Origin.SCENE}
    if not isinstance(shot.duration, Duration) or (shot.source is not None and default):
        return None
    return shot.duration.ms
