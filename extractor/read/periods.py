"""Timed sections in, with the paragraphs that turn to another span told: "the past five years", then "last year"."""

from __future__ import annotations

from bisect import bisect
from typing import NamedTuple

from extractor.read.outline import Node, Unit
from extractor.read.wording import words
from extractor.read.years import YEAR, Years, named_span
from extractor.report import Time

_OPENING = 60
"""Characters in which a paragraph or a heading says which time it turns to."""


def tell_turns(units: list[Unit], told: set[Node], known: Years) -> list[Unit]:
    """Give the paragraphs of a part their own period where they turn from a year to a span of years, or back.

    A report of a new term, or of a new five-year plan, looks back on a year and on five years, often under one
    heading ("2015年和“十二五”工作回顾"), and may go on to the coming years in the same part. The paragraph that turns
    says so with its first words, and what follows stays with it: to the next turn, to the next heading that names its
    own period, or to the next of a row of numbered headings, since these are of one time.

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


class _Span(NamedTuple):
    """What the sentences of a stretch speak of: their time and period."""

    time: Time
    period: str | None


class _Turns:
    """What the parts of a report speak of, from sentence to sentence."""

    def __init__(self, told: set[Node], base: int) -> None:
        self.told, self.base = told, base
        self.node: Node | None = None
        self.time: Time | None = None
        self.block: object = None
        self.now: _Span | None = None
        self.first: dict[Node, _Span | None] = {}
        self.own: dict[Node, Time] = {}
        self.aside: _Span | None = None
        self.groups: dict[Node, Node] = {}

    def take(self, unit: Unit) -> Unit:
        """Move a sentence to the section of its time and period."""
        node = unit.node
        if node.time is None:
            self.node = self.time = None
            return unit
        time = self.own.setdefault(node, node.time)
        if node is not self.node and node not in self.first:
            self._enter(node, time)
        self.node = node
        text = unit.block.text[unit.start : unit.end]
        if unit.block is not self.block or words()["turn"]["looking"].match(text):
            self.block = unit.block
            turn = self._turn(text, time)
            # Who plans looks back for a paragraph; who looks back may go on to plans for good.
            self.aside = turn if turn and turn.time == "review" != time else None
            self.now = self.now if self.aside else turn or self.now
            if unit.role == "heading":
                self._set(node)
        wanted = self.aside or self.now
        if wanted is None or wanted == (node.time, node.period):
            self.groups.pop(node, None)
            return unit
        return Unit(unit.block, unit.start, unit.end, self._group(unit, wanted), unit.role)

    def _enter(self, node: Node, time: Time) -> None:
        """Begin a section: with what its heading tells, as the one before it in its row began, or as things stand."""
        before = _before(node)
        if node in self.told or time != self.time or node.style == "group":
            self.now = _Span(time, node.period)
        elif before and self.first.get(before):
            self.now = self.first[before]
        self.time = time
        self._set(node)

    def _set(self, node: Node) -> None:
        self.first[node] = self.now
        if self.now:
            node.time, node.period = self.now

    def _turn(self, text: str, time: Time) -> _Span | None:
        """What a paragraph turns to with its first words; None where it goes on as before."""
        turn = words()["turn"]
        opening = turn["before"].sub("", text[: 2 * _OPENING])[:_OPENING]
        if match := turn["plan"].match(opening):
            return self._named(match.group(), text, time)
        if turn["plan_span"].match(opening) and (time == "plan" or turn["ahead"].search(text)):
            return _Span("plan", f"{self.base}-{self.base + 4}")
        if turn["review_span"].match(opening):
            return _Span("review", f"{self.base - 5}-{self.base - 1}")
        if time == "plan":
            return _Span(time, str(self.base)) if self._is_year(opening, "plan_year", self.base) else None
        if turn["review_now"].match(opening):
            return _Span(time, str(self.base))
        return _Span(time, str(self.base - 1)) if self._is_year(opening, "review_year", self.base - 1) else None

    def _named(self, name: str, text: str, time: Time) -> _Span | None:
        """The span of a five-year plan: a past one of a review; a coming one, which a review may turn to as well."""
        span = named_span(name)
        if span is None:
            return None
        if int(span[:4]) >= self.base and (time == "plan" or words()["turn"]["ahead"].search(text)):
            return _Span("plan", span)
        return _Span("review", span) if int(span[-4:]) < self.base else None

    def _is_year(self, opening: str, name: str, year: int) -> bool:
        turn = words()["turn"]
        said = turn["year"].match(opening) and YEAR.search(opening)
        return bool(turn[name].match(opening)) or bool(said and int(said[1]) == year)

    def _group(self, unit: Unit, now: _Span) -> Node:
        """The untitled section of a paragraph that has another time or period than its section."""
        node, group = unit.node, self.groups.get(unit.node)
        starts = [child.start for child in node.children if child is not group]
        between = group is not None and bisect(starts, group.end - 1) != bisect(starts, unit.block.start)
        if group is None or between or (group.time, group.period) != now:
            start, end = unit.block.start, unit.block.end
            group = Node("", "", "group", node.rank, node.level + 1, start, end, node, time=now.time)
            group.period = now.period
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
