"""Turns a provider's no into the event that tells it, with what of the film it is about. Knows no clock and decides nothing."""

from decimal import Decimal

from vgdsl.plan.blame import Blamed, blamed, suspects
from vgdsl.plan.job import Job
from vgdsl.providers.errors import JobFailed, NeedsConsent, Refused
from vgdsl.run import events as e
from vgdsl.run.bought import Bought


def refused(job: Job, key: str, price: Decimal, error: Refused, at: float) -> e.Refused:
    """An order that was turned down before it was accepted."""
    reply, inputs = error.reply, _inputs(job, error)
    asked = _consent(job, error) if isinstance(error, NeedsConsent) else None
    return e.Refused(
        at=at, job=job.id, key=key, message=str(error), model=job.model, price=price, refunded=reply.credits_refunded,
        inputs=inputs,
        named=bool(reply.fields), suggested_prompt=reply.suggested_prompt, recommended_model=reply.recommended_model,
        consent=asked,
    )  # fmt: skip


def failed(bought: Bought, error: JobFailed, at: float) -> e.Refused | e.Failed:
    """An accepted order with a recorded verdict."""
    reply, kind = error.reply, e.Refused if error.policy else e.Failed
    return kind(
        at=at, job=bought.job, key=bought.key, message=str(error), model=bought.ticket.model, price=bought.price,
        refunded=reply.credits_refunded, accepted=True,
        inputs=() if bought.task is None else _inputs(bought.task, error), named=bool(reply.fields),
        suggested_prompt=reply.suggested_prompt, recommended_model=reply.recommended_model,
    )  # fmt: skip


def _consent(job: Job, error: NeedsConsent) -> e.Consent:
    return e.Consent(error.flow, error.terms, error.version, error.link, given="consents" in job.body)


def _inputs(job: Job, error: Refused | JobFailed) -> tuple[Blamed, ...]:
    """What is objected to; where content rules do not say that, what they can have meant."""
    fields = error.reply.fields
    return blamed(job, fields) if fields or not error.policy else suspects(job)
