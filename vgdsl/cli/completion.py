"""`vgdsl completion`: what a shell has to read so that the Tab key knows vgdsl. Answers shells, too."""

from importlib.resources import files

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("--line", hidden=True, help="What is typed so far: answers what can stand next.")
def command(shell: str, line: str | None) -> None:  # noqa: ARG001 - the front door answers --line
    """Print what SHELL has to read to complete commands, options, films, clips, profiles, models and codes.

    It needs no renewal: what can be completed is asked of vgdsl each time.

    \b
    Example:
      vgdsl completion bash > ~/.local/share/bash-completion/completions/vgdsl
      vgdsl completion zsh > ~/.zfunc/_vgdsl
      vgdsl completion fish > ~/.config/fish/completions/vgdsl.fish

    For zsh, `fpath+=~/.zfunc` has to stand before `autoload -U compinit; compinit` in ~/.zshrc.
    """
    script = files("vgdsl.cli.completing") / "scripts" / shell
    click.echo(script.read_text(encoding="utf-8"), nl=False)
