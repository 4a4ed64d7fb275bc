"""What a person at a terminal sees: colours, bars that move and go away again, and a question before money is spent."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest

CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Screen:
    """A terminal of 100 columns with a command in it, and all that it wrote."""

    def __init__(self, desk, *words: str, **environment: str) -> None:
        self.master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        surroundings = desk.surroundings | {"TERM": "xterm-256color"} | environment
        line = [sys.executable, "-m", "vgdsl", *words]
        self.process = subprocess.Popen(
            line, cwd=desk.folder, env=surroundings, stdin=terminal, stdout=terminal, stderr=terminal
        )
        os.close(terminal)
        self.raw = ""

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)

    def until(self, words: str | None = None, seconds: float = 60) -> str:
        """Read until `words` were written, or to the end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (words is None or words not in self.raw):
            if not select.select([self.master], [], [], 0.1)[0]:
                continue
            try:
                heard = os.read(self.master, 65536)
            except OSError:  # Linux says so when the last writer is gone
                break
            if not heard:
                break
            self.raw += heard.decode(errors="replace")
        if words is None:
            self.process.wait(timeout=10)
        return self.raw

    def type(self, words: str) -> None:
        os.write(self.master, f"{words}\n".encode())


def seen(raw: str) -> list[str]:
    """The lines that remain on the screen."""
    rows, row, column = [""], 0, 0
    for part in re.split(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)", raw):
        if part == "\r":
            column = 0
        elif part == "\n":
            row += 1
            rows += [""] * (row + 1 - len(rows))
        elif part.startswith("\x1b"):
            if part.endswith("A"):
                row = max(0, row - int(part[2:-1] or 1))
            elif part == "\x1b[2K":
                rows[row] = ""
        else:
            rows[row] = rows[row][:column].ljust(column) + part + rows[row][column + len(part) :]
            column += len(part)
    return [line.rstrip() for line in rows]


def test_bars_appear_and_the_screen_is_left_clean(pier):
    with Screen(pier, "run", "film.vg", "--simulate") as screen:
        raw = screen.until()
        assert screen.process.returncode == 0
    assert "━" in raw
    assert re.search(r"\d of 5", CODES.sub("", raw))
    assert "being made" in raw
    assert "joining" in raw
    assert raw.count("\x1b[?25l") == raw.count("\x1b[?25h") == 1
    left = seen(raw)
    assert not any("━" in line for line in left), raw[-3000:]
    for job in ("gulls", "walker", "walker#2", "waves"):
        assert sum(line.startswith(f"{job}: done") for line in left) == 1
    assert left[-4:] == [
        "4 clips made, simulated, free", "film: out/animatic/pier.mp4", "clips: out/animatic", ""
    ]  # fmt: skip


def test_the_cursor_comes_back_after_ctrl_c(pier):
    with Screen(pier, "run", "film.vg", "--simulate") as screen:
        screen.until("being made")
        screen.process.send_signal(signal.SIGINT)
        raw = screen.until()
        assert screen.process.returncode == 1
    assert "stopping: orders on their way are finished first" in raw
    assert raw.count("\x1b[?25l") == raw.count("\x1b[?25h")
    assert "to go on: vgdsl run film.vg --simulate" in raw


@pytest.mark.parametrize(
    "words", [("plan", "film.vg"), ("check", "film.vg"), ("run", "film.vg", "--simulate")]
)
def test_colours_are_for_terminals_that_want_them(pier, words):
    if words[0] == "check":
        pier.edit("film.vg", "5s", "7s")
    with Screen(pier, *words) as screen:
        assert "\x1b[1" in screen.until()
    with Screen(pier, *words, NO_COLOR="1") as screen:
        assert not re.search(r"\x1b\[[0-9;]*3[0-7](;|m)", screen.until())
    with Screen(pier, *words, TERM="dumb") as screen:
        assert "\x1b" not in screen.until()


def test_money_is_asked_for_and_no_is_no(pier):
    account = {"VENICE_BASE_URL": "http://127.0.0.1:9/api/v1", "VENICE_API_KEY": "key-of-the-tests"}
    with Screen(pier, "run", "film.vg", **account) as screen:
        assert "4 purchases" in screen.until("spend that? [y/N]")
        screen.type("n")
        screen.until()
        assert screen.process.returncode == 1
    assert not (pier.folder / "out").exists()
