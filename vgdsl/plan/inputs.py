"""Which bytes a value of the language stands for. Knows files by their digests and clips by the job that makes them; opens
nothing."""

from collections.abc import Iterable

from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, LinkInput
from vgdsl.program.entities import Making, Program
from vgdsl.program.values import Clip, Frame, Media


def job_id(node: str, take: int) -> str:
    """The name of a take's job: the node's own for the first, `name#2` for the second."""
    return node if take == 1 else f"{node}#{take}"


def picked(node: Making) -> str:
    """The job whose clip stands for the node. Where a profile asks for fewer takes than the pick, it is the last one."""
    return job_id(node.name, min(node.pick, node.takes))


class Inputs:
    """The inputs of one program, each made once."""

    def __init__(self, program: Program) -> None:
        self._media = program.media
        self._picked = {name: ClipInput(picked(node)) for name, node in program.nodes.items()}
        self._files: dict[str, FileInput] = {}

    def of(self, value: Media | Clip | Frame) -> Input:
        if isinstance(value, Frame):
            of = self.clip(value.of) if isinstance(value.of, Clip) else self.file(value.of)
            return FrameInput(of, value.at)
        if isinstance(value, Clip):
            return self.clip(value)
        return LinkInput(value.url) if value.url is not None else self.file(value)

    def all(self, values: Iterable[Media | Clip | Frame]) -> list[Input]:
        return [self.of(value) for value in values]

    def clip(self, value: Clip) -> ClipInput:
        return self._picked[value.node]

    def file(self, value: Media) -> FileInput:
        """Of a file of the project; a frame of a link is nothing that a valid program asks for."""
        if value.path is None:
            raise ValueError(f"{value} is no file of the project")
        path = value.path
        if path not in self._files:
            facts = self._media[path]
            self._files[path] = FileInput(path, facts.mime, facts.sha256, facts.size)
        return self._files[path]
