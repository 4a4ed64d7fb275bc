"""Colours that know what names mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.ide.semantic_tokens import semantic_tokens

CAST = {"cast.vg": 'element marco { description = "x" } let light = "gold"'}


def coloured(there, between=None):
    text = there.texts[there.view.file]
    for one in semantic_tokens(there.view, between):
        signs = "+" * one.declares + "@" * one.mentioned
        yield f"{text[one.start : one.end]}:{one.colour}{signs}"


FILES = {
    "declarations and values": (
        'import "cast.vg" as cast  # all of it\nshot opening { duration = 5s aspect_ratio = 16:9 start = second.last_frame }',
        (
            'import:keyword "cast.vg":text as:keyword cast:prefix+ # all of it:comment shot:keyword opening:clip+ '
            "duration:attribute 5:number s:unit aspect_ratio:attribute 16:9:number start:attribute last_frame:frame"
        ),
    ),
    "names by what they are": (
        """param p = 1
        let l = p
        style s { }
        location c { }
        film f { use = [s] }
        scene d { location = c shot x[v in [l]] { start = t.frame(p) } }
        transition t { from = x to = x }
        cut m { sequence = [x[v], clip(t, in = 1s)] }
        profile q { hold = true }""",
        (
            "param:keyword p:param+ 1:number let:keyword l:value+ p:param style:keyword s:look+ location:keyword c:subject+ "
            "film:keyword f:group+ use:attribute s:look scene:keyword d:group+ location:attribute c:subject "
            "shot:keyword x:clip+ v:variable+ in:keyword l:value start:attribute t:clip frame:frame p:param "
            "transition:keyword t:clip+ from:attribute x:clip to:attribute x:clip "
            "cut:keyword m:group+ sequence:attribute x:clip clip:call t:clip in:argument 1:number s:unit "
            "profile:keyword q:look+ hold:attribute true:constant"
        ),
    ),
    "what is unknown has no colour": (
        "shto a { duratoin = 5parsecs start = nobody.middle_frame } shot b { x = imgae(y) }",
        "a:clip+ start:attribute shot:keyword b:clip+",
    ),
    "words of the language as names and as values": (
        'shot shot { task = edit bitrate = high voice = amber start = film.last_frame options { seed = 7 } } let edit = "x"',
        (
            "shot:keyword shot:clip+ task:attribute edit:constant bitrate:attribute high:constant voice:attribute "
            'start:attribute last_frame:frame options:keyword 7:number let:keyword edit:value+ "x":text'
        ),
    ),
    "a text with all that can stand in it": (
        r"""import "cast.vg" as cast
        element e { }
        shot s[v in ["x"]] { prompt = "A \"b\" @e, @cast.marco and @s.last_frame @nobody {{ cast.light | upper }}{% for a in [v] if a is defined %}{{ a.b }}{{ film.title ~ 'x' }}{% endfor %}{# c #}." }""",
        (
            'import:keyword "cast.vg":text as:keyword cast:prefix+ element:keyword e:subject+ shot:keyword s:clip+ '
            'v:variable+ in:keyword "x":text prompt:attribute "A :text \\":escape b:text \\":escape @e:subject@ , :text '
            "@cast:prefix@ .:text marco:subject@ and :text @s:clip@ .last_frame:frame @nobody :text "
            "{{:mark cast:prefix .:sign light:value |:sign upper:filter }}:mark {%:mark for:word a:variable+ in:word [:sign "
            "v:variable ]:sign if:word a:variable is:word defined:filter %}:mark {{:mark a:variable .:sign }}:mark "
            "{{:mark film:word .:sign title:attribute ~:sign 'x':text }}:mark {%:mark endfor:word %}:mark "
            '{# c #}:comment .":text'
        ),
    ),
    "several lines": (
        'shot s { prompt = """\n  One,\n    two @s\n  """ }',
        'shot:keyword s:clip+ prompt:attribute """:text One,:text two :text @s:clip@ """:text',
    ),
    "texts that are not closed": (
        'shot a { prompt = "the shot is {{ long\n duration = 5s }\nshot b { prompt = """ one\n  shot c {',
        (
            'shot:keyword a:clip+ prompt:attribute "the shot is {{ long:text duration:attribute 5:number s:unit '
            'shot:keyword b:clip+ prompt:attribute """ one:text shot c {:text'
        ),
    ),
    "a template that is not closed": (
        'shot a { prompt = "the {{ shot.duration is long" }',
        (
            'shot:keyword a:clip+ prompt:attribute "the :text {{:mark shot:word .:sign duration:attribute is:word '
            'long:filter ":text'
        ),
    ),
}


def flat(found):
    """As one line; spaces around a text do not count."""
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("file", FILES)
def test_pieces_and_their_colours(marked, file):
    text, pieces = FILES[file]
    assert flat(coloured(marked(text, CAST))) == flat([pieces])


def test_a_part_has_the_pieces_of_the_items_that_lie_in_it(marked):
    there = marked('let a = 1\nlet b = 2\nlet c = "‹›x"')
    assert list(coloured(there, (10, 13))) == ["let:keyword", "b:value+", "2:number"]
    assert list(coloured(there, (there.at, there.at))) == ["let:keyword", "c:value+", '"x":text']


SCRAPS = st.sampled_from(
    [
        "shot s {",
        "}",
        'prompt = "@s {{ s }} \\u0041"',
        '"""',
        '"',
        "{{",
        "}}",
        "{% if",
        "@s",
        "\n",
        "# c",
        " ",
        "s",
        "\r\n",
        "let l =",
        "5s",
        "[",
        "(",
        "é\u0301",
        "\\",
    ]
)


@given(st.lists(SCRAPS, max_size=14).map("".join))
@settings(max_examples=80)
def test_pieces_stand_in_order_on_their_lines(marked, text):
    there = marked(text)
    at = 0
    for one in semantic_tokens(there.view):
        assert at <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        at = one.end
