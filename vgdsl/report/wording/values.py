"""The words of VG3xx: values, texts, media files, models that are not there.

Some facts only choose a sentence and are not said: they stand in it as `{fact:.0}`.
"""

from vgdsl.report.wording.form import Wording

_WRITE = "write `{write}`"
_UNITS = "known are: 500ms 5s 2m, 16:9, 720p 2K 4k, 2x, 24fps, $4.50"

_TYPES: dict[str, Wording] = {
    "VG301": Wording("{attribute} is {expected}, not {found}", "{found}", _WRITE),
    "VG302": Wording("`{text}` is no measure that is known here", "not understood", (_WRITE, _UNITS)),
    "VG303": Wording("{attribute} is {expected}, not {text}", "out of range", _WRITE),
    "VG304": Wording(
        (
            "{unnamed:.0}{call} takes its values by name",
            "{many:.0}{call} takes no more than {takes}",
            "{call} has no `{argument}`",
            "{call} is given `{twice}` twice",
            "{call} lacks {missing}",
        ),
        (
            "{unnamed:.0}without a name",
            "{missing:.0}incomplete",
            "{many:.0}too many",
            "{twice:.0}again here",
            "unknown",
        ),
        (_WRITE, "it takes: {takes}", "{unnamed:.0}write a name before it, such as `{call}(weight = 0.5)`"),
    ),
    "VG311": Wording("a clip ends after it begins, not from {in} to {out}", "nothing is left of it"),
    "VG312": Wording(
        ("{large:.0}this list is too large, with all lists in it", "this is nested too deeply to be read"),
        ("{large:.0}more than a million values, or too deep", "too deep"),
    ),
    "VG320": Wording(
        "the param `{name}` is {expected}, not {found}", "set here", "its default is `{default}`"
    ),
}

_TEXTS: dict[str, Wording] = {
    "VG305": Wording(
        ("{open:.0}`}}}}` is missing at the end of this template", "this template cannot be read: {name}"),
        ("write `{write}`", "here"),
        "a template is `{{{{ name }}}}`, `{{% if ... %}}` or `{{% for ... %}}`",
    ),
    "VG306": Wording(
        (
            "{call:.0}templates cannot call functions or methods",
            "{refused:.0}templates have no `{name}`",
            "{too_long:.0}this template makes too much text or takes too long",
            "{record:.0}`{name}` alone is no text; say what of it, such as `{name}.name`",
            "`{name}` is {kind}; only values stand in a template",
            "this template fails: {name}",
        ),
        "here",
        (
            "{call:.0}filters such as `| upper` do that; the one function is `range`",
            "{refused:.0}there are names, filters such as `| upper`, `if`, `for`, `set` and `range`",
        ),
    ),
}

_LISTS: dict[str, Wording] = {
    "VG309": Wording(
        (
            "{empty:.0}`{name}` is made for each value of an empty list",
            "`{name}` is made for each text or number of a list, not for {found}",
        ),
        ("{empty:.0}nothing would be made", "{found}"),
        _WRITE,
    ),
    "VG310": Wording("{value} is twice in the list of `{name}`", "again here", "take one of the two out"),
    "VG313": Wording("take {pick} cannot be picked of {takes}", "picks a take that is not made"),
    "VG314": Wording(
        (
            "{model:.0}{kind} needs a model, and `{name}` has none",
            "{kind} needs `{attribute}`, and `{name}` has none",
        ),
        "without `{attribute}`",
        (
            '{model:.0}write `model = "wan-2-7"` here, or in the film for all shots; `vgdsl models` lists them',
            "{source:.0}write `source = some_shot`",
            "{from:.0}write `from = some_shot`",
            "{to:.0}write `to = some_shot`",
            "{sequence:.0}write `sequence = [some_shot, another_shot]`",
        ),
        {"again": "nor has this one"},
    ),
}

_MODELS: dict[str, Wording] = {
    "VG315": Wording(
        "no model `{model}` is known (as of {date}); nothing of it can be checked",
        "unknown model",
        ("the nearest known is `{nearest}`", "`vgdsl models` lists all"),
    ),
    "VG316": Wording(
        "no variant of {model} takes {missing}",
        "this family (as known on {date})",
        ("write a `description` for {undescribed}: then words stand there", "these do: {elsewhere}"),
        {"used": "used here"},
    ),
    "VG317": Wording(
        "`{name}` is written by the language itself", "not an option", "write `{attribute} = ...` instead"
    ),
    "VG322": Wording(
        "no video model is known to take a field `{name}`",
        "likely refused",
        (
            "leave it out; where the service has it by now, nothing is wrong, and a refused order costs nothing",
            "{quoted:.0}the price is asked with it by itself",
        ),
    ),
}

_FILES: dict[str, Wording] = {
    "VG307": Wording(
        (
            "{missing:.0}there is no file `{path}`",
            "{missing:.0}no file is named here",
            "{outside:.0}`{path}` is outside of the project",
            "{folder:.0}`{path}` is a folder, not a file",
            "{empty:.0}`{path}` is empty",
            "{unreadable:.0}`{path}` cannot be read: {detail}",
            "{unreadable:.0}`{path}` cannot be read",
            "{wrong_kind:.0}`{path}` is no {kind}, but {detail}",
            "{wrong_kind:.0}`{path}` is no {kind}",
            "{damaged:.0}`{path}` {detail}",
            "`{path}` is damaged",
        ),
        "this file",
        (
            "there is `{nearest}`",
            "{slashes:.0}folders stand before a `/`: write `{write}`",
            "{outside:.0}copy it into the project's folder",
            "{home:.0}copy it into the project's folder",
            "{advice}",
        ),
    ),
    "VG308": Wording(
        "`{address}` is not an https address",
        "only https",
        "put the file into the project and write its path, or an address that begins with `https://`",
    ),
    "VG321": Wording(
        "`{host}` is not on the web: the service cannot fetch anything from there",
        "only for your own network",
        "put the file into the project and write its path",
    ),
    "VG318": Wording(
        (
            "{folder:.0}`{output}` is no plain file name",
            "a film is an MP4 file, and `{output}` is not named like one",
            "a film needs a file name",
        ),
        "not a file name for a film",
        (
            _WRITE,
            "{folder:.0}results go to the folder `out`; write a name such as `film.mp4`",
        ),
    ),
    "VG319": Wording(
        (
            "{frame:.0}frames are taken of clips and of the project's own files, not of {found} on the web",
            "a cut is made of clips and of the project's own files, not of {found} on the web",
        ),
        "only the service goes there",
        'download it into the project and write its path, such as `{kind}("{file}")`',
    ),
}

WORDING: dict[str, Wording] = {**_TYPES, **_TEXTS, **_LISTS, **_MODELS, **_FILES}
