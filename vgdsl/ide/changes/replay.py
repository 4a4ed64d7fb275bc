"""A film as it would be after changes, found out again from what is known of it. Asks no disk: media stay as they were."""

from collections.abc import Iterable, Mapping

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.passes import Analysis, analyse
from vgdsl.ide.changes.change import Change, changed, texts
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Job
from vgdsl.plan.key import finished, key
from vgdsl.plan.lower import lower
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import MediaFacts, Program
from vgdsl.program.values import MediaKind
from vgdsl.source import Source


class _Remembered:
    """The files of a film as they were read, some of them changed. Implements vgdsl.check.files.Files."""

    def __init__(self, analysis: Analysis, changes: Iterable[Change]) -> None:
        meaning = analysis.meaning
        self._names = {module.path: module.source.name for module in analysis.modules}
        self._texts = changed(texts(analysis), (one for one in changes if one.file in self._names))
        self._facts = meaning.evaluator.footage.facts if meaning is not None else {}

    def text(self, path: str) -> Source:
        if path not in self._texts:
            raise FileTrouble(Trouble.MISSING, path)
        return Source(self._names[path], self._texts[path])

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        found = self._facts.get(path)
        if found is None or kind.value not in {found.mime.partition("/")[0], MediaKind.DOCUMENT.value}:
            raise FileTrouble(Trouble.MISSING, path)
        return found

    def nearest(self, path: str) -> str | None:
        del path
        return None


def replayed(analysis: Analysis, catalog: Catalog, changes: Iterable[Change]) -> Analysis:
    """The film with the changes of its own files, with the same settings; a file that was missing or broken is missing."""
    meaning = analysis.meaning
    if meaning is None:
        return analysis
    return analyse(meaning.names.root.path, _Remembered(analysis, changes), catalog, meaning.settings)


def requests(program: Program, catalog: Catalog) -> Mapping[str, str]:
    """What makes each clip, as a digest in which no name counts, by the id of its job; in the order of the film."""
    tasks = lower(program, catalog).clips
    found: dict[str, str] = {}
    for name in Graph(tasks.values()).order:
        task = tasks[name]
        found[name] = key(task, found, "").digest if isinstance(task, Job) else finished(task, found)
    return {name: found[name] for name in tasks}
