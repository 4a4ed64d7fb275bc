"""`vgdsl models --refresh`: what the provider's own list changes, and what that means for the films at hand."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from vgdsl.program.editions import bundled
from vgdsl.providers.simulator.listing import listing

FILM = """\
film lagoon {
  title        = "The Lagoon"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 15s
}

shot approach { prompt = "Low over a wide lagoon." }

shot island {
  start  = approach.last_frame
  prompt = "The camera rises over the reeds."
}

cut main {
  sequence = [approach, island]
  output   = "lagoon.mp4"
}
"""


@contextmanager
def _served(answer):
    """A provider that answers every GET with what `answer` gives: a status and bytes. Gives its address and what it saw."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers.get("Authorization")))
            status, body = answer()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v1", seen
        finally:
            server.shutdown()
            thread.join()


class Provider:
    """The list of a provider, which a test may change: `rows` by id."""

    def __init__(self):
        told = json.loads(json.dumps(listing(bundled())))
        self.rows = {row["id"]: row for row in told["data"]}
        self.raw = None
        self.status = 200

    def __call__(self):
        body = json.dumps({"data": list(self.rows.values()), "object": "list", "type": "video"})
        return self.status, body.encode() if self.raw is None else self.raw

    def constraints(self, model):
        return self.rows[model]["model_spec"]["constraints"]


@pytest.fixture
def provider(desk):
    made = Provider()
    with _served(made) as (address, made.seen):
        desk.environment["VENICE_BASE_URL"] = address
        made.address = address
        desk("models", "--refresh")  # what a list cannot leave open is no news to any test
        made.seen.clear()
        yield made


def test_what_changed_and_which_shot_it_breaks(desk, provider):
    desk.write("film.vg", FILM)
    provider.constraints("wan-2-7-image-to-video")["durations"] = ["5s", "10s", "20s"]
    provider.rows["sora-2-text-to-video"]["model_spec"]["deprecation"] = {
        "date": "2027-02-01T00:00:00Z",
        "removesAt": "2027-02-01T00:00:00Z",
        "replacementModelId": "wan-3-0-text-to-video",
    }
    del provider.rows["ovi-image-to-video"]
    provider.rows["wan-4-text-to-video"] = {
        "id": "wan-4-text-to-video",
        "type": "video",
        "model_spec": {"name": "Wan 4", "privacy": "private", "constraints": {"model_type": "text-to-video"}},
    }
    said = desk("models", "--refresh")
    assert said.code == 1
    date = desk("models", "--json").json["date"]
    assert (
        said.out
        == f"""\
{provider.address} lists 173 video models on {date}; known before as of {date}

  new             wan-4-text-to-video     text-to-video, family wan-4
  listed no more  ovi-image-to-video
  changed         sora-2-text-to-video    leaves on: 2027-02-01, was 2026-09-24; in its place: wan-3-0-text-to-video, was not known
  changed         wan-2-7-image-to-video  lengths + 20s - 15s

error[VG412]: wan-2-7-image-to-video makes clips of 5s, 10s or 20s, not 15s
  --> film.vg:6:18
   |
 3 |   model        = "wan-2-7"
   |                  --------- here wan-2-7-image-to-video (as known on {date})
.. |
 6 |   duration     = 15s
   |                  ^^^ not one of them
.. |
11 | shot island {{
   |      ------ used here
   |
help: write `duration = 10s`, or take a model that makes 15s: grok-imagine, happyhorse-1-0, kling-o3-4k

film.vg: 1 error that the new catalogue brings
"""
    )
    assert desk("check", "film.vg").code == 1
    again = desk("models", "--refresh")
    assert again.code == 0
    assert again.out.endswith("\n  nothing has changed\n\nthe one film here is no worse for it\n")


def test_a_way_back(desk, provider):
    desk.write("film.vg", FILM)
    provider.constraints("wan-2-7-image-to-video")["durations"] = ["5s"]
    assert desk("check", "film.vg").code == 0
    assert desk("models", "--refresh").code == 1
    assert desk("check", "film.vg").code == 1
    said = desk("models", "--forget")
    assert (
        said.out
        == "the refreshed catalogue is forgotten; the catalogue that comes with vgdsl holds, of 2026-09-30\n"
    )
    assert desk("check", "film.vg").code == 0
    assert desk("models", "--forget").out.startswith("nothing to forget:")
    assert desk("models", "--forget", "--json").json == {"forgotten": False, "date": "2026-09-30"}


def test_a_model_that_is_listed_no_more_is_warned_of(desk, provider):
    desk.write("film.vg", FILM)
    del provider.rows["wan-2-7-text-to-video"]
    said = desk("models", "--refresh", "film.vg")
    assert said.code == 1
    date = desk("models", "--json").json["date"]
    assert (
        f"warning[VG406]: the provider's list no longer names wan-2-7-text-to-video (as of {date})"
        in said.out
    )
    assert desk("check", "film.vg").code == 0
    page = desk("models", "wan-2-7-text-to-video").out
    assert f"no longer listed on {date}; it may work all the same" in page


def test_another_choice_of_a_familys_model_is_said(desk, provider):
    desk.write("film.vg", FILM.replace("wan-2-7", "kling-v3-4k").replace("15s", "5s"))
    row = json.loads(json.dumps(provider.rows["kling-o3-4k-image-to-video"]))
    provider.rows["kling-v3-4k-image-to-video"] = row | {"id": "kling-v3-4k-image-to-video"}
    said = desk("models", "--refresh")
    assert said.code == 0
    assert said.out.endswith(
        "film.vg: island is made by kling-v3-4k-image-to-video now, no longer by kling-v3-4k-reference-to-video: "
        "a request of its own, bought anew\n"
    )
    desk("models", "--forget")
    (film,) = desk("models", "--refresh", "--json").json["films"]
    assert film == {
        "file": "film.vg",
        "diagnostics": [],
        "moved": [
            {
                "node": "island",
                "before": "kling-v3-4k-reference-to-video",
                "after": "kling-v3-4k-image-to-video",
            }
        ],
    }


def test_a_kept_plan_knows_by_which_catalogue_it_was_made(desk, provider):
    desk.write("film.vg", FILM.replace("wan-2-7", "kling-v3-4k").replace("15s", "5s"))
    desk("plan", "film.vg", "--simulate", "-o", "film.plan")
    row = json.loads(json.dumps(provider.rows["kling-o3-4k-image-to-video"]))
    provider.rows["kling-v3-4k-image-to-video"] = row | {"id": "kling-v3-4k-image-to-video"}
    desk("models", "--refresh")
    said = desk("run", "film.plan")
    assert said.code == 1
    date = desk("models", "--json").json["date"]
    assert said.err.splitlines()[:3] == [
        "film.plan is out of date, and nothing was bought:",
        "  island: model changed (film.vg:3) since the plan was made",
        f"  the models are known as of {date} here; the plan was made by another catalogue, of {date}",
    ]


def test_all_films_of_the_project_are_looked_at_and_what_they_share_is_said_once(desk, provider):
    desk.write("vgdsl.toml", "")
    desk.write(
        "shots.vg",
        'shot reeds {\n  model = "wan-2-7"\n  aspect_ratio = 16:9\n  duration = 15s\n  prompt = "Reeds."\n}\n',
    )
    for name in ("a", "b"):
        desk.write(f"films/{name}.vg", f'import "../shots.vg"\nfilm {name} {{ title = "{name}" }}\n')
    desk.write("out/old.vg", "nonsense")
    provider.constraints("wan-2-7-text-to-video")["durations"] = ["5s"]
    said = desk("models", "--refresh", "--json").json
    assert [(film["file"], [each["code"] for each in film["diagnostics"]]) for film in said["films"]] == [
        ("films/a.vg", ["VG412"])
    ]


def test_profiles_are_looked_at_too(desk, provider):
    desk.write("film.vg", FILM + 'profile draft {\n  model = "veo3.1-fast"\n  duration = 4s\n}\n')
    provider.constraints("veo3.1-fast-image-to-video")["durations"] = ["8s"]
    said = desk("models", "--refresh")
    assert said.code == 1
    assert said.out.endswith("film.vg with --profile draft: 1 error that the new catalogue brings\n")


def test_a_key_is_shown_and_none_is_needed(desk, provider):
    desk("models", "--refresh")
    desk.environment["VENICE_API_KEY"] = "key-of-the-tests-0123456789"
    desk("models", "--refresh")
    assert provider.seen == [
        ("/api/v1/models?type=video", None),
        ("/api/v1/models?type=video", "Bearer key-of-the-tests-0123456789"),
    ]


@pytest.mark.parametrize(
    ("status", "raw", "why"),
    [
        (200, b"", "Venice's list of models cannot be read."),
        (200, b"<html>", "Venice's list of models cannot be read."),
        (200, b'{"data": {}}', "Venice's list of models cannot be read."),
        (200, b'{"data": []}', "The list of models names none that can be understood."),
        (200, b'{"data": [1, "x", null]}', "The list of models names none that can be understood."),
        (
            200,
            b'{"data": [{"id": "a\\u001b[2J b", "model_spec": {}}]}',
            "The list of models names none that can be understood (for one, a [2J b: Expected `str` matching regex",
        ),
        (200, b'{"data": ' + b"[" * 100_000, "Venice's list of models cannot be read."),
        (500, b'{"error": "An unknown error occurred"}', "An unknown error occurred"),
        (401, b'{"error": "Authentication failed"}', "Authentication failed"),
    ],
)
def test_an_answer_that_is_no_list_replaces_nothing(desk, provider, status, raw, why):
    before = desk("models", "--json").out
    provider.status, provider.raw = status, raw
    said = desk("models", "--refresh")
    assert said.code == 1
    assert why in said.err
    assert "stays as it is." in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    assert desk("models", "--json").out == before


def test_a_row_that_is_not_understood_is_named_and_stays_as_it_was(desk, provider):
    provider.constraints("wan-2-7-image-to-video")["durations"] = "all"
    said = desk("models", "--refresh")
    assert said.code == 0
    assert "not understood: wan-2-7-image-to-video: Expected `array | null`" in said.out
    assert desk("models", "wan-2-7-image-to-video", "--json").json["models"][0]["durations"] == [
        "5s",
        "10s",
        "15s",
    ]


def test_a_model_of_a_kind_that_nobody_knows_is_named_and_left_out(desk, provider):
    spec = {"name": "Acme Sing", "constraints": {"model_type": "audio-to-video"}}
    provider.rows["acme-sing"] = {"id": "acme-sing", "type": "video", "model_spec": spec}
    said = desk("models", "--refresh")
    assert said.code == 0
    assert "  not understood: acme-sing: nothing tells what it makes clips from\n" in said.out
    assert desk("models", "acme-sing").code == 1


def test_a_cache_that_cannot_be_written_to_is_told(desk, provider, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    desk.environment["VGDSL_CACHE"] = str(blocked)
    said = desk("models", "--refresh")
    assert said.code == 1
    assert said.err == (
        f"Error: {blocked}/vgdsl: Not a directory. Let VGDSL_CACHE name a folder that can be written to. "
        "The catalogue of 2026-09-30 stays as it is.\n"
    )


def test_what_is_no_film_is_wrong_usage(desk, provider):
    said = desk("models", "--refresh", "wan-2-7")
    assert said.code == 2
    assert "--refresh looks at films, and wan-2-7 is no file" in said.err
    assert provider.seen == []


def test_without_a_network_it_says_so(desk):
    desk.environment["VENICE_BASE_URL"] = "http://127.0.0.1:9/api/v1"
    said = desk("models", "--refresh")
    assert said.code == 1
    assert said.err == (
        "Error: No connection could be made. Check the network. The catalogue of 2026-09-30 stays as it is.\n"
    )
