"""A large source is bought in parts and is one clip again: every picture once, with its own sound, and nothing twice."""

import shutil
from fractions import Fraction

import av
import pytest

from vgdsl.providers.simulator.account.ledger import read_bookings

FILM = """\
film attic {
  title = "The Attic"
}

upscale hd {
  source = video("old.mp4")
  parts  = 3
}

cut main {
  sequence = [hd]
  output   = "attic.mp4"
}
"""
CELLS, CELL, LINES = 8, 16, 64


def picture(number):
    """Black and white columns that spell a number."""
    frame = av.VideoFrame(CELLS * CELL, LINES, "yuv420p")
    row = b"".join(bytes((235 if number >> cell & 1 else 16,)) * CELL for cell in range(CELLS))
    light, *colours = frame.planes
    light.update(row.ljust(light.line_size, b"\0") * LINES)
    for plane in colours:
        plane.update(b"\x80" * plane.buffer_size)
    return frame


def number(frame):
    """What the columns spell, whatever the picture's size."""
    light = frame.reformat(format="gray").planes[0]
    row = bytes(light)[light.line_size * (frame.height // 2) :][: frame.width]
    cell = frame.width // CELLS
    return sum(1 << at for at in range(CELLS) if row[at * cell + cell // 2] > 127)


def write_old(path, frames=72, seed=0, sounding=True):
    """A video with a key picture at every second, and a hum."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=24, options={"g": "24", "preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = CELLS * CELL, LINES, "yuv420p"
        audio = container.add_stream("aac", rate=48_000, layout="mono") if sounding else None
        for at in range(frames):
            shown = picture((at + seed) % 256)
            shown.pts, shown.time_base = at, Fraction(1, 24)
            container.mux(video.encode(shown))
        container.mux(video.encode(None))
        for at in range(frames * 2000 // 1024 if audio else 0):
            heard = av.AudioFrame("fltp", "mono", 1024)
            heard.sample_rate, heard.pts, heard.time_base = 48_000, at * 1024, Fraction(1, 48_000)
            heard.planes[0].update(bytes(memoryview(bytes((at * 7 % 256, 0, at % 120, 61)) * 1024)))
            container.mux(audio.encode(heard))
        if audio:
            container.mux(audio.encode(None))
    return path


def numbers(path):
    with av.open(str(path)) as container:
        return [number(frame) for frame in container.decode(video=0)]


def times(path):
    with av.open(str(path)) as container:
        return [frame.pts * frame.time_base for frame in container.decode(video=0)]


def sound(path):
    """The packets of a file's sound, with the seconds at which they are heard."""
    with av.open(str(path)) as container:
        return [(p.pts * p.time_base, bytes(p)) for p in container.demux(audio=0) if p.size]


def weight(path):
    """The bytes of a file's pictures, as a part of all of them would have."""
    with av.open(str(path)) as container:
        return sum(packet.size + 32 for packet in container.demux(video=0) if packet.size)


def pictures(path):
    with av.open(str(path)) as container:
        return container.streams.video[0].width, container.streams.video[0].height


@pytest.fixture
def attic(desk):
    desk.write("film.vg", FILM)
    write_old(desk.folder / "old.mp4")
    return desk


def run(desk, *words):
    return desk("run", "film.vg", "--simulate", *words)


PARTS = {"hd/1": 1, "hd/2": 1, "hd/3": 1}


def test_parts_become_one_clip_with_the_sound_of_their_source(attic):
    said = run(attic)
    assert said.code == 0, said.out
    assert attic.purchases() == PARTS
    for film in ("out/animatic/hd.mp4", "out/animatic/attic.mp4"):
        made = attic.folder / film
        assert pictures(made) == (2 * CELLS * CELL, 2 * LINES)
        assert numbers(made) == list(range(72))
        assert times(made) == [Fraction(at, 24) for at in range(72)]
    assert sound(attic.folder / "out/animatic/hd.mp4") == sound(attic.folder / "old.mp4")
    assert "hd/whole: 3 parts joined, 72 frames, with the sound of the source\n" in said.out


def test_each_part_and_their_sum_stand_in_the_plan(attic):
    write_old(attic.folder / "old.mp4", frames=288)
    assert (
        attic("plan", "film.vg", "--simulate").out
        == """\
film.vg  "The Attic"

  make    hd/1   topaz-video-upscale   2x        $0.05   new
  make    hd/2   topaz-video-upscale   2x        $0.05   new
  make    hd/3   topaz-video-upscale   2x        $0.05   new
  join    hd                           0:12              3 parts, with the sound of old.mp4
  build   main   attic.mp4             0:12

  note: upscale_factor = 2 is filled in: hd

  3 purchases, $0.15 · about 6 minutes
"""
    )


def test_what_changes_no_picture_buys_nothing(attic):
    run(attic)
    attic.edit("film.vg", "  source = video(", "  # as found\n  source   =   video(")
    attic.edit("film.vg", "hd", "attic_hd")
    said = run(attic)
    assert (said.code, attic.purchases()) == (0, PARTS)
    assert numbers(attic.folder / "out/animatic/attic_hd.mp4") == list(range(72))


def test_another_source_or_another_cutting_is_bought(attic):
    run(attic)
    attic.edit("film.vg", "parts  = 3", "parts  = 2")
    said = run(attic)
    assert said.code == 0
    assert "hd/1   topaz-video-upscale" in said.out
    assert "parts changed (film.vg:7)" in said.out
    # of two parts the second begins where the third of three did, and the first ends there
    assert attic.purchases() == {"hd/1": 2, "hd/2": 1, "hd/3": 1}
    write_old(attic.folder / "old.mp4", seed=100)
    assert run(attic).code == 0
    assert attic.purchases() == {"hd/1": 3, "hd/2": 2, "hd/3": 1}


def test_a_failed_part_blocks_only_the_joining_and_is_bought_alone(attic):
    attic.write("faults.toml", '[[fault]]\nkind = "failed"\nnode = "hd/2"\n')
    said = run(attic, "--faults", "faults.toml")
    assert said.code == 1
    assert "hd/whole: left, because hd/2 did not finish\n" in said.out
    assert attic.purchases() == PARTS
    plan = attic("plan", "film.vg", "--simulate").out
    assert [line.split()[:2] for line in plan.splitlines()[2:5]] == [
        ["reuse", "hd/1"], ["make", "hd/2"], ["reuse", "hd/3"],
    ]  # fmt: skip
    assert run(attic).code == 0
    assert attic.purchases() == {**PARTS, "hd/2": 2}
    assert numbers(attic.folder / "out/animatic/hd.mp4") == list(range(72))


def test_one_part_can_be_asked_for(attic):
    assert run(attic, "--only", "hd/2").code == 0
    assert attic.purchases() == {"hd/2": 1}
    assert run(attic, "--only", "hd").code == 0
    assert attic.purchases() == PARTS
    assert run(attic, "--only", "hd", "--again", "hd/3").code == 0
    assert attic.purchases() == PARTS  # what is there is not bought again


def test_takes_have_parts_of_their_own(attic):
    attic.edit("film.vg", "parts  = 3", "parts  = 2\n  takes  = 2\n  pick   = 2")
    assert run(attic).code == 0
    assert attic.purchases() == {"hd/1": 1, "hd/2": 1, "hd/1#2": 1, "hd/2#2": 1}
    assert numbers(attic.folder / "out/animatic/hd.2.mp4") == list(range(72))
    assert sound(attic.folder / "out/animatic/hd.2.mp4") == sound(attic.folder / "old.mp4")


def test_a_whole_source_has_its_sound_put_back_too(attic):
    attic.edit("film.vg", "  parts  = 3\n", "")
    said = run(attic)
    assert (said.code, attic.purchases()) == (0, {"hd": 1})
    assert "hd/whole: with the sound of the source\n" in said.out
    assert numbers(attic.folder / "out/animatic/hd.mp4") == list(range(72))
    assert sound(attic.folder / "out/animatic/hd.mp4") == sound(attic.folder / "old.mp4")


def test_a_silent_source_needs_no_step(attic):
    attic.edit("film.vg", "  parts  = 3\n", "")
    write_old(attic.folder / "old.mp4", sounding=False)
    said = run(attic)
    assert (said.code, attic.purchases()) == (0, {"hd": 1})
    assert "hd/whole" not in said.out


def test_slow_motion_has_no_sound_and_the_plan_says_so(attic):
    attic.edit(
        "film.vg",
        "parts  = 3",
        'model = "topaz-video-interpolate"\n  fps = 24fps\n  slowdown = 2x\n  parts = 2',
    )
    plan = attic("plan", "film.vg", "--simulate").out
    assert "  note: the sound of its source is left out, since slow motion has none that fits: hd\n" in plan
    assert run(attic).code == 0
    made = attic.folder / "out/animatic/hd.mp4"
    assert len(numbers(made)) == 144
    assert times(made) == [Fraction(at, 24) for at in range(144)]
    with av.open(str(made)) as container:
        assert not container.streams.audio


def test_a_source_too_large_for_a_request_is_cut_by_itself(attic, monkeypatch):
    attic.edit("film.vg", "  parts  = 3\n", "")
    size = (attic.folder / "old.mp4").stat().st_size
    monkeypatch.setattr("vgdsl.program.splitting.WHOLE", size - 1)
    assert run(attic).code == 0
    assert attic.purchases() == {"hd/1": 1}  # without its sound it fits
    monkeypatch.setattr("vgdsl.program.splitting.PART", weight(attic.folder / "old.mp4") * 4 // 5)
    attic.edit("film.vg", "cut main", "# smaller requests\ncut main")
    assert run(attic).code == 0
    assert attic.purchases() == {"hd/1": 2, "hd/2": 1}
    assert numbers(attic.folder / "out/animatic/hd.mp4") == list(range(72))


def test_what_is_finished_is_made_again_for_nothing_when_it_is_gone(attic):
    run(attic)
    for path in [*attic.folder.glob("out/animatic/*.mp4"), *attic.folder.glob(".vgdsl/whole/*/*")]:
        path.unlink()
    assert run(attic).code == 0
    assert attic.purchases() == PARTS
    assert numbers(attic.folder / "out/animatic/hd.mp4") == list(range(72))


def test_gc_takes_what_can_be_made_again(attic):
    run(attic)
    assert attic("gc").out.startswith("removed 3 parts of sources; ")
    assert "\nnothing to make: " in f"\n{run(attic).out}"
    assert attic.purchases() == PARTS


def test_status_and_graph_show_one_node(attic):
    run(attic)
    lines = attic("status", "film.vg", "--simulate").out.splitlines()[2:6]
    assert [line.split()[:2] for line in lines] == [
        ["made", "hd/1"], ["made", "hd/2"], ["made", "hd/3"], ["joined", "hd"],
    ]  # fmt: skip
    (card,) = attic("graph", "film.vg", "--json").json["cards"]
    assert (card["name"], card["measures"], card["takes"]) == ("hd", ["2x", "3 parts"], 1)


SHOT = """\
shot opening {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
  prompt       = "An attic."
}

upscale hd { source = opening }

upscale larger {
  source = hd
  parts  = 2
}

shot after {
  model    = "pixverse-v5.6"
  duration = 5s
  start    = hd.last_frame
  prompt   = "The attic at night."
}
"""


def test_a_clip_that_is_to_be_cut_is_cut_once_it_is_there(desk):
    desk.write("film.vg", SHOT)
    said = run(desk)
    assert said.code == 1
    assert (
        "larger: not bought. hd is there now, and is to be cut into parts. Run again: the plan then has them.\n"
        in said.out
    )
    assert desk.purchases() == {"opening": 1, "hd": 1, "after": 1}
    assert run(desk).code == 0
    assert run(desk).code == 0
    assert desk.purchases() == {"opening": 1, "hd": 1, "after": 1, "larger/1": 1, "larger/2": 1}
    opening, larger = desk.folder / "out/animatic/opening.mp4", desk.folder / "out/animatic/larger.mp4"
    assert len(times(larger)) == len(times(opening))
    assert sound(larger) == sound(opening)


def test_a_clip_that_became_too_large_is_not_sent_and_cut_in_the_next_run(desk, monkeypatch):
    desk.write("film.vg", SHOT.replace("  parts  = 2\n", ""))
    run(desk, "--only", "hd")
    made = next(desk.folder.glob("out/animatic/hd.mp4"))
    weights = weight(made)
    for folder in (".vgdsl", "out"):
        shutil.rmtree(desk.folder / folder)
    for place in ("vgdsl.program.splitting", "vgdsl.run.inputs", "vgdsl.production"):
        monkeypatch.setattr(f"{place}.WHOLE", weights * 9 // 10)
    monkeypatch.setattr("vgdsl.program.splitting.PART", weights * 4 // 5)
    said = run(desk)
    assert said.code == 1
    assert (
        "more than one request holds, so nothing was sent. Run again: it is then cut into parts." in said.out
    )
    assert desk.purchases() == {"opening": 1, "hd": 1, "after": 1}
    assert run(desk).code == 0
    assert desk.purchases() == {"opening": 1, "hd": 1, "after": 1, "larger/1": 1, "larger/2": 1}
    assert sound(desk.folder / "out/animatic/larger.mp4") == sound(desk.folder / "out/animatic/opening.mp4")


def test_parts_are_recorded_verified_shared_and_found_again_on_another_machine(attic, service):
    said = attic("run", "film.vg", "--yes")
    assert said.code == 0, said.out + said.err
    record = (attic.folder / "film.lock").read_text()
    assert all(f'"hd/{part}".1.' in record for part in (1, 2, 3))
    assert attic("verify", "film.vg").out.startswith("film.vg: 3 clips, ")
    assert attic("push", "--to", "../shared").code == 0
    for folder in (".vgdsl", "out"):
        shutil.rmtree(attic.folder / folder)
    assert (
        "bought already, but not here: hd/1, hd/2, hd/3; bring with: vgdsl pull film.vg"
        in attic("plan", "film.vg").out
    )
    assert attic("pull", "film.vg", "--from", "../shared").code == 0
    said = attic("run", "film.vg")
    assert said.code == 0, said.out + said.err
    assert "nothing to make: 3 clips there already" in said.out
    assert numbers(attic.folder / "out/attic.mp4") == list(range(72))
    assert service() == ["topaz-video-upscale"] * 3


def test_a_part_whose_order_was_lost_is_settled_like_any_other(attic, serving, tmp_path):
    attic.write("faults.toml", '[[fault]]\nkind = "reset-after"\ncall = "queue"\nat = 2\n')
    with serving(attic, tmp_path / "account", "--faults", "faults.toml") as address:
        attic.environment |= {"VENICE_BASE_URL": address, "VENICE_API_KEY": "key-of-the-tests-0123456789"}
        assert attic("run", "film.vg", "--yes").code == 4
        (name,) = attic("settle", "film.vg", "--json").json["orders"]
        assert name in PARTS
        assert attic("settle", "film.vg", name, "--resubmit").code == 0
        assert attic("run", "film.vg", "--yes").code == 0
    assert numbers(attic.folder / "out/hd.mp4") == list(range(72))
    charged = [each.kind for each in read_bookings(tmp_path / "account" / "ledger.jsonl")]
    assert charged.count("charge") == 4
