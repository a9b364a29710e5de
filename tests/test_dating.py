"""The day, the years and the place of a report, and what stays unknown."""

from __future__ import annotations

import pytest

from extractor.read import parse
from extractor.read.years import coming_span, named_span, past_span
from extractor.report import Report


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("——2024年1月9日在云山市第十届人民代表大会第四次会议上", "2024-01-09"),
        ("（二〇二二年四月二十七日在云山市第十届人民代表大会第二次会议上）", "2022-04-27"),
        ("Delivered at the First Session of the Tenth Riverton People's Congress on March 5, 2008", "2008-03-05"),
        ("Friday, February 2, 2024", "2024-02-02"),
        ("Report on the Work of the Government Release time: 2024-02-07Source: City Office", "2024-02-07"),
        ("Time:2025-08-05", "2025-08-05"),
        ("来源：市政府办  发布时间：2024-02-19", "2024-02-19"),
        ("---\ntitle: 政府工作报告\ndate: 2023-01-11\n---", "2023-01-11"),
        ("云山市人民政府 2024年2月30日", None),
        ("Report on the Work of the Government of Riverton\n\nJanuary 15, 2024", "2024-01-15"),
        ("# 云山市工作报告\n\n（2024年1月9日，市十届人大四次会议）", "2024-01-09"),
        ("政府工作报告", None),
    ],
    ids=[
        "speaker line",
        "Chinese numerals",
        "delivered on, in English",
        "weekday line",
        "release time after the title",
        "time line",
        "published line",
        "front matter",
        "a day that does not exist",
        "a line of its own under the title",
        "in brackets under the title",
        "no day",
    ],
)
def test_the_day_of_a_report(head: str, date: str | None) -> None:
    assert parse(f"{head}\n\n一、工作回顾\n建成公园12个。", "any").date == date


def test_the_day_of_delivery_comes_before_the_day_of_publication() -> None:
    text = "发布时间：2024-02-19\n——2024年1月30日在云山市第十届人民代表大会第五次会议上\n一、工作回顾\n建成公园12个。"
    assert parse(text, "any", date="2024-02-20").date == "2024-01-30"


def test_the_metadata_tell_the_day_where_the_text_does_not() -> None:
    assert parse("一、工作回顾\n建成公园12个。", "any", date="2024-02-20").date == "2024-02-20"


_JANUARY = "——2022年1月9日在云山市第十届人民代表大会第一次会议上\n"
_DECEMBER = "——2021年12月21日在云山市第十届人民代表大会第一次会议上\n"


@pytest.mark.parametrize(
    ("text", "review", "plan"),
    [
        ("一、2023年工作回顾\n建成公园12个。\n二、2024年工作安排\n建设公园15个。", "2023", "2024"),
        (_JANUARY + "一、过去五年工作回顾\n建成公园12个。\n二、2022年工作安排\n建设公园15个。", "2017-2021", "2022"),
        (_DECEMBER + "一、过去五年工作回顾\n建成公园12个。\n二、2022年工作安排\n建设公园15个。", "2017-2021", "2022"),
        ("一、“十三五”时期工作回顾\n建成公园12个。\n二、2021年工作安排\n建设公园15个。", "2016-2020", "2021"),
        (_JANUARY + "一、工作回顾\n过去一年，建成公园12个。\n二、主要任务\n今年要建设公园15个。", "2021", "2022"),
        (
            "I. Review of Work in the Past Five Years\nWe built 12 parks.\nII. Major Tasks for 2013\nBuild 15.",
            "2008-2012",
            "2013",
        ),
        ("Overview of work in 2024\n1. Review of work in 2024\nWe built 12 parks.", "2024", None),
        ("一、工作回顾\n过去一年，建成公园12个。\n二、主要任务\n今年要建设公园15个。", None, None),
        (
            "关于云山市2023年计划执行情况与2024年计划草案的报告\n一、执行情况\n建成公园12个。\n二、任务\n要建公园15个。",
            "2023",
            "2024",
        ),
    ],
    ids=[
        "by headings",
        "five years, delivered in January",
        "five years, delivered in December",
        "a national five-year plan",
        "by the day and by wording",
        "five years in English",
        "a review alone plans nothing",
        "no year told, none guessed",
        "by the title",
    ],
)
def test_the_years_of_a_report(text: str, review: str | None, plan: str | None) -> None:
    report = parse(text, "any")
    assert (report.review, report.plan) == (review, plan)


DIGEST = """{title}

River Post {day}

{lead}

{back}

The economy did well. GDP grew by 5%. Twelve parks were opened, and 300 firms came to the city.

Exports rose by 6%. The number of buses reached 900.

{ahead}

{list}

Grow the GDP by around 6%;

Keep unemployment within 5%;

Open 15 new parks.

The city will also build eight schools. Some 400 buses are to be replaced.
"""


def _digest(**said: str) -> Report:
    return parse(
        DIGEST.format(
            **{
                "title": "Six percent! What Riverton promised for 2024",
                "day": "2024-01-29",
                "lead": "The mayor reviewed the year 2023 and set out the work for 2024. We give the main points.",
                "back": "The year in review",
                "ahead": "What is planned",
                "list": "The targets read:",
            }
            | said
        ),
        "any",
    )


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"lead": "The congress looked back on 2023 and presented the work for 2024.", "title": "News of Riverton"},
        {"lead": "How did the city fare last year, and what will it do this year?", "title": "News of Riverton"},
        {"title": "News of Riverton", "back": "What was done", "ahead": "Plans for 2024"},
        {"ahead": "The main targets"},
        {"ahead": "What comes next"},
    ],
    ids=["reviewed and set out", "looked back", "last and this year", "plans for", "main targets", "comes next"],
)
def test_a_news_digest_of_january_reviews_the_year_before_and_plans_its_own(said: dict[str, str]) -> None:
    report = _digest(**said)
    times = {sentence.text: (sentence.section.time, sentence.section.period) for sentence in report.sentences}
    assert (report.review, report.plan) == ("2023", "2024")
    assert times["Exports rose by 6%."] == ("review", "2023")
    assert times["Open 15 new parks."] == times["The city will also build eight schools."] == ("plan", "2024")


def test_a_year_that_has_only_begun_is_not_reviewed() -> None:
    report = _digest(title="News of Riverton", lead="A review of parks in 2024 is under way.")
    assert report.review != "2024"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("——2024年1月9日在云山市第十届人民代表大会第四次会议上\n一、工作回顾\n建成公园12个。", "云山市"),
        ("关于云山市2023年计划执行情况的报告\n一、执行情况\n建成公园12个。", "云山市"),
        ("2016年云山市政府工作报告\n一、工作回顾\n建成公园12个。", "云山市"),
        ("——1月12日云山市第十五届人民代表大会通过\n一、工作回顾\n建成公园12个。", "云山市"),
        ("在第十二届全国人民代表大会第四次会议上\n国务院总理\n一、工作回顾\n过去一年，建成公园12个。", "中国"),
        ("现在，我代表市人民政府报告工作。\n一、工作回顾\n全市建成公园12个。", None),
        ("We thank the Riverton Municipal People’s Congress. GDP grew by 5%.", "Riverton"),
        ("On behalf of the State Council, I now present the report. GDP grew by 5%.", "China"),
        ("The city grew. " + "Riverton built 3 parks. In Riverton, 4 more. " * 3, "Riverton"),
        ("The city grew by 5%. We built 3 parks.", None),
        ("Riverton: Report on Government Work and Plan for 2024\nI. Review of 2023\nWe built 3 parks.", "Riverton"),
        ("Report on the Work of the Government of Riverton\nI. Review of 2023\nWe built 3 parks.", "Riverton"),
        ("Full Text: Report on the Work of the Government\nI. Review of 2023\nWe built 3 parks.", None),
        ("Government Work Report of Riverton Municipality\nI. Review of 2023\nWe built 3 parks.", "Riverton"),
        ("Riverton’s Report on Government Work\nI. Review of 2023\nWe built 3 parks.", "Riverton"),
        ("Mayor's Report on Government Work\nI. Review of 2023\nWe built 3 parks.", None),
        ("云山市2024年经济社会发展计划\n一、2023年工作回顾\n建成公园12个。", "云山市"),
        ("云山市2024年工作情况和2025年安排\n一、2024年工作情况\n建成公园12个。", "云山市"),
    ],
    ids=[
        "speaker line",
        "title with its years",
        "title after a year",
        "after a date, without a preposition",
        "national",
        "a city that is not named",
        "municipal congress",
        "State Council",
        "the name said most",
        "an English city that is not named",
        "English title with a colon",
        "English title with the government's name",
        "English title without a place",
        "English title with a municipality",
        "English title with a possessive",
        "English title with an office",
        "title of a plan",
        "title of a report on two years",
    ],
)
def test_the_place_of_a_report(text: str, place: str | None) -> None:
    assert parse(text, "any").place == place


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("“十四五”时期主要目标", "2021-2025"),
        ("第十五个五年规划纲要", "2026-2030"),
        ("Goals of the Thirteenth Five-Year Plan", "2016-2020"),
        ("2018—2022年工作回顾", "2018-2022"),
        ("十五项重点工作", None),
        ("2024年工作", None),
    ],
)
def test_spans_that_a_heading_names(title: str, span: str | None) -> None:
    assert named_span(title) == span


def test_five_years_count_from_the_planned_year() -> None:
    assert past_span("过去五年工作回顾", 2022) == "2017-2021"
    assert coming_span("今后五年目标任务", 2022) == "2022-2026"
    assert past_span("过去五年工作回顾", None) is None


def test_the_name_of_the_file_tells_nothing() -> None:
    text = "一、工作回顾\n建成公园12个。"
    report = parse(text, "zh_yunshan_2024")
    assert (report.place, report.review, report.plan, report.date) == (None, None, None, None)
