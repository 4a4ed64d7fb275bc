"""The film that goes to any model: one word of it is another, and each model gets requests of its own kind.

any_model.md beside this file has, for each family, the plan and every request, as `vgdsl plan --requests` shows them.

    python tests/examples/test_any_model.py      writes it anew, to be read before it is committed
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema_rs
import pytest

from vgdsl.check.passes import check
from vgdsl.cli.plan import _shown
from vgdsl.diagnostics import Severity
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.project import Project
from vgdsl.providers.simulator.judging.rules import queue_issues
from vgdsl.report.messages import draw

ROOT = Path(__file__).parents[2]
FILM = ROOT / "examples" / "6-tea-house"
TABLE = Path(__file__).with_name("any_model.md")
SHARED = ROOT.parent / "shared" / "venice"
LINE = 'model        = "kling-o3-pro"'

FAMILIES = (
    "kling-o3-pro",
    "seedance-2-0",
    "seedance-2-5",
    "wan-2-7",
    "wan-3-0",
    "grok-imagine",
    "minimax-h3",
    "pixverse-c1",
    "happyhorse-1-1",
    "kling-2.6-pro",
)

_ENTRY = re.compile(r"^## `([^`]+)`$\n+```text\n(.*?)```\n+```json\n(.*?)```", re.MULTILINE | re.DOTALL)
ENTRIES = {family: (plan, requests) for family, plan, requests in _ENTRY.findall(TABLE.read_text())}
every_family = pytest.mark.parametrize("family", FAMILIES)


@pytest.fixture
def tea(desk):
    """A folder with the film and its cast; `on` rewrites the one line."""
    shutil.copytree(FILM, desk.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", ".vgdsl"))

    def on(family: str) -> None:
        text = (FILM / "any-model.vg").read_text(encoding="utf-8")
        assert text.count(LINE) == 1
        desk.write("any-model.vg", text.replace(LINE, LINE.replace("kling-o3-pro", family)))

    desk.on = on
    return desk


def in_brief(requests: dict[str, dict[str, object]]) -> str:
    """A field a line, without the media's sizes, which are not of interest here."""
    shots = [
        f"{json.dumps(shot)}: {{\n"
        + ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in body.items())
        + "\n}"
        for shot, body in requests.items()
    ]
    return re.sub(r", \d+ bytes>", ">", ",\n".join(shots)) + "\n"


@every_family
def test_each_plan_is_as_the_table_shows_it(family, tea):
    tea.on(family)
    checked = tea("check", "any-model.vg")
    assert (checked.code, checked.err) == (0, "")
    plan, requests = ENTRIES[family]
    assert tea("plan", "any-model.vg").out == plan
    assert in_brief(tea("plan", "any-model.vg", "--requests", "--json").json["requests"]) == requests


@every_family
def test_each_request_is_one_that_the_service_takes(family):
    bodies = {shot: addressed(body) for shot, body in json.loads(f"{{{ENTRIES[family][1]}}}").items()}
    for body in bodies.values():
        assert queue_issues(load().get(body["model"]), body) == []
    if (SHARED / "openapi.json").exists():
        known = json.loads((SHARED / "openapi.json").read_text())["components"]["schemas"]
        published = jsonschema_rs.Draft202012Validator(known["QueueVideoRequest"])
        assert [error.message for body in bodies.values() for error in published.iter_errors(body)] == []


def addressed(value: object) -> object:
    return json.loads(re.sub(r'"data:[^"]*"', '"https://example.com/media"', json.dumps(value)))


@pytest.mark.parametrize(
    "extra", ["", "  start  = rain.last_frame\n", "  audio  = true\n"], ids=["as it is", "a frame", "sound"]
)
def test_every_family_there_is_makes_it_or_says_why_not(extra, tea):
    """No family raises anything; what the checker lets pass the service takes; what it refuses has a way out."""
    catalog, project = load(), Project(tea.folder)
    made = 0
    for family in catalog.families():
        tea.on(family)
        tea.edit("any-model.vg", "shot guest {\n", f"shot guest {{\n{extra}")
        found = check("any-model.vg", project, catalog)
        wrong = [one for one in found.diagnostics if one.severity is Severity.ERROR]
        assert (found.program is None) is bool(wrong), family
        assert all("\nhelp: " in draw(one) for one in wrong), family
        for job in () if found.program is None else lower(found.program, catalog).jobs:
            made += 1
            body = addressed(_shown(job.body))
            assert queue_issues(catalog.get(job.model), body) == [], (family, job.id)
    assert made > 100


def test_the_readme_shows_what_becomes_of_one_shot():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("### One scene, any model")[2]
    rows = re.findall(r"^\| (`.*`) \| `(.*)` \| (.*) \|$", readme.partition("\n## ")[0], re.MULTILINE)
    shown = {family: row[1:] for row in rows for family in re.findall(r"`([^`]+)`", row[0])}
    assert set(shown) == set(FAMILIES)
    for family, (prompt, along) in shown.items():
        body = json.loads(f"{{{ENTRIES[family][1]}}}")["fire"]
        assert body["prompt"].startswith(prompt)
        carried = {name for name in body if "element" in name or name.endswith(("_urls", "_references"))}
        assert {
            name for name in re.findall(r"`([^`]+)`", along) if "_" in name or name == "elements"
        } == carried


def test_it_is_made_on_the_simulator(tea):
    """On the family whose requests are least like the others'."""
    tea.on("pixverse-c1")
    done = tea("run", "any-model.vg", "--simulate")
    assert done.code == 0, done.out + done.err
    assert set(tea.purchases()) == {"rain", "door", "fire", "guest", "cup"}


UNDESCRIBED = ("cast.vg", '  description = "a black cast-iron kettle with a dragonfly on its lid"\n', "")
STARTED = ("any-model.vg", "shot cup {\n", "shot cup {\n  start  = guest.last_frame\n")

REFUSED = {
    "no variant works from words": ("ovi", (), """\
error[VG316]: no variant of ovi takes words alone
  --> any-model.vg:10:18
   |
10 |   model        = "ovi"
   |                  ^^^^^ this family (as known on 2026-09-30)
.. |
15 | shot rain {
   |      ---- used here
   |
help: these do: flux-3, gemini-omni-flash, gemini-omni-flash-1-1, grok-imagine, grok-imagine-1-5
"""),
    "another length": ("veo3.1-fast", (), """\
error[VG412]: veo3.1-fast makes clips of 4s, 6s or 8s, not 5s
  --> any-model.vg:12:18
   |
10 |   model        = "veo3.1-fast"
   |                  ------------- this model (as known on 2026-09-30)
.. |
12 |   duration     = 5s
   |                  ^^ not one of them
.. |
15 | shot rain {
   |      ---- used here
   |
help: write `duration = 4s`, or take a model that makes 5s: grok-imagine, happyhorse-1-0, kling-2.5-turbo-pro
"""),
    "an upscaler": ("topaz-video-precision", (), """\
error[VG404]: topaz-video-precision enlarges or mends clips; it makes none
  --> any-model.vg:10:18
   |
10 |   model        = "topaz-video-precision"
   |                  ^^^^^^^^^^^^^^^^^^^^^^^ no model for a shot
.. |
15 | shot rain {
   |      ---- used here
   |
help: take a model that makes clips: flux-3, gemini-omni-flash, grok-imagine
help: to enlarge a clip, write an `upscale` with this model
"""),
    "no pictures, and no words for one of them": ("kling-2.6-pro", (UNDESCRIBED,), """\
error[VG316]: no variant of kling-2.6-pro takes references
  --> any-model.vg:10:18
   |
10 |   model        = "kling-2.6-pro"
   |                  ^^^^^^^^^^^^^^^ this family (as known on 2026-09-30)
.. |
24 | shot fire {
   |      ---- used here
   |
help: write a `description` for kettle: then words stand there
help: these do: gemini-omni-flash, gemini-omni-flash-1-1, grok-imagine, grok-imagine-1-5, grok-imagine-private
"""),
    "a frame or pictures, not both": ("minimax-h3", (UNDESCRIBED, STARTED), """\
error[VG316]: no variant of minimax-h3 takes references together with a start frame
  --> any-model.vg:10:18
   |
10 |   model        = "minimax-h3"
   |                  ^^^^^^^^^^^^ this family (as known on 2026-09-30)
.. |
32 | shot cup {
   |      --- used here
   |
help: write a `description` for kettle: then words stand there
help: these do: kling-o3-4k, kling-o3-pro, kling-o3-standard, kling-v3-4k
"""),
}  # fmt: skip


@pytest.mark.parametrize(("family", "edits", "message"), REFUSED.values(), ids=REFUSED)
def test_a_family_that_cannot_carry_it_says_what_it_lacks_and_who_has_it(family, edits, message, tea):
    tea.on(family)
    for file, old, new in edits:
        tea.edit(file, old, new)
    said = tea("check", "any-model.vg")
    assert said.code == 1
    assert re.split(r"\n(?=warning|error|any-model)", said.out + said.err)[0].rstrip() == message.rstrip()


def test_a_frame_beside_names_leaves_them_to_words_and_the_plan_says_so(tea):
    tea.on("minimax-h3")
    tea.edit(*STARTED)
    plan = tea("plan", "any-model.vg").out
    for name in ("hana", "kettle"):
        assert f"  note: @{name} is sent in words only, the model takes no references: cup\n" in plan


def renewed(folder: Path) -> str:
    """The table with the plans and requests as they are now."""
    shutil.copytree(FILM, folder, dirs_exist_ok=True)
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("VENICE_")}

    def said(*words: str) -> str:
        line = [sys.executable, "-m", "vgdsl", "plan", "any-model.vg", *words]
        return subprocess.run(
            line,
            cwd=folder,
            env={**surroundings, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    text = TABLE.read_text(encoding="utf-8").partition("\n## ")[0]
    for family in FAMILIES:
        film = (FILM / "any-model.vg").read_text(encoding="utf-8")
        (folder / "any-model.vg").write_text(film.replace(LINE, LINE.replace("kling-o3-pro", family)))
        requests = in_brief(json.loads(said("--requests", "--json"))["requests"])
        text += f"\n## `{family}`\n\n```text\n{said()}```\n\n```json\n{requests}```\n"
    return text


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        TABLE.write_text(renewed(Path(made)), encoding="utf-8")
