"""A number with its unit in, the whole mention out: what its surroundings add (bound, change, rate) or take away."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.quantities import chinese, english
from extractor.quantities.amounts import Amount
from extractor.quantities.lead import Lead, joined
from extractor.quantities.lexicon import Lexicon, latin, skip_blanks, skip_blanks_back
from extractor.quantities.mention import Direction, Exclusion, Mention
from extractor.quantities.page import Page
from extractor.quantities.units import COUNT, Unit
from extractor.schemas.quantity import Bound

_CURRENCIES: Lexicon[str] = Lexicon.of(
    {
        "USD": ["$", "US$", "USD", "＄"],
        "CNY": ["¥", "￥", "RMB", "CNY", "RMB¥"],
        "HKD": ["HK$", "HKD"],
        "EUR": ["€", "EUR"],
        "GBP": ["£"],
        "JPY": ["JP¥"],
    }
)
_SHARES = frozenset({"%", "pp", "permille", "times"})
_RATED = frozenset({"count", "t", "m3", "kWh", "CNY", "USD", "h"})
_SLASH = re.compile(
    r"\s?[/／]\s?((?:[十百千万亿]+|[0-9]+)?(?:[\u4e00-\u9fff]{1,4}?(?=[^\u4e00-\u9fff]|$)|平方公里|平方米|立方米|千人|万人|小时|分钟|[人户日天年月时秒亩吨件台床次]|[A-Za-z]{1,12}[23²³]?))"
)
_PER = re.compile(rf"(?:[ \n-][A-Za-z-]+){{0,4}}?[ \n](?:per|a|each|every)[ \n-]({english.DENOMINATORS})\b")
_PER_UNIT = re.compile(r"[ \n](?:per|for every|for each)[ \n](?!cent\b|capita\b)((?:square |cubic )?[a-z-]+)")
_NEGATIVE = re.compile(r"(?:负|minus |negative |[-−－])$")


def settle(page: Page, amount: Amount, noun: str | None = None) -> Mention:
    """Make the mention of an amount.

    Args:
        page: the text and what was found before.
        amount: the number with its unit.
        noun: the counted thing, where it is known already.

    Returns:
        A quantity; whether it is one at all is not decided here.
    """
    text = page.text
    start, negative = _sign(text, amount.start, page.floor)
    unit = amount.unit
    if amount.upper is not None and text[max(0, start - 8) : start].lower() == "between ":
        start -= 8
    start, currency = _currency(text, start)
    if currency is not None and (unit is None or unit.code == currency):
        unit = Unit(currency)
    lead = lead_of(text, start)
    end, after = _after(text, amount)
    bound = joined(lead.bound, after) or ("at_least" if amount.vague else None)
    unit, noun, rate_end = _measure(page, amount, unit, noun)
    direction, reach, end = _direction(text, lead, unit, max(end, rate_end), amount)
    value, upper = _signed(unit, amount, negative, direction)
    anchor = max(page.floor, min(start, lead.start, reach))
    return Mention(
        start=anchor,
        end=end,
        number_start=amount.start,
        number_end=amount.number_end,
        value=value,
        upper=upper,
        unit=unit.code,
        noun=noun if noun is not None else unit.noun,
        bound="range" if upper is not None else bound or "exact",
        direction=direction,
    )


def lead_of(text: str, start: int) -> Lead:
    """What stands before a number, read in the language that stands there."""
    place = skip_blanks_back(text, start)
    if place > 0 and latin(text[place - 1]):
        return english.lead(text, start)
    return chinese.lead(text, start)


def _sign(text: str, start: int, floor: int) -> tuple[int, bool]:
    """Where the number starts with its sign, and whether it is below zero."""
    if start <= floor:
        return start, False
    mark = text[start - 1]
    if mark in "-−－":
        before = text[start - 2 : start - 1]
        stands_free = before == "" or before in " \t\n(（:：，,、|为是到至达长约降"
        return (start - 1, True) if stands_free else (start, False)
    if mark == "负":
        return start - 1, True
    if (
        mark == " "
        and (match := _NEGATIVE.search(text, max(floor, start - 9), start)) is not None
        and match.end() == start
    ):
        return match.start(), True
    return start, False


def _currency(text: str, start: int) -> tuple[int, str | None]:
    hit = _CURRENCIES.before(text, skip_blanks_back(text, start))
    return (start, None) if hit is None else (hit.start, hit.entry)


def _after(text: str, amount: Amount) -> tuple[int, Bound | None]:
    """Where the bound words after the amount end, and what they say."""
    hit = chinese.AFTER.at(text, amount.end) or english.AFTER.at(text, skip_blanks(text, amount.end))
    if (
        hit is None
        or (text[hit.start] == "+" and hit.start > amount.end)
        or (hit.entry == "at_least" and text[hit.start] in "强起" and text[hit.end : hit.end + 1] not in "，。；、,; ")
    ):
        return amount.end, None
    if text[hit.start : hit.end] in ("内", "许", "强", "起") and amount.unit is not None and amount.unit.noun:
        return amount.end, None
    return hit.end, hit.entry


def _measure(page: Page, amount: Amount, unit: Unit | None, noun: str | None) -> tuple[Unit, str | None, int]:
    """The unit and noun, a rate's denominator included, and where it ends."""
    text, end = page.text, amount.end
    if unit is None:
        unit = COUNT
        if noun is None and latin(text[skip_blanks(text, end) : skip_blanks(text, end) + 1]):
            noun = english.noun_after(text, end)
    if unit.code not in _RATED:
        return unit, noun, end
    rate = _rate_after(text, end, amount.unit is not None) or _rate_before(page, amount)
    if rate is None:
        return unit, noun, end
    return Unit("rate", unit.factor, unit.divisor, unit.places), rate[0], max(end, rate[1])


def _rate_after(text: str, end: int, unit_known: bool) -> tuple[str, int] | None:
    """The denominator after a number (批次/千人, "tons per day"), and where the anchor then ends."""
    follows = text[end : end + 2]
    if follows[:1] in ("/", "／") or follows[1:] in ("/", "／"):
        match = _SLASH.match(text, end)
        plausible = match is not None and (unit_known or not match[1].isascii())
        return (match[1], match.end()) if match is not None and plausible else None
    if follows[:1] in (" ", "\n"):
        match = _PER_UNIT.match(text, end)
        if match is not None:
            return match[1], match.end()
        match = _PER.match(text, end)
        if match is not None:
            return match[1], end
    return None


def _rate_before(page: Page, amount: Amount) -> tuple[str, int] | None:
    """The denominator that the clause named before its number (每千人, 日均, "daily")."""
    text, start = page.text, amount.start
    if page.denominator is not None:
        noun, end = page.denominator
        if start - end < 40 and not _CLAUSE.search(text, end, start):
            return noun, 0
    low = max(page.floor, start - 14)
    if (text.find("日", low, start) >= 0 or text.find("每天", low, start) >= 0) and _DAILY.search(text, low, start):
        return "日", 0
    if text.find("daily", max(page.floor, start - 40), start) >= 0:
        return "day", 0
    return None


_DAILY = re.compile("|".join(chinese.daily_words()))
_CLAUSE = re.compile(r"[，。；,;、]|\.\s")


def _direction(text: str, lead: Lead, unit: Unit, end: int, amount: Amount) -> tuple[Direction | None, int, int]:
    """The direction of the change, where its word starts before the number, and where the anchor ends after it."""
    share = unit.code in _SHARES
    if lead.direction is not None and not (lead.not_counts and unit.code in ("count", "rate")):
        return lead.direction, lead.reach, end
    if share:
        hit = chinese.AFTER_CHANGES.at(text, end) or english.after_change(text, end)
        if hit is not None:
            return hit.entry, lead.start, hit.end
    return None, lead.start, end


def _signed(unit: Unit, amount: Amount, negative: bool, direction: Direction | None) -> tuple[Decimal, Decimal | None]:
    value = unit.base(amount.value)
    upper = None if amount.upper is None else unit.base(amount.upper)
    if negative or direction == "down":
        return -abs(value), None if upper is None else -abs(upper)
    return value, upper


def per_denominator(page: Page, amount: Amount) -> str | None:
    """The denominator that this number is itself a part of (每万人, "per 10,000 people"), or None."""
    text, place = page.text, skip_blanks_back(page.text, amount.start)
    if text[place - 1 : place] == "每" if place else False:
        return text[amount.start : amount.end]
    if latin(text[place - 1 : place]) and text[max(0, place - 9) : place].lower().endswith((" per", "every", "\nper")):
        noun = english.noun_after(text, amount.end)
        stop = text.find(noun, amount.end) + len(noun) if noun else amount.end
        return text[amount.start : stop]
    return None


def excluded(mention: Mention, reason: Exclusion, start: int | None = None) -> Mention:
    """The same number as no quantity."""
    begin = mention.start if start is None else start
    return Mention(begin, mention.end, mention.number_start, mention.number_end, mention.value, mention.upper, mention.unit, mention.noun, mention.bound, mention.direction, reason)  # fmt: skip
