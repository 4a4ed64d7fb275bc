"""The usage history as a table that spreadsheets read. Books nothing.

A page is one document with a heading of its own; where the walk goes on is told in a header (`/billing/usage-history` of the published
description, August 2026). The columns are not documented: they are the fields of the JSON rows, by their names.
"""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response

_COLUMNS = ("timestamp", "sku", "units", "pricePerUnitUsd", "amount", "currency", "notes")


def wanted(accept: str) -> bool:
    """Whether a reader asks for a table."""
    return "text/csv" in accept.lower()


def table(page: Mapping[str, Any], now: float) -> Response:
    """A page of the history, written at Unix second `now`, as a download."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, _COLUMNS, extrasaction="ignore")
    rows.writeheader()
    rows.writerows(page["data"])
    headers = {"Content-Disposition": f"attachment; filename=billing-usage-history-{_stamp(now)}.csv"}
    if page["nextCursor"]:
        headers["x-next-cursor"] = page["nextCursor"]
    return Response(text.getvalue(), media_type="text/csv", headers=headers)


def _stamp(now: float) -> str:
    """The moment in compact ISO 8601, to the millisecond."""
    at = datetime.fromtimestamp(now, UTC)
    return f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03d}Z"
