"""Whatever a provider proposes for a prompt can be put into the shot's own words, and then the order says just that."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vgdsl.check.passes import Settings, check
from vgdsl.diagnostics import edited
from vgdsl.edit.proposal import Impossible, Proposal, proposed
from vgdsl.edit.trial import Trial
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.source import Source


class Pages:
    """A project of texts alone. Implements vgdsl.check.files.Files."""

    def __init__(self, **texts):
        self.texts = texts

    def text(self, path):
        return Source(path, self.texts[path.removesuffix(".vg")])

    def nearest(self, path):
        return None


HEAD = """\
film pier { model = "wan-2-7" aspect_ratio = 16:9 resolution = 720p duration = 5s }
param light = "first light"
let words = "Gulls, {{ light }}."
element marco { description = "an old man" }
style oil { prefix = "Oil on canvas." }
"""


def searched(shot, wording, kind="prompt"):
    """What is found for the shot `s`, and a way to read its prompt after an edit."""
    files = Pages(film=HEAD + shot)
    program = check("film.vg", files, load(), Settings()).program
    (job,) = (job for job in lower(program, load()).jobs if job.id == "s")
    return proposed(kind, wording, job, program.nodes["s"], Trial("film.vg", files, load(), Settings()))


def says(found: Proposal) -> str:
    """The prompt of the edited film, checked anew."""
    source = found.edit.span.source
    program = check("film.vg", Pages(film=edited(source.text, [found.edit])), load(), Settings()).program
    return next(job for job in lower(program, load()).jobs if job.id == "s").body["prompt"]


SHOTS = [
    'shot s { prompt = "Gulls over a pier, {{ light }}. @marco rows." }',
    "shot s { prompt = words }",
    'shot s {\n  prompt = """\n    {{ light }}.\n\n    {% if true %}@marco{% else %}Nobody{% endif %} rows.\n  """\n}',
    'shot s {\n  use    = [oil]\n  prompt = "{{ light }}"\n}',
]
PIECES = st.sampled_from(
    [
        "first light",
        "an old man",
        "Gulls",
        "{{ light }}",
        "{",
        "{%",
        "{#",
        "@marco",
        "@",
        "me@home",
        '"',
        '"""',
        "\\",
        "\\n",
        "\n",
        "é",
        "🎬",
        "rows.",
        "#",
        "}}",
        "'",
    ]
)
WORDING = st.lists(PIECES, min_size=1, max_size=8).map(" ".join).filter(str.strip)


@pytest.mark.parametrize("shot", SHOTS)
@settings(deadline=None, max_examples=25)
@given(wording=WORDING)
@example(wording='{{ "{" }} and {% raw %}')
@example(wording="first light. an old man rows.")
def test_any_wording_can_be_put_into_the_shots_own_words(shot, wording):
    before = "Oil on canvas. " if "oil" in shot else ""
    found = searched(shot, before + wording)
    assert isinstance(found, Proposal), found
    assert says(found).split() == (before + wording).split()


def test_what_still_says_the_same_stays_a_template_and_a_mention():
    found = searched(SHOTS[0], "Terns over a pier, first light. an old man rests.")
    assert found.edit.text == '"Terns over a pier, {{ light }}. @marco rests."'


def test_a_film_that_has_errors_by_itself_is_told():
    files = Pages(film=HEAD + SHOTS[0])
    program = check("film.vg", files, load(), Settings()).program
    (job,) = lower(program, load()).jobs
    files.texts["film"] += "\nshot t {}"
    found = proposed("prompt", "Fog.", job, program.nodes["s"], Trial("film.vg", files, load(), Settings()))
    assert isinstance(found, Impossible)
    assert (found.why, len(found.errors) > 0) == ("the film has errors", True)


def test_a_model_for_a_shot_without_a_block_of_its_own_words_is_added():
    found = searched(SHOTS[0], "kling-v3-pro-text-to-video", "model")
    assert found.edit.text == 'model = "kling-v3-pro-text-to-video" '
