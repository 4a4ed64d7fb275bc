"""A prompt can mention a clip or a frame of one, by the name of its shot or that of a `let`."""

import pytest

from vgdsl.check.passes import check
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.project import Project

FILM = """\
film joined {
  model        = "seedance-2-5"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

shot dusk {
  prompt = "Dusk over a harbour."
}

shot night {
  prompt = "The same harbour by night."
}

shot lamps[colour in ["red", "green"]] {
  prompt = "A {{ colour }} lamp."
}

let morning = night.frame(2s)
"""


@pytest.fixture
def film(tmp_path):
    """The film with one more shot of this prompt: what is wrong with it, and the request of that shot."""

    def make(prompt: str, **more: str):
        lines = "".join(f"  {name} = {value}\n" for name, value in {"prompt": f'"{prompt}"', **more}.items())
        (tmp_path / "film.vg").write_text(f"{FILM}\nshot joined {{\n{lines}}}\n", encoding="utf-8")
        found = check("film.vg", Project(tmp_path), load())
        codes = [one.code for one in found.diagnostics if one.code != "VG223"]
        if found.program is None:
            return codes, None
        return codes, next(job for job in lower(found.program, load()).jobs if job.node == "joined")

    return make


def test_clips_are_reference_videos_in_the_order_of_their_mention(film):
    codes, job = film("@night + the lamps go out + followed by @dusk", references="[dusk]")
    assert codes == []
    assert job.body["prompt"] == "<Video 1> + the lamps go out + followed by <Video 2>"
    assert [clip.job for clip in job.body["reference_video_urls"]] == ["night", "dusk"]
    assert set(job.needs) == {"night", "dusk"}
    assert job.quote["reference_video_total_duration"] == 10
    assert job.places["reference_video_urls"].span.text == "[dusk]"
    assert film("After @dusk.")[1].places["reference_video_urls"].span.text == '"After @dusk."'


def test_frames_are_reference_pictures(film):
    codes, job = film("From @dusk.last_frame to @morning.")
    assert codes == []
    assert job.body["prompt"] == "From <Image 1> to <Image 2>."
    assert [(frame.of.job, str(frame.at)) for frame in job.body["reference_image_urls"]] == [
        ("dusk", "last"),
        ("night", "2s"),
    ]


def test_frames_are_scene_pictures_where_a_model_has_these(film):
    codes, job = film("Back at @dusk.last_frame.", model='"kling-o3-pro"')
    assert (codes, job.body["prompt"]) == ([], "Back at @Image1.")
    assert len(job.body["scene_image_urls"]) == 1
    assert "reference_image_urls" not in job.body


def test_a_clip_for_a_model_that_takes_none_is_an_error(film):
    assert film("Like @dusk.", model='"kling-2.6-pro"') == (["VG316"], None)
    assert film("Like @dusk.", model='"grok-imagine"')[0] in (["VG499"], ["VG451"])


def test_a_ring_is_found_and_many_clips_are_not_one(film):
    assert film("After @joined.") == (["VG501"], None)
    assert film("All of @lamps.") == (["VG204"], None)
    assert film("The end of @lamps.last_frame") == (["VG214"], None)


def test_a_dot_may_still_end_a_sentence(film):
    codes, job = film("Here is @dusk.Then @night.frame by frame.")
    assert (codes, job.body["prompt"]) == ([], "Here is <Video 1>.Then <Video 2>.frame by frame.")
