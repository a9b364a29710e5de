"""An amount in its surroundings in, the reason why it is no quantity out (CODEBOOK, Numbers and Rulings), or None."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.quantities import chinese, english, rulings_english
from extractor.quantities.amounts import Amount
from extractor.quantities.exclusions import TABLE
from extractor.quantities.lexicon import latin, skip_blanks, skip_blanks_back, word_list
from extractor.quantities.mention import Exclusion, Mention
from extractor.quantities.page import Page

_ZH = TABLE["chinese"]
_EN = TABLE["english"]
_SPAN_BEFORE = word_list(_ZH["span_before"])
_ORDINAL_AFTER = word_list(_ZH["ordinal_after"])
_CIRCLES = word_list(_ZH["circles"])
_PROJECTS = word_list(_ZH["project_nouns"])
_SELECTED = word_list(_ZH["selected"])
_RANKED = word_list(_ZH["ranked"])
_CRITERION_HEADS = word_list(_ZH["criterion_heads"])
_SCOPE_OF = word_list(_ZH["scope_of"])
_FORMULAS = word_list(_ZH["formulas"])
_HEADS_ZH = word_list(_ZH["heads"])
_PERIODS_ZH = word_list(["季度", "月", "年度", "学期"])
_PLANS = word_list(_ZH["plans"])
_SERVICES = re.compile(_ZH["services"])
_GOES_ON = frozenset(_ZH["goes_on"])
_WORD_PARTS = frozenset(_ZH["word_parts"])
_EN_CRITERION_BEFORE = word_list(_EN["criterion_before"])
_SUMS = frozenset(_EN["sums"])
_SUM_BEFORE = re.compile(r"\b(?:an?|one|the) $", re.IGNORECASE)
_TIMES = frozenset({"year", "month", "day", "h"})
_SHARES = frozenset({"%", "pp", "permille", "times"})
_MONEY = frozenset({"CNY", "USD", "HKD", "EUR"})
_SIZES = frozenset({"t", "m", "m2", "m3"})
_SIZED = re.compile(r"(?:larger|bigger|greater|longer|higher|older|smaller|shorter|younger) than\b", re.IGNORECASE)
"""What follows a plural noun so ("ships larger than 10,000 tons") selects the things."""
_MEASURED_BY = re.compile(
    r"s (?:each )?(?:with|having) (?:an? |individual )?(?:[a-z-]+ ){0,3}?"
    r"(?:turnover|output(?: value)?|sales|revenues?|income|assets|investments?|value|profits?) of$"
)
"""Behind a plural, before an amount that selects the things: "villages with an annual income of over 5 million"."""
_AGO = re.compile(r"[ \n](?:ago|earlier)\b")
_SMALL = Decimal(20)
_LIVES = tuple(_ZH["lives"])
_AGED = word_list(_ZH["aged"])
_PRICED = frozenset(_ZH["priced"])
_PRICE_GOES_ON = frozenset(_ZH["price_goes_on"])
_THINGS = "|".join(_ZH["selected_things"])
_SELECTED_OF = re.compile(f"的[^，。；、0-9]{{0,10}}(?:{_THINGS})")
_SELECTED_COUNT = re.compile(f"[^，。；、0-9的]{{0,12}}(?:{_THINGS})[^，。；、0-9]{{0,2}}[0-9]")
_CLAUSE_MARKS = re.compile("[，。；;\n]")
_BREAKS = re.compile("[，。；：:;,\n]")
_JOINTS = re.compile("[、和与]")
_DIGIT = re.compile("[0-9]")
_NAMES_REACH = 80
_AGE_REACH = 24
_REGIONS = frozenset(_ZH["regions"])
_NAMED_SETS = word_list(_ZH["named_sets"])
_PLACES = word_list(_ZH["places"])
_POINTS = re.compile("|".join(_ZH["points"]))
_LEADS_TO = "与和在对向由把将"
_MADE = re.compile(_ZH["made"])
_ISSUED = re.compile(_ZH["issued"])
_ISSUED_REACH = 50
_PAPER_ENDS = frozenset(["", *"、，。；和等,;"])
_WITHIN = word_list(_ZH["within"])
_CUT_TO = re.compile(_ZH["cut_to"])
_CUT_REACH = 4
_ROWED = re.compile("第[0-9一二三四五六七八九十]{1,4}[位名]?[、和及与]$")
_ROWED_REACH = 8
_POINTED = re.compile(_ZH["pointed"])
_POINTED_REACH = 5
_IN_NAME = re.compile(_ZH["in_name"])
_RECORDS = re.compile(_ZH["records"])
_SORTS = frozenset(_ZH["sorts"])
_SORTED_BY = re.compile(_ZH["sorted_by"])
_SORTED_END = re.compile(r"[，。；：,.;:！!?？)）」”’\"'和与及并且而以在占\s]|、(?![0-9])|$")
_STEAM = "t/h"
_LED = frozenset("上过达到至现")


def ruling(page: Page, amount: Amount, mention: Mention) -> Exclusion | None:
    """Why this amount is no quantity.

    Args:
        page: the text and what was found before.
        amount: the number with its unit.
        mention: the same as it would read as a quantity.

    Returns:
        The reason, or None where it is one. A text that is nothing but this number is taken at its word.
    """
    text = page.text
    if mention.start == 0 and mention.end == len(text):
        return None
    if amount.unit is not None:
        reason = _row(text, amount, mention) or _with_unit(text, amount, mention) or _sorted(page, amount, mention)
    else:
        reason = _row(text, amount, mention) or _bare(text, amount) or rulings_english.named(text, amount, mention)
    if reason is None and not amount.digits and not latin(text[amount.start]):
        return _part_of_word(text, amount, mention)
    return reason


def _row(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """One of a row: 第21届, 前10位, 居第3位."""
    place = skip_blanks_back(text, mention.number_start)
    before = text[place - 1 : place]
    if before == "第" or _ROWED.search(text, max(0, place - _ROWED_REACH), place):
        return "ordinal"
    if before == "前" and mention.unit in ("%", "count") and mention.direction is None:
        return "ordinal"
    noun = None if amount.unit is None else amount.unit.noun
    if noun in ("位", "名") and _RANKED.before(text, place) is not None:
        return "ordinal"
    standing = noun in ("次", "届", "季") or _PERIODS_ZH.at(text, amount.end) is not None
    return "span" if standing and text.startswith("连续", max(0, place - 2)) else None


def _with_unit(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    unit = amount.unit
    assert unit is not None, "asked for amounts with a unit"
    if unit.criterion:
        return "criterion"
    if unit.noun is not None:
        return _counted(text, amount, mention, unit.noun)
    if mention.unit in _TIMES and (reason := _span(text, amount, mention)) is not None:
        return reason
    if unit.code in _SHARES:
        return None
    if unit.code == "m" and _WITHIN.at(text, mention.end) is not None:
        return "scope"
    if mention.direction is None and _IN_NAME.match(text, amount.end):
        return "name"
    return _criterion(text, amount, mention, unit.code)


def _counted(text: str, amount: Amount, mention: Mention, noun: str) -> Exclusion | None:
    """9个方面 says how the text is laid out, 三期 is one of a row, 20户以上自然村 selects the villages."""
    if noun == "期":
        return "ordinal"
    if noun in ("个", "类", "项", "条") and chinese.SCOPE.at(text, amount.end) is not None:
        cut = _CUT_TO.search(text, max(0, amount.start - _CUT_REACH), amount.start)
        return "scope" if amount.value <= _SMALL and not cut else None
    if (reason := _pointing(text, amount, mention, noun)) is not None:
        return reason
    if noun == "条" and _ends_name(text, amount):
        return "name"
    limit = mention.end > amount.end and text[mention.end - 1] in ("上", "下", "内")
    if limit and _CRITERION_HEADS.at(text, mention.end + text.startswith("的", mention.end)) is not None:
        return "criterion"
    return None


def _ends_name(text: str, amount: Amount) -> bool:
    """Whether a count ends the name of a paper that was issued: 出台稳就业20条, but not 出台政策20条."""
    if text[amount.end : amount.end + 1] not in _PAPER_ENDS:
        return False
    return _ISSUED.search(text, max(0, amount.start - _ISSUED_REACH), amount.start) is not None


def _pointing(text: str, amount: Amount, mention: Mention, noun: str) -> Exclusion | None:
    """A count that tells which things, not how many: 二标段, 三批共计26个, 全国30个城市第三, 甲、乙两个产业分别."""
    if text[amount.start : amount.number_end] == "二" and noun not in ("个", "项"):
        return "ordinal"
    if noun == "个" and _PLACES.at(text, amount.end) is not None:
        return "ordinal"
    if mention.bound != "exact":
        return None
    if noun in _REGIONS:
        return None if text[amount.end : amount.end + 1] in _GOES_ON else "scope"
    if not amount.digits and amount.value <= _SMALL and _NAMED_SETS.at(text, amount.end) is not None:
        return "name"
    if _POINTED.search(text, max(0, amount.start - _POINTED_REACH), amount.start):
        return "scope"
    return "scope" if _POINTS.match(text, amount.end) or _sums_up(text, amount) else None


def _sums_up(text: str, amount: Amount) -> bool:
    """Whether a count says how many names stand before it: 东湖、西湖两个片区."""
    if not 2 <= amount.value <= _SMALL or text[amount.end : amount.end + 1] in _GOES_ON:
        return False
    named = _BREAKS.split(text[max(0, amount.start - _NAMES_REACH) : amount.start])[-1]
    if _MADE.match(named):
        return False
    names = _JOINTS.split(named.lstrip(_LEADS_TO))
    return len(names) == amount.value and all(len(name) > 1 and not _DIGIT.search(name) for name in names)


def _span(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """A time of standing or the name of a time, unless it measures something (life expectancy, a cut of 3 days)."""
    if amount.hyphen:
        return "name" if "lan" in text[amount.end : amount.end + 24] else "criterion"
    if text[amount.end - 1] == "岁":
        return _age(text, amount, mention)
    if _CIRCLES.at(text, amount.end) is not None or "圈" in text[amount.end : amount.end + 9]:
        return "name"
    if _PLANS.at(text, amount.end) is not None or _RECORDS.match(text, amount.end):
        return "span"
    if mention.direction is not None:
        return "span" if _AGO.match(text, amount.end) else None
    whole = mention.unit == "year" and amount.value == int(amount.value)
    place = skip_blanks_back(text, amount.start)
    if latin(text[amount.end - 1]):
        return rulings_english.age(text, amount, mention) or rulings_english.span(
            text, amount.end, place, mention.unit, whole=whole
        )
    if mention.unit == "h" and amount.value == 24 and mention.bound == "exact" and text[place - 1 : place] not in _LED:
        return "phrase"
    if whole or (mention.unit in ("year", "month") and _SPAN_BEFORE.before(text, place) is not None):
        return "span"
    return None


def _age(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """0-6岁儿童, 60岁以上: an age selects people; only a length of life or a mean age is an amount."""
    before = _CLAUSE_MARKS.split(text[max(0, amount.start - _AGE_REACH) : amount.start])[-1]
    if any(word in before for word in _LIVES):
        return None
    limit = mention.end > amount.end and text[mention.end - 1] in ("上", "下", "内")
    return "criterion" if limit or amount.upper is not None or _AGED.at(text, amount.end) is not None else None


def _criterion(text: str, amount: Amount, mention: Mention, unit: str) -> Exclusion | None:
    """10亿元以上项目, 65岁以上老人, 百亿级企业: an amount that selects the thing behind it."""
    money = unit in _MONEY
    if text.startswith("级", amount.end) or (money and _selects(text, amount, mention)):
        return "criterion"
    if money and amount.hyphen and _SUM_BEFORE.search(text, max(0, amount.start - 4), amount.start):
        return None if english.next_word(text, amount.end) in _SUMS else "criterion"
    if amount.hyphen and (money or unit in ("year", "kW")):
        return "criterion"
    if amount.hyphen and (unit == "t" or (unit in _SIZES and english.plural(english.next_word(text, amount.end)))):
        return "criterion"
    if _SIZED.match(text, mention.start) and english.plural(text[: mention.start].rstrip().rpartition(" ")[2]):
        return "criterion"
    if money and mention.bound in ("at_least", "at_most") and latin(text[amount.end - 1]):
        before = skip_blanks_back(text, mention.start)
        selects = _EN_CRITERION_BEFORE.before(text, before) or _MEASURED_BY.search(text, max(0, before - 60), before)
        return "criterion" if selects else None
    if money and text.startswith("的", mention.end) and _SELECTED.at(text, mention.end + 1) is not None:
        return "criterion" if mention.end > amount.end or amount.upper is not None else None
    after = text[mention.end + (unit == _STEAM and text.startswith("的", mention.end)) :][:1]
    limit = mention.end > amount.end and text[mention.end - 1] in ("上", "下", "内")
    return "criterion" if limit and after and after not in _GOES_ON and not latin(after) else None


def _selects(text: str, amount: Amount, mention: Mention) -> bool:
    """Whether a sum of money tells which things are meant: 亿元项目, 10万元以下的村, 超百亿元化工园区3个."""
    if _SELECTED.at(text, amount.end) is not None:
        return True
    if mention.end > amount.end and text[mention.end - 1] in "上下":
        return _SELECTED_OF.match(text, mention.end) is not None
    return mention.bound == "at_least" and mention.direction is None and bool(_SELECTED_COUNT.match(text, mention.end))


def _sorted(page: Page, amount: Amount, mention: Mention) -> Exclusion | None:
    """3个千亿元城区, 3个产值超千亿元的城区: a sum between a count and what it counts tells of what sort that is."""
    before = page.found[-1] if page.found else None
    if mention.unit not in _MONEY or before is None or before.excluded or before.noun not in _SORTS:
        return None
    if before.end != amount.start:
        told = mention.bound in ("at_least", "at_most") and _SORTED_BY.fullmatch(page.text, before.end, mention.start)
        return "criterion" if told and not _SORTED_END.match(page.text, mention.end) else None
    if len(amount.value.normalize().as_tuple().digits) > 1:
        return None
    return "criterion" if page.text[mention.end : mention.end + 1] not in ("", *_GOES_ON) else None


def _bare(text: str, amount: Amount) -> Exclusion | None:
    """What the word behind makes of a number without a unit: 21届, 500强, 12345热线."""
    if amount.end >= len(text):
        return None
    if text[amount.end] in ("强", "大"):
        return "name"
    selects = amount.bare or amount.scale != 1
    if selects and (text.startswith("级", amount.end) or _SELECTED.at(text, amount.end) is not None):
        return "criterion"
    if amount.scale != 1:
        return None
    if _version(text, amount) or _HEADS_ZH.before(text, amount.start) is not None:
        return "name"
    if _ORDINAL_AFTER.at(text, skip_blanks(text, amount.end)) is not None:
        return "ordinal"
    if amount.value == int(amount.value) and _PROJECTS.at(text, amount.end) is not None:
        return "name"
    if _SERVICES.fullmatch(text, amount.start, amount.end) and text[amount.end] >= "\u3001":
        return "name"
    return "scope" if amount.bare and _SCOPE_OF.at(text, amount.end) is not None else None


def _version(text: str, amount: Amount) -> bool:
    """2.0深度治理: a number that ends in .0 before a Chinese word without a unit."""
    return text.endswith(".0", amount.start, amount.end) and text[amount.end] >= "\u4e00"


def _part_of_word(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """Why a Chinese numeral is a part of a word: it has no measure word, or counts nothing that is there."""
    unit, end = amount.unit, amount.end
    if unit is None:
        if mention.bound == "exact":
            return "phrase"
        if not amount.bare:
            return None if amount.number_end - amount.start > 1 else "phrase"
        return None if ("亿" in text[amount.start : end] and _ends(text, end)) else "phrase"
    if unit.code == "CNY" and _named_for(text, amount, mention):
        return "name"
    if unit.code == "kWh" and text[end - 1] == "度":
        return "phrase"
    if unit.code == "m3" and text[end - 1] == "方" and amount.value <= 10 and not amount.vague:
        return "phrase"
    if unit.noun in ("个", "种") and _FORMULAS.at(text, end) is not None:
        return "name"
    if amount.bare and mention.bound == "exact" and text[amount.start - 1 : amount.start] not in _LED:
        return "criterion" if unit.noun is None else "phrase"
    return "phrase" if unit.noun in _WORD_PARTS and not amount.vague and amount.value <= 10 else None


def _named_for(text: str, amount: Amount, mention: Mention) -> bool:
    """二元结构, 三元锂电池: one small numeral with 元 before a noun tells how many parts it has, not a price."""
    place = amount.number_end + 1
    if place - amount.start != 2 or text[place - 1] != "元" or mention.end > amount.end:
        return False
    if text[amount.start] == "二":
        return True
    after = text[place : place + 1]
    priced = mention.start < amount.start or text[amount.start - 1 : amount.start] in _PRICED
    return not priced and after >= "\u4e00" and after not in _PRICE_GOES_ON and after not in _GOES_ON


def _ends(text: str, place: int) -> bool:
    return text[place : place + 1] in ("", "，", "。", "；", "、", ",", ";") or text.startswith(("大关", "台阶"), place)


def denominator_of(text: str, amount: Amount) -> bool:
    """Whether a bare multiplier is what another number is measured by (万元GDP能耗, 万人发明专利拥有量)."""
    return amount.bare and _SCOPE_OF.at(text, amount.number_end) is not None
