"""References and elements: which, how many, which together."""

from scenes import PICTURE, SOUND, cast, listed, several, web

from refusals import refused
from vgdsl.program.model import Mode


def _limit(scene, kind):
    return getattr(scene.model, f"reference_{kind}s") if scene.keyword == "shot" else None


def _taken(kind):
    """A reference of a kind that the model takes none of."""

    def spoil(scene):
        own = [PICTURE] if scene.model.mode is Mode.REFERENCE and kind != "image" else []
        return scene.saying(references=listed([*own, web("z", kind)])) if _limit(scene, kind) == 0 else None

    spoil.__name__ = f"a_reference_{kind}_for_a_model_that_takes_none"
    return spoil


def _many(kind):
    """One reference of a kind more than the model takes."""

    def spoil(scene):
        most = _limit(scene, kind)
        if not most:
            return None
        structured = scene.model.tags == "structured"
        own = [] if kind == "image" or structured else [PICTURE]
        return scene.saying(references=listed([*own, *several(kind, most + 1)]))

    spoil.__name__ = f"one_reference_{kind}_too_many"
    return spoil


for _kind in ("image", "video", "audio", "document"):
    refused("api 6, 14.3; later L2.2, L3.2", "VG451", "references")(_taken(_kind))
for _kind in ("image", "video", "audio", "document"):
    refused("api 6, 14.3; later L2.2, L3.2", "VG452", "references")(_many(_kind))


@refused("later L4, L2.2", "VG452", "references")
def a_document_file_and_a_web_page(scene):
    if not _limit(scene, "document"):
        return None
    return scene.saying(
        references=f'[document("brief.pdf"), document("https://example.org/page"), {PICTURE}]'
    )


@refused("later L3.1", "VG452", "references")
def a_soundtrack_that_is_one_reference_audio_too_many(scene):
    model = scene.model
    if not (model.soundtrack_is_reference and model.audio_input and model.reference_audios):
        return None
    sounds = several("audio", model.reference_audios)
    return scene.saying(references=listed([PICTURE, *sounds]), soundtrack=SOUND)


@refused("api 14.3", "VG454", "prompt")
def nothing_to_look_at(scene):
    model = scene.model
    flat = model.mode is Mode.REFERENCE and model.tags != "structured"
    return scene.without("references", "prompt").saying(prompt='"A gondola."') if flat else None


@refused("api 14.3", "VG453", "prompt")
def nothing_to_look_at_with_elements(scene):
    return scene.without("elements", "start") if _structured(scene, framed=False) else None


@refused("api 14.3; later L3.1", "VG455", "references")
def reference_audio_alone(scene):
    takes = _limit(scene, "audio") and scene.model.tags != "structured"
    return scene.saying(references=f"[{SOUND}]") if takes else None


@refused("later L3.1", "VG455", "soundtrack")
def a_soundtrack_alone(scene):
    takes = scene.model.soundtrack_is_reference and scene.model.audio_input
    return scene.without("references").saying(soundtrack=SOUND) if takes else None


@refused("api 6, 14.3", "VG441", "elements")
def one_element_too_many(scene):
    return cast(scene, (scene.model.elements or 0) + 1) if _structured(scene) else None


@refused("api 14.3", "VG441", "elements")
def one_element_too_many_beside_a_frame(scene):
    most = scene.model.elements_with_frames
    return cast(scene.saying(start=PICTURE), most + 1) if most else None


@refused("api 6, 14.3", "VG442", "locations")
def one_scene_picture_too_many(scene):
    return cast(scene, 0, 0, (scene.model.scene_images or 0) + 1) if _structured(scene) else None


@refused("api 14.3", "VG449", "locations")
def too_many_pictures_together(scene):
    model = scene.model
    if not model.combined_images:
        return None
    return cast(scene, model.elements, 1, model.combined_images - model.elements + 1)


@refused("api 6", "VG444", "around")
def an_element_with_too_many_pictures(scene):
    return cast(scene, 1, 5) if _structured(scene) else None


@refused("api 6; later L3.1", "VG481", "task")
def a_task_for_a_model_without_any(scene):
    return scene.saying(task="edit") if scene.keyword == "shot" and not scene.model.task else None


@refused("later L3.1", "VG482", "task")
def a_task_without_a_video(scene):
    return scene.saying(task="edit") if scene.model.task else None


@refused("later L3.1", "VG482", "task")
def an_extension_without_a_video(scene):
    return scene.saying(task="extend") if scene.model.task else None


def _structured(scene, *, framed=True):
    return scene.model.tags == "structured" and (framed or scene.model.start_image != "required")
