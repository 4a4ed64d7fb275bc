"""`vgdsl explain`: why a code is what it is, with a film that has the mistake and one that has not. Asks nobody."""

import re

import click

from vgdsl.cli import options
from vgdsl.cli.terminal import room, style, width

_WRITTEN = re.compile(r"(?:(?:error|warning|note)\[)?(?:vg)?(\d+)\]?:?", re.IGNORECASE)


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE...]")
@options.json
def command(codes: tuple[str, ...], *, as_json: bool) -> None:
    """Explain what a message means: the cause, a film that has the mistake, what is said of it, and a film without it.

    A CODE is the one in a message's brackets. Without any, all are listed with their titles.

    \b
    Example:
      vgdsl explain VG412
      vgdsl explain 412 307 --json
      vgdsl explain
    """
    from vgdsl.report.explain.answer import as_values, listed_values
    from vgdsl.report.explain.drawing import READABLE, list_text, page_text
    from vgdsl.report.explain.page import page, title, written

    if as_json:
        values = [as_values(page(_known(code))) for code in codes] if codes else listed_values(written())
        click.echo(_pretty({"codes": values}))
    elif codes:
        pages = [page(code) for code in dict.fromkeys(map(_known, codes))]
        texts = [page_text(each, style(), width(READABLE), room()) for each in pages]
        click.echo("\n\n".join(texts), nl=False)
    else:
        click.echo(list_text([(code, title(code)) for code in written()], style()), nl=False)


def _known(word: str) -> str:
    """The code that a word means, however it is written: `VG412`, `vg412`, `412`, `error[VG412]`. Raises UsageError."""
    from vgdsl.report.wording import WORDING

    match = _WRITTEN.fullmatch(word)
    code = f"VG{match[1]}" if match else word
    if code in WORDING:
        return code
    raise click.UsageError(f"there is no code {word!r}{_near(code)}; `vgdsl explain` lists all")


def _near(code: str) -> str:
    from vgdsl.check.spelling import several
    from vgdsl.report.wording import WORDING

    close = several(code, WORDING)
    return f"; near it are {', '.join(close)}" if close else ""


def _pretty(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
