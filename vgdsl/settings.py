"""What a project always wants: its `vgdsl.toml`. Knows that file's form; acts on nothing.

    [share]
    url = "s3://our-bucket/films"      # or a folder, as seen from the project

    [wallet]
    limit = 100                        # US dollars of one top-up

A setting that does not exist is a mistake and not ignored: somebody meant something by it.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from vgdsl.check.spelling import nearest

FILE = "vgdsl.toml"
_KNOWN: Mapping[str, frozenset[str]] = {"share": frozenset({"url"}), "wallet": frozenset({"limit"})}


class SettingsError(Exception):
    """A project's settings cannot be read; the text says what is wrong with which."""


class Settings(msgspec.Struct, frozen=True):
    """`share` is where the project's machines share clips: a folder, as seen from the project, or a URL.

    `wallet_limit` is the most that one top-up of a wallet may be, in US dollars.
    """

    share: str | None = None
    wallet_limit: Decimal | None = None


def settings(project: Path) -> Settings:
    """The settings of the project in a folder; the usual ones where it has no such file. Raises SettingsError."""
    try:
        found = tomllib.loads((project / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}") from None
    for section, values in found.items():
        if section not in _KNOWN:
            raise SettingsError(_unknown(f"[{section}]", section, list(_KNOWN)))
        if not isinstance(values, dict):
            raise SettingsError(f"{FILE}: {section} is a section; write [{section}] on a line of its own")
        for name in values.keys() - _KNOWN[section]:
            raise SettingsError(_unknown(f"{section}.{name}", name, _KNOWN[section]))
    return Settings(_text(found, "share", "url"), _dollars(found, "wallet", "limit"))


def _text(found: Mapping[str, Mapping[str, object]], section: str, name: str) -> str | None:
    value = found.get(section, {}).get(name)
    if value is None or (isinstance(value, str) and value):
        return value
    raise SettingsError(f'{FILE}: {section}.{name} is a text, such as "s3://our-bucket/films", not {value!r}')


def _dollars(found: Mapping[str, Mapping[str, object]], section: str, name: str) -> Decimal | None:
    value = found.get(section, {}).get(name)
    if value is None:
        return None
    amount = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if amount is None or not amount.is_finite() or amount < 0:
        raise SettingsError(f"{FILE}: {section}.{name} is an amount of US dollars, such as 50, not {value!r}")
    return amount


def _unknown(shown: str, name: str, known: "frozenset[str] | list[str]") -> str:
    close = nearest(name, sorted(known))
    return f"{FILE}: there is no setting {shown}" + (f"; did you mean {close}?" if close else "")
