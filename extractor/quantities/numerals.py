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

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 20 + 10 * place
    for place, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted([*_WORDS, *SCALES], key=len, reverse=True))
WORDS = re.compile(
    rf"(?:a\s+(?=hundred|thousand|million|billion|trillion))?(?:{_WORD})\b(?:[\s-]+(?:and\s+)?(?:{_WORD})\b)*", re.I
)


@lru_cache(4096)
def digits(text: str) -> Decimal:
    """The value of digits, ASCII or full-width, with separators or stray blanks: "1,234.5", "15. 1", "１２"."""
    return Decimal(text.translate(_SEPARATORS))


@lru_cache(1024)
def hanzi(text: str) -> Decimal | None:
    """The value of a Chinese numeral, or None where the characters are no number (三四, 万千).

    >>> hanzi("二十三"), hanzi("两千零五"), hanzi("万亿"), hanzi("二〇二四")
    (Decimal('23'), Decimal('2005'), Decimal('1000000000000'), Decimal('2024'))
    """
    if len(text) > _LONGEST:
        return None
    if all(character in _ONES for character in text):
        readable = len(text) == 1 or len(text) > 2 or text[-1] in "零〇"
        return Decimal("".join(str(_ONES[character]) for character in text)) if readable else None
    whole = _grouped(text)
    return None if whole is None else Decimal(whole)


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
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            total, group = total + (group or 1) * SCALES[word], 0
    return Decimal(total + group)
