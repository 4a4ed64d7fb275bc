"""What a film's record promises: nothing in it is lost, the same record is the same text, and any two branches merge."""

import subprocess
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.run.memory.past import Past, Settled
from vgdsl.run.memory.record import Entry, Record, bought_for, entry_of
from vgdsl.run.memory.record_file import RecordFile, records
from vgdsl.run.memory.record_text import HEAD, RecordError, read, written

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    texts | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
entries = st.builds(
    Entry,
    node=texts | st.sampled_from(['postcard["Rome"]', "ποταμός", "a b", "pick", "1", ""]),
    take=st.integers(1, 12),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 2**40),
    key=texts,
    cost=st.decimals(0, 1000, places=3),
    model=texts,
    provider=texts,
    at=st.integers(0, 2**33),
    request=st.dictionaries(texts, values, max_size=3),
    address=st.none() | texts,
)
any_record = st.builds(
    lambda picks, found: Record().grown(picks, found),
    st.dictionaries(texts, st.integers(1, 9), max_size=3),
    st.lists(entries, max_size=3),
)


def entry(node="gulls", take=1, mark="a", **more) -> Entry:
    known = {
        "size": 4321,
        "key": "f" * 64,
        "cost": Decimal("0.28"),
        "model": "pixverse-v5.6-text-to-video",
        "provider": "venice",
        "at": 1764000000,
        "request": {"model": "pixverse-v5.6-text-to-video", "prompt": 'Gulls, "über" all.\nFog.'},
    }
    return Entry(node=node, take=take, sha256=mark * 64, **{**known, **more})


@given(any_record)
def test_what_is_written_is_what_is_read(record):
    text = written(record)
    assert read(text, "film.lock") == record
    assert written(read(text, "film.lock")) == text
    assert read(text.replace("\n", "\r\n"), "film.lock") == record


@given(any_record, st.randoms())
def test_lines_may_stand_in_any_order(record, chance):
    lines = written(record)[len(HEAD) :].split("\n")
    chance.shuffle(lines)
    assert read(HEAD + "\n".join(lines), "film.lock") == record


@given(any_record, any_record)
def test_it_only_grows_whatever_is_put_into_it(one, other):
    both = one.grown(other.picks, other.entries)
    places = {(each.node, each.take, each.sha256) for each in (*one.entries, *other.entries)}
    assert {(each.node, each.take, each.sha256) for each in both.entries} == places
    assert all(each in both.entries for each in one.entries)
    assert both.grown(other.picks, other.entries) == both


def test_a_record_reads_like_this():
    record = Record().grown(
        {"gulls": 1, "waves": 2},
        [entry(), entry('postcard["Rome"]', 2, "b", address="http://127.0.0.1:1/api/v1")],
    )
    assert written(record) == (
        "# What was bought for this film, and which bytes each clip is. Written by vgdsl, to be kept in git beside the film.\n"
        "# Every line stands for itself: after a conflict, keep the lines of both sides.\n"
        "version = 1\n"
        "\n"
        "[nodes]\n"
        "\n"
        "gulls.pick = 1\n"
        f'gulls.1.aaaaaaaaaaaa.sha256 = "{"a" * 64}"\n'
        "gulls.1.aaaaaaaaaaaa.size = 4321\n"
        "gulls.1.aaaaaaaaaaaa.at = 2025-11-24T16:00:00Z\n"
        'gulls.1.aaaaaaaaaaaa.cost = "0.28"\n'
        'gulls.1.aaaaaaaaaaaa.model = "pixverse-v5.6-text-to-video"\n'
        'gulls.1.aaaaaaaaaaaa.provider = "venice"\n'
        f'gulls.1.aaaaaaaaaaaa.key = "{"f" * 64}"\n'
        'gulls.1.aaaaaaaaaaaa.request.model = "pixverse-v5.6-text-to-video"\n'
        'gulls.1.aaaaaaaaaaaa.request.prompt = "Gulls, \\"über\\" all.\\nFog."\n'
        "\n"
        f'"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.sha256 = "{"b" * 64}"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.size = 4321\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.at = 2025-11-24T16:00:00Z\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.cost = "0.28"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.model = "pixverse-v5.6-text-to-video"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.provider = "venice"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.address = "http://127.0.0.1:1/api/v1"\n'
        f'"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.key = "{"f" * 64}"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.request.model = "pixverse-v5.6-text-to-video"\n'
        '"postcard[\\"Rome\\"]".2.bbbbbbbbbbbb.request.prompt = "Gulls, \\"über\\" all.\\nFog."\n'
        "\n"
        "waves.pick = 2\n"
    )


def test_an_entry_stays_though_its_shot_is_gone_and_an_empty_shot_does_not():
    record = Record().grown({"gulls": 1, "waves": 1}, [entry()]).grown({"fog": 1}, [])
    assert record.picks == {"gulls": 1, "fog": 1}
    assert record.entries == (entry(),)


GOOD = written(Record().grown({"gulls": 1, "waves": 1}, [entry()]))
GIT = "Bring it back with: git checkout -- 'film.lock'"
BROKEN = {
    "a conflict": (
        GOOD.replace("waves.pick = 1\n", "<<<<<<< HEAD\nwaves.pick = 1\n=======\nwaves.pick = 2\n>>>>>>> b\n"),
        "film.lock:18: a merge left the versions of two branches here. Both were bought: keep the lines of both, and delete only the marks (<<<<<<<, =======, >>>>>>>).",
    ),
    "two picks": (
        GOOD + "waves.pick = 2\n",
        "film.lock:19: this line contradicts an earlier one. Keep one of the two.",
    ),
    "half a line": (
        GOOD.replace("gulls.1.aaaaaaaaaaaa.size = 4321", "gulls.1.aaaaaaaaaaaa.size ="),
        f"film.lock:9: this is not as it was written (Invalid value). {GIT}",
    ),
    "a lost line": (
        GOOD.replace("gulls.1.aaaaaaaaaaaa.size = 4321\n", ""),
        f"film.lock:8: Object missing required field `size`. {GIT}",
    ),
    "a size in words": (
        GOOD.replace("size = 4321", 'size = "large"'),
        f"film.lock:8: Expected `int`, got `str` - at `$.size`. {GIT}",
    ),
    "another digest": (
        GOOD.replace('sha256 = "aaa', 'sha256 = "aba'),
        f"film.lock:8: the digest is not that of this clip's name. {GIT}",
    ),
    "a pick that is none": (
        GOOD.replace("gulls.pick = 1", "gulls.pick = 0"),
        f"film.lock:7: a pick is the number of a take. {GIT}",
    ),
    "something else in a node": (
        GOOD + "waves.1 = 2\n",
        f"film.lock:19: this is no line of a record. {GIT}",
    ),
    "another program's": ("[[package]]\nname = 'x'\n", f"film.lock: it is no record of a film. {GIT}"),
    "nothing": ("", f"film.lock: it is no record of a film. {GIT}"),
    "a later version": (
        GOOD.replace("version = 1", "version = 2"),
        "film.lock: it was written by a newer vgdsl. Update this one, then try again.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_said_with_its_line_and_the_way_out(text, message, tmp_path):
    with pytest.raises(RecordError) as found:
        read(text, "film.lock")
    assert str(found.value) == message
    (tmp_path / "film.lock").write_text(text)
    with pytest.raises(RecordError):
        RecordFile.of(tmp_path / "film.vg", "film.vg").grow({"gulls": 1}, [entry()])
    assert (tmp_path / "film.lock").read_text() == text


def test_bytes_that_are_no_text_are_said(tmp_path):
    (tmp_path / "film.lock").write_bytes(b"\xff\xfe")
    with pytest.raises(RecordError, match=r"film\.lock: it is no text"):
        RecordFile.of(tmp_path / "film.vg", "film.vg").read()


@pytest.fixture
def file(tmp_path):
    return RecordFile.of(tmp_path / "film.vg", "film.vg")


def test_a_record_is_begun_with_the_first_clip(file):
    assert not file.grow({"gulls": 1}, [])
    assert not file.path.exists()
    assert file.grow({"gulls": 1}, [entry()])
    assert file.path.name == "film.lock"
    assert file.read().entries == (entry(),)


def test_what_does_not_change_it_does_not_touch_it(file):
    file.grow({"gulls": 1}, [entry()])
    before = file.path.stat()
    assert not file.grow({"gulls": 1}, [entry(cost=Decimal(9))])
    assert file.path.stat().st_mtime_ns == before.st_mtime_ns
    assert file.path.stat().st_ino == before.st_ino
    assert [path.name for path in file.path.parent.iterdir()] == ["film.lock"]


def test_other_files_are_no_records(tmp_path, file):
    file.grow({"gulls": 1}, [entry()])
    (tmp_path / "uv.lock").write_text("version = 1\n")
    (tmp_path / "gone.lock").symlink_to(tmp_path / "nowhere")
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes/broken.lock").write_text("?")
    (tmp_path / "scenes/broken.vg").touch()
    (tmp_path / "scenes/unmade.vg").touch()
    (tmp_path / "lost.lock").write_text("?")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/film.lock").write_bytes(file.path.read_bytes())
    found = [each.path.relative_to(tmp_path).as_posix() for each in records(tmp_path, {"lost.vg"})]
    assert found == ["film.lock", "lost.lock", "scenes/broken.lock"]


def test_what_came_by_git_while_the_film_was_made_is_kept(file):
    file.read()
    RecordFile(file.path, "film.lock").grow({"waves": 1}, [entry("waves", mark="b")])
    file.grow({"gulls": 1, "waves": 1}, [entry()])
    assert [each.node for each in file.read().entries] == ["gulls", "waves"]


class Repository:
    """A film's record in git, on branches."""

    def __init__(self, folder, *, union: bool) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        if union:
            (folder / ".gitattributes").write_text("film.lock merge=union\n")
        self.commit("begin")

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        settings = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *settings, *words], cwd=self.folder, capture_output=True, text=True, check=False
        )

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "--allow-empty", "-m", words).returncode == 0

    def branch(self, name: str, picks: dict[str, int], *found: Entry) -> None:
        assert self.git("checkout", "-q", "-b", name, "main").returncode == 0
        RecordFile(self.folder / "film.lock", "film.lock").grow(picks, found)
        self.commit(name)

    def merged(self, one: str, other: str) -> Record:
        self.git("checkout", "-q", one)
        done = self.git("merge", "-q", "--no-edit", other)
        assert done.returncode == 0, done.stdout + done.stderr
        return RecordFile(self.folder / "film.lock", "film.lock").read()


PICKS = {"fog": 1, "gulls": 1, "walker": 1, "waves": 1}


def test_branches_that_made_different_shots_of_a_film_merge(tmp_path):
    repository = Repository(tmp_path, union=False)
    RecordFile(tmp_path / "film.lock", "film.lock").grow(PICKS, [entry("fog", mark="f")])
    repository.commit("the first clip")
    repository.branch("one", PICKS, entry("gulls", mark="a"), entry("waves", mark="b"))
    repository.branch("two", PICKS, entry("walker", mark="c"), entry("walker", 2, "d"))
    record = repository.merged("one", "two")
    assert [each.job for each in record.entries] == ["fog", "gulls", "walker", "walker#2", "waves"]
    text = (tmp_path / "film.lock").read_text()
    assert text == written(record)


@pytest.mark.parametrize("first", [True, False], ids=["nothing made before", "something made before"])
def test_with_a_line_for_git_branches_merge_whatever_they_made(tmp_path, first):
    repository = Repository(tmp_path, union=True)
    if not first:
        RecordFile(tmp_path / "film.lock", "film.lock").grow({"fog": 1}, [entry("fog", mark="f")])
        repository.commit("the first clip")
    mine = [entry("gulls", mark="a"), entry("gulls", mark="c", at=1764000001), entry("sea", mark="1")]
    theirs = [entry("gulls", mark="b"), entry("gulls", mark="d", at=1764000002), entry("pier", mark="2")]
    repository.branch("one", {"gulls": 1, "sea": 1}, *mine)
    repository.branch("two", {"gulls": 1, "pier": 1}, *theirs)
    record = repository.merged("one", "two")
    fog = [] if first else [entry("fog", mark="f")]
    assert record == Record().grown({"gulls": 1, "sea": 1, "pier": 1, **({} if first else {"fog": 1})}, [*mine, *theirs, *fog])  # fmt: skip


@given(st.lists(entries, max_size=3), st.lists(entries, max_size=3))
def test_the_lines_of_two_records_together_are_both_records(mine, theirs):
    """What git's union of two branches comes to, as long as no clip is told of in two ways."""
    told = {(each.node, each.take, each.sha256[:12]): each for each in (*mine, *theirs)}
    one = Record().grown({}, [told[each.node, each.take, each.sha256[:12]] for each in mine])
    other = Record().grown({}, [told[each.node, each.take, each.sha256[:12]] for each in theirs])
    lines = [line for record in (one, other) for line in written(record)[len(HEAD) :].split("\n")]
    assert read(HEAD + "\n".join(lines), "film.lock") == one.grown({}, other.entries)


def bought(**more) -> Settled:
    return entry(**more).as_purchase("film.vg", "shore")


def test_a_purchase_comes_back_from_the_record_as_it_was():
    purchase = bought()
    assert entry_of(purchase, "gulls", 1) == entry()
    assert (purchase.film, purchase.scene, purchase.counted) == ("film.vg", "shore", "0.28")
    assert entry_of(replace(purchase, phase="failed"), "gulls", 1) is None


def test_only_what_was_really_bought_for_the_film_is_in_it():
    past = Past(
        [bought(), replace(bought(mark="b"), provider="simulator"), replace(bought(mark="c"), film="x.vg")],
        [],
    )
    assert bought_for(past, "film.vg") == [entry()]


def test_a_clip_that_serves_two_takes_was_paid_once():
    record = Record().grown({}, [entry(), entry("birds")])
    purchases = record.purchases("film.vg", {"birds": "shore"})
    assert sorted((each.node, each.counted, each.scene) for each in purchases) == [
        ("birds", "0.28", "shore"),
        ("gulls", "0", None),
    ]
    past = Past([], []).joined(purchases)
    assert past.spent("film.vg", "venice") == (Decimal("0.28"), {"shore": Decimal("0.28")})
    assert past.joined(purchases) is past
