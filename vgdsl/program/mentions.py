"""How a shot's `@names` reach a model: which media are attached, in which order, and what the prompt says instead.

Knows a shot, a model and the declarations; knows no request body, and does not judge: how many a model takes, and what to
tell the author where it takes fewer, is for the rules.

A model cites references in one of four ways (`Model.tags`). "structured" (Kling O3 and V3 4K): an element is
`@Element1`, and a location or a named picture, as a scene image, is `@Image1`. "at" (Grok, Wan, MiniMax, HappyHorse):
everything is a reference, `@Image1 @Video1 @Audio1`. "angle" (Seedance): the same, written `<Image 1>`. "none": the
declared description stands in the text; pictures still go along where the model is one that works from references.
Numbers follow first use in the prompt; what is listed but not mentioned comes after, then the shot's own references.

An element's voice goes where the model has a place for it: with its own element or video (Wan 2.7), with its own picture
(HappyHorse 1.1), else among the reference sounds, lent in words: `<Image 1> with the voice of <Audio 1>`.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from vgdsl.program.attached import Attached, Label, Reference, kind_of
from vgdsl.program.entities import Element, Location, Program, Shot
from vgdsl.program.model import Mode, Model
from vgdsl.program.values import Media, MediaKind, Prompt


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """What a shot shows, ready for one model; values are in the order in which the request numbers them.

    `prompt` is the text with every mention replaced. `elements` are sent as structured elements, `voices` are of those
    among them that bring their own. The labels run beside `reference_images` and `reference_videos` where the request
    says more of these than their addresses, else they are empty. `wordless` are mentions that only words could carry and
    that have none; `unplaced` are elements and locations that the shot lists, does not mention, and the model has no field
    for; `left_out` are media of elements and locations for which the model has no room; of those `in_words` none go along,
    since the model shows no references: their descriptions stand for them.
    """

    prompt: str | None = None
    elements: tuple[str, ...] = ()
    voices: Mapping[str, Media] = {}
    scene_images: tuple[Reference, ...] = ()
    reference_images: tuple[Reference, ...] = ()
    reference_videos: tuple[Reference, ...] = ()
    reference_audios: tuple[Reference, ...] = ()
    reference_documents: tuple[Reference, ...] = ()
    image_labels: tuple[Label, ...] = ()
    video_labels: tuple[Label, ...] = ()
    wordless: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    left_out: tuple[Media, ...] = ()
    in_words: tuple[str, ...] = ()

    @property
    def shows(self) -> bool:
        """Whether anything goes along beside the words."""
        return bool(
            self.elements
            or self.scene_images
            or self.reference_images
            or self.reference_videos
            or self.reference_audios
            or self.reference_documents
        )

    @property
    def own_voices(self) -> tuple[Media, ...]:
        """The sounds that go with an element, a picture or a video, each as often as it is sent."""
        labels = (*self.image_labels, *self.video_labels)
        return (*self.voices.values(), *(label.voice for label in labels if label.voice is not None))


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


def shown_by(subject: Element | Location) -> tuple[Media, ...]:
    """One kind of media, as a structured element sends it: its pictures where it has any, else an element's video."""
    video = subject.video if isinstance(subject, Element) else None
    return pictures(subject) or (() if video is None else (video,))


class _Casting:
    """One casting under way: every name is attached once, in order of first use, and gets the text that cites it."""

    def __init__(self, shot: Shot, model: Model | None, program: Program) -> None:
        self.model = model
        self.program = program
        self.mentioned = shot.prompt.mentions if shot.prompt else ()
        self.names = tuple(dict.fromkeys((*self.mentioned, *shot.elements, *shot.locations)))
        self.attached = Attached(model)
        self.words: dict[str, str] = {}
        self.lent: dict[str, str] = {}
        self.unplaced: list[str] = []
        self.left_out: dict[Media, None] = {}
        self.room = self._room(shot.references)

    def attach(self, name: str) -> None:
        subject = self._subject(name)
        tag = self._named_media(name) if subject is None else self._place(name, subject)
        if not tag and name not in self.mentioned and not self._works_from_references:
            self.unplaced.append(name)
        self.words[name] = tag or _description(name, self.program)

    def attach_references(self, references: Iterable[Reference]) -> None:
        """What is shown already, as a scene image or as part of an element, is not sent again."""
        shown = {*self.attached.scene, *self._in_elements()}
        for value in references:
            if value not in shown:
                self.attached.refer(value)

    def result(self, prompt: Prompt | None) -> Cast:
        attached = self.attached
        sent = {*attached.values(), *self._in_elements()}
        return Cast(
            prompt=None if prompt is None else _replaced(prompt, self.words, self.lent),
            elements=tuple(attached.elements),
            voices={name: voice for name, voice in attached.elements.items() if voice is not None},
            scene_images=tuple(attached.scene),
            reference_images=tuple(attached.images),
            reference_videos=tuple(attached.videos),
            reference_audios=tuple(attached.audios),
            reference_documents=tuple(attached.documents),
            image_labels=attached.image_labels,
            video_labels=attached.video_labels,
            wordless=tuple(name for name in self.mentioned if not self.words[name]),
            unplaced=tuple(self.unplaced),
            in_words=tuple(filter(self._only_said, self.mentioned)),
            left_out=tuple(media for media in self.left_out if media not in sent),
        )

    def _only_said(self, name: str) -> bool:
        subject = self._subject(name)
        shown = () if subject is None else shown_by(subject)
        return bool(shown and self.words[name]) and not self._works_from_references

    def _in_elements(self) -> Iterator[Media]:
        for name, voice in self.attached.elements.items():
            yield from shown_by(self.program.elements[name])
            if voice is not None:
                yield voice

    @property
    def _works_from_references(self) -> bool:
        return self.model is not None and self.model.mode is Mode.REFERENCE

    @property
    def _gives_own_voices(self) -> bool:
        return self.model is not None and self.model.per_reference_audio is True

    def _subject(self, name: str) -> Element | Location | None:
        return self.program.elements.get(name) or self.program.locations.get(name)

    def _named_media(self, name: str) -> str:
        """Attach a picture, clip or sound of that name; the tag that cites it."""
        media = self.program.named_media.get(name)
        if media is None or not self._works_from_references:
            return ""
        if self.attached.tags == "structured" and kind_of(media) is MediaKind.IMAGE:
            return self.attached.scene_image(media)
        return self.attached.refer(media, name)

    def _place(self, name: str, subject: Element | Location) -> str:
        """Attach an element or a location; the tag that cites it, or nothing where only words can."""
        if not self._works_from_references:
            return ""
        if isinstance(subject, Location):
            return self._scenery(name, subject)
        return self._structured(name, subject) if self._stands_alone(subject) else self._flat(name, subject)

    def _stands_alone(self, element: Element) -> bool:
        """Whether it is sent as an element of its own: always where a model has these, else for a voice beside pictures."""
        spoken = element.voice is not None and bool(pictures(element))
        return self.attached.tags == "structured" or (self._gives_own_voices and spoken)

    def _scenery(self, name: str, location: Location) -> str:
        """Every picture of a location is a scene image where a model has these, else a reference."""
        if self.attached.tags == "structured":
            return next(iter([self.attached.scene_image(image) for image in location.images]), "")
        return self._in_pictures(name, location, "background")

    def _structured(self, name: str, element: Element) -> str:
        """One kind of media an element, and its voice where the model lets it bring one."""
        voice = element.voice if self._gives_own_voices else None
        if voice is None:
            self._leave_out(element.voice)
        if pictures(element):
            self._leave_out(element.video)
        return self.attached.element(name, voice) if shown_by(element) else ""

    def _flat(self, name: str, element: Element) -> str:
        """As references: its pictures, else its video; and its voice, where anything of it is shown."""
        shown: Reference | None
        if pictures(element):
            self._leave_out(element.video)
            shown, tag = pictures(element)[0], self._in_pictures(name, element, "subject")
        else:
            shown, tag = self._in_motion(name, element)
        if element.voice is not None:
            self._speak(name, element.voice, shown)
        return tag

    def _in_pictures(self, name: str, subject: Element | Location, sort: str) -> str:
        """All its pictures go along while there is room for them beside one of everything else; the first is cited."""
        tag: str | None = None
        for image in pictures(subject):
            extra = tag is not None and image not in self.attached.images
            if extra and self.room == 0:
                self._leave_out(image)
                continue
            self.room -= extra
            cited = self.attached.image(image, name, sort)
            tag = cited if tag is None else tag
        return tag or ""

    def _in_motion(self, name: str, element: Element) -> tuple[Reference | None, str]:
        if element.video is None or self.model is None or not self.model.shows_motion:
            self._leave_out(element.video)
            return None, ""
        return element.video, self.attached.video(element.video, name)

    def _speak(self, name: str, voice: Media, shown: Reference | None) -> None:
        """Let the reference that shows an element carry its voice, else words lend it, where the model listens."""
        if shown is not None and self.attached.lend(shown, voice):
            return
        if shown is None or not _hears(self.model):
            self._leave_out(voice)
        else:
            self.lent[name] = f" with the voice of {self.attached.refer(voice)}"

    def _leave_out(self, media: Media | None) -> None:
        if media is not None:
            self.left_out[media] = None

    def _room(self, references: Iterable[Reference]) -> int:
        """How many pictures fit beyond one for each name and those that the shot lists by itself."""
        if self.model is None or self.model.reference_images is None:
            return -1  # unknown: never reaches zero
        subjects = [subject for name in self.names if (subject := self._subject(name))]
        flat = [one for one in subjects if isinstance(one, Location) or not self._stands_alone(one)]
        firsts = [images[0] for subject in flat if (images := pictures(subject))]
        named = [media for name in self.names if (media := self.program.named_media.get(name))]
        listed = [value for value in (*named, *references) if kind_of(value) is MediaKind.IMAGE]
        return max(0, self.model.reference_images - len({*firsts, *listed}))


def _hears(model: Model | None) -> bool:
    """Whether it takes reference audio; where nobody says, models that cite and whose clips have sound do."""
    if model is None or model.tags == "none":
        return False
    return bool(model.reference_audios) or (model.reference_audios is None and model.audio is True)


def _description(name: str, program: Program) -> str:
    subject = program.elements.get(name) or program.locations.get(name)
    return subject.description.strip() if subject else ""


def _replaced(prompt: Prompt, words: Mapping[str, str], lent: Mapping[str, str]) -> str:
    """The prompt with a text for every mention, and after the first mention of a name the voice that is lent to it."""
    heard: set[str] = set()
    texts = []
    for part in prompt.parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        texts.append(words[part.name] + ("" if part.name in heard else lent.get(part.name, "")))
        heard.add(part.name)
    return "".join(texts)
