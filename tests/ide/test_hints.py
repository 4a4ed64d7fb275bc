"""Words within the text that nobody wrote."""

from vgdsl.ide.hints import hints

FILM = """\
element marco {
  description = "an old gondolier"
  frontal     = image("marco.png")
}
shot a {
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  duration     = 5s
  prompt       = "@marco rows."
}
shot b {
  model        = "kling-2.6-pro-text-to-video"
  aspect_ratio = 16:9
  duration     = 5s
  prompt       = "@marco rows."
  camera       = [move(0.5, 90, distance = 1, elevation = 0)]
}
"""


def test_variants_mentions_and_arguments(marked):
    view = marked(FILM).view
    found = [(FILM[: hint.at].rsplit(maxsplit=1)[-1], hint.label) for hint in hints(view, 0, len(FILM))]
    assert found == [
        ('"kling-o3-pro"', "reference-to-video"),
        ('"@marco', "@Element1"),
        ('"@marco', "an old gondolier"),
        ("[move(", "time:"),
        ("[move(0.5,", "azimuth:"),
    ]


def test_only_what_is_on_the_screen(marked):
    view = marked(FILM).view
    start = FILM.index("shot b")
    assert {hint.label for hint in hints(view, start, len(FILM))} == {"an old gondolier", "time:", "azimuth:"}
    assert hints(view, 0, 10) == ()
