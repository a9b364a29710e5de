"""A place where a numeral starts in, the amount that stands there out: number, multiplier, unit, range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.quantities import english, numerals
from extractor.quantities.exclusions import HEADS
from extractor.quantities.lexicon import latin, skip_blanks, skip_blanks_back
from extractor.quantities.numerals import DIGIT, HANZI
from extractor.quantities.units import PERCENT, Unit, unit_at

_GROUP = rf"{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}}){{1,9}}(?!{DIGIT})"
# Groups of three that blanks set apart; a group before or behind them makes them cells of a row or a year's number.
_BLANK = r"[ \u00a0\u2009\u202f]"
_SPACED = (
    rf"(?<!{DIGIT}{_BLANK})[1-9１-９]{DIGIT}{{0,2}}"
    rf"(?:(?: {DIGIT}{{3}}){{1,9}}(?!\s?[%％])|(?:[\u00a0\u2009\u202f]{DIGIT}{{3}}){{1,9}})(?!{DIGIT}|{_BLANK}{DIGIT})"
)
# A blank that strayed into a decimal ("15. 1 square kilometers") is taken out only where a unit follows.
_UNITS_AHEAD = "percent|per cent|square|cubic|million|billion|trillion|thousand|kilomet|yuan|hectare|mu\\b"
_STRAY = rf"(?:[.．]\s|\s[.．]\s?){DIGIT}{{1,2}}(?!{DIGIT})(?=\s?(?:[%％‰万亿]|{_UNITS_AHEAD}))"
DIGITS = re.compile(rf"(?:{_GROUP}|{_SPACED}|{DIGIT}+)(?:[.．]{DIGIT}+|{_STRAY})?")
_RUN = re.compile(rf"{DIGIT}+")
HANZI_RUN = re.compile(rf"[{HANZI}]+(?:点[{HANZI}]+)?")

# A power that is the start of a unit (5千米, 0.5百分点) is none; 多 and 余 stand before or after it.
_POWERS = r"(?:[十百](?!分)|千(?![米瓦克伏卡焦赫])|万|亿){1,4}"
_CHINESE_SCALE = re.compile(rf"\s?([多余]?)\s?({_POWERS})([多余]?)|\s?([多余])(?!额|年生)")
_ENGLISH_SCALE = re.compile(rf"(?:[ \n\u00a0-]{{1,2}}(?:{'|'.join(numerals.SCALES)})\b){{1,3}}", re.IGNORECASE)
# A lone letter is a multiplier only where nothing else can be meant: "€3.2m" after a currency sign, "10k patients".
_SHORT_SCALE = re.compile(r"[ \u00a0]?(bn|Bn|BN|bln|mn|mln|tn)(?![A-Za-z0-9/])")
_MONEY_SCALE = re.compile(r"([mMbB])(?![A-Za-z0-9/])")
_COUNT_SCALE = re.compile(r"(k)(?=[ \n])")
_MONEY_SIGNS = ("$", "€", "£", "¥", "￥", "＄", "RMB", "CNY", "USD", "HKD", "EUR", "GBP")
_DASH = re.compile(r"\s?(?:[-–—~～－―‐‑]{1,2}|[至到]|\sto\s|\sand\s)\s?")
_FRACTION = re.compile(rf"({DIGIT}{{1,2}})[/／]({DIGIT}{{1,3}})(?!{DIGIT}|[./／十百千万亿])")
# What the last of 4个、6个百分点 counts, the others count too.
_LATER = rf"[、和及与]{DIGIT}+(?:[.．]{DIGIT}+)?"
_LATER_UNIT = re.compile(rf"(?:{_LATER}个){{0,5}}{_LATER}(个(?:百分点|工作日|小时|月))")
_WIDEST_RANGE = 1000
_FROM_BASE = re.compile(r"\bfrom(?: last year| the previous year)(?:['’]s)?(?: (?:total|level|figure))?(?: of)?$")
_FROM = re.compile(
    r"(?:\b(?:from|by)(?: (?:about|around|nearly|over|more than|under|less than|some|roughly))?|[由从自])$"
)
"""What may stand between "from" and the level that a change starts from, the last blank taken off."""
_NO_SCALE = frozenset(["", *"%％，、。；"])


@dataclass(slots=True)
class Amount:
    """A number with its multiplier and unit.

    Attributes:
        start, number_end, end: where the numeral starts, where it ends with its multiplier, where its unit ends.
        value, upper: with the multiplier, but without the unit's factor.
        scale: the multiplier alone, for the near end of a range that leaves it out (3-5万).
        vague: 多 or 余 stands inside (20多万).
        bare: it is a multiplier alone (万亿).
        hyphen: hyphens join it to its unit ("a 30-year bond").
        digits: it is written in digits.
    """

    start: int
    number_end: int
    end: int
    value: Decimal
    unit: Unit | None = None
    scale: Decimal = Decimal(1)
    upper: Decimal | None = None
    vague: bool = False
    bare: bool = False
    hyphen: bool = False
    digits: bool = True


def read_digits(text: str, start: int) -> Amount:
    """Read the number that starts with the digit at `start`, with its range and unit."""
    fraction = _FRACTION.match(text, start)
    if fraction is not None and 0 < int(fraction[1]) < int(fraction[2]) <= 100:
        value = round(100 * Decimal(fraction[1]) / Decimal(fraction[2]), 6)
        return Amount(start, fraction.end(), fraction.end(), value, PERCENT)
    return _ranged(text, _single(text, start))


def read_hanzi(text: str, start: int, end: int) -> Amount | None:
    """Read the Chinese numeral between the two places with its unit; None where it is no number."""
    value = numerals.hanzi(text[start:end])
    if value is None:
        return None
    amount = Amount(start, end, end, value, digits=False, bare=text[start] in "百千万亿")
    if text[end : end + 1] in ("余", "多") and value >= 10:
        _scale(text, amount)
    _unit(text, amount)
    return amount


def read_words(text: str, start: int, end: int, value: Decimal | None = None) -> Amount:
    """Read the English number words between the two places with their unit; `value` where it is known already."""
    amount = Amount(start, end, end, numerals.words(text[start:end]) if value is None else value, digits=False)
    _unit(text, amount)
    return amount


def _single(text: str, start: int) -> Amount:
    match = DIGITS.match(text, start)
    assert match is not None, "called at a digit"
    if " " in match.group() and HEADS.before(text, skip_blanks_back(text, start)) is not None:
        match = _RUN.match(text, start)  # "Line 13 120 kilometers" is two numbers
        assert match is not None, "called at a digit"
    amount = Amount(start, match.end(), match.end(), numerals.digits(match.group()))
    if text[amount.end : amount.end + 1] not in _NO_SCALE:
        _scale(text, amount)
    _unit(text, amount)
    return amount


def _scale(text: str, amount: Amount) -> None:
    """Take the multiplier that follows the numeral into the amount."""
    scale = _CHINESE_SCALE.match(text, amount.end)
    if scale is not None:
        amount.scale = numerals.scale(scale[2] or "")
        amount.vague = bool(scale[1] or scale[3] or scale[4])
    else:
        scale = _ENGLISH_SCALE.match(text, amount.end)
        if scale is not None:
            amount.scale = numerals.english_scale(scale.group())
            amount.hyphen = scale.group()[0] == "-"
        else:
            scale = _short_scale(text, amount)
            if scale is None:
                return
            amount.scale = Decimal(numerals.SHORT_SCALES[scale[1].lower()])
    amount.value *= amount.scale
    amount.number_end = amount.end = scale.end()


def _short_scale(text: str, amount: Amount) -> re.Match[str] | None:
    """An abbreviated multiplier: "45.6 bn", "€3.2m", "10k patients"."""
    scale = _SHORT_SCALE.match(text, amount.end)
    if scale is None and text[max(0, amount.start - 5) : amount.start].rstrip().endswith(_MONEY_SIGNS):
        scale = _MONEY_SCALE.match(text, amount.end)
    if scale is None and _COUNT_SCALE.match(text, amount.end) and english.noun_after(text, amount.end + 1):
        scale = _COUNT_SCALE.match(text, amount.end)
    return scale


def _unit(text: str, amount: Amount) -> None:
    """Take the unit that follows into the amount, over a blank or a hyphen."""
    place = skip_blanks(text, amount.end)
    hyphen = text[place : place + 1] in ("-", "‐", "‑") and latin(text[place + 1 : place + 2])
    hit = unit_at(text, place + hyphen)
    if hit is None or (hit.entry.digits_only and not amount.digits):
        return
    word = text[hit.start : hit.end]
    if word == "个" and (ahead := _LATER_UNIT.match(text, hit.end)) and (later := unit_at(text, ahead.start(1))):
        amount.unit, amount.end = later.entry, hit.end
        return
    if "\n" in text[amount.end : place] and not latin(word[0]) and word not in ("%", "％"):
        return
    if word == "成" and not (0 < amount.value <= 10 and amount.scale == 1):
        return
    amount.unit, amount.end = hit.entry, hit.end
    amount.hyphen |= hyphen


def _ranged(text: str, near: Amount) -> Amount:
    """Join "3-5%", 5%至6%, "between 3 and 5 percent" to one amount with an upper end."""
    dash = None if near.vague else _DASH.match(text, near.end)
    if dash is None or DIGITS.match(text, dash.end()) is None or not _joins(text, near, dash.group().strip()):
        return near
    far = _single(text, dash.end())
    if near.unit is not None and (far.unit is None or near.unit.code != far.unit.code):
        return near
    low = near.value if near.scale != 1 or near.unit is not None else near.value * far.scale
    if not low < far.value <= (low or 1) * _WIDEST_RANGE:
        return near
    return replace(far, start=near.start, value=low, upper=far.value)


def _joins(text: str, near: Amount, dash: str) -> bool:
    """Whether the word makes a range: "from 2 to 3", 由18类到22类 and "by 162 to 832" are two numbers."""
    before = _FROM_BASE.sub("from", text[max(0, near.start - 44) : near.start].rstrip().lower())
    year = near.unit is None and near.end - near.start == 4 and text.startswith(("19", "20"), near.start)
    if dash == "and":
        return before.endswith("between") and not year
    if dash not in ("to", "至", "到"):
        return True
    if year and dash == "to":
        return False
    return not _FROM.search(before)
