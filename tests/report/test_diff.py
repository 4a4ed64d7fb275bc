"""A text's changes, drawn for people."""

from vgdsl.report.diff import painted, unified
from vgdsl.report.messages import COLOUR


def test_nothing_changed_is_nothing():
    assert unified("a.vg", "x\n", "x\n") == painted("") == ""


def test_a_diff_hides_how_lines_end_but_not_that_the_last_does_not():
    assert unified("a.vg", "x\r\ny", "x\nz\n") == (
        "--- a.vg\n+++ a.vg\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"
    )


def test_its_lines_are_coloured_but_not_bold():
    assert painted(unified("a.vg", "x\ny\n", "x\nz\n"), COLOUR).splitlines() == [
        "\x1b[1m--- a.vg\x1b[0m",
        "\x1b[1m+++ a.vg\x1b[0m",
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m",
        " x",
        "\x1b[31m-y\x1b[0m",
        "\x1b[32m+z\x1b[0m",
    ]
