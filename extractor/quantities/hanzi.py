"""A Chinese numeral's place in, its mention out; most of them are parts of words and idioms."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.quantities import numerals
from extractor.quantities.amounts import DIGITS, HANZI_RUN, Amount, read_hanzi
from extractor.quantities.context import excluded, settle
from extractor.quantities.digits import judge
from extractor.quantities.mention import Exclusion
from extractor.quantities.numerals import HANZI
from extractor.quantities.page import Page
from extractor.quantities.rates import as_denominator
from extractor.quantities.rulings import denominator_of, ruling
from extractor.quantities.units import PERCENT, Unit

_PLAN = re.compile("十[一二三四五六]五")
_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}[日号])?")
_YEAR = re.compile("[一二][零〇一二三四五六七八九]{3}年?")
_OF = re.compile(rf"分之(?:([{HANZI}]+(?:点[{HANZI}]+)?)|({DIGITS.pattern}))")
_DOUBLING = {"一": 100, "两": 300, "二": 300, "三": 700, "四": 1500}
_LISTED = frozenset("一二三四五六七八九十")
_PERMILLE = Unit("permille")


def hanzi(page: Page, start: int, _end: int) -> int:
    """Read the Chinese numeral that starts here; returns where to read on."""
    text = page.text
    match = HANZI_RUN.match(text, start)
    assert match is not None, "called at a numeral"
    end = match.end()
    shape = _shape(page, start, end)
    if shape is not None:
        return page.exclude(start, *shape)
    if text.startswith("分之", end):
        return _fraction(page, start, end)
    if end - start == 1 and text[start] == "一":
        return _one(page, start)
    amount = read_hanzi(text, start, end)
    return page.exclude(start, end, "phrase") if amount is None else _amount(page, amount)


def _shape(page: Page, start: int, end: int) -> tuple[int, Exclusion] | None:
    """Ordinals, list numbers, months, years and plans: known by what touches the numeral, with where they end."""
    text = page.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "第":
        return end, "ordinal"
    if _listed(page, start, end):
        return end, "list_number"
    if after == "月" and (match := _MONTH.match(text, start)) is not None:
        return match.end(), "date"
    if end - start >= 4 and (match := _YEAR.match(text, start)) is not None:
        return max(end, match.end()), "year"
    if end - start >= 3 and _PLAN.match(text, start) is not None:
        return start + 3, "name"
    return None


def _listed(page: Page, start: int, end: int) -> bool:
    """（一）, 一、 at the start of a line, 一是, 二要, 其三."""
    text = page.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("（", "(") and after in ("）", ")"):
        return True
    if after in ("、", "．", "."):
        return page.line_start(start)
    if end - start != 1 or text[start] not in _LISTED:
        return False
    return before == "其" or (after in ("是", "要", "则") and before not in ("统", "唯", "不"))


def _one(page: Page, start: int) -> int:
    """A lone 一 counts only in 一半, 一倍, 一成 and 一个百分点."""
    text, end = page.text, start + 1
    if text.startswith("半", end):
        return judge(page, Amount(start, end + 1, end + 1, Decimal(50), PERCENT, digits=False))
    if text.startswith("期", end):
        return page.exclude(start, end + 1, "ordinal", 1)
    amount = read_hanzi(text, start, end)
    if amount is not None and (text.startswith(("倍", "个百分点", "成"), end) or len(text) == amount.end):
        return _amount(page, amount)
    return page.exclude(start, end, "phrase", 1)


def _fraction(page: Page, start: int, end: int) -> int:
    """三分之一, 百分之五, 千分之三: shares, in percent or permille."""
    match = _OF.match(page.text, end)
    below = numerals.hanzi(page.text[start:end])
    above = None
    if match is not None:
        above = numerals.digits(match[2]) if match[2] else numerals.hanzi(match[1])
    if match is None or above is None or not below:
        return page.exclude(start, end, "phrase")
    unit = _PERMILLE if below == 1000 else PERCENT
    value = above if below == 1000 else numerals.share(above, below)
    return judge(page, Amount(start, match.end(), match.end(), value, unit, digits=False))


def _amount(page: Page, amount: Amount) -> int:
    text, start = page.text, amount.start
    if denominator_of(text, amount) and as_denominator(page, amount) is None:
        end = page.exclude(start, amount.end, "scope", amount.value)
        page.denominator = (text[start : amount.end], end)
        return end
    if text[start - 1 : start] in ("数", "几") and start > page.floor:
        return page.exclude(start - 1, amount.end, "phrase", amount.value)
    if not amount.bare:
        return judge(page, amount)
    return _judge_bare(page, amount)


def _judge_bare(page: Page, amount: Amount) -> int:
    """A multiplier alone (万亿元); 过 and 上 before it bound it as they bound nothing else."""
    if as_denominator(page, amount) is not None or page.quoted(amount.start, amount.end):
        return judge(page, amount)
    mention = settle(page, amount)
    place = mention.start
    if mention.bound == "exact" and place > page.floor and page.text[place - 1] in "过上":
        mention = replace(mention, start=place - 1, bound="at_least")
    reason = ruling(page, amount, mention)
    return page.add(mention, amount.unit) if reason is None else page.add(excluded(mention, reason))


def doubling(page: Page, start: int, end: int) -> int:
    """翻番, 翻一番, 翻两番: a growth by 100 % for one, by 300 % for two."""
    value = next((_DOUBLING[character] for character in page.text[start:end] if character in _DOUBLING), 100)
    mention = settle(page, Amount(start, end, end, Decimal(value), PERCENT, digits=False))
    return page.add(replace(mention, direction="up", value=abs(mention.value)))
