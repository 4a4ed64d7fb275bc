"""The words of the syntax diagnostics."""

from vgdsl.report.wording.form import Wording

WORDING: dict[str, Wording] = {
    "VG101": Wording(
        title="expected {expected}, found {found}",
        label="not understood here",
    ),
    "VG102": Wording(
        title=("`=` is missing after `{name}`", "`=` is missing"),
        label="put `=` before this",
        help="an attribute is a name, `=` and a value: `duration = 5s`",
    ),
    "VG103": Wording(
        title=("`{name}` has no value", "a value is missing"),
        label="nothing follows",
        help="write a value after `=`, or remove the line",
    ),
    "VG104": Wording(
        title=("commas stand between values, not `{instead}`", "`,` is missing before {found}"),
        label=("{instead:.0}write `,`", "a comma belongs before this"),
    ),
    "VG105": Wording(
        title=("this `{opened}` is closed by `{sign}`, not by `{found}`", "this `{opened}` is never closed"),
        label="opened here",
        help="write `{sign}` where it ends",
        roles={"end": "`{sign}` is missing here", "instead": "write `{sign}` here"},
    ),
    "VG106": Wording(
        title="this block is never closed",
        label="opened here",
        help="write `}}` on a line of its own, below the last line of the block",
        roles={"head": "this one", "also": "and this one"},
    ),
    "VG107": Wording(
        title="this `{found}` closes nothing",
        label="nothing is open that it could close",
        help="remove it, or look above for a `{opening}` that is missing",
    ),
    "VG108": Wording(
        title="this text is never closed",
        label='`"` is missing at its end',
        help='a text in `"` ends on its line; for several lines use `"""`',
    ),
    "VG109": Wording(
        title='this text in `"""` is never closed',
        label="opened here",
        help='write `"""` on a line of its own, below the last line of the text',
    ),
    "VG110": Wording(
        title='texts stand in `"`, not in `{found}`',
        label='write it in `"`',
    ),
    "VG111": Wording(
        title="`=` belongs here, not `{found}`",
        label="write `=`",
    ),
    "VG112": Wording(
        title="`{found}` is not needed here",
        label="remove it",
        help="attributes stand one a line; no `{separator}` goes between them",
    ),
    "VG113": Wording(
        title="comments begin with `#`, not with `{found}`",
        label="write `#`",
    ),
    "VG114": Wording(
        title="{found} has no meaning here",
        label="remove it",
    ),
    "VG115": Wording(
        title="a name belongs here, found {found}",
        label=("write `{name}`", "not a name"),
        help="names are words of letters, digits and `_` without quotes, and begin with a letter or `_`",
    ),
    "VG116": Wording(
        title="a name is missing before `=`",
        label="what should get this value?",
        help="an attribute is a name, `=` and a value: `duration = 5s`",
    ),
    "VG117": Wording(
        title="this is nested too deeply",
        label="too many brackets are open here",
    ),
    "VG118": Wording(
        title="`{found}` stands for nothing",
        label="not an escape",
        help='write `\\\\` for a backslash; the others are `\\"`, `\\n`, `\\t` and `\\u{{1F39E}}`',
    ),
    "VG119": Wording(
        title="more than {count} mistakes; the rest is not shown",
        label="from here on",
        help="mend the first ones and check again",
    ),
    "VG120": Wording(
        title="`{{` is missing after `{head}`",
        label="this block is never opened",
    ),
    "VG121": Wording(
        title="a text needs quotes",
        label='put `"` around it',
        help="write `{text}`",
    ),
    "VG122": Wording(
        title="a name is one word, not `{found}`",
        label="write `{name}`",
    ),
    "VG123": Wording(
        title=("a loop says `in`, not `{instead}`", "`in` is missing before {found}"),
        label=("{instead:.0}write `in`", "put `in` before this"),
        help="a loop is written `[city in cities]`",
    ),
    "VG124": Wording(
        title=("a unit stands right behind its number, not `{found}`", "`{word}` has no meaning here"),
        label=("write `{number}`", "one word too many"),
        help=(
            '{word:.0}if it belongs to a text, put the whole text in `"`',
            "{word:.0}if it is a unit, write it right behind its number: `5s`",
        ),
    ),
    "VG125": Wording(
        title="numbers are written with a point, not a comma",
        label="write `{number}`",
    ),
    "VG126": Wording(
        title="`{{{{ ... }}}}` belongs inside a text",
        label='put `"` around it',
        help="a value that has a name is written as that name alone: `prompt = light`",
    ),
    "VG127": Wording(
        title="two versions of the file were merged, and nobody has chosen between them yet",
        label="from here on",
        help="keep the lines that are right, and remove those with `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    "VG128": Wording(
        title="a scene file is plain text, without the fences of Markdown",
        label="remove it",
    ),
    "VG129": Wording(
        title="this is a sentence, not a part of a scene file",
        label="put `#` before it",
        help="what people say to each other stands behind `#`; what a model is told stands in a `prompt`",
    ),
    "VG130": Wording(
        title="amounts are in US dollars, written `$4.50`, not `{found}`",
        label="write `{number}`, if that is what it is in dollars",
    ),
    "VG131": Wording(
        title='a text of several lines stands in `"""`',
        label='write `"""` here and below its last line',
    ),
    "VG132": Wording(
        title='a `"` inside a text is written `\\"`',
        label=("write `{text}`", "one quote is enough"),
    ),
    "VG133": Wording(
        title=(
            "{block:.0}a block stands in `{signs}`, not in `{found}`",
            "a loop stands in `{signs}`, not in `{found}`",
        ),
        label="write `{signs}`",
    ),
    "VG134": Wording(
        title="a list stands in `[ ]`",
        label="write `{text}`",
    ),
    "VG135": Wording(
        title="what `{name}` is given stands in `( )`",
        label="write `{text}`",
    ),
    "VG136": Wording(
        title="texts are not put together; they are written as one",
        label="write `{text}`",
        help="a value inside a text is written `{{{{ name }}}}`",
    ),
    "VG137": Wording(
        title="`{found}` is written `{number}`",
        label="write `{number}`",
    ),
    "VG138": Wording(
        title="a scene file has no `{found}`: it says what there is, not what to do",
        label="no such thing here",
        help=(
            "for a shot for each value of a list, write `shot postcard[city in cities] {{ ... }}`",
            "to choose between values, write them in a `profile`, or `{{% if ... %}}` inside a text",
        ),
    ),
    "VG139": Wording(
        title="declarations of another file are brought in by `import` and its path alone",
        label="write `import {path}`",
        help="`import {path} as cast` keeps them apart under a name of their own",
    ),
    "VG140": Wording(
        title="a block begins with its kind and its name and stands in braces, not below `{found}`",
        label="write `{keyword} {name} {{`, and `}}` below its last line",
    ),
    "VG141": Wording(
        title="nothing stands before a text",
        label="remove `{found}`",
        help="a value inside a text is written `{{{{ name }}}}`",
    ),
    "VG142": Wording(
        title=("`{found}` only looks like `{sign}`", "`{found}` only looks like `{number}`"),
        label=("write `{sign}`", "write `{number}`"),
    ),
    "VG143": Wording(
        title="nothing is calculated in a scene file",
        label="write the result",
    ),
    "VG144": Wording(
        title="braces hold a block, and `{name}` is given a value",
        label="not a value",
        help='a list stands in `[ ]`; a picture is written `image("refs/marco.png")`',
    ),
    "VG145": Wording(
        title="`{found}` cannot be set from outside",
        label="an attribute stands inside of its block",
        help="write `{attribute} = ...` inside of `{block} {{ ... }}`",
    ),
    "VG146": Wording(
        title="`{found}` is not finished",
        label=(
            "{dot:.0}a name belongs behind the point, such as `last_frame`",
            "`=` and a value belong behind it, or a block in `{{ }}`",
        ),
    ),
    "VG147": Wording(
        title="{found} belongs to nothing",
        label="what gets this value?",
        help="an attribute is a name, `=` and a value: `duration = 5s`",
    ),
    "VG148": Wording(
        title="this is no scene file but {found}",
        label="reading ends here",
        help=(
            "{words:.0}export it as plain text from the program that made it",
            "{data:.0}a scene file says `shot opening {{ duration = 5s }}`; `vgdsl init` writes one to begin with",
        ),
    ),
}
