"""A folder in; a `diskcache` of texts out, in which no row can run code or reach outside the folder.

`diskcache` unpickles whatever a row says is pickled, and opens or removes whatever file a row names, so that whoever
can write the folder runs code in the reader (CVE-2025-69872); neither its `JSONDisk` nor storing texts alone prevents
it. Here every row is a text that stands in the row itself, and any other row is refused.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any, Never

from diskcache import Cache, Disk  # type: ignore[import-untyped]  # ships no types
from diskcache.core import MODE_RAW, UNKNOWN  # type: ignore[import-untyped]

from extractor.cache.exchange import CacheError

_DATABASE = "cache.db"
_PATIENCE = 60
"""Seconds to wait for another process that writes."""


class TextDisk(Disk):  # type: ignore[misc]  # its base has no types
    """Keeps texts under texts. The settings that a database asks of it are not heeded."""

    def __init__(self, directory: str, **_unheeded: object) -> None:
        super().__init__(directory, min_file_size=sys.maxsize)

    def put(self, key: object) -> tuple[str, bool]:
        """Take a key to the database."""
        return (key, True) if type(key) is str else _refuse("a key")

    def get(self, key: object, raw: object) -> str:
        """Take a key from the database."""
        return key if raw and type(key) is str else _refuse("a key")

    def store(self, value: object, read: object, key: object = UNKNOWN) -> tuple[int, int, None, str]:
        """Take a value to the database."""
        return (0, MODE_RAW, None, value) if type(value) is str and not read else _refuse("a value")

    def fetch(self, mode: object, filename: object, value: object, read: object) -> str:
        """Take a value from the database."""
        if mode == MODE_RAW and filename is None and type(value) is str and not read:
            return value
        return _refuse("a value")

    def remove(self, file_path: object) -> None:
        """Remove nothing: no row of ours has a file, so one that names a file was not written by us."""


def opened(folder: Path) -> Any:
    """Open the cache in a folder that only its user can enter; both are made if missing.

    Raises:
        CacheError: the folder cannot be made private, is another user's, or holds other things.
        OSError, sqlite3.Error: it cannot be opened.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        _make_private(folder)
    return Cache(
        str(folder),
        timeout=_PATIENCE,
        disk=TextDisk,
        eviction_policy="none",
        cull_limit=0,
        statistics=0,
        tag_index=0,
    )


def _make_private(folder: Path) -> None:
    found = folder.stat()
    if found.st_uid != os.geteuid():
        raise CacheError(f"the folder of kept replies belongs to another user: {folder}")
    if stat.S_IMODE(found.st_mode) & 0o077:
        if any(folder.iterdir()) and not (folder / _DATABASE).exists():
            raise CacheError(f"the folder of kept replies holds other things; name one of its own: {folder}")
        folder.chmod(0o700)


def _refuse(what: str) -> Never:
    raise ValueError(f"it holds {what} that is no plain text, which this program never writes; it was not opened")
