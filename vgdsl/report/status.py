"""How a film stands: what is made, what is bought and not yet collected, what is unknown, what was spent. Reads records only."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import msgspec

from vgdsl.plan.blame import blamed
from vgdsl.plan.freshness import Action, Why
from vgdsl.plan.job import Job
from vgdsl.plan.plan import Join, Plan, Step
from vgdsl.report.summary import clock, minutes_text, money, path_text
from vgdsl.report.verdicts import Accept, verdict_lines
from vgdsl.run.again import fate
from vgdsl.run.events import Failed, Refused
from vgdsl.run.memory.past import FORGOTTEN, Open, Past
from vgdsl.run.results import file_name

_OPEN = {"submitted": "being made", FORGOTTEN: "given up"}
_NOTHING_YET = {Why.NEW, Why.FAILED, Why.AGAIN}
_BARRED = {Action.ABSENT: "not here", Action.LOST: "lost"}
_STATES = {Action.REUSE: "made", Action.SHARE: "shared", Action.HOLD: "held"}


class ClipStatus(msgspec.Struct, frozen=True):
    """One take: `state` is made, shared, held, changed (another clip is made now), to make, being made, uncertain,
    given up, not here (bought, on another machine), lost (paid for, without a clip), refused or failed (for nothing, and made
    by the next run). `verdict` is what was said when it was refused or failed, `made_by` the model that the provider took in
    place of the one that was ordered. A clip that was bought in parts is joined or to join, as far as its parts are there.
    """

    id: str
    state: str
    model: str
    file: str | None = None
    deadline: float | None = None
    message: str | None = None
    verdict: Refused | Failed | None = None
    made_by: str | None = None


class CutStatus(msgspec.Struct, frozen=True):
    id: str
    file: str
    exists: bool
    seconds: float | None


class Status(msgspec.Struct, frozen=True):
    """The answer of `vgdsl status --json`; money in US dollars, deadlines in Unix seconds."""

    film: str
    title: str
    provider: str
    clips: tuple[ClipStatus, ...]
    cuts: tuple[CutStatus, ...]
    spent: Decimal
    budget: Decimal | None


def status(plan: Plan, jobs: Iterable[Job], past: Past, film: str, folder: Path) -> Status:
    """Where the film stands, from its plan, its jobs and the project's past."""
    known = {job.id: job for job in jobs}
    mine = {p.job: p for p in past.open.values() if p.film == film and p.provider == plan.provider}
    clips = [
        _clip(step, mine.pop(step.id, None), _judged(step, known[step.id], past), folder)
        for step in plan.steps
    ]
    clips = [
        msgspec.structs.replace(clip, made_by=_made_by(step, past))
        for clip, step in zip(clips, plan.steps, strict=True)
    ]
    clips += [_joined(join, folder) for join in plan.joins]
    clips += [_open_clip(each) for each in mine.values()]
    cuts = tuple(
        CutStatus(
            build.id,
            str(folder / build.output),
            (folder / build.output).exists(),
            None if build.length is None else build.length.seconds,
        )
        for build in plan.builds
    )
    return Status(plan.film, plan.title, plan.provider, tuple(clips), cuts, plan.spent, plan.budget)


def _judged(step: Step, job: Job, past: Past) -> Refused | Failed | None:
    """What was said last of this very request, where it is not made, and where what it was about stands today."""
    tried = past.tried.get(step.key or "", ()) if step.action in {Action.MAKE, Action.LOST} else ()
    verdict = tried[-1].judged if tried else None
    if verdict is None:
        return None
    return msgspec.structs.replace(verdict, inputs=blamed(job, (each.field for each in verdict.inputs)))


def _made_by(step: Step, past: Past) -> str | None:
    """The model that made a clip, where it is another than was ordered."""
    made = past.by_key.get(step.key or "") if step.action in _STATES else None
    return None if made is None or made.request.get("model") in {None, made.model} else made.model


def _clip(step: Step, under_way: Open | None, verdict: Refused | Failed | None, folder: Path) -> ClipStatus:
    if under_way is not None:
        return _open_clip(under_way)
    if step.before is not None and step.action in _BARRED:
        said = fate(step.before, said=verdict is None)
        return ClipStatus(step.id, _BARRED[step.action], step.model, message=said, verdict=verdict)
    if verdict is not None:
        phase = "refused" if isinstance(verdict, Refused) else "failed"
        before = None if step.before is None else fate(step.before, said=False)
        return ClipStatus(step.id, phase, step.model, message=before, verdict=verdict)
    file = _result(folder, step.id)
    state = _STATES.get(
        step.action, "changed" if any(r.why not in _NOTHING_YET for r in step.reasons) else "to make"
    )
    there = step.action in _STATES and file.exists()
    return ClipStatus(step.id, state, step.model, str(file) if there else None)


def _result(folder: Path, job: str) -> Path:
    """Where a clip is shown; ProRes has an ending of its own."""
    named = [folder / file_name(job, ending) for ending in ("mp4", "mov")]
    return next((each for each in named if each.exists()), named[0])


def _joined(join: Join, folder: Path) -> ClipStatus:
    file = _result(folder, join.id)
    there = file.exists()
    return ClipStatus(join.id, "joined" if there else "to join", "", str(file) if there else None)


def _open_clip(purchase: Open) -> ClipStatus:
    state = _OPEN.get(purchase.phase, "uncertain")
    return ClipStatus(purchase.job, state, purchase.model, None, purchase.deadline, purchase.message)


def status_text(found: Status, now: float, accept: Accept) -> str:
    """The status as lines for people."""
    rows = [(clip.state, clip.id, _note(clip, now)) for clip in found.clips]
    rows += [("film" if cut.exists else "no film yet", cut.id, _length(cut)) for cut in found.cuts]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    lines = [f"  {a:<{widths[0]}}   {b:<{widths[1]}}   {c}".rstrip() for a, b, c in rows]
    budget = f" of the {money(found.budget)} budget" if found.budget is not None else ""
    simulated = found.provider == "simulator"
    spent = "simulated: nothing spent" if simulated else f"{money(found.spent)} spent{budget}"
    verdicts = [clip.verdict for clip in found.clips if clip.verdict is not None]
    said = verdict_lines(verdicts, accept, len(verdicts))
    return "\n".join([f'{found.film}  "{found.title}"', "", *lines, "", f"  {spent}", *said, ""])


def _note(clip: ClipStatus, now: float) -> str:
    if clip.state == "being made" and clip.deadline is not None:
        return f"to be collected within {minutes_text(max(0.0, clip.deadline - now) / 60)}"
    other = (
        f"made by {clip.made_by}, which the provider took in place of {clip.model}" if clip.made_by else ""
    )
    said = [clip.message or (path_text(Path(clip.file)) if clip.file else ""), other]
    return "; ".join(part for part in said if part)


def _length(cut: CutStatus) -> str:
    return path_text(Path(cut.file)) + ("" if cut.seconds is None else f" ({clock(cut.seconds)})")
