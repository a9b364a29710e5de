"""A text in, its mentions out, in order: every number once, as a quantity or with the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable

from extractor.quantities.digits import digit
from extractor.quantities.hanzi import doubling, hanzi
from extractor.quantities.mention import Mention
from extractor.quantities.page import Page
from extractor.quantities.scan import PLACES
from extractor.quantities.words import many, ordinal, share, times, word


def _circled(page: Page, start: int, end: int) -> int:
    return page.exclude(start, end, "list_number")


def _leading(page: Page, start: int, end: int) -> int:
    return page.exclude(start, end, "ordinal", 1)


def _link(page: Page, start: int, end: int) -> int:
    return page.exclude(start, end, "document_number")


_READERS: dict[str, Callable[[Page, int, int], int]] = {
    "digit": digit,
    "circled": _circled,
    "hanzi": hanzi,
    "doubling": doubling,
    "leading": _leading,
    "link": _link,
    "word": word,
    "ordinal": ordinal,
    "many": many,
    "times": times,
    "share": share,
}


def read_all(text: str) -> tuple[Mention, ...]:
    """Every number of the text, in order and without overlap."""
    page, place = Page(text), 0
    while (match := PLACES.search(text, place)) is not None:
        place = max(_READERS[str(match.lastgroup)](page, match.start(), match.end()), match.start() + 1)
    return tuple(page.found)
