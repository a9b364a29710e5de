"""Bytes of a crawl table (csv, one report a row) come in; the report's text goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .decoding import decode
from .loaded import Loaded, UnreadableError, iso_date, unix_lines

SHORTEST_REPORT: Final = 200
"""Characters below which a cell is a label, an address or a teaser, not a report."""

_TITLES: Final = ("title", "标题", "名称")
_DATES: Final = ("publish_date", "pub_date", "date", "发布日期", "发布时间", "日期")


def load_crawl(data: bytes) -> Loaded:
    """Take the one report out of a table with a header row and one row below it.

    Raises:
        UnreadableError: the bytes are no text, or the table holds no report or more than one.
    """
    table = unix_lines(decode(data))
    rows = [row for row in _rows(table, _separator(table)) if any(cell.strip() for cell in row)]
    if len(rows) != 2:
        raise UnreadableError(
            f"a csv file is read as one report, but this one has {max(len(rows) - 1, 0)} rows under its header"
        )
    header, cells = [name.strip().lower() for name in rows[0]], rows[1]
    text = max(cells, key=len)
    if len(text) < SHORTEST_REPORT:
        raise UnreadableError(f"none of its columns ({', '.join(header)}) holds the text of a report")
    row = dict(zip(header, cells, strict=False))
    title = next((row[name].strip() for name in _TITLES if row.get(name, "").strip()), None)
    date = next(filter(None, (iso_date(row.get(name, "")) for name in _DATES)), None)
    return Loaded(text, title, date)


def _separator(table: str) -> str:
    header = table.partition("\n")[0]
    return max(",;\t", key=header.count)


def _rows(table: str, separator: str) -> Iterator[list[str]]:
    """Split a table by RFC 4180.

    The standard library's reader stops at cells of 131,072 characters unless a limit of the whole process is raised,
    and a long report exceeds it.
    """
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|((?!")[^{separator}\n]*))({separator}|\n|\Z)')
    row: list[str] = []
    position = 0
    while position < len(table):
        found = cell.match(table, position)
        if not found:
            raise UnreadableError("its quotation marks do not pair up, so its cells cannot be told apart")
        quoted, plain, end = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        position = found.end()
        if end != separator:
            yield row
            row = []
