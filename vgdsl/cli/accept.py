"""`vgdsl accept`: what a provider proposes for a refused shot, as a change of the scene file. Writes only when told to."""

import shlex
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from vgdsl.check.passes import Settings
from vgdsl.check.spelling import nearest
from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.opening import open_film
from vgdsl.cli.place import films_of
from vgdsl.cli.terminal import style
from vgdsl.diagnostics import edited
from vgdsl.edit.file import replace_text
from vgdsl.edit.proposal import Impossible, Kind, Proposal, proposed
from vgdsl.edit.trial import Trial
from vgdsl.pipeline import Opened
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.program.entities import Program
from vgdsl.project import Project
from vgdsl.providers.simulator.simulation import NAME as SIMULATOR
from vgdsl.report.outcome import Commands
from vgdsl.report.proposals import as_json as plain
from vgdsl.report.proposals import proposal_text
from vgdsl.run.memory.journal import Journal
from vgdsl.run.offers import Offer, offers


@click.command("accept")
@click.argument("words", nargs=-1, required=True, metavar="[FILM] [NAME]")
@click.option("--prompt", "kind", flag_value="prompt", help="Only the proposed prompt.")
@click.option("--model", "kind", flag_value="model", help="Only the proposed model.")
@click.option("--write", is_flag=True, help="Write the change into the scene file.")
@options.values
@options.simulate
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    kind: Kind | None,
    profile: str | None,
    overrides: tuple[str, ...],
    *,
    write: bool,
    simulate: bool,
    as_json: bool,
) -> None:
    """Show what a provider proposes for a shot that it refused, as a change of the scene file; with --write, make it.

    Without NAME all proposals for the film are shown; without FILM it is the one of this folder. The new wording keeps the
    templates and the @names that still say the same. Only what the provider proposed is ever written: never a consent.

    \b
    Example:
      vgdsl accept film.vg
      vgdsl accept island
      vgdsl accept film.vg island --prompt --write
    """
    film, name = _meant(words)
    opened, program = open_film(film, profile, overrides, as_json=as_json)
    trial = Trial(opened.name, opened.project, load(), Settings(profile, overrides))
    with told():
        code = _Desk(opened, program, trial, simulate=simulate, as_json=as_json).show(name, kind, write=write)
    ctx.exit(code)


def _meant(words: tuple[str, ...]) -> tuple[Path, str | None]:
    """The film and the clip that the words name."""
    if len(words) > 2:  # noqa: PLR2004 - a film and a name
        raise click.UsageError("give one film and one name at most")
    if len(words) == 2:  # noqa: PLR2004
        return Path(words[0]), words[1]
    (word,) = words
    if word.endswith(".vg") or Path(word).is_file():
        return Path(word), None
    with told():
        project = Project.of(Path("film.vg"))
        films = [film for film in films_of(project) if (project.root / film).exists()]
    if len(films) != 1:
        ways = f"there are {', '.join(films)}" if films else "nothing was ever bought for a film here"
        raise click.UsageError(f"say which film: vgdsl accept FILM {shlex.quote(word)}; {ways}")
    return Path(project.shown(project.root / films[0])), word


class _Desk:
    """One film, and what is proposed for it."""

    def __init__(
        self, opened: Opened, program: Program, trial: Trial, *, simulate: bool, as_json: bool
    ) -> None:
        self.opened, self.program, self.trial = opened, program, trial
        self.simulate, self.as_json = simulate, as_json

    def show(self, name: str | None, kind: Kind | None, *, write: bool) -> int:
        """Show what is proposed, and write it where that is wanted; the exit code."""
        offers = self._offers()
        node = None if name is None else name.partition("#")[0]
        if node is not None:
            offers = {node: offers[node]} if node in offers else self._nothing_for(node, offers)
        found = {each: self._proposals(each, offer, kind) for each, offer in offers.items()}
        if write:
            self._write(node, found)
        self._tell(offers, found, written=write)
        several = [one for proposals in found.values() for one in proposals]
        return 0 if all(isinstance(one, Proposal) for one in several) else 1

    def _offers(self) -> dict[str, Offer]:
        path = self.opened.project.state / "journal.db"
        if not path.exists():
            return {}
        with Journal(path) as journal:
            past = journal.past()
        provider = SIMULATOR if self.simulate else "venice"
        return offers(past, self.opened.name, provider, lower(self.program, load()).jobs)

    def _nothing_for(self, node: str, offers: dict[str, Offer]) -> NoReturn:
        if node not in self.program.nodes:
            near = nearest(node, self.program.nodes)
            hint = f"; did you mean {near!r}?" if near else ""
            raise click.UsageError(f"nothing in the film is called {node!r}{hint}")
        others = f"; proposals are there for: {', '.join(offers)}" if offers else ""
        raise click.ClickException(
            f"nothing is proposed for {node} that the film does not have already{others}"
        )

    def _proposals(self, node: str, offer: Offer, kind: Kind | None) -> list[Proposal | Impossible]:
        kinds = [each for each in offer.kinds if kind in {None, each}]
        if not kinds:
            raise click.ClickException(
                f"no {kind} is proposed for {node} that the film does not have already"
            )
        return [self._proposal(each, node, offer) for each in kinds]

    def _proposal(self, kind: Kind, node: str, offer: Offer) -> Proposal | Impossible:
        wanted = offer.proposed(kind) or ""
        if offer.stands(kind):
            return proposed(kind, wanted, offer.job, self.program.nodes[node], self.trial)
        return Impossible(
            kind, offer.now(kind), wanted, f"the film has another {kind} by now than what was refused"
        )

    def _write(self, node: str | None, found: dict[str, list[Proposal | Impossible]]) -> None:
        """Make the one change that is meant."""
        if node is None:
            raise click.UsageError("say which clip: vgdsl accept FILM NAME --write")
        if len(found[node]) > 1:
            raise click.UsageError("a prompt and a model are proposed: say which, --prompt or --model")
        (one,) = found[node]
        if isinstance(one, Proposal):
            source = one.edit.span.source
            replace_text(Path(source.name), source.text, edited(source.text, [one.edit]))

    def _tell(
        self, offers: dict[str, Offer], found: dict[str, list[Proposal | Impossible]], *, written: bool
    ) -> None:
        if self.as_json:
            clips = [
                {
                    "node": node,
                    "message": offers[node].verdict.message,
                    "proposals": [plain(one, written=written) for one in several],
                }
                for node, several in found.items()
            ]
            answer = {"film": self.opened.name, "clips": clips}
            click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
            return
        if not found:
            click.echo(f"{self.opened.shown}: nothing is proposed")
        commands = Commands("", self.opened.shown, self.simulate)
        for number, (node, several) in enumerate(found.items()):
            click.echo("\n" * (number > 0) + f"{node}: {offers[node].verdict.message}\n")
            for one in several:
                click.echo(proposal_text(one, style()))
            good = [one for one in several if isinstance(one, Proposal)]
            if written and good:
                click.echo(f"written; the next run makes {node} anew: {commands.about('run')}")
            for one in several:
                if isinstance(one, Impossible) and one.others:
                    once = shlex.quote(f"{node}.{one.kind}={one.after}")
                    click.echo(f"to have it for this run alone: {commands.about('run')} --set {once}")
            for one in () if written else good:
                choice = f" --{one.kind}" if len(several) > 1 else ""
                click.echo(f"to write it: {commands.about('accept', node)}{choice} --write")
