"""The words of the models diagnostics: what a model refuses of a shot or an upscale.

What it refuses of media is in footage.py.
"""

from vgdsl.report.wording.form import Wording

_ROLES = {"model": "this model (as known on {date})", "node": "used here"}


def of_model(
    title: str | tuple[str, ...], label: str | tuple[str, ...], help_: str | tuple[str, ...] = ()
) -> Wording:
    """Words of a code whose main place is explained by the place where the model is named."""
    return Wording(title, label, help_, _ROLES)


_MODEL: dict[str, Wording] = {
    "VG404": of_model(
        "{model} enlarges or mends clips; it makes none",
        "no model for a shot",
        "take a model that makes clips here, and write an `upscale` for this one",
    ),
    "VG405": of_model(
        "{model} makes clips; it enlarges none", "no model for an upscale", "take one of {others}"
    ),
    "VG406": of_model(
        (
            "{model} was to be removed on {gone}",
            "{model} is going to be removed on {leaves}",
            "the provider's list no longer names {model} (as of {missed})",
        ),
        "may be gone when the film is made",
        (
            "the provider names {successor} in its place",
            "`vgdsl models` lists what could stand in for it",
        ),
    ),
    "VG499": of_model(
        "the limits of {model} are not published; unchecked: {names}",
        "as far as known on {date}",
        "the service decides; an order that it refuses at once is not charged",
    ),
}

_MEASURES: dict[str, Wording] = {
    "VG411": of_model(
        "{model} has to be told how long the clip is",
        "no duration",
        "write `duration = {legal}` in the shot, its scene or the film; it makes clips of {made}",
    ),
    "VG412": of_model(
        "{model} makes clips of {made}, not {value}",
        "{fault}",
        (
            "write `duration = {alone}`",
            "write `duration = {legal}`, or take a model that makes {value}: {others}",
        ),
    ),
    "VG413": of_model(
        "{model} cannot choose a length by itself",
        "needs a length",
        "write a length, such as `duration = {legal}`; it makes clips of {made}",
    ),
    "VG414": of_model(
        "{model} makes clips as long as their source, not {value}",
        "takes no length",
        "leave `duration` out, or write `duration = auto`",
    ),
    "VG415": of_model(
        "{model} takes its length from a reference video, and there is none",
        "as long as what?",
        ("add a video to `references`", "write a length; it makes clips of {made}"),
    ),
    "VG416": of_model(
        "{model} has one resolution of its own, and takes no other",
        "takes no resolution",
        ("leave `resolution` out", "take a model that makes {value}: {others}"),
    ),
    "VG417": of_model(
        "{model} makes {made}, not {value}",
        "not one of them",
        (
            "write `resolution = {alone}`",
            "write `resolution = {legal}`, or take a model that makes {value}: {others}",
        ),
    ),
    "VG418": of_model(
        "{model} makes clips of {made}; as long as the reference video, this one has {length}",
        "{fault}",
        "write a length, or cut the video to fit",
    ),
    "VG421": of_model(
        "{model} has to be told the shape of the picture",
        "no aspect ratio",
        "write `aspect_ratio = {legal}` in the shot, its scene or the film; it makes {made}",
    ),
    "VG422": of_model(
        "{model} takes no aspect ratio",
        ("its clips have the shape of {shaped}", "chooses its own"),
        ("leave `aspect_ratio` out", "take a model that makes {value}: {others}"),
    ),
    "VG423": of_model(
        "{model} makes {made}, not {value}",
        "not one of them",
        (
            "write `aspect_ratio = {alone}`",
            "write `aspect_ratio = {legal}`, or take a model that makes {value}: {others}",
        ),
    ),
    "VG424": of_model(
        "{model} cannot choose a shape by itself",
        "needs a ratio",
        "write a ratio, such as `aspect_ratio = {legal}`; it makes {made}",
    ),
    "VG425": of_model(
        "{model} takes its shape from a reference video, and there is none",
        "shaped like what?",
        ("add a video to `references`", "write a ratio, such as `aspect_ratio = {legal}`"),
    ),
    "VG426": of_model(
        "{model} makes silent clips",
        "there is no sound to switch on",
        (
            "leave `audio` out, and lay `music` under the cut",
            "take a model that makes sound: {others}",
        ),
    ),
    "VG427": of_model(
        "{model} always makes sound",
        "it cannot be switched off",
        ("leave `audio` out", "take a model whose clips can be silent: {others}"),
    ),
}

_FRAMES: dict[str, Wording] = {
    "VG431": of_model(
        "{model} needs a start frame",
        "no start frame",
        (
            "write `start = ` and a picture, or a frame of another shot: `start = image(...)`, `start = opening.last_frame`",
            "take a model that needs none: {others}",
        ),
    ),
    "VG432": of_model(
        "{model} takes no start frame",
        "not taken",
        ("leave `{spare}` out", "take a model that starts from a frame: {others}"),
    ),
    "VG433": of_model(
        "{model} needs an end frame",
        "no end frame",
        (
            "write `end = ` and a picture, or a frame of another shot",
            "take a model that needs none: {others}",
        ),
    ),
    "VG434": of_model(
        "{model} takes no end frame",
        "not taken",
        ("leave `{spare}` out", "take a model that ends on a frame: {others}"),
    ),
    "VG435": of_model(
        "{model} works from references or from a frame, not from both",
        "a {frame} beside references",
        (
            "leave out the {frame}, or everything that the shot shows beside it",
            "take a model that takes both: {others}",
        ),
    ),
    "VG436": of_model(
        "{model} works over a video, and there is none",
        "no source",
        "write `source = ` and a shot or a file: `source = opening`, `source = video(...)`",
    ),
    "VG437": of_model(
        "{model} takes no source video",
        "not taken",
        ("leave `source` out", "take a model that works over a video: {others}"),
    ),
}

_WORDS: dict[str, Wording] = {
    "VG456": of_model(
        "{model} needs a prompt", "no words", 'write `prompt = "..."`: what is seen and how it moves'
    ),
    "VG457": of_model("{model} takes no prompt", "not taken", "leave `prompt` out"),
    "VG458": of_model(
        "{model} reads {most} characters; this prompt has {length}",
        ("{over} too many; elements and locations in words are {grown} of them", "{over} too many"),
        ("shorten the prompt, its styles or the descriptions", "take a model that reads more: {others}"),
    ),
    "VG459": of_model(
        "{model} takes no negative prompt",
        "not taken",
        ("say in the prompt what should not be seen", "take a model that takes one: {others}"),
    ),
    "VG460": of_model(
        "{model} reads {most} characters; this negative prompt has {length}", "too long", "shorten it"
    ),
}

_DIRECTION: dict[str, Wording] = {
    "VG471": of_model(
        "{model} takes no keyframes",
        "not taken",
        ("leave `keyframes` out; `start` and `end` pin the two ends", "take a model that does: {others}"),
    ),
    "VG472": of_model("a shot has at most {most} keyframes, not {found}", "too many", "leave some out"),
    "VG473": of_model(
        "the keyframe at {at} is after the end of the clip",
        "the clip is {length} long",
        "pin it to {length} or before",
    ),
    "VG474": of_model(
        "the keyframes at {other} and {at} are on the same frame",
        "two pictures for one frame",
        "move one by a 24th of a second or more",
    ),
    "VG475": of_model(
        "{model} has no camera to move",
        "not taken",
        ("say in the prompt how the camera moves", "take a model that has one: {others}"),
    ),
    "VG476": of_model(
        "a camera path has {fewest} to {most} moves, not {found}",
        "where it starts, and where it goes",
        "write at least `move(0, ...)` and `move(1, ...)`",
    ),
    "VG477": of_model("the camera cannot go this way", "{fault}"),
    "VG481": of_model(
        "{model} takes no `{name}`", "not taken", ("leave `{name}` out", "take a model that does: {others}")
    ),
    "VG482": of_model(
        "to {task}, {model} needs a reference video",
        "no video to {task}",
        "add the video to `references`: a shot, or `video(...)`",
    ),
}

_UPSCALES: dict[str, Wording] = {
    "VG465": of_model(
        (
            "beside a prompt, a request holds {most_frames} frames; {file} has {frames}, and cannot be cut small enough",
            "a request holds {most} and {longest} of video; {file} has {size} and {length}, and cannot be cut small enough",
        ),
        "its key pictures are too far apart",
        "give it more of them: ffmpeg -i {file} -c:v libx264 -crf 14 -g 48 -c:a copy denser.mp4",
    ),
    "VG466": of_model(
        (
            "{file} needs {least} parts at least: a request holds no more",
            "{file} can be cut into {most} parts at most, before its key pictures",
        ),
        "not possible",
        "write `parts = {legal}`, or leave it out",
    ),
    "VG468": of_model(
        "a video on the web is sent as its address, and is not cut",
        "has no effect",
        "leave `parts` out, or take the file into the project",
    ),
    "VG467": of_model(
        "H.264 holds at most 4K; this clip becomes {size}",
        "too large for it",
        "leave it out: the clip is then H.265; or take a smaller `factor`",
    ),
    "VG485": of_model("{model} changes no size", "takes no factor", "leave `factor` out"),
    "VG486": of_model("{model} enlarges {made}, not {value}", "not one of them", "write `factor = {legal}`"),
    "VG487": of_model(
        "{engine} mends a clip and does not enlarge it",
        "too large for it",
        "write `factor = 1x`, or take another engine",
    ),
    "VG488": of_model("{model} has no setting `{name}`", "not known to it", "it has {known}"),
    "VG489": of_model(
        "`{name}` works with {wanted} only, not with {engine}", "has no effect there", "leave `{name}` out"
    ),
    "VG490": of_model(
        ("`{name}` is {made}, not {value}", "{model} has no {name} called {value}"),
        "not possible",
        ("write `{name} = {legal}`", "it has {every}"),
    ),
}

WORDING: dict[str, Wording] = {
    **_MODEL,
    **_MEASURES,
    **_FRAMES,
    **_WORDS,
    **_DIRECTION,
    **_UPSCALES,
}
