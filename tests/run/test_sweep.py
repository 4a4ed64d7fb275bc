"""What is named stays, whatever was bought and whatever lies about; and what nobody knows is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.run.memory.past import Open, Past, Settled
from vgdsl.run.sweep import File, Sort, Wishes, named, needless

digests = st.sampled_from([mark * 64 for mark in "0123456789ab"])
keys = st.sampled_from([f"key{n}" for n in range(6)])
providers = st.sampled_from(["venice", "simulator"])
settled = st.builds(
    Settled,
    *(st.just("film.vg"), st.just("gulls"), st.just(1), st.none(), keys, st.just(b"\x80"), st.just("m")),
    *(st.just("0.28"), st.sampled_from(["finished", "failed", "refused", "expired"]), st.just(0.0)),
    *(providers, st.none() | digests),
)
under_way = st.builds(
    Open,
    *(st.just("film.vg"), st.just("gulls"), st.none(), keys, st.just("m"), st.just("0.28")),
    *(st.sampled_from(["submitting", "submitted", "uncertain", "forgotten"]), st.just(0.0), providers, st.none()),
    *[st.none()] * 5,
)  # fmt: skip
pasts = st.builds(Past, st.lists(settled, max_size=6), st.lists(under_way, max_size=4))
wishes = st.builds(Wishes, st.booleans(), st.booleans())


def clip(sha256: str) -> str:
    return f"store/{sha256[:2]}/{sha256[2:]}.mp4"


def frame(sha256: str, at: str = "last") -> str:
    return f"frames/{sha256[:2]}/{sha256[2:]}-{at}.png"


files = st.lists(
    st.one_of(
        digests.map(clip),
        digests.map(frame),
        keys.map(lambda key: f"incoming/{key}.mp4"),
        keys.map(lambda key: f"incoming/{key}.0123abcd.mp4"),
        keys.map(lambda key: f"rejected/{key}.mp4"),
        st.sampled_from(
            ["journal.db", "journal.db-wal", "journal.room", "lock", "tmp/a.png", "pulling/b.mp4"]
        ),
        st.sampled_from(["simulator/ledger.jsonl", "notes.txt", "store/readme", "store/ab/short.mp4"]),
    ).map(File),
    unique_by=lambda file: file.path,
)


@given(pasts, st.lists(digests, max_size=4), files, wishes)
def test_what_is_named_stays(past, recorded, lying, wished):
    gone = needless(lying, named(past, recorded, wished), wished)
    real = [p for p in past.settled if p.provider != "simulator" or not wished.simulated]
    for sha256 in {*recorded, *(p.sha256 for p in real if p.sha256)}:
        assert clip(sha256) not in gone
        assert frame(sha256) not in gone
    for purchase in past.open.values():
        assert not [path for path in gone if path.startswith(f"incoming/{purchase.key}.")]
    assert not gone.keys() & {
        "journal.db",
        "journal.db-wal",
        "journal.room",
        "lock",
        "notes.txt",
        "store/readme",
    }
    assert "store/ab/short.mp4" not in gone
    assert gone.keys() <= {file.path for file in lying}


@given(pasts, st.lists(digests, max_size=4), files, wishes)
def test_what_nothing_names_goes(past, recorded, lying, wished):
    gone = needless(lying, named(past, recorded, wished), wished)
    known = {*recorded, *(p.sha256 for p in past.settled)}
    for file in lying:
        if file.path.startswith("store/") and file.path.count("/") == 2 and "short" not in file.path:
            sha256 = file.path[6:8] + file.path[9:73]
            assert (sha256[:64] in known) or (file.path in gone)
    assert ("rejected/key1.mp4" in gone) <= wished.rejected
    assert ("simulator/ledger.jsonl" in gone) <= wished.simulated


BOUGHT = Settled(
    *("film.vg", "gulls", 1, None, "k", b"\x80", "m", str(Decimal(1)), "finished", 0.0, "venice", "a" * 64)
)


@pytest.mark.parametrize(
    ("path", "sort"),
    [
        (clip("b" * 64), Sort.CLIP),
        (frame("b" * 64, "2500ms"), Sort.FRAME),
        (f"parts/bb/{'b' * 62}-0-360.mov", Sort.PART),
        ("tmp/half.png", Sort.UNFINISHED),
        ("pulling/half.mp4", Sort.UNFINISHED),
        ("incoming/k.mp4", Sort.UNFINISHED),
        ("incoming/k.0123abcd.mp4", Sort.UNFINISHED),
        ("incoming/unknown.mp4", None),
        (clip("a" * 64), None),
        ("rejected/k.mp4", None),
        ("simulator/ledger.jsonl", None),
    ],
)
def test_each_file_is_judged_by_what_it_is(path, sort):
    assert needless([File(path)], named(Past([BOUGHT], []), [], Wishes()), Wishes()).get(path) is sort


def test_a_finished_clip_goes_unless_a_folder_of_results_shows_it():
    alone, shown = File(f"whole/aa/{'c' * 62}.mp4", 100), File(f"whole/aa/{'d' * 62}.mp4", 0)
    assert needless([alone, shown], named(Past([], []), [], Wishes()), Wishes()) == {alone.path: Sort.WHOLE}


def test_what_was_simulated_goes_when_asked_for_unless_it_was_bought_as_well():
    simulated = replace(BOUGHT, provider="simulator", sha256="b" * 64)
    both = Past([BOUGHT, simulated, replace(simulated, sha256="a" * 64)], [])
    wished = Wishes(simulated=True)
    lying = [File(clip("a" * 64)), File(clip("b" * 64)), File("simulator/jobs/1.json")]
    assert needless(lying, named(both, [], Wishes()), Wishes()) == {}
    assert needless(lying, named(both, [], wished), wished) == {
        clip("b" * 64): Sort.CLIP,
        "simulator/jobs/1.json": Sort.SIMULATOR,
    }
