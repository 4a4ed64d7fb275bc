"""Places to share, on this machine: a folder, the same by its URL, and the little of S3 that sharing needs.

The S3 here keeps objects in memory and speaks what the library asks for: HEAD, GET, PUT, and uploads in parts. It sees
that requests are signed with the key it knows; it does not compute the signature.
"""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from vgdsl.run.store import Store
from vgdsl.share.opening import open_depot
from vgdsl.share.transfer import Clip

KEY_ID, SECRET = "AKIDTESTS", "secret-of-the-tests-0123456789"


class Bucket:
    """The objects of a served bucket by their paths, and the calls that came. `stalled` ones are sent by half."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.calls: list[str] = []
        self.allowed = True
        self.stalled: set[str] = set()
        self.on = threading.Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def log_message(self, *words) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def called(self) -> tuple[str, dict[str, list[str]], bytes] | None:
        """The path, the query and the body of a call; None where it was answered with a no."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        where = urlsplit(self.path)
        self.bucket.calls.append(f"{self.command} {where.path}")
        if not self.bucket.allowed or f"Credential={KEY_ID}/" not in self.headers.get("Authorization", ""):
            self.answer(403, b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
            return None
        return where.path, parse_qs(where.query, keep_blank_values=True), body

    def do_HEAD(self) -> None:
        if (call := self.called()) is not None:
            found = self.bucket.objects.get(call[0])
            if found is None:
                self.answer(404)
            else:
                self.answer(200, **self.about(found), Content_Length=str(len(found)))

    def do_GET(self) -> None:
        if (call := self.called()) is not None:
            found = self.bucket.objects.get(call[0])
            if found is None:
                self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            elif call[0] in self.bucket.stalled:
                self.answer(
                    200, found[: len(found) // 2], **self.about(found), Content_Length=str(len(found))
                )
                self.bucket.on.wait(60)
                self.close_connection = True
            else:
                self.answer(200, found, **self.about(found))

    def do_PUT(self) -> None:
        if (call := self.called()) is not None:
            path, query, body = call
            if "partNumber" in query:
                self.bucket.parts[path][int(query["partNumber"][0])] = body
            else:
                self.bucket.objects[path] = body
            self.answer(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    def do_POST(self) -> None:
        if (call := self.called()) is not None:
            path, query, _ = call
            if "uploads" in query:
                self.bucket.parts[path] = {}
                self.answer(200, b"<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u1</UploadId></InitiateMultipartUploadResult>")  # fmt: skip
            else:
                parts = self.bucket.parts.pop(path)
                self.bucket.objects[path] = b"".join(parts[number] for number in sorted(parts))
                self.answer(200, b'<CompleteMultipartUploadResult><ETag>"e"</ETag></CompleteMultipartUploadResult>')  # fmt: skip

    @staticmethod
    def about(found: bytes) -> dict[str, str]:
        return {
            "ETag": f'"{hashlib.md5(found).hexdigest()}"',
            "Last_Modified": "Tue, 25 Nov 2025 12:00:00 GMT",
            "Content_Type": "video/mp4",
        }


@pytest.fixture
def s3(monkeypatch):
    """A served bucket, with its address and key in the environment."""
    bucket = Bucket()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"bucket": bucket}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "eu-central-1",
    }.items():
        monkeypatch.setenv(name, value)
    yield bucket
    bucket.on.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["folder", "file://", "s3://"])
def depot(request, tmp_path):
    if request.param == "folder":
        return open_depot("shared/films", tmp_path)
    if request.param == "file://":
        return open_depot((tmp_path / "shared films").as_uri(), tmp_path)
    request.getfixturevalue("s3")
    return open_depot("s3://bucket/films", tmp_path)


class Here:
    """A machine's store, with clips in it."""

    def __init__(self, folder) -> None:
        self.store = Store(folder)
        self.store.prepare()

    def clip(self, data: bytes, job: str = "gulls", *, have: bool = True) -> Clip:
        sha256 = hashlib.sha256(data).hexdigest()
        if have:
            draft = self.store.temporary()
            draft.write_bytes(data)
            self.store.put(draft, sha256)
        return Clip(sha256, len(data), job)


@pytest.fixture
def here(tmp_path):
    return Here(tmp_path / "here")


@pytest.fixture
def there(tmp_path):
    return Here(tmp_path / "there")
