"""Nothing that an earlier run left behind is overlooked, and nothing takes the name of something else."""

from decimal import Decimal

from vgdsl.providers.base import Ticket
from vgdsl.run import events as e
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.past import FilmHistory, Open
from vgdsl.run.memory.recovery import recovered, strays


def purchase(job, key, film="film.vg", provider="venice"):
    return Open(
        film, job, None, key, "wan", "0.40", "submitted", 1.0, provider, None, "https://x.example", "q", None, 1.0, 9.0
    )  # fmt: skip


async def test_an_intent_without_an_outcome_is_uncertain_from_now_on(tmp_path):
    with Journal(tmp_path / "journal.db") as journal:
        for number, (key, sent) in enumerate({"k1": False, "k2": True}.items()):
            journal.record(
                e.Intended(at=1.0, job=f"s{number}", key=key, components={}, model="wan", quote=Decimal(1))
            )
            if sent:
                journal.record(
                    e.Submitted(
                        at=1.0, job=f"s{number}", key=key, model="wan", queue_id="q", download_url=None,
                        provider="venice", address="", deadline=9.0,
                    )
                )  # fmt: skip
        journal.flush()
        phases = {key: found.phase for key, found in recovered(journal, 2.0).open.items()}
        again = recovered(journal, 3.0)
    assert phases == {"k1": "uncertain", "k2": "submitted"}
    assert "not known" in again.open["k1"].message


async def test_where_somebody_can_say_what_became_of_a_lost_order_it_is_settled(tmp_path):
    def witness(order: Open) -> Ticket | None:
        known = Ticket("simulator", "http://simulator/api/v1", "wan", "q1", None, 1.5, 9.0)
        return known if order.job == "s1" else None

    with Journal(tmp_path / "journal.db") as journal:
        started = {
            "run": "r",
            "film": "film.vg",
            "jobs": (),
            "assemblies": (),
            "cap": None,
            "spent": Decimal(0),
        }
        journal.record(e.RunStarted(at=0.5, provider="simulator", **started))
        for job in ("s1", "s2"):
            journal.record(
                e.Intended(at=1.0, job=job, key=f"k{job}", components={}, model="wan", quote=Decimal(1))
            )
        journal.flush()
        assert {p.phase for p in recovered(journal, 2.0, "venice", witness).open.values()} == {"uncertain"}
        past = recovered(journal, 3.0, "simulator", witness)
    assert {key: found.phase for key, found in past.open.items()} == {"ks1": "submitted"}
    assert past.open["ks1"].ticket == witness(past.open["ks1"])
    assert [found.phase for found in past.settled] == ["not sent"]


def test_strays_have_names_of_their_own():
    found = [
        purchase("a", "1" * 64),
        purchase("b", "2" * 64),
        purchase("b", "3" * 64),
        purchase("c", "4" * 64, "other.vg"),
    ]
    assert list(strays(found, "film.vg", "venice", {"a"})) == ["a~11111111", "b", "b~33333333"]
    assert strays(found, "film.vg", "simulator", {}) == {}


def test_the_newest_clip_of_a_take_is_the_last(stage, shot):
    stage.perform([shot("opening", "dawn"), shot("opening#2", "dawn")])
    stage.perform([shot("opening", "dusk")])
    history = FilmHistory(stage.past(), "film.vg", "venice", stage.store.has)
    assert history.last("opening", 1).components["request"]["prompt"] == "dusk"
    assert history.last("opening", 2).components["request"]["prompt"] == "dawn"
    assert history.last("opening", 3) is None
    assert FilmHistory(stage.past(), "film.vg", "simulator", stage.store.has).last("opening", 1) is None


def test_a_clip_counts_as_made_only_while_its_bytes_are_there(stage, shot):
    stage.perform([shot("opening")])
    made = FilmHistory(stage.past(), "film.vg", "venice", stage.store.has).last("opening", 1)
    assert made.cost == Decimal("0.40")
    there, gone = (
        FilmHistory(stage.past(), "film.vg", "venice", lambda _, has=has: has) for has in (True, False)
    )
    assert there.by_key(made.key) == made
    assert gone.by_key(made.key) is None
    assert gone.last("opening", 1) == made
