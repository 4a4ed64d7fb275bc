"""The requests that the API's guides show can all be said: guides.md beside this file is the table, and is true.

A heading begins a shape. A comment below it names the guide and section that it is from, with `#2` for the second such
request of a section. Then comes the scene file, the request that it becomes, in some places the price's, and a table of what
is otherwise in the guide. Where the guides' own requests are at hand, these are compared with ours field for field: up to the
words of prompts (of which the tags must agree) and the addresses of media (of which it must agree which are the same).

    python tests/plan/test_guides.py      writes the requests of the table anew, to be read before they are committed
"""

import json
import re
import shutil
import wave
import zipfile
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import jsonschema_rs
import pytest
from PIL import Image

from vgdsl.check.attributes import OWNED
from vgdsl.check.passes import Settings, check
from vgdsl.media.frames import extract_frame
from vgdsl.media.probe import probe
from vgdsl.media.slate.render import Slate, render
from vgdsl.plan.job import FileInput, FrameInput, LinkInput
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.project import Project
from vgdsl.providers.base import DataFile
from vgdsl.providers.simulator.judging.rules import queue_issues, quote_issues
from vgdsl.providers.venice.body import encode_chunks

TABLE = Path(__file__).with_name("guides.md")
SHARED = Path(__file__).parents[3] / "shared" / "venice"

_GUIDE = re.compile(r"<!-- guide: (.+?) -->")
_FENCE = re.compile(r"```(vg|json|json quote)\n(.*?)```", re.DOTALL)
_ROW = re.compile(r"^\| *(`[^|]*`)? *\| *(`[^|]*`)? *\| *([^|`-][^|]*?) *\|$", re.MULTILINE)
_TAG = re.compile(r"@[A-Z]\w*|<\w+ \d+>")
_ADDRESS = re.compile(r"https://|data:")


class Difference(NamedTuple):
    """A field of the guide, as JSON with its name, and what is sent in its place; either may be nothing."""

    guide: str
    here: str
    why: str


class Shape(NamedTuple):
    """One entry of the table."""

    title: str
    guides: tuple[str, ...]
    film: str
    request: Mapping[str, object]
    quote: Mapping[str, object] | None
    differences: tuple[Difference, ...]


def shapes() -> Iterator[Shape]:
    for entry in re.split(r"^### ", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        texts = dict(_FENCE.findall(entry))
        quote = texts.get("json quote")
        rows = tuple(Difference(*(cell.strip("`") for cell in row)) for row in _ROW.findall(entry))
        yield Shape(
            title=entry.partition("\n")[0],
            guides=tuple(_GUIDE.findall(entry)),
            film=texts["vg"],
            request=json.loads(texts["json"]),
            quote=None if quote is None else json.loads(quote),
            differences=tuple(row for row in rows if row.why != "why"),
        )


SHAPES = list(shapes())
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.title)


def make_media(folder: Path) -> None:
    """The files that the table's scene files name."""
    Image.new("RGB", (1280, 720), "olive").save(folder / "leaves.jpg")
    Image.new("RGB", (1280, 720), "teal").save(folder / "mislabelled.png", "WEBP")
    for name, seconds in {"harbour": 2, "hills": 2, "five-seconds": 5}.items():
        render(Slate(name, name, "none", Fraction(seconds), 640, 360, Fraction(24)), folder / f"{name}.mp4")
    with wave.open(str(folder / "tune.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(5 * 16_000))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("guides")
    make_media(made)
    return made


@pytest.fixture
def checked(folder):
    """What the checker makes of a text in the folder of media."""

    def run(text: str):
        (folder / "film.vg").write_text(text, encoding="utf-8")
        return check("film.vg", Project(folder), load(), Settings())

    return run


def shown(value: object) -> object:
    """A request as the table has it."""
    match value:
        case FileInput():
            return f"data:{value.mime};base64,<{value.path}>"
        case FrameInput():
            return f"data:image/png;base64,<the {value.at} frame of {value.of.path}>"
        case LinkInput():
            return value.url
        case Mapping():
            return {name: shown(inner) for name, inner in value.items()}
        case list():
            return [shown(inner) for inner in value]
    return value


def addressed(value: object) -> object:
    """A request as JSON, with an address wherever media stand."""
    text = json.dumps(value)
    return json.loads(re.sub(r'"data:[^"]*"', '"https://example.com/media"', text))


@every_shape
def test_the_scene_file_becomes_the_request(shape, checked):
    found = checked(shape.film)
    assert [d for d in found.diagnostics if d.code != "VG499"] == []
    (job,) = lower(found.program, load()).jobs
    assert shown(job.body) == shape.request
    assert list(job.body) == list(shape.request)
    if shape.quote is not None:
        assert shown(job.quote) == shape.quote


@every_shape
def test_the_service_would_take_it(shape, checked):
    """As strictly as the simulator does."""
    (job,) = lower(checked(shape.film).program, load()).jobs
    model = load().get(job.model)
    assert queue_issues(model, addressed(shown(job.body))) == []
    assert quote_issues(model, addressed(shown(job.quote))) == []


_LINKED = re.compile(r'(image|video|audio|document)\("https://example\.com/([^"]+)"\)')


def make_local(kind: str, name: str, folder: Path) -> str:
    """A file of that kind in place of an address. What is called .png here is WebP: its bytes say what it is."""
    path = folder / "local" / (name if "." in name else f"{name}.docx")
    path.parent.mkdir(exist_ok=True)
    match kind:
        case "image":
            picture = Image.new("RGB", (1280, 720), f"#{len(name):02x}{len(name) * 7:02x}40")
            picture.save(path, "WEBP" if path.suffix == ".png" else None)
        case "document":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("word/document.xml", "<document/>")
        case _:
            shutil.copy(folder / {"video": "five-seconds.mp4", "audio": "tune.wav"}[kind], path)
    return f'{kind}("local/{path.name}")'


def as_bytes(body: Mapping[str, object], folder: Path) -> bytes:
    """The request as it leaves, streamed."""

    def ready(value: object) -> object:
        match value:
            case FileInput():
                return DataFile(folder / value.path, value.mime)
            case FrameInput():
                out = folder / f"{value.at}.png"
                return DataFile(extract_frame(folder / value.of.path, value.at.value, out), "image/png")
            case Mapping():
                return {name: ready(inner) for name, inner in value.items()}
            case list():
                return [ready(inner) for inner in value]
        return value

    length, chunks = encode_chunks(ready(body))
    sent = b"".join(chunks())
    assert len(sent) == length
    return sent


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)


@every_shape
def test_files_of_the_project_do_as_well_as_addresses(shape, checked, folder):
    """Every medium travels inside the request, under its true type, and the service takes it."""
    film = _LINKED.sub(lambda match: make_local(match[1], match[2], folder), shape.film)
    found = checked(film)
    assert [d for d in found.diagnostics if d.code != "VG499"] == []
    (job,) = lower(found.program, load()).jobs
    sent = json.loads(as_bytes(job.body, folder))
    assert alike(addressed(sent)) == alike(addressed(local(shape.request)))
    for text in texts_in(sent):
        assert not text.startswith("https:")
        if text.startswith("data:"):
            mime, _, encoded = text.removeprefix("data:").partition(";base64,")
            (folder / "received").write_bytes(b64decode(encoded, validate=True))
            assert probe(folder / "received").mime == mime
    assert queue_issues(load().get(job.model), sent) == []


def local(request: object) -> object:
    """A request of the table with its addresses as media inside it."""
    return json.loads(re.sub(r'"https://example\.com/[^"]*"', '"data:"', json.dumps(request)))


@pytest.fixture(scope="module")
def published():
    """The published schema of a request by its name, where it is at hand."""
    path = SHARED / "openapi.json"
    if not path.exists():
        pytest.skip("the published schema is not part of the project")
    known = json.loads(path.read_text(encoding="utf-8"))["components"]["schemas"]

    def named(name: str) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator({**known[name], "required": ["model"]})

    return named


@every_shape
def test_the_published_schema_takes_it(shape, published):
    assert [e.message for e in published("QueueVideoRequest").iter_errors(addressed(shape.request))] == []
    if shape.quote is not None:
        quote = addressed(shape.quote)
        assert [e.message for e in published("QuoteVideoRequest").iter_errors(quote)] == []


def test_every_field_of_the_language_is_in_the_table():
    assert {field for shape in SHAPES for field in shape.request} >= OWNED.keys()


PARTS = {
    "elements": {"frontal_image_url", "reference_image_urls", "video_url", "audio_url"},
    "image_references": {"image_url", "type", "ref_name", "audio_url"},
    "video_references": {"video_url", "ref_name", "audio_url"},
    "keyframes": {"image_url", "frame_index"},
    "camera_trajectory": {"time", "azimuth", "elevation", "distance"},
}
"""Of what the records in a request consist (published schema, Venice video skill, harness notes: August to October 2026)."""


def test_every_part_of_a_record_is_in_the_table():
    for field, parts in PARTS.items():
        records = [record for shape in SHAPES for record in shape.request.get(field, ())]
        assert {name for record in records for name in record} == parts


def examples() -> dict[str, Mapping[str, object]]:
    """The guides' requests by guide, section and number, where they are at hand."""
    path = SHARED / "examples.json"
    if not path.exists():
        pytest.skip("the guides' examples are not part of the project")
    seen: Counter[str] = Counter()
    found = {}
    for example in json.loads(path.read_text(encoding="utf-8")):
        name = f"{example['source']}, {example['section']}"
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} #{seen[name]}"] = example["body"]
    return found


def test_every_request_of_the_guides_is_in_the_table():
    assert Counter(guide for shape in SHAPES for guide in shape.guides) == Counter(list(examples()))


@every_shape
def test_the_guide_differs_only_as_the_table_says(shape):
    for guide in shape.guides:
        theirs = examples()[guide]
        ours = shape.request if shape.quote is None else shape.quote
        for difference in shape.differences:
            here, there = (json.loads(f"{{{text}}}") for text in (difference.here, difference.guide))
            assert here.items() <= ours.items()
            ours = {**{name: value for name, value in ours.items() if name not in here}, **there}
        assert alike(ours) == alike(theirs)


def alike(body: Mapping[str, object]) -> object:
    """A request without its words: of the prompt the tags, of an address its kind and whether it was there before."""
    addresses: dict[str, str] = {}

    def plain(value: object) -> object:
        if isinstance(value, Mapping):
            return {name: plain(inner) for name, inner in sorted(value.items()) if name != "prompt"}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        if isinstance(value, str) and _ADDRESS.match(value):
            return addresses.setdefault(value, f"{value.partition(':')[0]} {len(addresses)}")
        return value

    return plain(body), _TAG.findall(str(body.get("prompt", "")))


def test_differences_are_not_for_nothing():
    """Each has a reason, and stands with a guide that it differs from."""
    for shape in SHAPES:
        assert bool(shape.guides) or not shape.differences, shape.title
        assert all(len(difference.why) > 20 for difference in shape.differences)


def renewed(folder: Path) -> str:
    """The table with each request as its film becomes it now."""
    text = TABLE.read_text(encoding="utf-8")
    for shape in SHAPES:
        (folder / "film.vg").write_text(shape.film, encoding="utf-8")
        (job,) = lower(check("film.vg", Project(folder), load(), Settings()).program, load()).jobs
        for old, new in ((shape.request, job.body), (shape.quote, job.quote)):
            if old is not None:
                start, film, rest = text.partition(shape.film)
                text = start + film + rest.replace(written(old), written(shown(new)), 1)
    return text


def written(body: object) -> str:
    return json.dumps(body, indent=2, ensure_ascii=False)


def test_the_table_is_as_it_would_be_written(folder):
    assert renewed(folder) == TABLE.read_text(encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        make_media(Path(made))
        TABLE.write_text(renewed(Path(made)), encoding="utf-8")
