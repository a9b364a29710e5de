"""Bytes of a PDF come in; its paragraphs go out, re-joined from printed lines, page headers as furniture."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from typing import Final

import pypdfium2

from .loaded import Loaded, UnreadableError, assemble, printed_title
from .margins import page_furniture
from .page import PrintedLine, printed_lines
from .paragraphs import paragraphs

MOST_PAGES: Final = 3000
"""Pages above which a document is no report; bounds the time that one file can take."""

_ONE_AT_A_TIME: Final = threading.Lock()
"""pdfium keeps global state and may be called by one thread only."""

_UNMAPPED: Final = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def load_pdf(data: bytes) -> Loaded:
    """Read a PDF with a text layer.

    Raises:
        UnreadableError: it is damaged, locked, has too many pages, or its pages are pictures.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("it is no PDF document, whatever its name says")
    with _ONE_AT_A_TIME:
        lines, title = _printed(data)
    reasons = page_furniture(lines)
    if not any(line.text.strip() for line in lines if line not in reasons):
        raise UnreadableError("it has no text layer: its pages are pictures (run text recognition over it first)")
    if _garbled("".join(line.text for line in lines)):
        raise UnreadableError("its text layer is unreadable: the fonts do not say which characters they print")
    result = list(paragraphs(lines, reasons))
    return assemble(result, printed_title(title, (line.text for line in result)))


def _printed(data: bytes) -> tuple[list[PrintedLine], str | None]:
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MOST_PAGES:
                raise UnreadableError(f"it has {len(document)} pages, more than any report")
            lines = [line for number in range(len(document)) for line in _page_lines(document, number)]
            return lines, document.get_metadata_dict().get("Title")
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        problem = "it is encrypted: a password is needed to open it" if locked else "the document is damaged or cut off"
        raise UnreadableError(problem) from error


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> list[PrintedLine]:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        return list(printed_lines(text, number))


def _garbled(text: str) -> bool:
    """Whether most characters are of private use or missing, as where a font was embedded without its character map."""
    return len(_UNMAPPED.findall(text)) * 3 > len(text)
