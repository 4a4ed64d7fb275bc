"""How a shot's `@names` reach a model: which media are attached, in which order, and what the prompt says instead.

Knows a shot, a model and the declarations; knows no request body, and does not judge: how many a model takes, and what to
tell the author where it takes fewer, is for the rules.

A model cites references in one of four ways (`Model.tags`). "structured" (Kling O3 and V3 4K): an element is
`@Element1`, and a location or a named picture, as a scene image, is `@Image1`. "at" (Grok, Wan, MiniMax, HappyHorse):
everything is a reference, `@Image1 @Video1 @Audio1`. "angle" (Seedance): the same, written `<Image 1>`. "none": the
declared description stands in the text; pictures still go along where the model is one that works from references.
Numbers follow first use in the prompt; what is listed but not mentioned comes after, then the shot's own references.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import count

import msgspec

from vgdsl.program.entities import Element, Location, Program, Shot
from vgdsl.program.model import Mode, Model
from vgdsl.program.values import Clip, Frame, Media, MediaKind, Prompt

Reference = Media | Clip | Frame


class Label(msgspec.Struct, frozen=True):
    """What a picture is called where the model wants a name for each (PixVerse C1): unique, of letters and digits."""

    name: str
    type: str  # "subject" or "background"


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """What a shot shows, ready for one model; values are in the order in which the request numbers them.

    `prompt` is the text with every mention replaced. `elements` are sent as structured elements. `labels` runs beside
    `reference_images` where the model names its references, else is empty. `wordless` are mentions that only words
    could carry and that have none; `unplaced` are elements and locations that the shot lists, does not mention, and
    the model has no field for; `left_out` are media of mentioned elements for which the model has no room.
    """

    prompt: str | None = None
    elements: tuple[str, ...] = ()
    scene_images: tuple[Reference, ...] = ()
    reference_images: tuple[Reference, ...] = ()
    reference_videos: tuple[Reference, ...] = ()
    reference_audios: tuple[Reference, ...] = ()
    reference_documents: tuple[Reference, ...] = ()
    labels: tuple[Label, ...] = ()
    wordless: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    left_out: tuple[Media, ...] = ()


def cast(shot: Shot, model: Model | None, program: Program) -> Cast:
    """Lower the shot's mentions, elements, locations and references for `model`; None is a model nobody knows."""
    if not (shot.elements or shot.locations or shot.references or (shot.prompt and shot.prompt.mentions)):
        return Cast(prompt=None if shot.prompt is None else str(shot.prompt))
    casting = _Casting(shot, model, program)
    for name in casting.names:
        casting.attach(name)
    casting.attach_references(shot.references)
    return casting.result(shot.prompt)


def described(prompt: Prompt, program: Program) -> tuple[str, tuple[str, ...]]:
    """The prompt with descriptions for mentions, and the mentions that have none."""
    words = {name: _description(name, program) for name in prompt.mentions}
    return _replaced(prompt, words, {}), tuple(name for name, text in words.items() if not text)


def pictures(subject: Element | Location) -> tuple[Media, ...]:
    """All pictures of an element or a location, the one that stands for it first."""
    if isinstance(subject, Location):
        return subject.images
    frontal = () if subject.frontal is None else (subject.frontal,)
    return (*frontal, *subject.references)


class _Attached:
    """The media of one request in the order of their numbers, and the tag that cites each. Equal values are sent once."""

    def __init__(self, model: Model | None) -> None:
        self.tags = model.tags if model else "none"
        self.labelled = model is not None and model.named_references
        self.elements: list[str] = []
        self.scene: dict[Reference, None] = {}
        self.images: dict[Reference, Label] = {}
        self.videos: dict[Reference, None] = {}
        self.audios: dict[Reference, None] = {}
        self.documents: dict[Reference, None] = {}

    def element(self, name: str) -> str:
        self.elements.append(name)
        return f"@Element{len(self.elements)}"

    def scene_image(self, value: Reference) -> str:
        self.scene[value] = None
        return self._tag("Image", self.scene, value)

    def image(self, value: Reference, name: str, sort: str) -> str:
        if value not in self.images:
            self.images[value] = Label(self._unique(name), sort)
        return f"@{self.images[value].name}" if self.labelled else self._tag("Image", self.images, value)

    def refer(self, value: Reference, name: str = "reference") -> str:
        """Attach a value by its kind; documents have no tag."""
        match _kind(value):
            case MediaKind.IMAGE:
                return self.image(value, name, "subject")
            case MediaKind.VIDEO:
                self.videos[value] = None
                return self._tag("Video", self.videos, value)
            case MediaKind.AUDIO:
                self.audios[value] = None
                return self._tag("Audio", self.audios, value)
            case MediaKind.DOCUMENT:
                self.documents[value] = None
                return ""

    def _tag(self, kind: str, values: Mapping[Reference, object], value: Reference) -> str:
        if self.tags == "none":
            return ""
        number = list(values).index(value) + 1
        return f"<{kind} {number}>" if self.tags == "angle" else f"@{kind}{number}"

    def _unique(self, name: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "reference"
        taken = {label.name for label in self.images.values()}
        names = (f"{plain}_{n}" if n > 1 else plain for n in count(1))
        return next(name for name in names if name not in taken)


class _Casting:
    """One casting under way: every name is attached once, in order of first use, and gets the text that cites it."""

    def __init__(self, shot: Shot, model: Model | None, program: Program) -> None:
        self.model = model
        self.program = program
        self.mentioned = shot.prompt.mentions if shot.prompt else ()
        self.names = tuple(dict.fromkeys((*self.mentioned, *shot.elements, *shot.locations)))
        self.attached = _Attached(model)
        self.words: dict[str, str] = {}
        self.voices: dict[str, str] = {}
        self.unplaced: list[str] = []
        self.left_out: list[Media] = []
        self.room = self._room(shot.references)

    def attach(self, name: str) -> None:
        subject = self._subject(name)
        tag = self._media(name) if subject is None else self._place(name, subject)
        if not tag and name not in self.mentioned and not self._works_from_pictures:
            self.unplaced.append(name)
        self.words[name] = tag or _description(name, self.program)

    def attach_references(self, references: Iterable[Reference]) -> None:
        for value in references:
            if value not in self.attached.scene:
                self.attached.refer(value)

    def result(self, prompt: Prompt | None) -> Cast:
        attached = self.attached
        return Cast(
            prompt=None if prompt is None else _replaced(prompt, self.words, self.voices),
            elements=tuple(attached.elements),
            scene_images=tuple(attached.scene),
            reference_images=tuple(attached.images),
            reference_videos=tuple(attached.videos),
            reference_audios=tuple(attached.audios),
            reference_documents=tuple(attached.documents),
            labels=tuple(attached.images.values()) if attached.labelled else (),
            wordless=tuple(name for name in self.mentioned if not self.words[name]),
            unplaced=tuple(self.unplaced),
            left_out=tuple(self.left_out),
        )

    @property
    def _works_from_pictures(self) -> bool:
        return self.model is not None and self.model.mode is Mode.REFERENCE

    def _subject(self, name: str) -> Element | Location | None:
        return self.program.elements.get(name) or self.program.locations.get(name)

    def _media(self, name: str) -> str:
        """Attach a picture, clip or sound of that name; the tag that cites it."""
        media = self.program.named_media.get(name)
        if media is None or not self._works_from_pictures:
            return ""
        if self.attached.tags == "structured" and media.kind is MediaKind.IMAGE:
            return self.attached.scene_image(media)
        return self.attached.refer(media, name)

    def _place(self, name: str, subject: Element | Location) -> str:
        """Attach an element or a location; the tag that cites it, or nothing where only words can."""
        if not self._works_from_pictures:
            return ""
        if self.attached.tags == "structured":
            return self._structured(name, subject)
        tag = self._in_pictures(name, subject) or self._in_motion(subject)
        if isinstance(subject, Element) and subject.voice is not None:
            self.voices[name] = self._voice(subject.voice) if tag else ""
        return tag

    def _structured(self, name: str, subject: Element | Location) -> str:
        """An element is one of its own, with one kind of media; every picture of a location is a scene image."""
        if isinstance(subject, Location):
            return next(iter([self.attached.scene_image(image) for image in subject.images]), "")
        if not (pictures(subject) or subject.video):
            return ""
        spare = subject.video if pictures(subject) else None
        self.left_out += [media for media in (spare, subject.voice) if media is not None]
        return self.attached.element(name)

    def _in_pictures(self, name: str, subject: Element | Location) -> str:
        """All its pictures go along while there is room for them beside one of everything else; the first is cited."""
        sort = "subject" if isinstance(subject, Element) else "background"
        tag: str | None = None
        for image in pictures(subject):
            extra = tag is not None and image not in self.attached.images
            if extra and self.room == 0:
                self.left_out.append(image)
                continue
            self.room -= extra
            cited = self.attached.image(image, name, sort)
            tag = cited if tag is None else tag
        return tag or ""

    def _in_motion(self, subject: Element | Location) -> str:
        takes = self.model is not None and bool(self.model.reference_videos)
        if isinstance(subject, Location) or subject.video is None or not takes:
            return ""
        return self.attached.refer(subject.video)

    def _voice(self, voice: Media) -> str:
        """Words that lend an element its voice, where the model listens to references."""
        if not _hears(self.model):
            self.left_out.append(voice)
            return ""
        return f" with the voice of {self.attached.refer(voice)}"

    def _room(self, references: Iterable[Reference]) -> int:
        """How many pictures fit beyond one for each name and those that the shot lists by itself."""
        if self.model is None or self.model.reference_images is None:
            return -1  # unknown: never reaches zero
        subjects = [subject for name in self.names if (subject := self._subject(name))]
        firsts = [images[0] for subject in subjects if (images := pictures(subject))]
        named = [media for name in self.names if (media := self.program.named_media.get(name))]
        listed = [value for value in (*named, *references) if _kind(value) is MediaKind.IMAGE]
        return max(0, self.model.reference_images - len({*firsts, *listed}))


def _kind(value: Reference) -> MediaKind:
    if isinstance(value, Media):
        return value.kind
    return MediaKind.VIDEO if isinstance(value, Clip) else MediaKind.IMAGE


def _hears(model: Model | None) -> bool:
    """Whether it takes reference audio; where nobody says, models that cite and whose clips have sound do."""
    if model is None or model.tags == "none":
        return False
    return bool(model.reference_audios) or (model.reference_audios is None and model.audio is True)


def _description(name: str, program: Program) -> str:
    subject = program.elements.get(name) or program.locations.get(name)
    return subject.description.strip() if subject else ""


def _replaced(prompt: Prompt, words: Mapping[str, str], voices: Mapping[str, str]) -> str:
    """The prompt with a text for every mention, and after the first mention of a name its voice."""
    heard: set[str] = set()
    texts = []
    for part in prompt.parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        texts.append(words[part.name] + ("" if part.name in heard else voices.get(part.name, "")))
        heard.add(part.name)
    return "".join(texts)
