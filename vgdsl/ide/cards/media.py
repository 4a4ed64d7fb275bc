"""A medium: what its file is, by what checking found in it. Opens nothing."""

from collections.abc import Mapping

from vgdsl.check.rules.phrases import megabytes
from vgdsl.ide.wording.markdown import code
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Media
from vgdsl.report.summary import clock

_SMALL = 100_000  # bytes below which a size is said in kilobytes


def medium(media: Media, facts: Mapping[str, MediaFacts]) -> str:
    """`refs/marco.png` — image, 1280×720, 0.4 MB."""
    if media.url is not None:
        return f"{code(media.url)} — fetched by the service"
    known = facts.get(media.path or "")
    path = code(media.path or "")
    return f"{path} — {measures(known)}" if known is not None else path


def measures(known: MediaFacts) -> str:
    """What a file measures: `image/png, 1280×720, 0.4 MB`."""
    said = [known.mime]
    if known.width is not None and known.height is not None:
        said.append(f"{known.width}×{known.height}")
    if known.seconds is not None:
        said.append(f"{known.seconds:g}s" if known.seconds < 60 else clock(known.seconds))  # noqa: PLR2004 - a minute
    if known.fps is not None:
        said.append(f"{known.fps:g}fps")
    if known.has_audio is False and known.mime.startswith("video"):
        said.append("no sound")
    said.append(f"{known.size / 1000:.0f} kB" if known.size < _SMALL else megabytes(known.size))
    return ", ".join(said)
