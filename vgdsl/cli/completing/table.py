"""The commands and their options as a plain table, in which a shell's question is answered. Knows no line that is typed.

To import every command takes longer than anybody waits for a key, so the table is made once and kept with the answers that
other commands keep: until the program is another.
"""

import re
from typing import Any

import msgspec

from vgdsl import answers

Kind = str | tuple[str, ...]
"""What a word can be: one of these words, or a name of a kind (`clips`, `films`); "" where only people know it."""


class Option(msgspec.Struct, frozen=True):
    """An option's help, and the kind of its value; None where it takes none."""

    about: str
    kind: Kind | None = None


class Table(msgspec.Struct, frozen=True):
    """A command: its line of help, its options, the kinds of its arguments (`many` of the last), the commands in it."""

    about: str
    options: dict[str, Option]
    arguments: tuple[Kind, ...] = ()
    many: bool = False
    commands: "dict[str, Table]" = {}


QUESTION = "completion 2"

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
    if kept is not None:
        return msgspec.json.decode(kept[1], type=Table)
    made = _made()
    answers.keep(QUESTION, answers.Evidence(), 0, msgspec.json.encode(made).decode())
    return made


def _made() -> Table:
    import click

    from vgdsl.cli import COMMANDS
    from vgdsl.cli.app import app

    top = click.Context(app)
    commands = {name: _described(app.get_command(top, name), line) for name, line in COMMANDS.items()}
    return Table("", {"--help": Option(""), "--version": Option("")}, commands=commands)


def _described(command: Any, line: str) -> Table:
    options = {"--help": Option("Explain the command.")}
    for each in command.params:
        if each.param_type_name == "option" and not each.hidden:
            options |= {name: _option(each, name) for name in (*each.opts, *each.secondary_opts)}
    several = [each for each in command.params if each.param_type_name == "argument"]
    kinds = tuple(kind for each in several for kind in _arguments(each, command.name))
    parts = getattr(command, "commands", {}).items()
    inner = {name: _described(part, part.get_short_help_str(80)) for name, part in parts}
    return Table(line, options, kinds, any(each.nargs < 0 for each in several), inner)


def _option(option: Any, name: str) -> Option:
    """With the first sentence of its help."""
    about = re.split(r"[;.] ", f"{option.help or ''} ", maxsplit=1)[0].strip().rstrip(".;")
    return Option(about, None if option.is_flag or option.count else _kind(option.type, name))


def _kind(given: Any, name: str) -> Kind:
    if choices := getattr(given, "choices", None):
        return tuple(map(str, choices))
    if name in KINDS or not hasattr(given, "file_okay"):
        return KINDS.get(name, "")
    return "files" if given.file_okay else "folders"


def _arguments(argument: Any, command: str) -> list[Kind]:
    """The kinds of an argument's words, by the words that its help has for them."""
    if choices := getattr(argument.type, "choices", None):
        return [tuple(map(str, choices))]
    words = re.findall(r"[A-Z]+", argument.metavar or argument.name.upper())
    return [OF_A_COMMAND.get((command, word)) or ARGUMENTS.get(word, "") for word in words]
