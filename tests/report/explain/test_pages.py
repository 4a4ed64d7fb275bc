"""The pages are true: what they show is what `vgdsl check` says of a real folder, and what they advise mends it."""

import re

import click
import msgspec
import pytest

from vgdsl.check.files import Trouble
from vgdsl.cli import COMMANDS
from vgdsl.cli.app import app
from vgdsl.diagnostics import errors
from vgdsl.edit.trial import edited
from vgdsl.format.layout import format_text
from vgdsl.pipeline import opened
from vgdsl.program.editions import bundled
from vgdsl.report.explain.example import checked
from vgdsl.report.explain.page import MAIN, Example, page, written
from vgdsl.report.messages import draw
from vgdsl.report.wording import WORDING


@pytest.fixture
def told(laid_out, monkeypatch):
    """What is said of an example, with its files on a disk."""

    def tell(example: Example) -> list[tuple[str, str]]:
        folder = laid_out(example)
        monkeypatch.chdir(folder)
        profile = next(iter(example.values("--profile")), None)
        film = opened(folder / MAIN, profile, example.values("--set"), bundled())
        return [(each.code, draw(each)) for each in film.checked.diagnostics]

    return tell


def test_every_code_has_a_page_and_every_page_a_code():
    assert set(written()) == set(WORDING)


def test_no_two_pages_have_one_title():
    titles = [page(code).title for code in written()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", written())
def test_the_wrong_film_has_this_mistake_and_no_other(code, told):
    shown = page(code)
    found = told(shown.wrong)
    codes = [each for each, _ in found]
    assert codes.count(code) == 1
    assert set(codes) == {code, *shown.also}
    if not any(prop.kind in set(Trouble) for prop in shown.wrong.props.values()):
        assert [text for _, text in found] == [draw(each) for each in checked(shown.wrong).diagnostics]


@pytest.mark.parametrize("code", written())
def test_the_right_film_has_none(code, told):
    """Of what the wrong film cannot do without, a warning may stay."""
    right, also = page(code).right, page(code).also
    assert {each for each, _ in told(right)} <= set(also)
    assert errors(checked(right).diagnostics) == ()


@pytest.mark.parametrize("code", written())
def test_the_films_differ_little(code):
    shown = page(code)
    assert (shown.wrong.texts, shown.wrong.options) != (shown.right.texts, shown.right.options)
    assert shown.wrong.texts.keys() & shown.right.texts.keys()


@pytest.mark.parametrize("code", written())
def test_every_command_and_code_that_a_page_names_exists(code):
    prose = " ".join(page(code).prose)
    for name, words in re.findall(r"`vgdsl (\w+)([^`]*)`", prose):
        assert name in COMMANDS
        command = app.get_command(click.Context(app), name)
        known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert {word.partition("=")[0] for word in words.split() if word.startswith("--")} <= known
    assert set(re.findall(r"VG\d+", prose)) <= set(WORDING)


@pytest.mark.parametrize("code", written())
def test_what_a_message_proposes_mends_the_film(code):
    wrong = page(code).wrong
    (found,) = (each for each in checked(wrong).diagnostics if each.code == code)
    sources = {each.span.source for each in found.edits}
    if sources and {source.name for source in sources} <= wrong.texts.keys():
        mended = {source.name: edited(source.text, found.edits) for source in sources}
        after = checked(msgspec.structs.replace(wrong, texts={**wrong.texts, **mended})).diagnostics
        assert code not in {each.code for each in after}


@pytest.mark.parametrize("code", [code for code in written() if code[2] in "45"])
def test_the_right_film_is_laid_out_as_all_are(code):
    for text in page(code).right.texts.values():
        assert format_text(text) == text
