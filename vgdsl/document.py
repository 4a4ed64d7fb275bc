"""A scene file that a program edits: every change is one of its text, and leaves the rest as it is. Knows no disk.

A file that was in its canonical layout stays in it; of any other, only what is written is laid out.
"""

from collections.abc import Mapping

import msgspec

from vgdsl.diagnostics import Edit, edited
from vgdsl.edit import declared
from vgdsl.edit.values import Writable, written
from vgdsl.format.layout import format_range, format_text
from vgdsl.format.printer import said
from vgdsl.ide.changes.change import Refusal, changed
from vgdsl.ide.rename import rename
from vgdsl.ide.view import View
from vgdsl.program.editions import load
from vgdsl.source import Source
from vgdsl.syntax import lexer, tree
from vgdsl.syntax.parser import Parsed, parse
from vgdsl.texts import FILM, analysed


class Document(msgspec.Struct, frozen=True):
    """The text of one scene file. Every method that changes it gives another document.

    What is declared is addressed by its name, `opening`; a film, scene or profile also by keyword and name, `scene:harbor`,
    and the film as `film`. An attribute is addressed by its name, one of a block in the block as `options.seed`.
    Methods raise KeyError for what is not there, and ValueError where the file would not read as meant: a name or value that is
    none, or a place that cannot be read now.
    """

    text: str
    name: str = FILM

    def get(self, address: str, attribute: str = "") -> str | None:
        """A value as it is written; that of a `let` or `param` without `attribute`; None where the block does not say it."""
        found = declared.found(self._parsed.file.items, address)
        if isinstance(found, tree.Block):
            said = declared.attribute(found, attribute)
            return said.value.span(self._source).text if said else None
        return found.value.span(self._source).text

    def set(self, address: str, attribute: str, value: Writable) -> "Document":
        """An attribute says something else, or is added behind the others. `attribute` is empty for a `let` or `param`."""
        found = declared.found(self._parsed.file.items, address)
        _check_kind(found, attribute)
        _check_names(*filter(None, attribute.split(".")))
        return self._with(declared.set_value(self._source, found, attribute, written(value)))

    def remove(self, address: str, attribute: str = "") -> "Document":
        """Without an attribute or a block like `options`, or without the whole declaration; comments above it stay."""
        found: tree.Item | None = declared.found(self._parsed.file.items, address)
        if attribute:
            found = declared.part(found, attribute) if isinstance(found, tree.Block) else None
        if found is None:
            raise KeyError(attribute)
        return self._with(declared.taken_out(self._source, found))

    def add(
        self, keyword: str, name: str, attributes: Mapping[str, Writable] | None = None, *, within: str = ""
    ) -> "Document":
        """A new block, `shot island { ... }`, behind the last of its kind; `within` addresses the scene that it stands in.

        A mapping among the values becomes a block, as `options` wants it.
        """
        _check_names(keyword, name)
        scene = declared.found(self._parsed.file.items, within) if within else None
        block = f"{keyword} {name} {{\n{_body(attributes or {})}}}"
        inside = scene if isinstance(scene, tree.Block) else None
        return self._with(declared.added(self._source, self._parsed.file.items, inside, block, keyword))

    def define(self, name: str, value: Writable, keyword: str = "let") -> "Document":
        """A new `let` or `param`, behind the last."""
        _check_names(keyword, name)
        text = f"{keyword} {name} = {written(value)}"
        return self._with(declared.added(self._source, self._parsed.file.items, None, text, keyword))

    def rename(self, address: str, name: str) -> "Document":
        """What is declared there gets another name, in values, mentions and templates too.

        ValueError where that would mean something else, which the error says. Other files that name it are not known here.
        """
        found = declared.found(self._parsed.file.items, address)
        view = View(self.name, analysed({self.name: self.text}), load())
        answer = rename((view,), self.name, found.name.start if found.name else found.start, name)
        if isinstance(answer, Refusal):
            raise ValueError(answer.sentence)  # noqa: TRY004 - a name that cannot be given
        return Document(self._laid(changed({self.name: self.text}, answer.changes)[self.name]), self.name)

    @property
    def _source(self) -> Source:
        return Source(self.name, self.text)

    @property
    def _parsed(self) -> Parsed:
        return parse(self._source)

    def _with(self, edit: Edit) -> "Document":
        text = edited(self.text, [edit])
        if not _is_one_change(self._parsed, parse(Source(self.name, text))):
            raise ValueError(
                f"{edit.text.strip() or 'this'} cannot be written there: the file would not read as before"
            )
        return Document(self._laid(text, edit), self.name)

    def _laid(self, text: str, edit: Edit | None = None) -> str:
        """A changed text: laid out where this one is; else only lines that are new."""
        if format_text(self.text) == self.text:
            return format_text(text)
        if edit is None or "\n" not in edit.text:
            return text
        first, last = edit.span.start + 1, edit.span.start + len(edit.text)
        return edited(text, format_range(Source(self.name, text), first, last))


def _is_one_change(before: Parsed, after: Parsed) -> bool:
    """Whether at most one item came, went or says something else, and nothing else is wrong than was."""
    old, new = said(before.file.items), said(after.file.items)
    both = min(len(old), len(new))
    head = next((at for at in range(both) if old[at] != new[at]), both)
    tail = next((at for at in range(both - head) if old[-1 - at] != new[-1 - at]), both - head)
    codes = ([each.code for each in parsed.diagnostics] for parsed in (before, after))
    return max(len(old), len(new)) - head - tail <= 1 and len(set(map(tuple, codes))) == 1


def _check_kind(found: declared.Declared, attribute: str) -> None:
    """Only blocks have attributes, and they have no value of their own."""
    if isinstance(found, tree.Block) != bool(attribute):
        raise ValueError(
            f"{found.keyword.text} has {'attributes' if isinstance(found, tree.Block) else 'one value'}"
        )


def _check_names(*names: str) -> None:
    for name in names:
        if lexer.name().fullmatch(name) is None:
            raise ValueError(f"`{name}` is no name")


def _body(attributes: Mapping[str, Writable]) -> str:
    """The inside of a block, a line for each attribute."""
    _check_names(*attributes)
    return "".join(
        f"{name} {{\n{_body(value)}}}\n" if isinstance(value, Mapping) else f"{name} = {written(value)}\n"
        for name, value in attributes.items()
    )
