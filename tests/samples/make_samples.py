"""In come the plain sources beside this script; out go the samples that are no plain text: a docx, a pdf, an html page.

A source is UTF-8 text, one paragraph a line: `# ` marks the title, `## ` a top heading, `### ` the heading under it.
Dates and identifiers are fixed, so that the same libraries write the same bytes again.

    python tests/samples/make_samples.py            writes to samples/
    python tests/samples/make_samples.py elsewhere  writes to another folder
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from string import Template

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, StyleSheet1
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

SOURCES = Path(__file__).resolve().parent
SAMPLES = SOURCES.parent.parent / "samples"
MARKS = ("", "# ", "## ", "### ")
"""What a line of a source starts with, by its level: 0 is a paragraph, 1 the title, 2 and 3 headings."""

FONTS = (("Times-Roman", 11.5), ("Times-Bold", 16), ("Times-Bold", 13), ("Times-Bold", 11))
"""Name and size in points, by level. At these sizes a page break of the pdf cuts a sentence, as in real reports."""

RUNNING_HEAD = "Shenzhen 2024"
"""Stands at the top of every page of the pdf; the page number stands at its foot."""

PUBLISHED = datetime(2024, 1, 30, tzinfo=UTC)
OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def paragraphs(name: str) -> list[tuple[int, str]]:
    """Read a source.

    Args:
        name: the sample's stem; the source is `<name>.source` beside this script.

    Returns:
        Level (index into `MARKS`) and text of every paragraph, in order.
    """
    lines = (SOURCES / f"{name}.source").read_text(encoding="utf-8").splitlines()
    return [(_level(line), line.lstrip("# ")) for line in lines if line]


def _level(line: str) -> int:
    return max(level for level, mark in enumerate(MARKS) if line.startswith(mark))


def docx(name: str) -> bytes:
    """Write a source as a Word document: headings by style, measures inside their paragraph."""
    document = Document()
    styles = ("Normal", "Title", "Heading 1", "Heading 2")
    for level, text in paragraphs(name):
        document.add_paragraph(text, style=styles[level])
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title = paragraphs(name)[0][1]
    properties.created = properties.modified = PUBLISHED
    packed = io.BytesIO()
    document.save(packed)
    return _undated(packed)


def _undated(packed: io.BytesIO) -> bytes:
    """Pack a zip again without the hour of its making."""
    undated = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(undated, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, OLDEST_ZIP_DATE)
            new.writestr(info, old.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return undated.getvalue()


def pdf(name: str) -> bytes:
    """Write an English source, whose fonts every reader has, as a pdf with a running head and page numbers."""
    sheet, written = _styles(), io.BytesIO()
    pages = BaseDocTemplate(written, pagesize=A4, title=paragraphs(name)[0][1], invariant=1, pageCompression=0)
    frame = Frame(pages.leftMargin, pages.bottomMargin, pages.width, pages.height)
    pages.addPageTemplates(PageTemplate(frames=[frame], onPage=_running_head, onPageEnd=_page_number))
    story = [Paragraph(escape(text, quote=False), sheet[str(level)]) for level, text in paragraphs(name)]
    pages.build(story)
    return written.getvalue()


def _styles() -> StyleSheet1:
    sheet = StyleSheet1()
    for level, (font, size) in enumerate(FONTS):
        sheet.add(ParagraphStyle(str(level), fontName=font, fontSize=size, leading=size * 1.4, spaceAfter=size * 0.7))
    return sheet


def _running_head(canvas: Canvas, pages: BaseDocTemplate) -> None:
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(pages.leftMargin, A4[1] - 40, RUNNING_HEAD)


def _page_number(canvas: Canvas, pages: BaseDocTemplate) -> None:
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(A4[0] / 2, 40, str(canvas.getPageNumber()))


def html(name: str) -> bytes:
    """Write a source as a page of an older government site: GB18030, with the site's chrome around the text."""
    (_, title), *rest = paragraphs(name)
    lines = (f"<strong>{escape(text)}</strong>" if level else escape(text) for level, text in rest)
    body = "\n".join(f"<p>\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}{line}</p>" for line in lines)
    page = Template((SOURCES / "page.html").read_text(encoding="utf-8"))
    return page.substitute(title=escape(title), body=body).encode("gb18030")


MADE = {
    "shenzhen_plan_2024.docx": docx,
    "shenzhen_review_2024.pdf": pdf,
    "shanghai_review_2024.html": html,
}


def main(folder: Path) -> None:
    """Write all of them into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in MADE.items():
        (folder / name).write_bytes(write(Path(name).stem))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
