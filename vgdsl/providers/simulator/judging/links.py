"""Reads the media addresses of a request: web addresses, and data URLs with their bytes. Fetches nothing."""

import base64
import binascii
import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

LOCAL_NAMES = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Inline:
    """Media that came inside the request."""

    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Remote:
    """Media somewhere on the web, which a simulator does not fetch."""

    host: str


class LinkError(ValueError):
    """An address that the API does not take; the text says why."""


def read_link(url: str, kind: str) -> Inline | Remote:
    """Read the address of a `kind` ("image", "video", "audio", "document"). Raises LinkError."""
    if url[:5].lower() == "data:":
        return _inline(url, kind)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise LinkError("Invalid url") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise LinkError("Must be an http(s) URL or a data URL")
    if _is_private(host):
        raise LinkError("URL must not point to a private, loopback, link-local or metadata host")
    return Remote(host)


def _inline(url: str, kind: str) -> Inline:
    head, comma, text = url[5:].partition(",")
    mime, _, parameters = head.partition(";")
    mime = mime.strip().lower()
    if not comma or (kind != "document" and not mime.startswith(f"{kind}/")):
        raise LinkError(f"Data URL must hold {kind} data")
    try:
        is_base64 = parameters.lower().endswith("base64")
        data = base64.b64decode(text, validate=True) if is_base64 else unquote_to_bytes(text)
    except (binascii.Error, ValueError):
        raise LinkError("Data URL is not valid base64") from None
    if not data:
        raise LinkError("Data URL is empty")
    return Inline(mime, data)


def _is_private(host: str) -> bool:
    name = host.lower().rstrip(".")
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        numeric = name.rpartition(".")[2].isdecimal()  # 127.1 is 127.0.0.1
        return name == "localhost" or "." not in name or numeric or name.endswith(LOCAL_NAMES)
