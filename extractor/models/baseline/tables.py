"""Table rows of figures: a row and its header cells to drafts, one a cell that speaks of the review or the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.models.baseline.timing import time_of
from extractor.models.baseline.words import either
from extractor.quantities.mention import Mention
from extractor.report import Report, Sentence, Time
from extractor.schemas.draft import Draft, Words

MARK = "|"
SPARE = 6
"""Characters that a cell may have besides its number and still be a figure, not prose."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str
    column: str


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(f"{either('zh', name)}|\\b{either('en', name)}\\b", re.IGNORECASE)


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(f"{either('zh', 'growth_names')}(?=\\s*(?:[（(].*)?$)")


def is_figures(sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a row gives figures in cells of their own; else its cells are prose and read as such."""
    return sentence.role == "row" and any(_figure(cell, mentions) for cell in _cells(sentence)[1:])


def read(report: Report, number: int, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """Read a row of figures.

    The cell of the reviewed or planned year is the level, a growth column its change; in a row that is itself named
    a growth (地区生产总值增速) every cell is a change of the thing. Columns of other years are bases: they stand in
    `also` of the row's first record, and nowhere where it has none.

    Args:
        report: the report, for its years.
        number: of the sentence in its chunk.
        sentence: the row.
        mentions: its quantities.
    """
    cells = _cells(sentence)
    named = next((cell for cell in cells if re.search(r"[^\W\d]", cell.text) and not _figure(cell, mentions)), None)
    if named is None:
        return
    growth = _growth().search(named.text, 1)
    indicator = named.text[: growth.start()] if growth else named.text
    found: dict[Time, dict[str, Mention]] = {}
    bases: list[Mention] = []
    for cell in cells:
        mention = _figure(cell, mentions)
        if mention is None or cell is named:
            continue
        time = _time(report, sentence, cell.column)
        role = "change" if growth or _words("growth_columns").search(cell.column) else "value"
        if time is None or role in found.get(time, {}):
            bases.append(mention)
        else:
            found.setdefault(time, {})[role] = mention
    for time, roles in found.items():
        value, change = (_said(sentence, roles.get(role)) for role in ("value", "change"))
        yield Draft(
            "target" if time == "plan" else "achievement",
            number,
            indicator,
            value=value,
            change=change,
            also=tuple(_spoken(sentence, base) for base in bases),
            headline=time == "plan",
        )
        bases = []


def _cells(sentence: Sentence) -> list[_Cell]:
    cells: list[_Cell] = []
    start = 0
    for place, text in enumerate(sentence.text.split(MARK)):
        at = start + len(text) - len(text.lstrip())
        column = sentence.columns[place] if place < len(sentence.columns) else ""
        cells.append(_Cell(at, at + len(text.strip()), text.strip(), column))
        start += len(text) + 1
    return cells


def _figure(cell: _Cell, mentions: Sequence[Mention]) -> Mention | None:
    """The one number that a cell is, if it is one."""
    inside = [one for one in mentions if cell.start <= one.number_start and one.number_end <= cell.end]
    spare = len(cell.text) - (inside[0].end - inside[0].start) if len(inside) == 1 else SPARE + 1
    return inside[0] if spare <= SPARE else None


def _time(report: Report, sentence: Sentence, column: str) -> Time | None:
    """What a column speaks of; None for the years before."""
    if _words("plan_columns").search(column) or (report.plan and report.plan in column):
        return "plan"
    if _words("review_columns").search(column) or (report.review and report.review in column):
        return "review"
    if re.search(r"(?:19|20)\d\d", column):
        return None
    return time_of(report, sentence, sentence.text) or "review"


def _said(sentence: Sentence, mention: Mention | None) -> Words | None:
    return _spoken(sentence, mention) if mention else None


def _spoken(sentence: Sentence, mention: Mention) -> Words:
    return Words(sentence.text[mention.start : mention.end], mention.start)
