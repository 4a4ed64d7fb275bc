"""The account's books as the API shows them: to a key the usage history, to a wallet its ledger. Books nothing.

Both show the bookings of the one simulated account; a wallet with a credit of its own sees what moved of that. As the API does it, the usage history tells no job's id; a wallet's ledger
names the request, for which the simulator gives the job's id: whether the service does so is not documented.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from vgdsl.providers.simulator.account.ledger import Booking, Ledger
from vgdsl.providers.simulator.account.payment import FLOOR, LEAST_TOP_UP, TOP_UP
from vgdsl.providers.simulator.judging.refusal import Refusal, custom, invalid, unrecognized
from vgdsl.providers.venice.moments import read_moment, write_moment

CURRENCIES = ("USD", "DIEM", "BUNDLED_CREDITS")
_FILTERS = ("currency", "endTimestamp", "pageSize", "startTimestamp")


class Walk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reader's place in the usage history: the filters, and how many bookings are behind it."""

    currency: str | None = None
    since: float | None = None
    until: float | None = None
    size: Annotated[int, msgspec.Meta(ge=10, le=1000)] = 1000
    passed: Annotated[int, msgspec.Meta(ge=0)] = 0

    def shows(self, booking: Booking) -> bool:
        """Whether the filters let a booking through."""
        return (
            self.currency in {None, "USD"}
            and booking.kind != "top_up"
            and not booking.wallet
            and (self.since is None or booking.at >= self.since)
            and (self.until is None or booking.at < self.until)
        )

    @property
    def cursor(self) -> str:
        """The place, as a reader hands it back."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")


def balance(ledger: Ledger) -> dict[str, Any]:
    """What a key is told is left."""
    return {
        "canConsume": ledger.balance > 0,
        "consumptionCurrency": "USD",
        "balances": {"diem": None, "usd": float(ledger.balance)},
        "diemEpochAllocation": 0,
    }


def usage_history(ledger: Ledger, query: Mapping[str, str]) -> dict[str, Any]:
    """A page of the usage history, oldest first, and the cursor of the next. Raises 400."""
    walk = _resumed(query) if "cursor" in query else _begun(query)
    rows: list[dict[str, Any]] = []
    passed = walk.passed
    for booking in ledger.bookings[walk.passed :]:
        if len(rows) == walk.size:
            break
        passed += 1
        if walk.shows(booking):
            rows.append(_usage(booking))
    more = any(map(walk.shows, ledger.bookings[passed:]))
    following = msgspec.structs.replace(walk, passed=passed)
    return {"data": rows, "nextCursor": following.cursor if more else None}


def wallet_balance(ledger: Ledger, wallet: str) -> dict[str, Any]:
    """What a wallet is told is left."""
    left = ledger.left(ledger.purse(wallet))
    data = {
        "walletAddress": wallet,
        "balanceUsd": float(left),
        "canConsume": left >= FLOOR,
        "minimumTopUpUsd": LEAST_TOP_UP,
        "suggestedTopUpUsd": TOP_UP,
    }
    return {"success": True, "data": data}


def transactions(ledger: Ledger, wallet: str, query: Mapping[str, str]) -> dict[str, Any]:
    """A page of a wallet's ledger, newest first. Raises 400."""
    limit = _whole(query, "limit", 50, 1, 100)
    offset = _whole(query, "offset", 0, 0)
    purse = ledger.purse(wallet)
    rows = _transactions(ledger.of(purse) if purse else ledger.bookings, ledger.left(purse))
    data = {
        "walletAddress": wallet,
        "currentBalance": float(ledger.left(purse)),
        "transactions": rows[offset : offset + limit],
        "pagination": {"limit": limit, "offset": offset, "hasMore": offset + limit < len(rows)},
    }
    return {"success": True, "data": data}


def _usage(booking: Booking) -> dict[str, Any]:
    charge = booking.kind == "charge"
    return {
        "amount": float(-booking.usd if charge else booking.usd),
        "currency": "USD",
        "inferenceDetails": None,
        "notes": "API Inference" if charge else "API Inference Refund",
        "pricePerUnitUsd": float(booking.usd),
        "sku": f"{booking.model}-video-unit",
        "timestamp": write_moment(booking.at),
        "units": 1,
    }


def _transactions(bookings: Sequence[Booking], left: Decimal) -> list[dict[str, Any]]:
    """The bookings, newest first, each with what was left after it."""
    rows = []
    for number in range(len(bookings), 0, -1):
        booking = bookings[number - 1]
        amount = -booking.usd if booking.kind == "charge" else booking.usd
        row = {
            "id": f"ledger_{number:08d}",
            "amount": float(amount),
            "balanceAfter": float(left),
            "type": booking.kind.upper(),
            "createdAt": write_moment(booking.at),
            "requestId": booking.queue_id or None,
            "modelId": booking.model or None,
        }
        rows.append(row)
        left -= amount
    return rows


def _begun(query: Mapping[str, str]) -> Walk:
    if unknown := [name for name in query if name not in _FILTERS]:
        raise invalid([unrecognized((), unknown)])
    since, until = (_moment(query, name) for name in ("startTimestamp", "endTimestamp"))
    if since is not None and until is not None and until <= since:
        raise _wrong("endTimestamp", "endTimestamp must be later than startTimestamp")
    currency = query.get("currency")
    if currency not in {None, *CURRENCIES}:
        raise _wrong("currency", f"Expected {' | '.join(CURRENCIES)}")
    return Walk(currency, since, until, _whole(query, "pageSize", 1000, 10, 1000))


def _resumed(query: Mapping[str, str]) -> Walk:
    if len(query) > 1:
        raise _wrong("cursor", "No filter may be sent alongside a cursor")
    cursor = query["cursor"]
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=Walk)
    except ValueError:
        raise _wrong("cursor", "The cursor is not valid. Start again at the first page.") from None


def _moment(query: Mapping[str, str], name: str) -> float | None:
    found = read_moment(query.get(name))
    if found is None and name in query:
        raise _wrong(name, "Invalid datetime")
    return found


def _whole(query: Mapping[str, str], name: str, usual: int, least: int, most: int | None = None) -> int:
    text = query.get(name, str(usual))
    value = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else -1
    if value < least or (most is not None and value > most):
        raise _wrong(name, f"Expected a whole number from {least}{'' if most is None else f' to {most}'}")
    return value


def _wrong(name: str, text: str) -> Refusal:
    return invalid([custom((name,), text)])
