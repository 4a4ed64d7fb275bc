"""Scenes that use what a model can do: every value of its lists, every field, references up to their limits.

Each is valid by the catalogue. Knows no checker and no simulator.
"""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from scenes import (
    OTHER,
    PICTURE,
    SOUND,
    VIDEO,
    Scene,
    cast,
    ladder,
    listed,
    several,
    shapes,
    usual,
    web,
)

from vgdsl.program.model import Mode, Model

Grow = Callable[[Scene], Iterator[Scene]]

FILE, CLIP = 'image("a.png")', 'video("clip5.mp4")'


def generous(model: Model) -> Iterator[Scene]:
    """All scenes of a model, the least one first."""
    least = usual(model)
    yield least
    for grow in UPSCALES if model.mode is Mode.UPSCALE else SHOTS:
        yield from grow(least)


def lists(scene: Scene) -> Iterator[Scene]:
    """Every length, shape and resolution that the model lists, each once."""
    model = scene.model
    for values in zip_longest(ladder(model), shapes(model), model.resolutions or ()):
        names = ("duration", "aspect_ratio", "resolution")
        said = {name: text for name, text in zip(names, values, strict=True) if text is not None}
        yield scene.saying(
            **said | ({"resolution": f'"{said["resolution"]}"'} if "resolution" in said else {})
        )


def words(scene: Scene) -> Iterator[Scene]:
    """As much as it reads, and what should not be seen."""
    model = scene.model
    if model.prompt != "refused":
        yield scene.saying(prompt=f'"{"x" * model.max_prompt_chars}"')
    if model.negative_prompt is not False:
        yield scene.saying(negative_prompt=f'"{"x" * model.max_prompt_chars}"')


def switches(scene: Scene) -> Iterator[Scene]:
    """Sound on and off, where it can be said; the bit rate, a voice, a consent, how closely it keeps to its frame."""
    model = scene.model
    if model.audio_configurable is not False:
        yield scene.saying(audio="true")
        yield scene.saying(audio="false")
    if model.bitrate_mode:
        yield scene.saying(bitrate="high")
    if model.voice:
        yield scene.saying(voice='"ara"')
    if model.consent is not False:
        yield scene.saying(consent="[seedance]")
    if model.image_strength is not False:
        yield scene.saying(image_strength="0")
        yield scene.saying(image_strength="1")
    yield scene.optional(anon_user_id='"viewer 7"')


def frames(scene: Scene) -> Iterator[Scene]:
    """From files, from another clip, from a file's frame, and with an end where it takes one."""
    model = scene.model
    if model.start_image in {"required", "optional"}:
        lone = scene.without("references") if model.frames_exclude_references else scene
        for start in (FILE, "opening.last_frame", f"{CLIP}.frame(2s)"):
            yield lone.saying(start=start)
        if model.end_image in {"required", "optional"}:
            yield lone.saying(start=FILE, end="opening.first_frame")
            yield lone.saying(start=PICTURE, end=OTHER)
    if model.keyframes is not False:
        pinned = [f"at({n}s, {web(f'k{n}')})" for n in range(3)]
        yield scene.saying(keyframes=listed(pinned))
    if model.camera_trajectory:
        yield scene.saying(camera="[move(0, -180, -90, 0.1), move(0.5, 0, 90, 4), move(1, 11340, 0, 1)]")
        moves = [f"move({n / 11:g}, {n}, 0, 1)" for n in range(12)]
        yield scene.saying(camera=listed(moves))


def sources(scene: Scene) -> Iterator[Scene]:
    """Clips to work over: from the web, of the project, of another shot; and a sound to work to."""
    model = scene.model
    if model.mode in {Mode.VIDEO, Mode.MOTION}:
        for source in (CLIP, 'video("clip5.mov")', 'video("clip5.webm")', "opening"):
            yield scene.saying(source=source)
    if model.audio_input:
        for sound in (SOUND, 'audio("sound5.wav")', 'audio("sound5.mp3")'):
            yield scene.saying(soundtrack=sound)


def references(scene: Scene) -> Iterator[Scene]:
    """As many of each kind as it takes, alone beside a picture and all together."""
    model = scene.model
    if model.mode is not Mode.REFERENCE or model.tags == "structured":
        return
    kinds = {
        "image": model.reference_images,
        "video": model.reference_videos,
        "audio": model.reference_audios,
        "document": model.reference_documents,
    }
    full = {kind: several(kind, most or 0) for kind, most in kinds.items()}
    for kind, items in full.items():
        if items:
            yield scene.saying(references=listed(items if kind == "image" else [PICTURE, *items]))
    yield scene.saying(references=listed([item for items in full.values() for item in items]))
    yield scene.saying(references=listed([FILE, "opening.last_frame"]))
    yield from _clips(scene)
    yield from _mentions(scene)


def _clips(scene: Scene) -> Iterator[Scene]:
    """Reference clips of the project, as short and as long as they may be."""
    model = scene.model
    if model.reference_videos:
        yield scene.saying(references=listed([CLIP]))
        yield scene.saying(references=listed([CLIP, 'video("clip9.mp4")']))
        yield scene.saying(references=listed(["opening"]))
        if model.task:
            yield from (
                scene.saying(references=f"[{VIDEO}]", task=task) for task in ("edit", "extend", "auto")
            )
        if model.source_duration:
            yield scene.saying(references=listed([CLIP]), duration="auto")
        if model.source_ratio:
            yield scene.saying(references=listed([CLIP]), aspect_ratio="auto")
    if model.reference_audios:
        yield scene.saying(references=listed([PICTURE, 'audio("sound5.wav")', 'audio("sound9.wav")']))


def _mentions(scene: Scene) -> Iterator[Scene]:
    if scene.model.tags == "none":  # nothing in its prompt can point at a picture
        return
    around = f"let plate = {web('plate')}\n"
    around += (
        f'element marco {{ description = "an old man" frontal = {web("m")} references = [{web("n")}] }}\n'
    )
    around += f'location canal {{ description = "a canal" image = {web("c")} }}'
    yield scene.beside(around).saying(prompt='"@marco waves at @canal, @plate."').without("references")


def casts(scene: Scene) -> Iterator[Scene]:
    """Structured elements: their pictures, their clips, locations, all up to the limit, with and without frames."""
    model = scene.model
    if model.tags != "structured":
        return
    elements, scenes = model.elements or 0, model.scene_images or 0
    together = model.combined_images or elements + scenes
    yield cast(scene, elements, 4)
    yield cast(scene, 1, 1, scenes)
    if model.start_image != "required":
        yield cast(scene, elements, 1, together - elements)
    yield cast(scene, 0, 0, scenes)
    framed = scene.saying(start=PICTURE, end=OTHER)
    yield cast(framed, model.elements_with_frames or elements, 2)
    clip = f"element walk {{ video = {VIDEO} }}"
    yield scene.without("elements").beside(clip).saying(elements="[walk]", prompt='"@walk turns round."')


SHOTS: tuple[Grow, ...] = (lists, words, switches, frames, sources, references, casts)


def upscales(scene: Scene) -> Iterator[Scene]:
    """Every factor, engine and format; sliders, rates and slow motion at their ends; clips of every origin."""
    model = scene.model
    for factor in model.factors:
        yield scene.saying(factor=f"{factor}x")
    for source in (CLIP, 'video("clip5.mov")', 'video("clip5.webm")', 'video("film.mp4")', "opening"):
        yield scene.saying(source=source)
    if model.prompt != "refused":
        yield scene.saying(prompt='"Sharper."')
    yield from _settings(scene)


def _settings(scene: Scene) -> Iterator[Scene]:
    has = scene.model.enhancement
    if has is None:
        return
    flat = {"factor": "1x"} if scene.model.factors else {}
    for engine in has.engines:
        yield scene.saying(enhancement=f'"{engine}"', **flat)
    for slider, bounds in has.sliders.items():
        yield from (scene.saying(**{slider: f"{end:g}"}) for end in bounds)
    for rate in has.target_fps or ():
        yield scene.saying(fps=f"{rate}fps")
    for times in has.slowdown:
        yield scene.saying(slowdown=f"{times}x")
    for name in has.formats:
        yield scene.saying(format=name)
    if has.h264:
        yield scene.saying(h264="true", **flat)


UPSCALES: tuple[Grow, ...] = (upscales,)
