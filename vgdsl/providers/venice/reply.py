"""Reads a refusal's body in every shape Venice gives it. Knows no statuses' meaning and decides nothing."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from vgdsl.providers.errors import Issue, Reply, hide
from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.headers import Headers

_LONGEST_TEXT = 600
_DEEPEST = 40
_LINK = re.compile(r"https?:[^\s\"'<>]+")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9_]{3,}")
_ALTERNATIVES = re.compile(r"'([^']*)'")
_SUCCESSOR = re.compile(r"(?:did you mean|use|try)\s+['\"`]?([\w.]+-[\w.-]*\w)", re.IGNORECASE)
_LONGEST_WHOLE = 200_000
_MEDIA_FIELD = re.compile(r"\b(?:\w+_)?(?:image|video|audio|document)_urls?\b")

_ROLES = {
    "image": "image_url",
    "end_image": "end_image_url",
    "reference_image": "reference_image_urls",
    "reference_video": "reference_video_urls",
    "video": "video_url",
}
"""The field that each role of media with faces stands for (Venice's consent guide and schema, August 2026)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, read. `secrets` are what no error made from it may show; `chain`: of the wallet that asked."""

    facts: Headers
    body: bytes = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    chain: Chain | None = None

    @property
    def family(self) -> str:
        """The kind of status: "2xx", "4xx" and so on."""
        return f"{self.facts.status // 100}xx"

    @property
    def ok(self) -> bool:
        """Whether the status is a success."""
        return self.family == "2xx"

    @property
    def reply(self) -> Reply:
        """The body read as a refusal. Links in a success open results, so there they are secrets too."""
        links = _LINK.findall(self.body.decode(errors="replace").replace("\\/", "/")) if self.ok else ()
        return read_reply(self.facts.status, self.facts.request_id, self.body, (*self.secrets, *links))


def load(body: bytes, number: Callable[[str], Any] = float) -> Any:
    """Return the JSON value of `body`, its fractions made by `number`, or None when it is no JSON."""
    try:
        return json.loads(body, parse_float=number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def read_reply(status: int, request_id: str | None, body: bytes, secrets: Iterable[str] = ()) -> Reply:
    """Read the body of an answer that is not what was asked for. Never raises; what it cannot read it leaves out."""
    secrets = tuple(secrets)
    data = load(body)
    if not isinstance(data, dict):
        text = body.decode(errors="replace").replace("\\/", "/")
        return Reply(status=status, message=_plain(hide(text, secrets)), request_id=request_id)
    data = _clean(data, secrets)
    error = data.get("error")
    inner = error if isinstance(error, dict) else {}
    message, issues = _message(data, inner), _issues(data)
    suggested = whole(data.get("suggested_prompt"), inner.get("suggested_prompt")) or None
    return Reply(
        status=status,
        message=message,
        code=_code(data, inner),
        issues=issues,
        fields=_fields(data, issues, message) or (("prompt",) if suggested else ()),
        suggested_prompt=suggested,
        recommended_model=_text(inner.get("recommended_model"), data.get("recommended_model"))
        or _successor(status, message),
        credits_refunded=_flag(inner.get("credits_refunded"), data.get("credits_refunded")),
        request_id=request_id,
        body=data,
    )


def _no_number(constant: str) -> Any:
    raise ValueError(constant)


def _clean(value: Any, secrets: Sequence[str], depth: int = 0) -> Any:
    """Return the same JSON value with the secrets hidden in every text of it, and without what lies too deep."""
    if isinstance(value, str):
        return hide(value, secrets)
    if isinstance(value, list | dict) and depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_clean(item, secrets, depth + 1) for item in value]
    if isinstance(value, dict):
        return {hide(name, secrets): _clean(item, secrets, depth + 1) for name, item in value.items()}
    return value


def _message(data: Mapping[str, Any], inner: Mapping[str, Any]) -> str:
    """Return the first sentence found, with its hint; a bare symbol serves only when there is nothing better."""
    error = data.get("error")
    symbol = isinstance(error, str) and _SYMBOL.fullmatch(error) is not None
    told = (
        (data.get("message"), error)
        if symbol or data.get("code") == "PAYMENT_REQUIRED"
        else (error, data.get("message"))
    )
    message = _text(inner.get("message"), *told, data.get("detail"), data.get("details"))
    more = (_text(data.get("details")), _text(data.get("hint"), inner.get("hint")))
    for said in (each for each in more if each and each != message):
        message = f"{_ended(message)} {said}".strip()
    return message


def _successor(status: int, message: str) -> str | None:
    """The model that the answer to an unknown one names in its place."""
    found = _SUCCESSOR.search(message) if status == HTTPStatus.NOT_FOUND else None
    return found[1] if found else None


def _code(data: Mapping[str, Any], inner: Mapping[str, Any]) -> str | None:
    error = data.get("error")
    symbol = error if isinstance(error, str) and _SYMBOL.fullmatch(error) else None
    return (
        _text(data.get("code"), inner.get("code"), inner.get("type"), data.get("error_code"), symbol) or None
    )


def _issues(data: Mapping[str, Any]) -> tuple[Issue, ...]:
    """Return the objections: from the list of issues where there is one, else from the tree of details."""
    listed = data.get("issues")
    issues = [issue for item in listed for issue in _listed(item)] if isinstance(listed, list) else []
    return tuple(issues or _details(data.get("details"), ()))


def _listed(item: Any) -> Iterator[Issue]:
    if not isinstance(item, dict):
        return
    path = item.get("path")
    path = [str(part) for part in path] if isinstance(path, list) else []
    keys = item.get("keys")
    text, allowed = _text(item.get("message"), item.get("code")), _allowed(item)
    for key in keys if isinstance(keys, list) and keys else [None]:
        yield Issue(".".join(path if key is None else [*path, str(key)]), text, allowed)


def _allowed(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the values a field would take: a list, or one text like `'5s' | '10s'`."""
    for told in (item.get("options"), item.get("values"), item.get("expected")):
        if isinstance(told, list):
            return tuple(str(value) for value in told)
        if isinstance(told, str) and "'" in told:
            return tuple(_ALTERNATIVES.findall(told))
    return ()


def _fields(data: Mapping[str, Any], issues: Iterable[Issue], message: str) -> tuple[str, ...]:
    """Return what the answer objects to: the fields of its issues, those of the roles of media, those its text names."""
    roles = data.get("face_media_roles")
    listed = [issue.field for issue in issues if issue.field]
    faces = (
        [_ROLES.get(role, role) for role in roles if isinstance(role, str)] if isinstance(roles, list) else []
    )
    named = [] if listed or faces else _MEDIA_FIELD.findall(message)
    return tuple(dict.fromkeys((*listed, *faces, *named)))


def _details(tree: Any, path: tuple[str, ...]) -> Iterator[Issue]:
    if isinstance(tree, str) and path:
        yield Issue(".".join(path), _short(tree))
    if not isinstance(tree, dict):
        return
    own = tree.get("_errors")
    for text in own if isinstance(own, list) else []:
        yield Issue(".".join(path), _short(str(text)))
    for name, branch in tree.items():
        if name != "_errors":
            yield from _details(branch, (*path, name))


def _text(*values: Any) -> str:
    """Return the first of the values that is a text with something in it, on one line."""
    return next((_short(value) for value in values if isinstance(value, str) and value.strip()), "")


def whole(*values: Any) -> str:
    """Return the first of the values that is a text with something in it, with its line ends: a prompt, or terms."""
    found = next((value for value in values if isinstance(value, str) and value.strip()), "")
    return (
        "".join(c for c in found if c.isprintable() or c == "\n").strip()
        if len(found) <= _LONGEST_WHOLE
        else ""
    )


def _flag(*values: Any) -> bool | None:
    return next((value for value in values if isinstance(value, bool)), None)


def _plain(text: str) -> str:
    """Return what a text or web page says, without its markup."""
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return _short(re.sub(r"<[^>]*>", " ", title[1] if title else text))


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 2 * _LONGEST_TEXT]).split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[:_LONGEST_TEXT]}…"


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."
