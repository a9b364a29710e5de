"""Keys in, kept replies out: the store on disk that makes every reply paid for once, for any number of processes."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from diskcache import Timeout  # type: ignore[import-untyped]  # ships no types

from extractor.cache import recording
from extractor.cache.disk import opened
from extractor.cache.exchange import CacheError, Exchange, canonical, key_of, model_of

__all__ = ["CacheError", "Exchange", "Store", "canonical", "default_folder", "key_of", "model_of"]

_FOLDER = "report-extractor"
_QUESTION = "question "
"""Begins the key of the row that tells what was asked."""
_ORIGIN = "replies that servers gave to this program, as its store kept them"


class Store:
    """Keeps the replies of models for ever: nothing is thrown out, and nothing in it is ever unpickled.

    Reading takes some ten microseconds and writing less than a millisecond, so neither leaves the event loop.

    Args:
        folder: where it is kept; made if missing, and closed to other users.

    Raises:
        CacheError: the folder cannot be made, written or made private.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._translating():
            self._rows = opened(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the store opens it again when it is used again."""
        self._rows.close()

    def get(self, key: str) -> str | None:
        """Find the body of a reply.

        Returns:
            The text as the server sent it; None if there is none.

        Raises:
            CacheError: something else is kept there, or the store cannot be read.
        """
        with self._translating():
            found: str | None = self._rows.get(key)
            return found

    def put(self, exchange: Exchange) -> None:
        """Keep a reply, in place of an earlier one to the same request. When this returns, it outlives the process.

        Raises:
            CacheError: it cannot be written.
        """
        with self._translating(), self._rows.transact():
            self._write(exchange)

    def __iter__(self) -> Iterator[Exchange]:
        """Go through all exchanges, in the order of their keys.

        Raises:
            CacheError: the store cannot be read.
        """
        with self._translating():
            for key in self._rows.iterkeys():
                if not key.startswith(_QUESTION):
                    yield self._exchange(key)

    def export(self, path: Path, *, origin: str = _ORIGIN) -> int:
        """Write everything as a recording.

        Args:
            path: the file to write.
            origin: what its first line says of where the replies come from.

        Returns:
            How many replies it holds.

        Raises:
            CacheError: the file cannot be written, or the store cannot be read.
        """
        with self._translating(path):
            return recording.write(path, self, origin=origin)

    def load(self, path: Path) -> int:
        """Take over a recording, all of it or nothing.

        Returns:
            How many replies it holds.

        Raises:
            CacheError: the file cannot be read or is no recording, or the store cannot be written.
        """
        with self._translating(path):
            exchanges = list(recording.read(path))
        with self._translating(), self._rows.transact():
            for exchange in exchanges:
                self._write(exchange)
        return len(exchanges)

    def stats(self) -> dict[str, Any]:
        """Count what is kept: `folder`, `replies`, `bytes` on disk, and `models` with the replies of each."""
        models = Counter(exchange.model for exchange in self)
        with self._translating():
            size = self._rows.volume()
        return {
            "folder": str(self.folder),
            "replies": models.total(),
            "bytes": size,
            "models": dict(sorted(models.items())),
        }

    def clear(self) -> int:
        """Throw everything out, also rows that are refused when they are read.

        Returns:
            How many replies there were.

        Raises:
            CacheError: the store cannot be written.
        """
        with self._translating():
            return (int(self._rows.clear()) + 1) // 2

    def _write(self, exchange: Exchange) -> None:
        """Write the reply, and in a row of its own the question, which no look-up needs to read."""
        key = exchange.key
        self._rows.set(key, exchange.response)
        self._rows.set(_QUESTION + key, f"{exchange.url}\n{exchange.request}")

    def _exchange(self, key: str) -> Exchange:
        response, question = self._rows.get(key), self._rows.get(_QUESTION + key)
        url, line_end, request = (question or "").partition("\n")
        if response is None or not line_end:
            raise ValueError("it holds a reply without its question; none of ours is")
        return Exchange(url, request, response)

    @contextmanager
    def _translating(self, path: Path | None = None) -> Iterator[None]:
        """Turn what the disk and the database raise into our error, with the place that it is about."""
        try:
            yield
        except Timeout as error:
            raise CacheError(f"{self.folder}: another process holds the store of replies") from error
        except (ValueError, OSError, sqlite3.Error) as error:
            problem = getattr(error, "strerror", None) or error
            raise CacheError(f"{path or self.folder}: {problem}") from error


def default_folder() -> Path:
    """Name the folder of kept replies: $EXTRACTOR_CACHE, or this program's place among the user's caches."""
    chosen = os.environ.get("EXTRACTOR_CACHE")
    return Path(chosen).expanduser() if chosen else _user_caches() / _FOLDER


def _user_caches() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"
