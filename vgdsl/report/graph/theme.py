"""How the drawing looks: colours by day and by night, letters, and how much text fits where. Knows no film and no places.

Fonts are whatever the reader's machine has, so widths are estimated on the wide side; CSS variables are not used, because
several programs that show SVG files know none.
"""

import unicodedata
from xml.sax.saxutils import escape, quoteattr

CSS = """
text { font-family: Inter, 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif; }
.sheet { fill: #f7f4ef; }
.card { fill: #ffffff; stroke: #ddd5ca; stroke-width: 1.2; }
.back { fill: #f1ece4; stroke: #ddd5ca; stroke-width: 1.2; }
.title { font-size: 22px; font-weight: 700; fill: #26221e; }
.name { font-size: 15px; font-weight: 650; fill: #26221e; }
.model, .count { font-size: 11px; fill: #6e655c; }
.measures { font-size: 11px; font-weight: 600; fill: #4a433c; }
.words { font-size: 11px; font-style: italic; fill: #857b71; }
.scene { font-size: 9px; font-weight: 700; letter-spacing: 1px; fill: #a59a8d; }
.label { font-size: 10px; fill: #6e655c; }
.tag { fill: #f7f4ef; }
.line { fill: none; stroke: #b3a698; stroke-width: 1.6; }
.tip { fill: #b3a698; }
.order { stroke-dasharray: 2 5; stroke-linecap: round; }
.shot { fill: #c8613a; }
.transition { fill: #4f7cac; }
.upscale { fill: #5c8d5a; }
.glass { fill: #f3e3da; stroke: #c8613a; stroke-width: 1.4; }
.mist { fill: #dfe8f2; stroke: #4f7cac; stroke-width: 1.4; fill-opacity: .75; }
.grow { fill: none; stroke: #5c8d5a; stroke-width: 1.6; }
.chip { fill: #efe8de; }
.make { fill: #f6dccf; }
.reuse { fill: #deebdb; }
.hold { fill: #dde6f0; }
.share { fill: #e8dff0; }
.chiptext { font-size: 10px; font-weight: 650; fill: #3c352f; }
.film { fill: #2a2622; }
.hole { fill: #f7f4ef; }
.still { fill: #49423b; }
.fade { fill: #8e5a45; }
.caption { font-size: 11px; font-weight: 600; fill: #f4eee6; }
.time { font-size: 10px; fill: #c9beb1; }
@media (prefers-color-scheme: dark) {
  .sheet, .tag { fill: #171513; }
  .card { fill: #23201d; stroke: #3d3833; }
  .back { fill: #1d1a18; stroke: #3d3833; }
  .title, .name { fill: #f3ede5; }
  .model, .count, .label { fill: #a89e93; }
  .measures { fill: #d3c9bd; }
  .words { fill: #93897e; }
  .scene { fill: #7b7268; }
  .line { stroke: #6b6258; }
  .tip { fill: #6b6258; }
  .glass { fill: #3a2820; }
  .mist { fill: #222e3b; }
  .chip { fill: #35302b; }
  .make { fill: #54301f; }
  .reuse { fill: #29402a; }
  .hold { fill: #26384b; }
  .share { fill: #3c3049; }
  .chiptext { fill: #f3ede5; }
  .film { fill: #0c0b0a; }
  .hole { fill: #3a3530; }
  .still { fill: #2e2925; }
}
"""

_NARROW = 0.36
_LETTER = 0.6
_CAPITAL = 0.72
_WIDE = 1.05


_SIZES = {
    **dict.fromkeys(("model", "count", "measures", "words", "caption"), 11.0),
    **dict.fromkeys(("scene", "label", "chiptext", "time"), 10.0),
    "title": 22.0,
    "name": 15.0,
}
_BOLD = frozenset({"title", "name", "measures", "scene", "chiptext", "caption"})
_BOLDER = 1.13  # how much wider bold letters are


def text(
    x: float, y: float, words: str, css: str, *, room: float | None = None, anchor: str = "start"
) -> str:
    """A line of text, cut with an ellipsis where it would not fit; the whole of it then shows on hovering."""
    shown = words if room is None else fitted(words, css, room)
    hover = f"<title>{clean(words)}</title>" if shown != words else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}" class="{css}"{side}>{clean(shown)}{hover}</text>'


def width(words: str, css: str) -> float:
    """About how wide a text of a class is, in pixels."""
    return _SIZES[css] * (_BOLDER if css in _BOLD else 1.0) * sum(map(_em, words))


def fitted(words: str, css: str, room: float) -> str:
    """As much of a text as fits."""
    if width(words, css) <= room:
        return words
    left, shown = room - width("…", css), ""
    for letter in words:
        left -= width(letter, css)
        if left < 0:
            break
        shown += letter
    return shown.rstrip() + "…"


def clean(words: str) -> str:
    """Text that XML takes: marks escaped, characters that it forbids left out."""
    return escape("".join(letter for letter in words if letter.isprintable()))


def attribute(words: str) -> str:
    """The same as an attribute's value, with its quotes."""
    return quoteattr("".join(letter for letter in words if letter.isprintable()))


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    if letter in " .,:;!'|ijltfI[]()…":
        return _NARROW
    return _CAPITAL if letter.isupper() or letter in "mwMW@%" else _LETTER
