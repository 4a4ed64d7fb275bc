"""Opens pictures and makes them fit: to fill a slate, or as a small card. Knows no words to set and no video to write."""

from pathlib import Path

import av
from av.error import FFmpegError
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from vgdsl.media.errors import MediaError

_MOST_RATIO = 1.9
"""Of a card: what is wider, or as much taller, is cut."""


def open_picture(path: Path) -> Image.Image:
    """The picture in the file, upright and in RGB; of a clip its first frame. Raises MediaError if it is neither."""
    try:
        with Image.open(path) as image:
            return ImageOps.exif_transpose(image).convert("RGB")
    except UnidentifiedImageError:
        return _first_frame(path)
    except (OSError, Image.DecompressionBombError) as error:
        raise MediaError(f"{path.name} is a damaged picture.") from error


def filling(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture cut and scaled so that it fills `size`; one of that size is left as it is."""
    return image if image.size == size else ImageOps.fit(image, size, Image.Resampling.BILINEAR)


def rounded(image: Image.Image, radius: int) -> Image.Image:
    """A mask in the picture's size with smooth rounded corners."""
    scale = 4
    mask = Image.new("L", (image.width * scale, image.height * scale))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * scale, fill=255)
    return mask.reduce(scale)


def thumbnail(image: Image.Image, height: int) -> Image.Image:
    """The picture in a small height; very wide and very tall ones are cut."""
    ratio = min(_MOST_RATIO, max(1 / _MOST_RATIO, image.width / image.height))
    return filling(image, (max(2, round(height * ratio)), height)).copy()


def _first_frame(path: Path) -> Image.Image:
    try:
        with av.open(str(path)) as container:
            for frame in container.decode(video=0):
                plane = frame.reformat(format="rgb24").planes[0]
                size = (frame.width, frame.height)
                return Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size)
    except (FFmpegError, IndexError) as error:
        raise MediaError(f"{path.name} is no picture and no clip.") from error
    raise MediaError(f"{path.name} is a clip without a single picture.")
