"""What an answer that wants money (402) says is lacking, and the way out of it, for a key and for a wallet. Decides nothing else.

Three bodies are known (Venice's description of the API, August 2026): a bare sentence; what one could pay with, to someone
who showed neither key nor wallet; and, to a wallet below the floor, how its credit is topped up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.values import dollars, record, text

NOBODY_TOLD = (
    "Venice was not told who pays. Set VENICE_API_KEY, or VENICE_WALLET_KEY for a wallet, or keep either in the keyring; "
    "or try with --simulate."
)
NOT_LET_IN = "Venice did not take the wallet's sign-in. Check the wallet's key in VENICE_WALLET_KEY, and this computer's clock."

_LIMIT = re.compile(r"spend(ing)?[ _]limit", re.IGNORECASE)
_OFFERS = {"accepts", "authOptions", "extensions"}
_CENT = Decimal("0.01")
_STEP = re.compile(r"step([1-9])")


@dataclass(frozen=True, slots=True)
class Need:
    """What is lacking. US dollars, where they are told: what there is, what there must be, the least top-up, the suggested one.

    `chain` is where the wallet lives, if that is known. `steps` are the service's own instructions, for who cannot pay by
    `vgdsl wallet top-up`.
    """

    by_wallet: bool
    chain: Chain | None = None
    key_limited: bool = False
    balance: Decimal | None = None
    floor: Decimal | None = None
    least: Decimal | None = None
    suggested: Decimal | None = None
    steps: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What there is, and the way out."""
        has = "" if self.balance is None else f"The balance is {_money(self.balance)}."
        floor = "" if self.floor is None else f"To buy, at least {_money(self.floor)} must be there."
        return " ".join(part for part in (has, floor, self._way) if part)

    @property
    def _way(self) -> str:
        least = "" if self.least is None else f" (at least {_money(self.least)})"
        if self.by_wallet:
            amount = self.suggested or self.least
            command = f": vgdsl wallet top-up {'AMOUNT' if amount is None else f'{amount:f}'}"
            steps = f" In Venice's words: {'; '.join(self.steps)}." if self.steps else ""
            by_hand = " (vgdsl wallet top-up says how)" if self.chain is Chain.SOLANA else command
            steps = "" if self.chain is Chain.BASE else steps
            return f"Top up the wallet's credit with USDC{least}{by_hand}; then run again.{steps}"
        if self.key_limited:
            return "Raise the key's spending limit in the API settings on venice.ai; then run again."
        return f"Add credit to the account on venice.ai{least}, or raise the key's spending limit; then run again."


def read_need(answer: Answer) -> Need | None:
    """Return what a 402 says is lacking; None where it says that nobody showed who pays."""
    reply, body = answer.reply, answer.reply.body
    if reply.code is None and _OFFERS & body.keys():
        return None
    by_wallet = (
        answer.chain is not None or answer.facts.wallet is not None or reply.code == "PAYMENT_REQUIRED"
    )
    balance = dollars(_written(body.get("currentBalanceUsd")))
    return Need(
        by_wallet=by_wallet,
        chain=answer.chain,
        key_limited=_LIMIT.search(f"{reply.code} {reply.message}") is not None,
        balance=dollars(answer.facts.wallet) if balance is None else balance,
        floor=dollars(_written(body.get("minimumBalanceUsd"))),
        least=dollars(_written(body.get("minimumTopUpUsd"))),
        suggested=dollars(_written(body.get("suggestedTopUpUsd"))),
        steps=read_steps(body),
    )


def read_steps(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the instructions of a body, in their order."""
    told = record(body.get("topUpInstructions"))
    found = {name: text(value) for name, value in sorted(told.items()) if _STEP.fullmatch(name)}
    return tuple(f"{name[-1]}. {value.rstrip('.')}" for name, value in found.items() if value)


def _money(usd: Decimal) -> str:
    """Two places, unless what was told is finer than a cent."""
    cents = usd.quantize(_CENT)
    return f"${cents if cents == usd else usd}"


def _written(value: object) -> object:
    """A fraction as it was written: JSON's own were read as floats."""
    return str(value) if isinstance(value, float) else value
