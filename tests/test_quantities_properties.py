"""Numbers written in many ways are read back as they were meant, and no text is too odd to be read."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.quantities import Mention, find, read

ONES = "零一二三四五六七八九"
TEENS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")

numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(999999), places=2).map(Decimal.normalize)
wholes = st.integers(min_value=1, max_value=99_999_999)
# A sign is read from the word of change, so that both directions are written in either language.
changes = st.sampled_from([("增长", 1), ("下降", -1), ("提高", 1), ("回落", -1)])
moves = st.sampled_from([("grew by ", 1), ("fell by ", -1), ("an increase of ", 1), ("a decrease of ", -1)])
bounds_zh = st.sampled_from(
    [
        *[("", "", "exact"), ("约", "", "about"), ("", "左右", "about"), ("超", "", "at_least")],
        *[("", "以上", "at_least"), ("不超过", "", "at_most"), ("", "以内", "at_most")],
        *[("控制在", "以内", "at_most"), ("控制在", "左右", "about")],
    ]
)
bounds_en = st.sampled_from(
    [
        *[("", "", "exact"), ("about ", "", "about"), ("nearly ", "", "about"), ("more than ", "", "at_least")],
        *[("", " or more", "at_least"), ("no more than ", "", "at_most"), ("within ", "", "at_most")],
    ]
)
powers_zh = st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)])
powers_en = st.sampled_from([("", 1), (" thousand", 10**3), (" million", 10**6), (" billion", 10**9)])
spellings = st.sampled_from(["plain", "separated", "wide", "blank before unit"])


def digits(number: Decimal, spelling: str) -> str:
    """A number in digits as a report may print it."""
    if spelling == "separated":
        return f"{number:,f}"
    return format(number, "f").translate(WIDE) if spelling == "wide" else format(number, "f")


def hanzi(number: int) -> str:
    """A whole number in Chinese numerals: 1005 is 一千零五, 20000 is 二万."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return hanzi(high) + "万" + ("零" if 0 < low < 1000 else "") + (hanzi(low) if low else "")
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if gap and text else "") + ONES[digit] + name
        gap = gap or digit == 0 if text else gap
        gap = digit == 0 and bool(text)
    return text


def words(number: int) -> str:
    """A whole number in English words: 1250 is one thousand two hundred and fifty."""
    for scale, name in ((10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            high, low = divmod(number, scale)
            return f"{words(high)} {name}" + (f" {words(low)}" if low else "")
    if number >= 100:
        high, low = divmod(number, 100)
        return f"{words(high)} hundred" + (f" and {words(low)}" if low else "")
    if number < 20:
        return TEENS[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{TEENS[ones]}" if ones else "")


def only(text: str) -> Mention:
    """The one quantity of a text."""
    (mention,) = [mention for mention in find(text) if mention.excluded is None]
    return mention


def check_anchor(text: str, mention: Mention, numeral: str) -> None:
    assert numeral in text[mention.start : mention.end]
    assert mention.start <= mention.number_start < mention.number_end <= mention.end


@given(numbers, powers_zh, bounds_zh, spellings)
def test_money_written_in_chinese_is_read_back(
    number: Decimal, power: tuple[str, int], bound: tuple[str, str, str], spelling: str
) -> None:
    blank = " " if spelling == "blank before unit" else ""
    numeral = digits(number, spelling) + blank + power[0]
    text = f"全年完成投资{bound[0]}{numeral}元{bound[1]}，好于预期。"
    mention = only(text)
    assert (mention.value, mention.unit, mention.bound) == (number * power[1], "CNY", bound[2])
    check_anchor(text, mention, numeral)


@given(numbers, powers_en, bounds_en, st.sampled_from(["plain", "separated"]))
def test_money_written_in_english_is_read_back(
    number: Decimal, power: tuple[str, int], bound: tuple[str, str, str], spelling: str
) -> None:
    numeral = digits(number, spelling) + power[0]
    text = f"The turnover reached {bound[0]}{numeral} yuan{bound[1]}, as planned."
    mention = only(text)
    assert (mention.value, mention.unit, mention.bound) == (number * power[1], "CNY", bound[2])
    check_anchor(text, mention, numeral)


@given(numbers, changes, st.sampled_from(["%", "％", "个百分点"]), st.sampled_from(["plain", "wide"]))
def test_changes_written_in_chinese_are_read_back(
    number: Decimal, change: tuple[str, int], unit: str, spelling: str
) -> None:
    text = f"这项指标{change[0]}{digits(number, spelling)}{unit}。"
    mention = only(text)
    assert mention.value == number * change[1]
    assert mention.unit == ("pp" if unit == "个百分点" else "%")
    assert mention.direction == ("up" if change[1] > 0 else "down")


@given(numbers, moves, st.sampled_from(["%", " percent", " percentage points"]))
def test_changes_written_in_english_are_read_back(number: Decimal, move: tuple[str, int], unit: str) -> None:
    text = f"Over the year this came to {move[0]}{digits(number, 'separated')}{unit}."
    mention = only(text)
    assert mention.value == number * move[1]
    assert mention.unit == ("pp" if "points" in unit else "%")
    assert mention.direction == ("up" if move[1] > 0 else "down")


@given(wholes)
def test_chinese_numerals_are_read_back(number: int) -> None:
    numeral = hanzi(number)
    mention = read(f"{numeral}公斤")
    assert mention is not None
    assert (mention.value, mention.unit) == (Decimal(number) / 1000, "t")


@given(st.integers(min_value=2, max_value=99_999_999))
def test_english_number_words_are_read_back(number: int) -> None:
    text = f"They cleared {words(number)} kilometers of roads."
    mention = only(text)
    assert (mention.value, mention.unit) == (Decimal(number * 1000), "m")
    check_anchor(text, mention, words(number))


@given(st.integers(min_value=1, max_value=900), st.integers(min_value=1, max_value=900))
def test_ranges_are_read_back_and_only_upwards(low: int, far: int) -> None:
    text = f"建设{low}—{low + far}个驿站"
    assert (only(text).value, only(text).upper) == (Decimal(low), Decimal(low + far))
    backwards = [mention.upper for mention in find(f"建设{low + far}—{low}个驿站")]
    assert set(backwards) <= {None}


@given(st.integers(min_value=0, max_value=99), st.integers(min_value=1, max_value=9))
def test_a_decimal_split_by_a_blank_is_one_number(whole: int, tenth: int) -> None:
    mention = only(f"the area grew by {whole}. {tenth} square kilometers")
    assert mention.value == Decimal(f"{whole}.{tenth}") * 1_000_000


CHINESE = [
    "增长",
    "下降",
    "约",
    "超",
    "以上",
    "左右",
    "亿元",
    "个百分点",
    "分之",
    "至",
    *"万%家年月日第（）、。一三十半成倍每",
]
ENGLISH = [
    "by ",
    "to ",
    "and ",
    "more than ",
    "million ",
    "percent",
    "one ",
    "half ",
    "doubled ",
    "per ",
    "No. ",
    "May ",
]
MARKS = [*'/∶:-—～“”"\n,.Ab ', ", ", "yuan", "Line "]
GENRE = st.lists(
    st.one_of(
        st.sampled_from(CHINESE + ENGLISH + MARKS),
        st.integers(min_value=0, max_value=99999).map(str),
        st.text(max_size=3),
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(), GENRE, st.text(alphabet="0123456789０９,.%-—:/()+ 年月日万亿元一二十个A\n")))
def test_any_text_is_read_without_losing_a_digit(text: str) -> None:
    end = 0
    covered = []
    for mention in find(text):
        assert end <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(text)
        end = mention.end
        covered.append((mention.start, mention.end))
    for run in re.finditer("[0-9０-９]+", text):
        assert sum(start <= run.start() and run.end() <= end for start, end in covered) == 1, run.group()


@pytest.mark.parametrize(
    "unit", ["1,", "1、", "一", "亿", "“1", '"', "1-", "1+", "5 a-", "million ", "by 5 ", "(1", "1."]
)
def test_a_long_monotonous_text_is_read(unit: str) -> None:
    text = unit * 20_000
    assert all(mention.end <= len(text) for mention in find(text))


def test_an_anchor_alone_says_what_it_said_in_its_sentence(shared: Path) -> None:
    """Numbers whose unit stands elsewhere in the clause (rates, ratios, lists) may differ, and are few."""
    files = sorted((shared / "reports").glob("*.txt")) + sorted((shared / "corpus").glob("*"))[::16]
    same = total = 0
    for file in files:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        for mention in find(text):
            if mention.excluded is None:
                total += 1
                same += _says_the_same(mention, read(text[mention.start : mention.end]), text)
    assert total > 3000
    assert same / total > 0.985


def _says_the_same(mention: Mention, alone: Mention | None, text: str) -> bool:
    if alone is None or (alone.unit, alone.bound) != (mention.unit, mention.bound):
        return False
    inside = alone.direction is not None
    ours = (mention.value, mention.upper) if inside else (abs(mention.value), mention.upper and abs(mention.upper))
    return ours == ((alone.value, alone.upper) if inside else (abs(alone.value), alone.upper and abs(alone.upper)))


def test_no_digit_of_the_real_reports_is_lost(shared: Path) -> None:
    for file in sorted((shared / "reports").glob("*.txt")):
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        inside = set[int]()
        for mention in find(text):
            inside.update(range(mention.start, mention.end))
        assert {match.start() for match in re.finditer("[0-9０-９]", text)} <= inside
