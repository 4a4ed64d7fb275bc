"""What is sent is exactly what the plan named."""

import hashlib

import pytest

from vgdsl.plan.job import ClipInput, FileInput, FrameInput, LinkInput
from vgdsl.program.values import Duration, Edge
from vgdsl.providers.base import DataFile
from vgdsl.run.inputs import Darkroom
from vgdsl.run.studio import StudioError

CLIP = "c" * 64


def file_input(folder, name, data, mime="image/png"):
    (folder / name).write_bytes(data)
    return FileInput(name, mime, hashlib.sha256(data).hexdigest(), len(data))


@pytest.fixture
def darkroom(stage):
    stage.store.prepare()
    clip = stage.store.path(CLIP)
    clip.parent.mkdir(parents=True)
    clip.write_bytes(b"clip")
    return Darkroom(stage.folder, stage.store, stage.studio)


async def test_media_stand_where_they_were_named(darkroom, stage, tmp_path):
    hero = file_input(tmp_path, "hero.png", b"hero")
    body = {
        "prompt": "sea", "audio": True, "image_url": hero, "video_url": ClipInput("a"),
        "reference_image_urls": [LinkInput("https://x.example/1.png"), hero],
        "elements": [{"frontal_image_url": hero, "name": "marco"}],
    }  # fmt: skip
    picture = DataFile(tmp_path / "hero.png", "image/png")
    assert await darkroom.ready(body, {"a": CLIP}) == {
        "prompt": "sea", "audio": True, "image_url": picture,
        "video_url": DataFile(stage.store.path(CLIP), "video/mp4"),
        "reference_image_urls": ["https://x.example/1.png", picture],
        "elements": [{"frontal_image_url": picture, "name": "marco"}],
    }  # fmt: skip


async def test_a_clip_is_sent_as_what_its_bytes_say(darkroom, stage):
    """An HDR upscale may be MOV."""
    stage.store.path(CLIP).write_bytes(bytes(4) + b"ftypqt  " + bytes(20))
    sent = await darkroom.ready({"video_url": ClipInput("a")}, {"a": CLIP})
    assert sent["video_url"].mime == "video/quicktime"
    stage.store.path(CLIP).unlink()
    with pytest.raises(StudioError, match="cannot be read any more"):
        await darkroom.ready({"video_url": ClipInput("a")}, {"a": CLIP})


async def test_a_frame_is_taken_once(darkroom, stage):
    body = {"image_url": FrameInput(ClipInput("a"), Edge.LAST)}
    first = (await darkroom.ready(body, {"a": CLIP}))["image_url"]
    assert first.mime == "image/png"
    assert first.path.read_bytes() == b"frame last of clip"
    stage.store.path(CLIP).unlink()
    assert (await darkroom.ready(body, {"a": CLIP}))["image_url"] == first


async def test_frames_of_other_moments_are_other_pictures(darkroom, tmp_path):
    film = file_input(tmp_path, "walk.mp4", b"walk", "video/mp4")
    body = {"a": FrameInput(film, Edge.FIRST), "b": FrameInput(film, Duration(2500))}
    ready = await darkroom.ready(body, {})
    assert ready["a"].path != ready["b"].path


async def test_a_changed_or_missing_file_stops_the_order(darkroom, tmp_path):
    hero = file_input(tmp_path, "hero.png", b"hero")
    (tmp_path / "hero.png").write_bytes(b"villain")
    with pytest.raises(StudioError, match=r"hero\.png has changed"):
        await darkroom.ready({"image_url": hero}, {})
    (tmp_path / "hero.png").unlink()
    with pytest.raises(StudioError, match=r"hero\.png cannot be read"):
        await darkroom.ready({"image_url": hero}, {})
