"""How the mentions of a shot's prompt reach its model: `@marco` as `@Element1`, or in words. Knows one shot at a time."""

from collections.abc import Mapping

import msgspec

from vgdsl.program.entities import Making, Program, Shot
from vgdsl.program.mentions import cast
from vgdsl.program.model import Model
from vgdsl.program.values import Mention, Prompt

_BETWEEN = "\0"


def citations(node: Making, model: Model | None, program: Program) -> Mapping[str, str]:
    """What stands in the request's prompt for each name that is mentioned; an empty text where nothing can stand for it."""
    prompt = node.prompt
    if not isinstance(node, Shot) or prompt is None or not prompt.mentions:
        return {}
    bare = [part for name in prompt.mentions for part in (Mention(name), _BETWEEN)]
    lowered = cast(msgspec.structs.replace(node, prompt=Prompt(tuple(bare))), model, program).prompt or ""
    return dict(zip(prompt.mentions, lowered.split(_BETWEEN), strict=False))
