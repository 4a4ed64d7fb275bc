"""Pages as machines read them: plain values for JSON. Knows no drawing."""

from collections.abc import Iterable

from vgdsl.report.explain.example import checked, severity
from vgdsl.report.explain.page import Example, Page
from vgdsl.report.problems import problem


def as_values(page: Page) -> dict[str, object]:
    """One page: `code stage severity title prose`, and the two films `wrong` and `right`."""
    return {
        "code": page.code,
        "stage": page.stage,
        "severity": str(severity(page, checked(page.wrong))),
        "title": page.title,
        "prose": list(page.prose),
        "wrong": _film(page.wrong),
        "right": _film(page.right),
    }


def listed_values(pages: Iterable[Page]) -> list[dict[str, object]]:
    """Codes with what they are about."""
    return [{"code": each.code, "stage": each.stage, "title": each.title} for each in pages]


def _film(example: Example) -> dict[str, object]:
    """`command files beside diagnostics`: what is typed, the scene files, what else lies there, what is said of it."""
    return {
        "command": example.command,
        "files": dict(example.texts),
        "beside": {path: each.said for path, each in example.props.items()},
        "diagnostics": [problem(each) for each in checked(example).diagnostics],
    }
