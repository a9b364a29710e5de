"""The outline and the day of a report in, the years out that it looks back on and ahead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.read.outline import Node
from extractor.read.wording import heading_time, words
from extractor.report import Time

YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)(?=\s?年|\b)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年?\s?(?:-|—|–|~|～|至|到|to|through)\s?((?:19|20)\d\d)(?!\d)")
_HAN = "零一二三四五六七八九"
_WORDS = {"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15}


@dataclass(frozen=True, slots=True)
class Years:
    """What a report looks back on (`review`) and ahead to (`plan`), a year or a span; `base` is the year it plans.

    `base` differs from `plan` where only a longer plan is told.
    """

    review: str | None = None
    plan: str | None = None
    base: int | None = None


def first_years(root: Node, title: str | None, head: str, day: str | None) -> Years:
    """The years that headings, title and announcements tell, before any section's time is known.

    Args:
        root: of the outline.
        title: of the report.
        head: its first sentences, where reports announce what they review and plan.
        day: of the report (ISO 8601).

    Returns:
        What is told; `base` falls back on the year of a day before July, since such a report plans that year. A report
        of January to March whose head looks back and ahead reviews the year before and plans its own.
    """
    parts = list(_parts(root))
    reviewed = _said([node for node, time in parts if time == "review"]) or _announced("review", title, head)
    planned = _said([node for node, time in parts if time == "plan"], day) or _announced("plan", title, head)
    spring = int(day[:4]) if day and day[5:7] < "07" else None
    winter = int(day[:4]) if day and day[5:7] < "04" else None
    if winter and reviewed and reviewed >= winter:
        reviewed = None  # a year that has only begun cannot be looked back on
    if winter and _looks_both_ways(head, winter):
        reviewed, planned = reviewed or winter - 1, planned or winter
    later = {int(year) for node in _top(root) for year in single_years(_bare(node))}
    if planned is None and spring in later and spring != reviewed:
        planned = spring
    if planned is None and reviewed and reviewed + 1 in later:
        planned = reviewed + 1
    return Years(_text(reviewed), _text(planned), planned or spring or (reviewed + 1 if reviewed else None))


def last_years(root: Node, first: Years, day: str | None) -> Years:
    """The years once the times of sections are known.

    A review of the past five years, or of a five-year plan, is a span. A report that plans "this year" in the first
    half of a year plans that year; one that reviews "the past year" reviews the one before the year it plans.
    """
    top = list(_top(root))
    reviews, plans = ([node for node in top if node.time == time] for time in ("review", "plan"))
    plan = first.plan
    if plan is None and plans and first.base:
        spring = day is not None and int(day[:4]) == first.base
        if not spring or any(_speaks_of(node, "plan", first.base) for node in plans):
            plan = _text(first.base)
    plan = plan or next((span for node in plans if (span := named_span(_bare(node)))), None)
    review = next((span for node in reviews if (span := past_span(_bare(node), first.base))), None) or first.review
    if review is None and first.base and reviews:
        openings = " ".join(node.opening[:600] for node in reviews)
        if words()["span"]["five_years"].search(openings):
            review = f"{first.base - 5}-{first.base - 1}"
        elif any(_speaks_of(node, "review", first.base - 1) for node in reviews):
            review = _text(first.base - 1)
    return Years(review, plan, first.base)


def _text(year: int | None) -> str | None:
    return None if year is None else str(year)


def _bare(node: Node) -> str:
    return node.title[len(node.label) :].strip()


def _top(root: Node) -> Iterator[Node]:
    """The outermost sections, and those below the only one."""
    tops = [node for node in root.children if node.style != "annex"]
    yield from tops
    if len(tops) == 1:
        yield from tops[0].children


def _parts(root: Node) -> Iterator[tuple[Node, Time]]:
    """The sections that by their headings look back or ahead, the outermost of each branch."""
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        if time := heading_time(_bare(node)):
            yield node, time
        elif node.level < 3 and not node.measure and node.style != "annex":
            waiting.extend(reversed(node.children))


def _said(nodes: list[Node], day: str | None = None) -> int | None:
    """The first year in the headings, apart from spans and from years too far ahead to be a year's plan."""
    for node in nodes:
        for year in single_years(_bare(node)):
            if day is None or abs(int(year) - int(day[:4])) <= 1:
                return int(year)
    return None


def _announced(side: Time, *texts: str | None) -> int | None:
    for text in texts:
        if match := words()[side]["announced"].search(text or ""):
            return int(next(group for group in match.groups() if group))
    return None


def _looks_both_ways(head: str, year: int) -> bool:
    """Whether the first sentences speak of the year before, and of this year as one to come."""
    back = str(year - 1) in head or words()["review"]["relative"].search(head) is not None
    return back and words()["plan"]["relative"].search(head) is not None


def _speaks_of(node: Node, side: Time, year: int) -> bool:
    """Whether a section's first words name its year, or call it this or the past one."""
    said = f"{_bare(node)} {node.opening[:300]}"
    while node.children and len(said) < 300:
        node = node.children[0]
        said += f" {_bare(node)} {node.opening[:300]}"
    return str(year) in said or words()[side]["relative"].search(said) is not None


def past_span(title: str, base: int | None) -> str | None:
    """The span that a review's heading names: as years, as a five-year plan, or as the past five years.

    >>> past_span("过去五年工作回顾", 2022)
    '2017-2021'
    """
    if named := named_span(title):
        return named
    return f"{base - 5}-{base - 1}" if base and words()["span"]["five_years"].search(title) else None


def coming_span(title: str, base: int | None) -> str | None:
    """The span that a plan's heading names: as years, as a five-year plan, or as the next five years.

    Who opens a five-year plan (奋力实现“十五五”良好开局) speaks of its first year.
    """
    if base and words()["span"]["opening_year"].search(title):
        return str(base)
    if named := named_span(title):
        return named
    return f"{base}-{base + 4}" if base and words()["span"]["next_five_years"].search(title) else None


def single_years(title: str) -> list[str]:
    """The years that a title names by themselves, those of a span ("2016-2020") left out."""
    return YEAR.findall(_SPAN.sub("", title))


def named_span(title: str) -> str | None:
    """The span that a text names by its years or as a national five-year plan (the 14th is 2021-2025).

    >>> named_span("“十四五”时期主要目标")
    '2021-2025'
    """
    if match := _SPAN.search(title):
        return f"{match[1]}-{match[2]}" if match[1] < match[2] else None
    match = words()["span"]["plan_period"].search(title)
    if not match:
        return None
    said = match.groupdict()
    if han := said["quoted"] or said["named"] or said["counted"]:
        number = 10 + _HAN.index(han)
    else:
        number = int(said["digits"]) if said["digits"] else _WORDS[said["word"].lower()]
    start = 2001 + 5 * (number - 10)  # year-ok: the tenth national five-year plan began in it
    return f"{start}-{start + 4}"
