"""What to say of orders that came to nothing: what was meant, what became of the money, and the way on. Knows events only.

A consent is shown with its terms in full and with what the author would write. Nothing here, or anywhere, writes it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from vgdsl.check.attributes import CONSENTS
from vgdsl.plan.blame import Blamed
from vgdsl.program.editions import load
from vgdsl.report.summary import money
from vgdsl.run import events as e

MOST = 8
"""Verdicts told in full at the end of a run: of a hundred alike nobody reads more."""


Accept = Callable[[str], str]
"""The command that shows what is proposed for a clip, by the clip's name."""


class Known(NamedTuple):
    """What is known of a kind of model beyond what its provider says: for ids with these parts, refused or failed."""

    parts: tuple[str, ...]
    kind: type[e.Judged]
    words: str


_KNOWN = (
    Known(
        ("seedance", "-basic"),
        e.Refused,
        "Seedance models whose name ends in -basic refuse every picture or clip of a person, and often blame the prompt for it.",
    ),
    Known(
        ("minimax", "-image-to-video"),
        e.Failed,
        "MiniMax takes a start frame that shows a face it recognises, and then fails: another try with it fails again. An"
        " earlier frame, or the face among the references of a reference-to-video model, works.",
    ),
)
"""Seen by others on the live service (Venice's consent guide and two public harnesses, autumn 2026)."""


def verdict_lines(verdicts: Iterable[e.Judged], accept: Accept, most: int = MOST) -> list[str]:
    """Several lines on each, with an empty line before; of more than `most` only how many they are."""
    told, asked = list[e.Judged](), dict[e.Consent, list[e.Judged]]()
    for verdict in verdicts:
        if verdict.consent is None:
            told.append(verdict)
        else:
            asked.setdefault(verdict.consent, []).append(verdict)
    lines = [line for verdict in told[:most] for line in _verdict(verdict, accept)]
    if len(told) > most:
        lines += ["", f"and {len(told) - most} more came to nothing: `vgdsl status` tells of each"]
    return lines + [line for consent, several in asked.items() for line in _consent(consent, several)]


def money_words(verdict: e.Judged) -> str:
    """What became of the price, in a sentence."""
    amount = "the price" if verdict.price is None else money(verdict.price)
    model = load().get(verdict.model)
    if verdict.refunded is not None:
        text = f"{amount} came back." if verdict.refunded else f"{amount} did not come back."
    elif verdict.delivered:
        text = f"{amount} was paid for it."
    elif not verdict.accepted:
        fee = (
            ", but for the fee that its maker takes for looking at it" if model and model.refusal_fee else ""
        )
        text = f"nothing was charged{fee}."
    elif isinstance(verdict, e.Refused) and model is not None and not model.refund_on_refusal:
        text = f"{amount} is kept: its maker gives nothing back for what its rules refuse."
    else:
        text = f"whether {amount} came back is not said, so it counts as spent; the account's usage history tells."
    return f"{text[0].upper()}{text[1:]}"


def ways(verdict: e.Judged, accept: Accept) -> Iterator[str]:
    """What is proposed instead, and what is known of such models."""
    proposed = {
        "another prompt": verdict.suggested_prompt,
        f"the model {verdict.recommended_model}": verdict.recommended_model,
    }
    if names := [what for what, given in proposed.items() if given]:
        yield f"It proposes {' and '.join(names)}. To see that in the scene file: {accept(verdict.job)}"
    for known in _KNOWN:
        if isinstance(verdict, known.kind) and all(part in verdict.model for part in known.parts):
            yield known.words


def _verdict(verdict: e.Judged, accept: Accept) -> Iterator[str]:
    yield ""
    yield f"{verdict.job}: {verdict.message}"
    if verdict.inputs and not verdict.named:
        yield "  It does not say what it objects to. The order held:"
    yield from _table(verdict.inputs)
    yield f"  {money_words(verdict)}"
    yield from (f"  {way}" for way in ways(verdict, accept))


def _table(inputs: Iterable[Blamed], name: str = "") -> Iterator[str]:
    rows = [(each.said, each.place) for each in inputs]
    width = max((len(said) for said, _ in rows), default=0)
    yield from (f"    {name}{said:<{width}}   {place}".rstrip() for said, place in rows)


def _consent(consent: e.Consent, verdicts: list[e.Judged]) -> Iterator[str]:
    names = ", ".join(verdict.job for verdict in verdicts)
    yield ""
    yield f"{names}: Venice found faces, and asks whether you may use them. {money_words(verdicts[0])}"
    for verdict in verdicts:
        yield from _table(verdict.inputs, f"{verdict.job}   " if len(verdicts) > 1 else "")
    version = f", version {consent.version}" if consent.version else ""
    yield ""
    yield f'  Its terms ("{consent.name}"{version}), word for word:'
    yield ""
    yield from (f"    {line}".rstrip() for line in consent.terms.strip().splitlines() or ["(none were sent)"])
    yield ""
    if consent.link:
        yield f"  More on it: {consent.link}"
    if consent.given:
        yield f"  The film says that you attest them (consent = [{consent.name}]), and Venice asks all the same: they may be others"
        yield "  by now than those you read. If they are not, its support has to look at the account."
        return
    if consent.name not in CONSENTS:
        yield f'  This vgdsl does not know how a film attests "{consent.name}": update it, or use media without recognisable faces.'
        return
    each = "each of these shots" if len(verdicts) > 1 else "the shot"
    yield (
        "  Only you can say whether that is true, and nothing here says it for you. If it is, write into "
        + each
    )
    yield ""
    yield f"    consent = [{consent.name}]"
    yield ""
    yield "  and run again. If it is not, use media without recognisable faces."
