"""Lays out the folder of a page's example on a disk, with media that are really what the page says of them."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, repeat
from pathlib import Path

import av
import pytest
from PIL import Image

from vgdsl.report.explain.page import Example
from vgdsl.report.explain.props import Prop

RATE = 48_000
PICTURES = {"image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF", "image/bmp": "BMP"}
SOUNDS = {
    "audio/mpeg": ("mp3", "libmp3lame"),
    "audio/wav": ("wav", "pcm_s16le"),
    "audio/flac": ("flac", "flac"),
    "audio/ogg": ("ogg", "libvorbis"),
}
VIDEOS = {"video/quicktime": "mov", "video/x-matroska": "matroska"}
DOCUMENTS = {"application/pdf": b"%PDF-1.4\n", "text/plain": b"A pier at dawn.\n"}
TROUBLES = {"empty": b"", "binary": b"\0" * 64, "damaged": b"\x89PNG\r\n\x1a\n" + b"\0" * 64}


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory) -> Callable[[Example], Path]:
    """Writes an example into a folder of its own; a prop that several examples have is made once."""
    store = tmp_path_factory.mktemp("props")

    def stored(prop: Prop) -> Path:
        path = store / f"{prop.said} {prop.mime}".replace("/", " ")
        if not path.exists():
            make(prop, path)
        return path

    def lay_out(example: Example) -> Path:
        folder = tmp_path_factory.mktemp("page")
        for name, text in example.texts.items():
            place(folder, name).write_bytes(text.encode())
        for name, prop in example.props.items():
            if prop.kind == "folder":
                (folder / name).mkdir(parents=True)
            else:
                place(folder, name).hardlink_to(stored(prop))
        return folder

    return lay_out


def place(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def make(prop: Prop, path: Path) -> None:
    match prop.kind:
        case "picture":
            image = Image.new("RGB", (prop.width, prop.height), "teal")
            image.save(path, PICTURES.get(prop.mime, "PNG"), compress_level=1)
            padded(path, prop)
        case "video":
            make_video(prop, path)
        case "sound":
            make_sound(prop, path)
        case "document":
            path.write_bytes(DOCUMENTS[prop.mime])
            padded(path, prop)
        case trouble:
            path.write_bytes(TROUBLES[trouble])


def padded(path: Path, prop: Prop) -> None:
    """As large as the page says: what follows the end of a picture or a document is not looked at."""
    if "MB" in prop.said:
        with path.open("r+b") as file:
            file.truncate(prop.bytes)


def make_sound(prop: Prop, path: Path) -> None:
    form, codec = SOUNDS[prop.mime]
    with av.open(str(path), "w", form) as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        for packet in silence(stream, prop.seconds):
            container.mux(packet)
    if "MB" in prop.said:  # a tag before the sound, as one with a picture of the cover
        sound = path.read_bytes()
        room = prop.bytes - len(sound) - 10
        size = bytes(room >> shift & 127 for shift in (21, 14, 7, 0))
        path.write_bytes(b"ID3\x04\0\0" + size + bytes(room) + sound)


def silence(stream, seconds: float) -> Iterator[av.Packet]:
    step = stream.codec_context.frame_size or 1024
    samples = round(seconds * RATE)
    for start in range(0, samples, step):
        frame = av.AudioFrame(stream.codec_context.format.name, "mono", min(step, samples - start))
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = RATE, start
        yield from stream.encode(frame)
    yield from stream.encode(None)


def make_video(prop: Prop, path: Path) -> None:
    """One picture from key picture to key picture, again and again: as long as is said, for the price of the first."""
    with av.open(str(path), "w", VIDEOS.get(prop.mime, "mp4")) as container:
        step = min(prop.frames, max(1, round(prop.keys_every * prop.fps)))
        options = {"preset": "ultrafast", "g": str(step), "bf": "0", "sc_threshold": "0"}
        video = container.add_stream(
            "libx264", rate=Fraction(prop.fps).limit_denominator(1001), options=options
        )
        video.width, video.height, video.pix_fmt = prop.width, prop.height, "yuv420p"
        if not prop.silent:
            sound = container.add_stream("aac", rate=RATE, layout="mono")
        first = list(group(video, step, prop))
        room = max(0, prop.bytes // prop.frames - 16) if "MB" in prop.said else 0
        packets = chain.from_iterable(repeat(first))
        for number in range(prop.frames):
            container.mux(again(next(packets), video, number, room))
        if not prop.silent:
            for packet in silence(sound, prop.seconds):
                container.mux(packet)


def group(video, step: int, prop: Prop) -> Iterator[av.Packet]:
    image = Image.new("RGB", (prop.width, prop.height), "teal")
    for number in range(step):
        frame = av.VideoFrame.from_image(image)
        frame.pts, frame.time_base = number, 1 / Fraction(prop.fps).limit_denominator(1001)
        yield from video.encode(frame)
    yield from video.encode(None)


def again(packet: av.Packet, video, number: int, room: int) -> av.Packet:
    """The packet as picture `number`, filled up with what decoders pass over."""
    coded = bytes(packet)
    filler = b"\0\0\0\1\x0c" + b"\xff" * (room - len(coded)) + b"\x80" if room > len(coded) else b""
    copy = av.Packet(coded + filler)
    copy.stream, copy.time_base = video, packet.time_base
    copy.pts = copy.dts = round(number / (video.codec_context.rate * packet.time_base))
    copy.duration = packet.duration
    copy.is_keyframe = packet.is_keyframe
    return copy
