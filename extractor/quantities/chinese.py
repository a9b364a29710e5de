"""What stands before a number in Chinese: bounds (超, 不低于) and change words (增长, 涨幅控制在)."""

from __future__ import annotations

import re

from extractor.quantities.lead import BoundWord, ChangeWord, Lead, bound_before
from extractor.quantities.lexicon import Lexicon, skip_blanks_back, table, word_list
from extractor.quantities.mention import Direction
from extractor.schemas.quantity import Bound

_TABLE = table("chinese.toml")
BOUNDS: Lexicon[BoundWord] = Lexicon.of(_TABLE["before"])
AFTER: Lexicon[Bound] = Lexicon.of(_TABLE["after"])
CHANGES: Lexicon[tuple[ChangeWord, bool]] = Lexicon(
    [(word, (way, False)) for way, words in _TABLE["changes"].items() for word in words]
    + [(word, (way, True)) for way, words in _TABLE["changes_not_counts"].items() for word in words]
)
RATES: Lexicon[ChangeWord] = Lexicon.of(_TABLE["rates"])
AFTER_CHANGES: Lexicon[Direction] = Lexicon.of(_TABLE["after_changes"])
_FILLERS: Lexicon[str] = Lexicon.of(_TABLE["fillers"])
SCOPE = word_list(_TABLE["scope"]["words"])
DAILY = re.compile("|".join(_TABLE["per"]["day"]))
_CUT = re.compile(
    f"(?:^|[^\u4e00-\u9fff]|[计将可再均并])(?:{'|'.join(_TABLE['cuts']['verbs'])})"
    f"(?!{'|'.join(_TABLE['cuts']['no_things'])})[\u4e00-\u9fff]{{2,8}}(?<![占率比到至达为])$"
)
_CUT_REACH = 14
_MOST_FILLERS = 4


def lead(text: str, number: int) -> Lead:
    """Read backwards from a number.

    Args:
        text: the whole text.
        number: where the number starts.

    Returns:
        What the words before it say; a change *to* a level (提升至41.9%) has no direction.
    """
    start, bound = bound_before(BOUNDS, text, number)
    return _change(text, start)._replace(bound=bound)


def cut(text: str, start: int) -> bool:
    """Whether what stands before a share says that something is cut by it (减材料74%)."""
    return _CUT.search(text, max(0, start - _CUT_REACH), start) is not None


def _change(text: str, start: int) -> Lead:
    """The change word before a number: touching it, over a light word (增长了), or as its rate noun (涨幅为)."""
    place, touching, level = skip_blanks_back(text, start), True, False
    for _ in range(_MOST_FILLERS):
        verb, rate = CHANGES.before(text, place), RATES.before(text, place)
        if rate is not None and (verb is None or rate.start <= verb.start):
            if rate.entry == "none":
                break
            return Lead(start, None, rate.entry, rate.start if touching else start)
        if verb is not None:
            way, not_counts = verb.entry
            if way == "none" or level:
                break
            return Lead(start, None, way, verb.start if touching else start, not_counts)
        filler = _FILLERS.before(text, place)
        if filler is None:
            break
        touching &= filler.entry == "touching"
        level |= filler.entry == "level"
        place = skip_blanks_back(text, filler.start)
    return Lead(start, None, None, start)
