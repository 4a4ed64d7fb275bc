"""`--faults`: a script of what goes wrong, for `vgdsl simulate` and for rehearsals with `vgdsl run --simulate`."""

import httpx
import pytest

BROKEN = """\
[[fault]]
kind = "reset-aftr"
at   = 0
"""
MISTAKES = """\
Error: faults.toml: fault 1: at = 0: should be the number of a call, counted from 1, or a list of them
faults.toml: fault 1: kind = "reset-aftr" is not known: did you mean "reset-after"?
"""


@pytest.mark.parametrize("words", [("run", "film.vg", "--simulate"), ("simulate",)])
def test_a_broken_script_is_wrong_usage(pier, words):
    pier.write("faults.toml", BROKEN)
    said = pier(*words, "--faults", "faults.toml")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(f"\n\n{MISTAKES}")
    assert pier.bookings() == []


def test_a_script_that_is_not_there_is_wrong_usage(pier):
    said = pier("run", "film.vg", "--simulate", "--faults", "none.toml")
    assert said.code == 2
    assert said.err.endswith("Error: Invalid value for '--faults': File 'none.toml' does not exist.\n")


def test_real_orders_have_no_script(pier):
    pier.write("faults.toml", "")
    said = pier("run", "film.vg", "--faults", "faults.toml")
    assert said.code == 2
    assert said.err.endswith("Error: --faults is for the simulator: add --simulate, or leave it out\n")


def test_a_rehearsal_meets_its_faults_and_the_next_one_does_not(pier):
    pier.write(
        "faults.toml", '[[fault]]\nkind = "failed"\nnode = "waves"\n\n[[fault]]\nkind = "storm"\nat = 1\n'
    )
    assert pier("run", "film.vg", "--simulate", "--faults", "faults.toml").code == 1
    assert [each.node for each in pier.bookings() if each.kind == "refund"] == ["waves"]
    assert pier.purchases() == {"gulls": 1, "walker": 1, "walker#2": 1, "waves": 1}
    assert pier("run", "film.vg", "--simulate").code == 0
    assert pier.purchases() == {"gulls": 1, "walker": 1, "walker#2": 1, "waves": 2}


def test_a_served_simulator_has_its_faults(desk):
    desk.write("faults.toml", '[[fault]]\nkind = "reset-after"\ncall = "models"\nevery = 2\n')
    with desk.start("simulate", "--port", "0", "--faults", "faults.toml") as server:
        try:
            models = server.stdout.readline().split()[-1] + "/models"
            assert httpx.get(models).status_code == 200
            with pytest.raises(httpx.ReadError):
                httpx.get(models)
            assert httpx.get(models).status_code == 200
        finally:
            server.terminate()
            _, err = server.communicate(timeout=30)
    assert err == ""
