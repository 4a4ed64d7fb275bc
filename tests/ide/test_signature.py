"""The call that is being written."""

import pytest

from vgdsl.ide.signature import signature


@pytest.fixture
def asked(marked):
    """The label of the call at the cursor, and the argument that is next."""

    def run(text: str) -> tuple[str, str | None] | None:
        found = marked(text)
        one = signature(found.view, found.at)
        if one is None:
            return None
        active = None if one.active is None else one.parameters[one.active]
        if active is not None:
            assert one.label[active.start : active.end].removesuffix("?") == active.name
            assert active.about
        return one.label, active.name if active is not None else None

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cut c {\n  sequence = [clip(‹›", ("clip(clip, in?, out?)", "clip")),
        ("cut c {\n  sequence = [clip(a, ‹›)]\n}\n", ("clip(clip, in?, out?)", "in")),
        ("cut c {\n  sequence = [clip(a, out = ‹›)]\n}\n", ("clip(clip, in?, out?)", "out")),
        ("cut c {\n  sequence = [clip(a, 1s, 2s, ‹›)]\n}\n", ("clip(clip, in?, out?)", None)),
        ('cut c {\n  music = music(audio("sc‹›ore.mp3"), gain = 1)\n}\n', ("audio(path)", "path")),
        ('cut c {\n  music = music(audio("score.mp3"), ‹›)\n}\n', ("music(audio, fade_in?, fade_out?, gain?, start?)", "fade_in")),
        ("shot a {\n  camera = [move(0.5, ‹›", ("move(time, azimuth, elevation, distance)", "azimuth")),
        ("shot a {\n  start = b.frame(‹›", ("frame(time)", "time")),
        ("shot a {\n  start = ‹›", None),
        ("shot a {\n  start = nobody(‹›", None),
        ("cut c {\n  sequence = [clip(a, 1s)‹›]\n}\n", None),
    ],
)  # fmt: skip
def test_the_innermost_call_and_its_next_argument(asked, text, expected):
    assert asked(text) == expected
