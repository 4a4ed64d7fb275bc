"""Where the addresses of media lead, as far as an address itself says. Knows no network and asks nobody."""

import re

_OWN = (".home.arpa", ".internal", ".lan", ".local", ".localhost")
"""Endings of names that mean something only in one's own network (RFC 6761, RFC 6762, RFC 8375, and habit)."""

_NUMBER = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
"""A name that ends in a number is no name: it is an old spelling of an IPv4 address, such as `127.1`."""


def private_host(address: str) -> str | None:
    """The host of an https address that only machines nearby can reach; None for one on the web.

    The service refuses loopback, private, link-local and metadata hosts (Venice video skill, September 2026).
    """
    from ipaddress import ip_address  # noqa: PLC0415 - most films name no address, and start sooner without
    from urllib.parse import urlsplit  # noqa: PLC0415 - the same

    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # brackets around what is no address
        return address
    try:
        public = ip_address(host).is_global
    except ValueError:
        public = "." in host and not host.endswith(_OWN) and not _NUMBER.fullmatch(host)
    return None if public else host or address
