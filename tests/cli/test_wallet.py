"""A wallet's credit is shown, its ledger listed whole, and topped up when somebody has typed how much; once, whatever breaks."""

import re
import signal
import subprocess
import sys
import time
from decimal import Decimal

import pytest

from vgdsl.cli.wallet import command
from vgdsl.providers.simulator.account.ledger import Booking, Ledger, read_bookings
from vgdsl.providers.venice.wallet import Wallet

SECRET = "0x" + "1f" * 32
SOLANA = str(list(range(32)))
ADDRESS = Wallet(SECRET).wallet
SHOT = 'shot a {\n  model = "veo3.1-fast"\n  aspect_ratio = 16:9\n  duration = 4s\n  prompt = "x"\n}\n'
LISTING = (
    "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    "from vgdsl.cli import main; main()"
)


@pytest.fixture
def account(tmp_path):
    return tmp_path / "account"


@pytest.fixture
def paid(account):
    """What was paid in, by the service's own books."""
    return lambda: [each.usd for each in read_bookings(account / "ledger.jsonl") if each.kind == "top_up"]


@pytest.fixture
def open_service(desk, account, serving):
    """Serve with options; wallets begin with nothing. The wallet and the address are in `desk` from then on."""
    opened = []

    def serve(*options):
        opened.append(serving(desk, account, "--wallet-credit", "0", *options))
        desk.environment |= {"VENICE_BASE_URL": opened[-1].__enter__(), "VENICE_WALLET_KEY": SECRET}
        return desk

    yield serve
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture
def wallet(open_service):
    return open_service()


@pytest.fixture
def typing(monkeypatch):
    """Somebody sits at the terminal and types an answer; what was asked."""
    asked = []

    def answer(text):
        def prompt(words, **_how):
            asked.append(words)
            return text

        monkeypatch.setattr("vgdsl.cli.terminal.answering", lambda: True)
        monkeypatch.setattr("click.prompt", prompt)
        return asked

    return answer


def faulty(desk, *faults):
    lines = [f'[[fault]]\ncall = "top-up"\nkind = "{kind}"\nat = {at}\n{more}\n' for kind, at, more in faults]
    desk.write("faults.toml", "".join(lines))
    return "--faults", str(desk.folder / "faults.toml")


def test_the_balance_is_shown_with_the_way_to_more(wallet):
    said = wallet("wallet", "balance")
    assert said.out == (
        f"wallet {ADDRESS} on Base\n"
        f"  credit  $0.00 at {wallet.environment['VENICE_BASE_URL']}\n"
        "  too little to buy anything\n"
        "  to top it up, at least $5.00: vgdsl wallet top-up 10\n"
    )
    assert wallet("wallet", "balance", "--json").json == {
        "wallet": ADDRESS,
        "chain": "Base",
        "address": wallet.environment["VENICE_BASE_URL"],
        "balance": "0.0",
        "can_buy": False,
        "diem": None,
        "least_top_up": "5",
        "suggested_top_up": "10",
    }


@pytest.mark.parametrize("verb", ["balance", "transactions", "top-up"])
def test_without_a_wallet_it_says_how_to_name_one(desk, verb):
    desk.environment |= {"VENICE_API_KEY": "a-key-is-no-wallet"}
    said = desk("wallet", verb)
    assert said.code == 1
    assert said.err.startswith("Error: There is no wallet: VENICE_WALLET_KEY is not set.")
    assert "keyring set vgdsl VENICE_WALLET_KEY" in said.err


def test_a_wallet_is_asked_about_also_where_a_key_pays(wallet):
    wallet.environment["VENICE_API_KEY"] = "a-key-that-wins-elsewhere"
    assert wallet("wallet", "balance").code == 0


@pytest.fixture
def much(open_service, account):
    """A credit on which much has moved; how many rows."""
    account.mkdir()
    ledger = Ledger(account / "ledger.jsonl", Decimal(1000), Decimal(0))
    now = 1_795_000_000.0
    ledger.book(Booking("top_up", now, "", "", Decimal(100), request="0x1", wallet=ADDRESS.lower()))
    for number in range(250):
        at, job = now + number, f"job-{number}"
        ledger.book(
            Booking("charge", at, job, "wan-2-7-text-to-video", Decimal("0.25"), wallet=ADDRESS.lower())
        )
    ledger.close()
    open_service()
    return 251


def test_the_ledger_is_listed_whole_or_its_newest_rows(desk, much):
    whole = desk("wallet", "transactions", "--json").json
    assert len(whole["transactions"]) == much
    assert len({each["id"] for each in whole["transactions"]}) == much
    assert (
        sum(Decimal(each["usd"]) for each in whole["transactions"])
        == Decimal(whole["balance"])
        == Decimal("37.5")
    )
    assert whole["transactions"][-1]["kind"] == "top-up"
    newest = desk("wallet", "transactions", "--limit", "2", "--json").json["transactions"]
    assert newest == whole["transactions"][:2]
    lines = desk("wallet", "transactions", "--limit", "1").out.splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d  charge  -\$0\.25  \$37\.50  wan-2-7-text-to-video  job-249", lines[0]
    )
    assert lines[-1] == "credit now $37.50"


def test_an_empty_ledger_is_said(wallet):
    assert wallet("wallet", "transactions").out == f"nothing has moved on the credit of {ADDRESS} yet\n"


def test_the_amount_is_typed_again_and_then_paid(wallet, paid, typing):
    asked = typing("$10")
    said = wallet("wallet", "top-up", "10")
    assert said.code == 0, said.err
    assert asked == ["type the amount to pay it"]
    assert said.out.startswith(
        f"$10.00 from the wallet {ADDRESS}\n"
        "  pays      10 USDC on Base (0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913)\n"
        f"  to        0x000000000000000000000000000000000000dEaD, as {wallet.environment['VENICE_BASE_URL']} asks\n"
        "  for       credit at Venice, which clips are paid from; it is $0.00 now\n"
        "  good for  5 minutes from the signature, once\n"
        "  What was paid in is spent at Venice only: nothing says that it can be had back.\n\n"
    )
    assert re.search(
        r"^\$10\.00 credited; the credit is \$10\.00 now \(payment_\w+\)$", said.out, re.MULTILINE
    )
    assert paid() == [10]


@pytest.mark.parametrize("typed", ["", "y", "yes", "11", "1", "ten"])
def test_anything_else_pays_nothing(wallet, paid, typing, typed):
    typing(typed)
    said = wallet("wallet", "top-up", "10")
    assert (said.code, "that is not the amount; nothing was signed" in said.err) == (2, True)
    assert paid() == []


def test_where_nobody_can_type_the_amount_is_said_twice(wallet, paid):
    alone = wallet("wallet", "top-up", "10")
    assert (alone.code, "agree with --pay 10" in alone.err) == (2, True)
    assert wallet("wallet", "top-up", "10", "--json").code == 2
    other = wallet("wallet", "top-up", "10", "--pay", "11")
    assert (other.code, "--pay says $11.00 and the amount is $10.00" in other.err) == (2, True)
    assert paid() == []
    said = wallet("wallet", "top-up", "10", "--pay", "10.00", "--json")
    assert said.code == 0
    assert {name: said.json[name] for name in ("state", "usd", "balance")} == {
        "state": "credited",
        "usd": "10.0",
        "balance": "10.0",
    }
    assert paid() == [10]


@pytest.mark.parametrize(
    "words",
    [
        ("top-up", "--yes", "10"),
        ("top-up", "10.001"),
        ("top-up", "1e-30"),
        ("top-up", "-5"),
        ("top-up", "much"),
    ],
)
def test_a_slip_of_the_finger_is_wrong_usage(desk, words):
    assert desk("wallet", *words).code == 2


def test_the_limit_stops_it_and_names_itself(wallet, paid):
    said = wallet("wallet", "top-up", "51", "--pay", "51")
    assert said.code == 3
    assert said.err == (
        "$51.00 is over the limit of $50.00 for one top-up; to raise it: --limit, or limit under [wallet] in vgdsl.toml\n"
    )
    wallet.write("vgdsl.toml", "[wallet]\nlimit = 7.5\n")
    assert "limit of $7.50" in wallet("wallet", "top-up", "8", "--pay", "8").err
    assert paid() == []
    assert wallet("wallet", "top-up", "8", "--pay", "8", "--limit", "8").code == 0
    assert paid() == [8]


@pytest.mark.parametrize(
    ("amount", "text"),
    [("4.99", "Venice takes $5.00 at least"), ("10000.01", "Venice takes $10000.00 at most at a time")],
)
def test_no_less_and_no_more_than_the_service_takes(wallet, paid, amount, text):
    said = wallet("wallet", "top-up", amount, "--pay", amount, "--limit", "20000")
    assert (said.code, text in said.err) == (2, True)
    assert paid() == []


def test_an_amount_of_any_size_is_held_to_the_limit(desk):
    assert desk("wallet", "top-up", "1e400", "--pay", "1e400").code == 3


def test_without_an_amount_there_has_to_be_an_open_one(wallet):
    said = wallet("wallet", "top-up")
    assert (said.code, "no top-up is open; say how much to pay" in said.err) == (2, True)


def test_a_wallet_on_solana_is_told_how_else(wallet, paid):
    wallet.environment["VENICE_WALLET_KEY"] = SOLANA
    said = wallet("wallet", "top-up", "10", "--pay", "10")
    address = wallet.environment["VENICE_BASE_URL"]
    assert said.code == 1
    assert said.err == (
        "Error: vgdsl signs top-ups on Base only, and this wallet lives on Solana. Another program that pays by x402 can "
        "top its credit up:\n"
        f"  1. POST {address}/x402/top-up without a payment answers with the terms\n"
        "  2. of its `accepts`, take the one of Solana, and sign the transfer of USDC that it asks for with this wallet\n"
        "  3. POST the same again with that in the header PAYMENT-SIGNATURE\n"
        "Venice asks for at least $5 in USDC (EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v), to "
        "11111111111111111111111111111111.\n"
        "A plain transfer to that account is no such payment: nothing says that it would be credited.\n"
    )
    assert wallet("wallet", "balance").out.startswith("wallet ")
    assert paid() == []


def test_an_answer_that_never_comes_is_found_out_by_the_same_command(desk, open_service, paid):
    open_service(*faulty(desk, ("error-before", 3, "")))
    first = desk("wallet", "top-up", "10", "--pay", "10")
    assert first.code == 4
    assert first.err.endswith("To find out what became of it, without paying twice: vgdsl wallet top-up\n")
    second = desk("wallet", "top-up", "20", "--pay", "20")
    assert second.code == 1, "what was asked for now is not done"
    assert re.match(
        r"a top-up of \$10\.00, agreed to on [-\d]+ [:\d]+, is open; nothing else is signed", second.out
    )
    assert second.out.endswith("Nothing else was paid; to pay $20.00, run again.\n")
    assert paid() == [10]
    assert desk("wallet", "top-up").code == 2, "nothing is open any more"


def test_killed_while_it_waits_for_the_answer_it_is_paid_once(desk, open_service, paid):
    open_service(*faulty(desk, ("late", 3, "seconds = 60")))
    words = ("wallet", "top-up", "10", "--pay", "10")
    with desk.start(*words) as process:
        end = time.monotonic() + 60
        while not paid() and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert paid() == [10]
    said = desk(*words)
    assert (said.code, said.err) == (0, "")
    assert "$10.00 credited" in said.out
    assert paid() == [10]
    state = desk.folder.parent / "state"
    text = "".join(path.read_text() for path in state.rglob("*") if path.is_file())
    assert "1f1f1f" not in text


def test_two_at_once_are_one(desk, open_service, paid):
    open_service(*faulty(desk, ("late", 3, "seconds = 3")))
    words = ("wallet", "top-up", "10", "--pay", "10")
    with desk.start(*words) as first:
        end = time.monotonic() + 60
        while not paid() and time.monotonic() < end:
            time.sleep(0.05)
        second = desk(*words)
        out, _ = first.communicate(timeout=60)
    assert (first.returncode, "credited" in out) == (0, True)
    assert second.code == 1
    assert re.search(
        r"Another top-up is at work: `.*wallet top-up 10 --pay 10` \(process \d+ on .*\)\. Wait", second.err
    )
    assert paid() == [10]


def test_a_book_that_cannot_be_read_stops_everything(wallet, paid):
    state = wallet.folder.parent / "state" / "vgdsl"
    state.mkdir(parents=True)
    (state / "topups.jsonl").write_text("what is this\n")
    said = wallet("wallet", "top-up", "10", "--pay", "10")
    assert (said.code, "nobody knows whether a top-up is open" in said.err) == (1, True)
    assert paid() == []


@pytest.mark.parametrize("name", command.commands)
def test_each_part_of_it_explains_itself_with_an_example(desk, name):
    said = desk("wallet", name, "--help")
    assert said.code == 0
    example = said.out.partition("Example:\n")[2].partition("\n\n")[0]
    options = {option for each in command.commands[name].params for option in each.opts}
    assert f"vgdsl wallet {name}" in example
    assert set(re.findall(r"--[a-z-]+", example)) <= options
    assert "--json" in options


def test_who_buys_nothing_looks_into_no_keyring(desk):
    desk.write("film.vg", SHOT)

    def loaded(*words):
        line = [sys.executable, "-c", LISTING, *words]
        how = {"cwd": desk.folder, "env": desk.surroundings, "capture_output": True, "text": True}
        return set(subprocess.run(line, check=False, **how).stderr.split())

    assert "keyring" not in loaded("status", "film.vg")
    assert "keyring" not in loaded("plan", "film.vg", "--simulate")
    assert "keyring" in loaded("plan", "film.vg"), "somebody could be asked for the price"
