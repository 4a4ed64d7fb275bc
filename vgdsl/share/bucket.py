"""Object storage as a place to share: S3 and what speaks like it, Google Cloud Storage, Azure. The only place that knows obstore.

Keys, regions and other endpoints come from the environment, by the names that each service's own tools use
(`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, `GOOGLE_APPLICATION_CREDENTIALS`, `AZURE_STORAGE_ACCOUNT_KEY`, ...).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from vgdsl.providers.errors import hide
from vgdsl.share.depot import DepotError

_CHUNK = 4 * 1024 * 1024
_PARTS_AT_ONCE = 2
_RETRIES = 4
_PATIENCE = timedelta(seconds=60)
_SECRET = ("SECRET", "TOKEN", "KEY", "PASSWORD", "CREDENTIAL", "SAS")
_LONGEST = 300


class Bucket:
    """Implements vgdsl.share.depot.Depot. Raises DepotError."""

    def __init__(self, url: str) -> None:
        self.where = url
        with self._clear():
            self._store = from_url(url, retry_config={"max_retries": _RETRIES, "retry_timeout": _PATIENCE})

    async def size(self, name: str) -> int | None:
        with self._clear():
            try:
                return (await obstore.head_async(self._store, name))["size"]
            except FileNotFoundError:
                return None

    async def put(self, path: Path, name: str) -> None:
        with self._clear():
            await obstore.put_async(
                self._store, name, path, chunk_size=_CHUNK, max_concurrency=_PARTS_AT_ONCE
            )

    async def get(self, name: str, into: Path) -> None:
        with self._clear():
            answer = await obstore.get_async(self._store, name)
            with into.open("wb") as file:
                async for chunk in answer.stream(min_chunk_size=_CHUNK):
                    file.write(chunk)

    @contextmanager
    def _clear(self) -> Iterator[None]:
        """Turn what the library says into words, without what the environment keeps secret."""
        try:
            yield
        except (BaseError, ValueError) as error:
            secrets = [value for name, value in os.environ.items() if any(w in name.upper() for w in _SECRET)]
            words = " ".join(hide(str(error), secrets).split())[:_LONGEST]
            raise DepotError(
                f"{self.where} cannot be used: {words}. See the address, and that the account of the"
                " environment may read and write there"
            ) from None
