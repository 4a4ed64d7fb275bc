"""What a file and a project declare."""

from vgdsl.ide.symbols import document_symbols, workspace_symbols

FILM = '''
import "cast.vg" as cast
import "sets.vg"
film lagoon { title = "The Lagoon" model = "wan-2-7" resolution = 720p aspect_ratio = 16:9 duration = 5s }
param light = "golden   hour"
let cities = ["Venice", "Rome"]
element marco { description = """
  An old gondolier in a red scarf, who has seen all there is to see in the world.
""" }
scene harbor {
  budget = $6.00
  shot opening { prompt = "Fog." options { seed = 7 } }
  shot boarding { start = opening.last_frame prompt = "Closer." duration = 8s }
}
shot postcard[city in cities] { prompt = "{{ city }}" }
upscale hd { source = opening factor = 2x }
profile draft { duration = 2s }
cut main { sequence = [opening] output = "lagoon.mp4" }
'''


def lines(symbols, indent=""):
    for one in symbols:
        yield f"{indent}{one.kind or '?'} {one.name}: {one.detail}".rstrip(": ")
        yield from lines(one.inside, f"{indent}  ")


def test_a_tree_that_says_what_one_wants_to_know(marked):
    there = marked(FILM, {"cast.vg": "", "sets.vg": "let x = 1"})
    assert list(lines(document_symbols(there.view))) == [
        "import cast: cast.vg",
        "import sets.vg",
        "film lagoon: The Lagoon",
        'param light: "golden hour"',
        'let cities: ["Venice", "Rome"]',
        "element marco: An old gondolier in a red scarf, who has seen all there is …",
        "scene harbor: 2 shots",
        "  shot opening: 5s · wan-2-7-text-to-video",
        "  shot boarding: 8s · wan-2-7-image-to-video",
        "shot postcard[city]: 2 shots · 5s · wan-2-7-text-to-video",
        "upscale hd: 2x of opening · topaz-video-upscale",
        "profile draft",
        "cut main: lagoon.mp4",
    ]


def test_each_has_all_of_it_and_its_name(marked, shown):
    there = marked('shot ‹opening› { prompt = "x" }  scene ‹s› { shot ‹t› { prompt = "y" } }')
    first, scene = document_symbols(there.view)
    found = (first, scene, *scene.inside)
    assert [shown(one.selection) for one in found] == there.shown
    assert [one.whole.text for one in found] == [
        'shot opening { prompt = "x" }',
        'scene s { shot t { prompt = "y" } }',
        'shot t { prompt = "y" }',
    ]


def test_a_broken_file(marked):
    there = marked('shto a { duration = }\nshot { }\nlight b { }\nshot a { prompt = "x\nscene c { shot d {\n')
    assert list(lines(document_symbols(there.view))) == [
        "shot a",
        "? shot",
        "? b",
        "shot a",
        "scene c: 1 shot",
        "  shot d",
    ]


def test_the_whole_project(marked):
    there = marked(
        'import "cast.vg" as c scene s { shot harbor { prompt = "x" } } shot ahoy { prompt = "x" }',
        {
            "cast.vg": "element Barbara { } let harbour_light = 5s",
            "other.vg": 'import "cast.vg" shot bar { }',
        },
    )
    views = [there.view, there.film("other.vg")]
    found = workspace_symbols(views, "Ba")
    assert [(one.name, one.kind, one.container, one.spot.file) for one in found] == [
        ("bar", "shot", "", "other.vg"),
        ("Barbara", "element", "", "cast.vg"),
    ]
    found = workspace_symbols(views, "ho")
    assert [(one.name, one.kind, one.container, one.spot.file) for one in found] == [
        ("ahoy", "shot", "", "film.vg"),
        ("harbor", "shot", "s", "film.vg"),
        ("harbour_light", "let", "", "cast.vg"),
    ]
    assert [one.name for one in workspace_symbols(views, "hl")] == ["harbour_light"]
    assert len(workspace_symbols(views, "")) == 6
    assert workspace_symbols(views, "xyz") == ()
