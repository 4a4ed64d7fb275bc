"""`vgdsl explain`: why a code is what it is, with a film that has the mistake and one that has not. Asks nobody."""

import re

import click

from vgdsl.cli import options
from vgdsl.cli.terminal import room, style, width
from vgdsl.report.explain.page import Page, page, speaking_of

_WRITTEN = re.compile(r"(?:(?:error|warning|note)\[)?(?:vg)?(\d+)\]?:?", re.IGNORECASE)


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE...]")
@options.json
def command(codes: tuple[str, ...], *, as_json: bool) -> None:
    """Explain what a message means: the cause, a film that has the mistake, what is said of it, and a film without it.

    A CODE is the one in a message's brackets. Words in its place find the codes that have to do with them, and without
    any all are listed.

    \b
    Example:
      vgdsl explain VG412
      vgdsl explain 412 307 --json
      vgdsl explain start frame
    """
    from vgdsl.report.explain import answer, drawing

    asked = [] if _words(codes) else [page(code) for code in dict.fromkeys(map(_known, codes))]
    if as_json:
        values = list(map(answer.as_values, asked)) or answer.listed_values(_found(speaking_of(codes), codes))
        click.echo(_pretty({"codes": values}))
    elif asked:
        texts = [drawing.page_text(each, style(), width(drawing.READABLE), room()) for each in asked]
        click.echo("\n\n".join(texts), nl=False)
    else:
        click.echo(drawing.list_text(_found(speaking_of(codes), codes), style()), nl=False)


def _words(codes: tuple[str, ...]) -> bool:
    """Whether these are words to look for, or nothing at all."""
    return not any(character.isdigit() for code in codes for character in code)


def _found(pages: tuple[Page, ...], words: tuple[str, ...]) -> tuple[Page, ...]:
    if not pages:
        raise click.ClickException(f"no code has to do with {' '.join(words)!r}; `vgdsl explain` lists all")
    return pages


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
