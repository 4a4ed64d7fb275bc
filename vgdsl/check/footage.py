"""Finds the media files that a program names. Knows paths, addresses and what Files says; knows no attributes."""

import re

from vgdsl.check.addresses import private_host
from vgdsl.check.files import Files, FileTrouble, Trouble
from vgdsl.check.findings import Findings
from vgdsl.check.imports import from_folder, inside
from vgdsl.check.value_types import MEDIA_WORDS
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import Media, MediaKind
from vgdsl.source import Span

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:", re.ASCII)
_ADDRESS = re.compile(r"https://[^\s/?#]+\S*", re.ASCII | re.IGNORECASE)


class Footage:
    """The media of one program; `facts` are of the files found so far, by path."""

    def __init__(self, files: Files, findings: Findings) -> None:
        self.facts: dict[str, MediaFacts] = {}
        self._files = files
        self._findings = findings
        self._asked: dict[tuple[str, MediaKind], FileTrouble | None] = {}

    def find(self, kind: MediaKind, text: str, folder: str, span: Span) -> Media | None:
        """The file or address that `text` means in a scene file of that folder; None where it cannot be used."""
        if _SCHEME.match(text):
            return self._address(kind, text, span)
        path = inside(folder, text)
        trouble = self._trouble(path, kind) if text else FileTrouble(Trouble.MISSING, "")
        if trouble is None:
            return Media(kind, path=path)
        self._report(trouble, kind, text, folder, span)
        return None

    def _address(self, kind: MediaKind, text: str, span: Span) -> Media | None:
        if not _ADDRESS.fullmatch(text):
            write = f'"https{text[4:]}"' if text.startswith("http:") and span.text == f'"{text}"' else None
            self._findings.add("VG308", span, {"address": text}, write=write)
        elif (host := private_host(text)) is not None:
            self._findings.add("VG321", span, {"host": host})
        else:
            return Media(kind, url=text)
        return None

    def _trouble(self, path: str, kind: MediaKind) -> FileTrouble | None:
        if (path, kind) not in self._asked:
            self._asked[path, kind] = self._look(path, kind)
        return self._asked[path, kind]

    def _look(self, path: str, kind: MediaKind) -> FileTrouble | None:
        try:
            self.facts[path] = self._files.facts(path, kind)
        except FileTrouble as trouble:
            return trouble
        return None

    def _report(self, trouble: FileTrouble, kind: MediaKind, text: str, folder: str, span: Span) -> None:
        why = trouble.trouble
        near = self._files.nearest(trouble.path) if why is Trouble.MISSING and text else None
        said = from_folder(near, folder) if near else ""
        detail, _, advice = trouble.detail.removesuffix(".").partition(". ")
        facts = {
            "path": text,
            "kind": MEDIA_WORDS[kind],
            "detail": detail,
            "advice": advice[:1].lower() + advice[1:],
        }
        if why is Trouble.MISSING and "\\" in span.text:
            write = re.sub(r"\\+", "/", span.text)
            facts.update(slashes="yes", path=span.text.strip('"'))
        elif said and span.text == f'"{text}"':
            write = f'"{said}"'
        else:
            write = None
        if why is Trouble.MISSING and text.startswith("~"):
            facts["home"] = "yes"
        self._findings.add("VG307", span, {**facts, why.name.lower(): "yes", "nearest": said}, write=write)
