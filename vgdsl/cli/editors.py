"""`vgdsl editors`: how an editor is set up for scene files, and where the files for it are. Changes no settings."""

import re
import textwrap

import click

from vgdsl.cli import options


@click.command("editors")
@click.argument("editor", required=False)
@options.json
def command(editor: str | None, *, as_json: bool) -> None:
    """Say how EDITOR is set up for scene files, with the paths of this machine; without one, list the editors.

    Nothing is installed and no setting is changed.

    \b
    Example:
      vgdsl editors
      vgdsl editors vim
    """
    from vgdsl.editors.files import folder, guides

    known = {guide.word: guide for guide in guides()}
    if editor is not None and editor.lower() not in known:
        raise click.UsageError(f"nothing is known of {editor!r}; there are {', '.join(known)}")
    chosen = [known[editor.lower()]] if editor else list(known.values())
    if as_json:
        click.echo(_json(str(folder()), {guide.word: guide.text for guide in chosen}))
    elif editor:
        click.echo(_plain(chosen[0].text))
    else:
        width = max(map(len, known))
        lines = [f"{word:<{width}}  {_plain(guide.brings)}" for word, guide in known.items()]
        click.echo(
            "\n".join([*lines, "", f"their files: {folder()}", "how to set one up: vgdsl editors NAME"])
        )


def _plain(text: str) -> str:
    """Markdown as a terminal reads it: code set in, without its fences."""
    split = re.split(r"^```\w*\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    parts = [
        textwrap.indent(part.rstrip("\n"), "    ") if number % 2 else part.replace("`", "")
        for number, part in enumerate(split)
    ]
    return "".join(parts).rstrip("\n")


def _json(folder: str, texts: dict[str, str]) -> str:
    import json

    answer = {"folder": folder, "editors": [{"name": name, "text": text} for name, text in texts.items()]}
    return json.dumps(answer, ensure_ascii=False, indent=2)
