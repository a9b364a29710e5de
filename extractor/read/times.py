"""The outline in, its times out: which sections look back and which ahead, and on which years."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractor.read.blocks import Block
from extractor.read.outline import Node, Unit
from extractor.report import Time


@cache
def words() -> dict[str, dict[str, re.Pattern[str]]]:
    """The word lists of `times.toml`, compiled."""
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {part: {name: re.compile(pattern) for name, pattern in table.items()} for part, table in raw.items()}


def heading_time(title: str) -> Time | None:
    """The time a heading names by its words alone; None where it names none or both."""
    review = words()["review"]["heading"].search(title)
    plan = words()["plan"]["heading"].search(title)
    if bool(review) == bool(plan):
        return None
    return "review" if review else "plan"


@dataclass(frozen=True, slots=True)
class Years:
    """The year or span a report looks back on, and the one it looks ahead to."""

    review: str | None
    plan: str | None


_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)(?=\s?年|\b)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?\s?(?:-|—|–|~|～|至|到|to)\s?((?:19|20)\d\d)(?!\d)")
_DATED = re.compile(
    r"(?i:\b[a-z]{3,9}\.? \d{1,2},? (?:19|20)\d\d)|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(\s?\d{1,2}\s?日)?|(?:19|20)\d\d-\d\d?-\d\d?"
)
_TITLE_REVIEW = re.compile(
    r"(20\d\d)年[^年与和]{0,30}(?:执行|完成)情况|(?i:(?:review\w*|overview|implementation)\b[^.]{0,60}?\b(?:in|of|for|during)\s(?:the\s)?(20\d\d))"
)
_TITLE_PLAN = re.compile(
    r"(20\d\d)年[^年]{0,20}(?:计划草案|计划|工作安排|工作部署)"
    r"|(?i:(?:arrangements?|tasks|plans?|targets?|priorities|major areas of work)\b[^.]{0,40}?\b(?:in|for|of)\s(?:the\s)?(20\d\d))"
)
_REPORT_OF_YEAR = re.compile(
    r"(20\d\d)年?.{0,12}(?:政府工作报告|(?i:(?:government )?work report))|(?:政府工作报告|(?i:work report)).{0,3}[（(](20\d\d)年?[)）]"
)
_HAN_DIGITS = "零一二三四五六七八九"
_ORDINAL_WORDS = {"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15}
_FIRST_OF_TENTH = 2001


def years(root: Node, title: str | None, head: str, day: str | None) -> Years:
    """The years of a report, from its headings, its title, and its day, in this order.

    Args:
        root: of the outline; no time is read from or written to it.
        title: of the report.
        head: the first sentences, where reports announce what they review and plan.
        day: of the report (ISO 8601).

    Returns:
        The year, or the span of a five-year review ("2018-2022"); None for what neither is said nor follows from
        the other by words like "over the past year".
    """
    parts = _parts(root)
    plan = _plan_year(parts, title, head, day)
    reviews = [node for node, time in parts if time == "review"]
    review = next((span for node in reviews if (span := _span_of(node.title, plan, day))), None)
    if review is None:
        review = _year_said([node.title for node in reviews]) or _first(_TITLE_REVIEW, title, head)
    opening = " ".join(node.opening[:200] for node in reviews)
    if review is None and (base := plan or _spring(day)):
        if words()["span"]["five_years"].search(opening):
            review = f"{int(base) - 5}-{int(base) - 1}"
        elif reviews or words()["review"]["opening"].search(root.opening):
            review = str(int(base) - 1)
    if plan is None and review and any(time == "plan" for _, time in parts):
        plan = str(int(review[-4:]) + 1)
    return Years(review, plan or _plan_span(parts))


def _parts(root: Node) -> list[tuple[Node, Time]]:
    """The sections that by their headings are a part of the report, at the outermost depth each."""
    found: list[tuple[Node, Time]] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        time = heading_time(node.title)
        if time:
            found.append((node, time))
        elif node.level < 3 and not node.measure:
            waiting.extend(reversed(node.children))
    return found


def _plan_year(parts: list[tuple[Node, Time]], title: str | None, head: str, day: str | None) -> str | None:
    titles = [node.title for node, time in parts if time == "plan"]
    said = _year_said([re.sub(words()["span"]["plan_period"], "", each) for each in titles if not _SPAN.search(each)])
    said = said or _first(_TITLE_PLAN, title, head)
    if said or not titles:
        return said
    named = _first(_REPORT_OF_YEAR, title, "")
    openings = " ".join(node.opening[:300] for node, time in parts if time == "plan")
    now = re.search(r"今年|(?i:\bthis year\b)", openings) is not None
    return (_spring(day) if now or named == _spring(day) else None) or (named if now else None)


def _spring(day: str | None) -> str | None:
    """The year of a day before July, when reports speak of that year as this year's plan."""
    return day[:4] if day and day[5:7] < "07" else None


def _year_said(titles: list[str]) -> str | None:
    said = [year for each in titles for year in _YEAR.findall(_SPAN.sub("", each))]
    return max(said) if said else None


def _first(pattern: re.Pattern[str], *texts: str | None) -> str | None:
    for text in texts:
        for match in pattern.finditer(text or ""):
            return next(group for group in match.groups() if group)
    return None


def _plan_span(parts: list[tuple[Node, Time]]) -> str | None:
    return next((span for node, time in parts if time == "plan" and (span := _named_span(node.title))), None)


def _span_of(title: str, plan: str | None, day: str | None) -> str | None:
    """The span that a review's heading names: as years, as a five-year plan, or as the past five years."""
    if named := _named_span(title):
        return named
    base = plan or _spring(day)
    if base and words()["span"]["five_years"].search(title):
        return f"{int(base) - 5}-{int(base) - 1}"
    return None


def _named_span(title: str) -> str | None:
    if match := _SPAN.search(title):
        return f"{match[1]}-{match[2]}" if match[1] < match[2] else None
    match = words()["span"]["plan_period"].search(title)
    if not match:
        return None
    if match["han"] is not None:
        number = 10 + (_HAN_DIGITS.index(match["han"]) if match["han"] else 0)
    else:
        number = int(match["digits"]) if match["digits"] else _ORDINAL_WORDS[match["word"].lower()]
    start = _FIRST_OF_TENTH + 5 * (number - 10)
    return f"{start}-{start + 4}"


def tell_times(root: Node, units: list[Unit], known: Years) -> list[Unit]:
    """Set the time and period of every section, and part what has no heading by its wording.

    Args:
        root: of the outline; times and periods are written into it.
        units: the report's sentences, in order.
        known: the years of the report.

    Returns:
        The sentences; those of an untimed section whose paragraphs speak of different times (as in the news) now stand in
        untitled sections, one a run of paragraphs.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.parent:
            node.time = _time_of(node, known)
            node.period = _period_of(node, known)
        waiting.extend(reversed(node.children))
    return _part_by_wording(units, known)


def _time_of(node: Node, known: Years) -> Time | None:
    assert node.parent
    title, inherited = node.title[len(node.label) :].strip(), node.parent.time
    by_words, by_years = heading_time(title), _time_by_year(title, known)
    if inherited:
        other = "plan" if inherited == "review" else "review"
        begins = words()[other]["start"].match(title) is not None
        return other if by_words == other and (begins or by_years == other) else inherited
    own = by_words or by_years or _time_by_opening(_first_words(node), known)
    if own is None and node.level == 1:
        earlier = [each.time for each in node.parent.children if each.start < node.start]
        own = "plan" if earlier and earlier[-1] == "plan" else None
    return own


def _first_words(node: Node) -> str:
    """What stands first under a heading, there or under the first heading below it."""
    while not node.opening and node.children:
        node = node.children[0]
    return f"{node.title[len(node.label) :]} {node.opening}"[:260]


def _time_by_year(text: str, known: Years) -> Time | None:
    """The time of the only side whose year is named; the years of full dates do not count."""
    said = {match[1] for match in _YEAR.finditer(_DATED.sub("", text))}
    review, plan = known.review and known.review[-4:] in said, known.plan in said
    if bool(review) == bool(plan):
        return None
    return "review" if review else "plan"


def _time_by_opening(text: str, known: Years) -> Time | None:
    """The time of the first word of either side."""
    review = words()["review"]["opening"].search(text)
    plan = words()["plan"]["opening"].search(text)
    if review and plan:
        return "review" if review.start() < plan.start() else "plan"
    if review or plan:
        return "review" if review else "plan"
    return _time_by_year(text, known)


def _period_of(node: Node, known: Years) -> str | None:
    if node.time is None:
        return None
    title, base = node.title, known.review if node.time == "review" else known.plan
    if heading_time(title) == node.time:
        if named := _named_span(title) or _span_ahead(title, known) or _span_of(title, known.plan, None):
            return named
        if said := _year_said([title]):
            return said
    if node.parent and node.parent.time == node.time and node.parent.period:
        return node.parent.period
    return base


def _span_ahead(title: str, known: Years) -> str | None:
    if known.plan and len(known.plan) == 4 and words()["span"]["next_five_years"].search(title):
        return f"{known.plan}-{int(known.plan) + 4}"
    return None


_LEAST_PARAGRAPHS = 4
"""From how many paragraphs on a section without time is parted by their wording."""


def _part_by_wording(units: list[Unit], known: Years) -> list[Unit]:
    untimed: dict[Node, int] = {}
    seen: set[Block] = set()
    for unit in units:
        if unit.node.time is None and unit.role != "heading" and unit.block not in seen:
            seen.add(unit.block)
            untimed[unit.node] = untimed.get(unit.node, 0) + 1
    parted = {node for node, paragraphs in untimed.items() if paragraphs >= _LEAST_PARAGRAPHS}
    if not parted:
        return units
    groups: dict[Node, Node] = {}
    return [
        _in_group(unit, groups, known) if unit.node in parted and unit.role != "heading" else unit for unit in units
    ]


def _in_group(unit: Unit, groups: dict[Node, Node], known: Years) -> Unit:
    """Move a sentence into the untitled section of its paragraph's time; each paragraph is looked at once."""
    node, block = unit.node, unit.block
    group = groups.get(node)
    if group is None or group.end < block.start or not group.opening:
        time = (
            _time_by_opening(block.text[:160], known) or _time_by_verbs(block.text) or (group.time if group else None)
        )
        if time is None:
            return unit
        if group is None or group.time != time or any(group.end < each.start < block.start for each in node.children):
            group = Node("", "", "group", node.rank, node.level + 1, block.start, block.end, node, time=time)
            group.period = known.review if time == "review" else known.plan
            group.opening = block.text[:1]
            position = sum(each.start < block.start for each in node.children)
            node.children.insert(position, group)
            groups[node] = group
    group.end = max(group.end, block.end)
    return Unit(block, unit.start, unit.end, group, unit.role)


def _time_by_verbs(text: str) -> Time | None:
    ahead = words()["plan"]["finite"].search(text) is not None
    back = words()["review"]["finite"].search(text) is not None
    return None if ahead == back else "plan" if ahead else "review"
