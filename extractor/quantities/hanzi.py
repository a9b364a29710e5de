"""A Chinese numeral's place in, its mention out; most of them are parts of words and idioms."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.quantities import numerals
from extractor.quantities.amounts import DIGITS, HANZI_RUN, Amount, read_hanzi
from extractor.quantities.context import excluded, per_denominator, settle
from extractor.quantities.mention import Exclusion
from extractor.quantities.numerals import HANZI
from extractor.quantities.page import Page
from extractor.quantities.rulings import FORMULAS, ORDINAL_AFTER, SCOPE_OF, ruling
from extractor.quantities.units import PERCENT, TIMES, Unit

_PLAN = re.compile("十[一二三四五六]五")
_MONTH = re.compile(r"(?:正|腊)?[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}[日号])?")
_YEAR = re.compile("[一二][零〇一二三四五六七八九]{3}年?")
_OF = re.compile(rf"分之(?:([{HANZI}]+(?:点[{HANZI}]+)?)|({DIGITS.pattern}))")
_DOUBLING = {"一": 2, "两": 4, "二": 4, "三": 8, "四": 16}
_LED = frozenset("上过达到至现")


def hanzi(page: Page, start: int, _end: int) -> int:
    """Read the Chinese numeral that starts here; returns where to read on."""
    text = page.text
    match = HANZI_RUN.match(text, start)
    assert match is not None, "called at a numeral"
    end = match.end()
    reason = _shape(page, start, end)
    if reason is not None:
        return page.exclude(start, reason[1], reason[0])
    if text.startswith("分之", end):
        return _fraction(page, start, end)
    if text[start:end] == "一" and not _one(text, end):
        return page.exclude(start, end, "phrase", 1)
    if text[start:end] == "一" and text[end] == "半":
        return page.add(settle(page, Amount(start, end + 1, end + 1, Decimal(50), PERCENT, digits=False)))
    amount = read_hanzi(text, start, end)
    if amount is None:
        return page.exclude(start, end, "phrase")
    return _judge(page, amount)


def _shape(page: Page, start: int, end: int) -> tuple[Exclusion, int] | None:
    """Ordinals, list numbers, months and years: known by what touches the numeral."""
    text = page.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before == "第":
        return "ordinal", end
    if before in ("（", "(") and before and after in ("）", ")"):
        return "list_number", end
    if after in ("是", "要", "则") and end - start == 1 and text[start] in "一二三四五六七八九十" and text[start] not in "两" and before not in ("统", "唯", "不"):
        return "list_number", end
    if (after in ("、", "．", ".") and page.line_start(start)) or (before == "其" and end - start == 1):
        return "list_number", end
    if after == "月" and (match := _MONTH.match(text, start)) is not None:
        return "date", match.end()
    if end - start >= 4 and (match := _YEAR.match(text, start)) is not None:
        return "year", max(end, match.end())
    if end - start >= 3 and _PLAN.match(text, start) is not None:
        return "name", start + 3
    return None


def _one(text: str, end: int) -> bool:
    """Whether a lone 一 counts: 一半, 一倍, 一个百分点, 一成, or alone."""
    return end >= len(text) or text[end] in "半倍" or text.startswith("个百分点", end) or (text.startswith("成", end))


def _fraction(page: Page, start: int, end: int) -> int:
    """三分之一, 百分之五, 千分之三: shares, in percent or permille."""
    match = _OF.match(page.text, end)
    below = numerals.hanzi(page.text[start:end])
    if match is None or not below:
        return page.exclude(start, end, "phrase")
    above = numerals.digits(match[2]) if match[2] else _decimal(match[1])
    if above is None:
        return page.exclude(start, match.end(), "phrase")
    if below == 1000:
        amount = Amount(start, match.end(), match.end(), above, Unit("permille"), digits=False)
    else:
        amount = Amount(start, match.end(), match.end(), _percent(above, below), PERCENT, digits=False)
    return page.add(settle(page, amount))


def _percent(above: Decimal, below: Decimal) -> Decimal:
    share = above * 100 / below
    return share if share == round(share, 6) else round(share, 6)


def _decimal(text: str) -> Decimal | None:
    amount = read_hanzi(text, 0, len(text))
    return None if amount is None else amount.value


def _judge(page: Page, amount: Amount) -> int:
    text = page.text
    denominator = per_denominator(page, amount)
    if denominator is not None or (amount.bare and SCOPE_OF.at(text, amount.number_end) is not None):
        end = page.exclude(amount.start, amount.end, "scope", amount.value)
        page.denominator = (denominator or text[amount.start : amount.end], end)
        return end
    if text[amount.start - 1 : amount.start] in ("数", "几") and amount.start:
        return page.exclude(amount.start - 1, amount.end, "phrase", amount.value)
    mention = settle(page, amount)
    if amount.bare and mention.bound == "exact" and text[mention.start - 1 : mention.start] in ("过", "上") and mention.start > page.floor:
        mention = replace(mention, start=mention.start - 1, bound="at_least")
    alone = mention.start == 0 and mention.end == len(text)
    reason = ruling(page, amount, mention) if alone else ruling(page, amount, mention) or _word(text, amount, mention.bound)
    return page.add(mention if reason is None else excluded(mention, reason))


def _word(text: str, amount: Amount, bound: str) -> Exclusion | None:
    """Why a Chinese numeral is a part of a word: it has no measure word, or counts nothing that is there."""
    place = amount.end
    if amount.unit is None:
        if ORDINAL_AFTER.at(text, place) is not None:
            return "criterion" if amount.bare else "ordinal"
        if amount.bare and bound != "exact" and _ends(text, place) and "亿" in text[amount.start : place]:
            return None
        if amount.bare or len(text[amount.start : amount.number_end]) < 2 or bound == "exact":
            return "name" if text[place : place + 1] == "大" else "phrase"
        return None
    if amount.unit.noun == "个" and FORMULAS.at(text, place) is not None:
        return "name"
    if amount.bare and bound == "exact" and text[amount.start - 1 : amount.start] not in _LED:
        return "criterion" if amount.unit.noun is None else "phrase"
    if amount.unit.noun in ("大", "期", "次", "分", "面", "点", "站", "线", "手", "字", "路", "班", "门", "口", "道", "方", "队", "单"):
        return "phrase" if not amount.vague and amount.value <= 10 else None
    return None


def _ends(text: str, place: int) -> bool:
    return place >= len(text) or text[place] in "，。；、,;" or text.startswith(("大关", "台阶"), place)


def doubling(page: Page, start: int, end: int) -> int:
    """翻番, 翻一番, 翻两番: a change to so many times as much."""
    value = next((_DOUBLING[character] for character in page.text[start:end] if character in _DOUBLING), 2)
    amount = Amount(start, end, end, Decimal(value), TIMES, digits=False)
    mention = settle(page, amount)
    return page.add(replace(mention, direction="up", value=abs(mention.value)))
