"""The answers that Venice's published schema documents all mean something definite."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from vgdsl.providers.base import Progress
from vgdsl.providers.errors import (
    Gone,
    JobFailed,
    NeedsConsent,
    PaymentNeeded,
    ProviderError,
    Refused,
    TooLarge,
    Transient,
    Unauthorised,
    Uncertain,
)
from vgdsl.providers.venice import books, wire
from vgdsl.providers.venice.verdict import purchase_error, read_error, retrieve_error

SCHEMA = Path(__file__).parents[4] / "shared" / "venice" / "openapi.json"
DOCUMENT = json.loads(SCHEMA.read_text()) if SCHEMA.exists() else {"paths": {}}


PATHS = {
    "/video/quote": "quote",
    "/video/queue": "queue",
    "/video/retrieve": "retrieve",
    "/video/complete": "complete",
    "/models": "models",
    "/billing/balance": "balance",
    "/billing/usage-history": "usage",
    "/x402/balance/{walletAddress}": "balance",
    "/x402/transactions/{walletAddress}": "ledger",
}


def sample(schema):
    """Make a value of a schema: its example where it has one, else the least that is complete."""
    if "$ref" in schema:
        named = DOCUMENT
        for part in schema["$ref"].removeprefix("#/").split("/"):
            named = named[part]
        return sample(named)
    for known in ("example", "default", "const"):
        if known in schema:
            return schema[known]
    for choice in ("enum", "oneOf", "anyOf"):
        if choice in schema:
            return schema[choice][0] if choice == "enum" else sample(schema[choice][0])
    if schema.get("type") == "object":
        return {name: sample(value) for name, value in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [sample(schema["items"])]
    return {"string": "a text", "boolean": True, "number": 1.5, "integer": 1}.get(schema.get("type"))


def alternatives(schema):
    """Each body that the schema allows at its top."""
    return [sample(choice) for choice in schema.get("oneOf", [schema])]


def documented():
    for path, methods in DOCUMENT["paths"].items():
        if path in PATHS:
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    for kind, content in response.get("content", {}).items():
                        if kind == "application/json":
                            for body in alternatives(content["schema"]):
                                yield PATHS[path], int(status), body


CASES = list(documented())
REFUSALS = [case for case in CASES if case[1] >= 400]
KINDS = {
    400: {"retrieve": JobFailed, "": Refused},
    401: {"": Unauthorised},
    402: {"": (PaymentNeeded, Unauthorised)},
    403: {"": Unauthorised},
    404: {"retrieve": Gone},
    409: {"queue": NeedsConsent},
    413: {"queue": TooLarge},
    429: {"": Transient},
    422: {"queue": Refused, "retrieve": JobFailed},
    500: {"queue": Uncertain, "retrieve": JobFailed, "": Transient},
    503: {"retrieve": Transient},
}
JUDGES = {"queue": purchase_error, "retrieve": retrieve_error}


@pytest.mark.parametrize(("call", "status", "body"), REFUSALS)
def test_every_documented_refusal_has_its_meaning_and_its_words(answer, call, status, body):
    error = JUDGES.get(call, read_error)(answer(status, body))
    assert isinstance(error, ProviderError)
    assert isinstance(error, KINDS[status].get(call, KINDS[status].get("")))
    assert error.reply.message or error.reply.issues or isinstance(error, Unauthorised)


def success(call):
    return [body for name, status, body in CASES if (name, status) == (call, 200)]


def test_every_documented_success_is_read(answer):
    for body in success("quote"):
        assert wire.read_price(answer(200, body)) == Decimal("1.5")
    for body in success("queue"):
        ticket = wire.read_ticket(answer(200, body), "asked", "venice", "https://x", 0.0)
        assert (ticket.model, ticket.queue_id) == (body["model"], body["queue_id"])
    for body in success("retrieve"):
        assert wire.read_status(answer(200, body)) == Progress(145000.0, 53200.0)
        assert isinstance(wire.read_status(answer(200, {**body, "status": "COMPLETED"})), wire.Finished)
    for body in success("complete"):
        assert wire.read_completed(answer(200, body))
    for body in success("models"):
        assert wire.read_models(answer(200, body)) == body["data"]


def test_every_documented_book_is_read(answer):
    for body in success("balance"):
        assert books.read_balance(answer(200, body)) in {Decimal(25), Decimal("12.5")}
    for body in success("usage"):
        page = books.read_usage(answer(200, body), {}, ["grok-imagine-image"])
        told = [(each.usd, each.model, each.kind) for each in page.charges]
        assert told == [
            (Decimal("0.1"), "grok-imagine-image", "charge"),
            (Decimal("0.0006356"), None, "charge"),
        ]
        assert page.following == {"cursor": body["nextCursor"]}
    for body in success("ledger"):
        page = books.read_ledger(answer(200, body), books.wallet_query(), books.Window(0, 2e9))
        assert [(each.usd, each.kind) for each in page.charges] == [(Decimal("0.15"), "top-up")]
        assert page.balance == Decimal("12.35")
