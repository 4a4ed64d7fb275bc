"""How much of what is wrong with a request the simulator minds. Knows no account, no price and no job.

The sources disagree about the service: watched, it refuses whatever its model does not take, unknown fields too; by its published
description it looks at each field alone and lets others pass; a reseller's log has it accept anything, and fail later. `strict` is the
first, `schema` the second, `off` the third.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from vgdsl.program.catalog import Model
from vgdsl.providers.simulator.judging.fields import FIELDS, QUOTE_FIELDS, Shape, shape_issues
from vgdsl.providers.simulator.judging.refusal import Issue, invalid, not_among
from vgdsl.providers.simulator.judging.rules import (
    ALL_DURATIONS,
    ALL_RATIOS,
    ALL_RESOLUTIONS,
    MOST_SECONDS,
    queue_issues,
    quote_issues,
    source_seconds,
)

Strictness = Literal["strict", "schema", "off"]


def ordered(strictness: Strictness, model: Model, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of an order is acted upon. Raises Refusal for what is minded."""
    if strictness == "strict":
        return _sound(body, queue_issues(model, body))
    return _understood(strictness, body, FIELDS)


def quoted(strictness: Strictness, model: Model, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same of a request for a price."""
    if strictness == "strict":
        return _sound(body, quote_issues(model, body))
    return _understood(strictness, body, QUOTE_FIELDS)


def _sound(body: Mapping[str, Any], issues: list[Issue]) -> Mapping[str, Any]:
    if issues:
        raise invalid(issues)
    return body


def _understood(
    strictness: Strictness, body: Mapping[str, Any], fields: Mapping[str, Shape]
) -> Mapping[str, Any]:
    """The fields that mean something, each taken for itself; what does not is minded, or passed over."""
    issues = shape_issues(body, fields, strict=False)
    wrong = {issue["path"][0] for issue in issues}
    issues += [issue for issue in _unlisted(body) if issue["path"][0] in fields.keys() - wrong]
    if strictness == "schema":
        return _sound(body, issues)
    wrong = {issue["path"][0] for issue in issues}
    return {name: value for name, value in body.items() if name in fields.keys() - wrong}


def _unlisted(body: Mapping[str, Any]) -> Iterator[Issue]:
    """Values that no model has."""
    seconds = source_seconds(body.get("duration"))
    if seconds is None or not 0 < seconds <= MOST_SECONDS:
        yield from _beyond(body, "duration", ALL_DURATIONS)
    yield from _beyond(body, "aspect_ratio", ALL_RATIOS)
    yield from _beyond(body, "resolution", ALL_RESOLUTIONS)


def _beyond(body: Mapping[str, Any], field: str, listed: tuple[str, ...]) -> Iterator[Issue]:
    if field in body and body[field] not in listed:
        yield not_among((field,), listed, str(body[field]))
