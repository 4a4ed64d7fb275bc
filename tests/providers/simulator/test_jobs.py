"""A job takes about as long as it says, and its id is what the service's ids are."""

from decimal import Decimal
from uuid import UUID

import pytest

from vgdsl.program.catalog import Mode
from vgdsl.providers.simulator.jobs import LIFE, accept
from vgdsl.providers.simulator.order import Order

ORDER = Order(model="m", node="", prompt="", seconds=5, width=640, height=360, fps="24", audio=True)


@pytest.fixture(scope="module")
def jobs():
    return [accept(ORDER, Mode.TEXT, Decimal(1), 1000.0, 60.0, linked=False) for _ in range(2000)]


def test_four_jobs_of_five_take_no_longer_than_the_average_that_is_told(jobs):
    on_time = sum(job.making <= job.average for job in jobs) / len(jobs)
    assert 0.75 < on_time < 0.85
    assert all(0.5 < job.making / job.average < 1.2 for job in jobs)


def test_time_is_compressed(jobs):
    slow = accept(ORDER, Mode.TEXT, Decimal(1), 1000.0, 1.0, linked=False)
    assert slow.average == 60 * jobs[0].average


def test_ids_are_uuids_that_rise_with_time(jobs):
    ids = [UUID(job.id) for job in jobs]
    assert len(set(ids)) == len(ids)
    assert {(job_id.version, job_id.variant) for job_id in ids} == {(7, "specified in RFC 4122")}


def test_a_job_is_due_after_its_time_and_forgotten_after_a_day(jobs):
    job = jobs[0]
    assert not job.due(job.queued_at + job.making * 0.99)
    assert job.due(job.queued_at + job.making)
    assert not job.expired(job.queued_at + LIFE - 1)
    assert job.expired(job.queued_at + LIFE)


def test_only_linked_jobs_have_a_secret():
    tokens = {accept(ORDER, Mode.TEXT, Decimal(1), 0.0, 1.0, linked=True).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) > 30 for token in tokens)
