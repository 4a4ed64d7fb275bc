"""What can stand in a template: names and their members, filters, words of Jinja. Knows scopes; runs no template."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from vgdsl.check.declarations import NODES, VALUES, Kind
from vgdsl.check.records import shown
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.offers.offer import Offer, Rank, Sort, order
from vgdsl.ide.offers.typed import Typed, rest, typed
from vgdsl.ide.wording.meanings import meaning
from vgdsl.ide.wording.records import KINDS, askable, record
from vgdsl.ide.wording.summary import literal, shortened
from vgdsl.source import Span

FILTERS: Mapping[str, str] = {
    "abs": "the number without its sign",
    "capitalize": "the first letter large, the others small",
    "count": "how many there are",
    "d": "another value where there is none",
    "default": "another value where there is none",
    "first": "the first of a list",
    "float": "as a number",
    "int": "as a whole number",
    "join": "all of a list as one text",
    "last": "the last of a list",
    "length": "how many there are",
    "list": "as a list",
    "lower": "in small letters",
    "map": "each of a list, through a filter",
    "max": "the largest",
    "min": "the smallest",
    "reject": "those of a list that fail a test",
    "replace": "with one text in place of another",
    "reverse": "backwards",
    "round": "rounded",
    "select": "those of a list that pass a test",
    "sort": "in order",
    "string": "as a text",
    "sum": "all of a list together",
    "title": "Every Word Large",
    "trim": "without the spaces around it",
    "truncate": "cut where it is too long",
    "unique": "each once",
    "upper": "in large letters",
    "wordcount": "how many words there are",
}
"""The filters of templates, each with what it makes of a value."""

_STATEMENTS = {
    "if": "if $1 %}$2{% endif",
    "elif": "elif $1",
    "else": "else",
    "endif": "endif",
    "for": "for ${1:each} in $2 %}$3{% endfor",
    "endfor": "endfor",
    "set": "set ${1:name} = $2",
}
_OPEN = re.compile(r"\{(?P<sign>\{|%)-?(?P<inside>(?:(?!\}\}|%\}).)*)\Z", re.DOTALL)
_BOUND = re.compile(r"\{%-?\s*(?:for\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b|set\s+(\w+)\s*=)")
_LOOP = ("index", "index0", "first", "last", "length", "revindex")


class Begun(msgspec.Struct, frozen=True):
    """A template that is open at the end of a text: `sign` is `{` or `%`, `inside` what stands behind it so far."""

    sign: str
    inside: str

    @property
    def typed(self) -> Typed:
        return typed(self.inside)

    @property
    def before(self) -> str:
        """What stands before the word, without the space between."""
        word = self.typed
        return self.inside[: len(self.inside) - len(word.dotted) - len(word.name)].rstrip()

    @property
    def in_text(self) -> bool:
        """Whether the place is within the quotes of a text of the template itself."""
        return self.inside.count("'") % 2 == 1


def begun(text: str) -> Begun | None:
    """The template that is open at the end of a text."""
    found = _OPEN.search(text)
    return None if found is None else Begun(found["sign"], found["inside"])


def templates(site: Site, template: Begun, before: str) -> Iterator[Offer]:
    """All that can stand at the place; `before` is the text up to it."""
    if template.in_text:
        return
    word, offset = template.typed, site.place.offset
    start = offset - len(word.name)
    span = Span(site.place.source, start, rest(site.place.source.text, start, offset))
    if word.dotted:
        yield from _members(site, word.dotted[:-1], span)
    elif template.before.endswith("|"):
        for number, (name, words) in enumerate(FILTERS.items()):
            yield _plain(name, Sort.FILTER, span, Rank.GOOD, words, number=number)
    elif template.sign == "%" and not template.before:
        for number, (name, text) in enumerate(_STATEMENTS.items()):
            offer = _plain(name, Sort.KEYWORD, span, Rank.GOOD, "", number=number)
            yield msgspec.structs.replace(offer, text=text, snippet="$" in text)
    else:
        yield from _names(site, before, span)


def _names(site: Site, before: str, span: Span) -> Iterator[Offer]:
    for name in dict.fromkeys(filter(None, (one for found in _BOUND.findall(before) for one in found))):
        yield _plain(name, Sort.VARIABLE, span, Rank.BEST, "of this template")
    own = site.declaration
    if own is not None and own.loop is not None:
        values = site.meaning.evaluator.members(own).values()
        yield _plain(
            own.loop.variable.text, Sort.VARIABLE, span, Rank.BEST, shortened(shown(list(values)[:3]))
        )
    evaluator = site.meaning.evaluator
    for name, declaration in site.meaning.names.scopes[site.module].items():
        if declaration.kind in VALUES:
            text = shortened(literal(evaluator.known(declaration)))
            yield _plain(name, Sort(declaration.kind.value), span, Rank.GOOD, text)
    for name, words in _records(site).items():
        yield _plain(name, Sort.VARIABLE, span, Rank.USUAL, words)
    yield _plain("range", Sort.CALL, span, Rank.RARE, "range(3): 0, 1, 2")


def _records(site: Site) -> dict[str, str]:
    """`film`, `scene` and `shot`, as far as there are any here."""
    found = {"film": "the film"}
    if site.kind in {*NODES, Kind.STYLE, Kind.PROFILE} or site.top:
        found["shot"] = "the shot that uses it"
        found["scene"] = "the scene that it stands in"
    if site.kind in NODES and site.declaration is not None and site.declaration.scene is None:
        del found["scene"]
    return found


def _members(site: Site, of: str, span: Span) -> Iterator[Offer]:
    if of == "loop":
        for number, name in enumerate(_LOOP):
            yield _plain(name, Sort.MEMBER, span, Rank.GOOD, "", number=number)
        return
    prefix = f"{of}."
    evaluator = site.meaning.evaluator
    for name, declaration in site.meaning.names.scopes[site.module].items():
        if name.startswith(prefix) and declaration.kind in VALUES:
            text = shortened(literal(evaluator.known(declaration)))
            yield _plain(name[len(prefix) :], Sort(declaration.kind.value), span, Rank.GOOD, text)
    kind = KINDS.get(of)
    if kind is None:
        return
    known = record(site, of)
    for number, name in enumerate(askable(of) if known is None else known):
        text = "" if known is None else shortened(known[name])
        yield _plain(name, Sort.MEMBER, span, Rank.GOOD, text or meaning(kind, name), number=number)


def _plain(name: str, sort: Sort, span: Span, rank: Rank, detail: str, *, number: int = 0) -> Offer:
    return Offer(label=name, sort=sort, span=span, text=name, detail=detail, order=order(rank, number))
