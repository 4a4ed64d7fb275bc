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
        title="`,` is missing before {found}",
        label="a comma belongs before this",
    ),
    "VG105": Wording(
        title="this `{opened}` is never closed",
        label="opened here",
        help="write `{sign}` where it ends",
        roles={"end": "`{sign}` is missing here"},
    ),
    "VG106": Wording(
        title="this block is never closed",
        label="opened here",
        help="write `}}` on a line of its own, below the last line of the block",
        roles={"head": "this one"},
    ),
    "VG107": Wording(
        title="this `}}` closes nothing",
        label="no block is open here",
        help="remove it, or look above for a `{{` that is missing",
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
        title="`in` is missing before {found}",
        label="put `in` before this",
        help="a loop is written `[city in cities]`",
    ),
    "VG124": Wording(
        title="`{found}` has no meaning here",
        label="one word too many",
        help=(
            'if it belongs to a text, put the whole text in `"`',
            "if it is a unit, write it right behind its number: `5s`",
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
}
