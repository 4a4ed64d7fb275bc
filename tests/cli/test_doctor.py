"""`vgdsl doctor`: every line says how something stands and what to do, whatever is wrong."""

import json
import os
import re
import socket
import time

import msgspec

from vgdsl.run.lock import Holder


def topics(said) -> dict[str, str]:
    """The worst state of each topic."""
    order = ("ok", "note", "problem")
    found: dict[str, str] = {}
    for line in said.json["lines"]:
        found[line["topic"]] = max(line["state"], found.get(line["topic"], "ok"), key=order.index)
    return found


def test_offline_in_an_empty_folder(desk):
    said = desk("doctor", "--offline")
    assert said.code == 0
    assert re.search(r"^this computer\n  ok       program +vgdsl [\d.]+, Python 3\.", said.out, re.MULTILINE)
    assert "  note     payer           nobody: films can be planned and simulated, not bought\n" in said.out
    assert re.search(r"^  ok       catalogue +\d+ models, as known on 2026-09-30", said.out, re.MULTILINE)
    assert list(desk.folder.iterdir()) == []


def test_against_a_provider(pier, service):
    found = topics(pier("doctor", "--json"))
    assert {found[topic] for topic in ("payer", "provider", "clock", "account", "limits")} == {"ok"}
    pier("models", "--refresh")
    said = pier("doctor")
    assert "as the provider's list\n" in said.out
    assert "accepted, $1000.00 left" in said.out
    assert "key-of-the-tests" not in said.out + said.err


def test_json_says_the_same(desk):
    said = desk("doctor", "--offline", "--json")
    assert said.json["ok"] is True
    for line in said.json["lines"]:
        assert set(line) == {"topic", "state", "says", "remedy", "facts"}


def test_settings_that_cannot_be_read_are_a_problem(desk):
    desk.write("vgdsl.toml", "[shar]\n")
    said = desk("doctor", "--offline")
    assert said.code == 1
    assert "problem  project" in said.out
    assert "did you mean" in said.out
    assert said.out.endswith("\n1 problem, 1 note\n")


def test_a_journal_that_cannot_be_read_is_a_problem(desk):
    desk.write(".vgdsl/journal.db", "this is no database, though it is long enough to be looked at" * 20)
    said = desk("doctor", "--offline", "--json")
    assert said.code == 1
    assert topics(said)["journal"] == "problem"


def test_a_record_that_cannot_be_read_is_a_problem(desk):
    desk.write("vgdsl.toml", "")
    desk.write("film.vg", "")
    desk.write("film.lock", "<<<<<<< ours\n")
    said = desk("doctor", "--offline", "--json")
    assert said.code == 1
    assert topics(said)["record"] == "problem"


def test_who_works_on_the_project_is_told(desk):
    holder = Holder(os.getpid(), socket.gethostname(), time.time(), "vgdsl run film.vg")
    desk.write(".vgdsl/lock", msgspec.json.encode(holder).decode())
    (line,) = [
        line for line in desk("doctor", "--offline", "--json").json["lines"] if line["topic"] == "lock"
    ]
    assert "`vgdsl run film.vg`" in line["says"]


def test_what_is_bought_is_counted(pier, service):
    pier("run", "film.vg", "--yes", "--max-cost", "9")
    (line,) = [line for line in pier("doctor", "--json").json["lines"] if line["topic"] == "journal"]
    assert line["says"] == "whole, 4 clips bought"


def test_no_network_is_one_line(desk):
    desk.environment |= {
        "VENICE_BASE_URL": "http://127.0.0.1:9/api/v1",
        "VENICE_API_KEY": "key-of-the-tests-0123",
    }
    said = desk("doctor")
    assert said.code == 1
    assert said.out.count("No connection could be made") == 1
    assert "Traceback" not in said.out + said.err
    assert "key-of-the-tests" not in json.dumps([said.out, said.err])
