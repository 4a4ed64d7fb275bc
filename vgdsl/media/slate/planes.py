"""Passes between pages and the planes of video frames: brightness and two colour differences. Knows no slate."""

from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image, ImageChops

from vgdsl.media.slate.layout import Box

Planes = tuple[Image.Image, Image.Image, Image.Image]
"""Brightness, blue and red difference, each as an 8-bit picture; the last two half as wide and half as high."""

Patch = tuple[int, Planes]
"""The part of a picture that has changed: everything from an even row on, as wide as the picture."""

Masks = tuple[Image.Image, Image.Image]
"""How much of something covers what is below it, from 0 to 255: for brightness, and for the differences."""


def frame_of(page: Image.Image) -> VideoFrame:
    """A 4:2:0 frame of a page, in the colours of HD video."""
    frame = VideoFrame(page.width, page.height, "rgb24")
    frame.planes[0].update(page.tobytes("raw", "RGB", frame.planes[0].line_size))
    return frame.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )


def planes_of(page: Image.Image) -> Planes:
    """The planes of a page, to be kept."""
    luma, blue, red = (plane.copy() for plane in shared(frame_of(page)))
    return luma, blue, red


def shared(frame: VideoFrame) -> Planes:
    """Pictures that lie in the frame's own memory: what is drawn in them is in the frame, without a copy."""
    luma, blue, red = (_mapped(plane) for plane in frame.planes)
    return luma, blue, red


def _mapped(plane: VideoPlane) -> Image.Image:
    size = plane.width, plane.height
    image = Image.frombuffer("L", size, plane, "raw", "L", plane.line_size, 1)  # type: ignore[arg-type]  # any buffer
    image.readonly = 0  # else the first stroke would go to a copy of its own
    return image


def masks_of(cover: Image.Image) -> Masks:
    """The masks of a cover."""
    return cover, cover.reduce(2)


def lay(below: Planes, over: Planes, masks: Masks, at: tuple[int, int]) -> None:
    """Draw planes over others, with their left upper corner at an even place."""
    half = at[0] // 2, at[1] // 2
    for target, image, mask, place in zip(
        below, over, (masks[0], *(masks[1],) * 2), (at, half, half), strict=True
    ):
        target.paste(image, place, mask)


def put(below: Planes, over: Planes, at: tuple[int, int]) -> None:
    """Replace a part of some planes, from an even place on."""
    half = at[0] // 2, at[1] // 2
    for target, image, place in zip(below, over, (at, half, half), strict=True):
        target.paste(image, place)


def crop(planes: Planes, box: Box) -> Planes:
    """The part of the planes in an even box."""
    left, top, right, bottom = box
    half = left // 2, top // 2, right // 2, bottom // 2
    return planes[0].crop(box), planes[1].crop(half), planes[2].crop(half)


def blend(one: Planes, other: Planes, share: float) -> Planes:
    """`share` of the other planes in the one."""
    luma, blue, red = (Image.blend(first, second, share) for first, second in zip(one, other, strict=True))
    return luma, blue, red


class Sheet:
    """A picture wider than the screen, shown from any column on.

    Colour differences exist for every other column only. For odd columns they are averaged once, exactly as a
    decoder does for motion by half a step; so moving a sheet costs the encoder next to nothing.
    """

    def __init__(self, planes: Planes) -> None:
        self._luma, *colours = planes
        self._colours = [
            (plane, Image.blend(plane, ImageChops.offset(plane, -1, 0), 0.5)) for plane in colours
        ]

    def part(self, left: int, width: int) -> Planes:
        """What a screen of an even width shows when its left edge lies on column `left`."""
        start, height = left // 2, self._luma.height
        half = start, 0, start + width // 2, height // 2
        blue, red = (phases[left % 2].crop(half) for phases in self._colours)
        return self._luma.crop((left, 0, left + width, height)), blue, red
