"""What the API tells of a key: its limits, and those that it ran into. Limits nobody; see limits.py.

Shapes are those of the API description of August 2026; the log is described nowhere in it, and follows the reference page.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from vgdsl.program.catalog import Catalog
from vgdsl.providers.simulator.account.limits import A_MINUTE, Refused
from vgdsl.providers.venice.moments import write_moment

_DAY = 86400.0


def rate_limits(catalog: Catalog, left: Decimal, now: float) -> dict[str, Any]:
    """The limits of a key that pays as it goes: so many orders a minute of each model that is listed."""
    orders = [{"amount": A_MINUTE["queue"], "type": "RPM"}]
    return {
        "data": {
            "accessPermitted": True,
            "apiTier": {"id": "paid", "isCharged": True},
            "balances": {"USD": float(left), "DIEM": 0},
            "keyExpiration": None,
            "nextEpochBegins": write_moment((now // _DAY + 1) * _DAY),
            "rateLimits": [
                {"apiModelId": model.id, "rateLimits": orders}
                for model in catalog.models.values()
                if model.listed
            ],
        }
    }


def log(refused: Iterable[Refused], caller: str) -> dict[str, Any]:
    """The caller's own calls that were too many, the latest first."""
    rows = [
        {
            "apiKeyId": "simulated",
            "modelId": each.kind,
            "rateLimitTier": "paid",
            "rateLimitType": "RPM",
            "timestamp": write_moment(each.at),
        }
        for each in refused
        if each.caller == caller
    ]
    return {"data": rows[::-1], "object": "list"}
