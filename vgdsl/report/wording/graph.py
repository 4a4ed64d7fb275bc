"""The words of VG5xx: what depends on what, and the cut.

Some facts only choose a sentence and are not said: they stand in it as `{fact:.0}`.
"""

from vgdsl.report.wording.form import Wording

WORDING: dict[str, Wording] = {
    "VG501": Wording(
        "these wait for each other: {path}",
        "`{name}` waits here",
        "let one of them begin with something else",
        {"link": "and here"},
    ),
    "VG502": Wording(
        "a transition leads from one shot to another, not from `{name}` to itself",
        "the same shot",
        "name another shot in `from` or in `to`",
        {"from": "from here"},
    ),
    "VG503": Wording(
        "the cut `{name}` shows nothing", "no clip", "write `sequence = [some_shot, another_shot]`"
    ),
    "VG504": Wording(
        (
            "{start:.0}a cut cannot start with a dissolve",
            "{end:.0}a cut cannot end with a dissolve",
            "two dissolves cannot follow each other",
        ),
        "stands between two clips",
        "leave it out, or put a clip on its other side",
    ),
    "VG505": Wording(
        (
            "a dissolve of {alone} is longer than `{name}`, which has {length}",
            "the dissolves beside `{name}` take {needed} of it, and it has {length}",
        ),
        ("{alone:.0}too long", "too short"),
        (
            "{alone:.0}write `dissolve({legal})`",
            "let each of them take {each} at most",
            "make the clip longer",
        ),
        {"short": "this clip", "dissolve": "takes this much"},
    ),
    "VG506": Wording(
        "two cuts would be written to `{output}`",
        "the same file",
        ("write `output = {write}`", "give one of them another name"),
        {"first": "written by `{other}`"},
    ),
    "VG507": Wording(
        "`{name}` is {length} long; nothing is left of it after {at}",
        "begins after its end",
        "write a moment before {length}, or leave `in` out",
    ),
    "VG508": Wording(
        "the film `{name}` makes nothing yet",
        "no shots",
        'add `shot opening {{ prompt = "..." }}`',
    ),
    "VG509": Wording(
        "`{name}` is {length} long, and has no picture at {at}",
        "after its end",
        "write a moment before {length}, or `.last_frame` for its last picture",
    ),
    "VG510": Wording(
        "`{name}` is {length} long, and cannot be shown up to {at}",
        "after its end",
        "leave `out` out to show it to its end",
    ),
}
