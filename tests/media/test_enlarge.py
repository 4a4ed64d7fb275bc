"""Each kind of result that upscalers deliver is what it says it is, and shows what its source shows, in the same colours."""

from fractions import Fraction

import av
import pytest
from PIL import Image, ImageStat

from vgdsl.media.assemble import Clip, Timeline, assemble
from vgdsl.media.delivery import Ordered, check_clip
from vgdsl.media.enlarge import Encoding, Enlarged, enlarge
from vgdsl.media.footage import read_footage
from vgdsl.media.frames import extract_frame
from vgdsl.media.probe import probe
from vgdsl.media.slate.render import Slate, render
from vgdsl.media.sniff import sniff


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """A second of a coloured slate, 256x144."""
    path = tmp_path_factory.mktemp("enlarge") / "source.mp4"
    render(Slate("wave", "A wave breaks at sunset.", "none", Fraction(1), 256, 144, Fraction(24)), path)
    return path


@pytest.fixture(scope="session")
def results(source, tmp_path_factory):
    """The source in every encoding, in its own size."""
    folder = tmp_path_factory.mktemp("results")
    made = {encoding: folder / f"{encoding.name}.{encoding.container}" for encoding in Encoding}
    for encoding, path in made.items():
        enlarge(source, Enlarged(encoding=encoding), path)
    return made


def distance(one, other, tmp_path, at=Fraction(1, 2)) -> float:
    """How far two clips' pictures at a moment are apart, in steps of 255, seen small."""
    small = []
    for number, path in enumerate((one, other)):
        picture = extract_frame(path, at, tmp_path / f"{number}.png")
        small.append(Image.open(picture).convert("RGB").resize((32, 18), Image.Resampling.BOX))
    pairs = zip(small[0].tobytes(), small[1].tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / len(small[0].tobytes())


KINDS = {
    Encoding.H264: ("h264", "avc1", "yuv420p", "video/mp4", 1, 1),
    Encoding.HEVC: ("hevc", "hvc1", "yuv420p10le", "video/mp4", 1, 1),
    Encoding.HDR10: ("hevc", "hvc1", "yuv420p10le", "video/mp4", 9, 16),
    Encoding.PRORES: ("prores", "apch", "yuv422p10le", "video/quicktime", 9, 16),
}


@pytest.mark.parametrize("encoding", Encoding)
def test_a_result_is_of_the_kind_that_was_ordered(results, encoding):
    path = results[encoding]
    assert sniff(path.read_bytes()[:4096]).mime == KINDS[encoding][3]
    with av.open(str(path)) as container:
        codec = container.streams.video[0].codec_context
        found = (codec.name, codec.codec_tag, codec.pix_fmt)
        meant = (codec.color_primaries, codec.color_trc)
    assert (*found, KINDS[encoding][3], *meant) == KINDS[encoding]


@pytest.mark.parametrize("encoding", Encoding)
def test_a_result_passes_as_a_delivery_and_has_the_same_pictures(results, source, tmp_path, encoding):
    footage = check_clip(results[encoding], Ordered(1.0, 256, 144, 24.0))
    assert footage.pictures.frame_count == 24
    assert probe(results[encoding]).audio is None
    assert distance(source, results[encoding], tmp_path) < 3


@pytest.mark.parametrize("encoding", [Encoding.H264, Encoding.HEVC])
@pytest.mark.parametrize("size", [(512, 288), (1024, 576)])
def test_a_larger_clip_has_the_colours_of_its_source(source, tmp_path, encoding, size):
    out = tmp_path / "large.mp4"
    enlarge(source, Enlarged(size, encoding=encoding), out)
    assert (probe(out).width, probe(out).height) == size
    assert distance(source, out, tmp_path) < 3


@pytest.mark.parametrize(
    ("fps", "slowdown", "frames"), [(60, 1, 60), (30, 1, 30), (None, 2, 48), (60, 8, 480), (16, 1, 16)]
)
def test_rate_and_slow_motion_make_exactly_so_many_pictures(source, tmp_path, fps, slowdown, frames):
    out = tmp_path / "slow.mp4"
    enlarge(source, Enlarged(None, Fraction(fps) if fps else None, slowdown), out)
    info = probe(out)
    assert (info.frame_count, info.rate, info.duration) == (frames, fps or 24, slowdown)
    assert distance(source, out, tmp_path, at=0) < 3


def test_a_film_of_every_kind_is_h264_in_one_meaning_of_colour(results, source, tmp_path):
    film = tmp_path / "film.mp4"
    made = assemble(Timeline(tuple(Clip(results[encoding]) for encoding in reversed(Encoding))), film)
    info, track = probe(film), read_footage(film).pictures
    assert (info.codec, info.pixel_format, info.frame_count, made.encoded) == ("h264", "yuv420p", 96, 3)
    assert track.colour == (1, 1, 1, 1)
    for number in range(4):
        seen = extract_frame(film, number + Fraction(1, 2), tmp_path / "film.png")
        meant = extract_frame(source, Fraction(1, 2), tmp_path / "source.png")
        means = [ImageStat.Stat(Image.open(path).convert("RGB")).mean for path in (seen, meant)]
        assert max(abs(a - b) for a, b in zip(*means, strict=True)) < 4


def test_a_clip_of_another_size_keeps_its_colours_in_a_film(source, tmp_path):
    large, film = tmp_path / "large.mp4", tmp_path / "film.mp4"
    enlarge(source, Enlarged((512, 288)), large)
    assemble(Timeline((Clip(large),), size=(256, 144)), film)
    assert distance(source, film, tmp_path) < 3
