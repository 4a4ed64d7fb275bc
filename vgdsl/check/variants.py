"""Chooses the model of each shot by what the shot gives. Knows the catalogue; knows no tree and no precedence."""

from collections.abc import Callable, Mapping
from typing import Any

from vgdsl.check.findings import Findings
from vgdsl.check.rules.phrases import listed
from vgdsl.diagnostics import Label, Severity
from vgdsl.program.catalog import Catalog, Choice, Model, Needs
from vgdsl.program.entities import Element, Location
from vgdsl.program.mentions import pictures, shown_by
from vgdsl.source import Span

UPSCALER = "topaz-video-upscale"
"""What an upscale uses where it names no model."""


class Variants:
    """The models of one program."""

    def __init__(self, catalog: Catalog, findings: Findings) -> None:
        self.catalog = catalog
        self._findings = findings
        self._choices: dict[tuple[str, Needs], Choice | None] = {}

    def choose(
        self, name: str, needs: Needs, place: Span, used: Span, undescribed: Callable[[], tuple[str, ...]]
    ) -> Model | None:
        """The model that `name` means for a clip with these needs; None where it is unknown or none fits (reported).

        Of an unknown model nothing can be checked, which is a warning: the catalogue is dated. Where the names that
        `undescribed` gives had words, and a variant works from words, these are a way out.
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
            if needs.cites and self.catalog.choose(name, needs.said).model is not None:
                facts["undescribed"] = listed(undescribed())
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
        write = f'"{near}"' if near and place.text == f'"{name}"' else None
        self._findings.add("VG315", place, facts, severity=Severity.WARNING, write=write)


def needs(
    fields: Mapping[str, Any], elements: Mapping[str, Element], locations: Mapping[str, Location]
) -> Needs:
    """What a shot with these values gives to its model. A name with no picture behind it is only said, never shown."""
    references, media, in_motion, mentions_only = bool(fields.get("references")), False, False, False
    shown: list[Element | Location] = []
    mentioned = _mentioned(fields)
    if fields.get("elements") or fields.get("locations") or mentioned:
        shown = _shown(fields, elements, locations)
        media = any(name not in elements and name not in locations for name in mentioned)
        sayable = all(one.description and one.name in mentioned for one in shown)
        only_shown = bool(shown) and not references and not media
        in_motion = only_shown and not any(pictures(one) for one in shown)
        mentions_only = only_shown and sayable
    return Needs(
        start="start" in fields,
        end="end" in fields,
        references=references or media or any(isinstance(one, Location) for one in shown),
        elements=any(isinstance(one, Element) for one in shown),
        source="source" in fields,
        in_motion=in_motion,
        mentions_only=mentions_only,
    )


def undescribed(
    fields: Mapping[str, Any], elements: Mapping[str, Element], locations: Mapping[str, Location]
) -> tuple[str, ...]:
    """Who is shown and has no description, where nothing else keeps words from standing for all that is shown."""
    mentioned, shown = _mentioned(fields), _shown(fields, elements, locations)
    names = {one.name for one in shown}
    only_shown = all(name in names or name in elements or name in locations for name in mentioned)
    if fields.get("references") or not only_shown or not names <= set(mentioned):
        return ()
    return tuple(one.name for one in shown if not one.description)


def _mentioned(fields: Mapping[str, Any]) -> tuple[str, ...]:
    prompt = fields.get("prompt")
    return prompt.mentions if prompt is not None else ()


def _shown(
    fields: Mapping[str, Any], elements: Mapping[str, Element], locations: Mapping[str, Location]
) -> list[Element | Location]:
    """The shot's elements and locations of which there is something to be seen."""
    cited = (*fields.get("elements", ()), *fields.get("locations", ()))
    found = (elements.get(name) or locations.get(name) for name in cited)
    return [one for one in found if one is not None and shown_by(one)]
