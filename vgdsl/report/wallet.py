"""A wallet's credit in words and in records: what there is, what moved, what a top-up would be and became. Reads values only."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from vgdsl.providers.venice.books import Entry
from vgdsl.providers.venice.teller import Credit, Ledger
from vgdsl.providers.venice.wallet import Wallet
from vgdsl.report.summary import money
from vgdsl.wallet.paying import Offer, Outcome
from vgdsl.wallet.topup import Open

_SIGNS = {"charge": "-", "refund": "+", "top-up": "+"}
_WAYS = (
    "1. POST {address}/x402/top-up without a payment answers with the terms",
    "2. of its `accepts`, take the one of Solana, and sign the transfer of USDC that it asks for with this wallet",
    "3. POST the same again with that in the header PAYMENT-SIGNATURE",
)


@dataclass(frozen=True, slots=True)
class Whose:
    """A wallet, the chain that it lives on, and the address of the service that keeps its credit."""

    wallet: str
    chain: str
    address: str

    @classmethod
    def of(cls, wallet: Wallet, address: str) -> "Whose":
        """The facts of a wallet. Raises `Unauthorised` when its secret is none."""
        return cls(wallet.wallet, wallet.chain.place, address)


class Moved(msgspec.Struct, frozen=True):
    """A row of `vgdsl wallet transactions --json`: Unix seconds and US dollars, `usd` below zero where it was taken."""

    at: float
    kind: str
    usd: Decimal
    left: Decimal | None
    model: str | None
    request: str | None
    note: str | None
    id: str | None


def credit_answer(credit: Credit, whose: Whose) -> dict[str, Any]:
    """The answer of `vgdsl wallet balance --json`; money in US dollars, as texts."""
    return {
        "wallet": whose.wallet,
        "chain": whose.chain,
        "address": whose.address,
        "balance": credit.usd,
        "can_buy": credit.can_buy,
        "diem": credit.diem,
        "least_top_up": credit.least,
        "suggested_top_up": credit.suggested,
    }


def credit_text(credit: Credit, whose: Whose) -> str:
    """What there is, and how to have more."""
    has = "not told" if credit.usd is None else money(credit.usd)
    lines = [f"wallet {whose.wallet} on {whose.chain}", f"  credit  {has} at {whose.address}"]
    if credit.diem is not None:
        lines.append(f"  DIEM    {credit.diem}, which goes first")
    if credit.can_buy is False:
        lines.append("  too little to buy anything")
    amount = credit.suggested or credit.least or 10
    least = "" if credit.least is None else f", at least {money(credit.least)}"
    lines.append(f"  to top it up{least}: vgdsl wallet top-up {amount}")
    return "\n".join(lines)


def ledger_answer(ledger: Ledger, whose: Whose) -> dict[str, Any]:
    """The answer of `vgdsl wallet transactions --json`; newest first."""
    return {
        "wallet": whose.wallet,
        "chain": whose.chain,
        "address": whose.address,
        "balance": ledger.balance,
        "transactions": [_moved(entry) for entry in ledger.entries],
    }


def ledger_text(ledger: Ledger, whose: Whose) -> str:
    """What moved, a line each, newest first."""
    if not ledger.entries:
        return f"nothing has moved on the credit of {whose.wallet} yet"
    rows = list(_rows(ledger.entries))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"{at:<{widths[0]}}  {kind:<{widths[1]}}  {usd:>{widths[2]}}  {left:>{widths[3]}}  {what}".rstrip()
        for at, kind, usd, left, what in rows
    ]
    now = [] if ledger.balance is None else [f"\ncredit now {money(ledger.balance)}"]
    return "\n".join([*lines, *now])


def offer_text(offer: Offer, wallet: str, address: str) -> str:
    """What somebody agrees to who types the amount again."""
    terms = offer.terms
    before = "" if offer.balance is None else f"; it is {money(offer.balance)} now"
    minutes = f"{terms.seconds / 60:g} minutes"
    return "\n".join([
        f"{money(offer.usd)} from the wallet {wallet}",
        f"  pays      {offer.usd} USDC on Base ({terms.row['asset']})",
        f"  to        {terms.receiver}, as {address} asks",
        f"  for       credit at Venice, which clips are paid from{before}",
        f"  good for  {minutes} from the signature, once",
        "  What was paid in is spent at Venice only: nothing says that it can be had back.",
        "",
    ])  # fmt: skip


def open_text(top_up: Open) -> str:
    """What is said before it is found out what became of one."""
    one = f"a top-up of {money(top_up.usd)}, agreed to on {_moment(top_up.intended.at)},"
    if top_up.end is not None:
        return f"{one} has ended, and nobody was told; nothing else is signed now"
    return f"{one} is open; nothing else is signed before it is settled"


def outcome_text(outcome: Outcome) -> str:
    """What became of it, and what to do next."""
    amount = money(outcome.usd)
    lines = {
        "credited": [f"{amount} credited{_now(outcome)}{_named(outcome)}", outcome.message],
        "rejected": [outcome.message, f"{amount} were not paid, and the payment that was signed is void."],
        "expired": [
            f"the top-up of {amount} is over: {outcome.message}",
            "To pay anew: vgdsl wallet top-up AMOUNT",
        ],
        "open": [
            f"the top-up of {amount} is open: {outcome.message}",
            "To find out what became of it, without paying twice: vgdsl wallet top-up",
        ],
    }[outcome.state]
    return "\n".join(filter(None, lines))


def elsewhere_text(address: str, asked: str | None) -> str:
    """How the credit of a wallet on Solana is topped up, since it is not from here."""
    terms = f"\nVenice asks for {asked}." if asked else ""
    return (
        "vgdsl signs top-ups on Base only, and this wallet lives on Solana. Another program that pays by x402 can top its "
        "credit up:\n" + "\n".join(f"  {way.format(address=address)}" for way in _WAYS) + f"{terms}\n"
        "A plain transfer to that account is no such payment: nothing says that it would be credited."
    )


def _moved(entry: Entry) -> Moved:
    charge = entry.charge
    usd = -charge.usd if charge.kind == "charge" else charge.usd
    return Moved(
        charge.at, charge.kind, usd, entry.left, charge.model, charge.reference, charge.note, entry.id
    )


def _rows(entries: Iterable[Entry]) -> Iterable[tuple[str, str, str, str, str]]:
    for entry in entries:
        charge = entry.charge
        what = "  ".join(filter(None, (charge.model, charge.reference, charge.note)))
        left = "" if entry.left is None else money(entry.left)
        yield _moment(charge.at), charge.kind, f"{_SIGNS[charge.kind]}{money(charge.usd)}", left, what


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def _now(outcome: Outcome) -> str:
    return "" if outcome.balance is None else f"; the credit is {money(outcome.balance)} now"


def _named(outcome: Outcome) -> str:
    return f" ({outcome.payment})" if outcome.payment else ""
