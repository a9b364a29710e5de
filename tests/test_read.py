"""Text to report: what holds for any text, and the report as a whole."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.read import parse
from extractor.read.blocks import MARKUP
from extractor.report import Furniture, Report

_ROW_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)
_NEVER_READ = frozenset("|#>•●◆◇■□▪▫★☆►▶➢➤✦◎○·-－*+.—─–=\\_~")
"""Characters that may be markers or rules of a page: they may stand outside of all sentences."""

_FRAGMENTS = (
    *(
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2．",
        "(1)",
        "（2）",
        "①",
        "——",
        "◆",
        "• ",
        ". ",
        "- ",
        "第一部分 ",
        "附件1",
        "01\n",
    ),
    *(
        "I. ",
        "II. ",
        "First, ",
        "Second, we will ",
        "# ",
        "**",
        "|",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "---\n",
        "<!-- x -->",
    ),
    *(
        "2023年工作回顾",
        "2024年主要任务",
        "过去五年",
        "今年",
        "Review of Work in 2023",
        "Major Tasks for 2024",
        "各位代表：",
        "Fellow deputies,",
    ),
    *(
        "新增就业18万人",
        "增长5.5%。",
        "grew by 28. 1%.",
        "U.S. ",
        "No. 1 ",
        "we built 12 parks",
        "。",
        "；",
        "，",
        ".",
        ";",
        "!",
        "？",
        "“",
        "”",
        '"',
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "　　",
        "\t",
        "\u200b",
        "\ufeff",
        "\x00",
        "\r",
        "\u2028",
        "[12]",
        "分享到：",
        "Post a Comment",
        "第 3 页",
        "12",
        "名词解释",
    ),
    *(
        "在甲市第十届人民代表大会",
        "2024年1月9日",
        "二〇二四年一月九日",
        "March 5, 2024",
        "1 (Translator's note): x means y.",
        "2020-2025",
        "😀",
        "é",
    ),
)
_texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_FRAGMENTS), max_size=60).map("".join))


def _check(report: Report) -> None:
    """Every promise that `Report` makes about spans."""
    text = report.text
    for before, after in pairwise(report.sentences):
        assert before.end <= after.start, "sentences are in order and do not overlap"
    for sentence in report.sentences:
        assert sentence.text
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert sentence.source(0, len(sentence.text)) == (sentence.start, sentence.end)
        _check_reading(sentence.text, sentence.pieces, text)
        section = sentence.section
        assert section.start <= sentence.start
        assert sentence.end <= section.end
    for section in report.sections[1:]:
        assert section.parent is not None
        assert section.parent.start <= section.start <= section.end <= section.parent.end
        assert section.level == section.parent.level + 1
    assert report.sections[0].title == ""
    assert [section.start for section in report.sections] == sorted(section.start for section in report.sections)
    _check_furniture(report)


def _check_reading(reading: str, pieces: tuple[tuple[int, int], ...], text: str) -> None:
    """The reading text is the source text, but for one blank where a line was broken."""
    assert pieces[0][0] == 0
    ends = [at for at, _ in pieces[1:]] + [len(reading)]
    for (at, origin), end in zip(pieces, ends, strict=True):
        copied = reading[at:end]
        source = text[origin : origin + end - at]
        assert copied == source or (copied[:-1] == source[: len(copied) - 1] and copied[-1] == " ")


def _check_furniture(report: Report) -> None:
    for before, after in pairwise(report.furniture):
        assert before.start < before.end <= after.start


def _unread(report: Report) -> str:
    """The visible characters that stand in no sentence, furniture, label or markup."""
    text = report.text
    covered = bytearray(len(text))
    for part in report.furniture:
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
    for match in (*MARKUP.finditer(text), *_ROW_RULE.finditer(text)):
        covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for section in report.sections:
        covered[section.start : section.start + len(section.label)] = b"\1" * len(section.label)
    for sentence in report.sentences:
        ends = [at for at, _ in sentence.pieces[1:]] + [len(sentence.text)]
        for (at, origin), end in zip(sentence.pieces, ends, strict=True):
            covered[origin : origin + end - at] = b"\1" * (end - at)
    return "".join(
        each for each, seen in zip(text, covered, strict=True) if not seen and each.isprintable() and not each.isspace()
    )


_LABELS_OF_ITEMS = re.compile(r"[一二三四五六七八九十①\d()（）、．.IV]+")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(_texts)
def test_spans_of_any_text_hold_together(text: str) -> None:
    _check(parse(text, "any"))


@settings(deadline=None, max_examples=300)
@given(_texts)
def test_every_visible_character_is_read_or_named(text: str) -> None:
    left = "".join(each for each in _unread(parse(text, "any")) if each not in _NEVER_READ)
    assert not _LABELS_OF_ITEMS.sub("", left), "outside of sentences there are labels and markers only"


@settings(deadline=None, max_examples=100)
@given(_texts, st.data())
def test_given_furniture_is_in_no_sentence(text: str, data: st.DataObject) -> None:
    at = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    report = parse(text, "any", furniture=(Furniture(at[0], at[1], "header"),))
    _check(report)
    for sentence in report.sentences:
        ends = [start for start, _ in sentence.pieces[1:]] + [len(sentence.text)]
        for (start, origin), end in zip(sentence.pieces, ends, strict=True):
            read = len(sentence.text[start:end].rstrip())
            assert origin + read <= at[0] or origin >= at[1] or at[0] == at[1]


def test_a_text_without_anything_is_a_report_without_anything() -> None:
    report = parse("", "empty")
    assert (report.sentences, report.place, report.review, report.plan, report.date) == ((), None, None, None, None)
    assert len(report.sections) == 1


def test_the_same_text_gives_the_same_report() -> None:
    text = "一、2023年工作回顾\n一年来，建成公园12个。\n二、2024年工作安排\n今年要建设公园15个。"
    first, second = parse(text, "a"), parse(text, "a")
    assert [s.text for s in first.sentences] == [s.text for s in second.sentences]
    assert [s.time for s in first.sections] == [s.time for s in second.sections]


def test_a_long_line_takes_time_in_proportion() -> None:
    """A line of a million characters is read; the quadratic would not end."""
    line = "我们建成公园12个，新增绿地35公顷。" * 60_000
    assert len(parse(line, "long").sentences) == 60_000


def test_real_reports_hold_together(shared: Path) -> None:
    files = (
        sorted((shared / "reports").glob("*.txt"))
        + sorted((shared / "corpus").iterdir())[:: 1 if os.environ.get("ALL_REPORTS") else 12]
    )
    for file in files:
        report = parse(file.read_text(encoding="utf-8-sig").replace("\r\n", "\n"), file.stem)
        _check(report)
        left = "".join(each for each in _unread(report) if each not in _NEVER_READ)
        assert not _LABELS_OF_ITEMS.sub("", left), file.name


@pytest.mark.parametrize(
    ("text", "language"),
    [("新增就业18万人，GDP增长5%。", "zh"), ("The GDP grew by 5% (生产总值).", "en"), ("", "en")],
    ids=["Chinese with Latin names", "English with a Chinese word", "nothing"],
)
def test_the_language_is_told_by_the_characters(text: str, language: str) -> None:
    assert parse(text, "any").language == language
