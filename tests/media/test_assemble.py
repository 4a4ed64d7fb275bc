"""Films are read back picture by picture: each one is there once, in order, on time."""

from fractions import Fraction
from itertools import pairwise

import pytest

from vgdsl.media.assemble import Clip, Dissolve, Timeline, assemble
from vgdsl.media.errors import MediaError
from vgdsl.media.frames import extract_frame
from vgdsl.media.probe import probe


def numbers(first, count):
    return list(range(first, first + count))


def assert_smooth(film, fps=Fraction(24)):
    times, decode_times = film.times(), film.decode_times()
    assert times == [number / fps for number in range(len(times))]
    assert all(later > earlier for earlier, later in pairwise(decode_times))


CODINGS = {
    "default": {},
    "no b-frames": {"bf": "0"},
    "deep b-frames": {"bf": "8", "b-pyramid": "normal", "b_strategy": "0"},
    "short groups": {"g": "6"},
    "open groups": {"g": "8", "x264-params": "open-gop=1:b-adapt=0:bframes=3"},
}


@pytest.mark.parametrize("options", CODINGS.values(), ids=CODINGS)
def test_compatible_clips_are_copied_whole(make_clip, tmp_path, film, options):
    clips = [make_clip(f"{n}.mp4", first=n * 100, frames=20 + n, options=options) for n in range(3)]
    made = assemble(Timeline(tuple(map(Clip, clips))), tmp_path / "film.mp4")
    assert (made.frames, made.duration, made.copied, made.encoded, made.reasons) == (
        63,
        Fraction(63, 24),
        3,
        0,
        (),
    )
    result = film(made.path)
    assert result.numbers() == numbers(0, 20) + numbers(100, 21) + numbers(200, 22)
    assert_smooth(result)
    assert not result.has_sound()


def test_copying_keeps_every_pixel(make_clip, tmp_path, decoded):
    clips = [make_clip(f"{n}.mp4", first=n * 100) for n in range(2)]
    made = assemble(Timeline(tuple(map(Clip, clips))), tmp_path / "film.mp4")
    expected = [picture.tobytes() for clip in clips for picture in decoded(clip)]
    assert [picture.tobytes() for picture in decoded(made.path)] == expected


@pytest.mark.parametrize("options", CODINGS.values(), ids=CODINGS)
def test_the_doubled_picture_of_a_seam_is_shown_once(make_clip, tmp_path, film, options):
    first = make_clip("a.mp4", frames=24, options=options)
    second = make_clip("b.mp4", first=23, frames=24, options=options)
    made = assemble(Timeline((Clip(first), Clip(second, drop_first_frame=True))), tmp_path / "film.mp4")
    result = film(made.path)
    assert result.numbers() == numbers(0, 47)
    assert_smooth(result)
    assert 1 not in dict(made.reasons)


def test_dropping_a_last_picture_that_stands_alone_encodes_nothing(make_clip, tmp_path):
    clips = [make_clip(f"{n}.mp4", options={"bf": "0"}) for n in range(2)]
    made = assemble(Timeline((Clip(clips[0]), Clip(clips[1], drop_first_frame=True))), tmp_path / "film.mp4")
    assert (made.frames, made.encoded) == (47, 0)


@pytest.mark.parametrize("options", CODINGS.values(), ids=CODINGS)
@pytest.mark.parametrize("part", [(0, 17), (5, 24), (7, 15), (6, 24), (12, 13)])
def test_trims_show_just_their_part(make_clip, tmp_path, film, options, part):
    clip = make_clip("a.mp4", options=options)
    other = make_clip("b.mp4", first=100, options=options)
    trimmed = Clip(clip, Fraction(part[0], 24), Fraction(part[1], 24))
    made = assemble(Timeline((Clip(other), trimmed, Clip(other))), tmp_path / "film.mp4")
    result = film(made.path)
    assert result.numbers() == [*numbers(100, 24), *range(*part), *numbers(100, 24)]
    assert_smooth(result)
    assert {clip for clip, _ in made.reasons} <= {1}


def test_every_picture_can_be_sought_across_copied_and_encoded_parts(
    make_clip, tmp_path, read_number, open_image
):
    one, two = make_clip("a.mp4"), make_clip("b.mp4", first=100)
    made = assemble(Timeline((Clip(one, end=Fraction(11, 24)), Clip(two))), tmp_path / "film.mp4")
    for place in (0, 9, 10, 11, 12, 34):
        out = extract_frame(made.path, Fraction(place, 24), tmp_path / "at.png")
        assert read_number(open_image(out)) == (place if place < 11 else 89 + place)


def test_a_film_can_be_a_clip_of_the_next_film(make_clip, tmp_path, film):
    one, other = make_clip("a.mp4"), make_clip("b.mp4", first=100)
    path = assemble(Timeline((Clip(one, end=Fraction(11, 24)), Clip(other))), tmp_path / "film1.mp4").path
    expected = numbers(0, 11) + numbers(100, 24)
    for generation in range(2, 5):
        last = Fraction(len(expected) - 2, 24)
        timeline = Timeline((Clip(path), Clip(path, end=last)))
        path = assemble(timeline, tmp_path / f"film{generation}.mp4").path
        expected = expected + expected[:-2]
        assert film(path).numbers() == expected


def test_a_dissolve_melts_one_clip_into_the_next(make_clip, tmp_path, film, decoded):
    black, white = make_clip("a.mp4", first=0, frames=1), make_clip("b.mp4", first=4095, frames=1)
    clips = [make_clip(f"{n}.mp4", first=n * 100, frames=24) for n in range(2)]
    timeline = Timeline((Clip(clips[0]), Dissolve(Fraction(1, 4)), Clip(clips[1])))
    made = assemble(timeline, tmp_path / "film.mp4")
    result = film(made.path)
    assert made.frames == 42
    assert result.numbers()[:18] == numbers(0, 18)
    assert result.numbers()[24:] == numbers(106, 18)
    assert_smooth(result)
    stills = Timeline((Clip(black), Clip(black), Dissolve(Fraction(1, 24)), Clip(white), Clip(white)))
    melted = decoded(assemble(stills, tmp_path / "melt.mp4").path)
    assert len(melted) == 3
    assert melted[1].convert("L").getpixel((50, 20)) == pytest.approx(127, abs=12)


def test_another_size_is_fitted_with_black_bars(make_clip, tmp_path, film, decoded):
    wide = [make_clip(f"{n}.mp4", first=n * 100) for n in range(2)]
    tall = make_clip("tall.mp4", first=200, size=(108, 192))
    made = assemble(Timeline((Clip(wide[0]), Clip(tall), Clip(wide[1]))), tmp_path / "film.mp4")
    result = film(made.path)
    assert result.size() == (192, 108)
    assert (made.copied, made.encoded) == (2, 1)
    assert made.reasons == ((1, "it is 108x192, the film 192x108"),)
    middle = decoded(made.path)[30].convert("L")
    assert max(middle.getpixel((x, 50)) for x in (4, 30, 160, 188)) < 24
    assert result.numbers()[:24] + result.numbers()[48:] == numbers(0, 24) + numbers(100, 24)
    assert_smooth(result)


def test_a_larger_copy_of_the_same_shape_fills_the_picture(make_clip, tmp_path, film):
    small = [make_clip(f"{n}.mp4", first=n * 100) for n in range(2)]
    large = make_clip("large.mp4", first=200, size=(384, 216))
    made = assemble(Timeline((*map(Clip, small), Clip(large))), tmp_path / "film.mp4")
    assert film(made.path).numbers() == numbers(0, 24) + numbers(100, 24) + numbers(200, 24)


@pytest.mark.parametrize(
    ("fps", "expected"), [(12, [n // 2 for n in range(24)]), (48, list(range(0, 48, 2)))]
)
def test_another_rate_keeps_its_speed(make_clip, tmp_path, film, fps, expected):
    usual = [make_clip(f"{n}.mp4", first=100) for n in range(2)]
    other = make_clip("other.mp4", fps=Fraction(fps), frames=fps)
    made = assemble(Timeline((*map(Clip, usual), Clip(other))), tmp_path / "film.mp4")
    assert film(made.path).numbers()[48:] == expected
    assert_smooth(film(made.path))


def test_a_variable_rate_is_evened_out(make_clip, tmp_path, film):
    usual = make_clip("a.mp4")
    uneven = make_clip("b.mp4", first=100, frames=4, times=(0, 250, 500, 750), options={"bf": "0"})
    waiting = make_clip("c.mp4", first=100, frames=4, times=(0, 125, 625, 875), options={"bf": "0"})
    made = assemble(
        Timeline((Clip(usual), Clip(waiting), Clip(uneven)), fps=Fraction(24)), tmp_path / "film.mp4"
    )
    shown = film(made.path).numbers()
    assert shown[24 : 24 + 21] == [100] * 3 + [101] * 12 + [102] * 6
    assert shown[-24:] == [100] * 6 + [101] * 6 + [102] * 6 + [103] * 6


def test_clips_of_two_encoders_share_a_film(make_clip, tmp_path, film):
    main = [make_clip(f"{n}.mp4", first=n * 100) for n in range(2)]
    other = make_clip("other.mp4", first=200, options={"profile": "baseline", "refs": "2"})
    vp9 = make_clip(
        "other.webm", first=300, codec="libvpx-vp9", options={"cpu-used": "8", "deadline": "realtime"}
    )
    timeline = Timeline((Clip(other), *map(Clip, main), Clip(vp9)))
    made = assemble(timeline, tmp_path / "film.mp4")
    assert dict(made.reasons).keys() == {0, 3}
    assert "set up differently" in dict(made.reasons)[0]
    assert film(made.path).numbers() == numbers(200, 24) + numbers(0, 24) + numbers(100, 24) + numbers(
        300, 24
    )
    assert_smooth(film(made.path))


def test_ten_bit_clips_become_what_every_player_reads(make_clip, tmp_path, film):
    made = assemble(Timeline((Clip(make_clip(pixels="yuv420p10le")),)), tmp_path / "film.mp4")
    assert film(made.path).numbers() == numbers(0, 24)
    assert probe(made.path).pixel_format == "yuv420p"


@pytest.mark.parametrize("rate", ["24000/1001", "30000/1001", "25"])
def test_odd_rates_stay_exact(make_clip, tmp_path, film, rate):
    fps = Fraction(rate)
    clips = [make_clip(f"{n}.mp4", first=n * 100, fps=fps, frames=50) for n in range(3)]
    made = assemble(Timeline(tuple(map(Clip, clips))), tmp_path / "film.mp4")
    assert (made.copied, made.duration) == (3, 150 / fps)
    assert_smooth(film(made.path), fps)


def test_asked_for_size_and_rate(make_clip, tmp_path):
    made = assemble(Timeline((Clip(make_clip()),), fps=Fraction(30), size=(96, 54)), tmp_path / "film.mp4")
    info = probe(made.path)
    assert (info.rate, info.width, info.height, info.frame_count) == (30, 96, 54, 30)


def test_the_same_inputs_give_the_same_bytes(make_clip, tmp_path):
    one, other = make_clip("a.mp4", sound=1.0), make_clip("b.mp4", first=100, sound=1.0)
    timeline = Timeline((Clip(one), Dissolve(Fraction(1, 8)), Clip(other)))
    films = {assemble(timeline, tmp_path / f"film{n}.mp4").path.read_bytes() for n in range(6)}
    assert len(films) == 1


def test_a_film_never_overwrites_one_of_its_clips(make_clip):
    clip = make_clip()
    before = clip.read_bytes()
    with pytest.raises(MediaError, match=r"would overwrite clip\.mp4"):
        assemble(Timeline((Clip(clip),)), clip)
    assert clip.read_bytes() == before


def test_the_index_is_at_the_front(make_clip, tmp_path):
    data = assemble(Timeline((Clip(make_clip(sound=1.0)),)), tmp_path / "film.mp4").path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_progress_runs_to_one(make_clip, tmp_path):
    seen: list[float] = []
    assemble(Timeline((Clip(make_clip(frames=60)),)), tmp_path / "film.mp4", progress=seen.append)
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == 1


def test_a_failure_leaves_the_old_film_alone(make_clip, tmp_path):
    out = tmp_path / "film.mp4"
    out.write_bytes(b"the old film")
    broken = make_clip("broken.mp4", sound=1.0)
    data = bytearray(broken.read_bytes())
    start = data.index(b"mdat") + 4
    data[start : start + len(data) // 2] = b"\x55" * (len(data) // 2)
    broken.write_bytes(data)
    with pytest.raises(MediaError):
        assemble(Timeline((Clip(broken, start=Fraction(1, 4)),), fps=Fraction(30)), out)
    assert out.read_bytes() == b"the old film"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_sound_is_not_a_clip(tmp_path, write_sound):
    with pytest.raises(MediaError, match="has no picture"):
        assemble(Timeline((Clip(write_sound(tmp_path / "a.wav", 1.0)),)), tmp_path / "film.mp4")
