"""A slate is a clip exactly as ordered, and shows what was ordered, in every shape and script."""

import time
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import inf, log10

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from vgdsl.media.delivery import Ordered, check_clip
from vgdsl.media.enlarge import Enlarged, enlarge
from vgdsl.media.errors import MediaError
from vgdsl.media.frames import extract_frame
from vgdsl.media.probe import probe
from vgdsl.media.slate.bars import upper
from vgdsl.media.slate.clock import time_code
from vgdsl.media.slate.layout import Layout
from vgdsl.media.slate.mood import Place, mood_of
from vgdsl.media.slate.render import Slate, render
from vgdsl.media.slate.scene import paint
from vgdsl.media.slate.type import cut, drawable, face_for, fit, wrap
from vgdsl.media.slate.words import words_of

PROMPT = "A gondola glides through the canals of Venice at sunset; Marco looks up and smiles."


def slate(**changes):
    fields = {
        "node": "opening",
        "prompt": PROMPT,
        "model": "wan-2-7-text-to-video",
        "seconds": Fraction(1),
        "width": 320,
        "height": 180,
        "fps": Fraction(24),
    }
    return Slate(**{**fields, **changes})


def frames(path):
    with av.open(str(path)) as container:
        return [frame.to_image() for frame in container.decode(video=0)]


def distance(one, other):
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def area(frame):
    """What a frame shows between its bars."""
    return frame.crop(Layout(*frame.size).picture)


def likeness(one, other):
    """Peak signal to noise in dB: above 35 nobody sees a difference."""
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    error = sum(squares) / (3 * one.width * one.height)
    return 10 * log10(255**2 / error) if error else inf


def bars(frame):
    top, bottom = Layout(*frame.size).picture[1::2]
    return frame.crop((0, 0, frame.width, top)), frame.crop((0, bottom, frame.width, frame.height))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.mp4"


@pytest.fixture
def red(tmp_path):
    Image.new("RGB", (640, 360), (200, 30, 30)).save(tmp_path / "red.png")
    return tmp_path / "red.png"


@pytest.fixture
def blue(tmp_path):
    Image.new("RGB", (300, 500), (30, 30, 200)).save(tmp_path / "blue.webp")
    return tmp_path / "blue.webp"


@pytest.mark.parametrize(
    ("width", "height", "seconds", "fps"),
    [
        (1280, 720, Fraction(5), Fraction(24)),
        (720, 1280, Fraction(1), Fraction(30)),
        (720, 720, Fraction(2), Fraction(25)),
        (1680, 720, Fraction(1), Fraction(60)),
        (456, 256, Fraction(3, 2), Fraction(24000, 1001)),
        (854, 480, Fraction(249, 25), Fraction(24)),
        (3840, 2160, Fraction(1, 4), Fraction(24)),
        (64, 36, Fraction(1, 100), Fraction(24)),
    ],
)
def test_size_length_and_rate_are_exactly_those_ordered(out, width, height, seconds, fps):
    render(slate(width=width, height=height, seconds=seconds, fps=fps), out)
    info = probe(out)
    assert (info.width, info.height, info.rate, info.codec) == (width, height, fps, "h264")
    assert info.frame_count == max(1, round(seconds * fps))
    assert info.pixel_format == "yuv420p"


def test_it_is_a_clip_that_players_and_cutting_rooms_take(out):
    render(slate(seconds=Fraction(5)), out)
    check_clip(out, Ordered(5))
    data = out.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(out)) as container:
        stream = container.streams.video[0]
        assert stream.profile in {"Main", "High"}
        keys = [packet.pts * packet.time_base for packet in container.demux(stream) if packet.is_keyframe]
    assert keys == [0, 2, 4]


def test_sound_lasts_as_long_as_the_picture_and_is_quiet(out):
    render(slate(seconds=Fraction(3)), out)
    assert abs(probe(out).audio.duration - 3) < Fraction(1, 20)
    with av.open(str(out)) as container:
        loud = [max(memoryview(frame.planes[0]).cast("f")) for frame in container.decode(audio=0)]
    assert 0.01 < max(loud) < 0.4
    assert max(loud[:2]) < max(loud) / 5
    assert loud[-1] < max(loud) / 5
    render(slate(audio=False), out)
    assert probe(out).audio is None


def test_the_same_slate_is_the_same_bytes(tmp_path, red, blue):
    for name in ("a", "b"):
        render(slate(start=red, end=blue, thumbnails=(red, "example.com")), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_clock_and_the_progress_bar_move_in_every_frame(out):
    order = slate(width=1280, height=720)
    render(order, out)
    shown, layout = frames(out), Layout(1280, 720)
    left, top, right, bottom = layout.progress
    clocks = [frame.crop((900, bottom, 1280, 720)) for frame in shown]
    assert all(distance(one, other) > 0.3 for one, other in pairwise(clocks))
    lights = [ImageStat.Stat(frame.crop((left, top, right, bottom)).convert("L")).mean[0] for frame in shown]
    assert lights == sorted(lights)
    assert lights[-1] > lights[0] + 80


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (720, 720), (1680, 720), (456, 256), (256, 456)])
def test_opaque_bars_hold_the_facts_in_every_frame(out, red, size):
    order = slate(width=size[0], height=size[1])
    layout, shown = Layout(*size), []
    for start in (None, red):
        render(replace(order, start=start), out)
        clip = frames(out)
        shown += [bars(frame) for frame in (clip[0], clip[12], clip[-1])]
    for head, foot in shown:
        assert head.height + foot.height < min(size) * 0.16
        assert likeness(head, shown[0][0]) > 30
        for bar in (head, foot.crop((0, layout.progress[3] - layout.picture[3], foot.width, foot.height))):
            dark, light = bar.convert("L").crop((layout.margin // 2, 0, bar.width, bar.height)).getextrema()
            assert dark < 24
            assert light > 140


def test_two_sizes_of_a_shape_have_their_bars_at_the_same_place():
    for height in (480, 720, 1080, 1440, 2160):
        layout = Layout(height * 16 // 9, height)
        assert layout.top / height <= 64 / 720
        assert layout.bottom / height <= 48 / 720
        assert layout.top / height > 62 / 720


def test_the_first_and_the_last_frame_are_clean_pictures(out, red):
    order = slate(width=640, height=360, start=red, end=red, thumbnails=(red, "example.com"))
    render(order, out)
    shown = [area(frame) for frame in frames(out)]
    with Image.open(red) as picture:
        bare = area(picture)
    assert likeness(shown[0], bare) > 35
    assert likeness(shown[-1], bare) > 35
    assert likeness(shown[12], bare) < 20


def test_an_illustration_is_clean_at_both_ends_too(out):
    order = slate(width=640, height=360)
    box = words_of(order).box
    render(order, out)
    first, *_, last = shown = [frame.crop(box) for frame in frames(out)]
    assert likeness(first, last) > likeness(first, shown[12]) + 3


def test_the_words_come_and_go_softly(out, red):
    order = slate(seconds=Fraction(2), width=640, height=360, start=red)
    box = words_of(order).box
    render(order, out)
    clip = [frame.crop(box) for frame in frames(out)]
    away = [distance(clip[0], picture) for picture in clip]
    assert all(later > earlier for earlier, later in pairwise(away[:7]))
    assert all(later < earlier for earlier, later in pairwise(away[-9:]))
    assert min(away[9:36]) > max(away[0], away[-1])


def test_a_chain_of_shots_has_no_jump_and_no_old_words(tmp_path, out):
    start = None
    for node in ("one", "two", "three"):
        order = slate(
            node=node, prompt=f"Shot {node}: the lagoon at dusk.", start=start, width=640, height=360
        )
        render(order, out)
        shown = frames(out)
        if start is not None:
            with Image.open(start) as before:
                assert likeness(area(shown[0]), area(before)) > 38
                assert likeness(bars(shown[0])[0], bars(before)[0]) < 35
        start = extract_frame(out, "last", tmp_path / f"{node}.png")


def test_a_start_frame_of_another_size_fills_the_picture(tmp_path, out):
    Image.new("RGB", (500, 500), (10, 200, 90)).save(tmp_path / "square.png")
    render(slate(start=tmp_path / "square.png"), out)
    assert likeness(area(frames(out)[0]), Image.new("RGB", (320, 156), (10, 200, 90))) > 30


def test_the_picture_lives(out, red):
    for order in (slate(seconds=Fraction(3)), slate(seconds=Fraction(3), start=red, prompt="A cold night.")):
        render(order, out)
        shown = [area(frame) for frame in frames(out)]
        assert distance(shown[0], shown[-1]) > 0.5


@pytest.mark.parametrize(
    ("prompt", "place", "dark"),
    [
        ("A lighthouse at night", Place.COAST, True),
        ("Boats on the lagoon at noon", Place.SEA, False),
        ("A street, black and white", Place.CITY, True),
        ("Snow falls on the garden", Place.FOREST, False),
        ("She waits in the corridor", Place.ROOM, True),
    ],
)
def test_the_illustration_follows_the_prompt(prompt, place, dark):
    mood = mood_of(slate(prompt=prompt))
    assert mood.place is place
    assert mood.palette.dark is dark


@given(prompt=st.text(max_size=60), node=st.text(max_size=20))
def test_every_order_has_an_illustration_and_always_the_same(prompt, node):
    mood = mood_of(slate(prompt=prompt, node=node))
    one, other = paint(mood, (120, 66)), paint(mood, (120, 66))
    assert one.far.tobytes() == other.far.tobytes()
    assert one.cover.tobytes() == other.cover.tobytes()


@given(index=st.integers(0, 10**7), fps=st.sampled_from([Fraction(24), Fraction(25), Fraction(24000, 1001)]))
def test_time_codes_count_every_frame(index, fps):
    hours, minutes, seconds, frame = map(int, time_code(index, fps).split(":"))
    assert ((hours * 60 + minutes) * 60 + seconds) * round(fps) + frame == index
    assert frame < round(fps)


def test_the_start_frame_dissolves_into_the_end_frame(out, red, blue):
    render(slate(start=red, end=blue), out)
    shown = frames(out)
    with Image.open(red) as start, Image.open(blue) as end:
        assert likeness(area(shown[0]), start.resize(area(shown[0]).size)) > 35
        assert likeness(area(shown[-1]), end.resize(area(shown[0]).size)) > 30
    centres = [frame.crop((120, 60, 200, 90)).resize((1, 1)).getpixel((0, 0)) for frame in shown]
    assert centres[0][0] > 150 > centres[0][2]
    assert centres[-1][2] > 150 > centres[-1][0]
    reds = [pixel[0] for pixel in centres]
    assert all(later <= earlier + 3 for earlier, later in pairwise(reds))


def test_a_source_clip_runs_under_the_words_and_stands_still_when_it_ends(tmp_path, out, red, blue):
    source = tmp_path / "source.mp4"
    render(slate(start=red, end=blue, seconds=Fraction(1)), source)
    render(slate(node="edit", source=source, seconds=Fraction(2), width=640, height=360), out)
    centres = [frame.crop((240, 120, 400, 180)).resize((1, 1)).getpixel((0, 0)) for frame in frames(out)]
    assert len(centres) == 48
    assert centres[0][0] > 150
    assert centres[24][2] > 150
    assert distance(Image.new("RGB", (1, 1), centres[30]), Image.new("RGB", (1, 1), centres[47])) < 6


def test_words_over_a_source_clip_leave_room_for_its_own(tmp_path):
    below, above = words_of(slate()).box, words_of(slate(source=tmp_path / "clip.mp4")).box
    assert above[3] <= below[1]


def test_reference_pictures_stand_in_a_row_beside_the_words(red, blue):
    words = words_of(slate(width=1280, height=720, thumbnails=(red, blue, "example.com")))
    row = [words.page.getpixel((x, words.page.height - 80)) for x in range(640, 1280, 4)]
    reds = [place for place, pixel in enumerate(row) if pixel == (200, 30, 30)]
    blues = [place for place, (r, _, b) in enumerate(row) if b > 150 and r < 100]
    assert reds
    assert blues
    assert max(reds) < min(blues)
    assert words.cover.getextrema()[1] == 255


def test_more_pictures_than_fit_are_counted(red):
    few, many = (words_of(slate(width=1280, height=720, thumbnails=(red,) * n)) for n in (3, 40))
    assert few.box[2] == many.box[2] == 1280
    assert distance(few.page, many.page) > 0.1


def test_an_end_frame_that_is_only_a_link_is_named_by_its_host():
    plain, linked = (words_of(slate(width=1280, height=720, end=end)) for end in (None, "example.com"))
    assert plain.page.size != linked.page.size or distance(plain.page, linked.page) > 0.1


def test_what_is_shown_differs_by_what_was_ordered():
    heads = {
        upper(slate(**changes), "#ffffff").tobytes() for changes in ({}, {"node": "b"}, {"model": "veo3"})
    }
    assert len(heads) == 3
    assert slate(audio=False).measures != slate().measures


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        " ",
        "word " * 3000,
        "x" * 5000,
        "Çà et là, l'été — « déjà vu » …",
        "Привет, мир! Ένα πλοίο.",
        "夕暮れのベネチア、ゴンドラが運河を進む。" * 20,
        "שלום עולם مرحبا",
        "🎬🛶 \x00\x07\u200b\ufffd",
        "line\n\n\tbreaks",
    ],
)
def test_every_text_can_be_shown(prompt):
    for size in ((1280, 720), (256, 456), (64, 36)):
        order = slate(prompt=prompt, node=prompt[:40], width=size[0], height=size[1], thumbnails=(prompt,))
        words = words_of(order)
        assert upper(order, "#ffffff").width == size[0]
        if words is not None:
            left, top, right, bottom = words.box
            assert words.page.size == words.cover.size == (right - left, bottom - top)
            assert (Layout(*size).top, right, bottom) <= (top, size[0], Layout(*size).picture[3])


def test_european_letters_are_drawn_on_every_computer():
    text = "Città, Übung, Łódź, žluťoučký, Ένα πλοίο, Привет мир"
    assert drawable(text) == text


@given(text=st.text(max_size=200), width=st.integers(20, 900))
def test_lines_keep_every_word_and_their_width(text, width):
    text = drawable(text)
    face = face_for(text, 20)
    lines = wrap(text, face, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= 1 or face.width(line) <= width + 2 for line in lines)


@given(text=st.text(alphabet="abc de", min_size=1, max_size=400), height=st.integers(30, 300))
def test_a_text_fits_its_box_or_is_cut_with_an_ellipsis(text, height):
    text = drawable(text)
    face, lines = fit(text, (40, 30, 20), 300, height, 1.2)
    assert len(lines) * face.size * 1.2 <= max(height, face.size * 1.2)
    kept = "".join("".join(lines).split())
    assert kept == "".join(text.split()) or kept.endswith("…")


def test_a_cut_keeps_the_beginning():
    face = face_for("", 20)
    assert cut("short", face, 500) == "short"
    assert cut("a rather long line of words", face, 120).endswith("…")
    assert face.width(cut("a rather long line of words", face, 120)) <= 120


def test_a_picture_that_is_none_is_named(tmp_path, out):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    with pytest.raises(MediaError, match=r"broken\.png"):
        render(slate(start=broken), out)


def test_a_five_second_slate_takes_a_fraction_of_a_second(out):
    order = slate(seconds=Fraction(5), width=1280, height=720)
    render(order, out)
    taken = []
    for _ in range(3):
        began = time.process_time()
        render(order, out)
        taken.append(time.process_time() - began)
    assert min(taken) < 0.9  # 0.3 on a quiet machine; the benchmark holds that


@pytest.mark.parametrize("factor", [1, 2, 4])
def test_an_enlarged_clip_has_the_same_pictures_larger_and_no_sound(tmp_path, out, factor):
    source = tmp_path / "source.mp4"
    render(slate(), source)
    enlarge(source, Enlarged((320 * factor, 180 * factor)), out)
    info = probe(out)
    assert (info.width, info.height, info.frame_count, info.rate) == (320 * factor, 180 * factor, 24, 24)
    assert info.audio is None
    for before, after in zip(frames(source), frames(out), strict=True):
        assert distance(before, after.resize(before.size)) < 25


def test_a_clip_can_be_given_another_rate_and_length(tmp_path, out):
    source = tmp_path / "source.mp4"
    render(slate(), source)
    enlarge(source, Enlarged(None, Fraction(60), 4), out)
    info = probe(out)
    assert (info.rate, info.frame_count, info.duration) == (60, 240, 4)
