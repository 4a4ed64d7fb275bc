"""What a user relies on: a model on its way out is named in time."""

from msgspec.structs import replace

from vgdsl.diagnostics import Severity
from vgdsl.program.values import Duration, Ratio
from vgdsl.report.messages import title


def test_a_model_that_was_to_go(shot, check):
    subject = shot("sora-2", aspect_ratio=Ratio(16, 9), duration=Duration(4_000))
    assert (
        check.message(subject)
        == """\
warning[VG406]: sora-2-text-to-video was to be removed on 2026-09-24
 --> harbor.vg:4:11
  |
4 |   model = "sora-2"
  |           ^^^^^^^^ may be gone when the film is made
  |
help: `vgdsl models` lists what could stand in for it
"""
    )


def test_a_model_with_a_successor_that_the_provider_names(shot, check):
    subject = shot("sora-2", aspect_ratio=Ratio(16, 9), duration=Duration(4_000))
    model = replace(subject.model, deprecation="2027-02-01", successor="wan-3-0-text-to-video")
    assert (
        check.message(replace(subject, model=model))
        == """\
warning[VG406]: sora-2-text-to-video is going to be removed on 2027-02-01
 --> harbor.vg:4:11
  |
4 |   model = "sora-2"
  |           ^^^^^^^^ may be gone when the film is made
  |
help: the provider names wan-3-0-text-to-video in its place
help: `vgdsl models` lists what could stand in for it
"""
    )


def test_a_model_that_a_list_names_no_more(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))
    model = replace(subject.model, listed=False, missed="2026-11-25")
    (found,) = check.diagnostics(replace(subject, model=model))
    assert title(found) == "the provider's list no longer names wan-2-7-text-to-video (as of 2026-11-25)"
    assert found.severity is Severity.WARNING


def test_a_model_that_was_never_listed_is_no_news(shot, check):
    subject = shot("seedance-2-5-unlisted", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))
    assert not subject.model.listed
    assert "VG406" not in check.codes(subject)


def test_a_model_that_stays(shot, check):
    assert check.codes(shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000))) == []
