"""Calls that make a value of a type, with places for their arguments; and the arguments of one. Knows no film."""

from collections.abc import Iterator, Mapping

from vgdsl.check.attributes import ARGUMENTS, OPTIONAL_ARGUMENTS
from vgdsl.check.value_types import Type
from vgdsl.ide.cursor.slots import Step
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.meanings import ARGUMENTS as MEANINGS
from vgdsl.ide.wording.meanings import CALLS
from vgdsl.program.entities import Dissolve, Music, Part
from vgdsl.program.values import Clip, Duration, Keyframe, Media, MediaKind, Move
from vgdsl.source import Span

_SAMPLES: Mapping[str, object] = {
    **{kind.value: Media(kind, path="") for kind in MediaKind},
    "at": Keyframe(Duration(0), Media(MediaKind.IMAGE, path="")),
    "move": Move(0, 0, 0, 1),
    "clip": Part(Clip("")),
    "dissolve": Dissolve(Duration(0)),
    "music": Music(Media(MediaKind.AUDIO, path="")),
}
"""What each call makes, to ask a type whether it takes such a thing."""

_SNIPPETS: Mapping[str, str] = {
    **{kind.value: f'{kind.value}("$1")$0' for kind in MediaKind},
    "at": "at(${1:1s}, $2)$0",
    "move": "move(${1:0}, ${2:0}, ${3:0}, ${4:1})$0",
    "clip": "clip($1, in = ${2:0.5s})$0",
    "dissolve": "dissolve(${1:0.5s})$0",
    "music": 'music(audio("$1"), fade_in = ${2:1s}, fade_out = ${3:2s})$0',
}
_FREE = ("image", "video", "audio", "document")
"""The calls worth offering where any value may stand."""


def calls(type_: Type | None, span: Span) -> Iterator[Offer]:
    """Every call whose value would fit."""
    for number, (name, sample) in enumerate(_SAMPLES.items()):
        item = type_.item if type_ is not None else None
        fits = name in _FREE if type_ is None else type_.convert(sample) is not None
        listed = item is not None and item.convert(sample) is not None
        if fits or listed:
            made = f"[{_SNIPPETS[name].removesuffix('$0')}]$0" if listed and not fits else _SNIPPETS[name]
            yield Offer(
                label=f"{name}(…)",
                sort=Sort.CALL,
                span=span,
                text=made,
                detail=", ".join(ARGUMENTS[name]),
                about=CALLS[name],
                order=order(Rank.USUAL, number),
                snippet=True,
                again=True,
            )


def arguments(step: Step, span: Span) -> Iterator[Offer]:
    """The names of arguments that a call may still be given."""
    name = step.called
    signature = list(ARGUMENTS.get(name, ()))
    position = step.argument if isinstance(step.argument, int) else 0
    needed = position < len(signature) and signature[position] not in OPTIONAL_ARGUMENTS
    for number, argument in enumerate(signature):
        if number < position or argument in step.said:
            continue
        rank = Rank.RARE if needed else Rank.GOOD  # what is needed next is mostly said without its name
        yield Offer(
            label=f"{argument} =",
            sort=Sort.ARGUMENT,
            span=span,
            text=f"{argument} = ",
            detail=signature_text(name),
            about=MEANINGS.get((name, argument), ""),
            order=order(rank, number),
            again=True,
        )


def signature_text(name: str) -> str:
    """`clip(clip, in, out)`."""
    return f"{name}({', '.join(ARGUMENTS[name])})"
