"""The outline in, its times out: every section looks back or ahead, or does not say; else paragraphs go by wording."""

from __future__ import annotations

import re
from bisect import bisect

from extractor.read.blocks import Block
from extractor.read.outline import Node, Unit
from extractor.read.periods import tell_turns
from extractor.read.wording import heading_time, opening_time, verbs_time, words
from extractor.read.years import YEAR, Years, coming_span, first_years, last_years, named_span, past_span, single_years
from extractor.report import Time

_DATED = re.compile(
    r"(?i:\b[a-z]{3,9}\.? \d{1,2},? (?:19|20)\d\d)"
    r"|(?:19|20)\d\d(?:\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|-\d\d?-\d\d?)"
)
_LEAST_PARAGRAPHS = 4
"""From how many paragraphs on a section without time is parted by their wording."""


def tell_times(
    root: Node, units: list[Unit], title: str | None, head: str, day: str | None
) -> tuple[list[Unit], Years]:
    """Set the time and period of every section and find the years of the report.

    Args:
        root: of the outline; times and periods are written into it.
        units: the report's sentences, in order.
        title: of the report.
        head: its first sentences.
        day: of the report (ISO 8601).

    Returns:
        The sentences and the years. Sentences of an untimed section whose paragraphs speak of different times (as in
        the news) now stand in untitled sections below it, one a run of paragraphs.
    """
    first = first_years(root, title, head, day)
    nodes = list(_below(root))
    before: dict[Node, Node] = {}
    for node in nodes:
        node.time = _time_of(node, first) or _time_by_order(node, before.get(node.parent or root))
        before[node.parent or root] = node
    known = last_years(root, first, day)
    told: set[Node] = set()
    for node in nodes:
        own = _own_period(node, known)
        node.period = own or _inherited_period(node, known)
        if own:
            told.add(node)
    return tell_turns(_part_by_wording(units, known), told, known), known


def _below(root: Node) -> list[Node]:
    """All sections but the root, parents first, in order."""
    found: list[Node] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(node.children))
    return found


def _time_of(node: Node, known: Years) -> Time | None:
    title, inherited = node.title[len(node.label) :].strip(), node.parent.time if node.parent else None
    if node.style == "annex":
        title = node.opening[:60] or (node.children[0].title if node.children else title)
    by_words, by_years = heading_time(title), _time_by_year(title, known)
    if inherited:
        other: Time = "plan" if inherited == "review" else "review"
        begins = words()[other]["start"].match(title) is not None
        return other if by_words == other and (begins or by_years == other) else inherited
    if by_words or by_years:
        return by_words or by_years
    node.told = False
    said = _first_words(node)
    below = " ".join(child.title for child in node.children[:2])
    return opening_time(said) or _time_by_year(said[len(title) : len(title) + 80], known) or opening_time(below)


def _first_words(node: Node) -> str:
    """A heading and what stands first under it, there or under the first heading below it."""
    title = node.title[len(node.label) :]
    while not node.opening and node.children:
        node = node.children[0]
    return f"{title} {node.opening}"[:260]


def _time_by_order(node: Node, before: Node | None) -> Time | None:
    """What follows a plan part and says nothing of time belongs to the plan: reports look back first."""
    follows = before is not None and before.time == "plan" and node.level == 1 and node.style != "annex"
    return "plan" if follows else None


def _time_by_year(text: str, known: Years) -> Time | None:
    """The time of the years or five-year plans named, if they all lie on one side of the planned year."""
    if known.base is None:
        return None
    text = _DATED.sub("", text)
    if span := named_span(text):
        return "plan" if int(span[:4]) >= known.base else "review" if int(span[-4:]) < known.base else None
    said = {int(year) for year in YEAR.findall(text)}
    ahead, back = known.base in said, known.base - 1 in said
    return None if ahead == back else "plan" if ahead else "review"


def _own_period(node: Node, known: Years) -> str | None:
    """The period that a heading itself names."""
    if node.time is None:
        return None
    title = node.title[len(node.label) :].strip()
    if heading_time(title) == node.time or _time_by_year(title, known) == node.time:
        spans = past_span if node.time == "review" else coming_span
        years = [year for year in single_years(title) if known.base is None or int(year) <= known.base]
        # A part that names its year and a span of years speaks of the year first: sentences say where they do not.
        own = str(known.base - (node.time == "review")) if known.base else None
        both = own in years and spans(title, known.base)
        if node.time == "review" and known.base and not years and words()["turn"]["review_now"].search(title):
            return str(known.base)
        if said := (own if both else spans(title, known.base) or (years[0] if years else None)):
            return said
    return None


def _inherited_period(node: Node, known: Years) -> str | None:
    if node.time is None:
        return None
    if node.parent and node.parent.time == node.time and node.parent.period:
        return node.parent.period
    return known.review if node.time == "review" else known.plan


def _part_by_wording(units: list[Unit], known: Years) -> list[Unit]:
    paragraphs: dict[Node, dict[Block, None]] = {}
    for unit in units:
        if unit.role != "heading" and (unit.node.time is None or not unit.node.told):
            paragraphs.setdefault(unit.node, {})[unit.block] = None
    groups: dict[Node, _Groups] = {}
    for node, blocks in paragraphs.items():
        if len(blocks) >= _LEAST_PARAGRAPHS and (node.time is None or _is_mixed(node, list(blocks), known)):
            node.time = node.period = None
            groups[node] = _Groups(node, known)
    parted = [
        unit if unit.role == "heading" or unit.node not in groups else groups[unit.node].take(unit) for unit in units
    ]
    for node in groups:
        node.children.sort(key=lambda child: child.start)
    return parted


def _is_mixed(node: Node, blocks: list[Block], known: Years) -> bool:
    """Whether the paragraphs under a heading without label or time open in both times."""
    if node.label:
        return False
    times = [_paragraph_time(block, known) for block in blocks]
    return "review" in times and "plan" in times


def _paragraph_time(block: Block, known: Years) -> Time | None:
    opening = block.text[:160]
    return opening_time(opening) or _time_by_year(opening, known)


class _Groups:
    """The untitled sections into which the paragraphs of one section are parted."""

    def __init__(self, node: Node, known: Years) -> None:
        self.node, self.known = node, known
        self.starts = [child.start for child in node.children]
        self.block: Block | None = None
        self.group: Node | None = None

    def take(self, unit: Unit) -> Unit:
        """Move a sentence to its paragraph's group; before the first sign of time it stays where it is."""
        if unit.block is not self.block:
            self.block = unit.block
            self._look(unit.block)
        if self.group is None:
            return unit
        self.group.end = max(self.group.end, unit.block.end)
        return Unit(unit.block, unit.start, unit.end, self.group, unit.role)

    def _look(self, block: Block) -> None:
        time = _paragraph_time(block, self.known) or verbs_time(block.text[:2_000])
        group = self.group
        if time is None and group is None:
            return
        between = group is not None and bisect(self.starts, group.end - 1) != bisect(self.starts, block.start)
        if group is None or between or (time is not None and time != group.time):
            self._open(block, time or (group.time if group else None))

    def _open(self, block: Block, time: Time | None) -> None:
        node = self.node
        self.group = Node("", "", "group", node.rank, node.level + 1, block.start, block.end, node, time=time)
        self.group.period = self.known.review if time == "review" else self.known.plan
        node.children.append(self.group)
