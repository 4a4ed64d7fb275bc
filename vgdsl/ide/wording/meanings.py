"""What each keyword, attribute, call and value of the language is for, in a sentence. Knows no film and no model.

The one place for these sentences: hovers and completion show them, and `grammar/README.md` tables the same names (a test
compares them). A sentence is Markdown, begins small where it follows the name, and says nothing that depends on a model.
"""

from collections.abc import Mapping

from vgdsl.check.attributes import KEPT_AS, OWNED
from vgdsl.check.declarations import Kind

DECLARATIONS: Mapping[Kind, str] = {
    Kind.FILM: "The film as a whole: its title, its budget, and defaults for all shots.",
    Kind.IMPORT: "Brings in the declarations of another file.",
    Kind.PARAM: "A named value that `--set NAME=value` may replace.",
    Kind.LET: "A name for a value.",
    Kind.STYLE: "Attributes and words for prompts, applied with `use = [...]`.",
    Kind.ELEMENT: "A character or a thing that prompts mention with `@`.",
    Kind.LOCATION: "A place that prompts mention with `@`.",
    Kind.SCENE: "A group of shots that share defaults, a place and a budget.",
    Kind.SHOT: "One clip, or one for each value of a list. A purchase for each take.",
    Kind.TRANSITION: "A clip from the last frame of one clip to the first frame of another.",
    Kind.UPSCALE: "A clip made larger, smoother or cleaner.",
    Kind.PROFILE: "Values for another occasion, chosen with `--profile`.",
    Kind.CUT: "The film put together, on this machine and for nothing.",
}

_MADE: Mapping[str, str] = {
    "model": "The model that makes the clip, or a family, of which the variant follows from what the shot gives.",
    "prompt": "What is seen and how it moves. `@name` mentions somebody or something, `{{ ... }}` is a template.",
    "negative_prompt": "What should not be seen.",
    "duration": "Length of the clip; `auto` follows the source or a reference video.",
    "aspect_ratio": "Width to height; `auto` follows a picture or a reference video.",
    "resolution": "How fine the picture is; `auto` leaves it to the model.",
    "audio": "Whether the clip has sound, where the model lets one choose.",
    "start": "The first picture: an image, or a frame of another clip.",
    "end": "The last picture: an image, or a frame of another clip.",
    "source": "The video to edit, to restyle or to take the motion from.",
    "soundtrack": "A sound that the model works to.",
    "elements": "Who and what appears, beside those that the prompt mentions.",
    "locations": "Where it plays, beside the places that the prompt mentions.",
    "references": "What the model should look at: pictures, videos, sounds, documents, frames, clips.",
    "keyframes": 'Pictures at moments of the clip: `at(1s, image("noon.png"))`.',
    "task": "What to do with reference videos.",
    "camera": "Where the camera goes: `move(time, azimuth, elevation, distance)`.",
    "bitrate": "How densely the clip is encoded.",
    "image_strength": "How closely to keep to the picture, from 0 to 1.",
    "voice": "A preset voice of the model.",
    "consent": "Consents that you attest for faces in your media.",
    "use": "Styles to apply, later ones over earlier ones. It replaces the `use` of the scene or film.",
    "takes": "How many candidates to make, from 1 to 20. Each is a purchase.",
    "pick": "The take that stands for the clip; 1 where nothing is said.",
    "after": "Clips to wait for, without using anything of them.",
    "hold": "Keep the clip that exists, even where what it depends on has changed.",
    "options": "Fields of the request that the language has no word for.",
}

_BUDGET = "The most that may be spent on it, over all runs."
_SLIDER = "A slider of the Topaz suite; each model has a few of them."

_UPSCALED: Mapping[str, str] = {
    "model": "A model that enlarges or mends clips; `topaz-video-upscale` where nothing is said.",
    "source": "The clip or video to work on.",
    "factor": "How many times larger: `1x`, `2x` or `4x`; `2x` where nothing is said.",
    "prompt": "Words for the models that take them.",
    "enhancement": "The engine, by its name.",
    "fps": "Frames a second of the result.",
    "slowdown": "Slow motion: how many times longer.",
    "format": "How the result is stored: `mp4` or `prores`.",
    "h264": "Write H.264, where the suite would write 10-bit H.265.",
    **dict.fromkeys(
        (
            "compression",
            "noise",
            "halo",
            "recover_detail",
            "grain",
            "softness",
            "creativity",
            "realism",
            "sharp",
        ),
        _SLIDER,
    ),
    "parts": "Into how many parts the source is cut, where it is too large or is to be done sooner.",
}

_BY_KIND: Mapping[Kind, Mapping[str, str]] = {
    Kind.FILM: {
        "title": "The film's title; its name where there is none.",
        "fps": "Frames a second of the cuts that say none.",
        "budget": _BUDGET,
    },
    Kind.SCENE: {
        "budget": _BUDGET,
        "location": "Where the scene plays: the first of its `locations`.",
    },
    Kind.STYLE: {
        "prefix": "Words before the prompt.",
        "suffix": "Words after the prompt.",
    },
    Kind.TRANSITION: {
        "from": "The clip whose last frame it begins with.",
        "to": "The clip whose first frame it ends on.",
    },
    Kind.UPSCALE: _UPSCALED,
    Kind.PROFILE: {
        name: words for name, words in _UPSCALED.items() if name not in {"model", "source", "prompt"}
    },
    Kind.ELEMENT: {
        "description": "What stands in the prompt where a model takes no pictures.",
        "frontal": "The picture that stands for it.",
        "references": "More of it, from other sides.",
        "video": "It in motion, where a model takes videos and there is no picture.",
        "voice": "Its voice, where a model listens to references.",
    },
    Kind.LOCATION: {
        "description": "What stands in the prompt where a model takes no pictures.",
        "image": "Its picture.",
        "images": "Several pictures; they follow `image`.",
    },
    Kind.CUT: {
        "sequence": "What is shown, in order: clips, videos, `clip(...)`, `dissolve(...)`.",
        "music": "A sound under the whole film, added to that of the clips.",
        "fps": "Frames a second; the film's where it says none, else that of most clips.",
        "resolution": "The shorter side, in the shape of the first clip; else the size of most clips.",
        "output": "The name of the finished file, ending in `.mp4`.",
    },
}

CALLS: Mapping[str, str] = {
    "image": "A picture: a path inside the project, or an https address.",
    "video": "A video: a path inside the project, or an https address.",
    "audio": "A sound: a path inside the project, or an https address.",
    "document": "A document: a path inside the project, or an https address.",
    "at": "A picture pinned to a moment of the clip.",
    "move": "Where the camera is at a time from 0 to 1 of the clip; degrees.",
    "clip": "A part of a clip, in a cut.",
    "dissolve": "A cross-fade between two clips, in a cut.",
    "music": "A bed of sound under the whole film.",
    "frame": "The picture on the screen at that moment.",
    "record": "Named values, for `options`.",
}

ARGUMENTS: Mapping[tuple[str, str], str] = {
    ("image", "path"): "A path relative to this file, or an https address.",
    ("video", "path"): "A path relative to this file, or an https address.",
    ("audio", "path"): "A path relative to this file, or an https address.",
    ("document", "path"): "A path relative to this file, or an https address.",
    ("at", "time"): "The moment in the clip.",
    ("at", "image"): "A picture, or a frame of a clip.",
    ("move", "time"): "When: 0 is the beginning of the clip, 1 its end.",
    ("move", "azimuth"): "Degrees around what is seen.",
    ("move", "elevation"): "Degrees above it, −90 to 90.",
    ("move", "distance"): "How far away, 0 or more.",
    ("clip", "clip"): "The clip or video that is shown.",
    ("clip", "in"): "Where in the clip to begin; its beginning where nothing is said.",
    ("clip", "out"): "Where in the clip to end; its end where nothing is said.",
    ("dissolve", "duration"): "How long both clips are on the screen.",
    ("music", "audio"): "The sound.",
    ("music", "fade_in"): "How long it takes to come up.",
    ("music", "fade_out"): "How long it takes to go.",
    ("music", "gain"): "Louder or softer, in decibels, −60 to 20.",
    ("music", "start"): "Where in the sound the film begins.",
    ("frame", "time"): "A moment before the end of the clip.",
}

MEMBERS: Mapping[str, str] = {
    "first_frame": "The first picture of the clip.",
    "last_frame": "The last picture of the clip.",
    "frame": "The picture on the screen at a moment: `frame(2.5s)`.",
}

WORDS: Mapping[str, str] = {
    "auto": "Let the model decide, or follow the source.",
    "reference": "Look at the reference videos.",
    "edit": "Change a reference video.",
    "extend": "Go on where a reference video ends.",
    "standard": "The usual bitrate.",
    "high": "A higher bitrate.",
    "mp4": "HDR10 in an `.mp4`.",
    "prores": "ProRes 422 HQ in a `.mov`.",
    "seedance": "You attest that whoever is to be recognised in your media agrees.",
}


def meaning(kind: Kind, attribute: str) -> str:
    """The sentence for an attribute of that kind of block; empty where the language has no such attribute."""
    return _BY_KIND.get(kind, {}).get(attribute) or _MADE.get(attribute, "")


def fields(kind: Kind, attribute: str) -> tuple[str, ...]:
    """The fields of a request that an attribute becomes; none for what is done here, such as takes and cuts."""
    if kind in {Kind.ELEMENT, Kind.LOCATION, Kind.CUT} or (kind is Kind.FILM and attribute == "fps"):
        return ()
    if kind is Kind.TRANSITION:
        attribute = KEPT_AS.get(attribute, attribute)
    return tuple(field for field, name in OWNED.items() if name == attribute)
