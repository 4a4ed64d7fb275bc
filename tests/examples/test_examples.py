"""The films in examples/: each checks without a word, is made on the simulator, and is then what its file says."""

import math
import shutil
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from vgdsl.media.probe import MediaInfo, probe

EXAMPLES = Path(__file__).parents[2] / "examples"
WIDE, TALL, LARGE = (1280, 720), (480, 854), (2560, 1440)
RATE = 24


@dataclass(frozen=True)
class Clip:
    """A clip as ordered."""

    seconds: float
    size: tuple[int, int] = WIDE
    sound: bool = False


@dataclass(frozen=True)
class Shown:
    """At `at` seconds of the film one sees the picture of a clip at `clip_at` seconds of it."""

    at: float
    file: str
    clip_at: float


@dataclass(frozen=True)
class Example:
    folder: str
    output: str
    size: tuple[int, int]
    sound: bool
    clips: dict[str, Clip]
    shown: tuple[Shown, ...]


FILMS = (
    Example(
        "1-lighthouse", "lighthouse.mp4", WIDE, sound=True,
        clips={"beam": Clip(5, sound=True)},
        shown=(Shown(2.5, "beam", 2.5),),
    ),
    Example(
        "2-postcards", "postcards.mp4", TALL, sound=False,
        clips={f"postcard-{city}": Clip(4, TALL) for city in ("Venice", "Porto", "Kyoto")},
        shown=(
            Shown(2, "postcard-Venice", 2), Shown(5.5, "postcard-Porto", 2), Shown(9, "postcard-Kyoto", 2),
        ),
    ),
    Example(
        "3-still-life", "still-life.mp4", WIDE, sound=True,
        clips={"lemons": Clip(5)},
        shown=(Shown(0, "lemons", 0.5), Shown(2, "lemons", 2.5)),
    ),
    Example(
        "4-night-train", "night-train.mp4", WIDE, sound=True,
        clips={name: Clip(5, sound=True) for name in ("platform", "corridor", "window")},
        shown=(
            Shown(2.5, "platform", 2.5),
            Shown(7.5 - 1 / RATE, "corridor", 2.5),
            Shown(12.5 - 2 / RATE, "window", 2.5),
        ),
    ),
    Example(
        "5-four-seasons", "four-seasons.mp4", WIDE, sound=False,
        clips={name: Clip(5) for name in ("spring", "winter", "a_year")},
        shown=(
            Shown(2.5, "spring", 2.5),
            Shown(7.5 - 1 / RATE, "a_year", 2.5),
            Shown(12.5 - 2 / RATE, "winter", 2.5),
        ),
    ),
    Example(
        "6-tea-house", "tea-house.mp4", WIDE, sound=True,
        clips={
            "arrival": Clip(4, sound=True), "arrival.2": Clip(4, sound=True), "pouring": Clip(4, sound=True),
            "garden": Clip(5, (854, 480)),
        },
        shown=(
            Shown(2, "arrival.2", 2), Shown(6 - 1 / RATE, "pouring", 2), Shown(10 - 1 / RATE, "garden", 2.5),
        ),
    ),
    Example(
        "7-gondolier", "gondolier.mp4", WIDE, sound=True,
        clips={
            "opening": Clip(5), "crossing": Clip(5, sound=True),
            "boarding": Clip(8, sound=True), "boarding.2": Clip(8, sound=True),
            "boarding_hd": Clip(8, LARGE, sound=True), "postcard-Venice": Clip(5), "postcard-Rome": Clip(5),
        },
        shown=(
            Shown(2.5, "opening", 2.5), Shown(7.5 - 1 / RATE, "crossing", 2.5),
            Shown(13.5 - 1 / RATE, "boarding_hd", 4), Shown(19.5 - 1 / RATE, "postcard-Venice", 2.5),
            Shown(24.5 - 1 / RATE, "postcard-Rome", 2.5),
        ),
    ),
)  # fmt: skip


@cache
def picture(path: Path, second: float) -> Image.Image:
    """The picture on screen then, grey and small: films and clips may differ in size."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if frame.time >= second - 0.5 / RATE:
                return frame.reformat(320, 180).to_image().convert("L")
    raise AssertionError(f"{path.name} ends before {second} s")


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The peak signal-to-noise ratio of two pictures, in decibels."""
    (error,) = ImageStat.Stat(ImageChops.difference(one, other)).rms
    return 20 * math.log10(255 / error) if error else math.inf


def made(desk, folder: str) -> dict[str, MediaInfo]:
    """Checks, plans and makes a film; what stands in its folder of results."""
    checked = desk("check", "film.vg")
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.endswith("nothing to complain about\n"), checked.out
    done = desk("run", "film.vg", "--simulate")
    assert done.code == 0, done.out + done.err
    return {path.stem: probe(path) for path in (desk.folder / folder).glob("*.mp4")}


@pytest.mark.parametrize("film", FILMS, ids=lambda film: film.folder)
def test_an_example_is_the_film_that_its_file_says(film, desk):
    shutil.copytree(
        EXAMPLES / film.folder,
        desk.folder,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("out", ".vgdsl"),
    )
    found = made(desk, "out/animatic")
    results = desk.folder / "out/animatic"

    output = found.pop(Path(film.output).stem)
    assert {name: ordered(info) for name, info in found.items()} == film.clips

    plan = desk("plan", "film.vg", "--simulate", "--json").json
    assert output.frame_count == plan["builds"][0]["length"]["frames"]
    assert (output.width, output.height) == film.size
    assert (output.rate, output.constant_rate) == (Fraction(RATE), True)
    assert (output.audio is not None) == film.sound
    if output.audio is not None:
        assert abs(output.audio.duration - output.duration) < Fraction(1, 20)
    for shown in film.shown:
        assert_shows(results, film, shown)

    assert plan["purchases"] == 0
    assert_nothing_is_made_again(desk, film)


def ordered(info: MediaInfo) -> Clip:
    return Clip(float(info.duration), (info.width, info.height), info.audio is not None)


def assert_shows(results: Path, film: Example, shown: Shown) -> None:
    """That moment of the film is that of the clip, and of no other clip of the film."""
    seen = picture(results / film.output, shown.at)
    alike = {
        name: likeness(seen, picture(results / f"{name}.mp4", min(shown.clip_at, clip.seconds / 2)))
        for name, clip in film.clips.items()
        if name.partition(".")[0].removesuffix("_hd") != shown.file.partition(".")[0].removesuffix("_hd")
    }
    right = likeness(seen, picture(results / f"{shown.file}.mp4", shown.clip_at))
    assert right > 30, (shown, right)
    assert all(right > other for other in alike.values()), (shown, right, alike)


def assert_nothing_is_made_again(desk, film: Example) -> None:
    bookings, stamps = desk.bookings(), times(desk.folder / "out")
    assert len(bookings) == len(film.clips)
    again = desk("run", "film.vg", "--simulate")
    assert again.code == 0
    assert "nothing to make" in again.out
    assert desk.bookings() == bookings
    assert times(desk.folder / "out") == stamps


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.mp4")}


def test_every_example_is_tried():
    assert {film.folder for film in FILMS} == {path.parent.name for path in EXAMPLES.glob("*/film.vg")}
