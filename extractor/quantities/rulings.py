"""An amount in its surroundings in, the reason why it is no quantity out (CODEBOOK, Numbers and Rulings), or None."""

from __future__ import annotations

from decimal import Decimal

from extractor.quantities import chinese, english, exclusions
from extractor.quantities.amounts import Amount
from extractor.quantities.lexicon import Lexicon, latin, skip_blanks, skip_blanks_back
from extractor.quantities.mention import Exclusion, Mention
from extractor.quantities.page import Page

_ZH = exclusions.TABLE["chinese"]
_EN = exclusions.TABLE["english"]
_GOES_ON = frozenset(_ZH["goes_on"])


def _words(words: list[str]) -> Lexicon[bool]:
    return Lexicon((word, True) for word in words)


SPAN_BEFORE = _words(_ZH["span_before"])
SPAN_AFTER = _words(_ZH["span_after"])
ORDINAL_AFTER = _words(_ZH["ordinal_after"])
NAME_AFTER = _words(_ZH["name_after"])
SCOPE_OF = _words(_ZH["scope_of"])
FORMULAS = _words(_ZH["formulas"])
CIRCLES = _words(_ZH["circles"])
PROJECTS = _words(_ZH["project_nouns"])
SELECTED = _words(_ZH["selected"])
RANKED = _words(_ZH["ranked"])
CRITERION_BEFORE_EN = _words(_EN["criterion_before"])
CRITERION_HEADS = _words(_ZH["criterion_heads"])
SPAN_BEFORE_EN = _words(_EN["span_before"])
SPAN_WORDS_EN = frozenset(_EN["span_words"])
NAME_AFTER_EN = frozenset(_EN["name_after"])
SPAN_AFTER_EN = _words(_EN["span_after"])
_SMALL = Decimal(20)
_MONEY = frozenset({"CNY", "USD", "HKD", "EUR"})


def ruling(page: Page, amount: Amount, mention: Mention) -> Exclusion | None:
    """Why this amount is no quantity, or None where it is one."""
    if mention.start == 0 and mention.end == len(page.text):
        return None
    text = page.text
    if page.quoted(mention.number_start, mention.number_end):
        return "name"
    if amount.unit is not None and amount.unit.criterion:
        return "criterion"
    place = skip_blanks_back(text, mention.number_start)
    before = text[place - 1 : place] if place else ""
    if before == "第" or (before == "前" and mention.unit in ("%", "count") and mention.direction is None):
        return "ordinal"
    if amount.unit is not None and amount.unit.noun in ("位", "名") and RANKED.before(text, place) is not None:
        return "ordinal"
    if amount.unit is not None and amount.unit.noun in ("次", "届", "季") and text.startswith("连续", place - 2):
        return "span"
    reason = _span(text, amount, mention) if mention.unit in ("year", "month", "day", "h") else None
    reason = reason or _criterion(text, amount, mention) or _after(text, amount, mention)
    return reason or _english(text, amount, mention)


def _span(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """A number of years is a span of standing, unless it measures something (life expectancy, a cut of 3 years)."""
    if amount.hyphen:
        return "name" if "lan" in text[amount.end : amount.end + 24] else "criterion"
    if text[amount.end : amount.end + 1] in ("岁",) or text[amount.end - 1] == "岁":
        return None
    if CIRCLES.at(text, amount.end) is not None or "圈" in text[amount.end : amount.end + 9]:
        return "name"
    if (
        amount.value == 24
        and mention.unit == "h"
        and mention.bound == "exact"
        and text[amount.start - 1 : amount.start] not in ("至", "到", "在", "为")
    ):
        return "phrase"
    if mention.direction is not None:
        return None
    place = skip_blanks_back(text, amount.start)
    if latin(text[amount.end - 1]):
        gap = skip_blanks(text, amount.end)
        if SPAN_AFTER_EN.at(text, gap) is not None:
            return "span"
        if mention.unit == "year" and amount.value == int(amount.value) and text.startswith("of ", gap):
            return "span"
        return "span" if mention.unit == "year" and SPAN_BEFORE_EN.before(text, place) is not None else None
    if mention.unit == "year" and amount.value == int(amount.value):
        return "span"
    return "span" if SPAN_BEFORE.before(text, place) is not None and mention.unit in ("month", "year") else None


def _criterion(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """10亿元以上项目, 65岁以上老人: an amount that selects the thing behind it."""
    unit = amount.unit
    if unit is None or unit.code in ("%", "pp", "permille", "times"):
        return None
    after = text[mention.end : mention.end + 1]
    limit = text[mention.end - 1 : mention.end] in ("上", "下", "内") and mention.end > amount.end
    if unit.noun is not None:
        if limit and CRITERION_HEADS.at(text, mention.end + (after == "的")) is not None:
            return "criterion"
        return None
    if text[amount.end : amount.end + 1] == "级":
        return "criterion"
    if unit.code in _MONEY and SELECTED.at(text, amount.end) is not None:
        return "criterion"
    if unit.code in _MONEY and mention.bound in ("at_least", "at_most") and latin(text[amount.end - 1]):
        place = skip_blanks_back(text, mention.start)
        if CRITERION_BEFORE_EN.before(text, place) is not None:
            return "criterion"
    if limit and after and after not in _GOES_ON and not latin(after):
        return "criterion"
    if amount.hyphen and unit.code in ("CNY", "USD", "year", "kW"):
        return "criterion"
    return None


def _after(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """What a number is made by the word behind it: 21届, 3级, 9个方面, 500强, 12345热线."""
    place = amount.end
    unit = amount.unit
    if unit is not None and unit.noun is not None:
        if (unit.noun in ("个", "类", "项", "条") or unit.digits_only) and chinese.scope_words().at(
            text, place
        ) is not None:
            return "scope" if amount.value <= _SMALL else None
        if unit.noun == "期":
            return "ordinal"
        return None
    if unit is not None or amount.end >= len(text):
        return None
    before = skip_blanks_back(text, amount.start)
    if text[before - 1 : before] == "前" and before:
        return "ordinal"
    if ORDINAL_AFTER.at(text, place) is not None and amount.scale == 1:
        return "ordinal"
    if text[place] in "强大" or (
        amount.scale == 1 and amount.value == int(amount.value) and PROJECTS.at(text, place) is not None
    ):
        return "name"
    if amount.scale == 1 and SCOPE_OF.at(text, place) is not None:
        return "scope"
    return None


def _english(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """Line 13, No. 12, top 10, 11 tasks, "24 Measures"."""
    before = skip_blanks_back(text, amount.start)
    if before and (latin(text[before - 1]) or text[before - 1] == "."):
        named = mention.noun is None or text[amount.end + 1 : amount.end + 2].isupper()
        if (
            named
            and before < amount.start
            and amount.unit is None
            and exclusions.HEADS.before(text, before) is not None
        ):
            return "document_number" if exclusions.DOCUMENT_HEADS.before(text, before) is not None else "name"
        if text[max(0, before - 4) : before].lower() in (" top", "top", "\ntop", "-top"):
            return "ordinal"
        if exclusions.DOCUMENT_HEADS.before(text, before) is not None and text[before - 1] in ".o":
            return "document_number"
    if amount.unit is None and mention.noun is not None:
        follows = english.next_word(text, amount.end)
        if follows in SPAN_WORDS_EN and mention.noun in (
            "years",
            "months",
            "quarters",
            "decades",
            "weeks",
            "days",
            "times",
        ):
            return "span"
    if (
        amount.unit is None
        and mention.noun is None
        and amount.scale == 1
        and english.next_word(text, amount.end) in NAME_AFTER_EN
    ):
        return "name"
    if (
        mention.noun is not None
        and mention.unit == "count"
        and amount.value <= _SMALL
        and mention.noun.lower() in english.SCOPE
    ):
        return "scope"
    return None
