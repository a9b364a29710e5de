"""English clauses: a sentence and its quantity mentions to readings, by word order and closed word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from extractor.models.baseline.english_clause import MONEY, Clause, patterns
from extractor.models.baseline.english_earlier import distribute, full, head_before, of_pair
from extractor.models.baseline.english_goals import punctuated
from extractor.models.baseline.english_heads import head_of, listed_heads, names_change
from extractor.models.baseline.english_phrases import predicate
from extractor.models.baseline.english_subjects import is_listed, is_whole, subject
from extractor.models.baseline.english_words import finite
from extractor.models.baseline.reading import Reading, Relation, Run, listed, runs
from extractor.models.baseline.words import either, verbs
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

_FOR_WHOM = r"\s+((for|in|among|at)\s+[^,;.()0-9]{3,60}?)"
"""A phrase behind a number that tells for whom, in or at what it is."""
_FEW = 100
"""A count of no more may tell where another number is."""
RANK_WITHIN = 80
"""Characters behind a number, in which a rank begins that it has."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {
        "rank": re.compile(either("en", "ranks"), flags),
        "clause_opens": re.compile(r"\b(?:ensure|see|mean|expect|so)\w*\s+that\s+$", flags),
        "old_target": re.compile(
            r"\b(?:beyond|above|over|exceeding|surpassing|than)\s+(?:our|the|its|last\s+year['’]s)\s+(?:\w+\s+)?"
            r"(?:target|goal|level|figure)s?\s+of\s+$",
            flags,
        ),
        "rise_of": re.compile(
            r"^(?:.*\s)?(?:rise|increase|growth)\s+(?:in|of)\s.*\b"
            r"(?:kept|held|controlled|was|is|be|at|within|below)\s+(?:\w+\s+)?$",
            flags,
        ),
        "kept_rise": re.compile(
            r"\b(?:keep|kept|hold|held|control|controlled|limit|limited|contain|cap)\s+(?:[\w'’-]+\s+){0,5}?"
            r"(?:rise|increase|growth)(?:\s+in\s+(?:[\w'’-]+\s+){1,5}?)?\s*(?:(?:to|at|within|below|under)\s+)?(?:\w+\s+)?$",
            flags,
        ),
        "over_budget": re.compile(
            r"\s*(?P<than>(?:(?:(?:more|less|higher|lower)\s+)?(?:than|over|above|below|from|in)\s+)?(?:(?:in|that\s+in)\s+)?(?:the\s+)?"
            r"(?:(?:19|20)\d\d|(?:previous|last|preceding)\s+year['’]s)\s+(?:budget(?:ed)?(?:\s+(?:figure|amount|target))?"
            r"|target|goal|plan)|(?:than\s+)?(?:the\s+)?(?:budgeted|targeted|planned)\s+(?:figure|amount|level|target))\b"
            r"(?!\s+(?:of\s+|for\s+)?last\s+year)",
            flags,
        ),
        "in_number": re.compile(r"\s+in\s+(?:number|total|all),\s*", flags),
        "of_all": re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|our\s+|their\s+)?(?:[\w-]+[’']s\s+)?", flags),
        "where": re.compile(
            r"\s+(?:(?!by\b|to\b|for\b)[a-z][\w’'-]*\s+){1,7}?(?:in|on|at|from|across|among|of)\s+(?:the\s+|all\s+)?",
            flags,
        ),
        "from_alone": re.compile(r"^\s*from\s*$", flags),
        "for_whom": re.compile(rf"{_FOR_WHOM}(?=[,;.]|$)", flags),
        "for_one": re.compile(rf"{_FOR_WHOM},?\s+and\s+(?:by\s+)?", flags),
        "parting": re.compile(r"[;:]|,\s(?=(?:and|but|while)\s)", flags),
        "or": re.compile(r",?\s+or\s*$", flags),
        "gap": re.compile(r"^\s*(?:,|and|,\s*and|or|:|/)\s*$", flags),
        "own_purpose": re.compile(r"\s+(?:in|for|of)\s+(?!total\b|all\b|the\b|last\b|[0-9])[a-z]", flags),
        "prices": re.compile(
            r"^(?:CPI|PPI|consumer price index(?: \(CPI\))?|consumer prices|(?:consumer price )?inflation(?: rate)?)$",
            flags,
        ),
        "that_of": re.compile(r"\b(?:that|those)\s+(?:of|in|for)\s", flags),
        "its": re.compile(r"\b(?:its|their)\s+(?=(?:proportion|share|total|number|ratio|output|value|scale)\b)", flags),
        "their": re.compile(
            r"\btheir\s+(?=(?:\w+\s+){0,2}(?:output|profits?|revenues?|sales|exports|income|assets|value|turnover|stock|number"
            r"|contributions|payments|savings|investment)\b)",
            flags,
        ),
        "from": re.compile(
            r"\s*\bfrom\s+(?:(?:last|the\s+previous)\s+year['’]s\s+|the\s+)?(?:(?:an?\s+|the\s+)?(?:total|level|average)\s+of\s+)?$",
            flags,
        ),
        "up_from": re.compile(
            r"^[\s,]*(?:up|down|compared\s+(?:with|to)|as\s+against|against|instead\s+of)\s*(?:from\s*)?$", flags
        ),
        "came_to": re.compile(
            r"^\s*(?:(?:from|over|on|compared\s+with)\s+(?:the\s+)?(?:previous|last|preceding)\s+year(?:['’]s\s+\w+)?\s*)?,?\s*"
            r"(?:and\s+(?:reached|hit|passed|crossed)(?:\s+the\s+(?:mark|level)\s+of)?|to)\s*$",
            flags,
        ),
        "present": re.compile(r"\b(?:current|present|existing|previous|original)\s+(?:[a-z]+\s+){0,3}of\s*$", flags),
        "onward": re.compile(r"[^,;:.]{0,60}?\bto\s*$", flags),
        "present_of": re.compile(r"\b(?:current|present|existing|previous|original)\s+(?=.*of\s*$)|\s+of\s*$", flags),
        "place_of": re.compile(r"\s+(?P<where>(?:in|for|on)\s[^,;:.]{3,60}?)\s+to\s*$", flags),
        "to": re.compile(r"\s*(?:(?:in\s+)?(?:19|20)\d\d\s+|[a-z-]+\s+){0,6}to\b", flags),
        "mark": re.compile(r"[,;:|–—](?!\d)|\s-\s"),
        "clause_end": re.compile(r"[,;:|](?!\d)|\.(?:\s|$)"),
        "small": re.compile(
            r"^\s*(?:(?:and|with|or|a|an|the|another|up|down|by|about|some|over|of|total|also)\b\s*)*$", flags
        ),
        "tied": re.compile(
            r"^\s*(?:(?:and|or)\s+(?!its|their)[^,]*$|"
            r"(?!the\s|its\s|their\s)[\w\s-]{3,50}\sand\s(?!the\s|its\s|their\s)[\w\s-]+$|"
            rf"(?:(?:which|it|they)\s+)?(?:has|have|had|{verbs('value_verbs')})\b)",
            flags,
        ),
        "totals": re.compile(
            r"\b(?:(?:total|number|figure)s?(?:\s+number)?\s+(?:to|reached|of)|which\s+makes?|making|"
            r"bringing\s+(?:it|them)\s+to)\s*$",
            flags,
        ),
        "elided": re.compile(r"\s*(?:respectively)?\s*,?\s*and\s", flags),
        "joint": re.compile(r"(?:,\s*|\s)and\s+", flags),
    }


def read(text: str, mentions: Sequence[Mention]) -> list[Reading]:
    """Read the quantity mentions of an English sentence.

    Args:
        text: the sentence.
        mentions: its mentions that are quantities, in order.

    Returns:
        One reading a mention, in order.
    """
    text = punctuated(text, mentions)
    readings: list[Reading] = []
    for run in runs(text, mentions, partial(_beside, text)):
        readings += _read_list(text, run, readings) if len(run.mentions) > 1 else [_read_one(text, run, readings)]
    return _parallel(text, _scoped(text, readings))


def _scoped(text: str, readings: list[Reading]) -> list[Reading]:
    """Leave out a count that only tells where or of what another number is: "300 beds in 12 clinics"."""
    for place in range(1, len(readings)):
        first, second = readings[place - 1], readings[place]
        if first.relation == "nothing" or second.mention.unit != "count" or second.mention.direction:
            continue
        gap = text[first.mention.end : second.mention.start]
        if first.mention.unit == "%" and not first.mention.direction and _patterns()["of_all"].fullmatch(gap):
            readings[place - 1] = replace(first, head=second.head)
        elif not (
            first.mention.unit == "count" and second.mention.value <= _FEW and _patterns()["where"].fullmatch(gap)
        ):
            continue
        readings[place] = replace(second, relation="nothing")
    return readings


def _parallel(text: str, readings: list[Reading]) -> list[Reading]:
    """Tell two numbers of one head by the phrases behind them: "rose 6% for townspeople and 8% for villagers"."""
    for place in range(1, len(readings)):
        first, second = readings[place - 1], readings[place]
        if first.relation != "own" or first.mention.unit != second.mention.unit:
            continue
        here = _patterns()["for_one"].fullmatch(text, first.mention.end, second.mention.start)
        there = _patterns()["for_whom"].match(text, second.mention.end) if here else None
        if not here or not there or here[2].lower() != there[2].lower():
            continue
        if here[1] in first.head or second.head not in ("", first.head, there[1]):
            continue
        readings[place - 1] = replace(first, head=f"{first.head} {here[1]}")
        mention = replace(second.mention, direction=second.mention.direction or first.mention.direction)
        readings[place] = replace(
            second, mention=mention, head=f"{first.head} {there[1]}", relation="own", group=mention.start + 1
        )
    return readings


def _beside(text: str, here: Mention, after: Mention) -> bool:
    """Whether two numbers are of one list: "20.6%, 22.3% and 16.0%"."""
    alike = (here.unit, here.noun) == (after.unit, after.noun) and (here.direction or not after.direction)
    if after.unit in MONEY and _patterns()["own_purpose"].match(text, after.end):
        return False
    return bool(alike) and bool(_patterns()["gap"].match(text[here.end : after.start]))


def _read_one(text: str, run: Run, before: list[Reading]) -> Reading:
    mention, ceiling, pattern = run.mentions[0], run.ceiling, _patterns()
    start = _clause_start(text, run.floor, mention)
    end = _clause_end(text, mention.end)
    lead = text[start : mention.start]
    rank = _rank(text, mention.end, ceiling)
    end = max(end, rank.at + len(rank.text)) if rank and rank.at is not None else end
    if (base := _base(lead, text[mention.end : ceiling], before)) is not None:
        return Reading(mention, base, "base", start, end)
    if pattern["clause_opens"].search(lead):
        start, lead = mention.start, ""
    if before and mention.direction and (over := pattern["over_budget"].match(text, mention.end)):
        return Reading(mention, f"{head_before(before)} {_than(text, mention)}{over['than']}", "own", start, end, rank)
    if before and (relation := _relation(text, mention, lead, before[-1], ceiling)):
        return Reading(mention, "", relation, start, end, rank)
    rises = pattern["rise_of"].search(lead) or pattern["kept_rise"].search(lead)
    head = _head(Clause(text, mention, lead, ceiling, start, run.ahead), before)
    if mention.unit == "%" and mention.direction is None and (rises or pattern["prices"].match(head)):
        mention = replace(mention, direction="up")
    return Reading(mention, head, "own" if head else "more", start, end, rank, mention.start + 1 if head else 0)


def _base(lead: str, behind: str, before: list[Reading]) -> str | None:
    """What a level measures that a change starts from ("from 5% to …", "the present rate of 5% to …"); else None."""
    pattern = _patterns()
    if pattern["from"].search(lead) and pattern["to"].match(behind):
        return _owned(subject(pattern["from"].sub("", lead)), lead, before)
    if pattern["present"].search(lead) and pattern["onward"].match(behind):
        whose = pattern["place_of"].match(behind)
        return f"{subject(pattern['present_of'].sub('', lead))} {whose['where'] if whose else ''}".strip()
    return None


def _head(clause: Clause, before: list[Reading]) -> str:
    """What a number measures, with what it leaves to the words before its clause; "" where it says more of those."""
    text, mention, lead, pattern = clause.text, clause.mention, clause.lead, _patterns()
    rises = pattern["rise_of"].search(lead) or pattern["kept_rise"].search(lead)
    if rises and mention.unit == "%" and mention.direction is None:
        clause = clause._replace(mention=replace(mention, direction="up"))
    head = of_pair(full(head_of(clause, before), lead, before), text[: clause.start])
    if not head and (counted := pattern["in_number"].match(text, mention.end)):
        head = f"{subject(text[: mention.start].rstrip(' ,'))} {predicate(text[counted.end() :])}".strip()
    if not head and not before:
        told = text[: clause.start].rstrip(" :,;")
        last = pattern["parting"].split(told)[-1]
        head = subject(last if finite(last) > 0 or ":" in told else told)
    head = _owned(head, lead, before)
    if before and head and pattern["that_of"].search(lead):
        measure = head_before(before).partition(" of ")[0]
        head = head if head.startswith(measure) else f"{measure} of {head}"
    return head


def _than(text: str, mention: Mention) -> str:
    """The words of comparison that an anchor ends with ("50 million more than in"); what they compare with follows."""
    match = re.search(r"(?:more|less|higher|lower)\s+than(?:\s+(?:in|the))*$", text[mention.number_end : mention.end])
    return f"{match[0]} " if match else ""


def _owned(head: str, lead: str, before: list[Reading]) -> str:
    """Put the owner before what is "its" share or total, and behind what is "their" output."""
    if before and head and _patterns()["their"].search(lead):
        owner = head_before(before).partition(" of ")[2] or head_before(before)
        return f"{head} of {owner}"
    return f"{head_before(before)} {head}".strip() if before and head and _patterns()["its"].search(lead) else head


def _relation(text: str, mention: Mention, lead: str, last: Reading, ceiling: int) -> Relation | None:
    """What a number says of the one before it; None where it brings a head of its own."""
    pattern = _patterns()
    if pattern["old_target"].search(lead) or pattern["up_from"].match(lead):
        return "again"
    if pattern["from_alone"].match(lead) and (last.mention.unit, last.relation) == (mention.unit, "own"):
        return "again"
    if last.mention.direction and pattern["or"].match(text[last.mention.end : mention.start]):
        return "again"
    if last.relation == "base" and pattern["to"].match(lead):
        return "more"
    if last.mention.direction and not mention.direction and pattern["came_to"].match(lead):
        return "more"
    joined = mention.direction and patterns()["joiners"].match(lead)
    return "more" if joined and not names_change(text, mention, ceiling) else None


def _read_list(text: str, run: Run, before: list[Reading]) -> list[Reading]:
    first, count = run.mentions[0], len(run.mentions)
    start = _list_start(text, run.floor, first.start)
    clause = start, _clause_end(text, run.mentions[-1].end)
    lead = text[start : first.start]
    earlier = before[-count:]
    counterparts = [one.group for one in earlier if one.group]
    if _patterns()["totals"].search(lead) and len(earlier) == count:
        heads = [one.head for one in earlier]
    elif len(counterparts) == count and _says_more(run, lead, earlier):
        heads = [""] * count
    else:
        heads = distribute(listed_heads(text, first, lead, start, before), count)
    return listed(run, heads, clause, counterparts)


def _says_more(run: Run, lead: str, earlier: list[Reading]) -> bool:
    """Whether a list says more of the heads before it: the growth of each level, or the level behind each growth."""
    joined = patterns()["joiners"].match(lead.rpartition(",")[2])
    return bool(joined) and bool(run.mentions[0].direction) != bool(earlier[0].mention.direction)


def _clause_start(text: str, floor: int, mention: Mention) -> int:
    """Where the clause of a number begins: behind the last mark before it, unless a list of heads runs over that."""
    ceiling = mention.start
    starts = [floor, *(match.end() for match in _patterns()["mark"].finditer(text, floor, ceiling))]
    place, tied = len(starts) - 1, _patterns()["tied"]
    if not place and floor:
        return _elided(text, floor, ceiling)
    if place and _begins(text[starts[place] : ceiling], mention):
        return starts[place]
    low = 1 if floor else 0
    while place > low and not _whole(text[starts[place] : ceiling]) and text[starts[place] - 1] == ",":
        before = text[starts[place - 1] : starts[place]]
        if tied.match(text[starts[place] : ceiling]) and not is_listed(before):
            break
        place -= 1
        while place > low and text[starts[place] - 1] == "," and is_listed(text[starts[place - 1] : starts[place]]):
            place -= 1
    return starts[place]


def _elided(text: str, floor: int, ceiling: int) -> int:
    """Where a clause begins that an "and" ties to the number before it."""
    if match := _patterns()["elided"].match(text, floor, ceiling):
        return match.end()
    joints = list(_patterns()["joint"].finditer(text, floor, ceiling))
    if not joints:
        return floor
    return joints[-1].end()


def _begins(segment: str, mention: Mention) -> bool:
    """Whether a number begins its clause behind a mark: nothing but small words between."""
    verbless = bool(_patterns()["small"].match(segment))
    return verbless and (
        mention.direction is not None or mention.noun is not None or mention.unit not in ("count", *MONEY)
    )


def _whole(segment: str) -> bool:
    """Whether a stretch between commas is a clause: it names its subject, which no "and" ties to the words before."""
    pattern = _patterns()
    if not segment.strip() or patterns()["joiners"].match(segment):
        return False
    return not pattern["tied"].match(segment) or is_whole(segment)


def _list_start(text: str, floor: int, ceiling: int) -> int:
    marks = [match.end() for match in re.finditer(r"[;:|–—](?!\d)", text[floor:ceiling])]
    return floor + (marks[-1] if marks else 0)


def _clause_end(text: str, start: int) -> int:
    match = _patterns()["clause_end"].search(text, start)
    return match.start() if match else len(text)


def _rank(text: str, start: int, ceiling: int) -> Words | None:
    match = _patterns()["rank"].search(text, start, min(ceiling, start + 2 * RANK_WITHIN))
    return Words(match.group(), match.start()) if match and match.start() - start < RANK_WITHIN else None
