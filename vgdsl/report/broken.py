"""The error of a film that cannot be made, in the words of its diagnostics. Knows no checking."""

from vgdsl.diagnostics import Diagnostic
from vgdsl.report.messages import draw


class BrokenFilmError(Exception):
    """The scene file has errors; the text is all of them as `vgdsl check` shows them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n\n".join(draw(each) for each in diagnostics))
        self.diagnostics = diagnostics
