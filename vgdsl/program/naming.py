"""What the name of a model says: what it makes clips from, and which family it is of. Knows no model by its name.

The provider's list says neither. It calls everything that begins with a picture `image-to-video`, and everything that begins
with a video `video`; the id and the name are the only signal (Venice model list and SDK notes, October 2026).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from vgdsl.program.model import Mode

_BY_ID = (
    (Mode.UPSCALE, r"^topaz-|upscal"),
    (Mode.MOTION, r"motion-control"),
    (Mode.TRANSITION, r"transition|first-last-frame|first-and-last"),
    (Mode.TEXT, r"text-to-video|-text$"),
    (Mode.REFERENCE, r"reference-to-video|-r2v\b"),
    (Mode.IMAGE, r"image-to-video|-i2v\b|multi-angle"),
    (Mode.VIDEO, r"video-to-video|-v2v\b|edit-video|extend-video"),
)
_BY_NAME = (
    (Mode.REFERENCE, r"\br2v\b|\breference"),
    (Mode.TRANSITION, r"\btransition|first.{1,5}last"),
    (Mode.MOTION, r"\bmotion control"),
    (Mode.UPSCALE, r"\bupscal"),
)
_BY_KIND = {"text-to-video": Mode.TEXT, "image-to-video": Mode.IMAGE, "video": Mode.VIDEO}

_WORDS = re.compile(
    r"-(?:(?:text|image|reference|video|first-last-frame)-to-video|transition|motion-control|edit-video|text)$"
)
_EDITION = re.compile(r"-(?:basic|private)$")
"""Ends of ids that tell who runs a model, and not what it is."""


def mode_of(model_id: str, name: str, kind: str | None) -> Mode | None:
    """What a model makes clips from. `kind` is the list's own word; None where nothing tells."""
    words = ((_BY_ID, model_id.lower()), (_BY_NAME, name.lower()))
    for patterns, text in words:
        for mode, pattern in patterns:
            if re.search(pattern, text):
                return mode
    return _BY_KIND.get(kind or "")


def families_of(models: Iterable[tuple[str, Mode]], taken: Mapping[str, Iterable[Mode]]) -> dict[str, str]:
    """The family of each id. A family has one model of each mode: `taken` are the modes that families have already.

    Editions of one model (`-private` beside none) that are there side by side are families of their own.
    """
    full = defaultdict[str, set[Mode]](set, {family: set(modes) for family, modes in taken.items()})
    groups = defaultdict[tuple[str, str], dict[str, Mode]](dict)
    for model_id, mode in models:
        bare = _EDITION.sub("", model_id)
        groups[model_id[len(bare) :], _WORDS.sub("", bare)][model_id] = mode
    found: dict[str, str] = {}
    for (edition, stem), members in sorted(groups.items()):
        family = stem if full[stem].isdisjoint(members.values()) else f"{stem}{edition}"
        for model_id, mode in members.items():
            found[model_id] = model_id if mode in full[family] else family
            full[found[model_id]].add(mode)
    return found
