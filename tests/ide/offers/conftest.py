"""Films in memory that are asked about at a cursor, `|`."""

from collections.abc import Callable, Mapping

import pytest

from vgdsl.ide.completion import offers
from vgdsl.ide.offers.offer import Offer
from vgdsl.ide.view import View

FILM = """\
film lagoon {
  title        = "The Lagoon"
  model        = "kling-o3-pro"
  aspect_ratio = 16:9
  duration     = 5s
}

let light  = "golden"
let plate  = image("plate.png")
let motion = video("plate.mp4")
let cities = ["Rome", "Oslo"]

element marco {
  description = "an old gondolier"
  frontal     = image("marco.png")
}

location canal {
  description = "a narrow canal"
}

style noir {
  prefix = "Black and white."
}

shot opening {
  prompt = "The lagoon, {{ light }}."
}

shot postcard[city in cities] {
  prompt = "A postcard of {{ city }}."
}

"""


class Folder:
    """A folder in memory."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths

    def inside(self, folder: str) -> list[str]:
        below = [
            path.removeprefix(f"{folder}/")
            for path in self.paths
            if not folder or path.startswith(f"{folder}/")
        ]
        return list(dict.fromkeys(path.partition("/")[0] + "/" * ("/" in path) for path in below))


FOLDER = Folder("film.vg", "cast.vg", "plate.png", "score.mp3", "refs/marco.png", "refs/voice.wav")


@pytest.fixture(scope="session")
def view(marked) -> Callable[..., View]:
    """The view of a text, beside other files."""
    return lambda text, others=None: marked(text, others).view


@pytest.fixture(scope="session")
def offered(marked) -> Callable[..., list[Offer]]:
    """What is offered at the cursor of a text that stands below a small film."""

    def run(
        text: str, film: str = FILM, cursor: str = "|", others: Mapping[str, str] | None = None
    ) -> list[Offer]:
        found = marked(film + text.replace(cursor, "‹›", 1), others)
        return list(offers(found.view, found.at, FOLDER))

    return run


@pytest.fixture(scope="session")
def labels(offered) -> Callable[..., list[str]]:
    """The labels of what is offered."""

    def run(text: str, **more) -> list[str]:
        return [offer.label for offer in offered(text, **more)]

    return run
