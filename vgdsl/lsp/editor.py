"""What one editor has open, and what checking found out about it. Knows no message of the protocol and sends none.

An analysis is kept as long as all that it rests on is as it was: the texts, the files on disk, the settings, the
catalogue. Whoever asks for one gets it of the texts as they are now.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path, urlparse

from vgdsl import answers
from vgdsl.check.passes import Settings, analyse
from vgdsl.lsp.checked import Film
from vgdsl.lsp.client import Client
from vgdsl.lsp.documents import Change, Document
from vgdsl.lsp.films import Films
from vgdsl.lsp.media import Media
from vgdsl.lsp.overlay import Disk, Overlay
from vgdsl.lsp.positions import UNITS, Places
from vgdsl.lsp.sent import Sent
from vgdsl.lsp.standings import Standings
from vgdsl.program.editions import load
from vgdsl.project import Project, root_of
from vgdsl.source import Source, Span
from vgdsl.syntax.again import Reader

START = types.Range(types.Position(0, 0), types.Position(0, 0))


class Editor:
    """The open documents, the folders, the settings; and the films, checked when somebody asks."""

    def __init__(self) -> None:
        self.units = UNITS[types.PositionEncodingKind.Utf16.value]
        self.client = Client()
        self.settings = Settings()
        self.media = Media()
        self.films = Films(self._text)
        self.sent = Sent()
        self.standings = Standings()
        self._documents: dict[Path, Document] = {}
        self._uris: dict[str, Path] = {}
        self._disk = Disk()
        self._projects: dict[Path, Project] = {}
        self._readers: dict[Path, Reader] = {}
        self._checked: dict[Path, Film] = {}

    @property
    def documents(self) -> Mapping[Path, Document]:
        """What is open, by real path."""
        return self._documents

    def document(self, uri: str) -> Document | None:
        """An open document. A request about any other has no answer."""
        return self._documents.get(self._uris.get(uri, Path()))

    def open(self, uri: str, version: int | None, text: str) -> Document:
        path = self.path(uri)
        name = Path(os.path.relpath(path, root_of(path))).as_posix()
        document = Document(uri, path, version, Places(Source(name, text), self.units))
        self._uris[uri] = path
        self._documents[path] = document
        self.films.forget()
        return document

    def change(self, uri: str, version: int | None, changes: Iterable[Change]) -> Document | None:
        before = self.document(uri)
        if before is None:
            return None
        after = before.changed(changes, version, self.units)
        self._documents[after.path] = after
        return after

    def close(self, uri: str) -> None:
        path = self._uris.pop(uri, None)
        if path is not None:
            self._documents.pop(path, None)
            self.sent.forget(uri)
            self.films.forget()

    def path(self, uri: str) -> Path:
        """The real path of a document; of one that was never saved, where it would be."""
        on_disk = to_fs_path(uri)
        if on_disk is not None:
            return Path(os.path.realpath(on_disk))
        folder = next(iter(self.films.folders), Path.cwd())
        return folder / (Path(urlparse(uri)[2]).name or "untitled")

    def uri(self, path: Path) -> str:
        """How the editor calls a file."""
        document = self._documents.get(path)
        return document.uri if document is not None else str(from_fs_path(str(path)))

    def watched(self) -> tuple[Path, ...]:
        """The films that open documents belong to, each once."""
        return tuple(dict.fromkeys(film for path in self._documents for film in self.films.of(path)))

    def film(self, path: Path) -> Film:
        """A film by its path, checked as it is now."""
        known, catalog = self._checked.get(path), load()
        if known and known.settings == self.settings and known.catalog is catalog and known.files.holds():
            return known
        project = self._project(root_of(path))
        files = Overlay(project, self._text, self._disk, self.media)
        analysis = analyse(project.name(path), files, catalog, self.settings, self._readers[project.root])
        self._checked[path] = film = Film(path, analysis, catalog, self.settings, files)
        return film

    def part(self, document: Document) -> Film:
        """The film that a document is looked at as a part of: one that is open itself, if it belongs to several."""
        films = self.films.of(document.path)
        return self.film(next((path for path in films if path in self._documents), films[0]))

    def project(self, film: Film) -> tuple[Film, ...]:
        """All films of a film's project, that one first."""
        root = film.files.project.root
        others = (
            path for path in self.films.around(film.path) if path != film.path and root_of(path) == root
        )
        return (film, *map(self.film, others))

    def projects(self) -> tuple[tuple[Film, ...], ...]:
        """The films of all projects that something is open of."""
        films = [self.film(path) for path in self.watched()]
        roots = {film.files.project.root: film for film in reversed(films)}
        return tuple(self.project(film) for film in reversed(roots.values()))

    def location(self, film: Film, span: Span) -> types.Location:
        """A place in a film, in the editor's terms. What the settings say stands nowhere, and is the start of the film."""
        path = film.file(span.source)
        elsewhere = path == film.path and span.source.name != film.name(path)
        return types.Location(self.uri(path), START if elsewhere else self._range(path, span))

    def spot(self, film: Film, file: str, span: Span | None) -> types.Location:
        """A place in a file of a film's project; the start of the file where it has none."""
        path = film.files.project.root / file
        return types.Location(self.uri(path), START if span is None else self._range(path, span))

    def places(self, path: Path, source: Source) -> Places:
        """The lines of a text that a file has."""
        document = self._documents.get(path)
        if document is not None and document.source is source:
            return document.places
        return Places(source, self.units)

    def _range(self, path: Path, span: Span) -> types.Range:
        return self.places(path, span.source).range(span.start, span.end)

    def _text(self, path: Path) -> Source | None:
        document = self._documents.get(path)
        return document.source if document is not None else None

    def _project(self, root: Path) -> Project:
        if root not in self._projects:
            self._projects[root] = Project(root, Path(answers.folder()))
            self._readers[root] = Reader()
        return self._projects[root]
