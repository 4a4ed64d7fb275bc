"""What only the model's maker finds wrong with an order: after it was accepted and charged. Knows no account and no job."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vgdsl.program.catalog import Model
from vgdsl.providers.simulator.jobs import Verdict
from vgdsl.providers.simulator.judging.measuring import pictures
from vgdsl.providers.simulator.judging.refusal import custom, invalid
from vgdsl.providers.simulator.order import Order, seen, store

_SLACK = 0.1  # seconds: containers count whole frames, and codecs pad


def verdict(model: Model, body: Mapping[str, Any], order: Order, folder: Path) -> Verdict | None:
    """The answer that the job of an accepted order gives for ever; None where it can be made.

    Footage and clip together, and footage's sound, on models that count them (Wan 3.0 guide, autumn 2026); pictures
    that cannot be decoded on all (Venice video skill, September 2026). The price is given back.
    """
    limit, sounds = model.total_seconds, model.audio_clips
    if limit and order.seconds + order.reference_seconds > limit + _SLACK:
        text = f"Total input and output video duration must not exceed {limit} seconds."
        return Verdict(400, {**invalid([custom(("duration",), text)]).body, "error": text}, refunded=True)
    if limit and sounds and _heard(body, folder) > sounds.total_seconds + _SLACK:
        text = f"Reference audio is too long. Maximum is {limit} seconds."
        return Verdict(422, {"error": text, "credits_refunded": True}, refunded=True)
    if any(not media.remote and seen(media, folder) is None for media in pictures(body, folder)):
        text = "The input media could not be read."
        return Verdict(400, {"error": text, "credits_refunded": True}, refunded=True)
    return None


def _heard(body: Mapping[str, Any], folder: Path) -> float:
    infos = [seen(store(url, "audio", folder), folder) for url in body.get("reference_audio_urls", ())]
    return sum(float(info.duration or 0) for info in infos if info is not None)
