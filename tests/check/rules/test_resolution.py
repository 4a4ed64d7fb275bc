"""What a user relies on: a resolution is matched whatever its case, and one that is not made gets the nearest."""

from vgdsl.program.values import AUTO, Duration, Ratio, Resolution


def test_one_that_is_not_made(shot, check):
    subject = shot(
        "wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=Resolution("4k")
    )
    assert (
        check.message(subject)
        == """\
error[VG417]: wan-2-7 makes 1080p or 720p, not 4k
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- this model (as known on 2026-09-30)
. |
7 |   resolution = 4k
  |                ^^ not one of them
  |
help: write `resolution = 1080p`, or take a model that makes 4k: gemini-omni-flash-1-1, seedance-2-0, veo3.1-fast
"""
    )


def test_a_name_that_is_no_size(shot, check):
    subject = shot(
        "wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=Resolution("720")
    )
    assert (
        check.message(subject)
        == """\
error[VG417]: wan-2-7 makes 1080p or 720p, not 720
 --> harbor.vg:7:16
  |
4 |   model = "wan-2-7"
  |           --------- this model (as known on 2026-09-30)
. |
7 |   resolution = 720
  |                ^^^ not one of them
  |
help: write `resolution = 720p`
"""
    )


def test_the_same_size_by_another_name(shot, check):
    subject = shot(
        "minimax-h3", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=Resolution("1440p")
    )
    assert (
        check.message(subject)
        == """\
error[VG417]: minimax-h3 makes 768P or 2K, not 1440p
 --> harbor.vg:7:16
  |
4 |   model = "minimax-h3"
  |           ------------ this model (as known on 2026-09-30)
. |
7 |   resolution = 1440p
  |                ^^^^^ not one of them
  |
help: write `resolution = 2K`, or take a model that makes 1440p: ltx-2-5-fast
"""
    )


def test_a_model_that_takes_none(shot, check):
    subject = shot(
        "kling-o3-pro", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=Resolution("1080p")
    )
    assert (
        check.message(subject)
        == """\
error[VG416]: kling-o3-pro has one resolution of its own, and takes no other
 --> harbor.vg:7:16
  |
4 |   model = "kling-o3-pro"
  |           -------------- this model (as known on 2026-09-30)
. |
7 |   resolution = 1080p
  |                ^^^^^ takes no resolution
  |
help: leave `resolution` out
help: take a model that makes 1080p: gemini-omni-flash-1-1, happyhorse-1-0, ltx-2-5-fast
"""
    )


def test_spelled_as_authors_do(shot, check):
    assert (
        check.codes(
            shot(
                "gemini-omni-flash-1-1",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(4_000),
                resolution=Resolution("4k"),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "gemini-omni-flash-1-1",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(4_000),
                resolution=Resolution("4K"),
            )
        )
        == []
    )
    assert (
        check.codes(
            shot(
                "gemini-omni-flash-1-1",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(4_000),
                resolution=Resolution("720p"),
            )
        )
        == []
    )
    assert (
        check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), resolution=AUTO))
        == []
    )
    assert (
        check.codes(
            shot(
                "kling-o3-pro",
                aspect_ratio=Ratio(16, 9),
                duration=Duration(5_000),
                film={"resolution": Resolution("720p")},
            )
        )
        == []
    )
