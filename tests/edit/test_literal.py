"""A text that is written says what it was to say, in the manner of the literal that it replaces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.edit.literal import quoted, rewritten
from vgdsl.source import Source
from vgdsl.syntax.parser import parse
from vgdsl.syntax.strings import decode


def literal(written: str):
    """The literal of that spelling, as a scene file holds it."""
    parsed = parse(Source("film.vg", f"let t = {written}\n"))
    assert not parsed.diagnostics
    return parsed.file.items[0].value


BLOCK = '"""\n      Gulls over a pier.\n\n        A boat.\n    """'


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ('"Fog."', "Rain.", '"Rain."'),
        ('"Fog."', 'He says "no" \\ leaves.\nRain.', '"He says \\"no\\" \\\\ leaves.\\nRain."'),
        (BLOCK, "Rain.", '"""\n      Rain.\n    """'),
        (
            BLOCK,
            "Gulls over a pier.\n\n  A ship.",
            '"""\n      Gulls over a pier.\n\n        A ship.\n    """',
        ),
        ('"""Fog."""', "Rain.", '"""Rain."""'),
        ('"""Fog\n   and rain."""', "Fog\nand snow.", '"""Fog\n   and snow."""'),
        ('"""\r\n  Fog.\r\n"""', "Rain.\nSnow.", '"""\r\n  Rain.\r\n  Snow.\r\n"""'),
        ('""""""', "Rain.", '"Rain."'),
    ],
)
def test_a_literal_keeps_its_manner(before, text, after):
    assert rewritten(literal(before), text) == after


@settings(deadline=None)
@given(st.text(max_size=60))
def test_what_is_quoted_is_read_back(text):
    assert decode(literal(quoted(text))) == text


LINE = st.text(st.characters(exclude_categories=("C",)), max_size=20).map(str.strip)


@settings(deadline=None)
@given(st.lists(LINE, min_size=1, max_size=5), st.sampled_from(["", "  ", "\t"]))
def test_what_is_written_into_a_block_is_read_back(lines, indent):
    text = "\n".join(lines).strip()
    if text and "\\" not in text and '"' not in text:
        block = literal(f'"""\n{indent}Fog\n{indent}and rain.\n"""')
        assert decode(literal(rewritten(block, text))) == text
