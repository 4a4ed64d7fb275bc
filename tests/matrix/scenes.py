"""Scene files to be written: one shot or upscale with its values as source text, and what stands around it.

Knows the language's spelling and what each model takes at the least; knows no mistakes and no checker.
"""

from collections.abc import Mapping

import msgspec

from vgdsl.program.editions import load
from vgdsl.program.model import Mode, Model, default_aspect

CATALOG = load()
MODELS = tuple(CATALOG.models.values())
NODE = "shown"
AROUND = "around"
PICTURE, OTHER = 'image("https://example.org/a.png")', 'image("https://example.org/b.png")'
VIDEO, SOUND = 'video("https://example.org/a.mp4")', 'audio("https://example.org/a.mp3")'
WORLD = """\
film matrix { title = "Matrix" }
shot opening { model = "wan-2-7-text-to-video" prompt = "A gondola." duration = 5s aspect_ratio = 16:9 resolution = 720p }
"""


class Scene(msgspec.Struct, frozen=True):
    """A node: its model, its attributes and options as they are written, and other declarations."""

    model: Model
    values: Mapping[str, str]
    options: Mapping[str, str] = {}
    around: str = ""
    keyword: str = "shot"

    def saying(self, **values: str) -> "Scene":
        """The same with these attributes."""
        return msgspec.structs.replace(self, values={**self.values, **values})

    def without(self, *names: str) -> "Scene":
        """The same without these attributes."""
        kept = {name: text for name, text in self.values.items() if name not in names}
        return msgspec.structs.replace(self, values=kept)

    def beside(self, declarations: str) -> "Scene":
        """The same with more declarations around it."""
        return msgspec.structs.replace(self, around=f"{self.around}{declarations}\n")

    def optional(self, **options: str) -> "Scene":
        """The same with these lines in its options."""
        return msgspec.structs.replace(self, options={**self.options, **options})

    def called(self, keyword: str) -> "Scene":
        """The same as another kind of declaration."""
        return msgspec.structs.replace(self, keyword=keyword)

    @property
    def text(self) -> str:
        """The scene file."""
        return "\n".join([self._before, *self._lines(), "}\n"])

    def place(self, attribute: str) -> tuple[int, int]:
        """Where an attribute's value begins and ends in the text; for "" the node's name.

        `options.NAME` is an option's value, `names.NAME` an option's name, AROUND all that stands before the node.
        """
        at = len(self._before) + 1
        if attribute == AROUND:
            return 0, at
        if not attribute:
            return at - len(f"{NODE} {{") - 1, at - 3
        for line in self._lines():
            name, _, value = line.strip().partition(" = ")
            if attribute == f"names.{name}":
                return at + line.index(name), at + line.index(name) + len(name)
            if name == attribute.removeprefix("options."):
                return at + len(line) - len(value), at + len(line)
            at += len(line) + 1
        raise KeyError(attribute)

    @property
    def _before(self) -> str:
        return f"{WORLD}{self.around}{self.keyword} {NODE} {{"

    def _lines(self) -> list[str]:
        lines = [
            f'  model = "{self.model.id}"',
            *(f"  {name} = {text}" for name, text in self.values.items()),
        ]
        if self.options:
            inner = [f"    {name} = {text}" for name, text in self.options.items()]
            lines += ["  options {", *inner, "  }"]
        return lines


def ladder(model: Model) -> list[str]:
    """The lengths that a model lists and that can be said."""
    return [text for text in model.durations or () if text != "Auto"]


def shapes(model: Model) -> list[str]:
    """The shapes that a model lists and that can be said as one."""
    return [text for text in model.aspect_ratios or () if ":" in text]


def usual(model: Model) -> Scene:
    """The least that a valid scene says of a model."""
    if model.mode is Mode.UPSCALE:
        return Scene(model, {"source": VIDEO}, keyword="upscale")
    values = {"prompt": '"A gondola."'} if model.prompt == "required" else {}
    if lengths := ladder(model):
        values["duration"] = min(lengths, key=lambda text: abs(int(text[:-1]) - 5))
    if shape := default_aspect(model):
        values["aspect_ratio"] = shape
    if model.start_image == "required":
        values["start"] = PICTURE
    if model.end_image == "required":
        values["end"] = OTHER
    if model.mode in {Mode.VIDEO, Mode.MOTION}:
        values["source"] = VIDEO
    if model.mode is Mode.REFERENCE:
        return shown(Scene(model, values))
    return Scene(model, values)


def shown(scene: Scene) -> Scene:
    """With one thing to look at, in the way that the model wants it."""
    if scene.model.tags != "structured":
        return scene.saying(references=f"[{PICTURE}]")
    return cast(scene, 1)


def cast(scene: Scene, elements: int, pictures: int = 1, locations: int = 0) -> Scene:
    """With so many elements of so many pictures each, and locations of one."""
    kept = "".join(
        line
        for line in scene.around.splitlines(keepends=True)
        if not line.startswith(("element e", "location l"))
    )
    lines = [f"element e{n} {{ {_pictures(f'e{n}', pictures)} }}" for n in range(elements)]
    lines += [f"location l{n} {{ image = {web(f'l{n}')} }}" for n in range(locations)]
    values = {}
    if elements:
        values["elements"] = f"[{', '.join(f'e{n}' for n in range(elements))}]"
    if locations:
        values["locations"] = f"[{', '.join(f'l{n}' for n in range(locations))}]"
    alone = msgspec.structs.replace(scene, around=kept)
    return alone.without("elements", "locations").beside("\n".join(lines)).saying(**values)


def _pictures(name: str, number: int) -> str:
    more = ", ".join(web(f"{name}-{n}") for n in range(1, number))
    return f"frontal = {web(name)}" + (f" references = [{more}]" if more else "")


def web(name: str, kind: str = "image") -> str:
    """A medium on the web."""
    ending = {"image": "png", "video": "mp4", "audio": "mp3", "document": "pdf"}[kind]
    return f'{kind}("https://example.org/{name}.{ending}")'


def several(kind: str, number: int) -> list[str]:
    """So many different media on the web."""
    return [web(f"{kind}{n}", kind) for n in range(number)]


def listed(items: list[str]) -> str:
    """A list as it is written."""
    return f"[{', '.join(items)}]"
