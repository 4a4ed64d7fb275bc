"""What the older upscaler may demand beside a video and a factor. Knows no run and sends nothing.

Its guide says that it takes neither words nor a length; once it was seen to demand both (July 2026), the length in real seconds
and never "Auto". So an order goes out as the guide says, and what its refusal asks for is said after all.
"""

from collections.abc import Collection

from vgdsl.plan.job import Expected
from vgdsl.program.model import Mode, Model
from vgdsl.providers.errors import Issue, Reply

WORDS = "upscale"
_DEMANDED = ("prompt", "duration")
_BAD_REQUEST = 400


def demanded(reply: Reply, sent: Collection[str], model: Model | None) -> frozenset[str]:
    """The fields that a refusal asks for and that the order did not have. Of the suite and of other models none is said."""
    if model is None or model.mode is not Mode.UPSCALE or model.enhancement is not None:
        return frozenset()
    if reply.status != _BAD_REQUEST:
        return frozenset()
    return frozenset(field for field in _DEMANDED if field not in sent and _names(reply, field))


def said(fields: Collection[str], source: Expected) -> dict[str, object]:
    """These fields with their values; a length is left out where nobody knows it."""
    values: dict[str, object] = {"prompt": WORDS}
    if source.seconds is not None:
        values["duration"] = f"{source.seconds:.2f}"
    return {field: values[field] for field in _DEMANDED if field in fields and field in values}


def _names(reply: Reply, field: str) -> bool:
    """By the fields that it objects to; where it lists none, by its words."""
    return any(_is(issue, field) for issue in reply.issues) or (not reply.issues and field in reply.message)


def _is(issue: Issue, field: str) -> bool:
    return issue.field.split(".")[0] == field
