"""Finds a secret in the system's keyring. Knows nothing of what it opens, and keeps nothing.

The library is an extra, and what it asks may be a service of the desktop: it is loaded and asked only where somebody has
to pay and the environment names nobody.
"""

from importlib.util import find_spec

SERVICE = "vgdsl"
INSTALL = "pip install 'vgdsl[keyring]'"


def kept(name: str) -> str | None:
    """Return the secret of a name, without anything around it; None where there is none, no keyring, or no library."""
    if find_spec("keyring") is None:
        return None
    import keyring  # noqa: PLC0415 - see the top

    try:
        found = keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001 - a keyring that is locked, or not there, fails in as many ways as there are desktops
        return None
    return (found or "").strip() or None
