"""`vgdsl plan -o` and `vgdsl run film.plan`: what was agreed to is made, once, for its price at most, or refused."""

import json
import re
import signal
from contextlib import contextmanager

import pytest

from vgdsl.providers.simulator.account.ledger import read_bookings

AGAIN = "to plan anew: vgdsl plan film.vg --simulate --output film.plan\n"


@pytest.fixture
def kept(pier):
    """The pier's plan in film.plan, to be made on the simulator."""
    said = pier("plan", "film.vg", "--simulate", "-o", "film.plan")
    assert said.code == 0
    assert said.out.endswith("\nkept in film.plan; to make exactly that: vgdsl run film.plan\n")
    return pier


def plan_of(desk, name: str = "film.plan"):
    return json.loads((desk.folder / name).read_text(encoding="utf-8"))


def test_a_kept_plan_is_made_without_a_question(kept):
    said = kept("run", "film.plan")
    assert said.code == 0
    assert kept.purchases() == {"gulls": 1, "walker": 1, "walker#2": 1, "waves": 1}
    assert (kept.folder / "out/animatic/pier.mp4").exists()


def test_it_says_what_was_planned(kept):
    plan = plan_of(kept)
    assert (plan["vgdsl"], plan["version"], plan["film"]) == ("plan", 1, "film.vg")
    assert (plan["provider"], plan["address"]) == ("simulator", "http://simulator/api/v1")
    assert plan["asked"]["simulate"] is True
    assert [(job["id"], job["action"], job["price"]["usd"]) for job in plan["jobs"]] == [
        ("gulls", "make", "0.22"), ("walker", "make", "0.22"), ("walker#2", "make", "0.22"), ("waves", "make", "0.22"),
    ]  # fmt: skip
    assert plan["cuts"] == [{"id": "main", "output": "pier.mp4"}]


def test_the_same_film_gives_the_same_plan(kept):
    kept("plan", "film.vg", "--simulate", "--output", "again.plan")
    first, second = plan_of(kept), plan_of(kept, "again.plan")
    assert {**first, "made": ""} == {**second, "made": ""}


def test_it_holds_what_the_film_was_planned_with(pier):
    words = ("--profile", "long", "--set", "light=blue hour", "--only", "gulls", "--simulate")
    assert pier("plan", "film.vg", *words, "-o", "part.plan").code == 0
    assert pier("run", "part.plan").code == 0
    assert pier.purchases() == {"gulls": 1}
    assert pier("plan", "film.vg", *words, "--json").json["purchases"] == 0
    pier.edit("film.vg", "Gulls over", "Terns over")
    assert pier("run", "part.plan").err == (
        "part.plan is out of date, and nothing was bought:\n"
        "  gulls: prompt changed (film.vg:15) since the plan was made\n"
        "to plan anew: vgdsl plan film.vg --profile long --set 'light=blue hour' --only gulls --simulate"
        " --output part.plan\n"
    )


def test_a_plan_may_lie_in_another_folder_and_have_any_name(pier):
    (pier.folder / "plans").mkdir()
    assert pier("plan", "film.vg", "--simulate", "-o", "plans/monday.vg").code == 0
    assert plan_of(pier, "plans/monday.vg")["film"] == "../film.vg"
    said = pier("run", "plans/monday.vg")
    assert said.code == 0
    assert pier.purchases().total() == 4


def test_formatting_and_renaming_change_no_plan(kept):
    kept.edit("film.vg", "waves", "surf")
    kept.edit("film.vg", '  prompt = "Waves', '  prompt     =    "Waves')
    assert kept("run", "film.plan").code == 0
    assert kept.purchases() == {"gulls": 1, "walker": 1, "walker#2": 1, "surf": 1}


def test_a_stale_plan_buys_nothing_and_names_all_that_is_different(kept):
    kept.edit("film.vg", "Gulls over", "Terns over")
    kept.edit("film.vg", "takes  = 2", "takes  = 1")
    kept.edit("film.vg", "pier.mp4", "jetty.mp4")
    said = kept("run", "film.plan")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "film.plan is out of date, and nothing was bought:\n"
        "  gulls: prompt changed (film.vg:15) since the plan was made\n"
        "  walker: uses gulls, which changed since the plan was made\n"
        "  walker#2: is in the plan, and no longer in the film\n"
        "  main: is written to jetty.mp4, in the plan to pier.mp4\n" + AGAIN
    )
    assert kept.bookings() == []


def test_a_stale_plan_tells_programs_too(kept):
    kept.edit("film.vg", "Waves against", "Foam on")
    said = kept("run", "film.plan", "--json")
    assert (said.code, said.json) == (
        1,
        {
            "type": "PlanStale",
            "plan": "film.plan",
            "reasons": ["waves: prompt changed (film.vg:26) since the plan was made"],
            "again": "vgdsl plan film.vg --simulate --output film.plan",
        },
    )


def test_a_film_that_is_broken_or_gone_is_not_made(kept):
    kept.edit("film.vg", "duration     = 5s", "duration     = 500s")
    said = kept("run", "film.plan")
    assert said.code == 1
    assert "error[" in said.err
    assert said.err.endswith("film.plan is out of date, and nothing was bought: its film has errors\n")
    (kept.folder / "film.vg").unlink()
    said = kept("run", "film.plan")
    assert said.code == 1
    assert said.err.endswith("film.plan is out of date, and nothing was bought: its film has errors\n")


def test_a_part_that_is_no_longer_in_the_film(pier):
    pier("plan", "film.vg", "--simulate", "--only", "waves", "-o", "film.plan")
    pier.edit("film.vg", "waves", "surf")
    said = pier("run", "film.plan")
    assert said.code == 1
    assert said.err == (
        "film.plan is out of date, and nothing was bought:\n"
        "  nothing in the film is called 'waves'\n"
        "to plan anew: vgdsl plan film.vg --only waves --simulate --output film.plan\n"
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--only", "gulls"), "--only"),
        (("--exclude", "gulls", "--simulate"), "--exclude, --simulate"),
        (("--from", "gulls", "--until", "walker"), "--from, --until"),
        (("--profile", "long", "--set", "light=noon"), "--profile, --set"),
    ],
)
def test_options_that_would_change_it_are_wrong_usage(kept, words, named):
    said = kept("run", "film.plan", *words)
    assert said.code == 2
    assert said.err.endswith(
        f"Error: film.plan is a saved plan and says what is run: {named} cannot change that; make another plan with"
        " `vgdsl plan`\n"
    )
    assert kept.bookings() == []


def test_options_that_only_limit_it_are_fine(kept):
    said = kept("run", "film.plan", "--max-cost", "0.50", "--jobs", "1", "--yes", "--json")
    assert said.code == 3
    assert kept.purchases().total() == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"vgdsl": "plan", "version": 9}', "is of a newer vgdsl (plan version 9, this one reads 1); update vgdsl"),
        ('{"name": "vgdsl"}', "is JSON, but no plan that `vgdsl plan --output` wrote"),
        ('{"vgdsl": "plan", "version": 1, "fi', "is damaged or no plan at all (Input data was truncated)"),
    ],
    ids=["newer", "foreign", "damaged"],
)  # fmt: skip
def test_a_file_that_is_no_plan_any_more(pier, text, message):
    pier.write("film.plan", text)
    said = pier("run", "film.plan")
    assert (said.code, said.err) == (1, f"Error: film.plan {message}\n")


def test_a_plan_is_not_written_over_anything_else(pier):
    before = (pier.folder / "film.vg").read_text()
    said = pier("plan", "film.vg", "--simulate", "-o", "film.vg")
    assert said.code == 2
    assert said.err.endswith("Error: --output film.vg is there already and is no plan; name another file\n")
    assert (pier.folder / "film.vg").read_text() == before
    assert pier("plan", "film.vg", "--simulate", "-o", ".").code == 2
    said = pier("plan", "film.vg", "--simulate", "-o", "nowhere/film.plan")
    assert (said.code, said.err) == (1, "Error: nowhere/film.plan: No such file or directory\n")
    assert sorted(path.name for path in pier.folder.iterdir()) == [".vgdsl", "film.vg"]


def test_a_plan_made_anew_is_what_counts_even_for_an_answer_remembered(kept):
    assert kept("run", "film.plan").code == 0
    kept("run", "film.plan")  # by now no file is too young for an answer to rest on it
    assert kept("run", "film.plan").out.startswith("nothing to make: 4 clips there already")
    kept.edit("film.plan", '"simulate": true', '"simulate": false')
    assert kept("run", "film.plan").code == 1


def test_an_interrupted_plan_goes_on_and_buys_nothing_twice(kept):
    with kept.start("run", "film.plan", "--jobs", "1", "--json") as process:
        for line in process.stdout:
            if json.loads(line)["type"] == "Finished":
                process.send_signal(signal.SIGINT)
                break
        process.communicate(timeout=60)
    assert kept.purchases()
    assert kept("run", "film.plan").code == 0
    assert set(kept.purchases().values()) == {1}
    assert kept.purchases().total() == 4


SECRET = "key-of-the-tests-0123456789"


@pytest.fixture
def service(pier, tmp_path):
    """The API on a port of this machine; the desk has its address and a key for it."""
    folder = tmp_path / "account"
    with serving(pier, folder) as address:
        pier.environment |= {"VENICE_BASE_URL": address, "VENICE_API_KEY": SECRET}
        yield lambda: [each for each in read_bookings(folder / "ledger.jsonl") if each.kind == "charge"]


@contextmanager
def serving(desk, folder):
    with desk.start("simulate", "--port", "0", "--folder", str(folder)) as process:
        try:
            yield re.search(r"http://127\.0\.0\.1:\d+/api/v1", process.stdout.readline()).group()
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_a_kept_plan_spends_without_a_question_and_only_once(pier, service):
    assert pier("plan", "film.vg", "--only", "waves", "--again", "waves", "-o", "film.plan").code == 0
    assert SECRET not in (pier.folder / "film.plan").read_text()
    assert pier("run", "film.plan").code == 0
    assert len(service()) == 1
    (clip,) = (pier.folder / ".vgdsl/store").rglob("*.mp4")
    clip.unlink()
    said = pier("run", "film.plan")
    assert said.code == 3
    assert said.err == (
        "this run would cost $0.22; the saved plan leaves $0.00; to plan anew: vgdsl plan film.vg --only waves --again waves"
        " --output film.plan\n"
    )
    assert len(service()) == 1


def test_a_price_above_the_plan_and_another_address_are_refused(pier, service):
    pier("plan", "film.vg", "--only", "waves", "-o", "film.plan")
    pier.edit("film.plan", '"usd": "0.22"', '"usd": "0.20"')
    assert (
        "  waves: its price has risen to $0.22 from the $0.20 of the plan\n" in pier("run", "film.plan").err
    )
    address = pier.environment["VENICE_BASE_URL"]
    pier.environment["VENICE_BASE_URL"] = address.replace("127.0.0.1", "localhost")
    said = pier("run", "film.plan")
    assert f"  the plan is for venice at {address}, and this is venice at http://localhost" in said.err
    assert service() == []


def test_a_purchase_without_a_price_still_needs_a_limit(pier, service):
    pier("plan", "film.vg", "--only", "waves", "-o", "film.plan")
    plan = plan_of(pier)
    plan["jobs"][0]["price"] = None
    pier.write("film.plan", json.dumps(plan))
    said = pier("run", "film.plan")
    assert said.code == 2
    assert "the price of waves is not known before it is made: say with --max-cost" in said.err
    assert service() == []
    assert pier("run", "film.plan", "--max-cost", "0.22").code == 0
    assert len(service()) == 1
