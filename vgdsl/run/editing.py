"""Lays an assembly out as the timeline that vgdsl.media puts together. Knows both sides' words; reads only sizes of clips."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from vgdsl.media.assemble import Clip, Dissolve, Music, Timeline, assemble
from vgdsl.media.probe import probe
from vgdsl.plan.job import Assembly
from vgdsl.program import entities
from vgdsl.program.model import lines
from vgdsl.program.values import Clip as NodeClip
from vgdsl.program.values import Duration, Resolution
from vgdsl.run.studio import Assembled


def assembled(
    project: Path,
    assembly: Assembly,
    clips: Mapping[str, Path],
    out: Path,
    progress: Callable[[float], None],
) -> Assembled:
    """Write the film of an assembly to `out`; `project` is the folder that its own files are in. Raises MediaError."""
    film = assemble(_timeline(project, assembly, clips), out, progress=progress)
    return Assembled(film.frames, float(film.duration), film.copied, film.encoded)


def _timeline(project: Path, assembly: Assembly, clips: Mapping[str, Path]) -> Timeline:
    cut = assembly.cut
    doubled = {second for _, second in assembly.seams}
    items = tuple(
        _item(item, project, assembly, clips, doubled=number in doubled)
        for number, item in enumerate(cut.sequence)
    )
    first = next(item.path for item in items if isinstance(item, Clip))
    return Timeline(
        items,
        music=None if cut.music is None else _music(cut.music, project),
        fps=None if cut.fps is None else cut.fps.fraction,
        size=None if cut.resolution is None else _size(cut.resolution, first),
    )


def _item(
    item: entities.Part | entities.Dissolve,
    project: Path,
    assembly: Assembly,
    clips: Mapping[str, Path],
    *,
    doubled: bool,
) -> Clip | Dissolve:
    if isinstance(item, entities.Dissolve):
        return Dissolve(item.duration.seconds)
    if isinstance(item.clip, NodeClip):
        path = clips[assembly.jobs[item.clip.node]]
    else:
        path = project / str(item.clip.path)
    return Clip(path, _seconds(item.start), _seconds(item.end), doubled)


def _music(music: entities.Music, project: Path) -> Music:
    return Music(
        project / str(music.media.path),
        start=music.start.seconds,
        fade_in=music.fade_in.seconds,
        fade_out=music.fade_out.seconds,
        gain_db=music.gain,
    )


def _seconds(duration: Duration | None) -> Fraction | None:
    return None if duration is None else duration.seconds


def _size(resolution: Resolution, first: Path) -> tuple[int, int]:
    """The cut's size: the shape of its first clip, its shorter side as many lines as the resolution says."""
    info = probe(first)
    width, height = info.width or 1, info.height or 1
    scale = Fraction(lines(str(resolution)), min(width, height))
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)
