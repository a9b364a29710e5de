"""Bytes of a web page come in; its paragraphs go out in order, with what surrounds the report marked as chrome.

The page is walked with selectolax (lexbor, the parsing rules of browsers) rather than cut down by a main-text
extractor: those drop headings, short list items and table rows that they take for boilerplate, and a dropped target
is lost in silence, while a menu that is marked can still be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .decoding import decode
from .loaded import Line, Loaded, UnreadableError, assemble, iso_date, raised, table_lines, unix_lines
from .words import strings

_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,20})", re.IGNORECASE
)
_HAN: Final = r"[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]"
_SOURCE_BREAK: Final = re.compile(rf"(?<={_HAN})[ \t\r\f]*\n[ \t\n\r\f]*(?={_HAN})")
_BLANKS: Final = re.compile(r"[ \t\n\r\f\v\xa0]+")
_SENTENCE_END: Final = re.compile(r"[。！？；.!?;]")
_WORD: Final = re.compile(r"\w")
_CHROME_SHARE: Final = 0.5
_MAIN_SHARE: Final = 0.9
_PROSE_LENGTH: Final = 30
_LONGEST_CELL: Final = 400
_WIDEST_SPAN: Final = 50


def load_html(data: bytes) -> Loaded:
    """Read a web page.

    Raises:
        UnreadableError: the bytes are no text, or no words are on the page.
    """
    declared = _DECLARED.search(data, 0, 4096)
    source = decode(data, declared.group(1).decode("ascii") if declared else None)
    page = LexborHTMLParser(unix_lines(source))
    title, date = _title(page), _meta(page, strings("html", "date_metas"))
    for node in page.css(", ".join(strings("html", "silent"))):
        node.decompose()
    tables = {table.mem_id: rows for table in page.css("table") if (rows := _data_rows(table))}
    lines = list(_Walk(tables).lines(page.root))
    if not lines:
        raise UnreadableError("the page holds no words")
    return assemble(lines, _own_title(title, lines), iso_date(date or ""))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(strings("html", name))


@dataclass(slots=True)
class _Block:
    """A paragraph, table row or line of the page."""

    text: str
    apart: bool
    linked: int = 0
    heading: bool = False
    row: bool = False
    chrome: bool = False

    @property
    def prose(self) -> int:
        """Its length if it reads like running text, else 0."""
        if self.linked * 2 > len(self.text) or len(self.text) < _PROSE_LENGTH:
            return 0
        return len(self.text) if self.row or _SENTENCE_END.search(self.text) else 0


@dataclass(slots=True)
class _Frame:
    """An open block element: where its blocks begin and how much prose they hold."""

    node: LexborNode
    first: int
    chrome: bool
    prose: int = 0


@dataclass(slots=True)
class _Walk:
    """One pass over the tree, without recursion: pages nest thousands of elements deep by mistake."""

    tables: dict[int, list[list[str]]]
    blocks: list[_Block] = field(default_factory=list)
    open: list[_Frame] = field(default_factory=list)
    closed: list[tuple[int, int, int, bool]] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    apart: bool = True

    def lines(self, root: LexborNode | None) -> Iterator[Line]:
        """Walk the page, then tell the report from what surrounds it."""
        for node, entering in _events(root, self.tables):
            if node.is_text_node:
                self._words(_inline(node))
            elif node.tag == "br":
                if entering:
                    self._line_break()
            elif node.tag == "a":
                self.links += 1 if entering else -1
            elif node.tag in _set("blocks"):
                self._enter(node) if entering else self._leave()
        self._flush()
        self._mark_chrome()
        for block in self.blocks:
            yield Line(block.text, "chrome" if block.chrome else None, block.apart)

    def _words(self, words: str) -> None:
        self.buffer.append(words)
        if self.links:
            self.linked += len(words.strip())

    def _line_break(self) -> None:
        had_words = any(words.strip() for words in self.buffer)
        self._flush()
        self.apart = not had_words

    def _enter(self, node: LexborNode) -> None:
        self._flush()
        self.apart = True
        self.open.append(_Frame(node, len(self.blocks), _is_chrome(node, self.open)))
        for line in table_lines(self.tables.get(node.mem_id, ())):
            self._add(_Block(line.text, line.apart, row=True))

    def _leave(self) -> None:
        self._flush()
        self.apart = True
        frame = self.open.pop()
        if self.open:
            self.open[-1].prose += frame.prose
        if frame.prose or frame.chrome:
            self.closed.append((frame.first, len(self.blocks), frame.prose, frame.chrome))

    def _flush(self) -> None:
        text = "".join(self.buffer)
        linked, self.linked = self.linked, 0
        self.buffer.clear()
        text = _tidy(text)
        if text:
            heading = any(frame.node.tag in _set("headings") for frame in self.open[-2:])
            self._add(_Block(text, self.apart, linked, heading=heading))

    def _add(self, block: _Block) -> None:
        self.blocks.append(block)
        self.apart = True
        if self.open:
            self.open[-1].prose += block.prose

    def _mark_chrome(self) -> None:
        total = sum(block.prose for block in self.blocks)
        edges = [0] * (len(self.blocks) + 1)
        for first, after, prose, chrome in self.closed:
            if chrome and prose <= total * _CHROME_SHARE:
                edges[first] += 1
                edges[after] -= 1
        # Children close before their parents: the first element with nearly all the prose is the innermost.
        main = next(
            (range(first, after) for first, after, prose, _ in self.closed if prose > total * _MAIN_SHARE), None
        )
        for number, (block, depth) in enumerate(zip(self.blocks, accumulate(edges), strict=False)):
            outside = main is not None and number not in main and not block.heading and not block.prose
            block.chrome = depth > 0 or outside or not _WORD.search(block.text)


def _events(root: LexborNode | None, sealed: Container[int] = ()) -> Iterator[tuple[LexborNode, bool]]:
    """Every node in reading order; an element comes twice, entering (True) and leaving (False).

    What stands inside the elements whose ids are `sealed` is passed over.
    """
    node = root
    while root is not None and node is not None:
        yield node, True
        following = None if node.mem_id in sealed else node.child
        while following is None and node is not None:
            if node.is_element_node:
                yield node, False
            if node.mem_id == root.mem_id:
                return
            following = node.next
            if following is None:
                node = node.parent
        node = following


def _data_rows(table: LexborNode) -> list[list[str]]:
    """The cells of a table that shows data; nothing for one that only arranges the page."""
    if len(table.css("table")) > 1:
        return []
    rows = [_cells(row) for row in table.css("tr")]
    arranges = (
        len(rows) < 2 or max(map(len, rows)) < 2 or any(len(cell) > _LONGEST_CELL for row in rows for cell in row)
    )
    return [] if arranges else rows


def _cells(row: LexborNode) -> list[str]:
    cells: list[str] = []
    cell = row.child
    while cell is not None:
        if cell.tag in ("td", "th"):
            span = cell.attributes.get("colspan") or "1"
            cells += [_cell_text(cell)] + [""] * (
                min(int(span), _WIDEST_SPAN) - 1 if span.isdecimal() and len(span) < 4 else 0
            )
        cell = cell.next
    return cells


def _cell_text(cell: LexborNode) -> str:
    words = [
        _inline(node) if node.is_text_node else " "
        for node, _ in _events(cell)
        if node.is_text_node or node.tag == "br" or node.tag in _set("blocks")
    ]
    return _tidy("".join(words))


def _inline(node: LexborNode) -> str:
    words = node.text_content or ""
    return raised(words) if node.parent is not None and node.parent.tag == "sup" else words


def _tidy(text: str) -> str:
    """Collapse blanks as browsers do; a line break of the source between Chinese characters is none of the text."""
    return _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)).strip()


def _is_chrome(node: LexborNode, above: list[_Frame]) -> bool:
    if node.tag == "header" and any(frame.node.tag in ("article", "main") for frame in above):
        return False
    if node.tag in _set("chrome_elements"):
        return True
    attributes = node.attributes
    if "hidden" in attributes or re.search(r"display\s*:\s*none", attributes.get("style") or ""):
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", named)
    return any(word.lower() in _set("chrome_words") for word in words)


def _meta(page: LexborHTMLParser, names: tuple[str, ...]) -> str | None:
    found: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        found.setdefault(name.lower(), (attributes.get("content") or "").strip())
    return next((found[name] for name in names if found.get(name)), None)


def _title(page: LexborHTMLParser) -> str | None:
    node = page.css_first("title")
    return _meta(page, strings("html", "title_metas")) or (_tidy(node.text()) if node else None) or None


def _own_title(title: str | None, lines: list[Line]) -> str | None:
    """The report's title without the name of the site, where the page also prints it alone on a line."""
    printed = {line.text for line in lines}
    parts = re.split(r"\s*[_|–—-]+\s*", title or "")
    return next((part for part in parts if part in printed), title)
