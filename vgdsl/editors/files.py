"""Where the editors' files are, in a checkout and in an installed package, and what is to be done with them. Opens no editor."""

import re
from pathlib import Path

import msgspec

HERE = Path(__file__).parent
PLACES = (HERE / "files", HERE.parent.parent / "grammar" / "editors")  # a wheel, a checkout

_SECTION = re.compile(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


class Guide(msgspec.Struct, frozen=True):
    """One editor's section of the page about them: its name, what is there for it, and what is to be done."""

    name: str
    brings: str
    text: str

    @property
    def word(self) -> str:
        """The name as one types it: `vscode`, `vim`, `helix`."""
        return {"Visual Studio Code": "vscode"}.get(self.name, self.name.lower().replace(" ", "-"))


def folder() -> Path:
    """The folder of the editors' files."""
    return next(place for place in PLACES if place.is_dir())


def guides() -> tuple[Guide, ...]:
    """Every editor in the order of the page, with the paths as they are on this machine."""
    page = (folder() / "README.md").read_text(encoding="utf-8").replace("grammar/editors", str(folder()))
    return tuple(Guide(name, *_split(text.strip())) for name, text in _SECTION.findall(page))


def _split(text: str) -> tuple[str, str]:
    """The first sentence, and the whole."""
    first = re.split(r"(?<=\.)\s|:\n", text, maxsplit=1)[0]
    return " ".join(first.split()), text
