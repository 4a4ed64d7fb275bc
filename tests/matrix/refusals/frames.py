"""Start and end frames, clips to work over, sounds to work to."""

from scenes import CATALOG, OTHER, PICTURE, SOUND, VIDEO

from refusals import refused
from vgdsl.program.model import Mode


@refused("api 14.1; later L2.2", "VG431")
def no_start_frame(scene):
    alone = len(CATALOG.variants(scene.model.id)) < 2  # else another variant makes it
    return scene.without("start") if scene.model.start_image == "required" and alone else None


@refused("api 6", "VG432", "start")
def a_start_frame_for_a_model_that_takes_none(scene):
    refuses = scene.model.start_image == "refused" and scene.keyword == "shot"
    return scene.saying(start=PICTURE) if refuses else None


@refused("api 6; later L2.2", "VG433")
def no_end_frame(scene):
    return scene.without("end") if scene.model.end_image == "required" else None


@refused("api 6", "VG434", "end")
def an_end_frame_for_a_model_that_takes_none(scene):
    refuses = scene.model.end_image == "refused" and scene.keyword == "shot"
    alone = len(CATALOG.variants(scene.model.id)) < 2
    return scene.saying(end=OTHER) if refuses and alone else None


@refused("api 14.3", "VG435", "start")
def a_start_frame_beside_references(scene):
    return scene.saying(start=PICTURE) if scene.model.frames_exclude_references else None


@refused("api 6; later L3.3", "VG436")
def no_clip_to_work_over(scene):
    return scene.without("source") if scene.model.mode in {Mode.VIDEO, Mode.MOTION} else None


@refused("api 6", "VG437", "source")
def a_clip_for_a_model_that_takes_none(scene):
    alone = len(CATALOG.variants(scene.model.id)) < 2
    refuses = scene.model.video_input is False and scene.keyword == "shot"
    return scene.saying(source=VIDEO) if refuses and alone else None


@refused("api 6", "VG461", "soundtrack")
def a_soundtrack_for_a_model_that_takes_none(scene):
    refuses = scene.model.audio_input is False and scene.keyword == "shot"
    return scene.saying(soundtrack=SOUND) if refuses else None
