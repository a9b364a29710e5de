"""A number in, the denominator that makes it a rate out: per so many or per time."""

from __future__ import annotations

import re

from extractor.quantities import chinese, english
from extractor.quantities.amounts import Amount
from extractor.quantities.lexicon import skip_blanks_back
from extractor.quantities.page import Page

_RATED = frozenset({"count", "t", "m3", "kWh", "CNY", "USD", "h"})
_SHARES = frozenset({"%", "pp", "permille", "times", "size"})
_THINGS = "平方公里|平方米|立方米|小时|分钟|公里|[人户日天年月时秒亩吨件台床次周辆]"
_SLASH = re.compile(
    rf"\s?[/／]\s?((?:[十百千万亿]+|[0-9]+)?(?:{_THINGS}|[A-Za-z]{{1,12}}[23²³]?)|10{{0,2}}[百千万亿]+(?:{_THINGS})?)"
)
_PER_TIME = re.compile(rf"(?:[ \n][A-Za-z-]{{1,24}}){{0,4}}?[ \n](?:per|a|each|every)[ \n-]({english.DENOMINATORS})\b")
_DAILY = re.compile(r"(?:[ \n][A-Za-z-]{1,24}){1,8}?[ \n]daily(?=[,.;]| and | in | on | during |$)")
"""Behind the verb, at the end of a clause: "1,200 new firms were set up daily"."""
_PER_THING = re.compile(r"[ \n](?:per|for every|for each)[ \n](?!cent\b|capita\b)((?:square |cubic )?[a-z-]+)")
_MONEY = frozenset({"CNY", "USD"})
"""Money so much a head or a month is a price or standard, an amount like others; only a stroke makes it a rate."""
_CLAUSE = re.compile(r"[，。；,;、]|\.\s")
_REACH = 40
_DAILY_REACH = 14


def rate_of(page: Page, amount: Amount, unit: str) -> tuple[str, int] | None:
    """The denominator of a number, and where the anchor ends with it (批次/千人); None where it is no rate.

    Args:
        page: the text and what was found before, with a denominator that the clause named already (每万人).
        amount: the number with its unit.
        unit: the base unit; shares are never rates.
    """
    if unit in _SHARES:
        return None
    if unit in _MONEY:
        return _slashed(page.text, amount)
    return _slashed(page.text, amount) or (
        _after(page.text, amount.end) or _before(page, amount) if unit in _RATED else None
    )


def _slashed(text: str, amount: Amount) -> tuple[str, int] | None:
    """The denominator behind a stroke (批次/千人, 公里/小时); a Latin one only behind a unit."""
    end = amount.end
    if "/" in text[end : end + 2] or "／" in text[end : end + 2]:
        match = _SLASH.match(text, end)
        if match is not None and (amount.unit is not None or not match[1].isascii()):
            return match[1], match.end()
    return None


def _after(text: str, end: int) -> tuple[str, int] | None:
    """The denominator in words behind a number ("tons of waste a day")."""
    if text[end : end + 1] not in (" ", "\n"):
        return None
    if (match := _PER_THING.match(text, end)) is not None:
        return match[1], match.end()
    match = _PER_TIME.match(text, end)
    if match is not None:
        return match[1], end
    return ("day", end) if "daily" in text[end : end + 100] and _DAILY.match(text, end) else None


def _before(page: Page, amount: Amount) -> tuple[str, int] | None:
    """The denominator that the clause named before its number (每千人, 日均, "daily")."""
    text, start = page.text, amount.start
    if page.denominator is not None:
        noun, end = page.denominator
        if start - end < _REACH and not _CLAUSE.search(text, end, start):
            return noun, 0
    near = max(page.floor, start - _DAILY_REACH)
    if (text.find("日", near, start) >= 0 or text.find("每天", near, start) >= 0) and chinese.DAILY.search(
        text, near, start
    ):
        return "日", 0
    lead = text[max(page.floor, start - _REACH) : start]
    return ("day", 0) if "daily" in lead or "average day" in lead else None


def as_denominator(page: Page, amount: Amount) -> str | None:
    """The denominator that this number is itself a part of (每万人, "per 10,000 people"), or None."""
    text = page.text
    place = skip_blanks_back(text, amount.start)
    mark = text[place - 1 : place]
    if mark == "每":
        return text[amount.start : amount.end]
    if mark not in ("r", "y") or not text[max(0, place - 9) : place].lower().endswith((" per", "every", "\nper")):
        return None
    noun = english.noun_after(text, amount.end)
    return text[amount.start : text.find(noun, amount.end) + len(noun) if noun else amount.end]
