"""Makes the clips of orders, two at a time, beside the server's loop. Knows no job, no account and no clock.

A clip is kept under its order's digest: the same order is never drawn twice.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

from vgdsl.media.enlarge import Encoding, Enlarged, enlarge
from vgdsl.media.errors import MediaError
from vgdsl.media.slate.render import Slate, render
from vgdsl.providers.simulator.files import replacing
from vgdsl.providers.simulator.order import Media, Order

AT_ONCE = 2
"""Clips drawn at the same time."""


class Renderer:
    """Draws clips into `clips` from the files in `media`."""

    def __init__(self, clips: Path, media: Path) -> None:
        """Start no work yet."""
        clips.mkdir(parents=True, exist_ok=True)
        self._clips, self._media = clips, media
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="slate")
        self._running: dict[str, Future[None]] = {}

    def start(self, order: Order) -> None:
        """Begin to draw the clip of an order, unless it is there or begun."""
        digest = order.digest
        if digest not in self._running and not self._path(digest).exists():
            self._running[digest] = self._pool.submit(self._draw, order, self._path(digest))

    def clip(self, order: Order) -> Path | None:
        """The finished clip, or None while it is drawn. Raises MediaError if its media cannot be used."""
        self.start(order)
        digest = order.digest
        running = self._running.get(digest)
        if running is not None:
            if not running.done():
                return None
            running.result()
            del self._running[digest]
        return self._path(digest)

    def close(self) -> None:
        """Finish what is being drawn, drop what is not begun."""
        self._pool.shutdown(cancel_futures=True)

    def _path(self, digest: str) -> Path:
        return self._clips / f"{digest}.mp4"

    def _draw(self, order: Order, path: Path) -> None:
        with replacing(path) as part:
            draw(order, self._media, part)


def draw(order: Order, media: Path, out: Path) -> None:
    """Write the clip of an order to `out`: an upscale of the source where there is one, else a slate."""
    if order.upscale and order.source and not order.source.remote:
        wanted = Enlarged(
            size=(order.width, order.height),
            fps=Fraction(order.fps) if order.retimed else None,
            slowdown=order.slowdown,
            encoding=Encoding[order.encoding.upper()],
        )
        enlarge(media / order.source.name, wanted, out)
    else:
        render(slate_of(order, media), out)


def slate_of(order: Order, media: Path) -> Slate:
    """The slate that shows an order."""

    def picture(of: Media | None) -> Path | str | None:
        return None if of is None else of.name if of.remote else media / of.name

    source = picture(order.source)
    cards = [shown for of in order.shown if (shown := picture(of)) is not None]
    return Slate(
        node=order.node,
        prompt=order.prompt,
        model=order.model,
        seconds=Fraction(order.seconds).limit_denominator(1000),
        width=order.width,
        height=order.height,
        fps=Fraction(order.fps),
        audio=order.audio,
        start=picture(order.start),
        end=picture(order.end),
        source=source if isinstance(source, Path) else None,
        thumbnails=(*cards, *([source] if isinstance(source, str) else [])),
    )


__all__ = ["MediaError", "Renderer", "draw", "slate_of"]
