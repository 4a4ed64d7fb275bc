"""Makes the prompt of a shot: its text between the styles' prefixes and suffixes, with mentions. Knows no models."""

from collections.abc import Iterable, Iterator

from vgdsl.check import mentions
from vgdsl.check.declarations import VALUES, Kind
from vgdsl.check.evaluate import Evaluator
from vgdsl.check.here import Here
from vgdsl.check.texts import Text
from vgdsl.program.values import Media, Mention, Prompt


def compose(texts: Iterable[Text], evaluator: Evaluator, named: dict[str, Media]) -> Prompt:
    """The texts in one, a space between them, or a line end where one has several lines.

    Media that a `let` gives a name and a text mentions are put into `named`.
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


def _pieces(text: Text, evaluator: Evaluator, named: dict[str, Media]) -> Iterator[str | Mention]:
    if "@" not in text.text:
        yield text.text
        return
    scope = evaluator.names.scopes[text.module]

    def extends(name: str) -> bool:
        return name in scope and scope[name].kind is Kind.IMPORT

    for piece in mentions.split(text.text, extends):
        if isinstance(piece, str):
            yield piece
        elif (mention := _mention(piece.name, text, evaluator, named)) is not None:
            yield mention


def _mention(name: str, text: Text, evaluator: Evaluator, named: dict[str, Media]) -> Mention | None:
    declaration = evaluator.names.scopes[text.module].get(name)
    if declaration is None:
        _unknown(name, text, evaluator)
        return None
    evaluator.used.add(declaration)
    if declaration.kind in {Kind.ELEMENT, Kind.LOCATION}:
        return Mention(declaration.name)
    value = evaluator.declared(declaration, Here(text.module)) if declaration.kind in VALUES else declaration
    if isinstance(value, Media):
        named[declaration.name] = value
        return Mention(declaration.name)
    if value is not None:
        facts = {"name": name, "found": declaration.kind.phrase, "mention": "yes"}
        evaluator.findings.add("VG204", text.place_of(f"@{name}"), facts)
    return None


def _unknown(name: str, text: Text, evaluator: Evaluator) -> None:
    if evaluator.names.excused(name.rpartition(".")[2]):
        return
    near = evaluator.findings.nearest(name, _mentionable(evaluator, text))
    if near is not None:
        evaluator.used.add(evaluator.names.scopes[text.module][near])
    write = f"@{near}" if near else None
    evaluator.findings.add("VG219", text.place_of(f"@{name}"), {"name": name}, write=write)


def _mentionable(evaluator: Evaluator, text: Text) -> Iterator[str]:
    kinds = {Kind.ELEMENT, Kind.LOCATION, Kind.LET, Kind.PARAM}
    scope = evaluator.names.scopes[text.module]
    yield from (name for name, declaration in scope.items() if declaration.kind in kinds)
