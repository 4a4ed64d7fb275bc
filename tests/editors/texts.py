"""Scene files to hold highlighters against: all that the project has, and what people have on the screen while they type."""

import re
from pathlib import Path

from vgdsl.check.attributes import ARGUMENTS
from vgdsl.check.declarations import VALUES, Kind
from vgdsl.source import Source
from vgdsl.syntax.parser import parse

ROOT = Path(__file__).parents[2]

FENCE = re.compile(r"^```vg(?: wrong| right)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
MARK = re.compile(r"^#\s*\^.*\n", re.MULTILINE)
"""Where a scene of tests/mistakes says which mistake stands in the line above."""
PAGES = ("README.md", "grammar/README.md", "tests/plan/guides.md", "vgdsl/report/pages/*.md")


def _written() -> dict[str, str]:
    """Every scene file, and every one in a page, by where it stands."""
    files = [*ROOT.glob("examples/**/*.vg"), *ROOT.glob("tests/**/*.vg")]
    found = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(files)}
    for page in sorted(page for pages in PAGES for page in ROOT.glob(pages)):
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            found[f"{page.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"] = match[1]
    return found


def _mistaken() -> dict[str, str]:
    """The broken texts of the parser's own tests, and those of tests/mistakes."""
    files = [ROOT / "tests/syntax/mistakes.txt", *sorted(ROOT.glob("tests/mistakes/scenes/*.txt"))]
    whole = "\n".join(MARK.sub("", path.read_text(encoding="utf-8")) for path in files)
    cases = whole.split("=== ")[1:]
    return {title: text for title, _, text in (case.partition("\n---")[0].partition("\n") for case in cases)}


ODD = {
    "every word of the language": "".join(
        [
            *(f"{kind} x {{}}\n" for kind in Kind if kind not in {"import", *VALUES}),
            *(f"{kind} x = {call}()\n" for kind in VALUES for call in ARGUMENTS if call != "frame"),
            "let x = y.frame(1s)\nlet x = [y.first_frame, y.last_frame, true, false, auto]\n",
            "shot x { options { seed = 1 } }\n",
        ]
    ),
    "words of the language as names": 'shot import { start = as.last_frame }\nlet as = "x"\nlet in = 5s\nshot cut { after = [in, as, let] }\n',
    "names in other scripts": 'shot città { prompt = "@東京 in the rain" }\nshot हिन्दी { start = città.last_frame }\nelement 東京 { description = "a city" }\n',
    "all on one line": 'film f { title = "x" model = "wan-2-7" } let a = 5s shot b { duration = a takes = 2 } cut c { sequence = [b] }\n',
    "numbers": "let all = [5, -30, 1.5s, .5, 16:9, 720p, 4k, 2K, 2x, 24fps, 23.976fps, $4.50, 500ms, 2m, 5sec, 50%, +3]\n",
    "a for-each of nested lists": 'let cities = ["Rome"]\nshot postcard[ city in [cities, "Oslo"] ] { prompt = "{{ city }}" }\nlet one = postcard["Rome"].first_frame\n',
    "calls in calls": 'let bed = music(audio("a.mp3"), fade_in = 1s, gain = -6)\nlet still = video("plate.mp4").frame(2.5s)\nlet way = [move(0, 90, elevation = -10, distance = 1)]\nlet r = record(a = 1, b = [true, auto, false])\n',
    "imports": 'import "a.vg"  # one\nimport "b.vg" as b\nimport "c.vg" as  cast\nlet x = b.light\n',
    "comments that hold other things": '# film { "unclosed {{ x }} """\nshot a { # "x"\n  prompt = "a # b" # c "d"\n}\n',
    "escapes": 'let a = "\\"q\\" \\\\ \\n \\t \\r \\u00e9 \\u{1F39E} end\\\\"\nlet b = ""\nlet c = """\n  a \\""" b ""  "\n"""\n',
    "a for-each after a block text": 'shot a {\n  prompt = """\n    Fog.\n  """\n}\nshot b[city in ["Rome", "Oslo"]] {\n  prompt = "{{ city }}"\n}\n',
    "mentions": 'let a = "@marco and @cast.nina. me@home @@ @marco, (@b)"\nlet b = """\n  @marco\n  @@x\n"""\n',
    "templates": """let a = "{{ light }} {{light|upper}} {{ film.title }} {{ crew | join(', ') }} {{ a ~ 'b' }} {{ x[0] }} {{ 1 + 2.5 }}"
let b = "{% if crew | length > 2 %}in two rows{% elif not a is defined %}x{% else %}y{% endif %}."
let c = "{% for c in crew %}{{ loop.index }}: {{ c }}{% endfor %}{# a comment #}"
let d = "{%- set n = 3 -%}{{- n -}} {{ '}}' }} {{ {'a': {'b': 1}}['a'] }} {{ range(3) | list }}"
let e = "{{ \\"quoted\\" | upper }} and {{ none if x is not none else true }}"
let f = \"\"\"
  {{ "plain" | replace("a", 'b') }} @marco {% for x in [1, 2] if x > 1 %}
    {{ x }}
  {% endfor %}
  {{ light
     | upper }} and {# a comment
  over lines #} more
\"\"\"
let g = "{% raw %}{{ not one }}{% endraw %} {{ yes }}"
""",
    "carriage returns": 'shot a {\r\n  prompt = """\r\n    Fog. @marco {{ x }}\r\n  """\r\n  # done\r\n}\r\n',
}
"""What no example has."""

HALF = [
    'prompt = "Fog', 'prompt = "Fog \\', 'prompt = "{{ light', 'prompt = "{{ light | join(\', ', 'prompt = "{% if x', 'prompt = "{# a',
    "start = clip(a, in = ", "use = [noir", "shot x[", "shot x[city in", "shot x {", "}", ")", "]", "// it's \"so", "title = 'it",
    'x = image("a.png', 'import "cast', "import", "let", "prompt = «Fog", "@", "5s:", "{{ x", "{% if", "{#",
]  # fmt: skip
"""What stands in a line while somebody types, or thinks of another language."""

_ALL = {**_written(), **_mistaken(), **ODD}
BROKEN = {name: text for name, text in _ALL.items() if parse(Source("film.vg", text)).diagnostics}
RIGHT = {name: text for name, text in _ALL.items() if name not in BROKEN}
