"""What can stand at a place of a scene file, the likeliest first. Knows no protocol; asks no disk but a listing that it is given.

    offers(view, offset, listing) -> tuple[Offer, ...]

Answers in broken and half-typed files too, and never raises. Every offer is good where it is offered: names are of a kind that
fits, values are those that the checker's rules let pass for the model that makes the clip. See `Offer` for what one says.
"""

from collections.abc import Iterator

from vgdsl.check.declarations import NODES, VALUES
from vgdsl.check.value_types import CLIP, Type
from vgdsl.ide.cursor.site import Site, site
from vgdsl.ide.cursor.slots import Item, Member, Path, Text, Value, Word
from vgdsl.ide.offers import mentions, templates
from vgdsl.ide.offers.barred import other_end
from vgdsl.ide.offers.calls import arguments, calls
from vgdsl.ide.offers.items import items
from vgdsl.ide.offers.listing import Listing, NoFiles
from vgdsl.ide.offers.members import is_key, keys, members
from vgdsl.ide.offers.models import models
from vgdsl.ide.offers.names import Wanted, names
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.offers.paths import ENDINGS, paths
from vgdsl.ide.offers.values import legal, quoted, values
from vgdsl.ide.view import View
from vgdsl.source import Span


def offers(view: View, offset: int, listing: Listing = NoFiles()) -> tuple[Offer, ...]:  # noqa: B008 - knows nothing
    """What can stand at a character of the view's file, best first; nothing where the film does not know the file."""
    here = site(view, offset)
    if here is None:
        return ()
    return tuple(sorted(_offers(here, listing), key=lambda offer: offer.order))


def _offers(here: Site, listing: Listing) -> Iterator[Offer]:
    match here.place.slot:
        case Item() as item:
            yield from items(here, item)
        case Value() as value:
            yield from _value(here, value, listing)
        case Member(of, value):
            yield from members(here, of, _wanted(here, value))
        case Text() as text:
            yield from _text(here, text, listing)
        case Path(inside):
            yield from _import(here, inside, listing)
        case Word(word):
            yield Offer(
                label=word, sort=Sort.KEYWORD, span=here.span, text=f"{word} ", order=order(Rank.BEST)
            )
        case _:
            return


def _value(here: Site, value: Value, listing: Listing) -> Iterator[Offer]:
    """A value, or what is awaited of one: a key of a for-each, a list to go over, a file, an argument."""
    index, call = value.index, value.call
    if index is not None:
        yield from keys(here, index, here.span, quoted=False)
        yield from names(here, Wanted(only=VALUES, judge=lambda known: is_key(here, index, known)), here.span)
    elif value.loop and not value.steps:
        yield from names(here, Wanted(only=VALUES, judge=_is_list), here.span)
    elif call is not None and call.called in ENDINGS:
        around = here.module.folder
        yield from paths(listing, around, "", call.called, here.span, before='"', after='"')
    else:
        if call is not None and not value.named:
            yield from arguments(call, here.span)
        yield from _any(here, value)


def _any(here: Site, value: Value) -> Iterator[Offer]:
    type_ = here.wanted(value)
    if here.place.rest.startswith("."):
        yield from names(here, Wanted(CLIP, only=NODES | VALUES), here.span)
    elif type_ is not None:
        yield from _typed(here, value, type_)
    elif _is_free(here, value):
        yield from names(here, Wanted(), here.span)
        yield from calls(None, here.span)


def _typed(here: Site, value: Value, type_: Type) -> Iterator[Offer]:
    if value.attribute == "model":
        yield from models(here, here.span, '"', '"')
    if value.attribute == "enhancement":
        yield from quoted(here, value, type_, here.span, ('"', '"'))
    yield from values(here, value, type_)
    yield from names(here, _wanted(here, value), here.span)
    yield from calls(type_, here.span)


def _wanted(here: Site, value: Value) -> Wanted:
    """Which names may stand for a value."""
    type_ = here.wanted(value)
    if type_ is None:
        return Wanted(listed=value.listed)
    return Wanted(
        type_,
        listed=value.listed,
        judge=lambda known: legal(here, value, type_, known),
        barred=other_end(here, value.attribute),
        taken=frozenset(value.steps[-1].said) if value.listed and type_.kind is not None else frozenset(),
    )


def _is_list(value: object) -> bool:
    return isinstance(value, tuple)


def _is_free(here: Site, value: Value) -> bool:
    """Whether any value may stand: of a `let`, of what a for-each goes over, in `options`, and in lists of these."""
    listed = all(step.sign == "[" for step in value.steps)
    return listed and (here.in_options or value.loop or here.top)


def _text(here: Site, text: Text, listing: Listing) -> Iterator[Offer]:
    """What can stand between quotes. What replaces all of them closes them, where they are still open."""
    source, offset, value = here.place.source, here.place.offset, text.value
    typed = source.text[text.inside : offset]
    close = "" if text.closed else '"'
    whole = Span(source, text.inside, here.place.end - 1 if text.closed and not text.block else offset)
    index, call = value.index, value.call
    if index is not None:
        yield from keys(here, index, whole, quoted=True)
    elif call is not None and call.called in ENDINGS:
        part = Span(source, text.inside + typed.rfind("/") + 1, whole.end)
        yield from paths(listing, here.module.folder, typed, call.called, part, after=close)
    elif (begun := templates.begun(typed)) is not None:
        yield from templates.templates(here, begun, typed)
    elif (length := mentions.begun(typed)) is not None:
        yield from mentions.mentions(here, offset - length) if _is_prompt(here, value) else ()
    elif not text.block:
        yield from _quoted(here, value, whole, close)


def _quoted(here: Site, value: Value, span: Span, close: str) -> Iterator[Offer]:
    """Values that are texts by nature: models, engines, words."""
    type_ = here.wanted(value)
    if value.attribute == "model" and not value.steps:
        yield from models(here, span, "", close)
    elif value.attribute == "enhancement" or (type_ is not None and type_.choices):
        yield from quoted(here, value, type_, span, ("", close))


def _is_prompt(here: Site, value: Value) -> bool:
    """Whether `@` means a mention: in what becomes part of a prompt, and in a `let` that may."""
    return value.attribute in {"prompt", "prefix", "suffix"} or (here.top and not value.attribute)


def _import(here: Site, inside: int | None, listing: Listing) -> Iterator[Offer]:
    source, offset, module = here.place.source, here.place.offset, here.module
    if inside is None:
        yield from paths(
            listing, module.folder, "", "import", here.span, own=module.path, before='"', after='"'
        )
        return
    typed = source.text[inside:offset]
    closed = source.text[here.place.end - 1 : here.place.end] == '"' and here.place.end > inside
    part = Span(source, inside + typed.rfind("/") + 1, here.place.end - 1 if closed else offset)
    yield from paths(
        listing, module.folder, typed, "import", part, own=module.path, after="" if closed else '"'
    )
