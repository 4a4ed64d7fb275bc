"""Makes the prompt of a shot: its text between the styles' prefixes and suffixes, with mentions. Knows no models."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from vgdsl.check import mentions
from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.here import Here
from vgdsl.check.resolve import Scope
from vgdsl.check.steps import EDGES
from vgdsl.check.texts import Text
from vgdsl.check.value_types import Clips, describe
from vgdsl.diagnostics import Edit
from vgdsl.program.values import Clip, Frame, Media, Mention, Prompt
from vgdsl.syntax import tree

PLAIN = tree.String | tree.Quantity
MOST_LISTED = 8

Named = dict[str, Media | Clip | Frame]


def compose(texts: Iterable[Text], evaluator: Evaluator, named: Named) -> Prompt:
    """The texts in one, a space between them, or a line end where one has several lines.

    Media, clips and frames that a text mentions, by their own names or by a `let`'s, are put into `named`.
    """
    parts = [text for text in texts if text.text]
    between = "\n" if any("\n" in text.text for text in parts) else " "
    if len(parts) == 1 and "@" not in parts[0].text:
        return Prompt((parts[0].text,))
    pieces: list[str | Mention] = []
    for number, text in enumerate(parts):
        for piece in (between if number else "", *_pieces(text, evaluator, named)):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
    return Prompt(tuple(pieces))


def _pieces(text: Text, evaluator: Evaluator, named: Named) -> Iterator[str | Mention]:
    if "@" not in text.text:
        yield text.text
        return
    scope = evaluator.names.scopes[text.module]
    for piece in mentions.split(text.text, partial(extends, scope)):
        if isinstance(piece, str):
            yield piece
        elif (mention := _mention(piece.name, text, evaluator, named)) is not None:
            yield mention


def extends(scope: Scope, name: str, member: str) -> bool:
    """Whether a mention goes on after its dot: behind a prefix always, behind a clip where a frame is taken of it."""
    kind = scope[name].kind if name in scope else None
    return kind is Kind.IMPORT or (member in EDGES and kind in NODES | VALUES)


def _mention(name: str, text: Text, evaluator: Evaluator, named: Named) -> Mention | None:
    scope = evaluator.names.scopes[text.module]
    whole, edge = (name, "") if name in scope else _stepped(name)
    declaration = scope.get(whole)
    if declaration is None:
        _unknown(name, text, evaluator)
        return None
    evaluator.used.add(declaration)
    if declaration.kind in {Kind.ELEMENT, Kind.LOCATION}:
        return Mention(declaration.name)
    value, place = _meant(declaration, text, evaluator), text.place_of(f"@{name}")
    if edge and value is not None:
        value = evaluator.frames.take(value, EDGES[edge], whole, place)
    if isinstance(value, Media | Clip | Frame):
        called = f"{declaration.name}.{edge}" if edge else declaration.name
        named[called] = value
        return Mention(called)
    if value is not None:
        found = describe(value) if isinstance(value, Clips) else declaration.kind.phrase
        evaluator.findings.add("VG204", place, {"name": name, "found": found, "mention": "yes"})
    return None


def _stepped(name: str) -> tuple[str, str]:
    """`opening.last_frame` as the name and the frame that is taken."""
    before, _, edge = name.rpartition(".")
    return (before, edge) if edge in EDGES else (name, "")


def _meant(declaration: Declaration, text: Text, evaluator: Evaluator) -> object:
    """What a name that is no element and no location stands for."""
    if declaration.kind in VALUES:
        return evaluator.declared(declaration, Here(text.module))
    if declaration.kind not in NODES:
        return declaration
    if declaration.loop is None:
        return Clip(declaration.name)
    members = evaluator.members(declaration)
    return Clips(declaration.name, members) if members else None


def _unknown(name: str, text: Text, evaluator: Evaluator) -> None:
    if evaluator.names.excused(name.rpartition(".")[2], text.module):
        return
    span = text.place_of(f"@{name}")
    near = evaluator.findings.nearest(name, (*_mentionable(evaluator, text), *_clips(evaluator, text)))
    if near is not None:
        evaluator.used.add(evaluator.names.scopes[text.module][near])
        evaluator.findings.add("VG219", span, {"name": name}, write=f"@{near}")
        return
    known = islice(_mentionable(evaluator, text), MOST_LISTED)
    facts = {"name": name, "known": ", ".join(f"@{one}" for one in known)}
    evaluator.findings.add("VG219", span, facts, edit=Edit(span, f"@@{name}"))


def _mentionable(evaluator: Evaluator, text: Text) -> Iterator[str]:
    """Elements and locations, and values that may be more than words and numbers."""
    for name, declaration in evaluator.names.scopes[text.module].items():
        plain = declaration.kind in VALUES and isinstance(declaration.value, PLAIN)
        if declaration.kind in {Kind.ELEMENT, Kind.LOCATION} | VALUES and not plain:
            yield name


def _clips(evaluator: Evaluator, text: Text) -> Iterator[str]:
    scope = evaluator.names.scopes[text.module]
    return (name for name, declaration in scope.items() if declaration.kind in NODES)
