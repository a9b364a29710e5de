"""What comes out of a file: the text of every format, as its reader would see it."""

from __future__ import annotations

import io
import logging
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from extractor.read.formats import SUFFIXES, Loaded, load
from extractor.read.formats.decoding import decode
from extractor.read.formats.loaded import unix_lines

CHINESE = "各位代表：\n一、主要目标\n临江区今年新建公园12个，新增托位300个，绿道增长6.5%。\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Load = Callable[[str, bytes | str], Loaded]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Write a file and load it."""

    def write_and_load(name: str, content: bytes | str) -> Loaded:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(path)

    return write_and_load


def prose(result: Loaded) -> str:
    """The text without its furniture."""
    text, at = "", 0
    for stretch in result.furniture:
        text, at = text + result.text[at : stretch.start], stretch.end
    return text + result.text[at:]


def furniture(result: Loaded) -> list[tuple[str, str]]:
    return [(stretch.reason, result.text[stretch.start : stretch.end]) for stretch in result.furniture]


# Text


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb2312", "gbk", "gb18030"],
)
def test_a_chinese_text_is_read_in_every_encoding_of_the_field(loaded: Load, encoding: str) -> None:
    assert loaded("plan.txt", CHINESE.encode(encoding)).text == CHINESE


def test_big5_is_told_from_gb18030(loaded: Load) -> None:
    text = "各位議員：\n本年度將新建公園十二個，增加托育名額三百個，並擴建圖書館，讓市民生活更加便利。\n"
    assert loaded("plan.txt", text.encode("big5")).text == text


def test_typographic_quotes_of_windows_are_no_chinese(loaded: Load) -> None:
    text = "The city’s “second ring” opened – it will carry 40,000 passengers a day.\n" * 3
    assert loaded("plan.txt", text.encode("cp1252")).text == text


def test_line_ends_become_newlines_and_nothing_else_changes(loaded: Load) -> None:
    assert loaded("plan.txt", "\ufeffa  b\t\r\n\r\n\u3000c\x0c\rd \u200b").text == "a  b\t\n\n\u3000c\x0c\nd \u200b"


def test_upper_case_suffixes_are_read(loaded: Load) -> None:
    assert loaded("PLAN.TXT", "Build 12 parks.").text == "Build 12 parks."


def test_front_matter_tells_title_and_date_and_is_furniture(loaded: Load) -> None:
    result = loaded("plan.md", "---\ntitle: 'Plan of Riverside'\ndate: 2024-2-7\n---\n# Targets\nBuild 12 parks.\n")
    assert (result.title, result.date) == ("Plan of Riverside", "2024-02-07")
    assert prose(result) == "# Targets\nBuild 12 parks.\n"


def test_a_rule_at_the_top_of_a_markdown_file_is_no_front_matter(loaded: Load) -> None:
    text = "---\nBuild 12 parks.\n---\nAnd a library.\n"
    assert loaded("plan.md", text) == Loaded(text)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff") | st.just("\n"))
HAN = st.text(st.sampled_from(sorted(set(CHINESE))), min_size=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@given(text=TEXT | HAN)
def test_any_text_comes_back_from_unicode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(text=HAN)
def test_any_chinese_text_comes_back_from_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


@given(text=st.text(st.sampled_from("ab\r\n")))
def test_line_ends_are_counted_as_an_editor_counts_them(text: str) -> None:
    assert unix_lines(text).split("\n") == io.TextIOWrapper(io.BytesIO(text.encode())).read().split("\n")


# Web pages

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>临江区工作安排_临江区门户</title>
<meta name="PubDate" content="2024-02-07 10:00"><style>p {color: red}</style></head>
<body class="has-nav"><form>
<div class="siteHeader"><a href="/">首页</a> | <a href="/open">公开</a></div>
<table><tr><td><h1>临江区工作安排</h1><div id="text">
<p>　　去年绿道增长6.5%，
新增托位&nbsp;300个，<b>公园</b>达到48个，居民出门就能见到绿色。</p>
一、今年安排<br>新建公园12个，新增托位400个，改造老旧小区30个。<br><br>二、保障
<table><tr><th>指标</th><th colspan="2">目标</th></tr><tr><td>绿道</td><td>增长<b>5</b>%</td>
<td><p>以上</p></td></tr></table>
<ul><li>A &amp;amp; B &lt;i&gt;</li></ul><script>document.write("新建公园99个。")</script>
</div></td></tr></table>
<div class="share-box">分享到 <a>好友</a></div>
<footer>临江区办公室主办，滨江路1号，欢迎各界朋友来电来信提出宝贵的意见和建议。</footer>
</form></body></html>"""


@pytest.fixture
def page(loaded: Load) -> Loaded:
    return loaded("page.html", PAGE.encode("gbk"))


def test_a_web_page_becomes_paragraphs_lines_and_table_rows(page: Loaded) -> None:
    assert prose(page).strip().split("\n") == [
        "临江区工作安排",
        "",
        "去年绿道增长6.5%，新增托位 300个，公园达到48个，居民出门就能见到绿色。",
        "",
        "一、今年安排",
        "新建公园12个，新增托位400个，改造老旧小区30个。",
        "",
        "二、保障",
        "",
        "| 指标 | 目标 |  |",
        "| 绿道 | 增长5% | 以上 |",
        "",
        "A &amp; B <i>",
    ]


def test_what_surrounds_the_report_is_kept_as_chrome(page: Loaded) -> None:
    assert {reason for reason, _ in furniture(page)} == {"chrome"}
    chrome = "".join(words for _, words in furniture(page))
    assert all(words in chrome for words in ("首页 | 公开", "分享到 好友", "滨江路1号"))


def test_a_web_page_tells_its_title_and_day(page: Loaded) -> None:
    assert (page.title, page.date) == ("临江区工作安排", "2024-02-07")


def test_scripts_and_styles_are_no_text(page: Loaded) -> None:
    assert "99" not in page.text
    assert "color" not in page.text


def test_a_page_that_is_nested_thousands_deep_is_read(loaded: Load) -> None:
    assert loaded("deep.html", "<div>" * 5000 + "<p>Build 12 parks.").text == "Build 12 parks."


# Word documents


def word(fill: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_paragraphs_and_tables_of_a_document_come_in_order(loaded: Load) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Targets for 2024")
        table = document.add_table(2, 3)
        for cell, words in zip(table._cells, ["Item", "Goal", "Note", "Parks", "12", "a|b"], strict=True):
            cell.text = words
        table.cell(0, 1).merge(table.cell(0, 2))
        document.add_paragraph("Build them by June.")

    assert loaded("plan.docx", word(fill)).text == (
        "Targets for 2024\n\n| Item | Goal Note |  |\n| Parks | 12 | a\\|b |\n\nBuild them by June."
    )


def test_automatic_numbers_of_headings_are_part_of_the_text(loaded: Load) -> None:
    def fill(document: Document) -> None:
        numbering = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, form, text in ((0, "chineseCounting", "%1、"), (1, "decimal", "（%2）"))
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num xmlns:w="{WORD}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for depth, words in ((0, "回顾"), (1, "绿道"), (1, "公园"), (0, "安排"), (1, "托位")):
            number = f'<w:numPr xmlns:w="{WORD}"><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            document.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(number))

    expected = ["一、回顾", "（1）绿道", "（2）公园", "二、安排", "（1）托位"]
    assert loaded("plan.docx", word(fill)).text.split("\n\n") == expected


def test_insertions_and_text_boxes_count_and_deletions_do_not(loaded: Load) -> None:
    def fill(document: Document) -> None:
        body = f"""<w:p xmlns:w="{WORD}"><w:r><w:t xml:space="preserve">Build </w:t></w:r>
            <w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>12</w:t></w:r></w:ins>
            <w:r><w:t xml:space="preserve"> parks.</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>
            </w:txbxContent></w:pict></w:r></w:p>"""
        document.element.body.insert(0, parse_xml(body))

    assert loaded("plan.docx", word(fill)).text == "Build 12 parks.\n\nA box."


def test_page_headers_of_a_document_are_furniture_after_the_text(loaded: Load) -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Riverside"
        document.add_paragraph("Build 12 parks.")

    result = loaded("plan.docx", word(fill))
    assert (result.text, furniture(result)) == ("Build 12 parks.\n\nRiverside", [("header", "Riverside")])


def test_the_title_of_a_template_is_not_believed(loaded: Load) -> None:
    def fill(document: Document) -> None:
        document.core_properties.title = "Minutes of 2011"
        document.add_paragraph("Build 12 parks.")

    assert loaded("plan.docx", word(fill)).title is None


# Printed pages

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
INDENTED = ParagraphStyle("zh", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
FLUSH = ParagraphStyle("en", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=16, leading=22)


def printed(story: list[Flowable]) -> bytes:
    """A document with a running head and page numbers."""

    def edge(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(72, 810, "Riverside Gazette")
        canvas.drawCentredString(300, 30, f"- {template.page} -")

    file = io.BytesIO()
    SimpleDocTemplate(file, title="Plan of Riverside").build(story, onFirstPage=edge, onLaterPages=edge)
    return file.getvalue()


def paragraphs_of(result: Loaded) -> list[str]:
    return [line for line in prose(result).split("\n\n") if line]


def test_chinese_lines_are_joined_without_blanks_over_page_ends(loaded: Load) -> None:
    clause = "新建公园12个，新增托位300个，绿道增长6.5%，"
    texts = [f"第{number}项。{clause * (3 + number % 5)}全部完成。" for number in range(30)]
    result = loaded("plan.pdf", printed([Paragraph(text, INDENTED) for text in texts]))
    assert paragraphs_of(result) == texts


def test_english_lines_are_joined_with_blanks_over_page_ends(loaded: Load) -> None:
    text = "The council opened {} parks in the northern districts, and a long-term plan will add as many again. "
    texts = ["".join(text.format(number + more) for more in range(5)).strip() for number in range(20)]
    story = [Paragraph("Plan of Riverside", HEADING), *(Paragraph(text, FLUSH) for text in texts)]
    result = loaded("plan.pdf", printed(story))
    assert " ".join(paragraphs_of(result)) == " ".join(["Plan of Riverside", *texts])
    assert set(texts[:6]) < set(paragraphs_of(result))
    assert result.title == "Plan of Riverside"


def test_running_heads_and_page_numbers_are_furniture(loaded: Load) -> None:
    result = loaded("plan.pdf", printed([Paragraph(CHINESE * 40, INDENTED)]))
    found = furniture(result)
    assert found[:2] == [("page number", "- 1 -"), ("header", "Riverside Gazette")] or found[:2] == [
        ("header", "Riverside Gazette"),
        ("page number", "- 1 -"),
    ]
    assert "Gazette" not in prose(result)


def test_a_divided_word_is_whole_again_and_a_compound_keeps_its_hyphen(loaded: Load) -> None:
    lines = [
        "The long-term plan is to widen the develop-",
        "ment of the Asia-",
        "Pacific harbour and its long-",
        "term use.",
    ]
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    text = loaded("plan.pdf", file.getvalue()).text
    assert "the development of" in text
    assert "Asia-Pacific" in text
    assert "its long-term use." in text


def test_a_printed_table_becomes_rows(loaded: Load) -> None:
    table = Table([["Indicator", "2023", "Target 2024"], ["Parks", "48", "60"], ["New places", "300", "400"]])
    text = loaded("plan.pdf", printed([Paragraph("Build 12 parks.", FLUSH), table])).text
    assert "| Indicator | 2023 | Target 2024 |\n| Parks | 48 | 60 |\n| New places | 300 | 400 |" in text


def test_the_mark_of_a_note_does_not_join_the_number_before_it(loaded: Load) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("Places grew to 1.288")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" million.")

    file = io.BytesIO()
    canvas = Canvas(file)
    mark = 72 + canvas.stringWidth("Places grew to 1.288", "Helvetica", 12)
    for left, raised_by, size, words in (
        (72, 0, 12, "Places grew to 1.288"),
        (mark, 5, 7, "1"),
        (mark + 4, 0, 12, " million."),
    ):
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, 700 + raised_by, words)
    canvas.save()
    expected = "Places grew to 1.288¹ million."
    page = "<p>Places grew to 1.288<sup>1</sup> million.</p>"
    results = [loaded("a.docx", word(fill)), loaded("a.pdf", file.getvalue()), loaded("a.html", page)]
    assert [(result.text, furniture(result)) for result in results] == [(expected, [("note mark", "¹")])] * 3


def test_a_raised_digit_of_a_unit_is_no_mark_of_a_note(loaded: Load) -> None:
    result = loaded("a.html", "<p>Parks cover 5 km<sup>2</sup>, or 5×10<sup>6</sup> m<sup>2</sup>.</p>")
    assert result == Loaded("Parks cover 5 km², or 5×10⁶ m².")


def test_a_note_at_the_foot_of_a_page_does_not_cut_the_sentence(loaded: Load) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    first = [*["The district opened forty parks in the course of the year, each in reach of the homes."] * 6, "Places"]
    pages = [
        (first, ["1 Places are counted in December,", "those of private nurseries included."]),
        (["grew to 300."], []),
    ]
    for lines, notes in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * number, line)
        canvas.setFont("Helvetica", 8)
        for number, line in enumerate(notes):
            canvas.drawString(72, 60 - 9 * number, line)
        canvas.showPage()
    canvas.save()
    result = loaded("plan.pdf", file.getvalue())
    assert prose(result).strip().endswith("Places grew to 300.")
    assert [reason for reason, _ in furniture(result)] == ["footnote"]


# Crawl tables


def test_a_crawl_table_gives_its_report_with_title_and_day(loaded: Load) -> None:
    text = "各位代表：\r\n" + '今年新建公园12个，"托位"增长5%。' * 20
    quoted = text.replace('"', '""')
    result = loaded("crawl.csv", f'\ufefftitle,publish_date,full_text\r\n临江区工作安排,2024/2/7,"{quoted}"\r\n')
    assert result == Loaded(text.replace("\r\n", "\n"), "临江区工作安排", "2024-02-07")


def test_a_report_longer_than_the_csv_reader_allows_is_read(loaded: Load) -> None:
    assert len(loaded("crawl.csv", "title,text\nPlan," + "Build 12 parks. " * 20_000).text) == 320_000


# All of them


def test_loading_prints_nothing_and_logs_nothing(
    loaded: Load, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    loaded("plan.txt", "The city’s plan – 12 parks. It’s agreed.\n".encode("cp1252") * 5)
    loaded("plan.html", PAGE.encode("gbk"))
    loaded("plan.pdf", printed([Paragraph("Build 12 parks.", FLUSH)]))
    loaded("plan.docx", word(lambda document: document.add_paragraph("Build 12 parks.")))
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_text_of_fifty_megabytes_loads(loaded: Load) -> None:
    assert len(loaded("big.txt", CHINESE.encode("gb18030") * 800_000).text) == 800_000 * len(CHINESE)


def test_every_real_report_loads(shared: Path) -> None:
    files = [path for path in shared.glob("*/*") if path.suffix in SUFFIXES and path.parent.name != "hooks"]
    assert all(len(load(path).text) > 2000 for path in files)
    assert len(files) == 333


def test_the_printed_real_report_reads_in_whole_paragraphs(shared: Path) -> None:
    text = load(shared / "formats" / "zh_beijing_2024.pdf").text
    unfinished = [line for line in text.split("\n\n") if line[-1] not in "。！：" and len(line) > 40]
    assert unfinished == []


def test_an_archive_member_of_a_document_may_be_large_but_sound(loaded: Load) -> None:
    data = io.BytesIO(word(lambda document: document.add_paragraph("Build 12 parks.")))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/plan.bmp", random.Random(3).randbytes(300_000) + bytes(8 << 20))
    assert loaded("plan.docx", data.getvalue()).text == "Build 12 parks."
