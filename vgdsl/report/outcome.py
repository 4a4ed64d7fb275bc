"""What a run came to, in words: what was made, where it is, what went wrong, and the command that goes on from there."""

from collections.abc import Iterable
from pathlib import Path

from vgdsl.report.summary import money, path_text
from vgdsl.run.outcome import Outcome


def outcome_text(
    outcome: Outcome, films: Iterable[Path], folder: Path, command: str, *, simulated: bool
) -> str:
    """Several lines, ending with a line break. `command` is what was called, and is what goes on with the rest."""
    lines = [_counts(outcome, simulated=simulated)]
    lines += [f"  {what}: {', '.join(names)}" for what, names in _trouble(outcome) if names]
    lines += [f"film: {path_text(path)}" for path in films]
    if outcome.finished or outcome.reused:
        lines.append(f"clips: {path_text(folder)}")
    if outcome.uncertain:
        lines.append(
            "Whether the uncertain ones were bought, only the account's own history can tell: compare it with"
            " `vgdsl status`. They are not bought again."
        )
    elif outcome.running or outcome.problems or outcome.blocked or outcome.interrupted or outcome.capped:
        lines.append(f"to go on: {command}")
    return "\n".join(lines) + "\n"


def _counts(outcome: Outcome, *, simulated: bool) -> str:
    made, kept = len(outcome.finished), len(outcome.reused) + len(outcome.held)
    if not made and not _troubled(outcome):
        return f"nothing to make: {_clips(kept)} there already" if kept else "nothing to make"
    cost = "simulated, free" if simulated else f"{money(outcome.spent)} spent"
    parts = [f"{_clips(made)} made", f"{kept} reused" if kept else "", cost]
    if outcome.reserved and not simulated:
        parts.append(f"{money(outcome.reserved)} under way")
    return ", ".join(part for part in parts if part)


def _clips(count: int) -> str:
    return f"{count} clip{'s' * (count != 1)}"


def _troubled(outcome: Outcome) -> bool:
    return any(names for _, names in _trouble(outcome))


def _trouble(outcome: Outcome) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("failed", outcome.problems),
        ("left, waiting for those", outcome.blocked),
        ("stopped by a limit", outcome.capped),
        ("uncertain", outcome.uncertain),
        ("bought and still being made", outcome.running),
    ]
