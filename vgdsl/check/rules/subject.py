"""What a rule looks at: a node, its model, and where the node's values were written. Knows no rule."""

from collections.abc import Callable, Iterable
from functools import cached_property

import msgspec

from vgdsl.diagnostics import Diagnostic
from vgdsl.program.catalog import Catalog, Mode, Model
from vgdsl.program.entities import Making, Origin, Place, Program, Shot, Upscale
from vgdsl.program.mentions import Cast, cast, described
from vgdsl.source import Span

NOBODY = Cast()
"""The cast of a shot of words alone; rules about what is shown leave at once where they meet it."""

_IN_TRANSITIONS = {"start": "from", "end": "to"}


class Subject(msgspec.Struct, frozen=True, dict=True):
    """A node of a program whose model the catalogue knows. What several rules ask is worked out once."""

    node: Making
    model: Model
    program: Program
    catalog: Catalog

    def place(self, attribute: str) -> Span:
        """Where the attribute's value was written; the node's name where it has no place of its own."""
        place = self.written(attribute)
        return place.span if place is not None and place.span is not None else self.node.span

    def written(self, attribute: str) -> Place | None:
        """The attribute's own place; a transition's frames are written as `from` and `to`."""
        places = self.node.places
        return places.get(attribute) or places.get(_IN_TRANSITIONS.get(attribute, ""))

    def given(self, attribute: str) -> bool:
        """Whether somebody nearer than the film or scene gave the value, so that it must not be left out silently."""
        place = self.written(attribute)
        return place is not None and place.origin not in {Origin.FILM, Origin.SCENE}

    @cached_property
    def shot(self) -> Shot | None:
        """The node where it is a shot with a model that makes shots; None where rules about shots have nothing to say."""
        node = self.node
        return node if isinstance(node, Shot) and self.model.mode is not Mode.UPSCALE else None

    @cached_property
    def misfit(self) -> bool:
        """Whether the shot gives a frame or a source that its model refuses: what else such a model wants is beside the point."""
        shot, model = self.shot, self.model
        return shot is not None and (
            (shot.start is not None and model.start_image == "refused")
            or (shot.end is not None and model.end_image == "refused")
            or (shot.source is not None and model.video_input is False)
        )

    @cached_property
    def upscale(self) -> Upscale | None:
        """The node where it is an upscale with a model that upscales."""
        node = self.node
        return node if isinstance(node, Upscale) and self.model.mode is Mode.UPSCALE else None

    @cached_property
    def cast(self) -> Cast:
        """What the node shows, in the model's terms. Most shots show nothing but their words: those cost nothing."""
        shot, prompt = self.shot, self.node.prompt
        plain = prompt is None or all(type(part) is str for part in prompt.parts)
        if shot is not None and (shot.elements or shot.locations or shot.references or not plain):
            return cast(shot, self.model, self.program)
        if self.upscale is not None and prompt is not None and not plain:
            text, wordless = described(prompt, self.program)
            return Cast(prompt=text, wordless=wordless)
        return NOBODY


Rule = Callable[[Subject], Iterable[Diagnostic]]
