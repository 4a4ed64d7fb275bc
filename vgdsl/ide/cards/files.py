"""A file of the project that a text names: what a medium measures, what an imported file brings in. Opens nothing."""

from vgdsl.check.declarations import APART
from vgdsl.ide.cards.media import measures
from vgdsl.ide.cursor.site import Site
from vgdsl.ide.making.makers import program_of
from vgdsl.ide.wording.markdown import code

_FEW = 12


def file(site: Site, path: str) -> str:
    """The card of a file, by its path inside the project."""
    known = program_of(site).media.get(path)
    if known is not None:
        return f"{code(path)} — {measures(known)}"
    declared = [
        one.name for one in site.meaning.names.declared if one.module.path == path and one.kind not in APART
    ]
    if not declared:
        return code(path)
    more = f" and {len(declared) - _FEW} more" if len(declared) > _FEW else ""
    return f"{code(path)} — brings in {', '.join(f'`{name}`' for name in declared[:_FEW])}{more}"
