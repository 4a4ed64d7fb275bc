"""Decides from which addresses a finished clip is fetched: a link in an answer is somebody's word. Opens nothing.

A clip comes over TLS from a public host, or from the very host that the API is at (a simulator has no TLS). Which
public host is not asked: a clip that is paid for is worth more than a list of names that may have grown. Nothing of ours goes
there, and what comes is looked at before it is kept.
"""

import ipaddress
from typing import Any
from urllib.parse import SplitResult, urlsplit

from vgdsl.providers.errors import Transient

OF = "vgdsl.link.of"
"""The extension of a request that opens a link: the address of the API that handed it out."""

_LOCAL = (".local", ".localhost", ".internal", ".lan", ".home.arpa")
_UNSAFE = (
    "Venice hands the video out at an address that is not opened: it is not https, or inside a private network. It stays"
    " there to be collected."
)


def safe(link: str, api: str) -> bool:
    """Whether a link may be opened that the API at that address handed out, or that such a link leads on to."""
    try:
        parts, home = urlsplit(link), urlsplit(api)
        if (parts.scheme, parts.hostname, parts.port) == (home.scheme, home.hostname, home.port):
            return bool(parts.hostname)
        return parts.scheme == "https" and parts.port in {None, 443} and _public(parts)
    except ValueError:
        return False


async def guard(request: Any) -> None:
    """A hook of the pool: stops a link, or what it leads on to, before it is opened. Raises `Transient`."""
    api = request.extensions.get(OF)
    if api is not None and not safe(str(request.url), api):
        raise Transient(_UNSAFE)


def _public(parts: SplitResult) -> bool:
    host = (parts.hostname or "").rstrip(".")
    if "@" in parts.netloc:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_LOCAL)
