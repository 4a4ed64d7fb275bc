"""Builds a cut from the clips of a run. Knows files and the studio; buys nothing and knows no graph."""

from collections.abc import Mapping

from vgdsl.plan.job import Assembly
from vgdsl.plan.key import cut_key
from vgdsl.run import events as e
from vgdsl.run.announcer import Emit
from vgdsl.run.studio import StudioError
from vgdsl.run.tools import Tools


async def build(assembly: Assembly, clips: Mapping[str, str], tools: Tools, emit: Emit) -> str | None:
    """Put a cut together under a name of its own, and give it its name when it is whole; "" where there is one now (a cut has no
    digest), else None.

    `clips` are the digests of the clips of its jobs. Raises OSError when the disk fails.
    """
    clock, folder = tools.clock, tools.results.folder
    folder.mkdir(parents=True, exist_ok=True)
    out, draft = folder / assembly.cut.output, tools.results.draft()
    paths = {job: tools.store.clip(clips[job]) for job in assembly.needs}

    def progress(fraction: float) -> None:
        emit(e.Building(at=clock.now(), job=assembly.id, fraction=fraction))

    try:
        film = await tools.studio.assemble(assembly, paths, draft, progress)
        draft.replace(out)
        tools.results.mark(out.name, cut_key(assembly, clips))
    except StudioError as error:
        emit(e.BuildFailed(at=clock.now(), job=assembly.id, message=str(error)))
        return None
    finally:
        draft.unlink(missing_ok=True)
    emit(
        e.Built(
            at=clock.now(), job=assembly.id, path=str(out), frames=film.frames, seconds=film.seconds,
            copied=film.copied, encoded=film.encoded,
        )
    )  # fmt: skip
    return ""
