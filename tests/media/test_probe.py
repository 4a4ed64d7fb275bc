"""A film maker is told what a file holds, exactly, and why one cannot be used."""

from fractions import Fraction

import pytest
from PIL import Image

from vgdsl.media.probe import MediaError, probe


def test_a_picture(tmp_path):
    path = tmp_path / "frame.png"
    Image.new("RGB", (64, 36)).save(path)
    info = probe(path)
    assert (info.kind, info.mime, info.width, info.height) == ("image", "image/png", 64, 36)
    assert info.size_bytes == path.stat().st_size
    assert info.duration is None


def test_a_webp_named_png_is_a_webp(tmp_path):
    path = tmp_path / "frame.png"
    Image.new("RGB", (64, 36)).save(path, "WEBP")
    assert probe(path).mime == "image/webp"


def test_a_clip_lasts_as_long_as_its_pictures_not_its_sound(make_clip):
    info = probe(make_clip(frames=24, sound=1.7))
    assert (info.width, info.height, info.frame_count) == (192, 108, 24)
    assert (info.duration, info.rate, info.constant_rate) == (1, 24, True)
    assert (info.codec, info.pixel_format) == ("h264", "yuv420p")
    assert info.audio is not None
    assert (info.audio.codec, info.audio.rate, info.audio.channels) == ("aac", 48_000, 2)
    assert float(info.audio.duration) == pytest.approx(1.7, abs=0.03)


@pytest.mark.parametrize("fps", ["24", "25", "30", "30000/1001", "24000/1001", "16"])
@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv"])
def test_rates_are_exact_even_where_the_container_rounds(make_clip, name, fps):
    info = probe(make_clip(name, frames=40, fps=Fraction(fps), size=(64, 36)))
    assert (info.rate, info.constant_rate) == (Fraction(fps), True)
    assert info.duration == 40 / Fraction(fps)


def test_a_variable_rate_is_told(make_clip):
    info = probe(make_clip(frames=5, times=(0, 40, 200, 220, 500), options={"bf": "0"}))
    assert info.constant_rate is False
    assert info.frame_count == 5
    assert info.duration is not None
    assert float(info.duration) > 0.5


def test_sound_alone(tmp_path, write_sound):
    info = probe(write_sound(tmp_path / "score.wav", 2.5))
    assert (info.kind, info.mime) == ("audio", "audio/wav")
    assert info.duration == Fraction(5, 2)


def test_a_text_is_a_document(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Fade in.")
    assert probe(path).kind == "document"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "empty"), (b"\x00\x01\x02\x03junk", "no picture, clip, sound or document")],
)
def test_useless_files(tmp_path, content, complaint):
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=complaint):
        probe(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(MediaError, match=r"gone\.mp4 is missing"):
        probe(tmp_path / "gone.mp4")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("options", [{}, {"movflags": "faststart"}])
def test_a_clip_cut_short_anywhere(make_clip, share, options):
    path = make_clip(frames=48, sound=2.0)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(MediaError, match="cut short"):
        probe(path)


def test_a_picture_cut_short(tmp_path):
    path = tmp_path / "frame.png"
    Image.effect_noise((64, 64), 90).save(path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(MediaError, match="damaged or cut short"):
        probe(path)
