"""Files that are no films, or broken ones: a clear message at the right place, soon, and nothing left behind."""

import ctypes
import subprocess
import time

import pytest

SHOT = 'shot a { model = "wan-2-7" aspect_ratio = 16:9 duration = 5s prompt = "x" '

FILES = {
    "10 MB of one word": (b"x" * 10_000_000, "film.vg:1:1"),
    "10 MB of one string": (b'shot a { prompt = "' + b"y" * 10_000_000 + b'" }', "film.vg:1:6"),
    "10 MB without an end": (b'shot a { prompt = "' + b"y" * 10_000_000, "film.vg:1:19"),
    "binary": (bytes(range(256)) * 40, "no scene file"),
    "UTF-16": ("film a { }".encode("utf-16"), "it is in UTF-16"),
    "Latin-1": ('film a {\n  title = "città"\n}'.encode("latin-1"), "see line 2"),
    "an unknown attribute": (SHOT.encode() + b"durration = 5s }", "write `duration`"),
    "an unknown duration": (
        SHOT.replace("5s", "7s").encode() + b"}",
        "makes clips of 5s, 10s or 15s, not 7s",
    ),
    "deep brackets": (b"let a = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
    "deep blocks": (b"scene a {" * 5000 + b"}" * 5000, "nested too deeply"),
    "a missing import": (b'import "cast.vg"', "there is no file `cast.vg`"),
    "an import of itself": (b'import "film.vg"', "files import each other: film.vg -> film.vg"),
    "a missing picture": (SHOT.encode() + b'start = image("sea.png") }', "there is no file `sea.png`"),
    "a picture outside": (SHOT.encode() + b'start = image("../sea.png") }', "outside of the project"),
    "only an opening": (b"shot a {", "film.vg:1:8"),
    "a null byte": (b"film a { }\0", "no scene file"),
}


def soon(desk, *words: str, seconds: float = 15):
    started = time.monotonic()
    said = desk(*words)
    assert time.monotonic() - started < seconds
    return said


@pytest.mark.parametrize(("raw", "words"), FILES.values(), ids=FILES.keys())
def test_a_broken_file_is_told_soon_and_leaves_nothing(desk, raw, words):
    (desk.folder / "film.vg").write_bytes(raw)
    told = soon(desk, "check", "film.vg")
    assert told.code == 1
    assert words in told.out
    assert "Traceback" not in told.out + told.err
    assert len(told.out) < 20_000
    for command in (("run", "film.vg", "--simulate"), ("plan", "film.vg"), ("status", "film.vg")):
        said = soon(desk, *command)
        assert said.code == 1
        assert words in said.err
    assert [path.name for path in desk.folder.iterdir()] == ["film.vg"]


def test_a_file_that_is_not_there(desk):
    desk.write("harbour.vg", SHOT + "}")
    for command in ("check", "plan", "run", "status", "graph"):
        said = desk(command, "harbor.vg")
        assert said.code == 1
        assert "there is no file `harbor.vg`" in said.out + said.err
        assert "help: there is `harbour.vg`" in said.out + said.err
    assert "help" not in desk("check", "something.vg").out


def test_a_file_that_is_not_there_is_named_as_it_was_typed(desk):
    desk.write("films/harbour.vg", SHOT + "}")
    said = desk("check", "films/harbor.vg")
    assert said.out == (
        "error[VG210]: there is no file `films/harbor.vg`\n"
        " --> films/harbor.vg\n"
        "help: there is `films/harbour.vg`\n\n"
        "films/harbor.vg: 1 error\n"
    )


def test_a_folder_is_no_film(desk):
    (desk.folder / "film.vg").mkdir()
    said = desk("check", "film.vg")
    assert said.code == 1
    assert "`film.vg` is a folder" in said.out


def test_a_saved_plan_is_no_scene_file(pier):
    pier("plan", "film.vg", "--simulate", "--output", "film.plan")
    for command in ("check", "plan", "status", "graph"):
        said = pier(command, "film.plan")
        assert said.code == 1
        told = said.out + said.err
        assert "`film.plan` is a plan that `vgdsl plan --output` kept, not a scene file" in told
        assert "`vgdsl run film.plan` makes exactly what it says" in told
    pier.write("film.plan", '{ "vgdsl" }')
    assert "is a plan" not in pier("check", "film.plan").out


def test_options_and_names_that_are_no_text(pier):
    for command in ("check", "plan"):
        said = pier(command, "film.vg", "--set", "gulls.prompt=\udcff")
        assert said.code == 1
        assert "`--set` takes a text in UTF-8; this one is in another encoding" in said.out + said.err
    said = pier("check", "film\udcff.vg")
    assert (said.code, "there is no file `film\\udcff.vg`" in said.out) == (1, True)
    assert "no profile `\\udcff`" in pier("check", "film.vg", "--profile", "\udcff").out


def test_an_empty_film(desk):
    desk.write("film.vg", "")
    for command in (["check"], ["run", "--simulate"]):
        said = desk(*command, "film.vg")
        assert said.code == 1
        assert "`film.vg` is empty: a film has at least one shot" in said.out + said.err
    assert not (desk.folder / "out").exists()


def test_a_text_that_calls_itself_a_picture(desk):
    desk.write("sea.png", "not a picture")
    desk.write("film.vg", f'{SHOT}start = image("sea.png") }}')
    said = desk("check", "film.vg")
    assert said.code == 1
    assert "`sea.png` is no image, but a text\n" in said.out
    (desk.folder / "sea.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = desk("check", "film.vg")
    assert "`sea.png` is damaged or cut short: it starts as image/png but does not decode\n" in said.out
    assert "help: copy it again\n" in said.out


def test_two_files_that_import_each_other(desk):
    desk.write("film.vg", f'import "b.vg"\n{SHOT}}}')
    desk.write("b.vg", 'import "film.vg"\n')
    said = desk("check", "film.vg")
    assert said.code == 1
    assert "files import each other: film.vg -> b.vg -> film.vg" in said.out
    assert "b.vg:1:8" in said.out


def test_fifty_mistakes_are_fifty_messages(desk):
    shots = "\n".join(SHOT.replace("shot a", f"shot a{n}") + "durration = 5s }" for n in range(50))
    desk.write("film.vg", shots)
    said = desk("check", "film.vg")
    assert said.code == 1
    assert said.out.count("error[VG221]") == 50
    assert said.out.count("\n --> film.vg:") + said.out.count("\n  --> film.vg:") == 50
    assert said.out.endswith("film.vg: 50 errors\n")


def test_every_beginning_of_a_film_gets_an_answer(pier):
    text = (pier.folder / "film.vg").read_text()
    for end in range(0, len(text), 23):
        pier.write("film.vg", text[:end])
        said = pier("check", "film.vg")
        assert said.code in {0, 1}
        assert said.out


def heed_permissions() -> None:
    """Take from a child of root what lets it write everywhere; others have no such thing to lose."""
    drop, override = 24, 1  # PR_CAPBSET_DROP and CAP_DAC_OVERRIDE of Linux
    ctypes.CDLL(None).prctl(drop, override, 0, 0, 0)


def test_a_folder_that_cannot_be_written_can_be_checked_and_not_run(desk):
    desk.write("film.vg", SHOT + "}\ncut main { sequence = [a] }")
    desk.folder.chmod(0o555)
    checked = desk.finish("check", "film.vg", preexec_fn=heed_permissions)
    assert (checked.code, checked.err) == (0, "")
    run = desk.finish("run", "film.vg", "--simulate", preexec_fn=heed_permissions)
    desk.folder.chmod(0o755)
    assert run.code == 1
    assert ".vgdsl: Permission denied" in run.err
    assert "Traceback" not in run.err
    assert [path.name for path in desk.folder.iterdir()] == ["film.vg"]


def test_results_that_cannot_be_written_lose_no_clip(pier):
    pier.write("out", "a file where the folder of results should be")
    said = pier.finish("run", "film.vg", "--simulate")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "out" in said.err
    bought = pier.purchases()
    (pier.folder / "out").unlink()
    done = pier.finish("run", "film.vg", "--simulate")
    assert done.code == 0, done.out + done.err
    assert pier.purchases().total() == 4
    assert all(pier.purchases()[job] == 1 for job in bought)


def test_a_closed_output_is_no_trouble(pier):
    with pier.start("check", "film.vg", stdout=subprocess.PIPE) as process:
        process.stdout.close()
        process.wait(timeout=30)
        assert "Traceback" not in process.stderr.read()
