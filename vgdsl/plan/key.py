"""The identity of a request: what it would buy, not how it was written. Knows no names, no order and no history.

A key is a digest of everything that decides a clip's content: every field of the request, with each medium replaced by
the digest of its bytes (for a frame of a clip: that clip's digest and which frame), the provider and the take. Names,
formatting and the order of declarations are not in it, so refactoring a film never buys anything again.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from vgdsl.plan.job import Assembly, ClipInput, FileInput, Finishing, FrameInput, Job, LinkInput, PartInput

OFFICIAL = "https://api.venice.ai/api/v1"
"""An address that makes no difference; any other one is part of a key."""

Components = dict[str, object]


class Key(msgspec.Struct, frozen=True, gc=False):
    """`digest` is hexadecimal; `components` is the small record that it is the digest of, kept to tell what changed."""

    digest: str
    components: Components


_ENCODER = msgspec.json.Encoder(order="deterministic")
_PLAIN = frozenset({str, bool, int, float, type(None)})


def key(job: Job, digests: Mapping[str, str], provider: str, address: str = OFFICIAL) -> Key:
    """The key of a job; `digests` are the SHA-256 of the clips that it needs, by job. KeyError where one is missing."""
    request = {
        name: value if type(value) in _PLAIN else _identity(value, digests)
        for name, value in job.body.items()
    }
    components: Components = {"provider": provider, "take": job.take, "request": request}
    if address.rstrip("/") != OFFICIAL:
        components["address"] = address.rstrip("/")
    return Key(digest_of(components), components)


def digest_of(components: Components) -> str:
    """The digest of a key's record."""
    return hashlib.sha256(_ENCODER.encode(components)).hexdigest()


def finished(finishing: Finishing, digests: Mapping[str, str]) -> str:
    """The identity of a finished clip: that of what it is made of, since it may be made again, by another version too."""
    sound = None if finishing.sound is None else _identity(finishing.sound, digests)
    return digest_of({"parts": [digests[part] for part in finishing.parts], "sound": sound})


def cut_key(assembly: Assembly, digests: Mapping[str, str]) -> str:
    """The identity of a film put together from clips of these digests: equal for equal films, whatever they are called."""
    cut = assembly.cut
    parts = {
        "sequence": msgspec.to_builtins(cut.sequence),
        "music": msgspec.to_builtins(cut.music),
        "form": [str(cut.fps), str(cut.resolution)],
        "clips": {node: digests[job] for node, job in assembly.jobs.items()},
        "media": assembly.media,
        "seams": sorted(assembly.seams),
    }
    return hashlib.sha256(_ENCODER.encode(parts)).hexdigest()


def _identity(value: object, digests: Mapping[str, str]) -> object:
    """A value with `sha256:...` for files and clips, `sha256:... last` for frames, `sha256:... 0-360` for parts, and links
    as they are.
    """
    if isinstance(value, FileInput):
        return f"sha256:{value.sha256}"
    if isinstance(value, ClipInput):
        return f"sha256:{digests[value.job]}"
    if isinstance(value, FrameInput):
        return f"{_identity(value.of, digests)} {value.at}"
    if isinstance(value, PartInput):
        return f"{_identity(value.of, digests)} {value.first}-{value.last}"
    if isinstance(value, LinkInput):
        return value.url
    if isinstance(value, Mapping):
        return {name: _identity(inner, digests) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_identity(inner, digests) for inner in value]
    return value
