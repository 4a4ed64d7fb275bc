"""Reads and joins H.264 decoder set-ups as MP4 stores them (ISO/IEC 14496-15). Knows no pictures and no files.

A track announces its parameter sets once, before the pictures, and each picture names the sets it needs by
number. So pictures of two encoders can live in one track, and play wherever MP4 plays, if both encoders' sets
are announced and their numbers differ. Clips in the wild use number 0; ours are encoded with the
next free one.
"""

from dataclasses import dataclass

_FIXED = 5
"""Bytes before the first count: version, profile, compatibility, level, length of a unit's prefix."""

_HIGH = 100
_FOUR_BYTES = 3
_EIGHT_BIT = b"\xfd\xf8\xf8\x00"
"""What the High profile says after its parameter sets: 4:2:0, 8 bits of light and colour, no more sets."""


@dataclass(frozen=True, slots=True)
class _SetUp:
    fixed: bytes
    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]


def joined(first: bytes, second: bytes) -> bytes:
    """A set-up that announces the parameter sets of both. The higher profile and level of the two are claimed."""
    a, b = _read(first), _read(second)
    profile, level = max(a.fixed[1], b.fixed[1]), max(a.fixed[3], b.fixed[3])
    fixed = bytes((a.fixed[0], profile, a.fixed[2] & b.fixed[2], level, a.fixed[4]))
    sequences, pictures = a.sequences + b.sequences, a.pictures + b.pictures
    return b"".join(
        (
            fixed,
            bytes((0xE0 | len(sequences),)),
            *map(_with_length, sequences),
            bytes((len(pictures),)),
            *map(_with_length, pictures),
            _EIGHT_BIT if profile == _HIGH else b"",
        )
    )


def free_number(set_up: bytes) -> int:
    """The lowest number that no parameter set of `set_up` has; 0 for none at all. Films of films use several."""
    if not set_up:
        return 0
    read = _read(set_up)
    taken = {_first_number(unit[4:]) for unit in read.sequences} | {
        _first_number(unit[1:]) for unit in read.pictures
    }
    return next(number for number in range(len(taken) + 1) if number not in taken)


def plays_everywhere(set_up: bytes) -> bool:
    """Whether pictures are 8-bit 4:2:0, as in all profiles up to High, with the usual four-byte unit lengths."""
    return len(set_up) > _FIXED and set_up[0] == 1 and set_up[1] <= _HIGH and set_up[4] & 3 == _FOUR_BYTES


def _read(set_up: bytes) -> _SetUp:
    sequences, position = _read_units(set_up, _FIXED, 0x1F)
    pictures, _ = _read_units(set_up, position, 0xFF)
    return _SetUp(set_up[:_FIXED], sequences, pictures)


def _read_units(data: bytes, position: int, count_mask: int) -> tuple[tuple[bytes, ...], int]:
    units = []
    count = data[position] & count_mask
    position += 1
    for _ in range(count):
        start = position + 2
        position = start + int.from_bytes(data[position:start], "big")
        units.append(data[start:position])
    return tuple(units), position


def _first_number(data: bytes) -> int:
    """The Exp-Golomb number at the start: as many zeros, then as many more bits after the one."""
    bits = "".join(f"{byte:08b}" for byte in data[:8])
    zeros = len(bits) - len(bits.lstrip("0"))
    return int(bits[zeros : 2 * zeros + 1], 2) - 1


def _with_length(unit: bytes) -> bytes:
    return len(unit).to_bytes(2, "big") + unit
