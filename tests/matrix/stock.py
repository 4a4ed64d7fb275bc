"""Small real media for scene files, made once: pictures, clips, sounds and documents of every size that matters."""

import io
import math
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

RATE = 8
TALL, SQUARE, WIDE = (240, 640), (400, 400), (640, 240)


def make(folder: Path) -> None:
    """Fill the folder. A name says what a file is: `clip5.mp4` lasts five seconds, `tall.png` is too tall for most."""
    for name, size in {"a": SQUARE, "b": SQUARE, "tall": TALL, "wide": WIDE, "small": (64, 64)}.items():
        (folder / f"{name}.png").write_bytes(picture(size, "PNG"))
    (folder / "photo.jpg").write_bytes(picture(SQUARE, "JPEG"))
    (folder / "disguised.png").write_bytes(picture(SQUARE, "WEBP"))
    (folder / "broken.png").write_bytes(picture(SQUARE, "PNG")[:-40])
    for megabytes in (14, 16, 21):
        (folder / f"heavy{megabytes}.png").write_bytes(padded(picture(SQUARE, "PNG"), megabytes))
    for seconds in (1, 3, 5, 9, 20, 31):
        clip(folder / f"clip{seconds}.mp4", seconds)
    for seconds in (9, 20):
        (folder / f"also{seconds}.mp4").write_bytes(
            padded((folder / f"clip{seconds}.mp4").read_bytes(), 0.1, box=True)
        )
        (folder / f"also{seconds}.wav").write_bytes(sound(seconds + 0.1))
    clip(folder / "large.mp4", 1, size=(1280, 720))
    clip(folder / "film.mp4", 301, rate=1)
    clip(folder / "long.mp4", 301, rate=1, gop=500)
    clip(folder / "many.mp4", 20, size=(64, 64), rate=24, gop=500)
    clip(folder / "clip5.mov", 5)
    clip(folder / "clip5.webm", 5)
    clip(folder / "clip5.mkv", 5)
    clip(folder / "blink.mp4", Fraction(1, 2))
    (folder / "heavy.mp4").write_bytes(padded((folder / "clip5.mp4").read_bytes(), 27, box=True))
    for seconds in (1, 2, 5, 9, 20, 31):
        (folder / f"sound{seconds}.wav").write_bytes(sound(seconds))
    (folder / "photo.avif").write_bytes(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(400))
    (folder / "cut.mp4").write_bytes((folder / "clip5.mp4").read_bytes()[:900])
    (folder / "blink.wav").write_bytes(sound(0.5))
    (folder / "heavy.wav").write_bytes(sound(9, rate=200_000, channels=5))
    track(folder / "sound5.ogg", "libopus", 48_000)
    track(folder / "sound5.mp3", "libmp3lame", 44_100)
    (folder / "brief.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (folder / "brief.md").write_text("# A harbour at dawn\n")
    (folder / "table.csv").write_text("shot,seconds\nharbour,5\n")


def picture(size: tuple[int, int], kind: str) -> bytes:
    """A plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "#875").save(buffer, kind)
    return buffer.getvalue()


def padded(data: bytes, megabytes: float, *, box: bool = False) -> bytes:
    """The same file with nothing after its end, or in a free box after it, until it is so large."""
    room = int(megabytes * 1_000_000) - len(data)
    return data + (struct.pack(">I", room) + b"free" + bytes(room - 8) if box else bytes(room))


def clip(
    path: Path, seconds: float | Fraction, size: tuple[int, int] = SQUARE, rate: int = RATE, gop: int = 12
) -> None:
    """A clip without sound, with a key picture at which it can be cut every `gop` pictures."""
    codec = "libvpx" if path.suffix == ".webm" else "libx264"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt, stream.gop_size = "yuv420p", gop
        stream.options = {"preset": "ultrafast"} if codec == "libx264" else {"deadline": "realtime"}
        still = av.VideoFrame.from_image(Image.new("RGB", size, "#578"))
        for number in range(math.ceil(seconds * rate)):
            still.pts, still.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(still))
        container.mux(stream.encode(None))


def sound(seconds: float, rate: int = 8_000, channels: int = 1) -> bytes:
    """Silence in a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2 * channels * int(rate * seconds)))
    return buffer.getvalue()


def track(path: Path, codec: str, rate: int, seconds: int = 5) -> None:
    """Silence in a compressed file."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate)
        with av.open(io.BytesIO(sound(seconds, rate))) as source:
            for frame in source.decode(audio=0):
                for piece in resampler.resample(frame):
                    container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
