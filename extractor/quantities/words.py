"""An English number word's place in, its mention out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import cast

from extractor.quantities import english, numerals
from extractor.quantities.amounts import Amount, read_words
from extractor.quantities.context import settle
from extractor.quantities.digits import judge
from extractor.quantities.lexicon import latin, skip_blanks
from extractor.quantities.mention import Direction, Exclusion
from extractor.quantities.page import Page
from extractor.quantities.units import PERCENT, TIMES

_FRACTION = re.compile(
    r"(?:[ \n-])(half|halves|third|thirds|quarter|quarters|fourths|fourth|fifth|fifths|sixth|tenth|tenths)\b", re.I
)
_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "ten": 10}
_DEFINITE = (
    "the",
    "these",
    "those",
    "all",
    "both",
    "our",
    "its",
    "their",
    "any",
    "each",
    "every",
    "this",
    "other",
    "no",
    "or",
    "first",
    "last",
    "next",
    "past",
    "double",
)
_TITLE = re.compile(r"[ \n]{1,2}[A-Z][a-z]")
_TIMES = {
    "doubl": "2",
    "tripl": "3",
    "quadr": "4",
    "twofo": "2",
    "three": "3",
    "fourf": "4",
    "fivef": "5",
    "tenfo": "10",
}
_HALF_OF = re.compile(r"[ \n](?:of|the|a million|that|its|their)\b(?!\s+(?:the\s+)?(?:year|century|day))")


def word(page: Page, start: int, _end: int) -> int:
    """Read number words: quantities where a unit or a plural follows, else a part of a phrase."""
    text = page.text
    match = numerals.WORDS.match(text, start)
    if match is None:
        return page.exclude(start, _end, "phrase")
    end = match.end()
    fraction = _FRACTION.match(text, end)
    if fraction is not None and not text[max(0, start - 5) : start].lower().endswith("the "):
        return _fraction(page, start, fraction, numerals.words(match.group()))
    amount = read_words(text, start, end)
    if text[end : end + 1] == "-" and amount.unit is None:
        return page.exclude(start, end, "name")
    if start == 0 and end == len(text):
        return page.add(settle(page, amount))
    reason = _pronoun(text, amount)
    if reason is not None:
        return page.exclude(start, end, reason, amount.value)
    return judge(page, amount)


def _pronoun(text: str, amount: Amount) -> Exclusion | None:
    """Why number words count nothing: "one of", "the three", "Two Sessions"."""
    before = text[max(0, amount.start - 12) : amount.start].rstrip().rpartition(" ")[2].lower()
    if before.endswith("top"):
        return "ordinal"
    if (
        amount.unit is None
        and text[amount.start].isupper()
        and before
        and before[-1] not in ".:;!?"
        and _TITLE.match(text, amount.end)
    ):
        return "name"
    small = amount.value <= 100 and amount.unit is None
    if small and before in _DEFINITE:
        return "scope"
    if amount.unit is not None:
        return (
            "phrase"
            if amount.value == 1
            and amount.unit.code not in ("pp", "%")
            and "illion" not in text[amount.start : amount.end]
            else None
        )
    place = skip_blanks(text, amount.end)
    if amount.value == 1 or not latin(text[place : place + 1]):
        return "phrase" if amount.value < 1000 else None
    noun = english.noun_after(text, amount.end)
    if noun is None:
        return "phrase" if amount.value < 1000 else None
    if noun[0].isupper() and text.startswith(noun, place):
        return "name"
    return None


def _fraction(page: Page, start: int, match: re.Match[str], above: Decimal) -> int:
    """One third, three quarters, two-thirds: a share in percent."""
    share = above * 100 / _PARTS[match[1][:3].lower()]
    share = share if share == round(share, 6) else round(share, 6)
    return page.add(settle(page, Amount(start, match.end(), match.end(), share, PERCENT, digits=False)))


def share(page: Page, start: int, end: int) -> int:
    """half, a quarter: a share where it is one of something ("half of", "nearly half"), else a part of a phrase."""
    text = page.text
    said = text[start:end].lower()
    value = Decimal(50) if "half" in said else Decimal(25)
    if "half" not in said and not said.startswith("a"):
        return page.exclude(start, end, "phrase")
    mention = settle(page, Amount(start, end, end, value, PERCENT, digits=False))
    alone = mention.start == 0 and mention.end == len(text)
    follows = _HALF_OF.match(text, end) if "half" in said else text[end : end + 4] == " of "
    if text[end : end + 1] == "-" or text[max(0, start - 7) : start].lower().endswith(
        ("first ", "second ", "latter ", "and ", "other ")
    ):
        follows, mention = None, replace(mention, bound="exact")
    if alone or follows or (mention.bound != "exact" and text[end : end + 1] != "-"):
        return page.add(mention)
    return page.exclude(start, end, "phrase")


def times(page: Page, start: int, end: int) -> int:
    """doubled, tripled, halved, threefold: a change to so many times as much."""
    text = page.text
    said = text[start:end].lower()
    if said.startswith("halv"):
        mention = settle(page, Amount(start, end, end, Decimal(50), PERCENT, digits=False))
        return page.add(replace(mention, direction="down", value=Decimal(-50)))
    mention = settle(page, Amount(start, end, end, Decimal(_TIMES[said[:5]]), TIMES, digits=False))
    return page.add(replace(mention, direction=cast(Direction, "up"), value=abs(mention.value)))


def ordinal(page: Page, start: int, end: int) -> int:
    """first, second, third."""
    listed = page.text[end : end + 1] == "," and (
        page.line_start(start) or start == 0 or page.text[start - 2 : start] in (". ", "; ")
    )
    return page.exclude(start, end, "list_number" if listed else "ordinal")


def many(page: Page, start: int, end: int) -> int:
    """Hundreds of, dozens, the past decade: too vague to be read, or a span."""
    return page.exclude(start, end, "span" if page.text[start:end].lower().startswith(("dec", "cen")) else "phrase")
