"""The provider: whether it answers, whose account pays and what is left there, how old the catalogue is. Buys nothing.

No key and no part of one is ever shown. A wallet's address is public, and is.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from vgdsl.doctor.line import Line, note, ok, problem
from vgdsl.program.catalog import Catalog
from vgdsl.program.changes import changes
from vgdsl.program.editions import edition, load
from vgdsl.providers.errors import ProviderError, Unauthorised
from vgdsl.providers.venice.auth import (
    ADDRESS_VARIABLE,
    KEY_VARIABLE,
    Auth,
    BearerKey,
    base_address,
    payer,
    who_pays,
)
from vgdsl.providers.venice.books import read_balance
from vgdsl.providers.venice.headers import Headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.standing import Standing, read_hits, read_standing
from vgdsl.providers.venice.verdict import read_error
from vgdsl.providers.venice.wallet import WALLET_VARIABLE
from vgdsl.refreshing import ask, kept, today

SKEW = 60.0
"""Seconds by which the clock may be off without a word."""

_SIGN_INS_FAIL = 240.0
"""A wallet's sign-in is good for five minutes (Venice wallet guide, autumn 2026)."""

_OLD = 60
"""Days after which a catalogue is likely to be behind: notice of a removal is given one or two weeks ahead."""

_LITTLE = 1
"""Dollars under which hardly a clip can be bought."""

_DAY = 86400.0

_CREATE = (
    "to buy: create a key in the API settings of your account on venice.ai, then "
    f"export {KEY_VARIABLE}=<the key>, or let a wallet pay: export {WALLET_VARIABLE}=<its private key>"
)


def account(environment: Mapping[str, str], *, offline: bool) -> Iterator[Line]:
    """Who pays, and what the provider says of that. Without a network there is one line about that, and no more."""
    try:
        address, named = base_address(environment), payer(environment)
        who = named or who_pays(environment)
        shown = _payer(who, "the environment" if named else "the system's keyring")
    except Unauthorised as error:
        yield problem("payer", str(error))
        return
    yield shown
    if offline:
        yield _age(load(), None)
        return
    heard: list[Headers] = []
    try:
        started = time.monotonic()
        fresh = ask({ADDRESS_VARIABLE: address}, today(), heard.append)
    except ProviderError as error:
        yield problem("provider", f"{address}: {error}", "without a network: vgdsl doctor --offline")
        yield _age(load(), None)
        return
    yield ok("provider", f"{address} answers, in {time.monotonic() - started:.1f} seconds", address=address)
    yield _clock(heard[-1].ahead, who)
    yield _age(load(), fresh.catalog)
    if who is not None:
        yield from _standing(address, who, fresh.catalog)


def _payer(who: Auth | None, place: str) -> Line:
    """Who pays. Raises Unauthorised where a wallet cannot sign."""
    if who is None:
        return note("payer", "nobody: films can be planned and simulated, not bought", _CREATE)
    if who.wallet:
        return ok("payer", f"the wallet {who.wallet}, from {place}", wallet=who.wallet, place=place)
    return ok("payer", f"an API key, from {place}", place=place)


def _clock(ahead: float, who: Auth | None) -> Line:
    way = "ahead of" if ahead > 0 else "behind"
    says = f"{abs(ahead):.0f} seconds {way} the provider's"
    if abs(ahead) < SKEW:
        return ok("clock", "as the provider's" if abs(ahead) < 1 else says, ahead=round(ahead, 1))
    remedy = "let the system set its clock by the network"
    if who is not None and not isinstance(who, BearerKey) and abs(ahead) > _SIGN_INS_FAIL:
        return problem("clock", f"{says}: a wallet's sign-ins are refused", remedy, ahead=round(ahead, 1))
    return note("clock", says, remedy, ahead=round(ahead, 1))


def _age(catalog: Catalog, listed: Catalog | None) -> Line:
    """How old the catalogue is, and what the list says that it does not."""
    try:
        refreshed = kept()
    except (OSError, ValueError):
        return note(
            "catalogue", "the refreshed one cannot be read, and is left aside", "vgdsl models --refresh"
        )
    own = " (refreshed)" if refreshed is not None and refreshed.date == catalog.date else ""
    says = f"{len(catalog.models)} models, as known on {catalog.date}{own}"
    if listed is not None:
        return _against(says, catalog, listed)
    days = (date.fromisoformat(today()) - date.fromisoformat(catalog.date)).days
    if days > _OLD or (refreshed is not None and refreshed.over != edition()):
        return note(
            "catalogue", f"{says}, {days} days ago", "vgdsl models --refresh", date=catalog.date, days=days
        )
    return ok("catalogue", says, date=catalog.date, days=days)


def _against(says: str, catalog: Catalog, listed: Catalog) -> Line:
    found = changes(catalog, listed)
    count = len({*found.added, *found.gone, *found.back, *(change.model for change in found.changed)})
    if not count:
        return ok("catalogue", f"{says}, as the provider's list", date=catalog.date, differ=0)
    parts = [
        (len(found.added), "new"),
        (len(found.gone), "gone"),
        (len({c.model for c in found.changed}), "changed"),
    ]
    said = ", ".join(f"{number} {what}" for number, what in parts if number) or f"{count} different"
    return note(
        "catalogue",
        f"{says}; the provider lists {said}",
        "vgdsl models --refresh",
        date=catalog.date,
        differ=count,
    )


def _standing(address: str, who: Auth, listed: Catalog) -> Iterator[Line]:
    """What the account may do and what is left in it."""
    try:
        answers = asyncio.run(_asked(address, who))
    except ProviderError as error:
        yield problem("account", str(error))
        return
    balance = answers["balance"]
    if not balance.ok:
        yield _turned_away(balance)
        return
    yield _balance(balance, who)
    if "limits" in answers and answers["limits"].ok:
        names = frozenset(listed.models)
        yield from _limits(read_standing(answers["limits"], names), read_hits(answers["log"]))


async def _asked(address: str, who: Auth) -> dict[str, Answer]:
    from vgdsl.providers.venice.client import VeniceClient  # noqa: PLC0415 - see vgdsl.providers.late

    client = VeniceClient(address, who)
    try:
        if who.wallet:
            return {"balance": await client.ask("balance", "GET", f"x402/balance/{who.wallet}")}
        return {
            "balance": await client.ask("balance", "GET", "billing/balance"),
            "limits": await client.ask("limits", "GET", "api_keys/rate_limits"),
            "log": await client.ask("limits", "GET", "api_keys/rate_limits/log"),
        }
    finally:
        await client.aclose()


def _turned_away(answer: Answer) -> Line:
    """What a refusal means, in the words that any command would say it with."""
    error = read_error(answer)
    state = problem if isinstance(error, Unauthorised) else note
    return state("account", f"its balance cannot be had: {error}")


def _balance(answer: Answer, who: Auth) -> Line:
    left = read_balance(answer)
    if left is None:
        return note("account", "accepted; what is left in it is not told")
    says = f"accepted, ${left:.2f} left"
    if left >= _LITTLE:
        return ok("account", says, usd=str(left))
    put = "vgdsl wallet top-up" if who.wallet else "put money on the account in the API settings on venice.ai"
    return note("account", says, put, usd=str(left))


def _limits(standing: Standing, hits: int | None) -> Iterator[Line]:
    if standing.permitted is False:
        yield problem("limits", "the key may not use any model", "see the key's settings on venice.ai")
        return
    if standing.privacy and standing.privacy != "ALL":
        yield note(
            "limits",
            f"the key is for models of the tier {standing.privacy} only",
            "make another key for the others",
        )
    said = [f"{limit} of {count} video models" for limit, count in standing.limits.items()]
    tier = f"tier {standing.tier}" if standing.tier else "tier not told"
    yield ok(
        "limits",
        f"{tier}, {', '.join(said) or 'no limits of video models told'}",
        limits=dict(standing.limits),
    )
    if standing.expires is not None:
        yield _expiry(standing.expires)
    if hits:
        yield note("limits", f"run into {hits} times lately", "run with fewer at once: vgdsl run --jobs 4")


def _expiry(at: float) -> Line:
    day, days = datetime.fromtimestamp(at, UTC).date().isoformat(), (at - time.time()) / _DAY
    if days < 0:
        return problem("limits", f"the key expired on {day}", "make a new key on venice.ai")
    return (note if days < 14 else ok)("limits", f"the key is good until {day}")  # noqa: PLR2004 - two weeks
