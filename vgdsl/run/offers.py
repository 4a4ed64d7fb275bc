"""What providers propose for a film's shots that they refused, and whether the film still says what was refused. Knows
records only.
"""

from collections.abc import Iterable

import msgspec

from vgdsl.edit.proposal import Kind
from vgdsl.plan.job import Job
from vgdsl.run.events import Failed, Refused
from vgdsl.run.memory.past import Past, Settled

KINDS: tuple[Kind, ...] = ("prompt", "model")


class Offer(msgspec.Struct, frozen=True):
    """The newest refusal of a node with something proposed. `job` is that take as the film has it now, and `prompt` and
    `model` are what was refused.
    """

    job: Job
    verdict: Refused | Failed
    prompt: str | None
    model: str | None

    def refused(self, kind: Kind) -> str | None:
        """What was refused: the prompt, or the model."""
        return self.prompt if kind == "prompt" else self.model

    def proposed(self, kind: Kind) -> str | None:
        """What is proposed in its place, if anything is."""
        verdict = self.verdict
        return verdict.suggested_prompt if kind == "prompt" else verdict.recommended_model

    def now(self, kind: Kind) -> str:
        """What the film says today."""
        return str(self.job.body.get("prompt", "")) if kind == "prompt" else self.job.model

    def stands(self, kind: Kind) -> bool:
        """Whether the film still says what was refused."""
        return self.now(kind) == (self.refused(kind) or "")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What is proposed and not in the film already."""
        wanted = {kind: self.proposed(kind) for kind in KINDS}
        return tuple(kind for kind, text in wanted.items() if text and text.strip() != self.now(kind).strip())


def offers(past: Past, film: str, provider: str, jobs: Iterable[Job]) -> dict[str, Offer]:
    """The proposals for a film by node, those refused last the first."""
    known = {(job.piece, job.take): job for job in jobs}
    newest: dict[tuple[str, int], Settled] = {}
    for purchase in past.settled:
        place = purchase.node, purchase.take
        if (purchase.film, purchase.provider) == (film, provider) and place in known:
            newest.pop(place, None)
            newest[place] = purchase
    found: dict[str, Offer] = {}
    for place, purchase in reversed(newest.items()):
        verdict = purchase.judged
        if verdict is None:
            continue
        prompt, model = (purchase.request.get(name) for name in ("prompt", "model"))
        offer = Offer(known[place], verdict, _text(prompt), _text(model))
        if offer.kinds:
            found.setdefault(offer.job.node, offer)
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
