"""The outline of a report: headings, lists, numbered measures, and which parts look back or ahead."""

from __future__ import annotations

import pytest

from extractor.read import parse
from extractor.report import Report, Section

REPORT = """政府工作报告
——2024年1月9日在云山市第十届人民代表大会第四次会议上
云山市市长  张三丰

各位代表：
现在，我向大会报告工作。

一、2023年工作回顾
过去一年，我们主要做了以下工作：
（一）产业提质增效。新增企业300家。引进项目45个。
（二）民生持续改善。新增学位2.3万个。
——学校焕然一新。新建学校8所。
存在的主要问题是：就业压力仍然较大。
二、2024年主要任务
主要预期目标是：
生产总值增长6%左右；
城镇新增就业5万人；
居民收入与经济同步增长。
（一）加快产业升级
1.做强园区。建设园区3个。
2.引育人才。引进人才200名。
（二）办好民生实事
新建学校8所。
三、加强政府自身建设
我们要坚持廉洁从政。
各位代表！让我们携手前行。
"""


def _section(report: Report, words: str) -> Section:
    return next(section for section in report.sections if words in section.title)


def _roles(report: Report) -> dict[str, str]:
    return {sentence.text: sentence.role for sentence in report.sentences}


def _paths(report: Report) -> list[tuple[str, ...]]:
    return [section.path for section in report.sections[1:]]


def test_chinese_labels_nest() -> None:
    assert _paths(parse(REPORT, "any")) == [
        ("一、2023年工作回顾",),
        ("一、2023年工作回顾", "（一）产业提质增效。"),
        ("一、2023年工作回顾", "（二）民生持续改善。"),
        ("一、2023年工作回顾", "（二）民生持续改善。", "学校焕然一新。"),
        ("二、2024年主要任务",),
        ("二、2024年主要任务", "（一）加快产业升级"),
        ("二、2024年主要任务", "（一）加快产业升级", "1.做强园区。"),
        ("二、2024年主要任务", "（一）加快产业升级", "2.引育人才。"),
        ("二、2024年主要任务", "（二）办好民生实事"),
        ("三、加强政府自身建设",),
    ]


def test_a_heading_is_printed_with_its_label_and_read_without() -> None:
    report = parse(REPORT, "any")
    section = _section(report, "加快产业升级")
    assert (section.title, section.label) == ("（一）加快产业升级", "（一）")
    assert _roles(report)["加快产业升级"] == "heading"


def test_a_run_in_heading_is_a_heading_and_the_rest_prose() -> None:
    roles = _roles(parse(REPORT, "any"))
    assert (roles["产业提质增效。"], roles["新增企业300家。"]) == ("heading", "prose")


def test_title_and_speaker_are_headings_of_no_section() -> None:
    report = parse(REPORT, "any")
    first = [sentence for sentence in report.sentences if sentence.section is report.sections[0]]
    assert [sentence.role for sentence in first] == ["heading", "heading", "heading", "prose", "prose"]


def test_a_list_after_a_lead_in_is_items() -> None:
    roles = _roles(parse(REPORT, "any"))
    assert roles["主要预期目标是："] == "prose"
    assert [roles[text] for text in ("生产总值增长6%左右；", "城镇新增就业5万人；", "居民收入与经济同步增长。")] == [
        "item"
    ] * 3


def test_sections_know_their_time_and_period() -> None:
    report = parse(REPORT, "any")
    times = {
        section.label or section.title: (section.time, section.period)
        for section in report.sections
        if section.level == 1
    }
    assert times == {"一、": ("review", "2023"), "二、": ("plan", "2024"), "三、": ("plan", "2024")}
    assert _section(report, "学校焕然一新").time == "review"
    assert _section(report, "做强园区").period == "2024"


def test_a_closing_address_belongs_to_the_part_and_not_to_its_last_heading() -> None:
    text = "一、2024年工作安排\n今年要办好实事。\n（一）加快产业升级\n建设园区3个。\n各位代表！让我们携手前行。"
    assert parse(text, "any").sentences[-1].section.title == "一、2024年工作安排"


def test_english_labels_nest() -> None:
    text = (
        "I. Review of Work in 2023\nOver the past year, we did much.\n1. Industry\nWe added 300 firms.\n"
        "--Trade kept growing. Exports rose by 6%.\nII. Major Tasks for 2024\nFirst, we will upgrade industry.\n"
        "Build three parks.\nTrain 200 experts.\nSecond, we will improve livelihoods.\nBuild eight schools.\n"
    )
    report = parse(text, "any")
    assert _paths(report) == [
        ("I. Review of Work in 2023",),
        ("I. Review of Work in 2023", "1. Industry"),
        ("I. Review of Work in 2023", "1. Industry", "Trade kept growing."),
        ("II. Major Tasks for 2024",),
        ("II. Major Tasks for 2024", "First, we will upgrade industry."),
        ("II. Major Tasks for 2024", "Second, we will improve livelihoods."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第一部分 2023年工作回顾\n一、产业\n建成园区3个。\n第二部分 2024年主要任务\n一、产业\n建设园区5个。",
        "# 2023年工作回顾\n## 产业\n建成园区3个。\n# 2024年主要任务\n## 产业\n建设园区5个。",
        "**2023年工作回顾**\n\n一、产业\n\n建成园区3个。\n\n**2024年主要任务**\n\n一、产业\n\n建设园区5个。",
        "2023年工作回顾\n（一）产业\n建成园区3个。\n2024年主要任务\n（一）产业\n建设园区5个。",
    ],
    ids=["parts", "markdown", "bold lines", "plain lines"],
)
def test_the_outermost_headings_come_in_many_styles(text: str) -> None:
    report = parse(text, "any")
    assert [(section.level, section.time) for section in report.sections[1:]] == [
        (1, "review"),
        (2, "review"),
        (1, "plan"),
        (2, "plan"),
    ]


def test_numbered_measures_count_through_the_report() -> None:
    measures = "".join(f"({number})推进第{number}类工程，建设项目{number}个。" for number in range(1, 6))
    more = "".join(f"({number})推进第{number}类工程，建设项目{number}个。" for number in range(6, 11))
    report = parse(f"一、2024年主要任务\n1.做强产业。{measures}\n2.改善民生{more}\n", "any")
    found = [section for section in report.sections if section.measure]
    assert [section.label for section in found] == [f"({number})" for number in range(1, 11)]
    assert found[6].title == "(7)推进第7类工程"
    assert found[6].path[:2] == ("一、2024年主要任务", "2.改善民生")
    assert [sentence.text for sentence in report.sentences if sentence.section is found[6]] == [
        "推进第7类工程，建设项目7个。"
    ]


def test_few_bracketed_numbers_are_headings() -> None:
    text = "1. Review of work in 2023\n(1) Promote growth. We added 300 firms. (2) Deepen reform. We cut red tape.\n"
    assert not any(section.measure for section in parse(text, "any").sections)


def test_a_list_without_content_between_is_items_and_no_sections() -> None:
    report = parse(
        "一、2024年主要任务\n今年要办好以下实事：\n1.新建学校8所。\n2.改造小区20个。\n3.建设公园5个。\n", "any"
    )
    assert [sentence.role for sentence in report.sentences[-3:]] == ["item"] * 3
    assert len(report.sections) == 2


def test_unnumbered_short_lines_before_prose_are_headings() -> None:
    text = (
        "Review of Work During 2023\nSteady economic growth\nThe city's GDP grew by 5.2% to 3 billion yuan.\n"
        "Major Tasks for 2024\nNew prospects for the city\nThe main targets this year are as follows:\n"
        "Grow the GDP by around 5%;\nKeep unemployment below 5%;\nKeep incomes in step with growth.\n"
    )
    report = parse(text, "any")
    assert _paths(report) == [
        ("Review of Work During 2023",),
        ("Review of Work During 2023", "Steady economic growth"),
        ("Major Tasks for 2024",),
        ("Major Tasks for 2024", "New prospects for the city"),
    ]
    assert [sentence.role for sentence in report.sentences[-3:]] == ["item"] * 3


def test_a_list_of_the_same_style_nests_in_its_part() -> None:
    text = (
        "一、2023年工作回顾\n建成公园12个。\n二、2024年工作安排\n今年要做好以下工作：\n"
        "一、稳增长。推进项目。扩大投资。\n二、惠民生。办好实事。扩大就业。\n三、强基础。修好道路。疏通河道。\n"
        "三、2024年保障措施\n要狠抓落实。\n"
    )
    assert [section.level for section in parse(text, "any").sections[1:]] == [1, 1, 2, 2, 2, 1]


def test_an_unnumbered_heading_over_a_new_count_ends_the_old_one() -> None:
    text = (
        "一、2024年工作安排\n今年要做好以下工作。\n（一）稳增长。推进项目。\n（二）惠民生。办好实事。\n"
        "民生实事清单\n（一）建设学校。新建8所。\n（二）建设公园。新建5个。\n"
    )
    titles = {section.title: section.path[:-1] for section in parse(text, "any").sections}
    assert titles["民生实事清单"] == ("一、2024年工作安排",)
    assert titles["（一）建设学校。"] == ("一、2024年工作安排", "民生实事清单")


def test_a_list_ends_with_its_bullets() -> None:
    text = "The main targets are as follows:\n• GDP growth of around 6%\n• 50,000 new jobs\nWe will build parks.\n"
    assert [sentence.role for sentence in parse(text, "any").sentences] == ["prose", "item", "item", "prose"]


def test_labels_that_are_only_a_number_are_furniture() -> None:
    report = parse(
        "Major Tasks for 2024\n01\nFirst, we will build.\nBuild 3 parks.\n02\nSecond, we will plant.\nPlant 9 trees.\n",
        "any",
    )
    assert [part.reason for part in report.furniture] == ["label", "label"]


def test_news_without_headings_is_parted_by_its_wording() -> None:
    paragraphs = (
        "How will Riverton fare this year? The city expects growth of 5%.",
        "In 2023, Riverton opened 12 parks. It also built 3 schools.",
        "Some 300 firms were added across the city.",
        "This year, Riverton will build 15 parks.",
        "In the past year, incomes increased by 6%.",
    )
    report = parse(
        "The mayor reviewed the work in 2023 and presented plans for 2024.\n\n" + "\n\n".join(paragraphs), "any"
    )
    times = {sentence.text: sentence.section.time for sentence in report.sentences}
    assert times["The city expects growth of 5%."] == "plan"
    assert times["It also built 3 schools."] == "review"
    assert times["Some 300 firms were added across the city."] == "review"
    assert times["This year, Riverton will build 15 parks."] == "plan"
    assert times["In the past year, incomes increased by 6%."] == "review"


def test_a_whole_report_on_one_line_has_its_sections() -> None:
    line = REPORT.replace("\n", " ")
    assert [section.label for section in parse(line, "any").sections if section.level == 1] == ["一、", "二、", "三、"]


def test_a_glossary_at_the_end_is_furniture() -> None:
    glossary = "名词解释\n1.“三个一”：指一园、一校、一路。\n2.“双百”：指百家企业、百所学校。\n"
    report = parse(REPORT + glossary, "any")
    assert all(part.reason == "glossary" for part in report.furniture)
    assert report.sentences[-1].text == "让我们携手前行。"


def test_site_chrome_is_furniture() -> None:
    above = "云山市人民政府网\n首页 > 政务公开 > 政府工作报告\n来源：市政府办  发布时间：2024-01-15\n字体：大 中 小\n"
    below = "如需转载，请注明出处\n打印本页 关闭窗口\n分享到：\n"
    report = parse(above + REPORT + below, "any")
    assert report.sentences[0].text == "政府工作报告"
    assert report.sentences[-1].text == "让我们携手前行。"
    assert {part.reason for part in report.furniture} == {"chrome"}


@pytest.mark.parametrize(
    "line",
    [
        "（2024年1月9日，市十届人大四次会议）",
        "（2024年1月）",
        "2024年1月9日",
        "January 9, 2024",
        "(January 9, 2024, Tenth Congress)",
    ],
)
def test_the_line_that_tells_the_day_is_no_section(line: str) -> None:
    text = f"# 云山市工作报告\n\n{line}\n\n**一、2023年工作回顾**\n\n全市建成公园12个。"
    assert _paths(parse(text, "any")) == [("一、2023年工作回顾",)]


def test_a_table_after_dashed_paragraphs_is_of_the_heading_above_them() -> None:
    text = (
        "一、2023年工作回顾\n\n全市加快发展。\n\n——学校焕然一新。新建学校8所。\n\n——公园更多更美。新建公园12个。\n\n"
        "主要指标如下：\n\n| 指标 | 单位 | 2023年 |\n| --- | --- | ---: |\n| 新建学校 | 所 | 8 |\n"
        "| 新建公园 | 个 | 12 |\n"
    )
    rows = [sentence for sentence in parse(text, "any").sentences if sentence.role == "row"]
    assert rows
    assert {row.section.title for row in rows} == {"一、2023年工作回顾"}
