"""The picture asked for is the picture written, whatever the clip's inner order and times."""

from fractions import Fraction

import pytest
from PIL import Image, ImageChops

from vgdsl.media.errors import MediaError
from vgdsl.media.frames import extract_frame

CLIPS = {
    "b-frames": {},
    "no b-frames": {"options": {"bf": "0"}},
    "many b-frames": {"options": {"bf": "8", "b-pyramid": "normal", "b_strategy": "0"}},
    "closed groups": {"options": {"g": "10"}},
    "open groups": {"options": {"g": "10", "x264-params": "open-gop=1:b-adapt=0:bframes=3"}},
    "sound longer": {"sound": 3.0},
    "matroska": {"name": "clip.mkv"},
    "webm": {
        "name": "clip.webm",
        "codec": "libvpx-vp9",
        "options": {"cpu-used": "8", "deadline": "realtime"},
    },
    "quicktime": {"name": "clip.mov"},
    "ten bit": {"pixels": "yuv420p10le"},
    "late start": {"times": tuple(700 + number * 40 for number in range(30))},
    "variable rate": {"times": tuple(number * 33 + number * number for number in range(30))},
}


@pytest.fixture(params=CLIPS, ids=str)
def clip(request, make_clip):
    return make_clip(**{"frames": 30} | CLIPS[request.param])


def test_first_and_last(clip, tmp_path, read_number):
    for at, number in (("first", 0), ("last", 29)):
        assert read_number(Image.open(extract_frame(clip, at, tmp_path / "out.png"))) == number


@pytest.mark.parametrize("number", range(0, 30, 7))
def test_a_time_means_the_picture_on_screen_then(make_clip, tmp_path, read_number, number):
    clip = make_clip(frames=30, options={"g": "10", "x264-params": "open-gop=1:b-adapt=0:bframes=3"})
    for late in (Fraction(0), Fraction(1, 60)):
        out = extract_frame(clip, Fraction(number, 24) + late, tmp_path / "out.png")
        assert read_number(Image.open(out)) == number


def test_a_variable_rate_shows_a_picture_until_the_next(make_clip, tmp_path, read_number):
    clip = make_clip(frames=4, times=(500, 540, 900, 1000))
    for seconds, number in ((0, 0), (0.039, 0), (0.04, 1), (0.399, 1), (0.4, 2), (0.5, 3)):
        assert read_number(Image.open(extract_frame(clip, seconds, tmp_path / "out.png"))) == number


def test_pixels_are_those_of_a_full_decode(make_clip, tmp_path, decoded):
    clip = make_clip(frames=40, options={"bf": "8", "b_strategy": "0"})
    pictures = decoded(clip)
    for at, number in (("last", 39), (Fraction(17, 24), 17), (Fraction(18, 24), 18)):
        out = Image.open(extract_frame(clip, at, tmp_path / "out.png"))
        assert ImageChops.difference(out, pictures[number]).getbbox() is None


def test_the_same_clip_gives_the_same_bytes(make_clip, tmp_path):
    clip = make_clip()
    one, two = (
        extract_frame(clip, "last", tmp_path / "1.png"),
        extract_frame(clip, "last", tmp_path / "2.png"),
    )
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("seconds", [1.5, -0.1])
def test_a_time_outside_the_clip(make_clip, tmp_path, seconds):
    with pytest.raises(MediaError, match=r"it lasts 1 s"):
        extract_frame(make_clip(frames=24), seconds, tmp_path / "out.png")


def test_a_sound_has_no_pictures(tmp_path, write_sound):
    with pytest.raises(MediaError, match="has no picture, only sound"):
        extract_frame(write_sound(tmp_path / "score.wav", 1.0), "last", tmp_path / "out.png")


def test_a_picture_is_not_a_clip(tmp_path):
    Image.new("RGB", (64, 36)).save(tmp_path / "still.png")
    with pytest.raises(MediaError, match="not a clip: its bytes are image/png"):
        extract_frame(tmp_path / "still.png", "last", tmp_path / "out.png")
