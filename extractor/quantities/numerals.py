"""A written numeral in, its exact value out: digits of any width, Chinese numerals, English number words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGIT = "[0-9０-９]"
HANZI = "一二两三四五六七八九十百千万亿零〇"

_SEPARATORS = str.maketrans({",": "", "，": "", " ": "", "\u00a0": "", "\u2009": "", "\u202f": "", "．": "."})
_ONES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_LONGEST = 24  # a longer run of numerals is a pattern, not a number

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENTHS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_TEENS.split())}
_WORDS |= {word: value for value, word in zip(range(20, 100, 10), _TENTHS.split(), strict=True)}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6}
SHORT_SCALES |= {"b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_SMALL_POWERS = {"dozen": 12, "hundred": 100}
_WORD = "|".join(sorted([*_WORDS, *SCALES, "dozen"], key=len, reverse=True))
ARTICLE = r"(?:a\s+(?=hundred|thousand|million|billion|trillion|dozen))?"
WORDS = re.compile(rf"{ARTICLE}(?:{_WORD})\b(?:[\s-]+(?:and\s+)?(?:{_WORD})\b){{0,12}}", re.IGNORECASE)


@lru_cache(4096)
def digits(text: str) -> Decimal:
    """The value of digits, ASCII or full-width, with separators or stray blanks: "1,234.5", "15. 1", "１２"."""
    return Decimal(text.translate(_SEPARATORS))


@lru_cache(1024)
def hanzi(text: str) -> Decimal | None:
    """The value of a Chinese numeral, or None where the characters are no number (三四, 万千).

    >>> hanzi("二十三"), hanzi("两千零五"), hanzi("万亿"), hanzi("二〇二四"), hanzi("三点五")
    (Decimal('23'), Decimal('2005'), Decimal('1000000000000'), Decimal('2024'), Decimal('3.5'))
    """
    whole, _, fraction = text.partition("点")
    if not whole or len(text) > _LONGEST:
        return None
    value = _spelled(whole) if all(character in _ONES for character in whole) else _grouped(whole)
    if value is None or not all(character in _ONES for character in fraction):
        return None
    return (
        Decimal(f"{value}." + "".join(str(_ONES[character]) for character in fraction)) if fraction else Decimal(value)
    )


def _spelled(text: str) -> int | None:
    """Read digit by digit (二〇二四); two digits alone are "three or four", not 34."""
    readable = len(text) == 1 or len(text) > 2 or text[-1] in "零〇"
    return int("".join(str(_ONES[character]) for character in text)) if readable else None


def _grouped(text: str) -> int | None:
    """Read by powers: total of finished groups, the group being built, the digit that waits for its power."""
    total = group = 0
    waiting: int | None = None
    power = 10**20
    for character in text:
        if character in _MYRIADS:
            below = group + (waiting or 0)
            scale = _MYRIADS[character]
            # 一万亿: a greater power takes all that stands before it; 三亿五千万 adds up.
            total = (total + below or 1) * scale if scale > 10**4 or not total else total + (below or 1) * scale
            group, waiting, power = 0, None, 10**20
        elif character in _TENS:
            if _TENS[character] >= power:
                return None
            power = _TENS[character]
            group, waiting = group + (1 if waiting is None else waiting) * power, None
        elif waiting:
            return None
        else:
            waiting = _ONES[character]
    return total + group + (waiting or 0)


@lru_cache(1024)
def scale(text: str) -> Decimal:
    """The factor of Chinese powers that follow a number: 万 is 10000, 万亿 10^12, 千万 10^7."""
    factor = Decimal(1)
    for character in text:
        factor *= _TENS.get(character) or _MYRIADS[character]
    return factor


def english_scale(text: str) -> Decimal:
    """The factor of English powers that follow a number: " million", "-billion", " hundred million"."""
    factor = 1
    for word in re.findall("[a-z]+", text.lower()):
        factor *= SCALES[word]
    return Decimal(factor)


@lru_cache(1024)
def words(text: str) -> Decimal:
    """The value of English number words: "twenty-five", "one hundred and ten thousand", "a million".

    Args:
        text: words as `WORDS` matches them.
    """
    total = group = 0
    for word in re.findall("[a-z]+", text.lower()):
        if word in ("a", "and"):
            continue
        if word in _WORDS:
            group += _WORDS[word]
        elif word in _SMALL_POWERS:
            group = (group or 1) * _SMALL_POWERS[word]
        else:
            total, group = total + (group or 1) * SCALES[word], 0
    return Decimal(total + group)


def share(above: Decimal, below: Decimal) -> Decimal:
    """A fraction in percent, rounded to six places where it does not come out even."""
    value = above * 100 / below
    return value if value == round(value, 6) else round(value, 6)
