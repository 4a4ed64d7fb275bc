"""Whether a model's clips have sound, and whether one may say so. Knows nothing of sound given to it."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers, without
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic


def audio(subject: Subject) -> Iterator[Diagnostic]:
    """Sound is switched only where the model has a switch; asking for what it does anyway is no mistake."""
    shot, model = subject.shot, subject.model
    if shot is None or shot.audio is None or model.audio_configurable is not False:
        return
    if model.audio is None or model.audio is shot.audio or not subject.given("audio"):
        return
    wanted = shot.audio
    others = makers(subject, lambda other: other.audio_configurable is True or other.audio is wanted)
    code, edit = "VG426" if wanted else "VG427", without(subject, "audio")
    yield finding(subject, code, "audio", about="audio", edit=edit, others=others)
