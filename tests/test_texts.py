"""Films that are only texts: checked and planned by what they say, without a disk."""

import pytest

from vgdsl.program.entities import MediaFacts
from vgdsl.report.broken import BrokenFilmError
from vgdsl.texts import check_text, parse_text, plan_text

FILM = """\
film pier {
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

param light = "dawn"

shot gulls {
  prompt = "Gulls over a pier, {{ light }}."
}

profile long {
  duration = 10s
}
"""
CAST = 'element marco {\n  frontal = image("refs/marco.png")\n}\n'
PICTURE = MediaFacts(mime="image/png", size=1000, sha256="0" * 64, width=1024, height=1024)


def codes(checked) -> list[str]:
    return [each.code for each in checked.diagnostics]


def test_a_text_becomes_a_tree():
    parsed = parse_text("shot a { takes = }", "a.vg")
    assert [item.name.text for item in parsed.file.items] == ["a"]
    assert [str(each.span) for each in parsed.diagnostics] == ["a.vg:1:16"]


def test_a_text_is_checked():
    assert codes(check_text(FILM)) == []
    assert codes(check_text(FILM.replace("5s", "7s"))) == ["VG412"]
    assert codes(check_text(FILM, profile="lnog")) == ["VG224"]
    (step,) = plan_text(FILM, profile="long", overrides=["light=dusk", "gulls.takes=1"]).steps
    assert step.length == 10


def test_several_texts_are_one_project():
    film = 'import "cast.vg"\n\n' + FILM.replace("Gulls over", "@marco on")
    texts = {"cast.vg": CAST, "film.vg": film}
    assert codes(check_text(texts, media={"refs/marco.png": PICTURE})) == []
    missing = check_text(texts).diagnostics[-1]
    assert (missing.code, str(missing.span), missing.facts["path"]) == (
        "VG307",
        "cast.vg:2:19",
        "refs/marco.png",
    )
    video = MediaFacts(mime="video/mp4", size=1000, sha256="0" * 64)
    assert check_text(texts, media={"refs/marco.png": video}).diagnostics[-1].facts["detail"] == "video"
    (found,) = check_text({"film.vg": film, "casts.vg": CAST}).diagnostics[:1]
    assert (found.code, found.facts["nearest"]) == ("VG210", "casts.vg")


def test_the_film_among_texts():
    assert codes(check_text({"a.vg": FILM})) == []
    assert codes(check_text({"a.vg": FILM, "b.vg": CAST}, "a.vg")) == []
    with pytest.raises(ValueError, match=r"say which of the texts is the film: a\.vg, b\.vg"):
        check_text({"a.vg": FILM, "b.vg": CAST})


def test_a_text_is_planned_as_if_nothing_was_made():
    plan = plan_text(FILM.replace("{\n  prompt", "{\n  takes  = 2\n  prompt"))
    assert [(step.id, str(step.action)) for step in plan.steps] == [("gulls", "make"), ("gulls#2", "make")]
    assert (plan.purchases, plan.spent, plan.film) == (2, 0, "pier")
    with pytest.raises(BrokenFilmError, match="VG412"):
        plan_text(FILM.replace("5s", "7s"))


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (b"film a {}", "a scene file is a text, not bytes"),
        ({"film.vg": b"film a {}"}, "`film.vg` is a text, not bytes"),
    ],
)
def test_what_is_no_text_is_refused_in_words(texts, words):
    with pytest.raises(TypeError, match=words):
        check_text(texts)
