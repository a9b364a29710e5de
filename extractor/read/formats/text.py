"""Bytes of a text or markdown file come in; its text goes out as it stands, with what a front matter tells."""

from __future__ import annotations

import re
from typing import Final

from extractor.report import Furniture

from .decoding import decode
from .loaded import Loaded, iso_date, unix_lines

_FRONT_MATTER: Final = re.compile(r"\A\s*---[ \t]*\n((?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|\Z)")
_ENTRY: Final = re.compile(r"^(\w+)[ \t]*:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_DATES: Final = ("date", "publish_date", "published", "release_date")


def load_text(data: bytes) -> Loaded:
    r"""Decode a text file.

    Returns:
        The file's own text with `\n` line ends; title and date when a front matter (`---` … `---`) names them.

    Raises:
        UnreadableError: the bytes are no text.
    """
    text = unix_lines(decode(data))
    matter = _FRONT_MATTER.match(text)
    entries = {key.lower(): value for key, value in _ENTRY.findall(matter.group(1))} if matter else {}
    if not matter or not entries:
        return Loaded(text)
    date = next(filter(None, (iso_date(entries.get(key, "")) for key in _DATES)), None)
    start = matter.end() - len(matter.group().lstrip())
    return Loaded(text, entries.get("title"), date, (Furniture(start, matter.end(), "front matter"),))
