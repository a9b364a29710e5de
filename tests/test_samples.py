"""The samples: six readable reports, true to their sources, in sentences of our own."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
SOURCES = ROOT / "tests" / "samples"

CHINESE = ("shenzhen_plan_2024.source", "shanghai_review_2024.source", "guiyang_2024.md")
ENGLISH = ("shenzhen_review_2024.source", "shanghai_plan_2024.txt", "beijing_digest_2024.txt")


def written(name: str) -> str:
    """The text of a sample as its author wrote it, markup included."""
    folder = SOURCES if name.endswith(".source") else SAMPLES
    return (folder / name).read_text(encoding="utf-8")


def unmarked(name: str) -> str:
    """A source without the marks of its headings and without blanks, which every format sets in its own way."""
    return squeezed(re.sub(r"^#+ ", "", written(name), flags=re.MULTILINE))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def docx_text(path: Path) -> str:
    return "".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def pdf_text(path: Path) -> str:
    """The text of all pages without their first line, the running head, and their last, the page number."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    finally:
        document.close()
    assert [(lines[0], lines[-1]) for lines in pages] == [("Shenzhen 2024", "1"), ("Shenzhen 2024", "2")]
    return "".join(line for lines in pages for line in lines[1:-1])


def html_text(path: Path) -> str:
    page = LexborHTMLParser(path.read_bytes().decode("gb18030"))
    title, content = page.css_first("h1"), page.css_first("#content")
    assert title is not None
    assert content is not None
    return title.text() + content.text()


def test_the_folder_holds_six_reports_in_five_formats() -> None:
    """The batch takes files by suffix, so nothing else in the folder may carry one of these."""
    suffixes = sorted(path.suffix for path in SAMPLES.iterdir() if path.name != "README")
    assert suffixes == [".docx", ".html", ".md", ".pdf", ".txt", ".txt"]


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        pytest.param("shenzhen_plan_2024.docx", docx_text, id="word document"),
        pytest.param("shenzhen_review_2024.pdf", pdf_text, id="pdf"),
        pytest.param("shanghai_review_2024.html", html_text, id="html page"),
    ],
)
def test_a_made_sample_says_what_its_source_says(sample: str, text: Callable[[Path], str]) -> None:
    """Word for word, as the format's own library reads it."""
    assert squeezed(text(SAMPLES / sample)) == unmarked(f"{Path(sample).stem}.source")


def test_the_html_page_is_no_utf_8() -> None:
    """It is there to show that Chinese encodings are recognised."""
    with pytest.raises(UnicodeDecodeError):
        (SAMPLES / "shanghai_review_2024.html").read_bytes().decode("utf-8")


def test_a_page_break_of_the_pdf_cuts_a_sentence() -> None:
    document = pypdfium2.PdfDocument(SAMPLES / "shenzhen_review_2024.pdf")
    try:
        last_line = document[0].get_textpage().get_text_range().splitlines()[-2]
    finally:
        document.close()
    assert not last_line.endswith((".", ";"))


def test_making_the_samples_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance in them, so a change in a sample is a change somebody made."""
    for folder in ("one", "two"):
        subprocess.run([sys.executable, SOURCES / "make_samples.py", tmp_path / folder], check=True)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "two"))
    assert len(one) == 3
    assert one == two


@pytest.mark.parametrize(
    ("names", "length", "blank"),
    [pytest.param(CHINESE, 18, "", id="Chinese"), pytest.param(ENGLISH, 50, " ", id="English")],
)
def test_no_sentence_comes_from_a_real_report(shared: Path, names: tuple[str, ...], length: int, blank: str) -> None:
    """No run of so many characters stands in a real report too; width, case, quotes and line breaks apart."""
    ours = {run: name for name in names for run in runs(plain(written(name), blank), length)}
    reports = sorted((shared / "reports").iterdir()) + sorted((shared / "corpus").iterdir())
    assert len(reports) > 300
    taken = {
        (ours[run], report.name, run)
        for report in reports
        for run in runs(plain(report.read_text(encoding="utf-8", errors="replace"), blank), length)
        if run in ours
    }
    assert taken == set()


def plain(text: str, blank: str) -> str:
    """Fold what a copyist might change without changing the words."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"\s+", blank, folded)


def runs(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(len(text) - length + 1))
