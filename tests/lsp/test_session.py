"""A whole sitting with the server in a process of its own, from the greeting to the farewell."""

FILM = """\
film lagoon {
  title        = "The Lagoon"
  model        = "wan-2-7"
  aspect_ratio = 16:9
  resolution   = 720p
  duration     = 5s
}

shot approach {
  prompt = "Low over a wide lagoon."
}

cut main {
  sequence = [approach]
  output   = "lagoon.mp4"
}
"""

TOO_LONG = (
    "6:18-21 error[VG412]: wan-2-7-text-to-video makes clips of 5s, 10s or 15s, not 20s\n"
    "help: write `duration = 15s`, or take a model that makes 20s: longcat, ltx-2-5-fast, seedance-2-5"
)


def test_a_sitting_from_the_greeting_to_the_farewell(program):
    capabilities = program.initialize()
    assert capabilities["positionEncoding"] == "utf-16"
    assert capabilities["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
    assert program.open("film.vg", FILM) == []
    assert program.type("film.vg", "duration     = 5s", "duratoin     = 20s") == [
        "6:3-11 error[VG221]: a film has no `duratoin`\nhelp: write `duration`",
    ]
    [fix] = program.request("textDocument/codeAction", **program.range("film.vg", "duratoin"))
    assert (fix["title"], fix["kind"], fix["isPreferred"]) == (
        "Change `duratoin` to `duration`",
        "quickfix",
        True,
    )
    changed = program.applied(fix["edit"])
    assert changed == {"film.vg": FILM.replace("5s", "20s")}
    assert program.type("film.vg", "duratoin", "duration") == [TOO_LONG]
    program.request("shutdown")
    program.notify("exit")
    assert program.process.wait(30) == 0
