"""A place where a numeral starts in, the amount that stands there out: number, multiplier, unit, range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.quantities import numerals
from extractor.quantities.lexicon import latin, skip_blanks
from extractor.quantities.numerals import DIGIT, HANZI
from extractor.quantities.units import Unit, unit_at

_GROUP = rf"{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})"
_SPACED = rf"{DIGIT}{{1,3}}(?:[\u00a0\u2009\u202f]{DIGIT}{{3}})+(?!{DIGIT})"
_UNIT_AHEAD = (
    r"\s?(?:[%％‰万亿]|(?:percent|per cent|square|cubic|million|billion|trillion|thousand|kilomet|yuan|hectare|mu\b))"
)
# A blank that strayed into a decimal ("15. 1 square kilometers") is taken out only where a unit follows.
DIGITS = re.compile(
    rf"(?:{_GROUP}|{_SPACED}|{DIGIT}+)(?:[.．]{DIGIT}+|(?:[.．]\s|\s[.．]\s?){DIGIT}{{1,2}}(?!{DIGIT})(?={_UNIT_AHEAD}))?"
)
_POWERS_ZH = re.compile(
    r"\s?([多余]?)\s?((?:[十百](?!分)|千(?![米瓦克伏卡焦赫])|万|亿)+)([多余]?)|\s?([多余])(?!额|年生)"
)
_POWERS_EN = re.compile(r"(?:[ \n\u00a0-]{1,2}(?:hundred|thousand|million|billion|trillion)\b)+", re.I)
HANZI_RUN = re.compile(rf"[{HANZI}]+(?:点[{HANZI}]+)?")
_DASH = re.compile(r"\s?(?:[-–—~～－―‐‑]{1,2}|[至到]|\sto\s|\sand\s)\s?")
_SLASH = re.compile(rf"[/／]{DIGIT}{{1,3}}(?!{DIGIT}|[./／])")


@dataclass(slots=True)
class Amount:
    """A number with its multiplier and unit.

    Attributes:
        start, number_end, end: the numeral starts, ends (with its multiplier), and its unit ends.
        value, upper: before the unit's factor.
        scale: the multiplier alone, for the near end of a range that leaves it out (3-5万).
        vague: 多 or 余 stands inside (20多万).
        bare: it has no digits of its own (万亿, 亿).
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
    match = DIGITS.match(text, start)
    assert match is not None, "called at a digit"
    slash = _SLASH.match(text, match.end())
    if slash is not None and (fraction := _fraction(match.group(), slash.group()[1:])) is not None:
        return Amount(start, slash.end(), slash.end(), fraction, FRACTION)
    amount = Amount(start, match.end(), match.end(), numerals.digits(match.group()))
    _scaled(text, amount)
    _unit(text, amount)
    return _ranged(text, amount)


FRACTION = Unit("times")


def _fraction(above: str, below: str) -> Decimal | None:
    if not above.isdecimal() or not 0 < int(above) < int(below) <= 100:
        return None
    return round(Decimal(above) / Decimal(below), 6)


def _scaled(text: str, amount: Amount) -> None:
    """Take the multiplier that follows the numeral into the amount."""
    following = text[amount.end : amount.end + 1]
    if following == "" or following in "%％，、。；":
        return
    powers = _POWERS_ZH.match(text, amount.end)
    if powers is not None:
        amount.scale = numerals.scale(powers[2] or "")
        amount.vague = bool(powers[1] or powers[3] or powers[4])
    else:
        powers = _POWERS_EN.match(text, amount.end)
        if powers is None:
            return
        amount.scale = Decimal(1)
        for word in re.findall("[a-z]+", powers.group().lower()):
            amount.scale *= numerals.SCALES[word]
        amount.hyphen = powers.group()[0] == "-"
    amount.value *= amount.scale
    amount.number_end = amount.end = powers.end()


def _unit(text: str, amount: Amount) -> None:
    """Take the unit that follows into the amount."""
    place = skip_blanks(text, amount.end)
    hyphen = text[place : place + 1] in ("-", "‐", "‑") and latin(text[place + 1 : place + 2])
    hit = unit_at(text, place + hyphen)
    if hit is None and text[place : place + 4] == "人民币" + "元":
        hit = unit_at(text, place + 3)
    if hit is None or (hit.entry.digits_only and not amount.digits):
        return
    if "\n" in text[amount.end : place] and not latin(text[place]) and text[place] not in "%％":
        return
    if hit.entry.code == "%" and text[hit.start] == "成" and not _tenths(amount):
        return
    amount.unit, amount.end = hit.entry, hit.end
    amount.hyphen |= hyphen


def _tenths(amount: Amount) -> bool:
    """Whether 成 can be tenths here (三成), not a word of its own (2024成)."""
    return 0 < amount.value <= 10 and amount.end == amount.number_end


def _ranged(text: str, near: Amount) -> Amount:
    """Join "3-5%", 5%至6%, "between 3 and 5 percent" to one amount with an upper end."""
    if near.vague:
        return near
    dash = _DASH.match(text, near.end)
    if dash is None or not _range_allowed(text, near, dash.group()):
        return near
    far = _second(text, dash.end())
    if far is None or (near.unit is not None and far.unit is not None and near.unit.code != far.unit.code):
        return near
    if near.unit is not None and far.unit is None:
        return near
    low = near.value if near.scale != 1 or near.unit is not None else near.value * far.scale
    if not low < far.value or (far.value > low * 1000):
        return near
    return Amount(
        near.start, far.number_end, far.end, low, far.unit, far.scale, far.value, far.vague, hyphen=far.hyphen
    )


def _second(text: str, place: int) -> Amount | None:
    match = DIGITS.match(text, place)
    if match is None:
        return None
    far = Amount(place, match.end(), match.end(), numerals.digits(match.group()))
    _scaled(text, far)
    _unit(text, far)
    return far


def _range_allowed(text: str, near: Amount, dash: str) -> bool:
    """ "from 2 to 3", 由18类到22类 and "by 162 to 832" are two numbers; "between 3 and 5" is a range."""
    before = text[max(0, near.start - 12) : near.start].rstrip().lower()
    word = dash.strip()
    if word == "and":
        return before.endswith("between")
    if word in ("to", "至", "到"):
        return not before.endswith(("from", "by", "由", "从", "自"))
    return True


def read_hanzi(text: str, start: int, end: int) -> Amount | None:
    """Read the Chinese numeral between the two places with its unit; None where it is no number."""
    whole, _, fraction = text[start:end].partition("点")
    value = numerals.hanzi(whole)
    if value is None:
        return None
    if fraction:
        decimals = numerals.hanzi("零零" + fraction)
        if decimals is None:
            return None
        value += decimals.scaleb(-len(fraction))
    amount = Amount(start, end, end, value, digits=False, bare=whole[0] in "百千万亿")
    vague = text[end : end + 1] in ("余", "多") and value >= 10
    if vague:
        amount.vague, amount.end, amount.number_end = True, end + 1, end + 1
        powers = _POWERS_ZH.match(text, end + 1)
        if powers is not None and powers[2] and powers.start(2) == end + 1:
            amount.value *= numerals.scale(powers[2])
            amount.end = amount.number_end = powers.end()
    _unit(text, amount)
    return amount


def read_words(text: str, start: int, end: int) -> Amount:
    """Read the English number words between the two places with their unit."""
    amount = Amount(start, end, end, numerals.words(text[start:end]), digits=False)
    _unit(text, amount)
    return amount
