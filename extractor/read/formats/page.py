"""A page of a PDF comes in; its printed lines go out with their places, as far as its text layer tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from .loaded import raised

_HYPHENS: Final = frozenset({0x02, 0xAD, 0xFFFE})
"""What pdfium gives for a hyphen at which a word is divided between two lines; the line break itself it leaves out."""

_RAISED_SIZE: Final = 0.8
_RAISED_BY: Final = 0.15
_LABEL: Final = re.compile(r"\s*(?:[^\w\s]|[（(]?\w{1,4}[）).、．])")
"""A bullet or number of a list item, which stands off from its words without being a column."""

_HAN: Final = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]")
_GLYPHS_MEASURED: Final = 9
_CELL_GAP: Final = 0.8
"""Blank space between two words, in type sizes, from which they stand in two columns of a table."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line. Places are points from the lower left corner of the page, `size` is the height of its type.

    `cells` are its parts where wide gaps divide it; most lines have one. A word that is divided at the end of the
    line keeps its hyphen, with `divided` set.
    """

    page: int
    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    top: float
    divided: bool = False

    @property
    def text(self) -> str:
        """The line as printed."""
        return " ".join(self.cells)

    @property
    def size(self) -> float:
        """Height of the type in points."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class _Glyph:
    index: int
    code: int
    generated: bool


def printed_lines(page: PdfTextPage, number: int) -> Iterator[PrintedLine]:
    """Give the lines of a page in the order of its text layer; pieces on one base line become one line."""
    pending: PrintedLine | None = None
    for glyphs, divided in _runs(page):
        line = _line(page, number, glyphs, divided=divided)
        if line is None:
            continue
        if pending and (joined := _beside(pending, line)):
            pending = joined
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _runs(page: PdfTextPage) -> Iterator[tuple[list[_Glyph], bool]]:
    run: list[_Glyph] = []
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page.raw, index)
        if code in (0x0A, 0x0D) or code in _HYPHENS:
            if run:
                yield run, code in _HYPHENS
            run = []
        elif code >= 0x20 and not 0xD800 <= code <= 0xDFFF:
            run.append(_Glyph(index, code, bool(pdfium.FPDFText_IsGenerated(page.raw, index))))
    if run:
        yield run, False


def _line(page: PdfTextPage, number: int, glyphs: list[_Glyph], *, divided: bool) -> PrintedLine | None:
    while glyphs and chr(glyphs[-1].code).isspace():
        glyphs = glyphs[:-1]
    first = next((place for place, glyph in enumerate(glyphs) if not chr(glyph.code).isspace()), None)
    if first is None:
        return None
    glyphs = glyphs[first:]
    left = page.get_charbox(glyphs[0].index, loose=True)[0]
    right = page.get_charbox(glyphs[-1].index, loose=True)[2]
    bottom, top = _height(page, glyphs)
    cells = tuple(_cells(page, glyphs, bottom, top))
    return PrintedLine(number, (*cells[:-1], cells[-1] + "-") if divided else cells, left, right, bottom, top, divided)


def _height(page: PdfTextPage, glyphs: list[_Glyph]) -> tuple[float, float]:
    """Bottom and top of the usual glyph: figures in another font and raised numbers shall not count."""
    han = [glyph for glyph in glyphs if _HAN.match(chr(glyph.code))]
    printed = han or [glyph for glyph in glyphs if not glyph.generated] or glyphs
    boxes = [page.get_charbox(glyph.index, loose=True) for glyph in printed[:: 1 + len(printed) // _GLYPHS_MEASURED]]
    return median(box[1] for box in boxes), median(box[3] for box in boxes)


def _cells(page: PdfTextPage, glyphs: list[_Glyph], bottom: float, top: float) -> Iterator[str]:
    words = ""
    for place, glyph in enumerate(glyphs):
        character = chr(glyph.code)
        if glyph.generated and character == " ":
            before, after = glyphs[place - 1], glyphs[place + 1]
            gap = page.get_charbox(after.index, loose=True)[0] - page.get_charbox(before.index, loose=True)[2]
            if gap > _CELL_GAP * (top - bottom) and not _LABEL.fullmatch(words):
                yield words
                words = ""
                continue
            # Typesetters put a thin space between Chinese and figures, which is none of the text.
            if bool(_HAN.match(chr(before.code))) != bool(_HAN.match(chr(after.code))):
                continue
        elif character.isdecimal():
            _, low, _, high = page.get_charbox(glyph.index, loose=True)
            if _stands_above(low, high, bottom, top):
                words, character = words.rstrip(), raised(character)
        words += character
    yield words


def _stands_above(low: float, high: float, bottom: float, top: float) -> bool:
    """Whether a glyph is smaller than its line and stands off the base line."""
    return high - low < _RAISED_SIZE * (top - bottom) and low > bottom + _RAISED_BY * (top - bottom)


def _beside(line: PrintedLine, after: PrintedLine) -> PrintedLine | None:
    """One line of both where the second goes on to the right on the same base line (a raised number, a table cell)."""
    middle = (after.top + after.bottom) / 2
    if not line.bottom < middle < line.top or after.left < line.right - 0.5 * line.size or line.divided:
        return None
    gap = after.left - line.right
    if _stands_above(after.bottom, after.top, line.bottom, line.top):
        cells = (*line.cells[:-1], line.cells[-1] + raised(after.text))
    elif gap > _CELL_GAP * line.size and not _LABEL.fullmatch(line.text):
        cells = line.cells + after.cells
    else:
        blank = " " if gap > 0.15 * line.size and not _HAN.match(line.text[-1] + after.text[0]) else ""
        cells = (*line.cells[:-1], line.cells[-1] + blank + after.cells[0], *after.cells[1:])
    bottom, top = (line.bottom, line.top) if line.size >= after.size else (after.bottom, after.top)
    return PrintedLine(line.page, cells, line.left, after.right, bottom, top, after.divided)
