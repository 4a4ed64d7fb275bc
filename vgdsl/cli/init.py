"""`vgdsl init`: a small film that runs, in a folder of its own. Overwrites nothing."""

import shlex
from pathlib import Path

import click

FILM = """\
# A film in two shots. The second begins with the last frame of the first.
#
#   vgdsl check film.vg               what is wrong with it, if anything
#   vgdsl run film.vg --simulate      a free animatic, in out/animatic/
#   vgdsl plan film.vg                what the real thing would cost

film {name} {{
  title        = "{title}"
  model        = "wan-2-7"  # a family: each shot takes the variant that fits what it gives
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
  budget       = $3.00
}}

param light = "first light, mist on the water"

shot approach {{
  prompt = "Low over a wide lagoon, {{{{ light }}}}. Far away, a tower stands on a small island."
}}

shot island {{
  start  = approach.last_frame
  prompt = "The camera rises over the reeds of the island. The tower's bell begins to swing."
}}

cut main {{
  sequence = [approach, island]
  output   = "{name}.mp4"
}}
"""

IGNORED = """\
# what vgdsl makes and can make again
.vgdsl/
out/
"""

ATTRIBUTES = """\
# what two branches bought is bought: git keeps the lines of both
film.lock merge=union
"""

PROJECT = """\
# This folder is one vgdsl project: its films share what they have bought, and read nothing outside it.
"""


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Start a new film in a new folder (or `.`): a small film that runs, and a .gitignore.

    \b
    Example:
      vgdsl init lagoon && cd lagoon
      vgdsl run film.vg --simulate
    """
    name = _identifier(folder.resolve().name)
    files = {
        "film.vg": FILM.format(name=name, title=name.replace("_", " ").title()),
        ".gitignore": IGNORED,
        ".gitattributes": ATTRIBUTES,
        "vgdsl.toml": PROJECT,
    }
    if taken := [each for each in files if (folder / each).exists()]:
        raise click.ClickException(f"{folder / taken[0]} is there already; nothing was written")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each, text in files.items():
            (folder / each).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    where = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"wrote {folder / 'film.vg'}\nnext: {where}vgdsl run film.vg --simulate")


def _identifier(text: str) -> str:
    """A folder's name as the language can write it."""
    name = "".join(c if c.isalnum() else "_" for c in text).strip("_")
    return name if name.isidentifier() else f"film_{name}".rstrip("_")
