"""Blocks in, the outline out: which of them name what follows, how they nest, and which are lists.

Styles of labels nest in the order in which a report uses them; where it has not shown its order yet, the usual one
decides (`sections.toml`). Lines without label are headings where they are set bold or short before prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.blocks import SALUTATION, Block
from extractor.read.labels import Label, label_of, measures, rules
from extractor.read.outline import Node, Role, Unit
from extractor.read.sentences import split
from extractor.read.wording import heading_time, words
from extractor.read.years import YEAR
from extractor.report import Language

_ENDED = re.compile(r"[。！？；!?;][”’」』）)】》\"']*$|[.][”’)\"']*$")
_LONGEST_PREAMBLE = 20
"""In blocks."""
PLAIN = 100
"""Ranks from here on are of headings without label: inside of all labelled ones."""

_CLAUSE = re.compile(r"[，。；：！？,;:!?]|\.\s")


@dataclass(slots=True, eq=False)
class _Entry:
    """A block with what its first look tells."""

    block: Block
    label: Label | None
    measure: bool
    spans: list[tuple[int, int]]

    @property
    def body(self) -> int:
        """Where the words after the label start; "First," is a word of its sentence."""
        return self.label.length if self.label and self.label.style != "ordinal" else 0

    @property
    def single(self) -> bool:
        return len(self.spans) <= 1

    @property
    def ended(self) -> bool:
        return _ENDED.search(self.block.text[-6:]) is not None

    @property
    def measures(self) -> bool:
        """Whether its first sentence holds a number that measures something."""
        return bool(self.spans) and rules().words["quantity"].search(self.block.text, *self.spans[0]) is not None

    @property
    def lead_in(self) -> bool:
        text = self.block.text
        wide = text[-1] == "：" or "\u4e00" <= text[-2:-1] <= "\u9fff"
        return text[-1] in ":：" and (wide or rules().words["lead_in"].search(text[-120:]) is not None)


def outline(blocks: list[Block], language: Language, length: int) -> tuple[Node, list[Unit]]:
    """Arrange the blocks of a report under its headings.

    Args:
        blocks: in order.
        language: of the report.
        length: of the loaded text; the root spans all of it.

    Returns:
        The untitled root (its sections below it, in order) and every sentence with section and role, in order.
    """
    return _Outline(_entries(blocks, language), language, length).grow()


def _entries(blocks: list[Block], language: Language) -> list[_Entry]:
    labels = [None if block.row or block.marker else label_of(block.text) for block in blocks]
    runs = measures(blocks, labels)
    entries: list[_Entry] = []
    for number, block in enumerate(blocks):
        cuts = runs.get(number, [])
        edges = [*dict.fromkeys([0, *cuts]), len(block.text)]
        for start, end in pairwise(edges):
            part = block if len(edges) == 2 else _part(block, start, end)
            label = labels[number] if start == 0 else label_of(part.text)
            entry = _Entry(part, label, start in cuts, [(0, len(part.text))])
            if not part.row:
                entry.spans = [(s + entry.body, e + entry.body) for s, e in split(part.text[entry.body :], language)]
            entries.append(entry)
    return entries


def _part(block: Block, start: int, end: int) -> Block:
    while end > start and block.text[end - 1].isspace():
        end -= 1
    part = block.part(start, end)
    if start == 0:
        part.marker, part.hashes = block.marker, block.hashes
    return part


class _Outline:
    """The outline as it grows, block by block."""

    def __init__(self, entries: list[_Entry], language: Language, length: int) -> None:
        self.entries = entries
        self.language = language
        self.limits = rules().limits[language]
        self.words = rules().words
        self.root = Node("", "", "root", -100, 0, 0, length)
        self.stack = [self.root]
        self.units: list[Unit] = []
        self.listing = False
        self.leaf: Label | None = None

    def grow(self) -> tuple[Node, list[Unit]]:
        body = self._preamble()
        for at in range(body, len(self.entries)):
            self._add(at)
        return self.root, self.units

    def _preamble(self) -> int:
        """Take title, speaker and salutation; gives the number of the block at which the report begins."""
        opening = self.entries[:_LONGEST_PREAMBLE]
        greeted = next((at for at, entry in enumerate(opening) if SALUTATION.fullmatch(entry.block.text)), -1)
        at = 0
        for at, entry in enumerate(opening):
            greets = SALUTATION.fullmatch(entry.block.text) is not None
            if not greets and not self._introduces(at, greeted):
                return at
            self._take(entry, "prose" if greets or len(entry.block.text) > 2 * self.limits["unlabelled"] else "heading")
        return len(opening)

    def _introduces(self, at: int, greeted: int) -> bool:
        """Whether a block is title, speaker or session: by its words, as first line, or above the salutation."""
        entry = self.entries[at]
        text = entry.block.text
        if entry.block.row or entry.block.marker or (entry.label and entry.label.style != "dash"):
            return False
        if at < greeted:
            return True
        if len(text) > 2 * self.limits["unlabelled"]:
            return False
        titled = self.words["title"].search(text) is not None
        if titled or self.words["session"].search(text) or self.words["speaker"].fullmatch(text):
            return (entry.single or at == 0) and text[-1] not in "。." and (titled or not self._named_time(text))
        follows = at + 1 < len(self.entries) and self.entries[at + 1].ended
        return at == 0 and not entry.ended and not self._named_time(text) and (follows or not entry.measures)

    def _named_time(self, text: str) -> bool:
        return heading_time(text) is not None

    def _take(self, entry: _Entry, role: Role) -> None:
        """Add all sentences of a block to the section that is open."""
        for start, end in entry.spans:
            self._unit(entry, start, end, role)

    def _unit(self, entry: _Entry, start: int, end: int, role: Role) -> None:
        node = self.stack[-1]
        self.units.append(Unit(entry.block, start, end, node, role))
        if role != "heading" and len(node.opening) < 600:
            node.opening += entry.block.text[start : min(end, start + 300)] + " "
        finish = entry.block.origin(end - 1) + 1
        for above in self.stack:
            above.end = max(above.end, finish)

    def _add(self, at: int) -> None:
        entry = self.entries[at]
        if entry.block.row:
            self._take(entry, "heading" if entry.block.header else "row")
        elif entry.measure:
            self._open(entry, None, measure=True)
        elif entry.block.hashes and entry.single:
            self._open_as(entry, f"#{entry.block.hashes}", entry.block.hashes - 50, len(entry.block.text))
        elif entry.label:
            self._labelled(at, entry, entry.label)
        elif self._is_plain_heading(at):
            self._plain(entry)
        elif (bold := self._bold_run_in(entry)) and not entry.block.marker:
            self._open_as(entry, "bold", PLAIN + 110, bold)
        else:
            self._running(entry)

    def _labelled(self, at: int, entry: _Entry, label: Label) -> None:
        if self._is_leaf(at, entry, label):
            self.leaf = label
            self._take(entry, "item")
            return
        self.leaf = None
        end = self._heading_end(entry)
        if label.style == "dash" and entry.single and (entry.ended or end is None or self._next_style(at) == "dash"):
            self._take(entry, "item")
            return
        self._open(entry, end)

    def _next_style(self, at: int) -> str | None:
        following = self.entries[at + 1] if at + 1 < len(self.entries) else None
        return following.label.style if following and following.label else None

    def _is_leaf(self, at: int, entry: _Entry, label: Label) -> bool:
        """A labelled line with nothing under it, in a row of such lines, is a list item and names nothing."""
        if not entry.single or label.value is None or label.style in ("annex", "part", "zero-padded"):
            return False
        if label.style in ("chinese", "roman") and not (entry.ended or entry.measures):
            return False
        following = self.entries[at + 1].label if at + 1 < len(self.entries) else None
        if following and following.style == label.style and following.value == label.value + 1:
            return True
        carries_on = self.leaf is not None and self.leaf.style == label.style and self.leaf.value == label.value - 1
        return carries_on or (at + 1 == len(self.entries) and entry.ended)

    def _heading_end(self, entry: _Entry) -> int | None:
        """Where the heading of a labelled block ends in its text; None where its first sentence is prose."""
        text, body = entry.block.text, entry.body
        if not entry.spans:
            return len(text)
        first_end = entry.spans[0][1]
        if bold := self._bold_run_in(entry):
            return bold
        if entry.single and not entry.ended:
            gap = self._unpunctuated(text, body, first_end)
            listed = entry.label is not None and entry.label.style == "dash" and entry.measures
            return gap or (first_end if first_end - body <= self.limits["alone"] and not listed else None)
        gap = self._unpunctuated(text, body, first_end)
        if gap:
            return gap
        limit = self.limits["alone" if entry.single else "run_in"]
        return first_end if first_end - body <= limit and not entry.measures else None

    def _unpunctuated(self, text: str, body: int, end: int) -> int | None:
        """Where a heading ends that runs into its paragraph with a blank only."""
        if self.language == "zh":
            match = re.compile(r"[^\s，。；：、]{4,40}(\s+)(?=\S{8})").match(text, body, end)
            return match.start(1) if match else None
        match = self.words["unpunctuated"].search(text, body + 15, min(end, body + self.limits["run_in"]))
        return match.start() if match else None

    def _bold_run_in(self, entry: _Entry) -> int | None:
        """Where the bold words end that a block starts with, with their full stop; None without them."""
        block = entry.block
        fits = entry.body + 2 <= block.bold <= entry.body + self.limits["alone"]
        if not fits or self.words["quantity"].search(block.text, entry.body, block.bold):
            return None
        end = block.bold
        while end < len(block.text) and block.text[end] in "。：:；.!！”’」) ）" and end - block.bold < 3:
            end += 1
        return len(block.text[:end].rstrip())

    def _is_plain_heading(self, at: int) -> bool:
        """A line without label that names what follows: set bold, or short and without a full stop, before prose."""
        entry = self.entries[at]
        block, text = entry.block, entry.block.text
        if not entry.single or len(text) > self.limits["unlabelled"] or SALUTATION.fullmatch(text) or entry.measures:
            return False
        following = self.entries[at + 1] if at + 1 < len(self.entries) else None
        if following is None or (following.block.marker and not block.bold) or block.marker in (". ", "- ", "* ", "+ "):
            return False
        if block.bold >= len(text):
            return not entry.lead_in
        if entry.ended and self._is_gerund(entry, following):
            return True
        if entry.ended or text[-1] in "，,；;、" or entry.lead_in or (self.language == "zh" and text[-1] in "：:"):
            return False
        if self.language == "zh" and re.search(r"[:：].", text):
            return False
        if self.language == "en" and not re.match(r"[A-Z\d\"'“‘◆]", text):
            return False
        if self._named_time(text):
            return True
        if following.label or following.block.bold:
            return not self.listing and following.label is not None and following.label.style != "dash"
        follows = following.ended and (len(following.block.text) > len(text) or not self.listing)
        return follows or (self._is_lead(following) and not self.listing)

    def _is_gerund(self, entry: _Entry, following: _Entry) -> bool:
        """ "Building a greener city." before its paragraph: no full sentence, though it ends in a full stop."""
        return (
            self.language == "en"
            and not following.single
            and re.match(r"[A-Z][a-z]+ing\b", entry.block.text) is not None
        )

    @staticmethod
    def _is_lead(entry: _Entry) -> bool:
        return entry.block.text[-1] in ":：" or entry.ended

    def _plain(self, entry: _Entry) -> None:
        timed = self._named_time(entry.block.text)
        style, rank = ("part-plain", 15) if timed and self._may_be_part() else ("plain", PLAIN + 100)
        self._open_as(entry, style, rank, len(entry.block.text))

    def _may_be_part(self) -> bool:
        """Whether an unlabelled heading may stand above labelled ones: only where no label has taken the top."""
        return (
            len(self.stack) == 1
            or self.stack[1].style in ("part-plain", "plain", "bold", "dash")
            or self.stack[1].rank < 15
        )

    def _open(self, entry: _Entry, heading_end: int | None, *, measure: bool = False) -> None:
        label = entry.label or Label(0, "measure", 60, None)
        self._open_as(entry, label.style, label.rank * 10, heading_end, measure=measure)

    def _open_as(self, entry: _Entry, style: str, rank: int, heading_end: int | None, *, measure: bool = False) -> None:
        """Open a section at this block: its heading up to `heading_end`, what is left of the block below it."""
        text = entry.block.text
        self._pop_for(entry, style, rank)
        label = text[: entry.body].strip() if entry.label and entry.label.style != "dash" else ""
        title = text[:heading_end] if heading_end else text[: self._clause_end(text, entry.body)]
        parent = self.stack[-1]
        node = Node(
            title.strip().lstrip("—─-– "),
            label,
            style,
            rank,
            parent.level + 1,
            entry.block.start,
            entry.block.end,
            parent,
        )
        node.measure = measure
        parent.children.append(node)
        self.stack.append(node)
        self.listing = False
        if style != "digit":
            self.leaf = None if not measure else self.leaf
        for start, end in entry.spans:
            if heading_end and start < heading_end < end:
                self._unit(entry, start, len(text[:heading_end].rstrip()), "heading")
                rest = heading_end + len(text[heading_end:end]) - len(text[heading_end:end].lstrip())
                self._unit(entry, rest, end, "prose")
            else:
                self._unit(entry, start, end, "heading" if heading_end and end <= heading_end else "prose")

    def _clause_end(self, text: str, body: int) -> int:
        limit = body + self.limits["title"]
        match = _CLAUSE.search(text, body + 4, limit)
        return match.start() if match else min(len(text), limit)

    def _pop_for(self, entry: _Entry, style: str, rank: int) -> None:
        """Close what cannot enclose a section of this style."""
        if rank >= PLAIN:
            while self.stack[-1].rank >= rank:
                self.stack.pop()
            return
        same = next((at for at, node in enumerate(self.stack) if node.style == style), None)
        if same is not None:
            del self.stack[same:]
            return
        top = self.stack[-1]
        starts = entry.label is not None and entry.label.value == 1
        if starts and not top.opening and not top.children and top is not self.root and rank >= 20:
            return
        while len(self.stack) > 1 and self.stack[-1].rank > rank:
            self.stack.pop()

    def _running(self, entry: _Entry) -> None:
        """Prose and list items under the heading that is open."""
        text = entry.block.text
        if SALUTATION.match(text) and len(self.stack) > 2:
            del self.stack[2:]
        if self._announces(entry):
            return
        if SALUTATION.fullmatch(text):
            self._take(entry, "prose")
            return
        last = text[-1]
        listed = entry.single and len(text) <= self.limits["alone"]
        item = bool(entry.block.marker) or (listed and (last in "；;" or (not entry.ended and not entry.lead_in)))
        if self.listing and entry.single and entry.ended and last not in "；;":
            item, self.listing = True, False
        self._take(entry, "item" if item else "prose")
        if last in ":：":
            self.listing = True
        elif entry.ended and not item and last not in "；;":
            self.listing = False

    def _announces(self, entry: _Entry) -> bool:
        """Open a part of a report without headings at the sentence that announces it."""
        text = entry.block.text
        announced = entry.single and len(text) <= 200 and words()["announcement"]["pattern"].match(text)
        dated = self._named_time(text) or (self.language == "en" and YEAR.search(text))
        if not (announced and dated and self._may_be_part()):
            return False
        self._open_as(entry, "part-plain", 15, len(text))
        return True
