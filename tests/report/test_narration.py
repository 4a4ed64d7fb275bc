"""Every kind of event has its words or none on purpose, and those to worry about are known as such."""

from decimal import Decimal

import pytest

from vgdsl.report.narration import bad, sentence
from vgdsl.run import events as e

FACTS = {"at": 0.0, "job": "a", "key": "k"}
BARE = {"at": 0.0, "job": "a"}

SAID = [
    (e.Reused(**FACTS, sha256="s"), "a: reused"),
    (e.Held(**FACTS, sha256="s"), "a: kept as it is (hold)"),
    (e.Submitted(**FACTS, model="m", queue_id="q", download_url=None, provider="p", address="x", deadline=1.0),
     "a: bought, being made"),
    (e.Resumed(**FACTS, model="m", quote=Decimal(1), deadline=7200.0), "a: bought earlier, collecting it (possible for 2 h 00 min more)"),
    (e.NotSent(**FACTS, message="busy", retry=True), "a: not accepted yet, trying again (busy)"),
    (e.Delayed(**BARE, message="busy", seconds=2.4), "a: waiting 2 s (busy)"),
    (e.Finished(**FACTS, sha256="s", size=2_340_000, cost=Decimal("0.5")), "a: done, $0.50, 2.3 MB"),
    (e.Finished(**FACTS, sha256="s", size=40, cost=Decimal(0)), "a: done, $0.00, 1 kB"),
    (e.Built(**BARE, path="p", frames=48, seconds=2.0, copied=1, encoded=0),
     "a: 0:02 of film (48 frames; clips: 1 copied as they are)"),
    (e.Unchanged(**BARE), "a: unchanged"),
    (e.Joined(**BARE, parts=4, frames=96, seconds=4.0, copied=True, sounding=True),
     "a: 4 parts joined, 96 frames, with the sound of the source"),
    (e.Joined(**BARE, parts=4, frames=96, seconds=4.0, copied=False, sounding=False),
     "a: 4 parts encoded anew and joined, 96 frames"),
    (e.Joined(**BARE, parts=1, frames=96, seconds=4.0, copied=True, sounding=True),
     "a: with the sound of the source"),
    (e.CleanedUp(**BARE, confirmed=True), "a: its media is deleted there"),
    (e.CleanedUp(**BARE, confirmed=False),
     "a: its media is not deleted there: the provider does not confirm it"),
]  # fmt: skip
WORRYING = [
    (e.Refused(**FACTS, message="Not allowed.", refunded=True), "a: Not allowed. The money came back."),
    (e.Failed(**FACTS, message="Broke.", refunded=False), "a: failed. Broke. The money did not come back."),
    (e.Failed(**FACTS, message="Broke."), "a: failed. Broke."),
    (e.Expired(**FACTS, message="Too late."), "a: its result can no longer be had. Too late."),
    (e.Uncollected(**FACTS, message="Later.", deadline=1.0), "a: bought, but not collected yet. Later."),
    (e.Uncertain(**FACTS, message="Cut."), "a: whether it was bought is not known. Cut."),
    (e.Blocked(**BARE, by="b"), "a: left, because b did not finish"),
    (e.Stopped(**BARE, limit="run", message="Too dear."), "a: not bought. Too dear."),
    (e.BuildFailed(**BARE, message="No."), "a: could not be put together. No."),
]  # fmt: skip
SILENT = [
    e.Ready(**BARE),
    e.NotSent(**FACTS, message="no", retry=False),
    e.Progressed(**BARE, average_ms=None, elapsed_ms=1.0),
    e.Downloading(**BARE, received=1),
    e.Building(**BARE, fraction=0.5),
]


@pytest.mark.parametrize(("event", "words"), [*SAID, *WORRYING], ids=lambda each: type(each).__name__)
def test_what_is_said(event, words):
    assert sentence(event) == words
    assert bad(event) == any(event is worry for worry, _ in WORRYING)


@pytest.mark.parametrize("event", SILENT, ids=lambda each: type(each).__name__)
def test_what_only_moves_a_bar_is_not_said(event):
    assert sentence(event) is None
    assert not bad(event)
