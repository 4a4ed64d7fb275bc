"""A model that works from references gets one to look at. Knows nothing of counts and files."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, instead, makers
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Mode, Model


def something_to_show(subject: Subject) -> Iterator[Diagnostic]:
    """A model that works from references gets at least one to look at; sound alone is none."""
    shot, model = subject.shot, subject.model
    if shot is None or model.mode is not Mode.REFERENCE:
        return
    cast = subject.cast
    if model.tags == "structured":
        if not (shot.start or cast.elements or cast.scene_images):
            yield _only_words(subject, "VG453")
    elif not (
        cast.elements
        or cast.reference_images
        or cast.reference_videos
        or cast.reference_documents
        or shot.start
    ):
        if cast.reference_audios or (shot.soundtrack is not None and model.soundtrack_is_reference):
            yield finding(subject, "VG455", "references" if cast.reference_audios else "soundtrack")
        else:
            yield _only_words(subject, "VG454")


def _only_words(subject: Subject, code: str) -> Diagnostic:
    """References show something, but a model with elements does not count them."""
    others = makers(subject, _works_from_words)
    listed = bool(subject.cast.reference_images)
    return finding(
        subject,
        code,
        "references" if listed else "prompt",
        listed="yes" if listed else None,
        wordless=None if subject.node.prompt else "yes",
        others=others,
        **instead(subject),
    )


def _works_from_words(model: Model) -> bool:
    return model.mode is Mode.TEXT
