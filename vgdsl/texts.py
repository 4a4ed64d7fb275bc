"""Scene files as texts: checked and planned by what they say alone. Knows no disk, no project, no history and no network.

Where a function takes texts, that is one text, the film, or several by their paths in the project, `{"film.vg": ...,
"cast.vg": ...}`. Media are what `media` says of them, by path; any other counts as missing. Models are those of the
catalogue that is given, else of the one that holds.
"""

from collections.abc import Iterable, Mapping

from vgdsl.check.files import FileTrouble, Trouble
from vgdsl.check.passes import Analysis, Checked, Settings, analyse
from vgdsl.check.spelling import nearest
from vgdsl.plan.again import Before
from vgdsl.plan.freshness import Made
from vgdsl.plan.lower import lower
from vgdsl.plan.plan import Known, Plan, plan
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import load
from vgdsl.program.entities import MediaFacts
from vgdsl.program.values import MediaKind
from vgdsl.report.broken import BrokenFilmError
from vgdsl.source import Source
from vgdsl.syntax.parser import Parsed, parse

Texts = str | Mapping[str, str]
FILM = "film.vg"
"""What a film is called that is only a text, and which of several texts is the film where nothing else is said."""


def parse_text(text: str, name: str = FILM) -> Parsed:
    """The tree of one scene file, `file.items`, and what is wrong with how it is written, `diagnostics`. Never raises."""
    return parse(Source(name, text))


def check_text(
    texts: Texts,
    film: str | None = None,
    *,
    profile: str | None = None,
    overrides: Iterable[str] = (),
    media: Mapping[str, MediaFacts] | None = None,
    catalog: Catalog | None = None,
) -> Checked:
    """All that is wrong with a film, `diagnostics`, and what it means, `program`, None where it has errors.

    `film` is the path of the film among several texts. Raises ValueError where that is not said and not plain.
    """
    settings = Settings(profile, tuple(overrides))
    return analysed(texts, film, media, catalog, settings).checked


def plan_text(
    texts: Texts,
    film: str | None = None,
    *,
    profile: str | None = None,
    overrides: Iterable[str] = (),
    media: Mapping[str, MediaFacts] | None = None,
    catalog: Catalog | None = None,
) -> Plan:
    """What would be made of a film of which nothing is made yet: every job, and how long it probably takes.

    Prices are those of the catalogue; what it knows none of is in `unpriced`, and a quote would say it.

    Arguments and ValueError as for check_text. Raises BrokenFilmError where the film has errors.
    """
    checked = check_text(texts, film, profile=profile, overrides=overrides, media=media, catalog=catalog)
    if checked.program is None:
        raise BrokenFilmError(checked.diagnostics)
    models = catalog or load()
    return plan(checked.program, lower(checked.program, models), models, Known(history=_Nothing()))


def analysed(
    texts: Texts,
    film: str | None = None,
    media: Mapping[str, MediaFacts] | None = None,
    catalog: Catalog | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Analysis:
    """What is found out about a film, for whoever asks more than what is wrong with it."""
    files = {FILM: texts} if isinstance(texts, str) else _files(texts)
    return analyse(film or _film(files), _Files(files, media or {}), catalog or load(), settings)


def _files(texts: Mapping[str, str]) -> dict[str, str]:
    """TypeError says what a scene file is not: a program that writes them may well have read bytes."""
    if not isinstance(texts, Mapping):
        raise TypeError(f"a scene file is a text, not {type(texts).__name__}")
    for name, text in texts.items():
        if not isinstance(text, str):
            raise TypeError(f"`{name}` is a text, not {type(text).__name__}")
    return dict(texts)


def _film(texts: Mapping[str, str]) -> str:
    """Which of several texts is the film."""
    if FILM in texts or len(texts) == 1:
        return FILM if FILM in texts else next(iter(texts))
    raise ValueError(f"say which of the texts is the film: {', '.join(texts)}")


class _Files:
    """A project of texts. Implements vgdsl.check.files.Files."""

    def __init__(self, texts: Mapping[str, str], media: Mapping[str, MediaFacts]) -> None:
        self._texts, self._media = texts, media

    def text(self, path: str) -> Source:
        if path not in self._texts:
            raise FileTrouble(Trouble.MISSING, path)
        return Source(path, self._texts[path])

    def facts(self, path: str, kind: MediaKind) -> MediaFacts:
        if path not in self._media:
            raise FileTrouble(Trouble.MISSING, path)
        actual = self._media[path].mime.partition("/")[0]
        if kind is not MediaKind.DOCUMENT and actual != kind.value:
            raise FileTrouble(Trouble.WRONG_KIND, path, actual)
        return self._media[path]

    def nearest(self, path: str) -> str | None:
        return nearest(path, [*self._texts, *self._media])


class _Nothing:
    """Nothing was ever made. Implements vgdsl.plan.freshness.History."""

    def by_key(self, key: str) -> Made | None:  # noqa: ARG002 - the protocol's
        return None

    def under_way(self, key: str) -> str | None:  # noqa: ARG002
        return None

    def last(self, node: str, take: int) -> Made | None:  # noqa: ARG002
        return None

    def before(self, key: str) -> Before | None:  # noqa: ARG002
        return None
