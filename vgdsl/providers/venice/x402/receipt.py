"""Reads the answer to a payment, and decides what it proves about the money. Knows no sockets, no files and no clock.

One rule carries the money: only an answer that says so in its own words proves that an authorisation was not used, and
only to who sent it once. Whatever else is no receipt leaves it open, to be sent again as it is: never another.
"""

from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus

from vgdsl.providers.errors import NotSent, ProviderError, Refused, Uncertain
from vgdsl.providers.venice.reply import Answer, load
from vgdsl.providers.venice.values import dollars, record, text

_LOOK_AGAIN = "Its authorisation stays open: it can be sent again, and pays once at most."
_CAUSES = {
    "signature": "the signature does not fit the wallet",
    "funds": "the wallet holds too little USDC on Base",
    "valid_before": "the authorisation had run out; set this computer's clock",
    "valid_after": "the authorisation begins later; set this computer's clock",
    "value": "the amount is not one that Venice takes",
    "recipient": "the receiver is not Venice's any more; ask again",
    "network": "the network is not one that Venice takes",
}
"""What the reasons of the protocol mean, by the word that is in them."""


class Settling(Uncertain):
    """A payment of this wallet is being settled. Whether it is this one, the service does not say."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The payment arrived: US dollars credited and what the credit is now, as far as told, and how the service calls it."""

    credited: Decimal | None
    balance: Decimal | None
    payment: str | None


def read_receipt(answer: Answer) -> Receipt:
    """Return the receipt of a payment.

    Raises `NotSent` where a limiter sent it back unread, `Refused` for a verdict on it, `Settling`, and `Uncertain` for
    everything else.
    """
    status, code = answer.facts.status, answer.reply.code or ""
    if answer.ok:
        return _receipt(answer)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise _later(answer)
    if status == HTTPStatus.CONFLICT:
        opening = "Venice is still settling a top-up of this wallet."
        raise Settling(f"{_said(opening, answer)} {_LOOK_AGAIN}", answer.reply)
    if status in _VERDICTS and (code.startswith("X402_INVALID") or status == HTTPStatus.PAYMENT_REQUIRED):
        raise Refused(_said(f"Venice did not take the payment{_cause(answer)}.", answer), answer.reply)
    opening = f"Venice answered the payment with an error ({status}), which does not say whether it was made."
    raise Uncertain(f"{_said(opening, answer)} {_LOOK_AGAIN}", answer.reply)


_VERDICTS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.UNPROCESSABLE_ENTITY})


def lost() -> Uncertain:
    """The error for a payment whose answer never came."""
    return Uncertain(f"The connection to Venice broke before it answered the payment. {_LOOK_AGAIN}")


def _receipt(answer: Answer) -> Receipt:
    data = record(record(load(answer.body, Decimal)).get("data"))
    credited, balance = dollars(data.get("amountCredited")), dollars(data.get("newBalance"))
    if credited is None and balance is None:
        raise Uncertain(f"Venice's answer to the payment cannot be read. {_LOOK_AGAIN}")
    return Receipt(credited, balance, text(data.get("paymentId")))


def _later(answer: Answer) -> ProviderError:
    error = NotSent(_said("Venice takes no more top-ups from here at the moment.", answer), answer.reply)
    error.retry_after = answer.facts.retry_after
    return error


def _cause(answer: Answer) -> str:
    """Why, where the answer names a reason that is known."""
    reason = text(record(answer.reply.body.get("details")).get("reason")) or answer.reply.message
    told = reason.lower().replace(" ", "_")
    return next((f": {cause}" for word, cause in _CAUSES.items() if word in told), "")


def _said(opening: str, answer: Answer) -> str:
    message = answer.reply.message
    return f"{opening} It says: {message.rstrip('.')}." if message else opening
