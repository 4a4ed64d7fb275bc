"""Connects a server with its editor: over standard input and output, or a socket. Knows no message."""

import gc
import logging
import socket
import sys
from pathlib import Path
from typing import BinaryIO

from vgdsl.lsp.server import Server

LOOPBACK = "127.0.0.1"


def over_stdio() -> int:
    """Serves the program that started this one. Returns the exit code."""
    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not end up between two messages
    return _alone(reader, writer)


def over_socket(port: int) -> int:
    """Serves the editor that waits at a port of this machine. Raises OSError."""
    with socket.create_connection((LOOPBACK, port)) as connection:
        return _over(connection)


def over_tcp(port: int) -> int:
    """Waits at a port of this machine for one editor, and serves it. Raises OSError."""
    with socket.create_server((LOOPBACK, port)) as waiting:
        sys.stderr.write(f"vgdsl lsp waits for an editor at {LOOPBACK}:{waiting.getsockname()[1]}\n")
        sys.stderr.flush()
        connection, _ = waiting.accept()
    with connection:
        return _over(connection)


def log_to(file: Path | None) -> None:
    """Where failures are written down: a file, or what the editor makes of standard error."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(filename=file, level=logging.WARNING, format=form)
    logging.getLogger("pygls").setLevel(
        logging.ERROR
    )  # it warns of each question that is taken back too late


def serve(reader: BinaryIO, writer: BinaryIO) -> int:
    """0 where the editor said goodbye as the protocol wants it, 1 where it left without."""
    server = Server()
    server.start_io(reader, writer)
    return 0 if server.ended else 1


def _over(connection: socket.socket) -> int:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connection.makefile("rb") as reader, connection.makefile("wb") as writer:
        return _alone(reader, writer)


def _alone(reader: BinaryIO, writer: BinaryIO) -> int:
    """Serves in a process that does nothing else: Python need not look for garbage in what was imported, nor at a key."""
    gc.freeze()
    gc.disable()  # see resting.py
    return serve(reader, writer)
