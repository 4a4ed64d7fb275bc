"""What the simulated service does not let pass, and how it says so. Knows no account, no job and no wire.

Nobody looks at pictures here. Whether media shows faces is a setting, and a prompt is refused where it asks for that: with
`#refuse` at once, with `#refuse-late` by the provider of the model, after the order was accepted. That every provider does but
one, whose model is recommended.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from vgdsl.program.catalog import Catalog, Model
from vgdsl.providers.simulator.faults.faults import Fault
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.simulator.judging.rules import queue_issues
from vgdsl.providers.simulator.simulation import Faces

TERMS = """\
A text for rehearsals: the real one is longer, and binding.
1. I have read and accept the terms of service and the privacy policy.
2. I have the legal right to use the likeness of every person in this media, and the consent of each.
3. I know that the media is screened, and that consent allows nothing that the rules forbid."""
VERSION = "v2.0"

REFUSED = "Your prompt violates the content policy of Venice.ai or the model provider"
_DOCS = "https://docs.venice.ai"
_ASKED = re.compile(r"\s*#refuse(-late)?(?![\w-])")


def needs_consent(roles: Iterable[str]) -> Refusal:
    """The 409 for media with faces in these roles, of whose consent nothing is known."""
    text = "The media shows at least one face. Consent is needed before it can be used."
    body = {
        "error": {"code": "needs_consent", "message": text},
        "consent_flow": "seedance",
        "face_media_roles": list(roles),
        "consent": {"consent_version": VERSION, "policy_text": TERMS},
        "docs_url": _DOCS,
    }
    return Refusal(409, body)


def asked_for(catalog: Catalog, model: Model, body: Mapping[str, Any]) -> Fault | None:
    """The refusal that a prompt asks for, with what would pass instead."""
    prompt = str(body.get("prompt", ""))
    found = _ASKED.search(prompt)
    if found is None:
        return None
    if found[1]:
        other = _taker(catalog, model, body)
        return None if other == model.id else Fault(kind="refused-late", recommended_model=other)
    return Fault(kind="refused-early", suggested_prompt=_ASKED.sub("", prompt).strip() or "A quiet sea.")


def refused_person(model: Model, faces: Faces, *, shown: bool) -> Fault | None:
    """What meets a picture of a person at the Seedance models that take none: late, refunded, and laid to the prompt."""
    if faces == "all" and shown and model.id.startswith("seedance") and model.id.endswith("-basic"):
        return Fault(kind="refused-late", refunded=True)
    return None


def early(fate: Fault) -> Refusal:
    """The 422 before anything is bought."""
    body: dict[str, Any] = {"error": REFUSED}
    if fate.suggested_prompt:
        body["suggested_prompt"] = fate.suggested_prompt
    return Refusal(422, body, {"x-venice-is-content-violation": "true"})


def _taker(catalog: Catalog, model: Model, body: Mapping[str, Any]) -> str | None:
    """The first model of the same kind that takes the same order."""
    for other in catalog.models.values():
        kin = other.mode is model.mode
        if (
            kin
            and other.durations
            and other.deprecation is None
            and not queue_issues(other, {**body, "model": other.id})
        ):
            return other.id
    return None
