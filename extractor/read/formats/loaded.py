"""Lines of a document, some of them furniture, come in; the loaded text with its furniture goes out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.report import Furniture

_NOTE_MARK: Final = re.compile(r"(?<![\sm])(?<!\b10)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
"""Raised digits that are neither an area or volume (km², m³) nor a power of ten."""

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class UnreadableError(Exception):
    """The bytes do not yield text; the message is the problem as one plain sentence without the file's name.

    Stays inside `formats`, where the name of the file is not known; `load` turns it into a `ReadError`.
    """


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file, and what its format tells beside it.

    `title` and `date` (ISO 8601) come from metadata that speaks of the report, never from times at which a file was
    saved. `furniture` is what the format itself tells to be no prose, in the order of the text.
    """

    text: str
    title: str | None = None
    date: str | None = None
    furniture: tuple[Furniture, ...] = ()


class Line(NamedTuple):
    """One line of a document: its text, why it is furniture (None for prose), and whether a blank line comes before."""

    text: str
    reason: str | None = None
    apart: bool = True


def assemble(lines: Iterable[Line], title: str | None = None, date: str | None = None) -> Loaded:
    """Join lines to the loaded text; neighbouring lines that are furniture for the same reason are one stretch."""
    pieces: list[str] = []
    furniture: list[Furniture] = []
    end = 0
    for line in lines:
        gap = ("\n\n" if line.apart else "\n") if pieces else ""
        pieces.append(gap + line.text)
        before, start, end = end, end + len(gap), end + len(gap) + len(line.text)
        if line.reason and furniture and furniture[-1].end == before and furniture[-1].reason == line.reason:
            start = furniture.pop().start
        if line.reason:
            furniture.append(Furniture(start, end, line.reason))
    text = "".join(pieces)
    furniture += _note_marks(text, furniture)
    return Loaded(text, title, date, tuple(sorted(furniture, key=lambda stretch: stretch.start)))


def _note_marks(text: str, furniture: list[Furniture]) -> list[Furniture]:
    """The marks of notes in the prose, so that a sentence is read without them."""
    found = [Furniture(mark.start(), mark.end(), "note mark") for mark in _NOTE_MARK.finditer(text)]
    starts = [stretch.start for stretch in furniture]
    return [mark for mark in found if not _covers(furniture, bisect_right(starts, mark.start) - 1, mark)]


def _covers(furniture: list[Furniture], at: int, mark: Furniture) -> bool:
    return at >= 0 and furniture[at].end >= mark.end


def table_lines(rows: Iterable[Sequence[str]]) -> Iterator[Line]:
    """Write the rows of a table as `| a | b |`, one a line; a row without any words is left out."""
    apart = True
    for row in rows:
        cells = [" ".join(cell.split()).replace("|", "\\|") for cell in row]
        if any(cells):
            yield Line(f"| {' | '.join(cells)} |", apart=apart)
            apart = False


def raised(words: str) -> str:
    """Write raised digits as such: the mark of a note after 1.288 must not make it 1.2881, and km² is not km2."""
    return words.translate(_RAISED) if words.strip().isdecimal() else words


def unix_lines(text: str) -> str:
    r"""Write every line end as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def iso_date(words: str) -> str | None:
    """Find the day at the start of a metadata value such as `2024-02-07 10:00` or `2024年2月7日`, as ISO 8601."""
    found = re.match(r"\s*((?:19|20)\d\d)[-/.年](\d\d?)[-/.月](\d\d?)(?!\d)", words)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def printed_title(title: str | None, lines: Iterable[str]) -> str | None:
    """Believe a title of the metadata only where the document prints it: templates leave theirs behind."""
    wanted = "".join((title or "").split())
    return title if wanted and any("".join(line.split()) == wanted for line in lines) else None
