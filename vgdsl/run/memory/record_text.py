"""The record's form: TOML in which every line stands for itself. Knows no disk.

Each line names its node, take and clip in full (`boarding.2.3fa9c1d2e4b5.cost = "0.55"`), so lines may stand in any order
and git may put the lines of two branches together in any way: what both sides wrote is still what both sides meant. A
node has its line as soon as the film has it, so that what two branches add goes to two places, and merges by itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from vgdsl.run.memory.record import Entry, Record

VERSION = 1
HEAD = f"""\
# What was bought for this film, and which bytes each clip is. Written by vgdsl, to be kept in git beside the film.
# Every line stands for itself: after a conflict, keep the lines of both sides.
version = {VERSION}

[nodes]
"""

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_MARK = re.compile(r"(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|) |=======\Z")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_LABEL = 12


class RecordError(Exception):
    """A record cannot be read, or is at odds with itself; the text says where, and what to do. Nothing was changed."""

    def __init__(self, name: str, line: int | None, cause: str, way_out: str) -> None:
        place = name if line is None else f"{name}:{line}"
        super().__init__(f"{place}: {cause}. {way_out}")


def written(record: Record) -> str:
    """The record as text: the same for equal records."""
    by_node: dict[str, list[Entry]] = {node: [] for node in record.picks}
    for entry in record.entries:
        by_node.setdefault(entry.node, []).append(entry)
    blocks = (_block(node, record.picks.get(node), by_node[node]) for node in sorted(by_node))
    return HEAD + "".join(f"\n{block}" for block in blocks)


def _block(node: str, pick: int | None, entries: list[Entry]) -> str:
    name = _key(node)
    lines = [] if pick is None else [f"{name}.pick = {pick}"]
    for entry in entries:
        lead = f"{name}.{entry.take}.{entry.sha256[:_LABEL]}"
        lines += [f"{lead}.{field} = {value}" for field, value in _fields(entry)]
    return "".join(f"{line}\n" for line in lines)


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "sha256", _value(entry.sha256)
    yield "size", _value(entry.size)
    yield "at", f"{datetime.fromtimestamp(entry.at, UTC):%Y-%m-%dT%H:%M:%SZ}"
    yield "cost", _value(str(entry.cost))
    yield "model", _value(entry.model)
    yield "provider", _value(entry.provider)
    if entry.address is not None:
        yield "address", _value(entry.address)
    yield "key", _value(entry.key)
    for field in sorted(entry.request):
        yield f"request.{_key(field)}", _value(entry.request[field])


def _value(value: object) -> str:
    """A JSON value as TOML. JSON's texts are TOML's too, but for one character; null, which no request holds, has no form."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{_key(name)} = {_value(value[name])}" for name in sorted(value)) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case str():
            return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
    raise TypeError(f"{value!r} has no place in a record")


def _key(name: str) -> str:
    return name if _BARE.match(name) else _value(name)


def read(text: str, name: str) -> Record:
    """The record that a text is; `name` is what messages call its file. Raises RecordError."""
    import tomllib  # noqa: PLC0415 - most runs of a film that is being worked on are rehearsals, and have no record

    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _MARK.match(line):
            raise RecordError(
                name, number, "a merge left the versions of two branches here",
                "Both were bought: keep the lines of both, and delete only the marks (<<<<<<<, =======, >>>>>>>).",
            )  # fmt: skip
    text = "\n".join(_said_once(lines))
    try:
        return _Reader(text, name).record(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), name) from None


def _said_once(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with nothing in place of one that was there before: both sides of a merge may have it."""
    said = set[str]()
    for line in lines:
        yield "" if line in said else line
        said.add(line)


def _broken(message: str, name: str) -> RecordError:
    found = _AT.search(message)
    line = int(found[1]) if found and found[1] else None
    cause = _AT.sub("", message)
    if cause.startswith("Cannot overwrite"):
        return RecordError(name, line, "this line contradicts an earlier one", "Keep one of the two.")
    return RecordError(name, line, f"this is not as it was written ({cause})", _way_out(name))


def _way_out(name: str) -> str:
    return f"Bring it back with: git checkout -- '{name}'"


class _Reader:
    """Reads one file's values, and finds the line of one that cannot be right."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name

    def record(self, found: Mapping[str, Any]) -> Record:
        version = found.get("version")
        if type(version) is int and version > VERSION:
            raise RecordError(
                *(self._name, None, "it was written by a newer vgdsl", "Update this one, then try again.")
            )
        nodes = found.get("nodes")
        if version != VERSION or not isinstance(nodes, dict) or found.keys() != {"version", "nodes"}:
            raise RecordError(self._name, None, "it is no record of a film", _way_out(self._name))
        picks = {node: self._pick(node, of) for node, of in nodes.items() if "pick" in self._table(of, node)}
        entries = [
            self._entry(node, take, label, fields)
            for node, takes in nodes.items()
            for take, clips in takes.items()
            if take != "pick"
            for label, fields in self._table(clips, node, take).items()
        ]
        return Record().grown(picks, entries)

    def _pick(self, node: str, takes: Mapping[str, object]) -> int:
        pick = takes["pick"]
        if type(pick) is not int or pick < 1:
            raise self._wrong((node, "pick"), "a pick is the number of a take")
        return pick

    def _entry(self, node: str, take: str, label: str, fields: object) -> Entry:
        place = (node, take, label)
        known = dict(self._table(fields, *place))
        if isinstance(at := known.get("at"), datetime):
            known["at"] = round(at.timestamp())
        try:
            entry = msgspec.convert({**known, "node": node, "take": take}, Entry, strict=False)
        except msgspec.ValidationError as error:
            raise self._wrong(place, str(error)) from None
        if not _DIGEST.match(entry.sha256) or not entry.sha256.startswith(label) or len(label) != _LABEL:
            raise self._wrong((*place, "sha256"), "the digest is not that of this clip's name")
        return entry

    def _table(self, value: object, *place: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._wrong(place, "this is no line of a record")

    def _wrong(self, place: tuple[str, ...], cause: str) -> RecordError:
        lead = ".".join(map(_key, place))
        lines = enumerate(self._text.split("\n"), 1)
        line = next((number for number, text in lines if re.match(re.escape(lead) + r"[. =]", text)), None)
        return RecordError(self._name, line, cause, _way_out(self._name))
