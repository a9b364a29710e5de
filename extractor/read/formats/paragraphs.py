"""Printed lines of a PDF come in; its paragraphs go out, each as one line of text.

A paragraph goes on over line ends and page breaks. It ends where a printer shows it: a line that stops although the
next word would have fitted, an indented line after it, a wider gap, another size of type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from .loaded import Line, table_lines
from .page import PrintedLine
from .words import pattern

_HAN: Final = r"[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]"
_FIRST_WORD: Final = re.compile(rf"{_HAN}|[^\s\u2e80-\u9fff\uff00-\uffef]+")
_LAST_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*-$")
_WORDS: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_NO_BLANK: Final = re.compile(rf"{_HAN}\Z")
_INDENT: Final = 0.8
_WIDER: Final = 0.6
_OTHER_SIZE: Final = 0.25
_FEWEST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the lines of one page begin and end, and the usual distance between them, in points."""

    left: float
    right: float
    gap: float


def paragraphs(lines: list[PrintedLine], furniture: Mapping[PrintedLine, str]) -> Iterator[Line]:
    """Join printed lines to paragraphs and table rows.

    Furniture comes after the paragraph that it stands in, so that it interrupts none.
    """
    body = [line for line in lines if line not in furniture]
    margins = _margins(body)
    words = Counter(word.lower() for line in body for word in _WORDS.findall(line.text))
    paragraph: list[PrintedLine] = []
    aside: list[Line] = []
    for line in lines:
        if line in furniture:
            aside.append(Line(line.text, furniture[line]))
            continue
        if paragraph and _ends(paragraph, line, margins):
            yield from (*_written(paragraph, words), *aside)
            paragraph, aside = [], []
        paragraph.append(line)
    yield from (*_written(paragraph, words), *aside)


def _margins(lines: list[PrintedLine]) -> dict[int, _Margins]:
    pages = {number: list(page) for number, page in groupby(lines, key=lambda line: line.page)}
    usual_right = median(max(line.right for line in page) for page in pages.values()) if pages else 0.0
    gaps = [gap for page in pages.values() for gap in _gaps(page)]
    margins = {}
    for number, page in pages.items():
        right = max(line.right for line in page)
        enough = len(page) >= _FEWEST_LINES
        usual_gap = median(_gaps(page) or gaps or [0.0]) if enough else median(gaps or [0.0])
        margins[number] = _Margins(_usual_left(page), right if enough else max(right, usual_right), usual_gap)
    return margins


def _gaps(page: list[PrintedLine]) -> list[float]:
    return [above.bottom - below.top for above, below in pairwise(page) if below.top < above.top]


def _usual_left(page: list[PrintedLine]) -> float:
    """The left edge of the text: the place furthest to the left at which more than a tenth of the lines begin."""
    starts = Counter(round(line.left) for line in page)
    return float(min((start for start, times in starts.items() if times * 10 > len(page)), default=min(starts)))


def _ends(paragraph: list[PrintedLine], line: PrintedLine, margins: Mapping[int, _Margins]) -> bool:
    """Whether `line` begins a new paragraph."""
    before = paragraph[-1]
    if before.divided:
        return False
    if len(line.cells) > 1 or len(before.cells) > 1:
        return _is_row(line) != _is_row(before) or not _is_row(line)
    same_page = before.page == line.page
    gap = before.bottom - line.top
    return (
        abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size)
        or (same_page and not -before.size < gap < margins[line.page].gap + _WIDER * line.size)
        or _stops_short(before, line, margins[before.page])
        or _is_indented(paragraph, line, margins)
        or (not same_page and _is_finished(before) and not _is_set_in(paragraph[0], margins))
        or (_is_finished(before) and pattern("pdf", "marker").match(line.text) is not None)
    )


def _is_row(line: PrintedLine) -> bool:
    return len(line.cells) > 1


def _is_finished(line: PrintedLine) -> bool:
    return pattern("pdf", "finished").fullmatch(line.text) is not None


def _stops_short(before: PrintedLine, line: PrintedLine, margins: _Margins) -> bool:
    """Whether the first word of `line` would have had room at the end of the line before."""
    if line.text[0].islower() and not _is_finished(before):
        return False
    word = _FIRST_WORD.match(line.text)
    width = len(word.group()) * (line.right - line.left) / max(len(line.text), 1) if word else 0.0
    return margins.right - before.right > width + line.size


def _is_indented(paragraph: list[PrintedLine], line: PrintedLine, margins: Mapping[int, _Margins]) -> bool:
    """Whether `line` begins further to the right than the lines of the paragraph that are not its first."""
    indent = line.left - margins[line.page].left
    if indent < _INDENT * line.size:
        return False
    first, before = paragraph[0], paragraph[-1]
    hangs = pattern("pdf", "marker").match(first.text) is not None
    if len(paragraph) > 1 or hangs:
        usual = before.left - margins[before.page].left
        return indent > usual + _INDENT * line.size and not (hangs and len(paragraph) == 1)
    first_indent = first.left - margins[first.page].left
    return indent > first_indent + _INDENT * line.size or _is_finished(before)


def _is_set_in(first: PrintedLine, margins: Mapping[int, _Margins]) -> bool:
    """Whether the first line of a paragraph is indented.

    Where it is, a flush line at the head of the next page goes on with the paragraph. Where paragraphs begin flush
    that cannot be seen, and a break after a whole sentence does the least harm.
    """
    return first.left > margins[first.page].left + _INDENT * first.size


def _written(paragraph: list[PrintedLine], words: Counter[str]) -> Iterator[Line]:
    # A wide gap in a line of its own is a signature or a centred heading, not a table.
    if len(paragraph) > 1 and _is_row(paragraph[0]):
        yield from table_lines([line.cells for line in paragraph])
    elif paragraph:
        text = paragraph[0].text
        for before, line in pairwise(paragraph):
            text = _joined(text, line.text, words, divided=before.divided)
        yield Line(text)


def _joined(text: str, following: str, words: Counter[str], *, divided: bool) -> str:
    """Go on with the next printed line: no blank in Chinese, one between English words, none in a divided word."""
    ending = _LAST_WORD.search(text)
    rest = _WORDS.match(following)
    if ending and rest:
        return text + following if _keeps_hyphen(ending.group(), rest.group(), words) else text[:-1] + following
    if divided or text.endswith("-") or _NO_BLANK.search(text) or re.match(_HAN, following):
        return text + following
    return f"{text} {following}"


def _keeps_hyphen(ending: str, rest: str, words: Counter[str]) -> bool:
    """A compound keeps its hyphen (Asia-Pacific, long-term); the document's other words tell which it is."""
    if rest[0].isupper() or "-" in ending[:-1]:
        return True
    return words[f"{ending}{rest}".lower()] > words[f"{ending[:-1]}{rest}".lower()]
