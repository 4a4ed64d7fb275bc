"""Whether a clip can be enlarged, whole or in parts that a request holds, and its result be stored as asked.

Knows nothing of sliders and engines.
"""

import shlex
from collections.abc import Iterator

from vgdsl.check.rules.enclosed import facts_of
from vgdsl.check.rules.finding import finding, without
from vgdsl.check.rules.phrases import megabytes, seconds
from vgdsl.check.rules.subject import Subject
from vgdsl.check.rules.upscale_measures import output_of
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import MediaFacts, Upscale
from vgdsl.program.splitting import Bounds, bounds_of, split
from vgdsl.program.values import Media

_4K_LONG, _4K_SHORT = 4096, 2160
"""The sides of the largest picture that is still 4K, the cinema's wider form included."""


def upscale_source(subject: Subject) -> Iterator[Diagnostic]:
    """A source can be sent, and is not so large that the older encoding cannot hold the result.

    Nothing is said of a clip that is yet to be made: it is cut by what it will have become.
    """
    upscale = subject.upscale
    if upscale is None:
        return
    source = upscale.source
    facts = facts_of(source, subject.program) if isinstance(source, Media) else None
    if facts is not None:
        yield from _cut(subject, upscale, facts)
    elif upscale.parts is not None and isinstance(source, Media) and source.url is not None:
        yield finding(subject, "VG468", "parts", edit=without(subject, "parts"))
    if upscale.settings.get("h264") is True:
        yield from _older_encoding(subject)


def _cut(subject: Subject, upscale: Upscale, facts: MediaFacts) -> Iterator[Diagnostic]:
    """Where the whole is too much for one request, there are cut points enough in it; and as many as `parts` asks for."""
    bounds, file = bounds_of(upscale, subject.model), str(upscale.source)
    parts, wanted = split(facts, bounds, upscale.parts), upscale.parts
    if not parts:
        yield _whole(subject, facts, bounds, file)
    elif wanted is not None and len(parts) != wanted:
        legal = len(parts)
        least, most = (legal, None) if legal > wanted else (None, legal)
        yield finding(
            subject, "VG466", "parts", write=str(legal), file=file, legal=legal, least=least, most=most
        )


def _whole(subject: Subject, facts: MediaFacts, bounds: Bounds, file: str) -> Diagnostic:
    """It can only be sent whole, and is too much for that: by its frames beside a prompt, its length, or its bytes."""
    long = (facts.seconds or 0.0) > bounds.seconds
    prompted = bounds.frames is not None and (facts.frames or 0) > bounds.frames
    return finding(
        subject,
        "VG465",
        "source",
        file=file,
        quoted=shlex.quote(file),
        frames=facts.frames if prompted else None,
        most_frames=bounds.frames,
        length=seconds(facts.seconds or 0.0) if long else None,
        longest=seconds(bounds.seconds),
        size=megabytes(facts.size),
        most=megabytes(bounds.whole),
    )


def _older_encoding(subject: Subject) -> Iterator[Diagnostic]:
    """The service refuses to write H.264 above 4K, whatever the source."""
    made = output_of(subject)
    if made.width is None or made.height is None:
        return
    if max(made.width, made.height) > _4K_LONG or min(made.width, made.height) > _4K_SHORT:
        edit = without(subject, "h264")
        yield finding(subject, "VG467", "h264", edit=edit, size=f"{made.width}x{made.height}")
