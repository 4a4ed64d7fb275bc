"""The words of the models diagnostics: what a model refuses of a shot or an upscale.

What it refuses of media is in footage.py.
"""

from collections.abc import Mapping

from vgdsl.report.wording.form import Wording

_ROLES: Mapping[str, str | tuple[str, ...]] = {
    "model": ("here {variant} (as known on {date})", "this model (as known on {date})"),
    "node": "used here",
    "shown": "shown here",
    "other": "{other} here",
}


def of_model(
    title: str | tuple[str, ...], label: str | tuple[str, ...], help_: str | tuple[str, ...] = ()
) -> Wording:
    """Words of a code whose main place is explained by the place where the model is named."""
    return Wording(title, label, help_, _ROLES)


_MODEL: dict[str, Wording] = {
    "VG404": of_model(
        "{model} enlarges or mends clips; it makes none",
        "no model for a shot",
        ("take a model that makes clips: {others}", "to enlarge a clip, write an `upscale` with this model"),
    ),
    "VG405": of_model(
        "{model} makes clips; it enlarges none",
        "no model for an upscale",
        ('write `model = "{usual}"`, or leave `model` out: that is the usual one', "take one of {others}"),
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
        "write `duration = {legal}`; it makes clips of {made}",
    ),
    "VG414": of_model(
        "{model} makes clips as long as their source, not {value}",
        "takes no length",
        "leave `duration` out, or write `duration = auto`",
    ),
    "VG415": of_model(
        "{model} takes its length from a reference video, and there is none",
        "as long as what?",
        ("add a video to `references`", "write `duration = {legal}`; it makes clips of {made}"),
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
        ("write `duration = {legal}`", "cut the video to fit"),
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
        "write `aspect_ratio = {legal}`; it makes {made}",
    ),
    "VG425": of_model(
        "{model} takes its shape from a reference video, and there is none",
        "shaped like what?",
        ("add a video to `references`", "write `aspect_ratio = {legal}`"),
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
            'write `start = image("...")`, or a frame of another shot: `start = opening.last_frame`',
            "take a model that needs none: {others}",
        ),
    ),
    "VG432": of_model(
        "{model} takes no start frame",
        "not taken",
        (
            'write `model = "{family}"`: then it is {sibling}, which starts from one',
            "leave `{spare}` out",
            "take a model that starts from a frame: {others}",
        ),
    ),
    "VG433": of_model(
        "{model} needs an end frame",
        "no end frame",
        (
            'write `end = image("...")`, or a frame of another shot: `end = closing.first_frame`',
            "take a model that needs none: {others}",
        ),
    ),
    "VG434": of_model(
        "{model} takes no end frame",
        "not taken",
        (
            'write `model = "{family}"`: then it is {sibling}, which ends on one',
            "leave `{spare}` out",
            "take a model that ends on a frame: {others}",
        ),
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
        'write `source = opening`, which is a shot, or `source = video("...")`',
    ),
    "VG437": of_model(
        "{model} takes no source video",
        "not taken",
        (
            'write `model = "{family}"`: then it is {sibling}, which works over one',
            "leave `source` out",
            "take a model that works over a video: {others}",
        ),
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
        (
            "leave `negative_prompt` out, and say in the prompt what is seen instead",
            "take a model that takes one: {others}",
        ),
    ),
    "VG460": of_model(
        "{model} reads {most} characters; this negative prompt has {length}", "too long", "shorten it"
    ),
}

_DIRECTION: dict[str, Wording] = {
    "VG472": of_model("a shot has at most {most} keyframes, not {found}", "one too many", "leave some out"),
    "VG473": of_model(
        "the keyframe at {moment} is after the end of the clip",
        "the clip is {length} long",
        "pin it to {length} or before",
    ),
    "VG474": of_model(
        "the keyframes at {other} and {moment} are on the same frame",
        "two pictures for one frame",
        "move one by a 24th of a second or more",
    ),
    "VG475": of_model(
        "{model} has no camera to move",
        "not taken",
        (
            "leave `camera` out, and say in the prompt how the camera moves",
            "take a model that has one: {others}",
        ),
    ),
    "VG476": of_model(
        "a camera path has {fewest} to {most} moves, not {found}",
        "where it starts, and where it goes",
        "write where it starts, `move(0, ...)`, and where it ends, `move(1, ...)`; up to {most} in all",
    ),
    "VG477": of_model(
        "the camera cannot stand inside the picture that it looks at",
        "a distance of 0",
        "write a distance above 0: 1 is where the camera stands, 0.5 is half as far",
    ),
    "VG478": of_model(
        "each move of a camera comes later than the one before; {time} does not follow {after}",
        "not later than {after}",
        "put the moves in the order of their times, from 0 to 1",
    ),
    "VG479": of_model(
        "a camera turns {most} degrees at most, not {turned}",
        "dizzy",
        "let it turn less: 360 degrees are once around",
    ),
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
            "a request holds {longest} of video; {file} has {length}, and cannot be cut small enough",
            "a request holds {most} of video; {file} has {size}, and cannot be cut small enough",
        ),
        "its key pictures are too far apart",
        "give it more of them: `ffmpeg -i {quoted} -c:v libx264 -crf 14 -g 48 -c:a copy denser.mp4`",
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
        ("leave `h264` out: the clip is then H.265", "take a smaller `factor`"),
    ),
    "VG485": of_model("{model} changes no size", "it takes no factor", "leave `factor` out"),
    "VG486": of_model("{model} enlarges {made}, not {value}", "not one of them", "write `factor = {legal}`"),
    "VG487": of_model(
        "{engine} mends a clip and does not enlarge it",
        "it keeps the size",
        "write `factor = 1x`, or take another `enhancement`",
    ),
    "VG488": of_model(
        "{model} has no setting `{name}`",
        "it has none of that name",
        ("leave `{name}` out", "it has {known}"),
    ),
    "VG489": of_model(
        "`{name}` works with {wanted} only, not with {engine}", "has no effect there", "leave `{name}` out"
    ),
    "VG490": of_model(
        ("`{name}` is {made}, not {value}", "{model} has no {name} called {value}"),
        "not possible",
        ("write `{name} = {legal}`", "{many:.0}`vgdsl models {model}` lists all that it has"),
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
