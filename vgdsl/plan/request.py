"""The body of the request for a shot: every attribute in the API field that it becomes.

Knows the fields of POST /video/queue and what one model takes; knows no prices and sends nothing. Fields stand in one
order, that of this file, so that a request can be read and compared. A field that the model refuses is not here, and
a field that the author left open is filled only where the API or its price would otherwise be undetermined.
"""

from collections.abc import Iterable, Mapping

import msgspec

from vgdsl.plan import terms
from vgdsl.plan.inputs import Inputs
from vgdsl.program.attached import Label, Reference
from vgdsl.program.entities import Origin, Program, Shot
from vgdsl.program.mentions import Cast, cast, pictures, shown_by
from vgdsl.program.model import Mode, Model
from vgdsl.program.values import Clip, Frame, Media, Money

KEYFRAME_RATE = 24
"""Frames a second by which the API counts key frames, whatever the clip's own rate (queue reference, August 2026)."""

CONSENTS: Mapping[str, Mapping[str, bool]] = {
    "seedance": {
        "confirmed_terms_and_privacy": True,
        "confirmed_legal_right": True,
        "confirmed_screening_acknowledged": True,
    }
}
"""What attesting a consent by its name says on the wire (Seedance consent guide, August 2026)."""


class Request(msgspec.Struct, frozen=True):
    """A body, and what of it nobody asked for: `filled` fields, media for which the model has no room, names only said."""

    body: Mapping[str, object]
    filled: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    in_words: tuple[str, ...] = ()


def shot_request(shot: Shot, model: Model | None, program: Program, inputs: Inputs) -> Request:
    """The request for one take of a shot or transition; the same for all its takes."""
    shown = cast(shot, model, program)
    body: dict[str, object] = {
        "model": shot.model,
        **_words(shot, shown, model),
        **_measures(shot, model),
        **_frames(shot, inputs),
        **_shown(shown, program, inputs),
        **_direction(shot, inputs),
        **{name: plain(value, inputs) for name, value in shot.options.items()},
    }
    given = {"duration": shot.duration, "aspect_ratio": shot.aspect_ratio, "resolution": shot.resolution}
    filled = tuple(name for name, value in given.items() if value is None and name in body)
    return Request(body, filled, tuple(str(media) for media in shown.left_out), shown.in_words)


def _words(shot: Shot, shown: Cast, model: Model | None) -> dict[str, object]:
    fields: dict[str, object] = {}
    if shown.prompt and (model is None or model.prompt != "refused"):
        fields["prompt"] = shown.prompt
    if shot.negative_prompt and (model is None or model.negative_prompt is not False):
        fields["negative_prompt"] = shot.negative_prompt
    return fields


def _measures(shot: Shot, model: Model | None) -> dict[str, object]:
    fields: dict[str, object] = {
        "duration": terms.duration(model, shot.duration if _asks(shot, model, "duration") else None),
        "aspect_ratio": terms.aspect_ratio(model, shot.aspect_ratio),
        "resolution": terms.resolution(model, shot.resolution),
    }
    if model is None or model.audio_configurable is not False:
        fields["audio"] = shot.audio
    return _said(fields)


def _asks(shot: Shot, model: Model | None, attribute: str) -> bool:
    """Whether a value is meant for a model of unknown limits that works from a source: a film's default is not."""
    by_source = model is not None and model.mode in {Mode.VIDEO, Mode.MOTION} and model.durations is None
    place = shot.places.get(attribute)
    return not by_source or place is None or place.origin not in {Origin.FILM, Origin.SCENE}


def _frames(shot: Shot, inputs: Inputs) -> dict[str, object]:
    media: dict[str, Media | Clip | Frame | None] = {
        "image_url": shot.start,
        "end_image_url": shot.end,
        "video_url": shot.source,
        "audio_url": shot.soundtrack,
    }
    return {name: inputs.of(value) for name, value in media.items() if value is not None}


def _shown(shown: Cast, program: Program, inputs: Inputs) -> dict[str, object]:
    if not shown.shows:
        return {}
    images, videos = shown.reference_images, shown.reference_videos
    return _said(
        {
            "elements": [_element(name, shown, program, inputs) for name in shown.elements],
            "scene_image_urls": inputs.all(shown.scene_images),
            "reference_image_urls": [] if shown.image_labels else inputs.all(images),
            "image_references": _labelled("image_url", images, shown.image_labels, inputs),
            "reference_video_urls": [] if shown.video_labels else inputs.all(videos),
            "video_references": _labelled("video_url", videos, shown.video_labels, inputs),
            "reference_audio_urls": inputs.all(shown.reference_audios),
            "reference_document_urls": inputs.all(shown.reference_documents),
        }
    )


def _element(name: str, shown: Cast, program: Program, inputs: Inputs) -> dict[str, object]:
    """One kind of media an element: its pictures, the first of them frontal, or its video. A voice may go with it."""
    first, *others = inputs.all(shown_by(program.elements[name]))
    voice = shown.voices.get(name)
    return _said(
        {
            "frontal_image_url" if pictures(program.elements[name]) else "video_url": first,
            "reference_image_urls": others,
            "audio_url": None if voice is None else inputs.of(voice),
        }
    )


def _labelled(
    field: str, values: Iterable[Reference], labels: Iterable[Label], inputs: Inputs
) -> list[dict[str, object]]:
    """References that say more than their addresses; none where there are no labels."""
    return [
        _said(
            {
                field: inputs.of(value),
                "type": label.type or None,
                "ref_name": label.name or None,
                "audio_url": None if label.voice is None else inputs.of(label.voice),
            }
        )
        for value, label in zip(values, labels, strict=False)
    ]


def _direction(shot: Shot, inputs: Inputs) -> dict[str, object]:
    keyframes = [
        {"image_url": inputs.of(key.image), "frame_index": round(key.at.seconds * KEYFRAME_RATE)}
        for key in shot.keyframes
    ]
    return _said(
        {
            "keyframes": keyframes,
            "camera_trajectory": [msgspec.to_builtins(move) for move in shot.camera],
            "omni_reference_task_type": shot.task,
            "bitrate_mode": shot.bitrate,
            "image_strength": shot.image_strength,
            "voice_id": shot.voice,
            "consents": {name: dict(CONSENTS[name]) for name in shot.consent},
        }
    )


def plain(value: object, inputs: Inputs) -> object:
    """A value of the language as JSON, with inputs where media stand."""
    if isinstance(value, Media | Clip | Frame):
        return inputs.of(value)
    if isinstance(value, Mapping):
        return {name: plain(inner, inputs) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, inputs) for inner in value]
    if isinstance(value, Money):
        return float(value.usd)
    return value if isinstance(value, str | bool | int | float | None) else str(value)


def _said(fields: Mapping[str, object]) -> dict[str, object]:
    """Those with something to say: empty lists and None are not sent, false and zero are."""
    return {name: value for name, value in fields.items() if value is not None and value not in ([], {})}
