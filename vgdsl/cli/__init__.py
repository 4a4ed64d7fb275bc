"""The front door of the command line: the overview, the version, plain checks, and answers that still hold.

Everything else goes on to vgdsl.cli.app. The reason is measured: importing the option parser alone takes as long as four
empty Python programs, and these are the commands that people and their editors call without thinking.
"""

import io
import os
import sys

from vgdsl import __version__

COMMANDS = {
    "init": "Start a new film in a new folder",
    "check": "Say everything that is wrong with a scene file",
    "explain": "Say more about a message: why, a film that has the mistake, one that has not",
    "fmt": "Put scene files into their canonical layout",
    "plan": "Show what would be made, why, for how much and how long",
    "run": "Make the film",
    "collect": "Bring home what is paid for, whatever became of the film",
    "accept": "Put what a provider proposes for a refused shot into the scene file",
    "settle": "Decide on orders whose outcome is not known, by what the account says",
    "status": "Show what is made, what is being made, and what was spent",
    "verify": "Prove that every clip is there and whole, and the record true",
    "push": "Bring the project's clips to where other machines get them",
    "pull": "Bring clips that were bought on another machine",
    "gc": "Remove what nothing names any more",
    "graph": "Draw what depends on what",
    "models": "Browse the models and what they can do",
    "lsp": "Serve an editor: mistakes as you type, completion, rename and more",
    "doctor": "Look whether everything is there and in order",
    "editors": "Say how an editor is set up for scene files",
    "completion": "Print what a shell reads so that the Tab key knows vgdsl",
    "wallet": "Show a wallet's credit and what moved on it, or top it up",
    "simulate": "Serve a free copy of the video API on this machine",
}
"""Every command with its line of the overview; the module of the same name in this folder holds it."""


def main() -> None:
    """The console script."""
    _open_what_is_closed()
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a file's name may be no text at all, and is shown all the same
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _called(sys.argv[1:])
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:
            raise
        # Whoever read this has left, `head` for one, or what it is written to is full; Python would complain once more
        # when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"error: the answer cannot be written: {error.strerror or error}\n")
        sys.exit(1)


def _open_what_is_closed() -> None:
    """A program may be started with its standard files closed; Python has nothing in their place then."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "w" if number else "r"))


def _called(arguments: list[str]) -> None:
    if not arguments or arguments in (["--help"], ["-h"]):
        sys.stdout.write(overview())
    elif arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"vgdsl {__version__}\n")
    elif arguments[:2] == ["completion", "--line"]:
        from vgdsl.cli.completing.answer import answer

        sys.stdout.write(answer("".join(arguments[2:3])))
    else:
        _answer_again(arguments)
        _check(arguments)
        from vgdsl.cli.app import app

        app(prog_name="vgdsl")


def overview() -> str:
    lines = "\n".join(f"  {name:<10} {line}" for name, line in COMMANDS.items())
    return (
        "vgdsl: scene files for AI video, and the runner that makes films of them.\n\n"
        f"Usage: vgdsl COMMAND [OPTIONS]\n\n{lines}\n\n"
        "  vgdsl COMMAND --help explains a command, with an example; vgdsl --version\n\n"
        "Start with: vgdsl init lagoon && cd lagoon && vgdsl run film.vg --simulate\n"
    )


def question(arguments: list[str]) -> str:
    """All that an answer depends on beside files: the words, the place, and who listens."""
    settings = "\0".join(os.environ.get(name, "") for name in ("NO_COLOR", "TERM", "COLUMNS"))
    listener = f"{_columns()} {settings}"
    payer = [bool(os.environ.get(name)) for name in ("VENICE_API_KEY", "VENICE_WALLET_KEY")]
    world = f"{os.environ.get('VENICE_BASE_URL', '')} {payer}"
    return "\0".join([os.getcwd(), listener, world, *arguments])  # noqa: PTH109 - pathlib doubles the start-up


def _columns() -> int:
    """How many columns the terminal has, by which messages are broken; 0 for whoever is none."""
    if not sys.stdout.isatty():
        return 0
    try:
        return os.get_terminal_size().columns
    except OSError:
        return -1


def _answer_again(arguments: list[str]) -> None:
    if arguments[0] not in {"check", "run"}:
        return
    from vgdsl.answers import recall

    if (answer := recall(question(arguments))) is not None:
        code, words = answer
        sys.stdout.write(words)
        sys.stdout.flush()
        sys.exit(code)


def _check(arguments: list[str]) -> None:
    """`vgdsl check film.vg` without any option: what editors call after every few keys needs no option parser."""
    command, *films = arguments
    if command != "check" or not films or any(film.startswith("-") for film in films):
        return
    import gc
    from pathlib import Path

    # Nothing here becomes garbage before the end. To search all that was imported for some, now and again and once more
    # while Python shuts down, would be a fifth of the time.
    gc.disable()
    _without_what_is_only_tried()
    from vgdsl.cli.checking import answer

    code = answer(tuple(map(Path, films)))
    gc.freeze()
    sys.exit(code)


def _without_what_is_only_tried() -> None:
    """Loads msgspec, which would take typing_extensions where that is installed, and else does as well with typing.

    That module loads Python's own inspect, ast and tokenize, all of which would be a tenth of the time.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
