"""Printed lines of a PDF come in; those that are page headers, footers, numbers or notes go out with the reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import Final

from .page import PrintedLine
from .words import pattern

_EDGE_LINES: Final = 2
"""How many lines at the head and at the foot of a page can be furniture."""

_REPEATED_SHARE: Final = 0.4
_FEWEST_REPEATS: Final = 3
_SAME_HEIGHT: Final = 8.0
_SMALL: Final = 0.88
_NUMBER: Final = re.compile(r"[0-9]{1,4}")


def page_furniture(lines: list[PrintedLine]) -> dict[PrintedLine, str]:
    """Tell page furniture from the text.

    A page number stands alone at the edge of its page. A header or footer stands at the same height with the same
    words, up to a count of pages, on four in ten pages or more. A footnote is set smaller than the body at the foot
    of its page and begins with its mark.

    Returns:
        The reason (`header`, `footer`, `page number`, `footnote`) of every line that is furniture.
    """
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    reasons: dict[PrintedLine, str] = {}
    running: defaultdict[tuple[str, str], list[PrintedLine]] = defaultdict(list)
    for page in pages:
        for place, line in _edges(page):
            for words in _alike(line):
                running[place, words].append(line)
            if pattern("pdf", "page_number").fullmatch(line.text.strip()):
                reasons[line] = "page number"
    for (place, _), alike in running.items():
        enough = max(min(_FEWEST_REPEATS, len(pages)), _REPEATED_SHARE * len(pages))
        if len(alike) >= enough > 1 and _level(alike):
            reasons = dict.fromkeys(alike, place) | reasons
    body = median(line.size for line in lines for _ in range(1 + len(line.text) // 10)) if lines else 0
    for page in pages:
        reasons.update(dict.fromkeys(_notes([line for line in page if line not in reasons], body), "footnote"))
    return reasons


def _edges(page: list[PrintedLine]) -> Iterator[tuple[str, PrintedLine]]:
    by_height = sorted(page, key=lambda line: -line.top)
    for line in by_height[:_EDGE_LINES]:
        yield "header", line
    for line in by_height[_EDGE_LINES:][-_EDGE_LINES:]:
        yield "footer", line


def _alike(line: PrintedLine) -> set[str]:
    """How a running line may repeat: word for word, or with its first or last number counting the pages."""
    text = "".join(line.text.split())
    numbers = list(_NUMBER.finditer(text))
    counting = {
        f"{text[: number.start()]}<{int(number.group()) - line.page}>{text[number.end() :]}"
        for number in numbers[:1] + numbers[-1:]
    }
    return {text} | counting


def _level(lines: list[PrintedLine]) -> bool:
    """Whether they stand at the same height of their pages, each on a page of its own."""
    heights = [line.bottom for line in lines]
    return max(heights) - min(heights) < _SAME_HEIGHT and len({line.page for line in lines}) == len(lines)


def _notes(page: list[PrintedLine], body: float) -> list[PrintedLine]:
    """The run of small lines at the foot of a page, if it begins as a note does."""
    by_height = sorted(page, key=lambda line: line.bottom)
    small = next((number for number, line in enumerate(by_height) if line.size > _SMALL * body), len(by_height))
    notes = by_height[:small]
    whole_page = small == len(by_height)
    return notes if notes and not whole_page and pattern("pdf", "footnote").match(notes[-1].text) else []
