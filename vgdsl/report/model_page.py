"""All that is known of one model, as a page. Knows no other model and searches nothing."""

import textwrap
from collections.abc import Iterator

from vgdsl.program.catalog import Catalog
from vgdsl.program.model import Demand, Mode, Model
from vgdsl.report.messages import PLAIN, Style
from vgdsl.report.models import lengths, listed, sound

_FROM = {
    Mode.TEXT: "words alone",
    Mode.IMAGE: "a picture to begin with",
    Mode.REFERENCE: "references",
    Mode.TRANSITION: "two pictures, from one to the other",
    Mode.VIDEO: "a video",
    Mode.MOTION: "a picture, and a video for its motion",
    Mode.UPSCALE: "a clip, enlarged or mended",
}

WIDTH = 100
"""Of a page; longer lines are hard to read."""

_CITED = {"structured": "@Element1, @Image1", "at": "@Image1", "angle": "<Image 1>"}


def page(model: Model, catalog: Catalog, width: int = WIDTH, style: Style = PLAIN) -> str:
    """All that is known of one model, in groups; what is not known is named at the end."""
    groups = (
        _makes(model),
        _takes(model),
        _words(model),
        _terms(model),
        _notes(model),
        _origin(model, catalog),
    )
    drawn = [f"{style.bold}{model.id}{style.reset}  {model.name}"]
    for group in groups:
        facts = [_fact(what, value, width) for what, value in group if value]
        drawn += ["", *facts] if facts else []
    return "\n".join(drawn)


def _fact(what: str, value: str, width: int) -> str:
    return textwrap.fill(
        f"{what:<18} {value}",
        width,
        initial_indent="  ",
        subsequent_indent=" " * 21,
        break_on_hyphens=False,
    )


def _notes(model: Model) -> Iterator[tuple[str, str]]:
    for note in model.notes:
        yield "note", note


def _origin(model: Model, catalog: Catalog) -> Iterator[tuple[str, str]]:
    others = [each.id for each in catalog.variants(model.family) if each.id != model.id]
    yield "not known", ", ".join(_unknown(model))
    yield "family", ", ".join([model.family, *(f"also {each}" for each in others)])
    yield "known from", f"{model.source}; as of {catalog.date}"


def _makes(model: Model) -> Iterator[tuple[str, str]]:
    yield "makes clips from", _FROM[model.mode]
    if model.mode is not Mode.UPSCALE:
        yield (
            "clips of",
            _known(lengths(model)) + (", or as long as reference videos" * model.source_duration),
        )
        yield "resolutions", _known(listed(model.resolutions))
        yield (
            "shapes",
            _known(listed(model.aspect_ratios)) + (", or that of reference videos" * model.source_ratio),
        )
    yield "sound", _known(sound(model))
    yield "factors", " ".join(f"{times}x" for times in model.factors)
    if suite := model.enhancement:
        yield "engines", ", ".join(suite.engines)
        yield (
            "sliders",
            ", ".join(f"{name} {low:g} to {high:g}" for name, (low, high) in suite.sliders.items()),
        )
        yield "frames a second", f"{suite.target_fps[0]} to {suite.target_fps[1]}" if suite.target_fps else ""
        yield "slow motion", " ".join(f"{times}x" for times in suite.slowdown)
        yield "files", ", ".join(suite.formats)


def _takes(model: Model) -> Iterator[tuple[str, str]]:
    yield "start frame", _demand(model.start_image)
    yield "end frame", _demand(model.end_image)
    yield "source video", _taken(model.video_input)
    for what, most in (
        ("elements", model.elements),
        ("locations", model.scene_images),
        ("reference images", model.reference_images),
        ("reference videos", model.reference_videos),
        ("reference audios", model.reference_audios),
        ("documents", model.reference_documents),
    ):
        yield what, f"up to {most}{_clips(model, what)}" if most else ""
    yield "together", _together(model)
    yield "pictures", _pictures(model)
    yield "soundtrack", _taken(model.audio_input)
    yield "camera path", _taken(model.camera_trajectory or None)
    yield "keyframes", _taken(model.keyframes or None)
    yield "refuses", ", ".join(_refused(model))


def _words(model: Model) -> Iterator[tuple[str, str]]:
    refused = model.prompt == "refused"
    yield "prompt", "refused" if refused else f"{model.prompt}, up to {model.max_prompt_chars} characters"
    yield "negative prompt", _taken(model.negative_prompt)
    yield "cites them as", _CITED.get(model.tags, "")


def _terms(model: Model) -> Iterator[tuple[str, str]]:
    yield "prices a second", ", ".join(_prices(model))
    yield "privacy", model.privacy + (", beta" * model.beta)
    yield "countries", ", ".join(model.regions)
    yield "consent", "asked for where it finds a face" if model.consent else ""
    yield (
        "refusals",
        "" if model.refund_on_refusal else "cost money: a refusal of the content is not refunded",
    )
    yield "hands out", "by a link of its own" if model.download_url else ""
    yield "out of service", "on the day of the catalogue" if model.offline else ""
    yield "stays", _stays(model)


def _stays(model: Model) -> str:
    if model.deprecation:
        instead = f"; the provider names {model.successor} in its place" if model.successor else ""
        return f"until {model.deprecation}{instead}"
    if model.missed:
        return f"no longer listed on {model.missed}; it may work all the same"
    return "" if model.listed else "not listed; it works by its id"


def _refused(model: Model) -> Iterator[str]:
    for what, value in (
        ("a start frame", model.start_image == "refused"),
        ("an end frame", model.end_image == "refused"),
        (
            "references",
            model.mode is Mode.TEXT
            or not any((model.reference_images is None, model.reference_images, model.elements)),
        ),
        ("a soundtrack", model.audio_input is False),
        ("frames beside references", model.frames_exclude_references),
    ):
        if value and model.mode is not Mode.UPSCALE:
            yield what


def _unknown(model: Model) -> list[str]:
    if model.mode is Mode.UPSCALE:
        return []
    facts = (
        ("lengths", model.durations),
        ("resolutions", model.resolutions),
        ("shapes", model.aspect_ratios),
        ("sound", model.audio),
        ("start frame", model.start_image),
        ("end frame", model.end_image),
        ("reference images", model.reference_images),
        ("reference videos", model.reference_videos),
        ("reference audios", model.reference_audios),
        ("soundtrack", model.audio_input),
        ("negative prompt", model.negative_prompt),
        ("prices", model.prices or None),
    )
    return [name for name, value in facts if value is None]


def _known(text: str) -> str:
    return "" if text == "?" else text


def _taken(value: bool | None) -> str:
    return "taken" if value else ""


def _demand(demand: Demand | None) -> str:
    return "" if demand in {None, "refused"} else str(demand)


def _clips(model: Model, what: str) -> str:
    limits = {"reference videos": model.video_clips, "reference audios": model.audio_clips}.get(what)
    if limits is None:
        return ""
    each = f"{limits.min_seconds:g}s to {limits.max_seconds:g}s and {limits.megabytes:g} MB each"
    return f"; {each}, {limits.total_seconds:g}s together"


def _together(model: Model) -> str:
    said = []
    if model.combined_images:
        said.append(f"{model.combined_images} pictures in all")
    if model.elements_with_frames is not None:
        said.append(f"{model.elements_with_frames} elements beside a frame")
    if model.total_seconds:
        said.append(f"reference videos and clip {model.total_seconds}s")
    return ", ".join(said)


def _pictures(model: Model) -> str:
    said = []
    if model.min_short_side:
        said.append(f"at least {model.min_short_side} pixels on the short side")
    if model.min_ratio and model.max_ratio:
        said.append(f"width between {model.min_ratio:g} and {model.max_ratio:g} of the height")
    if model.image_megabytes:
        said.append(f"up to {model.image_megabytes:g} MB")
    return ", ".join(said)


def _prices(model: Model) -> Iterator[str]:
    for tier in model.prices:
        height = f"up to {tier.max_height} lines" if tier.max_height else ""
        sound = {True: "with sound", False: "silent", None: ""}[tier.audio]
        conditions = [tier.resolution or height, sound, f"with {tier.engine}" if tier.engine else ""]
        least = "from " * tier.lowest
        yield " ".join([f"{least}${tier.usd:g}", *(each for each in conditions if each)])
