"""What a command says when the world refuses: the message, without a traceback, and the exit code that fits."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from vgdsl.edit.file import ChangedError
from vgdsl.production import UnknownSelectionError
from vgdsl.providers.errors import ProviderError
from vgdsl.run.lock import LockedError
from vgdsl.run.memory.journal import JournalError
from vgdsl.run.memory.record_text import RecordError
from vgdsl.run.settling import SettlingError
from vgdsl.settings import SettingsError
from vgdsl.share.depot import DepotError


@contextmanager
def told() -> Iterator[None]:
    """Turns what the world refuses into words. Mistakes of the program itself go through as they are."""
    try:
        yield
    except UnknownSelectionError as error:
        raise click.UsageError(str(error)) from None
    except (
        ProviderError,
        JournalError,
        LockedError,
        RecordError,
        SettlingError,
        SettingsError,
        DepotError,
        ChangedError,
    ) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(f"{where}{error.strerror or error}{_way_out(error)}") from None


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHUT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def _way_out(error: OSError) -> str:
    """What to do about a disk that takes nothing; of other troubles the cause says enough."""
    if error.errno in _FULL:
        return ". Make room on the disk and run again: what is paid for is collected first."
    if error.errno in _SHUT:
        return ". See that it can be written to, then run again: what is paid for is collected first."
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}:
        return ". Something else has that name: move it away, then run again."
    return ""
