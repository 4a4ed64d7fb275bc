"""What an answer says of a model that is not to be had: unknown, retired, or not for this key or place. Decides nothing else.

Such an answer is about one model: others are to be had as before, and a job of that model may still be there.
"""

import re
from http import HTTPStatus

from vgdsl.providers.venice.reply import Answer

_MODEL_TEXT = re.compile(
    r"model (?:is required|not found|\S+ has been retired)|model.*\bretired\b", re.IGNORECASE
)
_REGION_TEXT = re.compile(r"\bregion\b|\bcountry\b", re.IGNORECASE)
_UNKNOWN = (
    "Venice does not know this model, or no longer.",
    "What there is: `vgdsl models`; what there is today: `vgdsl models --refresh`.",
)
_RETIRED = ("Venice has retired this model.", "What there is: `vgdsl models`.")
_REGION = ("Venice does not offer this model where you are.", "Take another model.")
_PRIVACY = (
    "The key does not allow this model.",
    "Its privacy tier leaves out models that are not private: take a private one, or change the key's tier on venice.ai.",
)
_PRO = ("Venice offers this model to Pro accounts only.", "Take another model, or a key of such an account.")


def not_offered(answer: Answer) -> tuple[str, str] | None:
    """What happened and the way out, as two sentences; None where the answer is not about a model."""
    reply, status = answer.reply, answer.facts.status
    if reply.code == "MODEL_PRIVACY_RESTRICTED":
        return _PRIVACY
    if reply.code == "PRO_ONLY_MODEL":
        return _PRO
    if status == HTTPStatus.FORBIDDEN and _REGION_TEXT.search(reply.message):
        return _REGION
    about = reply.code in {"MODEL_NOT_FOUND", "INVALID_MODEL"} or _MODEL_TEXT.search(reply.message)
    if status == HTTPStatus.GONE and (about or answer.facts.call in {"queue", "quote"}):
        return _RETIRED
    return _UNKNOWN if status == HTTPStatus.NOT_FOUND and about else None
