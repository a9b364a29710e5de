"""Where sentences end, in both languages, and across the breaks of a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.read import parse
from extractor.read.sentences import split
from extractor.report import Language, Report


def _split(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def _texts(report: Report) -> list[str]:
    return [sentence.text for sentence in report.sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("产值增长5.5%。新增企业30家！还差多少？", ["产值增长5.5%。", "新增企业30家！", "还差多少？"]),
        ("增长5%；新增30家。", ["增长5%；新增30家。"]),
        ("有人说：“慢一点。”我们要快。", ["有人说：“慢一点。”", "我们要快。"]),
        ('有人说："慢一点。"我们要快。', ['有人说："慢一点。"', "我们要快。"]),
        ('建成公园3个。"两新"工作见效。', ["建成公园3个。", '"两新"工作见效。']),
        ("（全市口径。）增长5%。", ["（全市口径。）", "增长5%。"]),
        ("增长5%", ["增长5%"]),
    ],
    ids=[
        "ends at full stop, exclamation and question mark",
        "a semicolon ends nothing",
        "a closing quote stays with its sentence",
        "a straight quote that closes stays",
        "a straight quote that opens goes on",
        "a closing bracket stays",
        "the end of the block ends",
    ],
)
def test_chinese_sentences(text: str, sentences: list[str]) -> None:
    assert _split(text, "zh") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Output rose by 5.5%. We built 3 parks.", ["Output rose by 5.5%.", "We built 3 parks."]),
        ("It grew by 28. 1%. Good.", ["It grew by 28. 1%.", "Good."]),
        ("We cleared 15. 1 square kilometers of land.", ["We cleared 15. 1 square kilometers of land."]),
        ("See No. 1 Road and Phase No. 2 there.", ["See No. 1 Road and Phase No. 2 there."]),
        ("U.S. firms came on Jan. 3 with 2 billion.", ["U.S. firms came on Jan. 3 with 2 billion."]),
        ("China-U. S. trade grew. We went on.", ["China-U. S. trade grew.", "We went on."]),
        ("We finished the voyage.Riverton has grown.", ["We finished the voyage.", "Riverton has grown."]),
        ("He said “we will.” Then he left.", ["He said “we will.”", "Then he left."]),
        ("It costs approx. 30 million yuan.", ["It costs approx. 30 million yuan."]),
    ],
    ids=[
        "ends at a full stop",
        "a decimal split by a stray blank before a percent sign",
        "a decimal split by a stray blank before a unit",
        "No. before a number",
        "country and month abbreviations",
        "an abbreviation split by a blank",
        "no blank after the full stop",
        "a closing quote stays with its sentence",
        "approx. before a number",
    ],
)
def test_english_sentences(text: str, sentences: list[str]) -> None:
    assert _split(text, "en") == sentences


@given(st.text(alphabet="aB 1.。！“”\"')（）No%，", max_size=200), st.sampled_from(["en", "zh"]))
def test_sentences_hold_every_visible_character_in_order(text: str, language: Language) -> None:
    spans = split(text, language)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_hard_wrapped_english_sentence_is_one() -> None:
    text = "We worked harder to attract investment to the\nfarming sector. A new park of 12 hectares\nwas opened."
    report = parse(text, "any")
    first = report.sentences[0]
    assert first.text == "We worked harder to attract investment to the farming sector."
    assert report.text[first.start : first.end] == "We worked harder to attract investment to the\nfarming sector."


def test_a_long_line_that_breaks_off_goes_on_with_a_capital() -> None:
    text = (
        "I now present my report to the deputies. I also ask for comments from members of the Riverton People’s\n"
        "Advisory Conference and others."
    )
    assert _texts(parse(text, "any"))[1].endswith("Riverton People’s Advisory Conference and others.")


def test_chinese_lines_of_fixed_width_are_joined_without_blank() -> None:
    width = 20
    prose = (
        "全市上下坚持稳中求进工作总基调，扎实推进各项重点工作，建成公园十二个，新增学位两万三千个，改造旧小区四十五个，整治河道三十条，引进企业三百家，居民收入稳步提高，城乡面貌持续改善，社会大局保持平稳。"
        * 2
    )
    wrapped = "\n".join(prose[at : at + width] for at in range(0, len(prose), width))
    assert "".join(_texts(parse(wrapped, "any"))) == prose


def test_a_footnote_in_the_middle_of_a_sentence_is_left_out() -> None:
    text = (
        "We sold many electric cars, and the stock grew to 2.417\n"
        "2 (Translator’s note): “one list” refers to the list of duties that towns keep. million, the highest ever.\n"
    )
    sentence = parse(text, "any").sentences[0]
    assert sentence.text == "We sold many electric cars, and the stock grew to 2.417 million, the highest ever."
    start = sentence.text.index("2.417 million")
    assert text[slice(*sentence.source(start, start + 5))] == "2.417"
    assert text[slice(*sentence.source(start + 6, start + 13))] == "million"


def test_a_page_number_does_not_cut_a_chinese_sentence() -> None:
    text = "我们建成公园十二个。全年新增就业五万三千人，改造老旧\n— 12 —\n小区四十五个，群众更加满意。"
    assert _texts(parse(text, "any"))[1] == "全年新增就业五万三千人，改造老旧小区四十五个，群众更加满意。"


def test_what_does_not_show_is_cut_but_offsets_stay_true() -> None:
    text = "\ufeff全市**新增\u200b就业5万人**，\x00增长3%。"
    sentence = parse(text, "any").sentences[0]
    assert sentence.text == "全市新增就业5万人，增长3%。"
    start = sentence.text.index("5万人")
    assert text[slice(*sentence.source(start, start + 3))] == "5万人"


def test_note_marks_are_no_numbers_of_the_sentence() -> None:
    assert _texts(parse("推进“三个一”[12]工程，新建学校8所。", "any")) == ["推进“三个一”工程，新建学校8所。"]


def test_a_table_row_is_a_sentence_with_its_columns() -> None:
    text = "进展如下。\n| 事项 | 2023年 | 2024年 |\n|---|:-:|---|\n| **学校** | 8所 | 10所 |\n| 公园 | 12个 | 15个 |\n"
    rows = [sentence for sentence in parse(text, "any").sentences if sentence.role == "row"]
    assert [row.text for row in rows] == ["学校 | 8所 | 10所", "公园 | 12个 | 15个"]
    assert rows[0].columns == ("事项", "2023年", "2024年")


@pytest.mark.parametrize("marker", [". ", "- ", "• ", "——", "◆"], ids=["dot", "hyphen", "bullet", "dash", "diamond"])
def test_a_list_line_is_an_item_without_its_marker(marker: str) -> None:
    text = f"主要预期目标如下：\n{marker}生产总值增长6%左右\n{marker}新增就业5万人\n{marker}财政收入增长4%\n"
    items = [sentence for sentence in parse(text, "any").sentences if sentence.role == "item"]
    assert [item.text for item in items] == ["生产总值增长6%左右", "新增就业5万人", "财政收入增长4%"]
    assert all(text[item.start : item.end] == item.text for item in items)


def test_a_note_mark_in_a_table_row_loses_nothing_after_it() -> None:
    rows = parse("说明如下。\n| 学校[3]：新建 | 8所 |\n", "any").sentences[1:]
    assert [(row.text, row.role) for row in rows] == [("学校：新建 | 8所", "row")]


def test_a_wrapped_note_that_cuts_a_sentence_is_taken_out_whole() -> None:
    """The note goes over two lines; the sentence it cut resumes in the middle of the second."""
    text = (
        "I. Review of 2023\nWith sales rising again, the stock of electric cars in the city reached 1.5\n"
        "1 (Translator's note): “Second Spring” refers to a season of events that opens\n"
        "on the ninth day of the ninth month. million, more than in any year before.\n"
    )
    sentences = [sentence.text for sentence in parse(text, "made").sentences]
    assert sentences[-1].endswith("reached 1.5 million, more than in any year before.")
