"""Blocks in, what is known of each out: its label, its sentences, and whether it is a heading, and how far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.blocks import SALUTATION, Block
from extractor.read.labels import Label, label_of, measures, rules
from extractor.read.sentences import split
from extractor.read.wording import heading_time
from extractor.report import Language

_ENDED = re.compile(r"[。！？；!?;][”’」』）)】》\"']*$|[.][”’)\"']*$")
_CLAUSE = re.compile(r"[，。；：！？,;:!?]|\.\s")
_STRONG_MARKERS = frozenset("◆◇■●★")
"""Bullets that may stand before a heading; the others stand before items only."""
_SPACED = re.compile(r"[^\s，。；：、]{4,40}(\s+)(?=\S{8})")


@dataclass(slots=True, eq=False)
class Entry:
    """A block with its label and its sentences: `spans` of its text, behind the label."""

    block: Block
    label: Label | None
    measure: bool
    spans: list[tuple[int, int]]
    language: Language

    @property
    def body(self) -> int:
        """Where the words after the label start; "First," is a word of its sentence."""
        return self.label.length if self.label and self.label.style != "ordinal" else 0

    @property
    def limits(self) -> dict[str, int]:
        """How long headings may be, in characters."""
        return rules().limits[self.language]

    @property
    def single(self) -> bool:
        """Whether it is one sentence."""
        return len(self.spans) <= 1

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDED.search(self.block.text[-6:]) is not None

    @property
    def measures(self) -> bool:
        """Whether its first sentence holds a number that measures something."""
        return bool(self.spans) and rules().words["quantity"].search(self.block.text, *self.spans[0]) is not None

    @property
    def lead_in(self) -> bool:
        """Whether it only leads to what follows, with a colon."""
        text = self.block.text
        wide = text[-1] == "：" or "\u4e00" <= text[-2:-1] <= "\u9fff"
        return text[-1] in ":：" and (wide or rules().words["lead_in"].search(text[-120:]) is not None)


def entries(blocks: list[Block], language: Language) -> list[Entry]:
    """Look at every block once; a block that holds several numbered measures is cut before each."""
    labels = [None if block.row or block.marker else label_of(block.text) for block in blocks]
    runs = measures(blocks, labels)
    made: list[Entry] = []
    for number, block in enumerate(blocks):
        cuts = runs.get(number, [])
        edges = [*dict.fromkeys([0, *cuts]), len(block.text)]
        for start, end in pairwise(edges):
            part = block if len(edges) == 2 else _part(block, start, end)
            label = labels[number] if start == 0 else label_of(part.text)
            entry = Entry(part, label, start in cuts, [(0, len(part.text))], language)
            if not part.row:
                entry.spans = [(s + entry.body, e + entry.body) for s, e in split(part.text[entry.body :], language)]
            made.append(entry)
    return made


def _part(block: Block, start: int, end: int) -> Block:
    while end > start and block.text[end - 1].isspace():
        end -= 1
    part = block.part(start, end)
    if start == 0:
        part.marker, part.hashes = block.marker, block.hashes
    return part


def is_leaf(entry: Entry, label: Label, following: Entry | None, before: Label | None) -> bool:
    """A labelled line with nothing under it, in a row of such lines, is a list item and names nothing.

    `before` is the label of the item before it, if there is one.
    """
    if not entry.single or label.value is None or label.style in ("annex", "part", "zero-padded"):
        return False
    if label.style in ("chinese", "roman") and not (entry.ended or entry.measures):
        return False
    after = following.label if following else None
    if after and after.style == label.style and after.value == label.value + 1:
        return True
    carries_on = before is not None and before.style == label.style and before.value == label.value - 1
    return carries_on or (following is None and entry.ended)


def heading_end(entry: Entry) -> int | None:
    """Where the heading of a labelled block ends in its text; None where its first sentence is prose."""
    text, body = entry.block.text, entry.body
    if not entry.spans:
        return len(text)
    first_end = entry.spans[0][1]
    if bold := bold_run_in(entry):
        return bold
    if entry.single and not entry.ended:
        gap = _unpunctuated(entry, first_end)
        listed = entry.label is not None and entry.label.style == "dash" and entry.measures
        return gap or (first_end if first_end - body <= entry.limits["alone"] and not listed else None)
    gap = _unpunctuated(entry, first_end)
    if gap:
        return gap
    limit = entry.limits["alone" if entry.single else "run_in"]
    return first_end if first_end - body <= limit and not entry.measures else None


def _unpunctuated(entry: Entry, end: int) -> int | None:
    """Where a heading ends that runs into its paragraph with a blank only."""
    text, body = entry.block.text, entry.body
    if entry.language == "zh":
        match = _SPACED.match(text, body, end)
        return match.start(1) if match else None
    match = rules().words["unpunctuated"].search(text, body + 15, min(end, body + entry.limits["run_in"]))
    return match.start() if match else None


def bold_run_in(entry: Entry) -> int | None:
    """Where the bold words end that a block starts with, with their full stop; None without them."""
    block = entry.block
    fits = entry.body + 2 <= block.bold <= entry.body + entry.limits["alone"]
    if not fits or rules().words["quantity"].search(block.text, entry.body, block.bold):
        return None
    end = block.bold
    while end < len(block.text) and block.text[end] in "。：:；.!！”’」) ）" and end - block.bold < 3:
        end += 1
    return len(block.text[:end].rstrip())


def is_plain_heading(entry: Entry, following: Entry | None, *, listing: bool) -> bool:
    """A line without label that names what follows: set bold, or short and without a full stop, before prose.

    Args:
        entry: the line.
        following: what stands below it.
        listing: a lead-in stands above it, so that short lines are items of its list.
    """
    block, text = entry.block, entry.block.text
    if not entry.single or len(text) > entry.limits["unlabelled"] or SALUTATION.fullmatch(text) or entry.measures:
        return False
    if following is None or (following.block.marker and not block.bold):
        return False
    if block.marker and (listing or block.marker.strip() not in _STRONG_MARKERS):
        return False
    if block.bold >= len(text):
        return not entry.lead_in
    if entry.ended:
        return _is_gerund(entry, following)
    return _reads_as_heading(entry) and (
        heading_time(text) is not None or _stands_before(entry, following, listing=listing)
    )


def _reads_as_heading(entry: Entry) -> bool:
    """Whether an unfinished line can be a heading by its words: no clause that goes on, no `key: value`."""
    text = entry.block.text
    if text[-1] in "，,；;、" or entry.lead_in:
        return False
    if entry.language == "zh":
        return not re.search(r"[:：]", text)
    return re.match(r"[A-Z\d\"'“‘◆]", text) is not None


def _stands_before(entry: Entry, following: Entry, *, listing: bool) -> bool:
    """Whether what follows is what a heading stands before: a first label, or prose longer than the line."""
    if following.label or following.block.bold:
        return not listing and following.label is not None and following.label.style != "dash"
    if listing:
        return following.ended and len(following.block.text) > len(entry.block.text)
    return following.ended or following.block.text[-1] in ":："


def _is_gerund(entry: Entry, following: Entry) -> bool:
    """Whether a line like `Building a greener city.` stands before its paragraph: it is no sentence of its own."""
    return (
        entry.language == "en" and not following.single and re.match(r"[A-Z][a-z]+ing\b", entry.block.text) is not None
    )


def clause_end(entry: Entry) -> int:
    """Where the first clause ends, which stands for a heading where a block with a label has none."""
    text, body = entry.block.text, entry.body
    limit = body + entry.limits["title"]
    match = _CLAUSE.search(text, body + 4, limit)
    return match.start() if match else min(len(text), limit)
