"""Blocks in, the outline out: which of them name what follows, how they nest, and which are lists.

Styles of labels nest in the order in which a report uses them; where it has not shown its order yet, the usual one
decides (`sections.toml`). Lines without label are headings where they are set bold or short before prose.
"""

from __future__ import annotations

from extractor.read.blocks import SALUTATION, Block
from extractor.read.headings import Entry, bold_run_in, clause_end, entries, heading_end, is_leaf, is_plain_heading
from extractor.read.labels import Label, rules
from extractor.read.outline import Node, Role, Unit
from extractor.read.wording import heading_time, words
from extractor.read.years import YEAR
from extractor.report import Language

_LONGEST_PREAMBLE = 20
"""In blocks."""
PLAIN = 100
"""Ranks from here on are of headings without label: inside of all labelled ones."""


def outline(blocks: list[Block], language: Language, length: int) -> tuple[Node, list[Unit]]:
    """Arrange the blocks of a report under its headings.

    Args:
        blocks: in order.
        language: of the report.
        length: of the loaded text; the root spans all of it.

    Returns:
        The untitled root (its sections below it, in order) and every sentence with section and role, in order.
    """
    return _Outline(entries(blocks, language), language, length).grow()


def _names_time(text: str) -> bool:
    return heading_time(text) is not None


class _Outline:
    """The outline as it grows, block by block."""

    def __init__(self, entries: list[Entry], language: Language, length: int) -> None:
        self.entries = entries
        self.language = language
        self.limits = rules().limits[language]
        self.words = rules().words
        self.root = Node("", "", "root", -100, 0, 0, length)
        self.stack = [self.root]
        self.units: list[Unit] = []
        self.listing = self.marked = False
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
        if self.words["dateline"].fullmatch(text):
            return True
        titled = self.words["title"].search(text) is not None
        if titled or self.words["session"].search(text) or self.words["speaker"].fullmatch(text):
            return (entry.single or at == 0) and text[-1] not in "。." and (titled or not _names_time(text))
        if at or entry.ended or entry.lead_in or _names_time(text):
            return False
        return not entry.measures or (at + 1 < len(self.entries) and self.entries[at + 1].ended)

    def _take(self, entry: Entry, role: Role) -> None:
        """Add all sentences of a block to the section that is open."""
        for start, end in entry.spans:
            self._unit(entry, start, end, role)

    def _unit(self, entry: Entry, start: int, end: int, role: Role) -> None:
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
        elif self._names(at, entry):
            self._plain(at, entry)
        elif (bold := bold_run_in(entry)) and not entry.block.marker:
            self._open_as(entry, "bold", PLAIN + 110, bold)
        else:
            self._leave_dash(at, entry)
            self._running(entry)

    def _names(self, at: int, entry: Entry) -> bool:
        """Whether a line without label names what follows; a line that tells the day of the report does not."""
        dates = self.words["dateline"].fullmatch(entry.block.text) is not None
        return not dates and is_plain_heading(entry, self._after(at), listing=self.listing or self.marked)

    def _labelled(self, at: int, entry: Entry, label: Label) -> None:
        if is_leaf(entry, label, self._after(at), self.leaf):
            self.leaf = label
            self._take(entry, "item")
            return
        self.leaf = None
        end = heading_end(entry)
        after = self._next_label(at)
        listed = entry.ended or end is None or (after is not None and after.style == "dash")
        if label.style == "dash" and entry.single and listed:
            self._take(entry, "item")
            return
        self._open(entry, end)

    def _after(self, at: int) -> Entry | None:
        return self.entries[at + 1] if at + 1 < len(self.entries) else None

    def _next_label(self, at: int) -> Label | None:
        following = self._after(at)
        return following.label if following else None

    def _plain(self, at: int, entry: Entry) -> None:
        timed = _names_time(entry.block.text) and self._may_be_part()
        following = self._next_label(at)
        if not timed and following and following.value == 1:
            again = next((node for node in self.stack if node.style == following.style), None)
            if again is not None:  # what it names counts anew, so it stands above that style
                del self.stack[self.stack.index(again) :]
                self._open_as(entry, "list-plain", again.rank - 3, len(entry.block.text))
                return
        style, rank = ("part-plain", 15) if timed else ("plain", PLAIN + 100)
        self._open_as(entry, style, rank, len(entry.block.text))

    def _may_be_part(self) -> bool:
        """Whether an unlabelled heading may stand above labelled ones: only where no label has taken the top."""
        return (
            len(self.stack) == 1
            or self.stack[1].style in ("part-plain", "plain", "bold", "dash")
            or self.stack[1].rank < 15
        )

    def _open(self, entry: Entry, heading_end: int | None, *, measure: bool = False) -> None:
        label = entry.label or Label(0, "measure", 6, None)
        inner = self._restarts(entry, label)
        style, rank = (f"inner {label.style}", label.rank * 10 + 5) if inner else (label.style, label.rank * 10)
        self._open_as(entry, style, rank, heading_end, measure=measure)

    def _restarts(self, entry: Entry, label: Label) -> bool:
        """Whether a label counts anew inside of a part that has a label of the same style itself."""
        inner = next((node for node in self.stack if node.style == f"inner {label.style}"), None)
        outer = next((node for node in self.stack if node.style == label.style), None)
        if inner and outer and inner.value and outer.value:
            carries_on = label.value == inner.value + 1
            ends = label.value == outer.value + 1 and _names_time(entry.block.text[:100])
            return carries_on and not ends
        is_part = outer is not None and outer.rank < PLAIN and _names_time(outer.title) and not outer.children
        return is_part and label.value == 1 and outer is not None and (outer.value or 0) > 1

    def _open_as(self, entry: Entry, style: str, rank: int, heading_end: int | None, *, measure: bool = False) -> None:
        """Open a section at this block: its heading up to `heading_end`, what is left of the block below it."""
        text = entry.block.text
        self._pop_for(entry, style, rank)
        label = text[: entry.body].strip() if entry.label and entry.label.style != "dash" else ""
        title = text[:heading_end] if heading_end else text[: clause_end(entry)]
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
        node.value = entry.label.value if entry.label else None
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

    def _pop_for(self, entry: Entry, style: str, rank: int) -> None:
        """Close what cannot enclose a section of this style."""
        if rank >= PLAIN:
            while self.stack[-1].rank >= rank:
                self.stack.pop()
            return
        same = next((at for at, node in enumerate(self.stack) if node.style == style), None)
        if same is not None:
            del self.stack[same:]
            return
        if style.startswith("inner"):
            outer = next(at for at, node in enumerate(self.stack) if node.style == style.removeprefix("inner "))
            del self.stack[outer + 1 :]
            return
        top = self.stack[-1]
        starts = entry.label is not None and entry.label.value == 1
        if starts and not top.opening and not top.children and top is not self.root and rank >= 20:
            return
        while len(self.stack) > 1 and self.stack[-1].rank > rank:
            self.stack.pop()

    def _running(self, entry: Entry) -> None:
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
        if self.marked and not entry.block.marker:
            self.listing = False  # the bullets have ended, and the list with them
        self.marked = bool(entry.block.marker)
        if self.listing and entry.single and entry.ended and last not in "；;":
            item, self.listing = True, bool(entry.block.marker)
        self._take(entry, "item" if item else "prose")
        if last in ":：":
            self.listing = True
        elif entry.ended and not item and last not in "；;":
            self.listing = False

    def _leave_dash(self, at: int, entry: Entry) -> None:
        """A line that leads to a table ends the dashed paragraph above it: the table is of the heading above both."""
        after = self._after(at)
        if after is not None and after.block.row and entry.block.text[-1] in ":：":
            while self.stack[-1].style in ("dash", "inner dash"):
                self.stack.pop()

    def _announces(self, entry: Entry) -> bool:
        """Open a part of a report without headings at the sentence that announces it."""
        text = entry.block.text
        announced = entry.single and len(text) <= 200 and words()["announcement"]["pattern"].match(text)
        dated = _names_time(text) or (self.language == "en" and YEAR.search(text))
        if not (announced and dated and self._may_be_part()):
            return False
        self._open_as(entry, "part-plain", 15, len(text))
        return True
