"""A paid clip counts only where it is what was ordered, whole; and an honest one is not thrown away for a few pixels."""

from fractions import Fraction

import av
import pytest

from vgdsl.media.delivery import Ordered, check_clip
from vgdsl.media.errors import MediaError
from vgdsl.media.footage import read_footage
from vgdsl.media.frames import decode_frame


def refused(path, ordered: Ordered = Ordered()) -> str:  # noqa: B008 - frozen
    with pytest.raises(MediaError) as caught:
        check_clip(path, ordered)
    return str(caught.value)


def test_a_good_delivery_passes(make_clip):
    clip = make_clip(frames=120, size=(320, 180))
    assert check_clip(clip, Ordered(5, 320, 180, 24)).pictures.frame_count == 120


def test_a_text_named_mp4_is_no_delivery(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_text('{"error": "later"}')
    assert refused(path) == "What came is not a clip: its bytes are text/plain."
    path.write_bytes(b"\x00\x01\x02\x03junk")
    assert refused(path) == "What came is not a clip: its bytes are of no known kind."


def test_sound_alone_is_no_delivery(tmp_path, write_sound):
    path = write_sound(tmp_path / "score.wav", 2.5)
    assert refused(path) == f"{path} has no picture, only sound."


def test_a_part_has_every_picture(make_clip):
    clip = make_clip(frames=48)
    assert check_clip(clip, Ordered(2, frames=48)).pictures.frame_count == 48
    assert refused(clip, Ordered(2, frames=49)) == "The part has 48 pictures; 49 were ordered."
    assert check_clip(clip, Ordered(2, rate=24, frames=50)).pictures.frame_count == 48
    assert refused(clip, Ordered(2, rate=24, frames=51)) == "The part has 48 pictures; 51 were ordered."


def test_a_delivery_of_the_wrong_length(make_clip):
    assert refused(make_clip(frames=48), Ordered(5)) == "The clip lasts 2.00 s; 5 s were ordered."


@pytest.mark.parametrize("frames", [97, 120, 144])
def test_a_length_rounded_to_groups_of_frames_passes(make_clip, frames):
    check_clip(make_clip(frames=frames), Ordered(5))


def test_sound_longer_than_the_pictures_makes_no_clip_longer(make_clip):
    clip = make_clip(frames=120, sound=7.0)
    check_clip(clip, Ordered(5))
    assert refused(clip, Ordered(7)) == "The clip lasts 5.00 s; 7 s were ordered."


@pytest.mark.parametrize("frames", [1, 4])
def test_a_placeholder_is_called_one(make_clip, frames):
    assert refused(make_clip(frames=frames), Ordered(5)) == (
        f"What came is a placeholder, not a clip: {frames} pictures in {frames / 24:.2f} s. The service sends these when"
        " it will not film a prompt; change the prompt and order the shot again."
    )


def test_a_still_slate_of_few_bytes_is_a_clip(make_clip):
    path = make_clip(frames=120, size=(64, 36))
    assert path.stat().st_size < 100_000
    check_clip(path, Ordered(5))


@pytest.mark.parametrize(
    ("size", "ordered"),
    [
        ((1280, 720), (1280, 720)),
        ((1248, 704), (1280, 720)),
        ((1264, 720), (1280, 720)),
        ((832, 480), (854, 480)),
        ((1344, 768), (1366, 768)),
        ((704, 1248), (720, 1280)),
        ((960, 960), (720, 720)),
        ((832, 1120), (720, 960)),
        ((960, 416), (1120, 480)),
        ((2048, 1152), (2560, 1440)),
        ((1920, 1088), (1280, 720)),
    ],
)
def test_sizes_that_models_make_of_an_order_pass(make_clip, size, ordered):
    check_clip(make_clip(frames=6, size=size), Ordered(None, *ordered))


@pytest.mark.parametrize(
    ("size", "ordered", "complaint"),
    [
        ((960, 540), (1280, 720), "The clip is smaller than ordered, 960x540; 1280x720 was ordered."),
        ((640, 360), (1280, 720), "The clip is smaller than ordered, 640x360; 1280x720 was ordered."),
        ((720, 1280), (1280, 720), "The clip has another shape, 720x1280; 1280x720 was ordered."),
        ((960, 720), (1280, 720), "The clip has another shape, 960x720; 1280x720 was ordered."),
        ((576, 720), (540, 720), "The clip has another shape, 576x720; 540x720 was ordered."),
    ],
)
def test_another_size_or_shape_is_refused(make_clip, size, ordered, complaint):
    assert refused(make_clip(frames=6, size=size), Ordered(None, *ordered)) == complaint


@pytest.mark.parametrize("times", [2, 4])
def test_an_upscale_that_was_not_enlarged_is_caught(make_clip, times):
    source = (320, 180)
    wanted = Ordered(None, source[0] * times, source[1] * times)
    assert "smaller than ordered, 320x180" in refused(make_clip(frames=6, size=source), wanted)


def test_where_a_picture_gives_the_shape_the_shorter_side_counts(make_clip):
    for size in ((1280, 720), (720, 1280), (720, 720), (1440, 620)):
        check_clip(make_clip(frames=6, size=size), Ordered(lines=720))
    assert refused(make_clip(frames=6, size=(640, 360)), Ordered(lines=720)) == (
        "The clip is smaller than ordered, 640x360; 720 lines were ordered."
    )


@pytest.mark.parametrize(("fps", "rate"), [("60000/1001", 60), ("60", 60), ("24000/1001", 24), ("30", 30)])
def test_a_rate_as_ordered_passes(make_clip, fps, rate):
    check_clip(make_clip(frames=30, fps=Fraction(fps)), Ordered(rate=rate))


@pytest.mark.parametrize(
    ("fps", "rate", "complaint"),
    [
        ("24", 60, "The clip has 24 frames a second; 60 were ordered."),
        ("24", 25, "The clip has 24 frames a second; 25 were ordered."),
        ("60000/1001", 30, "The clip has 59.94 frames a second; 30 were ordered."),
    ],
)
def test_another_rate_is_refused(make_clip, fps, rate, complaint):
    assert refused(make_clip(frames=30, fps=Fraction(fps)), Ordered(rate=rate)) == complaint


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("options", [{}, {"movflags": "faststart"}])
def test_a_clip_cut_short_anywhere(make_clip, share, options):
    path = make_clip(frames=48, sound=2.0)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refused(path) == f"{path} is cut short: its end is missing. Fetch or copy it again."


def test_damage_in_the_middle_is_found_though_both_ends_are_whole(make_clip):
    path = make_clip(frames=96, options={"g": "24"})
    with av.open(str(path)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    data = bytearray(path.read_bytes())
    for position, size in packets[24:36]:
        data[position + 8 : position + size] = b"\x55" * (size - 8)
    path.write_bytes(data)
    footage = read_footage(path)
    decode_frame(footage, 0)
    decode_frame(footage, 95)
    assert refused(path).startswith(f"{path} is damaged")


def test_scrambled_pictures_do_not_pass(make_clip):
    path = make_clip(frames=24)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    data[start : start + len(data) // 2] = b"\x55" * (len(data) // 2)
    path.write_bytes(data)
    assert refused(path)
