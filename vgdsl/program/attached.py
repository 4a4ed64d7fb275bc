"""The media of one request in the order of their numbers, and the tag that cites each.

Knows how a model cites and what carries a voice; knows no prompt, no element and no limits. Equal values are sent once,
however often they are named.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count

import msgspec

from vgdsl.program.model import Model
from vgdsl.program.values import Clip, Frame, Media, MediaKind

Reference = Media | Clip | Frame


class Label(msgspec.Struct, frozen=True):
    """What a reference carries beside its medium, where the model has a place for it.

    `name` is what the prompt cites it by, unique, of letters and digits; `type` is "subject" or "background". Either is
    empty where the model does not ask. `voice` is the reference's own.
    """

    name: str = ""
    type: str = ""
    voice: Media | None = None


class Attached:
    """What has been attached so far, by the field that it goes to."""

    def __init__(self, model: Model | None) -> None:
        self.tags = model.tags if model else "none"
        self.elements: dict[str, Media | None] = {}  # each with the voice that goes with it
        self.scene: dict[Reference, None] = {}
        self.images: dict[Reference, Label] = {}
        self.videos: dict[Reference, Label] = {}
        self.audios: dict[Reference, None] = {}
        self.documents: dict[Reference, None] = {}
        self._names_images = model is not None and model.named_references
        self._names_videos = model is not None and model.per_reference_audio is True
        self._voices_images = model is not None and model.voiced_images

    def element(self, name: str, voice: Media | None) -> str:
        self.elements[name] = voice
        return f"@Element{len(self.elements)}"

    def scene_image(self, value: Reference) -> str:
        self.scene[value] = None
        return self._tag("Image", self.scene, value)

    def image(self, value: Reference, name: str, sort: str) -> str:
        if value not in self.images:
            self.images[value] = Label(self._unique(name), sort) if self._names_images else Label()
        return self._cited("Image", self.images, value)

    def video(self, value: Reference, name: str) -> str:
        if value not in self.videos:
            self.videos[value] = Label(self._unique(name)) if self._names_videos else Label()
        return self._cited("Video", self.videos, value)

    def refer(self, value: Reference, name: str = "reference") -> str:
        """Attach a value by its kind; documents have no tag."""
        match kind_of(value):
            case MediaKind.IMAGE:
                return self.image(value, name, "subject")
            case MediaKind.VIDEO:
                return self.video(value, name)
            case MediaKind.AUDIO:
                self.audios[value] = None
                return self._tag("Audio", self.audios, value)
            case MediaKind.DOCUMENT:
                self.documents[value] = None
                return ""

    def lend(self, value: Reference, voice: Media) -> bool:
        """Give a reference a voice of its own; whether the model has a place for it."""
        images = value in self.images
        labels, taken = (self.images, self._voices_images) if images else (self.videos, self._names_videos)
        if not taken or labels[value].voice not in {None, voice}:
            return False
        labels[value] = msgspec.structs.replace(labels[value], voice=voice)
        return True

    def values(self) -> Iterator[Reference]:
        """All but elements, and the voices that references carry."""
        for field in (self.scene, self.images, self.videos, self.audios, self.documents):
            yield from field
        for label in (*self.images.values(), *self.videos.values()):
            if label.voice is not None:
                yield label.voice

    @property
    def image_labels(self) -> tuple[Label, ...]:
        """One for each image where the request has to say more of them than their addresses, else none."""
        labels = tuple(self.images.values())
        return labels if self._names_images or any(label.voice for label in labels) else ()

    @property
    def video_labels(self) -> tuple[Label, ...]:
        """The same for videos."""
        return tuple(self.videos.values()) if self._names_videos else ()

    def _cited(self, kind: str, values: Mapping[Reference, Label], value: Reference) -> str:
        return f"@{values[value].name}" if values[value].name else self._tag(kind, values, value)

    def _tag(self, kind: str, values: Mapping[Reference, object], value: Reference) -> str:
        if self.tags == "none":
            return ""
        number = list(values).index(value) + 1
        return f"<{kind} {number}>" if self.tags == "angle" else f"@{kind}{number}"

    def _unique(self, name: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "reference"
        taken = {label.name for label in (*self.images.values(), *self.videos.values())}
        names = (f"{plain}_{n}" if n > 1 else plain for n in count(1))
        return next(name for name in names if name not in taken)


def kind_of(value: Reference) -> MediaKind:
    """What a reference is: a clip is a video, a frame a picture."""
    if isinstance(value, Media):
        return value.kind
    return MediaKind.VIDEO if isinstance(value, Clip) else MediaKind.IMAGE
