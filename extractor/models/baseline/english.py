"""English clauses: a sentence and its quantity mentions to readings, by word order and closed word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from extractor.models.baseline.english_clause import MONEY, Clause, patterns
from extractor.models.baseline.english_earlier import distribute, head_before
from extractor.models.baseline.english_goals import punctuated
from extractor.models.baseline.english_heads import listed_heads, names_change
from extractor.models.baseline.english_owners import is_aside, is_that_of, owned, rises, whole_head
from extractor.models.baseline.english_passing import is_pointing, parallel, plain, scoped
from extractor.models.baseline.english_phrases import behind
from extractor.models.baseline.english_stretches import clause_end, clause_start, list_start, rank_behind
from extractor.models.baseline.english_subjects import subject
from extractor.models.baseline.reading import Reading, Relation, Run, listed, runs
from extractor.quantities.mention import Mention

_SECTORS = ("primary", "secondary", "tertiary")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {
        "clause_opens": re.compile(r"\b(?:ensure|see|mean|expect|so)\w*\s+that\s+$", flags),
        "old_target": re.compile(
            r"\b(?:beyond|above|over|exceeding|surpassing|than|below|under)\s+(?:our|the|its|last\s+year['’]s)\s+(?:\w+\s+)?"
            r"(?:target|goal|level|figure|line|limit|ceiling)s?\s+of\s+$",
            flags,
        ),
        "over_budget": re.compile(
            r"\s*(?P<than>(?:(?:(?:more|less|higher|lower)\s+)?(?:than|over|above|below|from|in)\s+)?(?:(?:in|that\s+in)\s+)?(?:the\s+)?"
            r"(?:(?:19|20)\d\d|(?:previous|last|preceding)\s+year['’]s)\s+(?:budget(?:ed)?(?:\s+(?:figure|amount|target))?"
            r"|target|goal|plan)|(?:than\s+)?(?:the\s+)?(?:budgeted|targeted|planned)\s+(?:figure|amount|level|target))\b"
            r"(?!\s+(?:of\s+|for\s+)?last\s+year)",
            flags,
        ),
        "bracket": re.compile(r"\s*\((?:about|or|equivalent\s+to|approximately|i\.e\.,?)?\s*$", flags),
        "prices_of": re.compile(
            r"(?:(?:calculated|measured|computed)\s+)?(?:at|in|on\s+the\s+basis\s+of)\s+(?:constant|comparable|current|\d{4})\s+(?:prices|terms),?|"
            r"\bcalculated\s+on\s+a\s+comparable\s+basis,?",
            flags,
        ),
        "sectors": re.compile(r"\b(?:three|3)\s+(?:\w+\s+)?(?:industries|sectors)\b|\btertiary\b", flags),
        "the_figure": re.compile(
            r"\s+(?:the|that|of\s+the)\s+(?:(?:figure|number|level|amount|total|volume)\b|(?:of|in)\s)", flags
        ),
        "from_alone": re.compile(r"^\s*from\s*$", flags),
        "or": re.compile(r",?\s+or\s*$", flags),
        "gap": re.compile(r"^\s*(?:,|and|,\s*and|or|:|/)\s*$", flags),
        "own_purpose": re.compile(r"\s+(?:in|for|of)\s+(?!total\b|all\b|the\b|last\b|[0-9])[a-z]", flags),
        "prices": re.compile(
            r"^(?:CPI|PPI|consumer price index(?: \(CPI\))?|consumer prices|(?:consumer price )?inflation(?: rate)?)$",
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
        "totals": re.compile(
            r"\b(?:(?:total|number|figure)s?(?:\s+number)?\s+(?:to|reached|of)|which\s+makes?|making|"
            r"bringing\s+(?:it|them)\s+to)\s*$",
            flags,
        ),
    }


def read(text: str, mentions: Sequence[Mention]) -> list[Reading]:
    """Read the quantity mentions of an English sentence.

    Args:
        text: the sentence.
        mentions: its mentions that are quantities, in order.

    Returns:
        One reading a mention, in order; none for a count that only says of how many things the next number is.
    """
    text = punctuated(plain(text), mentions)
    mentions = [one for place, one in enumerate(mentions) if not is_pointing(text, mentions, place)]
    readings: list[Reading] = []
    for run in runs(text, mentions, partial(_beside, text)):
        readings += _read_list(text, run, readings) if len(run.mentions) > 1 else [_read_one(text, run, readings)]
    return parallel(text, scoped(text, readings))


def _beside(text: str, here: Mention, after: Mention) -> bool:
    """Whether two numbers are of one list: "20.6%, 22.3% and 16.0%"."""
    alike = (here.unit, here.noun) == (after.unit, after.noun) and (here.direction or not after.direction)
    if after.unit in MONEY and _patterns()["own_purpose"].match(text, after.end):
        return False
    return bool(alike) and bool(_patterns()["gap"].match(text[here.end : after.start]))


def _read_one(text: str, run: Run, before: list[Reading]) -> Reading:
    mention, ceiling, pattern = run.mentions[0], run.ceiling, _patterns()
    start = clause_start(text, run.floor, mention)
    end = clause_end(text, mention.end)
    lead = text[start : mention.start]
    rank = rank_behind(text, mention.end, ceiling)
    end = max(end, rank.at + len(rank.text)) if rank and rank.at is not None else end
    if (base := _base(lead, text[mention.end : ceiling], before)) is not None:
        return Reading(mention, base, "base", start, end)
    if pattern["clause_opens"].search(lead):
        start, lead = mention.start, ""
    if before and mention.direction and (over := pattern["over_budget"].match(text, mention.end)):
        return Reading(mention, f"{head_before(before)} {_than(text, mention)}{over['than']}", "own", start, end, rank)
    if before and (way := before[-1].mention.direction) and _again_in(text, mention):
        head = behind(text[mention.end + len(" in") : ceiling], begins=False).wording()
        return Reading(replace(mention, direction=way), head, "own", start, end, rank, mention.start + 1)
    if before and (relation := _relation(text, mention, lead, before[-1], ceiling)):
        times = relation == "more" and mention.unit == "times" and not mention.direction
        mention = replace(mention, direction="up") if times else mention
        return Reading(mention, "", relation, start, end, rank)
    head = whole_head(Clause(text, mention, lead, ceiling, start, run.ahead), before)
    if mention.unit == "%" and mention.direction is None and (rises(lead) or pattern["prices"].match(head)):
        mention = replace(mention, direction="up")
    return Reading(mention, head, "own" if head else "more", start, end, rank, mention.start + 1 if head else 0)


def _again_in(text: str, mention: Mention) -> bool:
    """Whether a change of something else is joined: "growth of 5% in exports and of 6% in imports"."""
    return text[: mention.start].endswith(" and of ") and text.startswith(" in ", mention.end)


def _base(lead: str, behind: str, before: list[Reading]) -> str | None:
    """What a level measures that a change starts from ("from 5% to …", "the present rate of 5% to …"); else None."""
    pattern = _patterns()
    if pattern["from"].search(lead) and pattern["to"].match(behind):
        return owned(subject(pattern["from"].sub("", lead)), lead, before)
    if pattern["present"].search(lead) and pattern["onward"].match(behind):
        whose = pattern["place_of"].match(behind)
        return f"{subject(pattern['present_of'].sub('', lead))} {whose['where'] if whose else ''}".strip()
    return None


def _than(text: str, mention: Mention) -> str:
    """The words of comparison that an anchor ends with ("50 million more than in"); what they compare with follows."""
    match = re.search(r"(?:more|less|higher|lower)\s+than(?:\s+(?:in|the))*$", text[mention.number_end : mention.end])
    return f"{match[0]} " if match else ""


def _relation(text: str, mention: Mention, lead: str, last: Reading, ceiling: int) -> Relation | None:
    """What a number says of the one before it; None where it brings a head of its own."""
    pattern = _patterns()
    if pattern["old_target"].search(lead) or pattern["up_from"].match(lead):
        return "again"
    if pattern["from_alone"].match(lead) and (last.mention.unit, last.relation) == (mention.unit, "own"):
        return "again"
    if (
        mention.unit in MONEY
        and last.mention.unit in MONEY
        and pattern["bracket"].fullmatch(text, last.mention.end, mention.start)
    ):
        return "again"
    if is_aside(lead) and mention.direction and last.relation == "own":
        return "more"
    if last.mention.direction and pattern["or"].match(text[last.mention.end : mention.start]):
        return "again"
    if (
        mention.unit == "times"
        and last.relation == "own"
        and not last.mention.direction
        and pattern["the_figure"].match(text, mention.end)
    ):
        return "more"
    if last.relation == "base" and pattern["to"].match(lead):
        return "more"
    if last.mention.direction and not mention.direction and pattern["came_to"].match(lead):
        return "more"
    joined = mention.direction and patterns()["joiners"].match(pattern["prices_of"].sub("", lead))
    return "more" if joined and not names_change(text, mention, ceiling) else None


def _read_list(text: str, run: Run, before: list[Reading]) -> list[Reading]:
    first, count = run.mentions[0], len(run.mentions)
    start = list_start(text, run.floor, first.start, count)
    clause = start, clause_end(text, run.mentions[-1].end)
    lead = text[start : first.start]
    earlier = before[-count:]
    counterparts = [one.group for one in earlier if one.group]
    if (
        count == len(_SECTORS)
        and text[first.end : run.mentions[1].start].strip() in (":", "∶")
        and _patterns()["sectors"].search(lead)
    ):
        return listed(run, [f"proportion of the {name} industry" for name in _SECTORS], clause, [])
    if _patterns()["totals"].search(lead) and len(earlier) == count:
        heads = [one.head for one in earlier]
    elif len(counterparts) == count and _says_more(run, lead, earlier):
        heads = [""] * count
    else:
        heads = distribute(listed_heads(text, first, lead, start, before), count)
        if before and is_that_of(lead) and " of " not in heads[0]:
            measure = head_before(before).partition(" of ")[0]
            heads = [f"{measure} of {head}" for head in heads]
    return listed(run, heads, clause, counterparts)


def _says_more(run: Run, lead: str, earlier: list[Reading]) -> bool:
    """Whether a list says more of the heads before it: the growth of each level, or the level behind each growth."""
    joined = patterns()["joiners"].match(lead.rpartition(",")[2])
    return bool(joined) and bool(run.mentions[0].direction) != bool(earlier[0].mention.direction)
