"""The words of the models diagnostics about what a shot shows, hears and sends: elements, references, files."""

from vgdsl.report.wording.form import Wording
from vgdsl.report.wording.models import of_model

_SHOWN: dict[str, Wording] = {
    "VG441": of_model(
        ("{model} shows {most} at most {beside}, not {found}", "{model} shows {most} at most, not {found}"),
        "one too many",
        ("name fewer, or put some in words", "take a model that shows {found}: {others}"),
    ),
    "VG442": of_model(
        "{model} takes {most} of locations at most, not {found}",
        "too many by here",
        "give locations one picture each, or name fewer",
    ),
    "VG443": of_model(
        "`{name}` has no frontal picture",
        "the first of its references stands in for it",
        'add `frontal = image("...")` to the element: {model} takes the face from it',
    ),
    "VG444": of_model(
        "`{name}` has {found}; {model} takes a frontal one and {most} more of an element",
        "one too many",
        "leave out those of its `references` that show the least",
    ),
    "VG445": of_model(
        "{model} has no room for {lost}",
        "left out",
        "the shot is made without it; `vgdsl plan --requests` shows what is sent",
    ),
    "VG446": of_model(
        "{model} works from words, and there are none for `{name}`",
        "no description to stand here",
        (
            "write a `description` in `{name}`",
            'write `model = "{family}"`: then it is {sibling}, which shows pictures',
            "take a model that shows pictures: {others}",
        ),
    ),
    "VG447": of_model(
        "{model} works from words, and cannot show `{name}`",
        "cannot be shown",
        (
            "describe it in words, or make it an `element` with a description",
            'write `model = "{family}"`: then it is {sibling}, which shows pictures',
            "take a model that shows pictures: {others}",
        ),
    ),
    "VG448": of_model(
        "{model} shows only what its prompt names, and the prompt does not name `{name}`",
        "has no effect",
        (
            "write `@{name}` in the prompt: the description stands there",
            'write `model = "{family}"`: then it is {sibling}, which shows pictures',
            "take a model that shows pictures: {others}",
        ),
    ),
    "VG449": of_model(
        "{model} takes {most} pictures in all, not {found}",
        "too many by here",
        "name fewer elements and locations, or leave a frame out",
    ),
    "VG451": of_model(
        "{model} takes no reference {noun}",
        "not taken",
        ("leave it out", "take a model that does: {others}"),
    ),
    "VG452": of_model(
        (
            "{model} takes {most} at most, not {found} ({beside})",
            "{model} takes {most} at most, not {found}",
        ),
        "one too many",
        ("leave some out", "take a model that takes {found}: {others}"),
    ),
    "VG453": of_model(
        "{model} needs something to show: a start frame, an element or a location",
        (
            "{listed:.0}references alone do not count",
            "{wordless:.0}nothing to look at",
            "only words",
        ),
        (
            "mention an element or a location with a picture, or give a `start`",
            'write `model = "{family}"`: then it is {sibling}, which works from words',
            "take a model that works from words: {others}",
        ),
    ),
    "VG454": of_model(
        "{model} needs something to show: a reference picture or video",
        ("{wordless:.0}nothing to look at", "only words"),
        (
            "add `references`, or mention an element or a location with a picture",
            'write `model = "{family}"`: then it is {sibling}, which works from words',
            "take a model that works from words: {others}",
        ),
    ),
    "VG455": of_model(
        "{model} takes sound only beside a picture or a video",
        "sound alone",
        "add a picture or a video to `references`",
    ),
}

_SOUND: dict[str, Wording] = {
    "VG461": of_model(
        "{model} takes no soundtrack",
        "not taken",
        (
            "leave `soundtrack` out, and lay it under the cut as `music`",
            "take a model that listens to one: {others}",
        ),
    ),
    "VG462": of_model(
        "a soundtrack is at most {most} long; {file} has {length}", "too long", "cut the file shorter"
    ),
    "VG463": of_model(
        "{model} wants a soundtrack of at least {least}; {file} has {length}",
        "too short",
        "take a longer one",
    ),
    "VG464": of_model(
        "a soundtrack has at most {most}; {file} has {size}",
        "too large",
        "save it as a plain MP3 of 192 kbit/s",
    ),
}

_FILES: dict[str, Wording] = {
    "VG491": of_model(
        "{file} is {fault} for {model}",
        "{size}",
        "crop it: neither side more than two and a half times the other",
    ),
    "VG492": of_model(
        "{file} is small for {model}, and will be enlarged",
        "{size}; the shorter side wants {side} pixels",
        "take a larger picture, or it may look soft",
    ),
    "VG493": of_model(
        "{file} is too large for {model}",
        "{size}; {most} at most",
        "save it smaller: fewer pixels, or a format that packs closer",
    ),
    "VG494": of_model(
        "{model} takes reference {noun}s of {made}; {file} has {length}",
        ("{short:.0}too short", "{long:.0}too long", "not within that"),
        ("{short:.0}take a longer one", "{long:.0}cut it shorter"),
    ),
    "VG495": of_model(
        "{model} takes {most} of reference {noun} in all, not {length}",
        "too long by here",
        "cut some shorter, or leave some out",
    ),
    "VG496": of_model(
        "{file} is in a format that the service does not read",
        "{found}",
        "save it as {legal}",
    ),
    "VG497": of_model(
        "with {model}, reference videos and the clip have {most} in all: {given} and {value} are more",
        "found out only after payment",
        ("write `duration = {legal}`", "cut the reference videos shorter"),
    ),
    "VG498": of_model(
        "this request would be {total}; the service takes {most}",
        "a file grows by a third on its way",
        (
            "the largest: {largest}",
            "make them smaller, send fewer, or put them on the web and give their https address",
        ),
    ),
}

WORDING: dict[str, Wording] = {
    **_SHOWN,
    **_SOUND,
    **_FILES,
}
