"""The commands and their options as a plain table, in which a shell's question is answered. Knows no line that is typed.

To import every command takes longer than anybody waits for a key, so the table is made once and kept with the answers that
other commands keep: until the program is another.
"""

import json
import re
from typing import Any

from vgdsl import answers

Table = dict[str, Any]
"""`help`, `options` (each with its help and the kind of its value, or None), `arguments` (kinds), `commands` (tables)."""

QUESTION = "completion 1"

MANY = "*"

KINDS = {
    "--only": "clips",
    "--exclude": "clips",
    "--from": "clips",
    "--until": "clips",
    "--again": "clips",
    "--profile": "profiles",
    "--set": "params",
    "--for": "films",
}
"""What the value of an option names, where its type does not say it."""

OF_A_COMMAND = {("models", "NAME"): "models", ("run", "FILM"): "plans"}
ARGUMENTS = {"FILM": "films", "WHERE": "films", "FOLDER": "folders", "CODE": "codes", "NAME": "clips"}
"""What an argument names, by the word that `--help` has for it, of one command or of all."""


def table() -> Table:
    """The whole command line."""
    kept = answers.recall(QUESTION)
    if kept is None:
        made = _made()
        answers.keep(QUESTION, answers.Evidence(), 0, json.dumps(made))
        return made
    found: Table = json.loads(kept[1])
    return found


def _made() -> Table:
    import click

    from vgdsl.cli import COMMANDS
    from vgdsl.cli.app import app

    top = click.Context(app)
    commands = {name: _described(app.get_command(top, name), line) for name, line in COMMANDS.items()}
    return {
        "help": "",
        "options": {"--help": ["", None], "--version": ["", None]},
        "arguments": [],
        "commands": commands,
    }


def _described(command: Any, line: str) -> Table:
    options, arguments = {"--help": ["Explain the command.", None]}, []
    for each in command.params:
        if each.param_type_name == "option" and not each.hidden:
            for name in (*each.opts, *each.secondary_opts):
                options[name] = [_first(each.help), None if each.is_flag or each.count else _kind(each, name)]
        elif each.param_type_name == "argument":
            arguments += _arguments(each, command.name)
    parts = {
        name: _described(part, part.get_short_help_str(80))
        for name, part in getattr(command, "commands", {}).items()
    }
    return {"help": line, "options": options, "arguments": arguments, "commands": parts}


def _first(text: str | None) -> str:
    """The first sentence of an option's help."""
    return re.split(r"[;.] ", f"{text or ''} ", maxsplit=1)[0].strip().rstrip(".;")


def _kind(option: Any, name: str) -> Any:
    """What kind of value it takes: a list of words, a name from KINDS, `files`, `folders`, or "" for what only people know."""
    kind = option.type
    if choices := getattr(kind, "choices", None):
        return list(map(str, choices))
    if name in KINDS:
        return KINDS[name]
    if not hasattr(kind, "file_okay"):
        return ""
    return "files" if kind.file_okay else "folders"


def _arguments(argument: Any, command: str) -> list[Any]:
    """The kinds of an argument's words, and MANY where any number of the last kind may follow."""
    if choices := getattr(argument.type, "choices", None):
        return [list(map(str, choices))]
    words = re.findall(r"[A-Z]+", argument.metavar or argument.name.upper())
    kinds = [OF_A_COMMAND.get((command, word)) or ARGUMENTS.get(word, "") for word in words]
    return [*kinds, MANY] if argument.nargs < 0 else kinds
