"""Text and furniture in, blocks out: a paragraph, heading, list item or table row as one line of reading text.

A block is what an author set as one paragraph. It may span several lines (hard wraps, page breaks, a footnote between)
and leaves out what is only markup; every position of its reading text leads back to the loaded text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.read.furniture import BLANKS, Line, lines
from extractor.report import Furniture, Language

_BETWEEN = frozenset({"page number", "footnote", "header", "footer"})
"""Furniture that a page puts into the middle of a sentence."""

MARKUP = re.compile(
    r"\*\*+|[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]+|\\(?=[.\-*_#()\[\]~>+|])"
    r"|</?[a-zA-Z][^<>\n]{0,200}>|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)"
)
"""What is cut out of the reading text: bold marks, characters without width, markdown escapes, tags, pictures."""

_MARKER = re.compile(
    r"(?:>\s*)*(?:(?P<hashes>#{1,6})\s+|(?P<bullet>[•●◆◇■□▪▫★☆►▶➢➤✦◎○·]\s*|[-*+.]\s+(?=\S)|[－]\s*(?=\S)))"
)
_LABELLED = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[部章篇节条]|[一二三四五六七八九十]{1,3}[、．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]"
    r"|\d{1,3}[.．、](?!\s*\d)|[IVX]{1,5}[.．、]\s|——|──|--|\||[一二三四五六七八九十]是|各位代表"
)
_ENDED = re.compile(r"[。！？.!?；;：:…][”’」』）)】》\]\"'\s]*$")
_ENDED_INSIDE = re.compile(r"[。！？；]|[.!?;][”’\"')]*\s+[A-Z“\"]")
_OPEN_END = re.compile(
    r"[,，、\-–(（“]$|(?:\b(?:the|a|an|of|and|or|to|in|on|for|with|by|at|from|as|that|is|are|was|were|has|have|will|our|its|their)|[’']s)$"
)
_BROKEN_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]).{1,30}[和与及的、，”]"
)
SALUTATION = re.compile(
    r"(?i:(fellow|esteemed|dear|distinguished|honou?rable)\s[a-z ]{3,40}|各位[^，。：！]{1,20}|同志们(、朋友们)?)"
    r"\s?[,，:：!！.]?"
)
_CUT_ITEM = re.compile(r"(?:——|──|--|[•●◆■·▪-])(?=.*\d).{4,}[，；、,;]")
"""A list item that has begun a second clause; one that ends without a full stop goes on."""
_HAN_END = re.compile(r"[\u4e00-\u9fff][，、]?$")
_LABEL_ALONE = re.compile(
    r"第[一二三四五六七八九十]部分|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,5}[.．]"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f—…“”‘’]")
_ROW_RULE = re.compile(r"\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*\|?")
_ONE_LINE_MEAN = {"zh": 800, "en": 3000}
_TWO_PARTS = (
    (re.compile(r"(?:^|[。！？\s])一、"), re.compile(r"[。！？\s]二、")),
    (re.compile(r"(?:^|[。！？\s])[（(]一[)）]"), re.compile(r"[。！？\s][（(]二[)）]")),
    (re.compile(r"(?:^|[.!?]\s)I\. [A-Z]"), re.compile(r"[.!?]\sII\. [A-Z]")),
)
_INLINE_PART = re.compile(r"[.!?]\s(?:II|III|IV|VI{0,3}|IX|X)[.．]\s?[A-Z][a-z]")
_BREAK_BEFORE = re.compile(
    r"(?<=[。！？：:”）\s])\s*(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]部分|——|各位代表[，！!：:]"
    r"|\d{1,2}[.．、](?![\s\d])))|[\s]*[　]{2,}"
    r"|(?<=[.!?:;\w])\s+(?=(?:(?:[IVX]{1,4}\.|\d{1,2}\.|\(\d{1,2}\))\s|[IVX]{1,4}．)[A-Z]|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth),\s|--|◆|•)"
)


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph, heading, item or row.

    Attributes:
        text: the reading text, without marker and markup.
        pieces: as in `Sentence.pieces`, for `text`.
        marker: the bullet that stood before it ("•", ". "), or "".
        hashes: the depth of a markdown heading, 0 for none.
        bold: how many characters of `text`, from its start, are set bold.
        row: it is a row of a pipe table; `columns` are the header cells, `header` marks the header row itself.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    marker: str = ""
    hashes: int = 0
    bold: int = 0
    row: bool = False
    header: bool = False
    columns: tuple[str, ...] = ()

    def origin(self, position: int) -> int:
        """Lead a position of `text` back to the loaded text."""
        at, origin = self.pieces[bisect_right(self.pieces, (position, 1 << 62)) - 1]
        return origin + position - at

    @property
    def start(self) -> int:
        """Where it starts in the loaded text."""
        return self.pieces[0][1]

    @property
    def end(self) -> int:
        """The position after its last character in the loaded text."""
        return self.origin(len(self.text) - 1) + 1

    def cut(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The pieces of the stretch `text[start:end]`, with positions counted from its start."""
        first = bisect_right(self.pieces, (start, 1 << 62)) - 1
        at, origin = self.pieces[first]
        kept = [(0, origin + start - at)]
        for at, origin in self.pieces[first + 1 :]:
            if at >= end:
                break
            kept.append((at - start, origin))
        return tuple(kept)

    def part(self, start: int, end: int) -> Block:
        """A stretch of this block as a block of its own."""
        return Block(self.text[start:end], self.cut(start, end), bold=max(0, min(self.bold, end) - start))


def build(text: str, furniture: tuple[Furniture, ...], language: Language) -> list[Block]:
    """Put the lines of a text together to blocks.

    Args:
        text: the loaded text.
        furniture: in order and without overlaps; what it covers is in no block.
        language: decides how one-line reports are cut.

    Returns:
        Blocks with at least one visible character, in order.
    """
    stretches = list(_stretches(text, furniture))
    wrap = _Wrap.of([line for line, _ in stretches])
    blocks: list[Block] = []
    columns: tuple[str, ...] = ()
    for group in _groups(_broken(stretches, language), wrap):
        if group[0].text.startswith("|") and sum(line.text.count("|") for line in group) >= 2:
            columns = _add_row(blocks, group, columns)
            continue
        columns = ()
        if block := _block(group):
            blocks.append(block)
    return blocks


def _stretches(text: str, furniture: tuple[Furniture, ...]) -> Iterator[tuple[Line, bool]]:
    """Lines with the furniture cut out; each with whether it goes on the line before it (cut within a line)."""
    at = 0
    passed = False
    for line in lines(text):
        while at < len(furniture) and furniture[at].end <= line.start:
            passed = passed or furniture[at].reason in _BETWEEN
            at += 1
        start, seen, look = line.start, False, at
        while look < len(furniture) and furniture[look].start < line.end:
            if part := _line(text, start, furniture[look].start, line):
                yield part, seen
                seen = True
            passed = furniture[look].reason in _BETWEEN and furniture[look].start <= line.start
            start = max(start, furniture[look].end)
            look += 1
        if part := line if start == line.start else _line(text, start, line.end, line):
            yield part._replace(gap=part.gap and not passed), seen
            passed = False


def _line(text: str, start: int, end: int, whole: Line) -> Line | None:
    raw = text[start:end]
    body = raw.strip(BLANKS)
    if start >= end or not body:
        return None
    start += len(raw) - len(raw.lstrip(BLANKS))
    return Line(start, start + len(body), whole.indent, body, whole.gap)


def _broken(stretches: list[tuple[Line, bool]], language: Language) -> Iterator[tuple[Line, bool]]:
    """Where a whole report stands on a line or two, or a line holds two of its parts, break it before every label."""
    mean = _ONE_LINE_MEAN[language]
    crowded = sum(len(line.text) for line, _ in stretches) >= mean * max(1, len(stretches))
    for line, joined in stretches:
        if (crowded and len(line.text) >= mean // 2) or _holds_parts(line.text):
            parts = _at_labels(line)
            yield next(parts), joined
            yield from ((part, False) for part in parts)
        else:
            yield line, joined


def _holds_parts(text: str) -> bool:
    """Whether a line holds the first and the second heading of a row of them."""
    if len(text) < 150:
        return False
    if _INLINE_PART.search(text):
        return True
    starts = ((first.search(text), second) for first, second in _TWO_PARTS)
    return any(start and second.search(text, start.end()) for start, second in starts)


def _at_labels(line: Line) -> Iterator[Line]:
    start = 0
    for match in _BREAK_BEFORE.finditer(line.text):
        if match.start() > start:
            yield _sub(line, start, match.start())
            start = match.end()
    if start < len(line.text):
        yield _sub(line, start, len(line.text))


def _sub(line: Line, start: int, end: int) -> Line:
    body = line.text[start:end]
    start += len(body) - len(body.lstrip(BLANKS))
    return Line(line.start + start, line.start + start + len(body.strip(BLANKS)), line.indent, body.strip(BLANKS))


@dataclass(frozen=True, slots=True)
class _Wrap:
    """The width that lines are broken at, where most of a text's lines are about as long; else 0."""

    width: int

    @classmethod
    def of(cls, all_lines: list[Line]) -> _Wrap:
        widths = sorted(len(line.text) + line.indent for line in all_lines)
        if len(widths) < 8:
            return cls(0)
        width = widths[len(widths) * 9 // 10]
        full = sum(width - max(3, width // 6) <= each <= width + 3 for each in widths)
        return cls(width if width <= 140 and full * 2 >= len(widths) else 0)

    def is_full(self, line: Line) -> bool:
        """Whether the line runs to the wrap width, so that its end says nothing."""
        length = len(line.text) + line.indent
        return self.width > 0 and length >= self.width - max(3, self.width // 6)


def _groups(stretches: Iterable[tuple[Line, bool]], wrap: _Wrap) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line, joined in stretches:
        if group and (joined or _goes_on(group[-1], line, wrap)):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _goes_on(line: Line, following: Line, wrap: _Wrap) -> bool:
    """Whether a line break cuts a sentence (or a paragraph, in a text of fixed width)."""
    here, there = line.text, following.text
    if here.startswith("|") or _MARKER.match(there) or there.startswith("**") or _LABELLED.match(there):
        return False
    if _LABEL_ALONE.fullmatch(here):
        return True
    if _ENDED.search(here[-12:]) or here.endswith("**") or SALUTATION.fullmatch(here):
        return False
    if _BROKEN_HEADING.fullmatch(here) and len(there) <= 20 and not _ENDED.search(there):
        return True
    adjacent = not following.gap
    if there[:1].islower() and (adjacent or len(here) >= 40) and not _is_web(there):
        return True
    if not adjacent:
        return len(there) >= 15 and _breaks_off(here)
    if wrap.is_full(line) and (following.indent <= line.indent or not _WIDE.match(there)):
        return True
    return _OPEN_END.search(here[-12:]) is not None or _ends_mid_sentence(here) or _CUT_ITEM.match(here) is not None


def _is_web(text: str) -> bool:
    return text.startswith(("http", "www."))


def _breaks_off(line: str) -> bool:
    """A Chinese paragraph that a page break cut, so that a blank line stands in its last sentence."""
    return len(line) >= 60 and "。" in line and _HAN_END.search(line[-2:]) is not None


def _ends_mid_sentence(line: str) -> bool:
    """A paragraph that has ended sentences already and then breaks off; a heading has none of them."""
    least = 20 if _WIDE.search(line) else 60
    return len(line) >= least and _ENDED_INSIDE.search(line, 4) is not None


def _block(group: list[Line]) -> Block | None:
    first = group[0]
    match = _MARKER.match(first.text)
    skip = match.end() if match and match.end() < len(first.text) else 0
    marker = (match.group("bullet") or "") if match and skip else ""
    hashes = len(match.group("hashes") or "") if match and skip else 0
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    at = bold = 0
    for number, line in enumerate(group):
        body, start = (line.text[skip:], line.start + skip) if number == 0 else (line.text, line.start)
        if parts and not (_no_blank(parts[-1][-1], body[0])):
            parts.append(" ")
            at += 1
        for piece, origin in _visible(body, start):
            parts.append(piece)
            pieces.append((at, origin))
            at += len(piece)
        if number == 0:
            bold = _bold(body)
    text = "".join(parts)
    if not text.strip(BLANKS):
        return None
    return _trimmed(Block(text, tuple(pieces), marker, hashes, bold))


def _no_blank(left: str, right: str) -> bool:
    return left == "-" or bool(_WIDE.match(left)) or bool(_WIDE.match(right))


def _visible(body: str, start: int) -> Iterator[tuple[str, int]]:
    """The stretches of a line between its markup, with their offsets."""
    at = 0
    for match in MARKUP.finditer(body):
        if match.start() > at:
            yield body[at : match.start()], start + at
        at = match.end()
    if at < len(body):
        yield body[at:], start + at


def _trimmed(block: Block) -> Block:
    lead = len(block.text) - len(block.text.lstrip(BLANKS))
    end = len(block.text.rstrip(BLANKS))
    if lead == 0 and end == len(block.text):
        return block
    bold = max(0, min(block.bold, end) - lead)
    return Block(block.text[lead:end], block.cut(lead, end), block.marker, block.hashes, bold)


_BOLD = re.compile(r"\s*(?:\*{2,3}[^*]{1,300}\*{2,3}[\s]*)+")


def _bold(body: str) -> int:
    """How many characters of the reading text are bold from the start on."""
    match = _BOLD.match(body) if body.startswith("*") else None
    return len(MARKUP.sub("", match.group()).rstrip(BLANKS)) if match else 0


def _add_row(blocks: list[Block], group: list[Line], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Add a table row, or take note of the header above a separator row; gives the columns from here on."""
    if len(group) == 1 and _ROW_RULE.fullmatch(group[0].text):
        if blocks and blocks[-1].row and not blocks[-1].columns:
            blocks[-1].header = True
            return tuple(cell.strip(BLANKS) for cell in blocks[-1].text.split("|"))
        return columns
    whole = _block(group)
    edges = "|" + BLANKS
    if whole and (text := whole.text.strip(edges)):
        start = len(whole.text) - len(whole.text.lstrip(edges))
        pieces = whole.cut(start, start + len(text))
        blocks.append(Block(text, pieces, row=True, columns=columns))
    return columns
