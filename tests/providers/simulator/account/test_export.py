"""The usage history as a table says what the history says, page by page."""

import csv
import io
import re
from decimal import Decimal

import pytest

from vgdsl.providers.simulator.account.ledger import Booking

CSV = {"accept": "text/csv"}


@pytest.fixture
def booked(studio, clock):
    for number in range(12):
        kind = "refund" if number % 4 == 3 else "charge"
        booking = Booking(kind, clock.now + number, f"job-{number}", "wan-2-7-text-to-video", Decimal("0.55"))
        studio.ledger.book(booking)


async def test_a_table_has_the_rows_of_the_history(caller, booked):
    answer = await caller.get("/billing/usage-history", headers=CSV)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    history = (await caller.get("/billing/usage-history")).json()["data"]
    assert rows == [
        {name: str(value) for name, value in row.items() if name != "inferenceDetails"} for row in history
    ]
    assert len(rows) == 12


async def test_it_is_a_download_with_a_name_of_its_own(caller, booked):
    answer = await caller.get("/billing/usage-history", headers=CSV)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    name = answer.headers["content-disposition"]
    assert name == "attachment; filename=billing-usage-history-20261118T110640000Z.csv"
    assert re.fullmatch(r"attachment; filename=billing-usage-history-\d{8}T\d{9}Z\.csv", name)


async def test_a_walk_goes_on_by_the_header(caller, booked):
    first = await caller.get("/billing/usage-history", params={"pageSize": 10}, headers=CSV)
    cursor = first.headers["x-next-cursor"]
    second = await caller.get("/billing/usage-history", params={"cursor": cursor}, headers=CSV)
    assert [page.text.count("video-unit") for page in (first, second)] == [10, 2]
    assert "x-next-cursor" not in second.headers


async def test_a_wrong_question_is_answered_in_words(caller):
    answer = await caller.get("/billing/usage-history", params={"pageSize": 1}, headers=CSV)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/json")
