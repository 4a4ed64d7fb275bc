"""Checks a page's example, as `vgdsl check` would. Knows no drawing, and needs no file to be there."""

from vgdsl.check.passes import Checked, Settings, check
from vgdsl.diagnostics import Severity
from vgdsl.program.catalog import Catalog
from vgdsl.program.editions import bundled
from vgdsl.report.explain.page import MAIN, Example, Page
from vgdsl.report.explain.props import Folder


def checked(example: Example, catalog: Catalog | None = None) -> Checked:
    """What is wrong with the example's film, by the catalogue that comes with the program or by another."""
    profile = next(iter(example.values("--profile")), None)
    return check(
        MAIN,
        Folder(example.texts, example.props),
        catalog or bundled(),
        Settings(profile, example.values("--set")),
    )


def severity(page: Page, found: Checked) -> Severity:
    """How grave the page's code is, as its wrong film shows."""
    return next(each.severity for each in found.diagnostics if each.code == page.code)
