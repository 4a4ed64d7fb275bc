"""What can be taken of a value behind its dot, and what can stand between the brackets of an index. Knows no models."""

from collections.abc import Iterator

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.check.foreach import SCALARS, key
from vgdsl.check.value_types import Clips
from vgdsl.ide.cursor.reading import Sign
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.cursor.slots import Step
from vgdsl.ide.offers.names import FRAMES, Wanted, fits, names, value_of
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.meanings import MEMBERS
from vgdsl.program.values import Clip, Duration, Frame, Media, MediaKind
from vgdsl.source import Span


def members(site: Site, of: tuple[Sign, ...], wanted: Wanted) -> Iterator[Offer]:
    """Frames of a clip or video, and what an import's prefix holds."""
    type_ = wanted.type
    found = declared(site, of)
    if found is not None and found.kind is Kind.IMPORT:
        prefix = "".join(sign.text for sign in of) + "."
        yield from names(site, wanted, site.span, prefix)
        return
    if not _moves(site, of, found):
        return
    clip = Clip("")
    for number, (name, edge) in enumerate(FRAMES.items()):
        if (
            type_ is None
            or fits(type_, Frame(clip, edge))
            or (type_.item and fits(type_.item, Frame(clip, edge)))
        ):
            yield _member(name, name, site.span, number)
    if type_ is None or fits(type_, Frame(clip, Duration(0))) or type_.item is not None:
        yield _member("frame(…)", "frame(${1:1s})$0", site.span, len(FRAMES))


def keys(site: Site, step: Step, span: Span, *, quoted: bool) -> Iterator[Offer]:
    """The values for which a for-each makes a shot. With `quoted`, the quotes are there already."""
    found = declared(site, step.head)
    if found is None or found.loop is None:
        return
    for number, value in enumerate(site.meaning.evaluator.members(found).values()):
        text = key(value)
        if quoted and isinstance(value, str):
            text = text[1:-1]
        elif quoted:
            continue
        yield Offer(
            label=text,
            sort=Sort.VALUE,
            span=span,
            text=text,
            detail=found.name,
            order=order(Rank.GOOD, number),
        )


def is_key(site: Site, step: Step, value: object) -> bool:
    """Whether a for-each makes a shot for that value."""
    found = declared(site, step.head)
    return (
        found is not None
        and isinstance(value, SCALARS)
        and f"{found.name}[{key(value)}]" in site.meaning.evaluator.members(found)
    )


def declared(site: Site, signs: tuple[Sign, ...]) -> Declaration | None:
    """What the names at the beginning of a value mean, in this file."""
    scope = site.meaning.names.scopes[site.module]
    name, found = "", None
    for sign in signs:
        if not (sign.is_word or sign.text == "."):
            break
        name += sign.text
        found = scope.get(name, found)
    return found


def _moves(site: Site, of: tuple[Sign, ...], found: Declaration | None) -> bool:
    """Whether frames can be taken of it: a clip, one shot of a for-each, a video."""
    texts = [sign.text for sign in of]
    if any(text in MEMBERS for text in texts[1:]):
        return False
    if found is None:
        return texts == ["video", "()"]
    value = value_of(site, found)
    if isinstance(value, Clips):
        return texts[-1] == "[]"
    if found.kind in NODES:
        return True
    movable = isinstance(value, Clip) or (isinstance(value, Media) and value.kind is MediaKind.VIDEO)
    return found.kind in VALUES and movable


def _member(label: str, text: str, span: Span, number: int) -> Offer:
    return Offer(
        label=label,
        sort=Sort.MEMBER,
        span=span,
        text=text,
        about=MEMBERS[label.removesuffix("(…)")],
        order=order(Rank.GOOD, number),
        snippet=text != label,
    )
