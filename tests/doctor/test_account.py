"""What a user relies on: who pays and what is left is told truly, every trouble has its line, and no key is ever shown."""

from decimal import Decimal

import pytest

from vgdsl.doctor import account as doctor
from vgdsl.doctor.account import account
from vgdsl.doctor.line import State
from vgdsl.program.editions import bundled
from vgdsl.program.published import Published, merged
from vgdsl.providers.venice import auth
from vgdsl.providers.venice.auth import BearerKey
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.standing import Standing

KEY = BearerKey("vk-secret-0123456789")


class Purse:
    """A wallet, without what signs."""

    wallet = "0xabc"

    def headers(self, method, url):
        return {}


def answer(status, body):
    return Answer(read_headers("balance", status, {}, 0.0), body)


def test_without_a_network_one_line_says_so_and_the_rest_is_still_said():
    environment = {"VENICE_BASE_URL": "http://127.0.0.1:9/api/v1", "VENICE_API_KEY": KEY.key}
    lines = list(account(environment, offline=False))
    assert [(line.topic, line.state) for line in lines] == [
        ("payer", State.OK),
        ("provider", State.PROBLEM),
        ("catalogue", State.OK),
    ]
    assert lines[1].says == "http://127.0.0.1:9/api/v1: No connection could be made. Check the network."
    assert KEY.key not in repr(lines)


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"VENICE_API_KEY": "two words"}, "VENICE_API_KEY does not hold a key"),
        ({"VENICE_WALLET_KEY": "nonsense"}, "VENICE_WALLET_KEY does not hold a wallet's key"),
        ({"VENICE_BASE_URL": "ftp://x"}, "VENICE_BASE_URL is not a web address"),
    ],
)
def test_what_can_be_no_key_is_a_problem_and_not_shown(environment, why):
    (line,) = account(environment, offline=True)
    assert line.state is State.PROBLEM
    assert why in line.says
    assert "two words" not in repr(line)
    assert "nonsense" not in repr(line)


def test_a_key_is_told_by_the_place_it_is_from(monkeypatch):
    line, _ = account({"VENICE_API_KEY": KEY.key}, offline=True)
    assert line.says == "an API key, from the environment"
    monkeypatch.setattr(auth, "kept", {"VENICE_API_KEY": KEY.key}.get)
    line, _ = account({}, offline=True)
    assert line.says == "an API key, from the system's keyring"
    assert KEY.key not in repr(line)


def test_nobody_to_pay_is_a_note_with_both_ways():
    line, _ = account({}, offline=True)
    assert line.state is State.NOTE
    assert "VENICE_API_KEY" in line.remedy
    assert "VENICE_WALLET_KEY" in line.remedy


@pytest.mark.parametrize(
    ("ahead", "who", "state", "says"),
    [
        (0.4, KEY, State.OK, "as the provider's"),
        (-30.0, KEY, State.OK, "30 seconds behind the provider's"),
        (400.0, KEY, State.NOTE, "400 seconds ahead of the provider's"),
        (120.0, Purse(), State.NOTE, "120 seconds ahead of the provider's"),
        (
            -400.0,
            Purse(),
            State.PROBLEM,
            "400 seconds behind the provider's: a wallet's sign-ins are refused",
        ),
    ],
)
def test_a_clock_that_is_wrong(ahead, who, state, says):
    line = doctor._clock(ahead, who)
    assert (line.state, line.says) == (state, says)


def test_a_catalogue_is_held_against_the_list():
    known = bundled()
    same = doctor._against("183 models", known, known)
    assert (same.state, same.says) == (State.OK, "183 models, as the provider's list")
    rows = [Published(name, durations=("5s",)) for name in known.models if name != "ovi-image-to-video"]
    other = doctor._against(
        "183 models", known, merged(known, [*rows, Published("wan-4-text-to-video")], "2031-01-01")
    )
    assert other.state is State.NOTE
    assert other.says.startswith("183 models; the provider lists 1 new, 1 gone, ")
    assert other.remedy == "vgdsl models --refresh"


def test_a_catalogue_grows_old(monkeypatch):
    monkeypatch.setattr(doctor, "today", lambda: "2026-10-10")
    assert doctor._age(bundled(), None).state is State.OK
    monkeypatch.setattr(doctor, "today", lambda: "2027-10-10")
    line = doctor._age(bundled(), None)
    assert (line.state, line.says) == (
        State.NOTE,
        f"{len(bundled().models)} models, as known on 2026-09-30, 375 days ago",
    )


@pytest.mark.parametrize(
    ("body", "who", "state", "says", "remedy"),
    [
        (b'{"balances": {"usd": 12.5}}', KEY, State.OK, "accepted, $12.50 left", ""),
        (b'{"balances": {"usd": 0.2}}', KEY, State.NOTE, "accepted, $0.20 left", "put money on the account"),
        (
            b'{"data": {"balanceUsd": 0.2}}',
            Purse(),
            State.NOTE,
            "accepted, $0.20 left",
            "vgdsl wallet top-up",
        ),
        (b"{}", KEY, State.NOTE, "accepted; what is left in it is not told", ""),
    ],
)
def test_what_is_left(body, who, state, says, remedy):
    line = doctor._balance(answer(200, body), who)
    assert (line.state, line.says) == (state, says)
    assert line.remedy.startswith(remedy)


def test_a_key_that_is_not_accepted_is_a_problem_and_a_broken_service_is_none():
    assert doctor._turned_away(answer(401, b'{"error": "Authentication failed"}')).state is State.PROBLEM
    assert doctor._turned_away(answer(500, b"{}")).state is State.NOTE


def test_what_a_key_may_do():
    standing = Standing(True, "paid", "PRIVATE_ONLY", 2_200_000_000.0, {"40 RPM": 173})
    tier, limits, expiry, hits = doctor._limits(standing, 3)
    assert (tier.state, tier.says) == (State.NOTE, "the key is for models of the tier PRIVATE_ONLY only")
    assert (limits.state, limits.says) == (State.OK, "tier paid, 40 RPM of 173 video models")
    assert (expiry.state, expiry.says) == (State.OK, "the key is good until 2039-09-18")
    assert (hits.state, hits.says) == (State.NOTE, "run into 3 times lately")
    (shut,) = doctor._limits(Standing(False, None, None, None, {}), None)
    assert shut.state is State.PROBLEM
    assert doctor._expiry(1_000_000_000.0).state is State.PROBLEM


def test_amounts_are_exact():
    assert doctor._balance(answer(200, b'{"balances": {"usd": 12.345678}}'), KEY).facts["usd"] == str(
        Decimal("12.345678")
    )
