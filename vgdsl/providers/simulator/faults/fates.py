"""What a fate makes of a job: its verdict, its life, its clip. Knows no request, no account and no clock."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from vgdsl.media.slate.render import Slate, render
from vgdsl.providers.simulator.faults.faults import Fault
from vgdsl.providers.simulator.files import replacing, write
from vgdsl.providers.simulator.jobs import Job, Verdict

_BLANK = Slate("", "", "", Fraction(1), 64, 36, Fraction(4))


def verdict(job: Job, *, due: bool, keeps: bool = False) -> Verdict | None:
    """The answer that a job is fated to give for ever, from now on; None while, or if, there is none.

    What the provider of the model refuses or fails at, it has worked on: that comes only when the job is due. One that
    `keeps` the money of what it refuses does so unless the fate says otherwise.
    """
    fate = job.fate
    if fate is None or (fate.kind in {"refused-late", "failed"} and not due):
        return None
    if fate.kind == "poisoned":
        return Verdict(500, {"error": "An unknown error occurred"}, refunded=fate.refunded is True)
    body = _BODIES.get(fate.kind)
    if body is None:
        return None
    status, make = body
    refunded = fate.refunded
    if refunded is None:
        refunded = not (keeps and fate.kind == "refused-late")
    return Verdict(status, make(fate, refunded), refunded)


def media_type(job: Job) -> str:
    """The content type that the job's clip is handed out with."""
    if job.fate and job.fate.kind == "wrong-type":
        return job.fate.type
    return "video/quicktime" if job.order.encoding == "prores" else "video/mp4"


def withheld(job: Job) -> bool:
    """Whether the finished clip cannot be fetched from where it was made, this time."""
    return bool(job.fate and job.fate.kind == "undelivered" and job.withheld < (job.fate.times or 1))


def fetches(job: Job, usual: int) -> int:
    """How often the job's link may be called before it is used up."""
    return 1 if job.fate and job.fate.kind == "one-shot" else usual


def spoiled(clip: Path, fate: Fault | None) -> Path:
    """The file that takes the place of the finished clip: half of it, a placeholder, or itself."""
    if fate is None or fate.kind not in {"cut-video", "placeholder"}:
        return clip
    path = clip.with_name(f"{clip.stem}.{fate.kind}.mp4")
    if not path.exists() and fate.kind == "cut-video":
        whole = clip.read_bytes()
        write(path, whole[: len(whole) // 2])
    elif not path.exists():
        with replacing(path) as part:
            render(_BLANK, part)
    return path


def _refused(fate: Fault, refunded: bool) -> dict[str, Any]:
    if fate.flat:
        text = "The generation was blocked by the provider's content moderation."
        return {"error": text, "credits_refunded": refunded}
    error: dict[str, Any] = {
        "message": "The request was refused by the provider's content policy.",
        "type": "provider_content_policy",
        "credits_refunded": refunded,
    }
    if fate.recommended_model:
        error["recommended_model"] = fate.recommended_model
    if fate.suggested_prompt:
        error["suggested_prompt"] = fate.suggested_prompt
    return {"error": error}


def _failed(_fate: Fault, refunded: bool) -> dict[str, Any]:
    return {
        "status": "FAILED",
        "error": "The video could not be generated.",
        "error_code": "INFERENCE_FAILED",
        "credits_refunded": refunded,
    }


def _undispatched(_fate: Fault, refunded: bool) -> dict[str, Any]:
    return {"error": "The provider could not read the input media.", "credits_refunded": refunded}


_BODIES = {"refused-late": (422, _refused), "failed": (200, _failed), "dispatch": (400, _undispatched)}
