"""Words of a film never become more than words."""

import pytest

from vgdsl.ide.hover import hover
from vgdsl.ide.wording.markdown import code, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words, 2 of them.", "plain words, 2 of them."),
        ("![a](https://example.com/a.png)", r"\!\[a\](https://example.com/a.png)"),
        ("<img src=x>", r"\<img src=x\>"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("two\n\n- lines", "two - lines"),
        ("a `code` and *stars*", r"a \`code\` and \*stars\*"),
    ],
)
def test_a_text_reads_as_it_is_written(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``b`", "``` a``b` ```")]
)
def test_code_ends_where_it_should(text, expected):
    assert code(text) == expected


def test_a_prompt_loads_no_picture(marked):
    text = 'shot a‹› {\n  model = "kling-2.6-pro"\n  aspect_ratio = 16:9\n  duration = 5s\n  prompt = "![x](https://example.com/x.png)"\n}\n'
    found = marked(text)
    assert r"> \!\[x\](https://example.com/x.png)" in hover(found.view, found.at).text
