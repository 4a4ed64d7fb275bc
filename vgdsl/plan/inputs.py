"""Which bytes a value of the language stands for. Knows files by their digests and clips by the task that makes them; opens
nothing."""

from collections.abc import Iterable, Mapping

from vgdsl.plan.finishing import PLAIN, Treatment
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, LinkInput
from vgdsl.program.entities import Making, Program
from vgdsl.program.values import Clip, Frame, Media

WHOLE = "whole"


def job_id(node: str, take: int) -> str:
    """The name of a take's job: the node's own for the first, `name#2` for the second; of a part `name/1`, `name/1#2`."""
    return node if take == 1 else f"{node}#{take}"


def whole_id(node: str, take: int) -> str:
    """The name of the finishing of a take's clip: `name/whole`, `name/whole#2`."""
    return job_id(f"{node}/{WHOLE}", take)


def shown(task: str) -> str:
    """What people call the clip that a task makes: `hd` is that of `hd/whole`."""
    return task.replace(f"/{WHOLE}", "")


def pick(node: Making) -> int:
    """The take whose clip stands for the node. Where a profile asks for fewer takes than the pick, it is the last one."""
    return min(node.pick, node.takes)


class Inputs:
    """The inputs of one program, each made once. `treatments` are those of its upscales."""

    def __init__(self, program: Program, treatments: Mapping[str, Treatment]) -> None:
        self._media = program.media
        self._treatments = treatments
        self._clips = {name: ClipInput(self._clip_id(node)) for name, node in program.nodes.items()}
        self._pictures = {name: ClipInput(self._pictures_id(node)) for name, node in program.nodes.items()}
        self._files: dict[str, FileInput] = {}

    def treatment(self, node: str) -> Treatment:
        """How an upscale is done; a shot is always plain."""
        return self._treatments.get(node, PLAIN)

    def _clip_id(self, node: Making) -> str:
        name = whole_id if self.treatment(node.name).finished else job_id
        return name(node.name, pick(node))

    def _pictures_id(self, node: Making) -> str:
        return self._clip_id(node) if self.treatment(node.name).parts else job_id(node.name, pick(node))

    def of(self, value: Media | Clip | Frame) -> Input:
        if isinstance(value, Frame):
            return FrameInput(self.pictures(value.of), value.at)
        if isinstance(value, Clip):
            return self.clip(value.node)
        return LinkInput(value.url) if value.url is not None else self.file(value)

    def all(self, values: Iterable[Media | Clip | Frame]) -> list[Input]:
        return [self.of(value) for value in values]

    def clip(self, node: str) -> ClipInput:
        """The clip of a node: its pictures, and its sound."""
        return self._clips[node]

    def pictures(self, value: Clip | Media) -> ClipInput | FileInput:
        """The pictures of a clip or a file; of the file also its sound, which then makes no difference."""
        return self._pictures[value.node] if isinstance(value, Clip) else self.file(value)

    def file(self, value: Media) -> FileInput:
        """Of a file of the project; a frame of a link is nothing that a valid program asks for."""
        if value.path is None:
            raise ValueError(f"{value} is no file of the project")
        path = value.path
        if path not in self._files:
            facts = self._media[path]
            self._files[path] = FileInput(path, facts.mime, facts.sha256, facts.size)
        return self._files[path]
