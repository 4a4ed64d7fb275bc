"""Knows the two kinds of wallet: how a secret names its address, signs a text or a record, and a signature is checked. No format, no HTTP.

The libraries that sign are an extra, and take longer to load than most commands to run: they are loaded by the first
signature and not before.
"""

import json
import re
import sys
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib.util import find_spec
from types import ModuleType
from typing import Any

INSTALL = "pip install 'vgdsl[x402]'"

_LIBRARIES = ("eth_account", "nacl", "base58")
_HEX = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,90}")
_SEED, _SECRET, _SIGNATURE = 32, 64, 64
"""Bytes of an Ed25519 seed, of a Solana secret key (the seed, then the public key), and of a signature."""


class Chain(Enum):
    """Where a wallet lives: `place`, `account`, as its sign-in names it, and `id`, as the sign-in's text gives it."""

    BASE = ("Base", "Ethereum", "8453")
    SOLANA = ("Solana", "Solana", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")

    def __init__(self, place: str, account: str, chain_id: str) -> None:
        self.place = place
        self.account = account
        self.id = chain_id


class NoSecretError(Exception):
    """What should be a wallet's secret is none. Says nothing of what it is instead."""


@dataclass(frozen=True, slots=True)
class TypedData:
    """A record that an EVM wallet signs (EIP-712): for whom (`domain`), what its type is made of, and its values."""

    domain: Mapping[str, Any]
    types: Mapping[str, Any]
    message: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Signer:
    """A wallet that can sign: its address as its chain writes it, the signature of a text, and, on EVM, of a record."""

    chain: Chain
    address: str
    sign: Callable[[str], str] = field(repr=False)
    sign_record: Callable[[TypedData], str] | None = field(default=None, repr=False)


def installed() -> bool:
    """Whether the libraries that sign and verify are there. Loads none of them."""
    return all(find_spec(name) is not None for name in _LIBRARIES)


def chain_of(secret: str) -> Chain | None:
    """Return the chain of a secret by its form: hexadecimal for EVM; base58 or a list of bytes for Solana."""
    if _HEX.fullmatch(secret):
        return Chain.BASE
    return Chain.SOLANA if _BASE58.fullmatch(secret) or secret.startswith("[") else None


def signer(secret: str) -> Signer:
    """Return the wallet of a secret. Raises NoSecretError; needs the libraries."""
    chain = chain_of(secret)
    if chain is Chain.BASE:
        return _evm(secret)
    if chain is Chain.SOLANA:
        return _solana(secret)
    raise NoSecretError


def signed(chain: Chain, address: str, text: str, signature: str) -> bool:
    """Whether the wallet at `address` signed `text`. Needs the libraries; a signature of any other form is none."""
    return (
        _evm_signed(address, text, signature)
        if chain is Chain.BASE
        else _solana_signed(address, text, signature)
    )


def signed_record(address: str, data: TypedData, signature: str) -> bool:
    """Whether the EVM wallet at `address` signed a record. Needs the libraries; a signature of any other form is none."""
    library = _ethereum()
    try:
        found = library.Account.recover_message(_encoded(library, data), signature=signature)
    except Exception:  # noqa: BLE001 - what is no signature fails in as many ways as there are layers
        return False
    return same(Chain.BASE, str(found), address)


def same(chain: Chain, one: str, other: str) -> bool:
    """Whether two addresses are of one wallet: the letters' case of an EVM address is only a checksum."""
    return one.lower() == other.lower() if chain is Chain.BASE else one == other


def _ethereum() -> ModuleType:
    """The library of EVM wallets, and Python's limit of recursion as it was.

    A library beneath it (py_ecc) raises the limit a hundredfold, and then an answer of the network that is nested deeply
    enough ends the process where it should be an error.
    """
    limit = sys.getrecursionlimit()
    try:
        import eth_account.messages  # noqa: PLC0415 - see the top
    finally:
        sys.setrecursionlimit(limit)
    return eth_account


def _evm(secret: str) -> Signer:
    library = _ethereum()
    try:
        account = library.Account.from_key(secret)
    except Exception:  # noqa: BLE001 - a number out of range fails in many ways, and each message may show it
        raise NoSecretError from None

    def signature(message: Any) -> str:
        return "0x" + bytes(account.sign_message(message).signature).hex()

    return Signer(
        Chain.BASE,
        account.address,
        lambda text: signature(library.messages.encode_defunct(text=text)),
        lambda data: signature(_encoded(library, data)),
    )


def _encoded(library: ModuleType, data: TypedData) -> Any:
    return library.messages.encode_typed_data(dict(data.domain), dict(data.types), dict(data.message))


def _solana(secret: str) -> Signer:
    from base58 import b58encode  # noqa: PLC0415 - see the top
    from nacl.signing import SigningKey  # noqa: PLC0415

    raw = _solana_bytes(secret)
    if len(raw) not in {_SEED, _SECRET}:
        raise NoSecretError
    key = SigningKey(raw[:_SEED])
    public = key.verify_key.encode()
    if raw[_SEED:] not in {b"", public}:
        raise NoSecretError
    return Signer(
        Chain.SOLANA,
        b58encode(public).decode(),
        lambda text: b58encode(key.sign(text.encode()).signature).decode(),
    )


def _solana_bytes(secret: str) -> bytes:
    """The bytes of a secret: base58, or the list of numbers that Solana's own tool writes."""
    from base58 import b58decode  # noqa: PLC0415 - see the top

    try:
        return bytes(json.loads(secret)) if secret.startswith("[") else b58decode(secret)
    except (ValueError, TypeError):
        raise NoSecretError from None


def _evm_signed(address: str, text: str, signature: str) -> bool:
    library = _ethereum()
    try:
        text_signed = library.messages.encode_defunct(text=text)
        found = library.Account.recover_message(text_signed, signature=signature)
    except Exception:  # noqa: BLE001 - what is no signature fails in as many ways as there are layers
        return False
    return same(Chain.BASE, str(found), address)


def _solana_signed(address: str, text: str, signature: str) -> bool:
    from base58 import b58decode  # noqa: PLC0415 - see the top
    from nacl.exceptions import CryptoError  # noqa: PLC0415
    from nacl.signing import VerifyKey  # noqa: PLC0415

    for decode in (b58decode, b64decode):
        try:
            raw = decode(signature)
            if len(raw) == _SIGNATURE:
                VerifyKey(b58decode(address)).verify(text.encode(), raw)
                return True
        except (ValueError, NotBase64, CryptoError):
            continue
    return False
