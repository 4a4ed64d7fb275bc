"""Knows how the world can refuse, and what may be done next. Knows no provider's wording and no HTTP.

ProviderError
├── NotSent          never accepted, nothing bought: the same request may be sent again
├── Refused          a verdict on the request, nothing bought: change it first
│   ├── TooLarge     the request is over the size limit: link media or make it smaller
│   └── NeedsConsent faces were found: read the policy, then agree or use other media
├── PaymentNeeded    nothing bought: put money on the account first
├── Unauthorised     the key, plan or region does not allow it: tickets stay good
├── Uncertain        a purchase whose outcome is not known: only a person may send it again
├── Transient        a read that failed on the way: repeat it
├── JobFailed        the verdict on an accepted job: another try is another purchase
└── Gone             the job or its media is no longer to be had
"""

# ruff: noqa: N818  (the names say what happened; that they are errors, their base says)

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

HIDDEN = "[hidden]"
_BEARER = re.compile(r"\bBearer\s+[^\s\"',}]+", re.IGNORECASE)
_SHORTEST_SECRET = 6


@dataclass(frozen=True, slots=True)
class Issue:
    """One field the provider objects to, by its dotted path, why, and the values it would take, if it said."""

    field: str
    text: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A provider's no, in its own words, with secrets hidden. `request_id` is what its support asks for.

    `fields` are those of the request that it objects to, by their dotted paths, wherever in the answer it names them.
    """

    status: int | None = None
    message: str = ""
    code: str | None = None
    issues: tuple[Issue, ...] = ()
    fields: tuple[str, ...] = ()
    suggested_prompt: str | None = None
    recommended_model: str | None = None
    credits_refunded: bool | None = None
    request_id: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)


class ProviderError(Exception):
    """The world refused. The text is for a film maker; `reply` holds what the provider said, if it said anything."""

    def __init__(self, message: str, reply: Reply | None = None) -> None:
        """Keep the message as the only argument, so that the error survives pickling."""
        super().__init__(message)
        self.reply = reply or Reply()


class NotSent(ProviderError):
    """The request was never accepted. It may be sent again, not before `retry_after` seconds if that is known."""

    retry_after: float | None = None


class Refused(ProviderError):
    """The request was judged and turned down: by content rules (`policy`), or because it is no right request.

    Nothing was bought; the same request would be turned down again.
    """

    policy: bool = False


class TooLarge(Refused):
    """The request is bigger than the provider takes."""


class NeedsConsent(Refused):
    """The media shows faces. Someone has to read the `terms` and attest them before the request is sent again.

    `flow` is the name by which they are attested, `link` where more is said of them.
    """

    flow: str = ""
    terms: str = ""
    version: str = ""
    link: str | None = None


class PaymentNeeded(ProviderError):
    """The account cannot pay. Amounts in US dollars, where the provider named them."""

    balance: Decimal | None = None
    minimum: Decimal | None = None


class Unauthorised(ProviderError):
    """The key, the plan or the region does not allow this. Jobs already bought stay collectable."""


class Uncertain(ProviderError):
    """The purchase may or may not have happened. `queue_id` is what a cut answer still let one read."""

    queue_id: str | None = None


class Transient(ProviderError):
    """A read failed on the way. It may be repeated, not before `retry_after` seconds if that is known.

    `link` tells that a download link did not open: it opens a few times only, so it is not tried for ever.
    """

    retry_after: float | None = None
    link: bool = False


class JobFailed(ProviderError):
    """The provider recorded that this job failed: by its content rules (`policy`) or for its own reasons."""

    policy: bool = False


class Gone(ProviderError):
    """The job is unknown or expired, or its media was deleted. No verdict on how it was made."""


def hide(text: str, secrets: Iterable[str]) -> str:
    """Return `text` without the secrets, and without anything that looks like an authorisation header."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    return _BEARER.sub(f"Bearer {HIDDEN}", text)
