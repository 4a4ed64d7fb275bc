"""What the server can do, feature by feature: each answers one method of the protocol from the editor's state.

A feature translates: positions to characters, what vgdsl.ide says to the protocol's terms. It decides nothing. One that is
asked about a document that is not open answers with nothing.
"""

from vgdsl.lsp.features import (
    actions,
    completion,
    formatting,
    hierarchy,
    hover,
    moving,
    names,
    notes,
    outline,
    symbols,
    tokens,
)
from vgdsl.lsp.features.feature import Feature

FEATURES: tuple[Feature, ...] = (
    *actions.FEATURES,
    *completion.FEATURES,
    *formatting.FEATURES,
    *hierarchy.FEATURES,
    *hover.FEATURES,
    *moving.FEATURES,
    *names.FEATURES,
    *notes.FEATURES,
    *outline.FEATURES,
    *symbols.FEATURES,
    *tokens.FEATURES,
)
