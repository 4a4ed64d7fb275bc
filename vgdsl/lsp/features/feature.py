"""One row of the table of features."""

from collections.abc import Callable
from typing import Any

import msgspec

from vgdsl.lsp.editor import Editor

Answer = Callable[[Editor, Any], Any]
"""From the editor's state and the parameters of a request to its result, both as the protocol has them."""


class Feature(msgspec.Struct, frozen=True):
    """A method of the protocol, its answer, and what the server says about it when it introduces itself."""

    method: str
    answer: Answer
    options: Any = None
