"""Bytes of a Word document come in; its paragraphs and tables go out in order, notes and page headers as furniture.

python-docx opens the package; the body is walked here, because its own paragraph text leaves out tracked insertions,
content controls and text boxes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import LxmlError, _Element

from .archive import check_archive
from .loaded import Line, Loaded, UnreadableError, assemble, printed_title, raised, table_lines
from .numbering import Numbering

_NO_TEXT: Final = {qn(name) for name in ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:rt", "w:txbxContent")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_SIGNS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BESIDE: Final = (
    ("/word/header", "header"),
    ("/word/footer", "footer"),
    ("/word/footnotes", "footnote"),
    ("/word/endnotes", "footnote"),
)
_LONGEST_CELL: Final = 400


def load_docx(data: bytes) -> Loaded:
    """Read a Word document.

    Raises:
        UnreadableError: it is damaged, no Word document, too large when unpacked, or declares XML entities.
    """
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        parts = {str(part.partname): part for part in document.part.package.iter_parts()}
        lines = [*_Body(parts).lines(document.element.body), *_lines_beside(parts)]
        title = document.core_properties.title
    except (OpcError, KeyError, ValueError, AttributeError, LxmlError, BadZipFile) as error:
        raise UnreadableError("its archive is not a sound Word document") from error
    if not lines:
        raise UnreadableError("the document holds no words")
    return assemble(lines, printed_title(title, (line.text for line in lines)))


class _Body:
    """The way through the body, with the lists counted on the way."""

    def __init__(self, parts: dict[str, Part]) -> None:
        self.numbering = Numbering.of(_root(parts.get("/word/numbering.xml")))
        styles = _root(parts.get("/word/styles.xml"))
        self.styles = {
            style.get(qn("w:styleId"), ""): style
            for style in (styles.iterfind(qn("w:style")) if styles is not None else ())
        }

    def lines(self, container: _Element) -> Iterator[Line]:
        """Paragraphs and table rows of a body, a cell, a text box or a content control."""
        for block in container:
            if block.tag == qn("w:p"):
                yield from self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                yield from self._table(block)
            elif block.tag not in _NO_TEXT:
                yield from self.lines(block)

    def _paragraph(self, paragraph: _Element) -> Iterator[Line]:
        words = _words(paragraph)
        label = self._label(paragraph) if words.strip() else ""
        reason = "contents" if self._style(paragraph).lower().startswith("toc") else None
        for number, line in enumerate(filter(None, map(_tidy, words.split("\n")))):
            yield Line(line if number else label + line, reason, apart=number == 0)
        for box in _boxes(paragraph):
            yield from self.lines(box)

    def _table(self, table: _Element) -> Iterator[Line]:
        rows = [[(cell, _cell_text(cell)) for cell in row.iterfind(qn("w:tc"))] for row in table.iterfind(qn("w:tr"))]
        if max(map(len, rows), default=0) < 2 or any(len(text) > _LONGEST_CELL for row in rows for _, text in row):
            for row in rows:
                for cell, _ in row:
                    yield from self.lines(cell)
        else:
            yield from table_lines([entry for cell, text in row for entry in _spread(cell, text)] for row in rows)

    def _style(self, paragraph: _Element) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if style is None else style.get(qn("w:val"), "")

    def _label(self, paragraph: _Element) -> str:
        holder: _Element | None = paragraph
        style = self._style(paragraph)
        for _ in range(10):  # styles may be based on each other in a circle
            numbered = None if holder is None else holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None:
                return self._counted(numbered)
            holder = self.styles.get(style)
            based = None if holder is None else holder.find(qn("w:basedOn"))
            style = "" if based is None else based.get(qn("w:val"), "")
        return ""

    def _counted(self, numbered: _Element) -> str:
        list_id, depth = numbered.find(qn("w:numId")), numbered.find(qn("w:ilvl"))
        if list_id is None:
            return ""
        return self.numbering.label(
            list_id.get(qn("w:val"), ""), 0 if depth is None else int(depth.get(qn("w:val"), "0"))
        )


def _root(part: Part | None) -> _Element | None:
    return None if part is None else parse_xml(part.blob)


def _words(element: _Element) -> str:
    """The text as printed: tracked insertions are in, deletions, field codes and text boxes are out."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    words = "".join(_words(child) for child in element if child.tag not in _NO_TEXT)
    return raised(words) if element.tag == qn("w:r") and _is_raised(element) else words


def _is_raised(run: _Element) -> bool:
    position = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return position is not None and position.get(qn("w:val")) == "superscript"


def _boxes(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag not in _NO_TEXT:
            yield from _boxes(child)


def _tidy(line: str) -> str:
    return line.replace("\xa0", " ").strip()


def _cell_text(cell: _Element) -> str:
    return " ".join(filter(None, (_tidy(_words(paragraph)) for paragraph in cell.iter(qn("w:p")))))


def _spread(cell: _Element, text: str) -> list[str]:
    """A merged cell gives its words once and empty cells for the rest of its columns and rows."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
        text = ""
    width = 1 if span is None else min(int(span.get(qn("w:val"), "1")), 60)
    return [text] + [""] * (width - 1)


def _lines_beside(parts: dict[str, Part]) -> Iterator[Line]:
    """Notes and page headers, after the body so that they interrupt no sentence."""
    seen: set[str] = set()
    for name, part in sorted(parts.items()):
        reason = next((reason for start, reason in _BESIDE if name.startswith(start) and name.endswith(".xml")), None)
        root = _root(part) if reason else None
        for paragraph in root.iter(qn("w:p")) if root is not None else ():
            text = _tidy(_words(paragraph))
            if text and text not in seen:
                seen.add(text)
                yield Line(text, reason)
