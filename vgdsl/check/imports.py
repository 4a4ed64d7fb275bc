"""Reads a scene file and all that it imports. Knows paths and cycles; knows nothing of what the files declare."""

import posixpath
from collections.abc import Callable, Mapping
from itertools import pairwise

import msgspec

from vgdsl.check.cycles import walk
from vgdsl.check.declarations import Module
from vgdsl.check.files import Files, FileTrouble, Trouble
from vgdsl.check.findings import Findings
from vgdsl.diagnostics import Label, Severity
from vgdsl.source import Source, Span
from vgdsl.syntax import strings, tree
from vgdsl.syntax.parser import Parsed, parse

Read = Callable[[Source], Parsed]
"""Text to tree: `parse`, or what says the same of a text of which it has read the most before."""


class _Read(msgspec.Struct, frozen=True):
    """A file as parsed, and which path each of its imports means."""

    parsed: Parsed
    imports: tuple[tuple[tree.Import, str], ...]


class _Asked(msgspec.Struct, frozen=True):
    """Where a file is asked for, and the folder that paths there begin in."""

    span: Span
    folder: str


def load(path: str, files: Files, findings: Findings, parse: Read = parse) -> tuple[Module, ...]:
    """The modules of a program, imported ones before those that import them; the file at `path` is the last.

    Empty where that file cannot be read. A file imported twice is one module, under the prefix of its import nearest
    to the first file; an import that would close a cycle is reported and left out.
    """
    read = _read_all(path, files, findings, parse)
    if path not in read:
        return ()
    graph = {name: [to for _, to in one.imports if to in read] for name, one in read.items()}
    walked = walk(graph)
    for cycle in walked.cycles:
        _report_cycle(cycle, read, findings)
    prefixes = _prefixes(path, read)
    modules: dict[str, Module] = {}
    for name in walked.order:
        modules[name] = _module(name, read[name], prefixes[name], modules)
    return tuple(modules.values())


def _module(path: str, read: _Read, prefix: str, modules: Mapping[str, Module]) -> Module:
    imported = [modules.get(to) for _, to in read.imports]
    return Module(
        path=path,
        folder=posixpath.dirname(path),
        source=read.parsed.file.source,
        items=read.parsed.file.items,
        prefix=prefix,
        imports=tuple((node, modules[to]) for node, to in read.imports if to in modules),
        broken=tuple(d.span.start for d in read.parsed.diagnostics if d.severity is Severity.ERROR),
        incomplete=any(other is None or other.incomplete for other in imported),
    )


def _read_all(path: str, files: Files, findings: Findings, parse: Read) -> dict[str, _Read]:
    """Every file reached, nearest first."""
    read: dict[str, _Read] = {}
    waiting = {path: _Asked(Span(Source(path, ""), 0, 0), "")}
    refused: set[str] = set()
    while waiting:
        wanted = next(iter(waiting))
        asked = waiting.pop(wanted)
        try:
            source = files.text(wanted)
        except FileTrouble as trouble:
            report(trouble, asked.span, files, findings, folder=asked.folder)
            refused.add(wanted)
            continue
        parsed = parse(source)
        findings.extend(parsed.diagnostics)
        imports = tuple(_targets(wanted, parsed))
        read[wanted] = _Read(parsed, imports)
        for node, to in imports:
            if to not in read and to not in refused:
                waiting.setdefault(to, _Asked(node.path.span(source), posixpath.dirname(wanted)))
    return read


def _targets(path: str, parsed: Parsed) -> list[tuple[tree.Import, str]]:
    found = [item for item in parsed.file.items if isinstance(item, tree.Import)]
    return [(node, inside(posixpath.dirname(path), strings.decode(node.path))) for node in found]


def inside(folder: str, path: str) -> str:
    """A path as the project sees it, of one that a file in `folder` says; it may lead outside, which Files refuses."""
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def from_folder(path: str, folder: str) -> str:
    """A path of the project as a file in `folder` writes it."""
    return posixpath.relpath(path, folder or ".")


def report(trouble: FileTrouble, span: Span, files: Files, findings: Findings, *, folder: str = "") -> None:
    """Say why a scene file cannot be used, where a file in `folder` asked for it."""
    facts = {"path": trouble.path, "trouble": trouble.trouble.value, "detail": trouble.detail}
    near = files.nearest(trouble.path) if trouble.trouble is Trouble.MISSING else None
    said = from_folder(near, folder) if near else ""
    write = f'"{said}"' if said and span.text else None
    findings.add("VG210", span, {**facts, trouble.trouble.name.lower(): "yes", "nearest": said}, write=write)


def _report_cycle(cycle: tuple[str, ...], read: Mapping[str, _Read], findings: Findings) -> None:
    """At the import that closes the cycle, with the others as labels."""
    spans = [_import_span(a, b, read) for a, b in pairwise(cycle)]
    labels = tuple(Label(span, "import") for span in spans[:-1])
    findings.add("VG211", spans[-1], {"path": " -> ".join(cycle)}, labels=labels)


def _import_span(importer: str, imported: str, read: Mapping[str, _Read]) -> Span:
    node = next(node for node, to in read[importer].imports if to == imported)
    return node.path.span(read[importer].parsed.file.source)


def _prefixes(root: str, read: Mapping[str, _Read]) -> dict[str, str]:
    """What stands before the names of each file, as the first file sees them; breadth first."""
    prefixes = {root: ""}
    queue = [root]
    for name in queue:
        for node, to in read[name].imports:
            if to in read and to not in prefixes:
                prefixes[to] = prefixes[name] + (f"{node.alias.text}." if node.alias else "")
                queue.append(to)
    return prefixes
