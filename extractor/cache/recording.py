"""Exchanges in, a recording out, and back: JSON Lines to read and to compare, without headers and keys.

The first line tells where the replies come from: `{"recording": 1, "origin": "…", "model": "…"}`. Each other line is
`{"key": "…", "url": "…", "request": {…}, "response": {…}}`; lines are sorted by their keys.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.cache.exchange import CacheError, Exchange, canonical

FORM = 1
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which models write and UTF-8 has no place for."""


def write(path: Path, exchanges: Iterable[Exchange], *, origin: str) -> int:
    """Write a recording, whole or not at all.

    Args:
        path: the file; its folder is there.
        exchanges: what to record, in any order.
        origin: where the replies come from, in words for its readers.

    Returns:
        How many exchanges it holds.

    Raises:
        OSError: it cannot be written.
    """
    ordered = sorted(exchanges, key=lambda one: one.key)
    models = sorted({one.model for one in ordered})
    header = {"recording": FORM, "origin": origin, "model": ", ".join(models)}
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_line(one) for one in (header, *map(_entry, ordered)))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(ordered)


def read(path: Path) -> Iterator[Exchange]:
    """Read a recording.

    Yields:
        Its exchanges, each checked against its key.

    Raises:
        CacheError: the file is no recording; the line is told.
        OSError: it cannot be read.
    """
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                entry = json.loads(line)
                if number > 1:
                    yield _exchange(entry)
                elif entry["recording"] != FORM:
                    raise ValueError("a recording of another form")
            except (ValueError, KeyError, TypeError) as error:
                told = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else error
                raise CacheError(f"{path}, line {number}: it is no recording of replies: {told}") from error


def _entry(one: Exchange) -> dict[str, Any]:
    return {
        "key": one.key,
        "url": one.url,
        "request": json.loads(one.request),
        "response": json.loads(one.response),
    }


def _exchange(entry: dict[str, Any]) -> Exchange:
    request = canonical(json.dumps(entry["request"])).decode()
    if not isinstance(entry["request"], dict) or not isinstance(entry["response"], dict):
        raise TypeError("request and response are objects")
    found = Exchange(str(entry["url"]), request, _compact(entry["response"]))
    if found.key != entry["key"]:
        raise ValueError("its key is not that of its url and request; either was changed")
    return found


def _line(entry: dict[str, Any]) -> str:
    return _compact(entry) + "\n"


def _compact(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
