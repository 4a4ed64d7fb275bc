"""The words of VG2xx: names, declarations, imports.

Some facts only choose a sentence and are not said: they stand in it as `{fact:.0}`.
"""

from vgdsl.report.wording.form import Wording

_WRITE = "write `{write}`"
_AGAIN = {"again": "and here"}

WORDING: dict[str, Wording] = {
    "VG201": Wording("nothing here is called `{name}`", "unknown name", _WRITE, _AGAIN),
    "VG202": Wording(
        "`{name}` is declared twice",
        "again here, as {kind}",
        "give one of them another name",
        {"first": "first here, as {first}"},
    ),
    "VG203": Wording("`{name}` is given twice", "again here", "keep one of the two", {"first": "first here"}),
    "VG204": Wording(
        (
            "{mention:.0}`@{name}` is {found}; only elements, locations, media and single clips can be mentioned",
            "`{name}` is {found}, not {wanted}",
            "{attribute} is {expected}; `{name}` is {found}",
        ),
        ("{mention:.0}cannot be mentioned", "of another kind"),
        "{mention:.0}for a plain at-sign, write `@@`",
    ),
    "VG205": Wording(
        "a scene file has no `{name}`", "unknown kind of declaration", (_WRITE, "there are: {known}")
    ),
    "VG206": Wording("nothing can be made with `{name}(...)`", "unknown", (_WRITE, "there are: {known}")),
    "VG207": Wording(
        "this {keyword} has no name",
        "a name belongs after this word",
        "write `{keyword} some_name {{ ... }}`",
    ),
    "VG208": Wording(
        (
            "{outside:.0}`{name}` stands outside of all braces",
            "{kind} cannot stand inside the scene `{scene}`",
            "{loop:.0}{kind} is not made for each value of a list",
            "{options:.0}{kind} has no `options`",
            "`{name}` cannot stand inside {kind}",
            "{block:.0}`{name}` is not followed by braces",
            "{value:.0}`{name}` is not followed by `=`",
        ),
        "misplaced",
        (
            "{free:.0}write `let {name} = ...`, or put it into the block that it belongs to",
            "{attribute:.0}attributes belong into a film, a scene, a shot or another block",
            "{scene:.0}a scene holds attributes, shots, transitions and upscales",
            "{loop:.0}only shots are made for each value",
            "{block:.0}write `{name} name = value`",
            "{value:.0}write `{name} name {{ ... }}`",
        ),
    ),
    "VG209": Wording("`{name}` has a meaning of its own", "cannot be a name", "choose another name"),
    "VG210": Wording(
        (
            "{missing:.0}there is no file `{path}`",
            "{missing:.0}no file is named here",
            "{outside:.0}`{path}` is outside of the project",
            "{folder:.0}`{path}` is a folder",
            "{empty:.0}`{path}` is empty",
            "{encoding:.0}`{path}` is not in UTF-8: {detail}",
            "{encoding:.0}`{path}` is not in UTF-8",
            "{huge:.0}`{path}` is too large for a scene file",
            "{plan:.0}`{path}` is a plan that `vgdsl plan --output` kept, not a scene file",
            "{unreadable:.0}`{path}` cannot be read: {detail}",
            "{unreadable:.0}`{path}` cannot be read",
            "`{path}` is no scene file: {detail}",
            "`{path}` is no scene file",
        ),
        "this file",
        (
            "there is `{nearest}`",
            "{folder:.0}name a scene file in it, whose name ends in `.vg`",
            "{encoding:.0}save it as UTF-8 in your editor",
            "{plan:.0}`vgdsl run {path}` makes exactly what it says; to see or change that, name its scene file",
        ),
    ),
    "VG211": Wording(
        "files import each other: {path}",
        "back to where it began",
        "move what both need into a third file",
        {"import": "this import leads there"},
    ),
    "VG212": Wording(
        "a program is one film, and this is a second one",
        "the second film",
        "keep one `film`, and take this one out",
        {"film": "the film"},
    ),
    "VG213": Wording(
        ("`{of}` has no `{name}` here", "nothing here is called `{name}`"), "unknown name", _WRITE, _AGAIN
    ),
    "VG214": Wording(
        ("{one:.0}`{name}` is {found}; say which one", "`{name}` is {found}, which has no frames"),
        ("{one:.0}which one?", "only clips and videos have frames"),
        "write `{one}`",
    ),
    "VG215": Wording(
        ("{moment:.0}`{name}.frame` has to say which moment", "`{name}` has no `{member}`"),
        ("{moment:.0}at which moment?", "unknown"),
        (_WRITE, "a clip has `.first_frame`, `.last_frame` and `.frame(2.5s)`"),
    ),
    "VG216": Wording("`{name}` is {found}, not made for each value of a list", "no value can be named here"),
    "VG217": Wording(
        "`{name}` is not made for {value}", "not in its list", (_WRITE, "its values are {known}")
    ),
    "VG218": Wording(
        "this value is made of itself: {path}", "begins and ends here", "give one of them a value of its own"
    ),
    "VG219": Wording(
        "`@{name}` names no element, location, media or clip",
        "unknown name",
        (_WRITE, "there are: {known}", "for a plain at-sign, write `@@`"),
        _AGAIN,
    ),
    "VG220": Wording(
        (
            "{form:.0}`--set` takes a name and a value, not `{text}`",
            "{encoding:.0}`--set` takes a text in UTF-8; this one is in another encoding",
            "{param:.0}the film has no param `{name}`",
            "the film has no shot, transition, upscale or scene `{name}`",
        ),
        "",
        (
            _WRITE,
            "{form:.0}write `--set name=value` or `--set shot.attribute=value`",
            "{encoding:.0}let the terminal, or the program that calls this one, write UTF-8",
            "there are: {known}",
        ),
    ),
    "VG221": Wording(
        "{kind} has no `{name}`",
        "unknown attribute",
        (_WRITE, "`{name}` belongs to: {owners}", "{kind} has: {known}"),
    ),
    "VG222": Wording("there is no attribute `{name}` to set", "unknown attribute", "write `{nearest}`"),
    "VG223": Wording(
        "the {kind} `{name}` is never used",
        "declared here",
        ("{single:.0}write `{{{{ {name} }}}}` for its value", "use it, or take it out; it costs nothing"),
        {"braces": "plain words: a template has two braces"},
    ),
    "VG224": Wording(
        "the film has no profile `{name}`", "unknown profile", (_WRITE, "its profiles are: {known}")
    ),
    "VG225": Wording(
        "`{path}` is empty: a film has at least one shot",
        "nothing is said here",
        "write `shot opening {{ ... }}`, or start from a film that runs with `vgdsl init`",
    ),
}
