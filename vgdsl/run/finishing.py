"""Finishes the clip of a take from what was bought for it. Knows files and the studio; buys nothing and knows no graph."""

from collections.abc import Mapping

from vgdsl.plan.job import Finishing
from vgdsl.plan.key import finished
from vgdsl.run import events as e
from vgdsl.run.announcer import Emit
from vgdsl.run.inputs import Darkroom
from vgdsl.run.results import place
from vgdsl.run.studio import StudioError
from vgdsl.run.tools import Tools


async def finish(finishing: Finishing, clips: Mapping[str, str], tools: Tools, emit: Emit) -> str | None:
    """Join the parts and put the sound back; the identity of the clip, or None where that cannot be done.

    `clips` are the digests of the clips of its jobs. Raises OSError when the disk fails.
    """
    clock, identity, draft = tools.clock, finished(finishing, clips), tools.store.temporary()
    darkroom = Darkroom(tools.project, tools.store, tools.studio)

    def progress(fraction: float) -> None:
        emit(e.Building(at=clock.now(), job=finishing.id, fraction=fraction))

    try:
        parts = [tools.store.clip(clips[part]) for part in finishing.parts]
        sound = None if finishing.sound is None else (await darkroom.file(finishing.sound, clips)).path
        made = await tools.studio.finish(parts, sound, draft, progress)
        if made is None:
            place(parts[0], draft)
        tools.store.finish(draft, identity)
    except StudioError as error:
        emit(e.BuildFailed(at=clock.now(), job=finishing.id, message=str(error)))
        return None
    finally:
        draft.unlink(missing_ok=True)
    if made is None:
        emit(e.Kept(at=clock.now(), job=finishing.id))
    else:
        emit(
            e.Joined(
                at=clock.now(), job=finishing.id, parts=len(parts), frames=made.frames, seconds=made.seconds,
                copied=made.copied, sounding=made.sounding,
            )
        )  # fmt: skip
    return identity
