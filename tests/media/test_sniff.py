"""What a file is follows from its bytes, whatever its name."""

import io
import subprocess
import sys
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vgdsl.media.sniff import sniff


def encoded_image(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, form)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("form", "mime", "extension"),
    [
        ("PNG", "image/png", ".png"),
        ("JPEG", "image/jpeg", ".jpg"),
        ("WEBP", "image/webp", ".webp"),
        ("BMP", "image/bmp", ".bmp"),
        ("TIFF", "image/tiff", ".tiff"),
        ("GIF", "image/gif", ".gif"),
    ],
)
def test_pictures(form, mime, extension):
    found = sniff(encoded_image(form))
    assert found is not None
    assert (found.kind, found.mime, found.extension) == ("image", mime, extension)


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "image/heif"),
        (b"\x00\x00\x00\x20ftypqt  ", "video/quicktime"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"\x00\x00\x10\x00moov", "video/quicktime"),
        (b"II*\x00rest", "image/tiff"),
        (b"MM\x00*rest", "image/tiff"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (b"<!DOCTYPE html><html>", "text/html"),
        ("Città e 東京".encode(), "text/plain"),
        ("cut in a character 東".encode()[:-1], "text/plain"),
        (b"\xff\xf1\x50\x80\x00\x1f\xfc", "audio/aac"),
        (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
        (b"ID3\x04\x00\x00", "audio/mpeg"),
    ],
)
def test_heads(head, mime):
    found = sniff(head)
    assert found is not None
    assert found.mime == mime


@pytest.mark.parametrize(
    ("name", "codec", "mime"),
    [
        ("a.wav", "pcm_s16le", "audio/wav"),
        ("a.mp3", "libmp3lame", "audio/mpeg"),
        ("a.flac", "flac", "audio/flac"),
        ("a.ogg", "libopus", "audio/ogg"),
        ("a.aac", "aac", "audio/aac"),
        ("a.m4a", "aac", "audio/mp4"),
        ("a.webm", "libopus", "video/webm"),
    ],
)
@pytest.mark.parametrize("tagged", [True, False])
def test_sounds_as_encoders_write_them(tmp_path: Path, name, codec, mime, tagged):
    path = tmp_path / name
    options = {} if tagged or name != "a.mp3" else {"id3v2_version": "0", "write_xing": "0"}
    form = "ipod" if name.endswith("m4a") else None
    with av.open(str(path), "w", format=form, options=options) as container:
        stream = container.add_stream(codec, rate=48_000, layout="stereo")
        frame = av.AudioFrame("s16", "stereo", 4800)
        frame.sample_rate = 48_000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    found = sniff(path.read_bytes()[:4096])
    assert found is not None
    assert found.mime == mime


@pytest.mark.parametrize(
    "head", [b"", b"\x00\x01\x02\x03", b"RIFF\x00\x00\x00\x00AVI ", b"\xff\xff\xff\xff", b"\x80abc"]
)
def test_unknown_bytes_are_no_type(head):
    assert sniff(head) is None


@given(st.binary(max_size=64))
def test_no_bytes_break_it(head):
    sniff(head)


def test_sniffing_loads_no_decoder():
    program = "import sys, vgdsl.media.probe as p; p.sniff(b'x'); print({'av', 'PIL'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
