"""Ordinary pictures and HDR ones: which a clip has, and how one becomes the other. Knows the numbers of ISO/IEC 23091-2;
knows no file and no encoder.

HDR is told by its transfer: pictures of more than the usual brightness are stored by other curves, in wider colours, and look
grey and dim where they are taken for ordinary ones. The library's scaler converts both ways, brightness included.
"""

Colour = tuple[int, int, int, int]
"""Numbers of primaries, transfer, matrix and range."""

USUAL: Colour = (1, 1, 1, 1)
"""BT.709, as nearly every clip is meant."""

HDR10: Colour = (9, 16, 9, 1)
"""BT.2020 with the PQ curve (SMPTE ST 2084)."""

_UNSAID = 2
_PQ, _HLG = 16, 18
_CURVES = {_PQ: "smpte2084", _HLG: "arib-std-b67"}
_MATRICES = {1: "bt709", 4: "fcc", 5: "bt470", 6: "smpte170m", 7: "smpte240m", 9: "bt2020nc"}
_ORDINARY = "primaries=bt709:{0}_transfer=bt709:{0}_color_matrix=bt709"
_WIDE = "primaries=bt2020:{0}_transfer={1}:{0}_color_matrix=bt2020nc"


def is_hdr(colour: Colour) -> bool:
    """Whether pictures of these numbers are HDR."""
    return colour[1] in _CURVES


def says_something(colour: Colour) -> bool:
    """Whether the numbers mean anything: a file's header may leave it to the pictures to say."""
    return colour[:3] != (_UNSAID, _UNSAID, _UNSAID)


def ordinary(colour: Colour) -> Colour:
    """The numbers that pictures have once they are no HDR any more."""
    return USUAL if is_hdr(colour) else colour


def to_ordinary(colour: Colour) -> str:
    """What the scaler is told of pictures of these numbers, so that ordinary ones come out, in the same meaning."""
    return f":{_wide('in', _CURVES[colour[1]])}:{_plain('out')}" if is_hdr(colour) else kept(colour)


def to_hdr(colour: Colour) -> str:
    """What the scaler is told of pictures of these numbers, so that HDR10 comes out."""
    return kept(colour) if is_hdr(colour) else f":{_plain('in')}:{_wide('out', _CURVES[_PQ])}"


def kept(colour: Colour) -> str:
    """What the scaler is told, so that the pictures mean the same when they have another size: by itself it forgets."""
    matrix = _MATRICES.get(colour[2])
    return f":in_color_matrix={matrix}:out_color_matrix={matrix}" if matrix else ""


def _plain(side: str) -> str:
    return f"{side}_{_ORDINARY.format(side)}"


def _wide(side: str, curve: str) -> str:
    return f"{side}_{_WIDE.format(side, curve)}"
