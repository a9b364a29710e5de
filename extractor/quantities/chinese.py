"""What stands before a number in Chinese: bounds (超, 不低于) and change words (增长, 涨幅控制在)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extractor.quantities.lead import BoundWord, ChangeWord, Lead, joined
from extractor.quantities.lexicon import Lexicon, skip_blanks_back, table
from extractor.quantities.mention import Direction
from extractor.schemas.quantity import Bound

_TABLE = table("chinese.toml")
BOUNDS: Lexicon[BoundWord] = Lexicon.of(_TABLE["before"])
AFTER: Lexicon[Bound] = Lexicon.of(_TABLE["after"])
CHANGES: Lexicon[tuple[ChangeWord, bool]] = Lexicon(
    [(word, (way, False)) for way, words in _TABLE["changes"].items() for word in words]
    + [(word, (way, True)) for way, words in _TABLE["changes_not_counts"].items() for word in words]
)
RATES: Lexicon[Direction] = Lexicon.of(_TABLE["rates"])
AFTER_CHANGES: Lexicon[Direction] = Lexicon.of(_TABLE["after_changes"])
_FILLERS: Lexicon[str] = Lexicon.of(_TABLE["fillers"])
_MOST_FILLERS = 4


def lead(text: str, number: int) -> Lead:
    """Read backwards from a number.

    Args:
        text: the whole text.
        number: where the number starts.

    Returns:
        What the words before it say; a change *to* a level (提升至41.9%) has no direction.
    """
    start, bound = _bound(text, number)
    change = _touching(text, start)
    if change is not None:
        return change._replace(bound=bound)
    direction = _rate(text, start)
    return Lead(start, bound, direction, start)


def _bound(text: str, number: int) -> tuple[int, Bound | None]:
    """Where the bound words before the number start, and what they say together."""
    start, bound = number, None
    for _ in range(2):
        hit = BOUNDS.before(text, skip_blanks_back(text, start))
        if hit is None or hit.entry == "none":
            break
        start, bound = hit.start, joined(bound, hit.entry)
    return start, bound


def _touching(text: str, start: int) -> Lead | None:
    """A change word right before the number, or with a light word between (增长了, 下降达)."""
    place, touching = skip_blanks_back(text, start), True
    for _ in range(_MOST_FILLERS):
        hit = CHANGES.before(text, place)
        rate = RATES.before(text, place)
        if rate is not None and (hit is None or rate.start <= hit.start):
            return Lead(start, None, rate.entry, rate.start if touching else start)
        if hit is not None:
            way, not_counts = hit.entry
            return None if way == "none" else Lead(start, None, way, hit.start if touching else start, not_counts)
        filler = _FILLERS.before(text, place)
        if filler is None or (filler.entry == "loose" and text[filler.start : place] in _LEVEL):
            return None
        touching &= filler.entry == "touching"
        place = skip_blanks_back(text, filler.start)
    return None


_LEVEL: Iterable[str] = frozenset({"到", "在", "为", "保持在", "稳定在", "维持在", "调整为", "高达"})
"""After a verb these lead to a level (提高到95%), after a rate noun to the change (增速保持在7%)."""


def _rate(text: str, start: int) -> Direction | None:
    """A rate noun whose number this is, over "is" and "reached" (涨幅控制在3%, 增速达到7%)."""
    place = skip_blanks_back(text, start)
    for _ in range(_MOST_FILLERS):
        hit = RATES.before(text, place)
        if hit is not None:
            return hit.entry
        filler = _FILLERS.before(text, place)
        if filler is None:
            return None
        place = skip_blanks_back(text, filler.start)
    return None


@lru_cache(1)
def scope_words() -> Lexicon[bool]:
    """Words whose number says how the text is laid out (9个方面)."""
    return Lexicon((word, True) for word in _TABLE["scope"]["words"])


def daily_words() -> tuple[str, ...]:
    """Words that make the number of their clause one per day (日均)."""
    return tuple(_TABLE["per"]["day"])
