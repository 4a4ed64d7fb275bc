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
        "a transition leads from one shot to another, not from `{name}` to itself", "the same shot"
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
    ),
    "VG505": Wording(
        "the dissolves beside `{name}` take {needed} of it, and it is {length} long",
        "too short",
        "make the dissolves shorter, or the clip longer",
    ),
    "VG506": Wording(
        "two cuts would be written to `{output}`",
        "the same file",
        "give one of them another name",
        {"first": "written by `{other}`"},
    ),
    "VG507": Wording("`{name}` is {length} long; nothing is left of it after {at}", "begins after its end"),
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
