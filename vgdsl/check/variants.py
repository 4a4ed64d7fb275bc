"""Chooses the model of each shot by what the shot gives. Knows the catalogue; knows no tree and no precedence."""

from collections.abc import Mapping
from typing import Any

from vgdsl.check.findings import Findings
from vgdsl.diagnostics import Label, Severity
from vgdsl.program.catalog import Catalog, Choice, Model, Needs
from vgdsl.program.entities import Element, Location
from vgdsl.source import Span

UPSCALER = "topaz-video-upscale"
"""What an upscale uses where it names no model."""


class Variants:
    """The models of one program."""

    def __init__(self, catalog: Catalog, findings: Findings) -> None:
        self.catalog = catalog
        self._findings = findings
        self._choices: dict[tuple[str, Needs], Choice | None] = {}

    def choose(self, name: str, needs: Needs, place: Span, used: Span) -> Model | None:
        """The model that `name` means for a clip with these needs; None where it is unknown or none fits (reported).

        Of an unknown model nothing can be checked, which is a warning: the catalogue is dated.
        """
        key = (name, needs)
        if key not in self._choices:
            self._choices[key] = self.catalog.resolve(name, needs)
        choice = self._choices[key]
        if choice is None:
            self._unknown(name, place)
            return None
        if choice.model is None:
            facts = {"model": name, "missing": choice.missing, "elsewhere": ", ".join(choice.elsewhere)}
            labels = (Label(used, "used"),) if used != place else ()
            self._findings.add("VG316", place, {**facts, "date": self.catalog.date}, labels=labels)
            return None
        return choice.model

    def by_id(self, name: str) -> Model | None:
        return None if self.catalog.variants(name) else self.catalog.get(name)

    def known(self, name: str, place: Span) -> None:
        """Warn where no model or family has that name."""
        if self.catalog.get(name) is None and not self.catalog.variants(name):
            self._unknown(name, place)

    def _unknown(self, name: str, place: Span) -> None:
        near = self._findings.nearest(name, (*self.catalog.families(), *self.catalog.models))
        facts = {"model": name, "date": self.catalog.date, "nearest": near or ""}
        self._findings.add("VG315", place, facts, severity=Severity.WARNING)


def needs(
    fields: Mapping[str, Any], elements: Mapping[str, Element], locations: Mapping[str, Location]
) -> Needs:
    """What a shot with these values gives to its model. A name with no picture behind it is only said, never shown."""
    references, media, mentions_only = bool(fields.get("references")), False, False
    shown: list[Element | Location] = []
    prompt = fields.get("prompt")
    mentioned = prompt.mentions if prompt is not None else ()
    cited = (*fields.get("elements", ()), *fields.get("locations", ()))
    if cited or mentioned:
        shown = [elements[name] for name in cited if name in elements and _has_media(elements[name])]
        shown += [locations[name] for name in cited if name in locations and locations[name].images]
        media = any(name not in elements and name not in locations for name in mentioned)
        sayable = all(one.description and one.name in mentioned for one in shown)
        mentions_only = bool(shown) and sayable and not references and not media
    return Needs(
        start="start" in fields,
        end="end" in fields,
        references=references or media or any(isinstance(one, Location) for one in shown),
        elements=any(isinstance(one, Element) for one in shown),
        source="source" in fields,
        mentions_only=mentions_only,
    )


def _has_media(element: Element) -> bool:
    return bool(element.frontal or element.references or element.video)
