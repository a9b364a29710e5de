"""Timed sections in, with the paragraphs that turn to another span told: "the past five years", then "last year"."""

from __future__ import annotations

from bisect import bisect

from extractor.read.outline import Node, Unit
from extractor.read.wording import words
from extractor.read.years import YEAR, Years, named_span

_OPENING = 60
"""Characters in which a paragraph or a heading says which time it turns to."""


def tell_turns(units: list[Unit], told: set[Node], known: Years) -> list[Unit]:
    """Give the paragraphs of a part their own period where they turn from a year to a span of years, or back.

    A report of a new term, or of a new five-year plan, looks back on a year and on five years, often under one
    heading ("2015年和“十二五”工作回顾"). The paragraph that turns says so with its first words, and what follows stays
    with it: to the next turn, to the next heading that names its own period, or to the next of a row of numbered
    headings, since these are of one time.

    Args:
        units: the report's sentences, in order; the periods of their sections are set anew where a turn precedes them.
        told: sections whose own heading names their period.
        known: the years of the report.

    Returns:
        The sentences; those behind a turn inside a section now stand in untitled sections below it.
    """
    if known.base is None:
        return units
    turns = _Turns(told, known.base)
    return [turns.take(unit) for unit in units]


class _Turns:
    """The running period of the parts of a report, from sentence to sentence."""

    def __init__(self, told: set[Node], base: int) -> None:
        self.told, self.base = told, base
        self.node: Node | None = None
        self.block: object = None
        self.period: str | None = None
        self.first: dict[Node, str | None] = {}
        self.groups: dict[Node, Node] = {}

    def take(self, unit: Unit) -> Unit:
        """Move a sentence to the section of its period."""
        node = unit.node
        if node.time is None:
            self.node = None
            return unit
        if node is not self.node and node not in self.first:
            self._enter(node)
        self.node = node
        text = unit.block.text[unit.start : unit.end]
        if unit.block is not self.block or words()["turn"]["looking"].match(text):
            self.block = unit.block
            self.period = self._turn(text, node) or self.period
            if unit.role == "heading":
                self.first[node] = node.period = self.period
        if self.period == node.period:
            self.groups.pop(node, None)
            return unit
        return Unit(unit.block, unit.start, unit.end, self._group(unit), unit.role)

    def _enter(self, node: Node) -> None:
        """Begin a section: with what its heading tells, as the one before it in its row began, or as things stand."""
        parted = self.node is None or self.node.time != node.time
        before = _before(node)
        if node in self.told or parted or node.style == "group":
            self.period = node.period
        elif before and before in self.first and before.time == node.time:
            self.period = self.first[before]
        self.first[node] = node.period = self.period

    def _turn(self, text: str, node: Node) -> str | None:
        """The period that a paragraph turns to with its first words; None where it goes on as before."""
        turn = words()["turn"]
        opening = turn["before"].sub("", text[: 2 * _OPENING])[:_OPENING]
        years = (self.base - 5, self.base - 1) if node.time == "review" else (self.base, self.base + 4)
        if match := turn["plan"].match(opening):
            span = named_span(match.group())
            fits = span and (int(span[-4:]) < self.base if node.time == "review" else int(span[:4]) >= self.base)
            return span if fits else None
        if turn[f"{node.time}_span"].match(opening):
            return f"{years[0]}-{years[1]}"
        if node.time == "review" and turn["review_now"].match(opening):
            return str(self.base)
        year = self.base - (node.time == "review")
        if turn[f"{node.time}_year"].match(opening):
            return str(year)
        said = turn["year"].match(opening) and YEAR.search(opening)
        return str(year) if said and int(said[1]) == year else None

    def _group(self, unit: Unit) -> Node:
        """The untitled section of a paragraph that has another period than its section."""
        node, group = unit.node, self.groups.get(unit.node)
        starts = [child.start for child in node.children if child is not group]
        between = group is not None and bisect(starts, group.end - 1) != bisect(starts, unit.block.start)
        if group is None or between or group.period != self.period:
            start, end = unit.block.start, unit.block.end
            group = Node("", "", "group", node.rank, node.level + 1, start, end, node, time=node.time)
            group.period = self.period
            node.children.append(group)
            node.children.sort(key=lambda child: child.start)
            self.groups[node] = group
        group.end = max(group.end, unit.block.end)
        return group


def _before(node: Node) -> Node | None:
    """The section before in a row of numbered headings."""
    if not node.parent or node.level == 1 or node.value is None:
        return None
    row = [one for one in node.parent.children if one.style == node.style and one.value == node.value - 1]
    return next((one for one in reversed(row) if one.start < node.start), None)
