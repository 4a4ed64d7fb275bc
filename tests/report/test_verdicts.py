"""What is said of orders that came to nothing: what was meant, what became of the money, and how to go on."""

from decimal import Decimal

import pytest

from vgdsl.plan.blame import Blamed
from vgdsl.report.verdicts import money_words, verdict_lines
from vgdsl.run import events as e

PRICE = Decimal("0.55")
START = Blamed("image_url", "start", 'start = image("refs/a.png")', "film.vg:12")
PROMPT = Blamed("prompt", "prompt", "prompt", "film.vg:9")


def refused(job="gulls", **facts) -> e.Refused:
    given = {"at": 1.0, "key": "k", "message": "No.", "model": "wan-2-7-text-to-video", "price": PRICE}
    return e.Refused(job=job, **{**given, **facts})


def failed(**facts) -> e.Failed:
    given = {"at": 1.0, "job": "gulls", "key": "k", "message": "It broke.", "price": PRICE, "accepted": True}
    return e.Failed(**{**given, **facts})


def said(*verdicts, most=8) -> str:
    return "\n".join(verdict_lines(verdicts, lambda name: f"vgdsl accept film.vg {name}", most))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (refused(), "Nothing was charged."),
        (
            refused(model="grok-imagine-text-to-video"),
            "Nothing was charged, but for the fee that its maker takes for looking at it.",
        ),
        (refused(model="grok-imagine-text-to-video-private"), "Nothing was charged."),
        (refused(accepted=True, refunded=True), "$0.55 came back."),
        (refused(accepted=True, refunded=False), "$0.55 did not come back."),
        (refused(refunded=False, price=None), "The price did not come back."),
        (
            refused(accepted=True, model="runway-gen4-5"),
            "$0.55 is kept: its maker gives nothing back for what its rules refuse.",
        ),
        (refused(accepted=True, model="runway-gen4-5", refunded=True), "$0.55 came back."),
        (
            refused(accepted=True),
            "Whether $0.55 came back is not said, so it counts as spent; the account's usage history tells.",
        ),
        (failed(delivered=True), "$0.55 was paid for it."),
        (
            failed(model="runway-gen4-5"),
            "Whether $0.55 came back is not said, so it counts as spent; the account's usage history tells.",
        ),
    ],
)
def test_what_became_of_the_money(verdict, words):
    assert money_words(verdict) == words


def test_what_is_meant_stands_with_its_place():
    assert said(refused(inputs=(START, PROMPT))) == (
        "\n"
        "gulls: No.\n"
        '    start = image("refs/a.png")   film.vg:12\n'
        "    prompt                        film.vg:9\n"
        "  Nothing was charged."
    )


def test_where_the_provider_names_nothing_it_is_said_so():
    assert said(refused(inputs=(PROMPT,), named=False, accepted=True, refunded=True)) == (
        "\n"
        "gulls: No.\n"
        "  It does not say what it objects to. The order held:\n"
        "    prompt   film.vg:9\n"
        "  $0.55 came back."
    )


@pytest.mark.parametrize(
    ("proposed", "words"),
    [
        ({"suggested_prompt": "A calm sea."}, "another prompt"),
        ({"recommended_model": "kling-o3"}, "the model kling-o3"),
        (
            {"suggested_prompt": "A calm sea.", "recommended_model": "kling-o3"},
            "another prompt and the model kling-o3",
        ),
    ],
)
def test_what_is_proposed_is_an_edit_away(proposed, words):
    assert said(refused(**proposed)) == (
        f"\ngulls: No.\n  Nothing was charged.\n  It proposes {words}. To see that in the scene file: vgdsl accept film.vg gulls"
    )


def test_what_is_known_of_a_model_is_told_where_it_fits():
    basic = refused(model="seedance-2-0-reference-to-video-basic", accepted=True, refunded=True)
    assert said(basic).splitlines()[-1] == (
        "  Seedance models whose name ends in -basic refuse every picture or clip of a person, and often blame the prompt for"
        " it."
    )
    face = failed(model="minimax-h3-image-to-video")
    assert said(face).splitlines()[-1] == (
        "  MiniMax takes a start frame that shows a face it recognises, and then fails: another try with it fails again. An"
        " earlier frame, or the face among the references of a reference-to-video model, works."
    )
    assert "Seedance" not in said(refused()) + said(failed(model="seedance-2-0-text-to-video-basic"))


TERMS = e.Consent(
    "seedance", "I own the rights.\nI know the rules.\n", "v2.0", "https://docs.example/consent"
)


def test_a_consent_is_shown_in_full_and_left_to_the_author():
    assert said(refused(message="Faces.", inputs=(START,), consent=TERMS)) == (
        "\n"
        "gulls: Venice found faces, and asks whether you may use them. Nothing was charged.\n"
        '    start = image("refs/a.png")   film.vg:12\n'
        "\n"
        '  Its terms ("seedance", version v2.0), word for word:\n'
        "\n"
        "    I own the rights.\n"
        "    I know the rules.\n"
        "\n"
        "  More on it: https://docs.example/consent\n"
        "  Only you can say whether that is true, and nothing here says it for you. If it is, write into the shot\n"
        "\n"
        "    consent = [seedance]\n"
        "\n"
        "  and run again. If it is not, use media without recognisable faces."
    )


def test_a_consent_that_was_given_and_is_asked_for_again_is_no_matter_of_the_file():
    text = said(refused(inputs=(START,), consent=e.Consent("seedance", "I own the rights.", given=True)))
    assert text.splitlines()[-2:] == [
        "  The film says that you attest them (consent = [seedance]), and Venice asks all the same: they may be others",
        "  by now than those you read. If they are not, its support has to look at the account.",
    ]
    assert "write into" not in text


def test_a_consent_that_the_language_has_no_word_for_is_shown_and_cannot_be_given():
    text = said(refused(consent=e.Consent("likeness", "I own the rights.")))
    assert text.splitlines()[-1] == (
        '  This vgdsl does not know how a film attests "likeness": update it, or use media without recognisable faces.'
    )


def test_the_same_terms_are_shown_once_for_all_who_meet_them():
    text = said(
        refused("gulls", inputs=(START,), consent=TERMS), refused("waves", inputs=(START,), consent=TERMS)
    )
    assert text.count("I own the rights.") == 1
    assert text.splitlines()[1:4] == [
        "gulls, waves: Venice found faces, and asks whether you may use them. Nothing was charged.",
        '    gulls   start = image("refs/a.png")   film.vg:12',
        '    waves   start = image("refs/a.png")   film.vg:12',
    ]
    assert "write into each of these shots" in text


def test_of_many_verdicts_the_first_are_told():
    text = said(*(refused(f"s{n}") for n in range(5)), most=3)
    assert text.splitlines()[-1] == "and 2 more came to nothing: `vgdsl status` tells of each"
    assert "s2: No." in text
    assert "s3" not in text
