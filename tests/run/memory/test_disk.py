"""A disk that several machines write to is told from one of this machine's own."""

import pytest

from vgdsl.run.memory.disk import shared_between_machines

MOUNTS = """\
overlay / overlay rw 0 0
tmpfs /films tmpfs rw 0 0
server:/films /films nfs4 rw 0 0
//desk/share /mnt/a\\040b cifs rw 0 0
me@desk:/ /mnt/ssh fuse.sshfs rw 0 0
/dev/sdb1 /mnt/usb fuseblk rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/home/me/film/.vgdsl/journal.db", False),
        ("/films/lagoon/.vgdsl/journal.db", True),
        ("/filmstrip/journal.db", False),
        ("/mnt/a b/journal.db", True),
        ("/mnt/ssh/x/journal.db", True),
        ("/mnt/usb/journal.db", False),
    ],
)
def test_by_the_mount_that_it_is_on(tmp_path, path, shared):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert shared_between_machines(path, mounts) is shared


def test_without_a_list_disks_count_as_local(tmp_path):
    assert shared_between_machines(tmp_path, tmp_path / "none") is False
