"""A digit's place in, its mention out: first the shapes that are no amounts, then the amount and what it stands in."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.quantities import exclusions, numerals
from extractor.quantities.amounts import DIGITS, Amount, read_digits
from extractor.quantities.context import excluded, settle
from extractor.quantities.exclusions import BARE_YEAR, LEADING_ZERO, LIST_NUMBER, MONTH_DAY
from extractor.quantities.lexicon import latin, skip_blanks, skip_blanks_back
from extractor.quantities.numerals import DIGIT
from extractor.quantities.page import Page
from extractor.quantities.rates import as_denominator
from extractor.quantities.rulings import ruling
from extractor.quantities.units import PERCENT, TIMES

_PART = rf"({DIGIT}+(?:\.{DIGIT}+)?)"
_COLON = r"\s?[:：∶]\s?"
_RATIO = re.compile(rf"{_PART}{_COLON}{_PART}(?:{_COLON}{_PART})?")
_TOKEN = re.compile(rf"(?:{DIGIT}|[A-Za-z])+(?:[-+/.·_](?:{DIGIT}|[A-Za-z])+)*")
_RUN = re.compile(f"{DIGIT}+")
# Most digits of a Chinese report: what follows rules every other shape out, and saves trying them.
_PLAIN = re.compile(rf"{DIGIT}{{1,9}}(?:\.{DIGIT}{{1,3}})?[%％万亿个家项条名所座人件套公平元]")
# Behind a Latin word these are no part of its name: REITs100亿元.
_AMOUNT = re.compile(rf"{DIGIT}+(?:\.{DIGIT}+)?[万亿]")
_NOTE = re.compile(rf"{DIGIT}{{1,2}}(?!{DIGIT}|[.%％])(?=[\s,.;，。；、)]|$)")
_NOTE_LINE = re.compile(rf"{DIGIT}{{1,2}}(?=\s?\()")
_NUMBER_LINE = re.compile(rf"{DIGIT}{{1,3}}[ \t]*\n")
_CLOSED = re.compile(rf"{DIGIT}{{1,3}}(?=[)）\]〕］])")
_COUNTED = re.compile(rf"(?:[a-z-]+ ){{0,3}}(?:{'|'.join(exclusions.TABLE['english']['counted'])})\b")
_YEAR_BEFORE = frozenset(exclusions.TABLE["english"]["year_before"])
_CURRENCIES = ("RMB", "CNY", "USD", "HKD", "EUR")
_BOUND_PREFIXES = ("over", "above", "sub", "plus", "under", "below")
_HYPHENS = frozenset("-‐‑–")
_OPENING = frozenset("(（[〔［")


def digit(page: Page, start: int, _end: int) -> int:
    """Read the number that starts with this digit; returns where to read on."""
    done = _glued(page, start)
    if done:
        return done
    if _PLAIN.match(page.text, start):
        return judge(page, read_digits(page.text, start))
    done = _fixed(page, start) or _listed(page, start) or _ratio(page, start)
    if done:
        return done
    amount = read_digits(page.text, start)
    return _year(page, amount) or _token(page, amount) or judge(page, amount)


def judge(page: Page, amount: Amount) -> int:
    """Settle an amount and decide whether it is a quantity; returns where it ends."""
    denominator = as_denominator(page, amount)
    if denominator is not None:
        page.divide(denominator, amount.start)
        end = page.exclude(amount.start, amount.end, "scope", amount.value)
        page.denominator = (denominator, end)
        return end
    if page.quoted(amount.start, amount.end) and not (_percent_sign(page.text, amount) and not page.titled()):
        return page.exclude(amount.start, amount.end, "name", amount.value)
    mention = settle(page, amount)
    reason = ruling(page, amount, mention)
    return page.add(mention, amount.unit) if reason is None else page.add(excluded(mention, reason))


def _percent_sign(text: str, amount: Amount) -> bool:
    """Whether a quoted number is a share that is quoted ("a goal of “5%”"); “三个90%” is the name of a goal."""
    return text[amount.end - 1] in "%％" and text[amount.start - 1 : amount.start] != "个"


def _glued(page: Page, start: int) -> int | None:
    """Digits that a Latin letter touches, also over a hyphen, are part of a name (G324, PM2.5, COVID-19)."""
    text = page.text
    hyphen = text[start - 1 : start] in _HYPHENS
    place = start - hyphen
    if place <= page.floor or not latin(text[place - 1]):
        return None
    begin = place
    while begin > max(page.floor, place - 24) and latin(text[begin - 1]):
        begin -= 1
    word = text[begin:place]
    if not hyphen and (word.upper() in _CURRENCIES or _AMOUNT.match(text, start)):
        return None
    if hyphen and BARE_YEAR.match(text, start):
        return page.exclude(start, start + 4, "year")
    match = _TOKEN.match(text, start)
    reason = exclusions.CRITERION if hyphen and word.lower() in _BOUND_PREFIXES else exclusions.NAME
    return page.exclude(begin, match.end() if match else start + 1, reason)


def _token(page: Page, amount: Amount) -> int | None:
    """Digits that go on as a Latin word are a name (5G, 4K, 10G-PON)."""
    if amount.unit is not None:
        return None
    text, end = page.text, amount.number_end
    hyphen = text[end : end + 1] == "-"
    if not latin(text[end + hyphen : end + hyphen + 1]):
        return None
    match = _TOKEN.match(text, amount.start if "," not in text[amount.start : end] else end + hyphen)
    return page.exclude(amount.start, match.end(), "name") if match is not None and match.end() > amount.end else None


def _fixed(page: Page, start: int) -> int | None:
    """Dates, years, document numbers and names that are known by their shape, "January 30, 2024" among them."""
    text = page.text
    shape = exclusions.fixed(text, start)
    if shape is not None:
        return page.exclude(start, *shape)
    place = skip_blanks_back(text, start)
    if not latin(text[place - 1 : place]) and text[place - 1 : place] != ".":
        return None
    month = exclusions.MONTHS.before(text, place)
    if month is None:
        return None
    match = MONTH_DAY.match(text, start) or BARE_YEAR.match(text, start)
    return None if match is None else page.exclude(month.start, match.end(), "date")


def _listed(page: Page, start: int) -> int | None:
    """Numbers of lists, measures and notes: (1), 1., 01 on a line of its own, [3], a note's mark after a quotation."""
    end = _list_number(page, start)
    return None if end is None else page.exclude(start, end, "list_number")


def _list_number(page: Page, start: int) -> int | None:
    text = page.text
    before = text[start - 1 : start]
    if before in _OPENING and (match := _CLOSED.match(text, start)) is not None:
        return match.end()
    if before in ("”", "’") and (match := _NOTE.match(text, start)) is not None:
        return match.end()
    line_start = page.line_start(start)
    match = LIST_NUMBER.match(text, start)
    run = _RUN.match(text, start)
    if match is not None and (number := DIGITS.match(text, start)) is not None and number.end() > match.end():
        match = None
    opens = line_start or (before in ("。", "；", "：") and match is not None and match.group()[-1] in "、.．")
    if match is not None and run is not None and opens:
        return run.end()
    if line_start and run is not None:
        alone = _NUMBER_LINE.match(text, start) or LEADING_ZERO.match(text, start) or _NOTE_LINE.match(text, start)
        return run.end() if alone else None
    return None


def _ratio(page: Page, start: int) -> int | None:
    """三次产业比重10.1∶42.3∶47.6 is three shares; 1.85:1 is one ratio."""
    match = _RATIO.match(page.text, start)
    if match is None:
        return None
    if match[3] is None:
        far = numerals.digits(match[2])
        value = round(numerals.digits(match[1]) / far, 6) if far else Decimal(0)
        return judge(page, Amount(start, match.end(), match.end(), value, TIMES))
    for group in (1, 2, 3):
        begin, end = match.span(group)
        page.add(settle(page, Amount(begin, end, end, numerals.digits(match[group]), PERCENT)))
    return match.end()


def _place_name(amount: Amount, year_end: int) -> bool:
    """Whether what follows a year is no measure word of its own (2049城市发展战略)."""
    return amount.unit is not None and amount.unit.digits_only and amount.number_end == year_end


def _year(page: Page, amount: Amount) -> int | None:
    """Four digits that are a year by themselves, without a unit, a separator or a counted thing behind."""
    text, start = page.text, amount.start
    match = BARE_YEAR.match(text, start)
    if match is None or not (amount.end == match.end() or _place_name(amount, match.end())):
        return None
    place = skip_blanks(text, match.end())
    if place > match.end() and _COUNTED.match(text, place):
        before = text[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lower()
        if before not in _YEAR_BEFORE:
            return None
    return page.exclude(start, match.end(), "year", amount.value)
