"""Sound stays with its picture, and music lies under it."""

from fractions import Fraction

import pytest

from vgdsl.media.assemble import Clip, Dissolve, Music, Timeline, assemble
from vgdsl.media.errors import MediaError

LOUD = 0.25 / 2**0.5
"""Root mean square of the clips' sine."""


@pytest.fixture
def joined(tmp_path, film):
    """Assemble and read back."""

    def join(*items, music=None):
        return film(assemble(Timeline(items, music), tmp_path / "film.mp4").path)

    return join


@pytest.fixture(params=["copied", "mixed"])
def way(request, tmp_path, write_sound):
    """Both ways to make the sound: silent music forces a mix."""
    if request.param == "copied":
        return None
    return Music(write_sound(tmp_path / "hush.wav", 1.0, volume=0.0))


def test_sound_stays_with_its_clip(make_clip, joined, way):
    loud, quiet = make_clip("a.mp4", sound=1.0), make_clip("b.mp4", sound=1.0, volume=0.05)
    film = joined(*[Clip(loud), Clip(quiet)] * 4, music=way)
    for second in range(8):
        expected = LOUD if second % 2 == 0 else LOUD / 5
        assert film.loudness(second + 0.04, second + 0.96) == pytest.approx(expected, rel=0.05)
    assert len(film.sound()) / 48_000 == pytest.approx(8, abs=0.022)


def test_the_join_lies_where_the_picture_changes(make_clip, joined, way):
    silent, loud = make_clip("a.mp4", frames=31), make_clip("b.mp4", sound=1.0)
    sound = joined(Clip(silent), Clip(loud), music=way).sound()
    onset = next(place for place, sample in enumerate(sound) if abs(sample) > 0.05)
    assert onset / 48_000 == pytest.approx(31 / 24, abs=0.002 if way else 0.022)


def test_sound_longer_or_shorter_than_its_picture_shifts_nothing(make_clip, joined, way):
    long, short = make_clip("a.mp4", sound=1.8), make_clip("b.mp4", sound=0.5, volume=0.05)
    film = joined(Clip(long), Clip(short), Clip(long), music=way)
    assert film.loudness(0.04, 0.96) == pytest.approx(LOUD, rel=0.05)
    assert film.loudness(1.04, 1.46) == pytest.approx(LOUD / 5, rel=0.05)
    assert film.loudness(1.56, 1.96) < 0.002
    assert film.loudness(2.04, 2.96) == pytest.approx(LOUD, rel=0.05)


def test_a_trim_takes_its_part_of_the_sound(make_clip, joined, way):
    clip = make_clip("a.mp4", frames=48, sound=1.0)
    film = joined(Clip(clip, Fraction(1, 2), Fraction(3, 2)), music=way)
    assert film.loudness(0.03, 0.46) == pytest.approx(LOUD, rel=0.05)
    assert film.loudness(0.54, 0.96) < 0.002


def test_clips_with_different_sound_are_mixed_into_one(make_clip, joined):
    mono = make_clip("a.mp4", sound=1.0, sound_rate=44_100, layout="mono")
    stereo = make_clip("b.mp4", sound=1.0)
    film = joined(Clip(mono), Clip(stereo), Clip(make_clip("c.mp4")))
    assert film.loudness(1.04, 1.96) == pytest.approx(LOUD, rel=0.05)
    assert film.loudness(0.04, 0.96) == pytest.approx(LOUD, rel=0.05)
    assert film.loudness(2.05, 2.95) < 0.002


def test_silent_clips_without_music_make_a_film_without_sound(make_clip, joined):
    assert not joined(Clip(make_clip())).has_sound()


def test_a_dissolve_crosses_the_sounds(make_clip, joined):
    loud, silent = make_clip("a.mp4", frames=48, sound=2.0), make_clip("b.mp4", first=50, frames=48)
    film = joined(Clip(loud), Dissolve(Fraction(1)), Clip(silent))
    assert film.loudness(0.1, 0.9) == pytest.approx(LOUD, rel=0.05)
    steps = [film.loudness(1 + step / 5, 1.2 + step / 5) for step in range(5)]
    assert steps == sorted(steps, reverse=True)
    assert film.loudness(2.05, 2.9) < 0.002


def test_music_is_cut_to_the_film_and_faded(make_clip, tmp_path, write_sound, joined):
    score = write_sound(tmp_path / "score.wav", 10.0)
    music = Music(score, fade_in=Fraction(1, 2), fade_out=Fraction(1), gain_db=-6.0)
    film = joined(Clip(make_clip(frames=96)), music=music)
    assert film.loudness(0.0, 0.1) < LOUD / 8
    assert film.loudness(1.0, 2.9) == pytest.approx(LOUD * 10 ** (-6 / 20), rel=0.03)
    assert film.loudness(3.9, 3.99) < LOUD / 10
    assert len(film.sound()) / 48_000 == pytest.approx(4, abs=0.022)


def test_short_music_fades_at_its_own_end_and_is_not_repeated(make_clip, tmp_path, write_sound, joined):
    score = write_sound(tmp_path / "score.wav", 3.0)
    film = joined(Clip(make_clip(frames=96)), music=Music(score, start=Fraction(1), fade_out=Fraction(1)))
    assert film.loudness(0.1, 0.9) == pytest.approx(LOUD, rel=0.03)
    assert film.loudness(1.9, 1.99) < LOUD / 10
    assert film.loudness(2.1, 3.9) < 0.002


def test_music_lies_under_the_clips_own_sound(make_clip, tmp_path, write_sound, joined):
    score = write_sound(tmp_path / "score.wav", 3.0)
    film = joined(
        Clip(make_clip(sound=1.0)), Clip(make_clip("b.mp4")), music=Music(score, fade_out=Fraction(0))
    )
    assert film.loudness(0.05, 0.95) == pytest.approx(LOUD * 2**0.5, rel=0.05)
    assert film.loudness(1.05, 1.95) == pytest.approx(LOUD, rel=0.05)


def test_peaks_stay_under_full_scale(make_clip, tmp_path, write_sound, joined):
    score = write_sound(tmp_path / "score.wav", 3.0, volume=0.9)
    film = joined(Clip(make_clip(sound=1.0, volume=0.9)), music=Music(score))
    assert max(map(abs, film.sound())) < 1.02


def test_music_that_ends_before_its_start(make_clip, tmp_path, write_sound, joined):
    score = write_sound(tmp_path / "score.wav", 1.0)
    with pytest.raises(MediaError, match=r"its start at 2\.00 s is not in it"):
        joined(Clip(make_clip()), music=Music(score, start=Fraction(2)))


def test_sound_of_one_form_is_copied_packet_by_packet(make_clip, tmp_path, packets):
    clips = [make_clip(f"{n}.mp4", sound=1.0, frequency=300 + n * 100) for n in range(3)]
    made = assemble(Timeline(tuple(map(Clip, clips))), tmp_path / "film.mp4")
    own = {packet for clip in clips for packet in packets(clip, "audio")}
    copied = packets(made.path, "audio")
    assert set(copied) <= own
    assert len(copied) == pytest.approx(3 * 48_000 / 1024, abs=2)


def test_a_silent_clip_among_sounding_ones_costs_no_encoding(make_clip, joined):
    film = joined(
        Clip(make_clip("a.mp4", sound=1.0)), Clip(make_clip("b.mp4")), Clip(make_clip("c.mp4", sound=1.0))
    )
    assert film.loudness(0.05, 0.95) == pytest.approx(LOUD, rel=0.05)
    assert film.loudness(1.05, 1.95) < 0.002
    assert film.loudness(2.05, 2.95) == pytest.approx(LOUD, rel=0.05)
