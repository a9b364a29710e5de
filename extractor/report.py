"""A report as text and spans: what `read` gives and every later step looks at.

All offsets are Unicode code points into `Report.text`. A sentence is *read* without the page furniture and line
breaks that cut it (its `text`), and every position of that reading leads back to the loaded text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
Time = Literal["review", "plan"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is no part of the report's prose, and why (`chrome`, `footnote`, `glossary` …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading and what stands under it.

    `title` is the heading as printed, in one line; `label` its number alone ("(一)", "3."), if it has one. `path`
    are the titles from the top to this section. `time` tells whether it reviews or plans and `period` of which
    year or span ("2023", "2021-2025"); both are None where the text does not say. A numbered measure
    ("(17) …" in a list that counts through the report) is a section with `measure` set.
    """

    title: str
    label: str
    level: int
    start: int
    end: int
    parent: Section | None = None
    time: Time | None = None
    period: str | None = None
    measure: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Titles from the top section down to this one; the untitled root is left out."""
        above = self.parent.path if self.parent else ()
        return (*above, self.title) if self.title else above

    @property
    def top(self) -> Section:
        """The section directly under the root that this one stands in (itself, for the root)."""
        return self if self.parent is None or self.parent.parent is None else self.parent.top


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence, a list item or a heading, as one line of reading text over one stretch of the loaded text.

    `text` is the reading: furniture taken out, a line break replaced by a blank (English) or nothing (Chinese).
    `pieces` are (position in `text`, position in the loaded text) of every stretch that is copied unbroken, in
    order; most sentences have one. `role` is `heading` for a line that only names what follows, `item` for a line
    of a list, `row` for a table row, else `prose`. `columns` of a table row are the header cells above each cell.
    """

    start: int
    end: int
    text: str
    section: Section
    pieces: tuple[tuple[int, int], ...]
    role: Literal["prose", "heading", "item", "row"] = "prose"
    columns: tuple[str, ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Lead a non-empty span of `text` back to the loaded text.

        Args:
            start: first position in `text`.
            end: position after the last, greater than `start`.

        Returns:
            Start and end in the loaded text; what was taken out in between is included.
        """
        return self._source(start), self._source(end - 1) + 1

    def _source(self, position: int) -> int:
        at, origin = self.pieces[bisect_right(self.pieces, (position, 1 << 62)) - 1]
        return origin + position - at


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Report:
    """A loaded report. `name` is the file's stem. What the report does not tell is None.

    `place` is the city, province or country it reports on, in the report's own words; `review` the year or span it
    looks back on ("2023", "2018-2022"), `plan` the year or span it looks ahead to, `date` its day (ISO 8601).
    `sections` are in reading order, the untitled root first; `sentences` likewise.
    """

    name: str
    text: str
    language: Language
    title: str | None = None
    date: str | None = None
    place: str | None = None
    review: str | None = None
    plan: str | None = None
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def __repr__(self) -> str:
        """Name the report; its text is no help on a screen."""
        return f"<Report {self.name!r}: {len(self.text)} characters, {len(self.sentences)} sentences>"


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Whole sentences of one top section, numbered from 1, that a model is shown at once."""

    report: Report
    number: int
    sentences: tuple[Sentence, ...]

    @property
    def section(self) -> Section:
        """The section of the chunk's first sentence."""
        return self.sentences[0].section
