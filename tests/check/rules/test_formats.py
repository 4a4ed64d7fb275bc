"""What a user relies on: files are in formats that the service reads."""

from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Duration, Media, MediaKind, Ratio


def facts(**mimes: str) -> dict:
    return {
        "media": {f"x.{ending}": MediaFacts(mime, 1_000, "", seconds=5) for ending, mime in mimes.items()}
    }


def media(kind: str, ending: str) -> Media:
    return Media(MediaKind(kind), path=f"x.{ending}")


def test_a_sound_it_does_not_read(shot, check):
    subject = shot(
        "wan-2-7",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        soundtrack=media("audio", "ogg"),
        parts=facts(ogg="audio/ogg"),
    )
    assert (
        check.message(subject)
        == """\
error[VG496]: x.ogg is in a format that the service does not read
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   soundtrack = audio("x.ogg")
  |                ^^^^^^^^^^^^^^ ogg
  |
help: save it as WAV or MP3
"""
    )


def test_a_video_it_does_not_read(upscale, check):
    subject = upscale(source=media("video", "mkv"), parts=facts(mkv="video/x-matroska"))
    assert (
        check.message(subject)
        == """\
error[VG496]: x.mkv is in a format that the service does not read
 --> harbor.vg:5:12
  |
4 |   model = "topaz-video-precision"
  |           ----------------------- this model (as known on 2026-09-30)
5 |   source = video("x.mkv")
  |            ^^^^^^^^^^^^^^ matroska
  |
help: save it as MP4, MOV or WebM
"""
    )


def test_a_document_it_does_not_read(shot, check):
    subject = shot(
        "wan-3-0",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(Media(MediaKind.IMAGE, url="https://example.org/a.png"), media("document", "csv")),
        parts=facts(csv="text/csv"),
    )
    assert (
        check.message(subject)
        == """\
error[VG496]: x.csv is in a format that the service does not read
 --> harbor.vg:7:53
  |
4 |   model = "wan-3-0"
  |           --------- here wan-3-0-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [image("https://example.org/a.png"), document("x.csv")]
  |                                                     ^^^^^^^^^^^^^^^^^ csv
  |
help: save it as doc, docx, key, md, numbers, pages, pdf, ppt, pptx, txt, xls or xlsx
"""
    )


def test_a_picture_that_seedance_does_not_read(shot, check):
    subject = shot(
        "seedance-1-5-pro-image-to-video-basic",
        duration=Duration(5_000),
        start=media("image", "avif"),
        parts=facts(avif="image/avif"),
    )
    assert (
        check.message(subject)
        == """\
error[VG496]: x.avif is in a format that the service does not read
 --> harbor.vg:6:11
  |
4 |   model = "seedance-1-5-pro-image-to-video-basic"
  |           --------------------------------------- this model (as known on 2026-09-30)
. |
6 |   start = image("x.avif")
  |           ^^^^^^^^^^^^^^^ avif
  |
help: save it as JPEG, PNG, WebP, BMP, TIFF, GIF, HEIC or HEIF
"""
    )


def test_a_reference_video_it_does_not_read(shot, check):
    subject = shot(
        "wan-3-0",
        aspect_ratio=Ratio(16, 9),
        duration=Duration(5_000),
        references=(media("video", "webm"),),
        parts=facts(webm="video/webm"),
    )
    assert (
        check.message(subject)
        == """\
error[VG496]: x.webm is in a format that the service does not read
 --> harbor.vg:7:17
  |
4 |   model = "wan-3-0"
  |           --------- here wan-3-0-reference-to-video (as known on 2026-09-30)
. |
7 |   references = [video("x.webm")]
  |                 ^^^^^^^^^^^^^^^ webm
  |
help: save it as MP4 or MOV
"""
    )


def test_formats_that_are_read(shot, upscale, check):
    assert (
        check.codes(
            shot(
                "wan-2-7",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                soundtrack=media("audio", "wav"),
                parts=facts(wav="audio/wav"),
            )
        )
        == []
    )
    assert check.codes(upscale(source=media("video", "mov"), parts=facts(mov="video/quicktime"))) == []
