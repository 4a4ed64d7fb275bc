"""Two encoders' set-ups announced in one track keep their own parameter sets."""

from av.codec.context import CodecContext, Flags

from vgdsl.media.avc import free_number, joined, plays_everywhere


def set_up(profile: str, number: int) -> bytes:
    codec = CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = 64, 36, "yuv420p10le" if profile == "high10" else "yuv420p"
    codec.framerate, codec.flags = 24, codec.flags | Flags.global_header
    codec.options = {"profile": profile, "x264-params": f"annexb=0:sps-id={number}"}
    codec.open()
    return codec.extradata


def test_both_sets_are_announced_with_the_higher_claim():
    main, high = set_up("main", 0), set_up("high", 1)
    both = joined(main, high)
    assert both[5] & 0x1F == 2
    assert both[1] == 100
    assert both[3] == max(main[3], high[3])
    for source in (main, high):
        length = int.from_bytes(source[6:8], "big")
        assert source[8 : 8 + length] in both
    assert both.endswith(b"\xfd\xf8\xf8\x00")


def test_what_every_player_reads():
    assert plays_everywhere(set_up("baseline", 0))
    assert plays_everywhere(set_up("high", 0))
    assert not plays_everywhere(set_up("high10", 0))
    assert not plays_everywhere(b"")
    assert not plays_everywhere(b"\x00\x00\x00\x01\x67\x64\x00\x1f")


def test_the_next_free_number():
    both = joined(set_up("main", 0), set_up("high", 1))
    assert [free_number(b""), free_number(set_up("high", 0)), free_number(both)] == [0, 1, 2]
    assert free_number(set_up("high", 5)) == 0
    assert free_number(joined(both, set_up("high", 2))) == 3
