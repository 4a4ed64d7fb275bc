"""An order whose answer was lost: the account's own books are shown, and a person's word is carried out."""

import re
import signal

import pytest

from vgdsl.providers.simulator.account.ledger import read_bookings

FILM = """\
film pier {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
}

shot gulls { prompt = "Gulls over a wooden pier." }

shot walker {
  start  = gulls.last_frame
  prompt = "A walker with a red umbrella."
}

shot waves { prompt = "Waves against the piles." }
"""
TIME = r"\d{1,2} \w{3} \d\d:\d\d:\d\d"
HOUR = r"\d\d:\d\d"
RUN = ("run", "film.vg", "--yes", "--jobs", "1")
"""One at a time, so that the first order is that of the longest way: gulls."""


@pytest.fixture
def account(tmp_path):
    """What was charged, by queue id."""
    return lambda: [
        b.queue_id for b in read_bookings(tmp_path / "account/ledger.jsonl") if b.kind == "charge"
    ]


SAID = r"""0 clips made, \$0\.00 spent, \$0\.56 under way
  left, waiting for those: walker
  uncertain: gulls
  bought and still being made:
    waves   \$0\.28   to be collected until .*
Whether the uncertain ones were bought, only the account's own books can tell\. They are not bought again\.
to see and settle them: vgdsl settle film\.vg
to collect what is bought: vgdsl collect film\.vg
"""


def stopped(desk, job="waves"):
    """Run until a job is bought, and stop there: the service's usual time need not be waited for."""
    with desk.start(*RUN) as process:
        heard = ""
        while f"{job}: bought, being made\n" not in heard and (line := process.stdout.readline()):
            heard += line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    return process.returncode, heard + out + err


@pytest.fixture
def lost(desk, tmp_path, serving):
    """A film whose first order is lost: charged, and the answer never comes."""
    desk.write("film.vg", FILM)
    faults = desk.write("faults.toml", '[[fault]]\nkind = "reset-after"\ncall = "queue"\nat = 1\n')
    with serving(desk, tmp_path / "account", "--speed", "2000", "--faults", str(faults)) as address:
        desk.environment |= {"VENICE_BASE_URL": address, "VENICE_API_KEY": "key-of-the-tests-0123456789"}
        code, heard = stopped(desk)
        assert code == 4, heard
        assert re.search(SAID, heard), heard
        yield desk


def test_the_evidence_is_shown_and_nothing_is_settled_by_itself(lost, account):
    for _ in range(2):
        said = lost("settle", "film.vg")
        assert said.code == 4
        assert re.fullmatch(
            rf"""film\.vg: 1 order of unknown outcome

  gulls   pixverse-v5\.6-text-to-video   \$0\.28   ordered {TIME}
    The connection to Venice broke before the answer was complete\. The order had left in full: it may have been bought, so it is not sent again\.
    usage history: 2 charges that could be this order between {HOUR} and {HOUR}; 1 belongs to purchases known here, 1 to none:
      {TIME}   \$0\.28   pixverse-v5\.6-text-to-video.*
    balance: \$1000\.00 before the order, \$999\.44 now; known purchases explain \$0\.28, and \$0\.28 is not explained
    It looks bought\.

settle it with one of
  vgdsl settle film\.vg gulls --ticket ID   its queue id is known: collect it
  vgdsl settle film\.vg gulls --resubmit    order it again with the next run
  vgdsl settle film\.vg gulls --forget      give it up: it is not ordered again
the lost order goes on counting against budgets; with --not-charged it does not
""",
            said.out,
        ), said.out
        assert lost(*RUN).code == 4
    assert len(account()) == 2


def test_its_ticket_is_checked_and_then_collected(lost, account):
    said = lost("settle", "film.vg", "gulls", "--ticket", "019f-no-such-job")
    assert said.code == 1
    assert said.err.startswith("Error: 019f-no-such-job is not known for pixverse-v5.6-text-to-video.")
    said = lost("settle", "film.vg", "gulls", "--ticket", account()[0])
    assert (said.code, said.out) == (0, "gulls has its ticket now; to collect it: vgdsl collect\n")
    (lost.folder / "film.vg").rename(lost.folder / "away")
    assert lost("collect").code == 0
    assert (lost.folder / "out/gulls.mp4").exists()
    (lost.folder / "away").rename(lost.folder / "film.vg")
    actions = {step["id"]: step["action"] for step in lost("plan", "film.vg", "--json").json["steps"]}
    assert actions == {"gulls": "reuse", "walker": "make", "waves": "reuse"}
    assert len(account()) == 2


def test_ordered_again_when_a_person_says_so(lost, account):
    said = lost("settle", "film.vg", "gulls", "--resubmit")
    assert (said.code, said.out) == (
        0, "gulls is ordered again by the next run; the lost order goes on counting ($0.28)\n"
    )  # fmt: skip
    stopped(lost, "gulls")
    assert lost("collect").code == 0
    assert len(account()) == 3
    assert lost("plan", "film.vg", "--json").json["spent"] == "0.84"
    assert lost("settle", "film.vg").out == "film.vg: nothing to settle\n"


def test_given_up_it_is_left_and_says_so_everywhere(lost, account):
    said = lost("settle", "film.vg", "gulls", "--forget", "--not-charged")
    assert said.out == "gulls is given up; the lost order no longer counts ($0.28)\n"
    assert re.search(
        r"given up +gulls .*perhaps bought, and given up \(vgdsl settle\)", lost("plan", "film.vg").out
    )
    assert re.search(r"given up +gulls", lost("status", "film.vg").out)
    said = lost(*RUN)
    assert said.code == 1
    assert "gulls: not bought. Its order was lost and given up." in said.out
    said = lost("settle", "film.vg")
    assert said.code == 0
    assert re.search(rf"gulls .* ordered {TIME}   given up\n", said.out)
    assert len(account()) == 2


def test_for_programs(lost):
    found = lost("settle", "film.vg", "--json").json
    order = found["orders"]["gulls"]
    assert found["film"] == "film.vg"
    assert (order["leaning"], order["explained"], len(order["left"]), order["unexplained"]) == (
        "bought", 1, 1, "0.28"
    )  # fmt: skip
    assert order["purchase"]["phase"] == "uncertain"
    assert "download_url" not in str(found)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("gulls", "--resubmit", "--forget"),
            "an order can be settled in one way only, not --resubmit and --forget",
        ),
        (("--resubmit",), "say which clip to settle: vgdsl settle FILM NAME --resubmit"),
        (("gulls", "--not-charged"), "--not-charged goes with --resubmit or --forget"),
        (("gulls", "--model", "m"), "--model goes with --ticket"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(desk, words, told):
    said = desk("settle", "film.vg", *words)
    assert said.code == 2
    assert told in said.err


def test_a_clip_that_is_not_lost_cannot_be_settled(lost):
    said = lost("settle", "film.vg", "waves", "--resubmit")
    assert (said.code, said.err) == (
        1, "Error: no order of 'waves' waits to be settled; waiting are: gulls\n"
    )  # fmt: skip


def test_where_nothing_was_bought(desk):
    assert desk("settle").out == "nothing was ever bought here\n"
