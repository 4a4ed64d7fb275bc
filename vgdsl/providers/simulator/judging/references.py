"""How many references a model takes, and which of them together. Knows the catalogue's facts, and cannot look at media."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vgdsl.program.catalog import Mode, Model
from vgdsl.providers.simulator.judging.refusal import Issue, custom, out_of_bounds, unsupported

Body = Mapping[str, Any]

_FRAMES = ("image_url", "end_image_url")
_STRUCTURED = ("elements", "scene_image_urls")
_SHOWN = ("reference_image_urls", "reference_video_urls", "image_references", "video_references")
_EDITING = frozenset({"edit", "extend", "editing", "extension"})


def counts(model: Model, body: Body) -> Iterator[Issue]:
    """How many of each kind of reference."""
    for field, most in {
        "elements": _most_elements(model, body),
        "scene_image_urls": model.scene_images,
        "reference_image_urls": model.reference_images,
        "reference_video_urls": model.reference_videos,
        "reference_audio_urls": model.reference_audios,
        "reference_document_urls": model.reference_documents,
    }.items():
        if field not in body or most is None:
            continue
        if most == 0:
            yield unsupported(field)
        elif len(body[field]) + _counted(model, body, field) > most:
            yield out_of_bounds((field,), "array", most=most)
    if model.reference_images and len(body.get("image_references", ())) > model.reference_images:
        yield out_of_bounds(("image_references",), "array", most=model.reference_images)


def _counted(model: Model, body: Body, field: str) -> int:
    """What of other fields counts as one of these."""
    sound = field == "reference_audio_urls" and model.soundtrack_is_reference
    return 1 if sound and "audio_url" in body else 0


def _most_elements(model: Model, body: Body) -> int | None:
    framed = "image_url" in body or "end_image_url" in body
    return model.elements_with_frames if framed and model.elements_with_frames is not None else model.elements


def combinations(model: Model, body: Body) -> Iterator[Issue]:
    """What must come together, and what must not."""
    frames, structured, shown = (_given(body, fields) for fields in (_FRAMES, _STRUCTURED, _SHOWN))
    if model.mode is Mode.REFERENCE:
        yield from _nothing_to_see(model, body)
    if model.frames_exclude_references and frames and _given(body, (*_SHOWN, "reference_audio_urls")):
        yield custom((), "image_url and end_image_url cannot be combined with reference media for this model")
    images = len(frames) + sum(len(body[field]) for field in structured)
    if model.combined_images is not None and images > model.combined_images:
        yield custom((), "Number of images exceeds the limit")
    if _given(body, ("reference_audio_urls",)) and not shown:
        yield custom(("reference_audio_urls",), "Reference audio requires a reference image or video")
    if body.get("omni_reference_task_type") in _EDITING and "reference_video_urls" not in body:
        yield custom(("omni_reference_task_type",), "Editing and extending require reference_video_urls")


def _nothing_to_see(model: Model, body: Body) -> Iterator[Issue]:
    """A model that shows references needs one; those with elements do not count flat lists."""
    if model.elements:
        if not _given(body, ("image_url", *_STRUCTURED)):
            text = "At least one visual input is required: image_url, elements, or scene_image_urls"
            yield custom((), text)
    elif not _given(body, (*_FRAMES, *_STRUCTURED, *_SHOWN, "reference_document_urls")):
        yield custom((), "At least one reference is required for this model")


def _given(body: Body, fields: Iterable[str]) -> list[str]:
    return [field for field in fields if body.get(field)]


def elements(_model: Model, body: Body) -> Iterator[Issue]:
    """An element is shown by pictures or by one clip."""
    for index, element in enumerate(body.get("elements", ())):
        pictured = "frontal_image_url" in element or bool(element.get("reference_image_urls"))
        if pictured == ("video_url" in element):
            text = "An element needs either images or one video_url"
            yield custom(("elements", index), f"{text}, not both" if pictured else text)
