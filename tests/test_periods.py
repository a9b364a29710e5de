"""Which year, or span of years, the parts of a report speak of, where it turns from one to the other."""

from __future__ import annotations

import pytest

from extractor.read import parse
from extractor.report import Report

REPORT = """政府工作报告
——2026年1月9日在云山市第十届人民代表大会第六次会议上

一、2025年和“十四五”工作回顾
刚刚过去的2025年，面对困难，我们主要做了以下工作。
（一）产业提质增效。新增企业300家。
五年来累计引进项目45个。
（二）民生持续改善。新增学位2.3万个。
各位代表！2025年是“十四五”收官之年。回望过去五年，我们走过了不平凡的历程。
这是实力跨越的五年。新建道路900公里。
二、“十五五”主要目标和2026年工作安排
“十五五”时期，我们要建设强市。
到2030年，新增公园80个。
2026年是“十五五”开局之年。
（一）加快产业升级。建设园区3个。
（二）办好民生实事。新建学校8所。
三、奋力实现“十五五”良好开局
引进人才200名。
"""

ENGLISH = """Report on the Work of the Government
Delivered at the Sixth Session of the Tenth Yunshan Municipal People's Congress on January 9, 2023

I. Review of Work in the Past Five Years
Over the past five years, we worked hard. A total of 900 kilometers of roads were built.
Looking back on the past year, we met many challenges. We opened 12 parks.
II. Major Tasks for 2023
We will build 8 schools.
"""


def _periods(report: Report) -> dict[str, str | None]:
    return {sentence.text: sentence.section.period for sentence in report.sentences}


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("新增企业300家。", "2025"),
        ("新增学位2.3万个。", "2025"),  # the next of a row of headings is of the row's time
        ("新建道路900公里。", "2021-2025"),
        ("“十五五”时期，我们要建设强市。", "2026-2030"),
        ("到2030年，新增公园80个。", "2026-2030"),
        ("建设园区3个。", "2026"),
        ("新建学校8所。", "2026"),
        ("引进人才200名。", "2026"),  # to open a five-year plan is of its first year
    ],
)
def test_a_part_turns_from_a_year_to_a_span_and_back(sentence: str, period: str) -> None:
    assert _periods(parse(REPORT, "any"))[sentence] == period


def test_english_turns_too() -> None:
    periods = _periods(parse(ENGLISH, "any"))
    assert periods["A total of 900 kilometers of roads were built."] == "2018-2022"
    assert periods["We opened 12 parks."] == "2022"
    assert periods["We will build 8 schools."] == "2023"


def test_no_sentence_is_lost_or_moved_by_a_turn() -> None:
    report = parse(REPORT, "any")
    starts = [sentence.start for sentence in report.sentences]
    assert starts == sorted(starts)
    for sentence in report.sentences:
        assert report.text[sentence.start : sentence.end].replace("\n", "") == sentence.text
        assert sentence.section.start <= sentence.start < sentence.section.end


def test_this_year_so_far_is_a_year_of_its_own() -> None:
    text = REPORT.replace("一、2025年和“十四五”工作回顾", "一、今年以来工作情况回顾")
    assert _periods(parse(text, "any"))["新增企业300家。"] == "2025"  # the paragraph above it says so
    text = text.replace("刚刚过去的2025年，", "")
    assert _periods(parse(text, "any"))["新增企业300家。"] == "2026"


def test_a_plan_that_looks_back_does_so_for_a_paragraph() -> None:
    text = REPORT.replace(
        "到2030年，新增公园80个。", "“十四五”时期，我们顶住了压力。港口吞吐量增长到900万吨。\n到2030年，新增公园80个。"
    )
    report = parse(text, "any")
    times = {sentence.text: (sentence.section.time, sentence.section.period) for sentence in report.sentences}
    assert times["港口吞吐量增长到900万吨。"] == ("review", "2021-2025")
    assert times["到2030年，新增公园80个。"] == ("plan", "2026-2030")
