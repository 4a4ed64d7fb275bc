"""How a film stands: every state of a clip is told apart, with what one has to know about it."""

from decimal import Decimal

from vgdsl.report.status import ClipStatus, CutStatus, Status, status_text


def accept(name: str) -> str:
    return f"vgdsl accept film.vg {name}"


def test_each_state_has_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    clips = (
        ClipStatus("gulls", "made", "m", file=str(tmp_path / "out/gulls.mp4")),
        ClipStatus("walker", "being made", "m", deadline=7200.0),
        ClipStatus("waves", "uncertain", "m", message="The connection broke."),
        ClipStatus("fog", "changed", "m"),
    )
    cuts = (
        CutStatus("main", str(tmp_path / "out/pier.mp4"), exists=True, seconds=61.0),
        CutStatus("short", str(tmp_path / "out/short.mp4"), exists=False, seconds=None),
    )
    found = Status("pier", "The Pier", "venice", clips, cuts, Decimal("1.5"), Decimal(4))
    assert status_text(found, 3600.0, accept) == (
        'pier  "The Pier"\n'
        "\n"
        "  made          gulls    out/gulls.mp4\n"
        "  being made    walker   to be collected within 1 h 00 min\n"
        "  uncertain     waves    The connection broke.\n"
        "  changed       fog\n"
        "  film          main     out/pier.mp4 (1:01)\n"
        "  no film yet   short    out/short.mp4\n"
        "\n"
        "  $1.50 spent of the $4.00 budget\n"
    )


def test_an_empty_film_and_a_simulated_one():
    assert status_text(Status("a", "A", "simulator", (), (), Decimal(0), None), 0.0, accept) == (
        'a  "A"\n\n\n  simulated: nothing spent\n'
    )
