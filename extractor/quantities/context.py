"""A number with its unit in, its mention out: with the sign, bound, change and denominator that stand around it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.quantities import chinese, english
from extractor.quantities.amounts import Amount
from extractor.quantities.lead import Lead, joined
from extractor.quantities.lexicon import Hit, Lexicon, skip_blanks, skip_blanks_back, table
from extractor.quantities.mention import Direction, Exclusion, Mention
from extractor.quantities.page import Page
from extractor.quantities.rates import rate_of
from extractor.quantities.surroundings import lead_of
from extractor.quantities.units import COUNT, PERCENT, Unit
from extractor.schemas.quantity import Bound

_CURRENCIES: Lexicon[str] = Lexicon.of(table("units.toml")["signs"])
_CNY = Unit("CNY")
_MONEY_HEAD = re.compile(f"(?:{'|'.join(table('chinese.toml')['money']['heads'])})[^，。；、0-9]{{0,6}}$")
_MONEY_REACH = 14
_INDEX = "价格指数"
_MARKS = re.compile("[，。；、,;0-9]")
_REACHED = ("大关", "台阶")
_SHARES = frozenset({"%", "pp", "permille", "times"})
# Of these, some verbs say what is done to an amount, not by how much (提升8万亩).
_AMOUNTS = frozenset({"count", "rate", "m", "m2", "m3", "t"})
_MINUS = ("minus ", "negative ", "负")
_BETWEEN = "between "
# A dash before a digit is a sign only where a new word starts.
_FREE = frozenset(["", *" \t\n(（:：，,、|为是到至达长约降"])
_SENTENCE_MARKS = frozenset(["", *"，。；、,; "])


def settle(page: Page, amount: Amount) -> Mention:
    """Make the mention of an amount; whether it is a quantity at all is not decided here.

    Args:
        page: the text and what was found before.
        amount: the number with its unit.
    """
    text = page.text
    start, negative = _start(text, amount, page.floor)
    start, unit = _currency(text, start, amount.unit)
    lead = lead_of(text, start)
    unit = unit or _money(text, amount, lead.start) or _index(text, amount)
    end, after = _after(text, amount)
    bound = joined(lead.bound, after) or ("at_least" if amount.vague else "exact")
    unit, noun, rate_end = _measure(page, amount, unit)
    if after is None and rate_end > end:
        rate_end, after = _after_rate(text, rate_end)
        bound = joined(lead.bound, after) or bound
    direction, reach, end = _direction(text, lead, unit, max(end, rate_end))
    if noun == "times":
        direction, reach = None, start
    down = negative or direction == "down"
    return Mention(
        start=max(page.floor, min(start, lead.start, reach)),
        end=end,
        number_start=amount.start,
        number_end=amount.number_end,
        value=_signed(unit.base(amount.value), down=down),
        upper=None if amount.upper is None else _signed(unit.base(amount.upper), down=down),
        unit=unit.code,
        noun=noun,
        bound="range" if amount.upper is not None else bound,
        direction=direction,
    )


def excluded(mention: Mention, reason: Exclusion) -> Mention:
    """The same number as no quantity."""
    # Written out, since `replace` costs more than reading the number did.
    return Mention(
        mention.start,
        mention.end,
        mention.number_start,
        mention.number_end,
        mention.value,
        mention.upper,
        mention.unit,
        mention.noun,
        mention.bound,
        mention.direction,
        reason,
    )


def _start(text: str, amount: Amount, floor: int) -> tuple[int, bool]:
    """Where the number starts with its sign or its "between", and whether it is below zero."""
    start = amount.start
    mark = text[start - 1 : start]
    if start <= floor or mark not in _SIGN_ENDS:
        return start, False
    if mark in _DASHES:
        free = start == 1 or text[start - 2] in _FREE
        return (start - 1, True) if free else (start, False)
    before = text[max(floor, start - 9) : start].lower()
    if amount.upper is not None and before.endswith(_BETWEEN):
        return start - len(_BETWEEN), False
    sign = next((sign for sign in _MINUS if before.endswith(sign)), "")
    if sign == "负" and before[-2:-1] not in _FREE:
        return start, False
    return start - len(sign), bool(sign)


_DASHES = frozenset("-−－")
_SIGN_ENDS = _DASHES | frozenset("负 ")


def _currency(text: str, start: int, unit: Unit | None) -> tuple[int, Unit | None]:
    """A currency sign before the number ("US$5", "RMB 100") gives it its unit."""
    hit = _CURRENCIES.before(text, skip_blanks_back(text, start))
    if hit is None:
        return start, unit
    return hit.start, Unit(hit.entry) if unit is None else unit


def _money(text: str, amount: Amount, before: int) -> Unit | None:
    """增加值突破千亿 speaks of money although no unit says so."""
    if text[amount.end - 1] != "亿" or (
        text[amount.end : amount.end + 1] >= "\u4e00" and not text.startswith(_REACHED, amount.end)
    ):
        return None
    return _CNY if _MONEY_HEAD.search(text, max(0, before - _MONEY_REACH), before) else None


def _index(text: str, amount: Amount) -> Unit | None:
    """价格指数103 is a share of last year's prices although no sign says so."""
    if amount.end > amount.number_end or amount.scale != 1:
        return None
    named = text.find(_INDEX, max(0, amount.start - _MONEY_REACH), amount.start)
    return PERCENT if named >= 0 and not _MARKS.search(text, named, amount.start) else None


def _after(text: str, amount: Amount) -> tuple[int, Bound | None]:
    """Where the bound words after the amount end, and what they say."""
    hit = chinese.AFTER.at(text, amount.end) or english.AFTER.at(text, skip_blanks(text, amount.end))
    if hit is None or not _bounds(text, amount, hit):
        return amount.end, None
    return hit.end, hit.entry


def _after_rate(text: str, end: int) -> tuple[int, Bound | None]:
    """The same behind a denominator (9/10万以下); one character there may start the next word."""
    hit = chinese.AFTER.at(text, end)
    return (end, None) if hit is None or hit.end - hit.start < 2 else (hit.end, hit.entry)


def _bounds(text: str, amount: Amount, hit: Hit[Bound]) -> bool:
    """Whether a word that may bound does so here: 强 and 起 only at the end of a clause, "+" only where it touches."""
    word = text[hit.start : hit.end]
    if word in ("强", "起", "许", "内"):
        counts = amount.unit is not None and amount.unit.noun is not None
        return not counts and (word in ("许", "内") or text[hit.end : hit.end + 1] in _SENTENCE_MARKS)
    return word != "+" or hit.start == amount.end


def _measure(page: Page, amount: Amount, unit: Unit | None) -> tuple[Unit, str | None, int]:
    """The unit and noun, a rate's denominator included, and where that ends."""
    if unit is not None and unit.code == "times" and english.occasions(page.text, amount.start, amount.end):
        return COUNT, "times", amount.end
    noun = None if unit is None else unit.noun
    if unit is None:
        noun = english.noun_after(page.text, amount.end)
    rate = rate_of(page, amount, (unit or COUNT).code)
    if rate is None:
        return unit or COUNT, noun, amount.end
    return replace(unit or COUNT, code="rate"), rate[0], max(amount.end, rate[1])


def _direction(text: str, lead: Lead, unit: Unit, end: int) -> tuple[Direction | None, int, int]:
    """The direction of the change, where its word starts before the number, and where the anchor ends after it."""
    if lead.direction is not None and not (lead.not_counts and unit.code in _AMOUNTS):
        return lead.direction, lead.reach, end
    if unit.code == "%" and chinese.cut(text, lead.start):
        return "down", lead.start, end
    hit = chinese.AFTER_CHANGES.at(text, end) or english.after_change(text, end)
    amount_of = unit.code not in _AMOUNTS and text[max(0, lead.start - 4) : lead.start].rstrip().endswith((" a", " an"))
    if hit is not None and (unit.code in _SHARES or amount_of or " than " in text[hit.start : hit.end]):
        return hit.entry, lead.start, hit.end
    return None, lead.start, end


def _signed(value: Decimal, *, down: bool) -> Decimal:
    return -abs(value) if down else value
