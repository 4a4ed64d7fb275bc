"""One line of plain words for each event of a run that people want to hear of. Knows no terminal and no colours."""

from vgdsl.report.summary import clock, minutes_text, money
from vgdsl.run import events as e

_SMALL = 100_000


def sentence(event: e.Event) -> str | None:  # noqa: C901, PLR0912 - one line a kind of event
    """What to say of an event; None for those that only move a progress bar."""
    match event:
        case e.Reused():
            return f"{event.job}: reused"
        case e.Held():
            return f"{event.job}: kept as it is (hold)"
        case e.Intended():
            return f"{event.job}: ordering from {event.model} for {money(event.quote)}"
        case e.Submitted():
            other = f" by {event.model}, which the provider took in place of {event.instead_of}"
            return f"{event.job}: bought, being made{other if event.instead_of else ''}"
        case e.Resumed():
            left = minutes_text(max(0.0, event.deadline - event.at) / 60)
            return f"{event.job}: bought earlier, collecting it (possible for {left} more)"
        case e.NotSent(retry=True):
            return f"{event.job}: not accepted yet, trying again ({event.message})"
        case e.Delayed():
            return f"{event.job}: waiting {event.seconds:.0f} s ({event.message})"
        case e.Progressed(note=str(note)):
            return f"{event.job}: still waiting. {note}"
        case e.Finished():
            return f"{event.job}: done, {money(event.cost)}, {_size(event.size)}"
        case e.Refused():
            return f"{event.job}: {event.message}{_refund(event.refunded)}"
        case e.Failed():
            return f"{event.job}: failed. {event.message}{_refund(event.refunded)}"
        case e.Expired():
            return f"{event.job}: its result can no longer be had. {event.message}"
        case e.Uncollected():
            return f"{event.job}: bought, but not collected yet. {event.message}"
        case e.Uncertain():
            return f"{event.job}: whether it was bought is not known. {event.message}"
        case e.Blocked():
            return f"{event.job}: left, because {event.by} did not finish"
        case e.Stopped():
            return f"{event.job}: not bought. {event.message}"
        case e.CleanedUp():
            done = (
                "deleted there" if event.confirmed else "not deleted there: the provider does not confirm it"
            )
            return f"{event.job}: its media is {done}"
        case e.Built():
            return f"{event.job}: {clock(event.seconds)} of film ({_joins(event)})"
        case e.Joined():
            return f"{event.job}: {_joined(event)}"
        case e.Unchanged():
            return f"{event.job}: unchanged"
        case e.BuildFailed():
            return f"{event.job}: could not be put together. {event.message}"
    return None


def bad(event: e.Event) -> bool:
    """Whether an event is one to worry about."""
    worries = (
        e.Refused | e.Failed | e.Expired | e.Uncollected | e.Uncertain | e.Blocked | e.Stopped | e.BuildFailed
    )
    return isinstance(event, worries)


def _refund(refunded: bool | None) -> str:
    return {True: " The money came back.", False: " The money did not come back.", None: ""}[refunded]


def _joins(event: e.Built) -> str:
    parts = [
        f"{event.copied} copied as they are" if event.copied else "",
        f"{event.encoded} encoded" if event.encoded else "",
    ]
    return f"{event.frames} frames; clips: " + ", ".join(part for part in parts if part)


def _joined(event: e.Joined) -> str:
    """What was done, the longest first: `4 parts joined, 1440 frames, with the sound of the source`."""
    how = "joined" if event.copied else "encoded anew and joined"
    parts = f"{event.parts} parts {how}, {event.frames} frames" if event.parts > 1 else ""
    sound = "with the sound of the source" if event.sounding else ""
    return ", ".join(part for part in (parts, sound) if part)


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= _SMALL else f"{max(1, size // 1000)} kB"
