"""Runs that spend: who agrees, with which key, at which address; against the service's own API, served on this machine."""

import re
import signal

import pytest

from vgdsl.media.probe import probe

SECRET = "key-of-the-tests-0123456789"
WALLET = "1f" * 32


FILM = """\
film pier {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
  budget       = $4.00
}

shot gulls { prompt = "Gulls over a wooden pier." }
shot waves { prompt = "Waves against the piles." }

cut main {
  sequence = [gulls, waves]
  output   = "pier.mp4"
}
"""


@pytest.fixture
def pier(desk):
    desk.write("film.vg", FILM)
    return desk


def texts(folder) -> str:
    """All that was written below a folder, as far as it is no film."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".mp4", ".room"})
    return "\n".join(path.read_bytes().decode("latin-1") for path in found)


def test_without_a_key_it_says_how_to_get_one(pier):
    said = pier("run", "film.vg", "--yes")
    assert said.code == 1
    assert "VENICE_API_KEY is not set" in said.err
    assert "venice.ai" in said.err
    assert "--simulate needs no key" in said.err
    assert not (pier.folder / "out").exists()


def test_nobody_there_to_agree_is_wrong_usage(pier, service):
    for words in ((), ("--json",)):
        said = pier("run", "film.vg", *words)
        assert said.code == 2
        assert "--yes" in said.err
        assert "--max-cost" in said.err
    assert service() == []


def buy(desk, *words: str, clips: int) -> tuple[int, str]:
    """Run until so many clips are bought, and stop there: the service's usual time need not be waited for."""
    with desk.start("run", "film.vg", *words) as process:
        heard = ""
        while heard.count("bought, being made\n") < clips and (line := process.stdout.readline()):
            heard += line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    return process.returncode, heard + out + err


def test_agreed_it_buys_each_clip_once_and_keeps_the_key_to_itself(pier, service):
    plan = pier("plan", "film.vg", "--json").json
    assert (plan["provider"], plan["price"]) == ("venice", {"usd": "0.56", "sort": "quoted"})

    code, heard = buy(pier, "--yes", clips=2)
    assert code == 1
    assert "to go on: vgdsl run film.vg --yes" in heard
    assert service() == ["pixverse-v5.6-text-to-video"] * 2
    status = pier("status", "film.vg").out
    assert re.search(r"being made +gulls +to be collected within \d+ h", status)

    done = pier("run", "film.vg")
    assert done.code == 0, done.out + done.err
    assert "2 clips made, $0.56 spent" in done.out
    assert probe(pier.folder / "out/pier.mp4").frame_count == plan["builds"][0]["length"]["frames"]
    assert not (pier.folder / "out/animatic").exists()

    again = pier("run", "film.vg")
    assert again.code == 0
    assert "nothing to make: 2 clips there already" in again.out
    assert len(service()) == 2
    status = pier("status", "film.vg").out
    assert "$0.56 spent of the $4.00 budget" in status
    assert SECRET not in heard + done.out + done.err + again.out + status + texts(pier.folder)


def test_a_wallet_buys_as_a_key_does_and_its_secret_goes_nowhere(pier, service, tmp_path):
    del pier.environment["VENICE_API_KEY"]
    pier.environment["VENICE_WALLET_KEY"] = f"0x{WALLET}"
    plan = pier("plan", "film.vg", "--json").json
    assert plan["price"] == {"usd": "0.56", "sort": "quoted"}

    code, heard = buy(pier, "--yes", clips=2)
    assert code == 1, heard
    assert service() == ["pixverse-v5.6-text-to-video"] * 2
    done = pier("run", "film.vg")
    assert done.code == 0, done.out + done.err
    assert "2 clips made, $0.56 spent" in done.out
    assert len(service()) == 2
    assert WALLET not in heard + done.out + done.err + texts(pier.folder) + texts(tmp_path / "account")


def test_a_wallets_key_that_is_none_is_said_before_anybody_agrees(pier, service):
    del pier.environment["VENICE_API_KEY"]
    pier.environment["VENICE_WALLET_KEY"] = "0" * 64
    said = pier("run", "film.vg", "--yes")
    assert said.code == 1
    assert "VENICE_WALLET_KEY does not hold a wallet's key" in said.err
    assert "0" * 64 not in said.out + said.err
    assert service() == []


def test_a_rehearsal_counts_for_nothing(pier, service):
    assert pier("run", "film.vg", "--simulate").code == 0
    plan = pier("plan", "film.vg", "--json").json
    assert (plan["purchases"], plan["spent"]) == (2, "0")
    assert service() == []


def test_a_limit_that_the_plan_passes_stops_before_anything_is_bought(pier, service):
    said = pier("run", "film.vg", "--max-cost", "0.50")
    assert said.code == 3
    assert said.err == "this run would cost $0.56; --max-cost leaves $0.50\n"
    pier.edit("film.vg", "budget       = $4.00", "budget       = $0.30")
    said = pier("run", "film.vg", "--yes")
    assert said.code == 3
    assert "the film's budget leaves $0.30" in said.err
    assert service() == []


def test_an_amount_agrees_to_as_much(pier, service):
    _, heard = buy(pier, "--max-cost", "$0.30", "--only", "gulls", clips=1)
    assert "gulls: bought" in heard
    assert len(service()) == 1


def test_a_service_that_does_not_answer_leaves_the_plan_with_known_prices(pier):
    pier.environment |= {"VENICE_BASE_URL": "http://127.0.0.1:9/api/v1", "VENICE_API_KEY": SECRET}
    said = pier("plan", "film.vg")
    assert said.code == 0
    assert "2 purchases, price not known" in said.out
    assert SECRET not in said.out + said.err


def test_an_address_that_is_none_is_said(pier):
    pier.environment |= {"VENICE_BASE_URL": "ftp://somewhere", "VENICE_API_KEY": SECRET}
    said = pier("plan", "film.vg")
    assert said.code == 1
    assert "VENICE_BASE_URL" in said.err


def test_a_port_that_is_taken_is_said(desk, tmp_path, serving):
    with serving(desk, tmp_path / "account") as address:
        port = re.search(r":(\d+)/", address).group(1)
        said = desk.finish("simulate", "--port", port)
    assert said.code == 1
    assert "Address already in use" in said.err
    assert "Traceback" not in said.err
