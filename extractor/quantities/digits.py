"""A digit's place in, its mention out: first the shapes that are no amounts, then the amount and what it stands in."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.quantities import exclusions, numerals
from extractor.quantities.amounts import DIGITS, Amount, read_digits
from extractor.quantities.context import excluded, per_denominator, settle
from extractor.quantities.exclusions import BARE_YEAR, LIST_NUMBER, MONTH_DAY, fixed
from extractor.quantities.lexicon import latin, skip_blanks, skip_blanks_back
from extractor.quantities.numerals import DIGIT
from extractor.quantities.page import Page
from extractor.quantities.rulings import ruling
from extractor.quantities.units import PERCENT, TIMES

_TOKEN = re.compile(rf"(?:{DIGIT}|[A-Za-z])+(?:[-+/.·_](?:{DIGIT}|[A-Za-z])+)*")
_RATIO = re.compile(
    rf"({DIGIT}+(?:\.{DIGIT}+)?)\s?[:：∶]\s?({DIGIT}+(?:\.{DIGIT}+)?)(?:\s?[:：∶]\s?({DIGIT}+(?:\.{DIGIT}+)?))?"
)
_GLUED_CURRENCY = ("RMB", "CNY", "USD", "HKD", "EUR")
_BOUND_PREFIX = ("over", "above", "sub", "plus", "under", "below")


def digit(page: Page, start: int, _end: int) -> int:
    """Read the number that starts with this digit; returns where to read on."""
    text = page.text
    done = (
        _glued(page, start) or _fixed(page, start) or _listed(page, start) or _ratio(page, start) or _year(page, start)
    )
    if done:
        return done
    amount = read_digits(text, start)
    after = text[amount.number_end : amount.number_end + 1]
    if amount.unit is None and (
        latin(after) or (after == "-" and latin(text[amount.number_end + 1 : amount.number_end + 2]))
    ):
        match = _TOKEN.match(text, start)
        if match is not None and match.end() > amount.end:
            return page.exclude(start, match.end(), "name")
    return judge(page, amount)


def judge(page: Page, amount: Amount) -> int:
    """Settle an amount and decide whether it is a quantity; returns where it ends."""
    denominator = per_denominator(page, amount)
    if denominator is not None:
        end = page.exclude(amount.start, amount.end, "scope", amount.value)
        page.denominator = (denominator, end)
        return end
    mention = settle(page, amount)
    reason = ruling(page, amount, mention)
    return page.add(mention, amount.unit) if reason is None else page.add(excluded(mention, reason))


def _glued(page: Page, start: int) -> int | None:
    """Digits that a Latin letter touches are part of a name (G324, PM2.5, COVID-19)."""
    text = page.text
    if start == 0 or start <= page.floor:
        return None
    place = start
    hyphen = text[start - 1] in "-‐‑–"
    place -= hyphen
    if place == 0 or not latin(text[place - 1]):
        return None
    begin = place
    while begin > page.floor and begin > place - 24 and latin(text[begin - 1]):
        begin -= 1
    word = text[begin:place]
    if word.upper() in _GLUED_CURRENCY and not hyphen:
        return None
    match = _TOKEN.match(text, start)
    end = match.end() if match else start + 1
    if hyphen and BARE_YEAR.match(text, start):
        return page.exclude(start, start + 4, "year")
    if hyphen and word.lower() in _BOUND_PREFIX:
        return page.exclude(begin, end, "criterion")
    return page.exclude(begin, end, "name")


def _fixed(page: Page, start: int) -> int | None:
    text = page.text
    shape = fixed(text, start)
    if shape is not None:
        return page.exclude(start, *shape)
    place = skip_blanks_back(text, start)
    if (place < start and place and latin(text[place - 1])) or text[place - 1 : place] == ".":
        month = exclusions.MONTHS.before(text, place)
        if month is not None:
            match = MONTH_DAY.match(text, start)
            if match is not None:
                return page.exclude(month.start, match.end(), "date")
            if (year := BARE_YEAR.match(text, start)) is not None:
                return page.exclude(month.start, year.end(), "date")
    return None


_NOTE_LINE = re.compile(rf"{DIGIT}{{1,2}}(?=\s?\()")
_WHOLE_LINE = re.compile(rf"{DIGIT}{{1,3}}[ \t]*\n")


def _listed(page: Page, start: int) -> int | None:
    """Numbers of lists and measures: (1), 1., 01 on a line of its own, [3]."""
    text = page.text
    before = text[start - 1 : start] if start else ""
    match = LIST_NUMBER.match(text, start)
    if before in ("(", "（", "[", "〔", "［") and before:
        close = _CLOSED.match(text, start)
        if close is not None and not BARE_YEAR.match(text, start):
            return page.exclude(start, close.end(), "list_number")
    if match is not None and (
        page.line_start(start) or (before in "。；：" and match.group()[-1] in "、.．" and before)
    ):
        return page.exclude(start, start + len(match.group().rstrip("、)）.． ")), "list_number")
    if before in ("”", "’") and before and (note := _NOTE.match(text, start)) is not None:
        return page.exclude(start, note.end(), "list_number")
    if page.line_start(start) and (note := _NOTE_LINE.match(text, start)) is not None:
        return page.exclude(start, note.end(), "list_number")
    if page.line_start(start) and (_WHOLE_LINE.match(text, start) or exclusions.LEADING_ZERO.match(text, start)):
        end = DIGITS.match(text, start)
        return page.exclude(start, end.end() if end else start + 1, "list_number")
    return None


_NOTE = re.compile(rf"{DIGIT}{{1,2}}(?!{DIGIT}|[.%％])(?=[\s,.;，。；、)]|$)")
_CLOSED = re.compile(rf"{DIGIT}{{1,3}}(?=[)）\]〕］])")


def _ratio(page: Page, start: int) -> int | None:
    """三次产业比重10.1∶42.3∶47.6 is three shares; 1.85:1 is one ratio."""
    match = _RATIO.match(page.text, start)
    if match is None:
        return None
    if match[3] is None:
        far = numerals.digits(match[2])
        value = round(numerals.digits(match[1]) / far, 6) if far else Decimal(0)
        amount = Amount(start, match.end(), match.end(), value, TIMES)
        return page.add(settle(page, amount))
    for group in (1, 2, 3):
        amount = Amount(match.start(group), match.end(group), match.end(group), numerals.digits(match[group]), PERCENT)
        page.add(settle(page, amount))
    return match.end()


def _year(page: Page, start: int) -> int | None:
    """Four digits that are a year by themselves, without 年, a separator or a counted thing behind."""
    text = page.text
    match = BARE_YEAR.match(text, start)
    if match is None:
        return None
    place = skip_blanks(text, match.end())
    amount = read_digits(text, start)
    if amount.unit is not None or amount.scale != 1 or amount.upper is not None or amount.vague:
        return None
    follows = text[place : place + 1]
    if place > match.end() and latin(follows) and follows.islower():
        before = text[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lower()
        noun = _COUNTED.match(text, place)
        if noun is not None and before not in _YEAR_WORDS:
            return None
    return page.exclude(start, match.end(), "year", Decimal(int(match.group())))


_COUNTED = re.compile(
    r"(?:[a-z-]+ ){0,3}(?:people|personnel|households|enterprises|companies|projects|villages|schools|parks|kilometers|households|items|cases|places|jobs|beds|families)\b"
)
_YEAR_WORDS = frozenset(
    [
        "in",
        "by",
        "of",
        "since",
        "from",
        "for",
        "year",
        "until",
        "till",
        "to",
        "and",
        "the",
        "before",
        "after",
        "during",
        "through",
        "between",
        "late",
        "early",
        "end",
        "mid",
    ]
)
