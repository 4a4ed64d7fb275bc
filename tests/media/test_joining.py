"""What was upscaled in parts is one clip again: every picture once, bit for bit, on time, with the source's own sound."""

from fractions import Fraction
from itertools import pairwise

import av
import pytest

from vgdsl.media.errors import MediaError
from vgdsl.media.joining import join
from vgdsl.media.probe import probe

CODINGS = {
    "h264": {"options": {"g": "12"}},
    "h264, deep b-frames": {"options": {"bf": "8", "b-pyramid": "normal", "b_strategy": "0"}},
    "hevc": {"codec": "libx265", "options": {"x265-params": "log-level=error"}},
    "hevc, 10 bits": {
        "codec": "libx265",
        "pixels": "yuv420p10le",
        "options": {"x265-params": "log-level=error"},
    },
}


def assert_smooth(film, fps=Fraction(24)):
    times, decode_times = film.times(), film.decode_times()
    assert times == [number / fps for number in range(len(times))]
    assert all(later > earlier for earlier, later in pairwise(decode_times))


def samples(path):
    """When a file's sound begins, and its samples in 24 bits, channel by channel."""
    with av.open(str(path)) as container:
        frames = list(container.decode(audio=0))
        start = frames[0].pts * frames[0].time_base
        resampler = av.AudioResampler(format="s32p")
        found = [part for frame in (*frames, None) for part in resampler.resample(frame)]
        return start, [
            [
                sample >> 8
                for part in found
                for sample in memoryview(bytes(part.planes[side])).cast("i")[: part.samples]
            ]
            for side in range(len(found[0].planes))
        ]


@pytest.mark.parametrize("how", CODINGS.values(), ids=CODINGS)
def test_parts_are_joined_bit_for_bit(make_clip, tmp_path, film, packets, how):
    parts = [make_clip(f"{n}.mp4", first=n * 100, frames=20 + n, **how) for n in range(3)]
    made = join(parts, None, tmp_path / "whole.mp4")
    assert (made.frames, made.duration, made.copied, made.sounding) == (63, Fraction(63, 24), True, False)
    whole = film(tmp_path / "whole.mp4")
    assert whole.numbers() == [*range(20), *range(100, 121), *range(200, 222)]
    assert_smooth(whole)
    assert packets(whole.path, "video") == [packet for part in parts for packet in packets(part, "video")]


def test_prores_keeps_its_container(make_clip, tmp_path, film):
    parts = [
        make_clip(f"{n}.mov", first=n * 10, frames=10, codec="prores_ks", pixels="yuv422p10le", options={})
        for n in range(2)
    ]
    assert join(parts, None, tmp_path / "whole.mp4").copied
    assert film(tmp_path / "whole.mp4").numbers() == list(range(20))
    assert probe(tmp_path / "whole.mp4").mime == "video/quicktime"


def test_parts_that_differ_are_encoded_anew(make_clip, tmp_path, film):
    parts = [
        make_clip("a.mp4", frames=12, options={"bf": "0", "profile": "baseline"}),
        make_clip("b.mp4", first=12, frames=12, options={"bf": "3"}),
    ]
    made = join(parts, make_clip("sound.mp4", frames=24, sound=1.0), tmp_path / "whole.mp4")
    assert (made.frames, made.copied, made.sounding) == (24, False, True)
    whole = film(tmp_path / "whole.mp4")
    assert whole.numbers() == list(range(24))
    assert_smooth(whole)


def test_uneven_times_stay_as_they_are(make_clip, tmp_path, film):
    times = (0, 40, 100, 130, 200, 220, 300, 340)
    parts = [make_clip(f"{n}.mp4", first=n * 8, frames=8, times=times) for n in range(2)]
    join(parts, None, tmp_path / "whole.mp4")
    whole = film(tmp_path / "whole.mp4")
    assert whole.numbers() == list(range(16))
    found = whole.times()
    expected = [film(parts[0]).times(), film(parts[1]).times()]
    assert found[:8] == expected[0]
    assert [time - found[8] for time in found[8:]] == [time - expected[1][0] for time in expected[1]]
    assert found[8] > found[7]


SOUNDS = {
    "aac": ("source.mp4", {"sound_codec": "aac"}),
    "mono aac at 44.1 kHz": ("source.mp4", {"sound_codec": "aac", "sound_rate": 44_100, "layout": "mono"}),
    "opus": (
        "source.webm",
        {"sound_codec": "libopus", "codec": "libvpx-vp9", "options": {"deadline": "realtime"}},
    ),
    "mp3": ("source.mov", {"sound_codec": "libmp3lame"}),
}


@pytest.mark.parametrize(("name", "how"), SOUNDS.values(), ids=SOUNDS)
def test_sound_is_put_back_sample_for_sample(make_clip, tmp_path, packets, name, how):
    source = make_clip(name, frames=48, sound=2.0, **how)
    part = make_clip("part.mp4", frames=48)
    assert join([part], source, tmp_path / "whole.mp4").sounding
    assert packets(tmp_path / "whole.mp4", "audio") == packets(source, "audio")
    (start, found), (began, expected) = samples(tmp_path / "whole.mp4"), samples(source)
    assert (start, [side[: len(expected[0])] for side in found]) == (began, expected)  # Opus pads its end


def test_sound_of_another_kind_loses_nothing(make_clip, write_sound, tmp_path):
    source = write_sound(tmp_path / "sound.wav", 2.0)
    join([make_clip("part.mp4", frames=48)], source, tmp_path / "whole.mp4")
    assert samples(tmp_path / "whole.mp4") == samples(source)


def test_a_source_without_sound(make_clip, tmp_path, film):
    made = join([make_clip("part.mp4")], make_clip("source.mp4"), tmp_path / "whole.mp4")
    assert not made.sounding
    assert not film(tmp_path / "whole.mp4").has_sound()


def test_the_same_parts_give_the_same_bytes(make_clip, tmp_path):
    parts = [make_clip(f"{n}.mp4", first=n * 24) for n in range(2)]
    source = make_clip("source.mp4", frames=48, sound=2.0)
    for name in ("one.mp4", "two.mp4"):
        join(parts, source, tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_progress_goes_to_the_end(make_clip, tmp_path):
    heard = []
    join([make_clip("part.mp4", frames=50)], None, tmp_path / "whole.mp4", progress=heard.append)
    assert heard == [0, 24 / 50, 48 / 50, 1]


def test_a_part_that_is_no_clip(make_clip, tmp_path):
    (tmp_path / "part.mp4").write_bytes(b"no clip")
    with pytest.raises(MediaError):
        join([tmp_path / "part.mp4"], None, tmp_path / "whole.mp4")
    assert not (tmp_path / "whole.mp4").exists()
