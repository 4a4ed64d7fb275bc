"""What can begin in a block or in a file: attributes that it has not said yet, and declarations. Knows models by what they lack."""

from collections.abc import Iterator, Mapping

from vgdsl.check.attributes import ATTRIBUTES, WITH_OPTIONS
from vgdsl.check.declarations import Kind
from vgdsl.check.value_types import TEXT, WORD, Type
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.cursor.slots import Item
from vgdsl.ide.making.fields import takes
from vgdsl.ide.making.makers import family, makers
from vgdsl.ide.making.needed import needed
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.wording.limits import allowed
from vgdsl.ide.wording.meanings import DECLARATIONS, meaning

_BLOCKS: Mapping[Kind, str] = {
    Kind.SHOT: 'shot ${1:name} {\n  prompt = "$0"\n}',
    Kind.TRANSITION: 'transition ${1:name} {\n  from   = ${2:first}\n  to     = ${3:second}\n  prompt = "$0"\n}',
    Kind.UPSCALE: "upscale ${1:name} {\n  source = ${2:shot}\n  factor = ${3:2x}\n}$0",
    Kind.SCENE: "scene ${1:name} {\n  $0\n}",
    Kind.ELEMENT: 'element ${1:name} {\n  description = "$2"\n  frontal     = image("$3")\n}$0',
    Kind.LOCATION: 'location ${1:name} {\n  description = "$2"\n  image       = image("$3")\n}$0',
    Kind.STYLE: 'style ${1:name} {\n  prefix = "$0"\n}',
    Kind.CUT: "cut ${1:main} {\n  sequence = [$0]\n}",
    Kind.LET: "let ${1:name} = $0",
    Kind.PARAM: 'param ${1:name} = "$0"',
    Kind.IMPORT: 'import "$0"',
    Kind.PROFILE: "profile ${1:draft} {\n  $0\n}",
    Kind.FILM: 'film ${1:name} {\n  title        = "$2"\n  model        = "$3"\n  aspect_ratio = ${4:16:9}\n}$0',
}
"""Every declaration with what is nearly always in it, those that are written most often first."""

_IN_SCENES = (Kind.SHOT, Kind.TRANSITION, Kind.UPSCALE)

_FIRST = {
    Kind.SHOT: (
        "prompt",
        "duration",
        "model",
        "start",
        "end",
        "takes",
        "use",
        "aspect_ratio",
        "resolution",
        "audio",
    ),
    Kind.TRANSITION: ("from", "to", "prompt", "duration", "model"),
    Kind.UPSCALE: ("source", "factor", "model"),
    Kind.FILM: ("title", "model", "aspect_ratio", "resolution", "duration", "fps", "budget"),
    Kind.SCENE: ("use", "location", "budget", "model", "duration"),
    Kind.STYLE: ("prefix", "suffix", "negative_prompt"),
    Kind.ELEMENT: ("description", "frontal", "references"),
    Kind.LOCATION: ("description", "image"),
    Kind.CUT: ("sequence", "music", "output"),
    Kind.PROFILE: ("model", "duration", "resolution", "takes"),
}
"""What is said most often in each kind of block; the rest follows in the language's own order."""


def items(site: Site, item: Item) -> Iterator[Offer]:
    """Attributes and declarations that may begin at a place."""
    if site.in_options:
        return
    if site.kind is not None:
        yield from _attributes(site, item, site.kind)
    if site.top:
        yield from _declarations(site, tuple(_BLOCKS))
    elif site.kind is Kind.SCENE:
        yield from _declarations(site, _IN_SCENES)


def _attributes(site: Site, item: Item, kind: Kind) -> Iterator[Offer]:
    first = _FIRST[kind]
    wanted = needed(site)
    names = [*first, *(name for name in ATTRIBUTES[kind] if name not in first)]
    judged = _Judged(site)
    for number, name in enumerate(name for name in names if name not in item.said):
        text, snippet = _written(site, item, name, ATTRIBUTES[kind][name])
        lacking, detail = judged.words(name, ATTRIBUTES[kind][name])
        rank = Rank.GOOD if name in first else Rank.USUAL
        yield Offer(
            label=name,
            sort=Sort.ATTRIBUTE,
            span=site.span,
            text=text,
            detail=f"needed · {detail}" if name in wanted else detail,
            about=meaning(kind, name),
            order=order(Rank.BEST if name in wanted else Rank.UNFIT if lacking else rank, number),
            snippet=snippet,
            again=snippet,
        )
    if kind in WITH_OPTIONS and site.place.leads:
        yield _options(site, kind)


class _Judged:
    """What the models around say of each attribute."""

    def __init__(self, site: Site) -> None:
        self.family = family(site)
        self.single = next((maker.model for maker in makers(site)), None)

    def words(self, name: str, type_: Type) -> tuple[bool, str]:
        """Whether no variant has such a setting, and a few words: that, what the model takes, or what the attribute is."""
        single = self.single
        if single is not None and not any(takes(model, name) for model in self.family):
            return True, f"{single.family} has no such setting"
        limits = allowed(single, name) if single is not None and takes(single, name) else ""
        return False, limits or brief(type_)


def _options(site: Site, kind: Kind) -> Offer:
    return Offer(
        label="options",
        sort=Sort.KEYWORD,
        span=site.span,
        text="options {\n  $0\n}",
        detail="fields that the language has no word for",
        about=meaning(kind, "options"),
        order=order(Rank.RARE),
        snippet=True,
    )


def brief(type_: Type) -> str:
    """A type in a few words: `a time`, `a picture or a frame`, `a list, each the name of a style`."""
    words = type_.words.replace(", such as", " such as")
    return words.partition(" such as")[0]


def _written(site: Site, item: Item, name: str, type_: Type) -> tuple[str, bool]:
    """The attribute with its sign and room for its value, in the column of its neighbours; only the name where the sign is there."""
    if site.place.rest.lstrip().startswith("="):
        return name, False
    width = max((len(said) for said in item.said), default=0)
    before = f"{name:<{width}} = "
    if type_ is TEXT or type_ is WORD:
        return f'{before}"$1"$0', True
    return f"{before}[$1]$0" if type_.item is not None else f"{before}$0", True


def _declarations(site: Site, kinds: tuple[Kind, ...]) -> Iterator[Offer]:
    has_film = site.meaning.names.film is not None
    for number, kind in enumerate(kinds):
        if kind is Kind.FILM and has_film:
            continue
        rank = Rank.BEST if kind is Kind.FILM else Rank.GOOD
        yield Offer(
            label=kind.value,
            sort=Sort.KEYWORD,
            span=site.span,
            text=_BLOCKS[kind],
            detail=f"declare {kind.phrase}" if kind is not Kind.IMPORT else "another file's declarations",
            about=DECLARATIONS[kind],
            order=order(rank, number),
            snippet=True,
            again=kind is Kind.IMPORT,
        )
