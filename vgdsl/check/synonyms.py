"""What others call the things of this language: attributes, values, calls. Knows no tree, no names of a film, no types."""

import re
from collections.abc import Collection, Iterator

from vgdsl.check.spelling import nearest

_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "length": ("duration",),
    "seconds": ("duration",),
    "time": ("duration",),
    "ratio": ("aspect_ratio",),
    "aspect": ("aspect_ratio",),
    "size": ("resolution",),
    "quality": ("resolution", "bitrate"),
    "text": ("prompt", "description"),
    "prompt": ("description",),
    "description": ("prompt",),
    "negative": ("negative_prompt",),
    "style": ("use",),
    "styles": ("use",),
    "name": ("title", "description"),
    "cost": ("budget",),
    "price": ("budget",),
    "max_cost": ("budget",),
    "framerate": ("fps",),
    "frame_rate": ("fps",),
    "rate": ("fps",),
    "start": ("from",),
    "end": ("to",),
    "start_image": ("start",),
    "end_image": ("end",),
    "first_frame": ("start",),
    "last_frame": ("end",),
    "image_url": ("start",),
    "end_image_url": ("end",),
    "audio_url": ("soundtrack",),
    "video_url": ("source",),
    "clip": ("source",),
    "input": ("source",),
    "image": ("frontal", "start"),
    "images": ("references",),
    "picture": ("frontal", "image", "start"),
    "characters": ("elements",),
    "cast": ("elements",),
    "element": ("elements",),
    "places": ("locations",),
    "location": ("locations",),
    "sound": ("audio",),
    "music": ("soundtrack",),
    "soundtrack": ("music",),
    "count": ("takes",),
    "variants": ("takes",),
    "shots": ("sequence",),
    "clips": ("sequence",),
    "scenes": ("sequence",),
    "file": ("output",),
    "path": ("output",),
    "scale": ("factor",),
    "depends_on": ("after",),
}

_VALUES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("yes", "on", "enabled"), ("true",)),
    **dict.fromkeys(("no", "off", "disabled", "none"), ("false",)),
    "true": ("true",),
    "false": ("false",),
    "automatic": ("auto",),
    "default": ("auto",),
    **dict.fromkeys(("widescreen", "landscape", "horizontal"), ("16:9",)),
    **dict.fromkeys(("portrait", "vertical"), ("9:16",)),
    "square": ("1:1",),
    "hd": ("720p",),
    **dict.fromkeys(("full_hd", "fullhd", "fhd"), ("1080p",)),
    **dict.fromkeys(("uhd", "ultra_hd"), ("4k",)),
    **dict.fromkeys(("fade", "crossfade", "dissolve"), ("dissolve(0.5s)",)),
    **{word: (str(number),) for number, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)},
}

_CALLS = {
    **dict.fromkeys(("img", "pic", "picture", "photo", "frame", "file"), "image"),
    **dict.fromkeys(("film", "movie", "footage"), "video"),
    **dict.fromkeys(("sound", "wav", "mp3"), "audio"),
    **dict.fromkeys(("pdf", "doc"), "document"),
    **dict.fromkeys(("fade", "crossfade", "cross_dissolve"), "dissolve"),
    **dict.fromkeys(("keyframe", "key"), "at"),
    **dict.fromkeys(("trim", "cut", "part"), "clip"),
}

_ARGUMENTS = {
    "start": "in",
    "begin": "in",
    "end": "out",
    "length": "duration",
    "volume": "gain",
    "src": "path",
}

_MEMBERS = {
    **dict.fromkeys(("end", "last", "end_frame", "lastframe"), "last_frame"),
    **dict.fromkeys(("start", "first", "start_frame", "firstframe"), "first_frame"),
    **dict.fromkeys(("at", "frame_at", "moment"), "frame"),
}

KEYWORDS = {
    **dict.fromkeys(("const", "var", "variable", "local", "set"), "let"),
    **dict.fromkeys(("arg", "input", "parameter"), "param"),
    **dict.fromkeys(("clip", "video", "take"), "shot"),
    **dict.fromkeys(("character", "person", "object", "actor"), "element"),
    **dict.fromkeys(("place", "set", "environment"), "location"),
    **dict.fromkeys(("project", "movie", "program"), "film"),
    **dict.fromkeys(("sequence", "edit", "timeline", "output"), "cut"),
    **dict.fromkeys(("look", "theme"), "style"),
}


def attribute(name: str, known: Collection[str]) -> str | None:
    """The attribute that somebody calls so, or misspells so."""
    plain = _snake(name)
    if plain in known:
        return plain
    return next((one for one in _ATTRIBUTES.get(plain, ()) if one in known), None) or nearest(plain, known)


def values(word: str) -> Iterator[str]:
    """What a bare word may stand for, as it is written here."""
    plain = _snake(word)
    yield from _VALUES.get(plain, ())
    if times := re.fullmatch(r"x(\d+)", plain):
        yield f"{times[1]}x"


def call(name: str, known: Collection[str]) -> str | None:
    """The call that somebody calls so, or misspells so."""
    plain = _CALLS.get(name.lower())
    return plain if plain in known else nearest(name, known)


def argument(name: str, known: Collection[str]) -> str | None:
    plain = _ARGUMENTS.get(name.lower())
    return plain if plain in known else nearest(name, known)


def member(name: str, known: Collection[str]) -> str | None:
    plain = _MEMBERS.get(_snake(name))
    return plain if plain in known else nearest(_snake(name), known)


def keyword(word: str, known: Collection[str]) -> str | None:
    """What somebody means by another word for a kind of declaration."""
    near = nearest(word, known)
    return near or (plain if (plain := KEYWORDS.get(word.lower())) in known else None)


def _snake(name: str) -> str:
    """`negativePrompt` as `negative_prompt`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
