"""English heads made whole: with the owner, the measure or the subject that the words before a clause give."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.models.baseline.english_clause import Clause
from extractor.models.baseline.english_earlier import full, head_before, of_pair
from extractor.models.baseline.english_heads import head_of
from extractor.models.baseline.english_phrases import predicate
from extractor.models.baseline.english_subjects import subject
from extractor.models.baseline.english_words import finite
from extractor.models.baseline.reading import Reading


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {
        "its": re.compile(
            r"\b(?:its|their)\s+(?=(?:proportion|share|total|number|ratio|output|value|scale|imports|exports|foreign|intensity|coverage|capacity|balance|length|area)\b)",
            flags,
        ),
        "their": re.compile(
            r"\btheir\s+(?=(?:\w+\s+){0,2}(?:output|profits?|revenues?|sales|exports|income|assets|value|turnover|stock|number"
            r"|contributions|payments|savings|investment)\b)",
            flags,
        ),
        "that_of": re.compile(r"\b(?:that|those)\s+(?:of|in|for)\s", flags),
        "of_which_is": re.compile(r"[\s,]*of\s+which\s+[a-z]", flags),
        "in_number": re.compile(r"\s+(?:in\s+(?:number|total|all|length|area)|long|wide|high|tall|deep),\s*", flags),
        "having": re.compile(r"\s*(?:after\s+)?(?:having|being)\s", flags),
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
        "parting": re.compile(r"[;:]|,\s(?=(?:and|but|while)\s)", flags),
    }


def rises(lead: str) -> bool:
    """Whether a share is a rise by the words of its clause: "the rise in prices was kept at"."""
    return bool(_patterns()["rise_of"].search(lead) or _patterns()["kept_rise"].search(lead))


def is_aside(lead: str) -> bool:
    """Whether a clause only adds to the subject before it: "having grown by"."""
    return bool(_patterns()["having"].match(lead))


def is_that_of(lead: str) -> bool:
    """Whether a clause takes up an earlier measure: "that of light industry"."""
    return bool(_patterns()["that_of"].search(lead))


def owned(head: str, lead: str, before: list[Reading]) -> str:
    """Put the owner before what is "its" share or total, and behind what is "their" output."""
    earlier = head_before(before)
    if earlier and head and _patterns()["their"].search(lead):
        return f"{head} of {earlier.partition(' of ')[2] or earlier}"
    its = _patterns()["its"].search(lead) if earlier and head else None
    if its and head == earlier:
        return f"{lead[its.end() :].split(maxsplit=1)[0]} of {head}"
    return f"{earlier} {head}" if its else head


def whole_head(clause: Clause, before: list[Reading]) -> str:
    """What a number measures, with what it leaves to the words before its clause; "" where it says more of those."""
    text, mention, lead, pattern = clause.text, clause.mention, clause.lead, _patterns()
    if rises(lead) and mention.unit == "%" and mention.direction is None:
        clause = clause._replace(mention=replace(mention, direction="up"))
    if is_aside(lead) and (mention.direction or mention.noun is None):
        return subject(text[: clause.start].rstrip(" ,"))
    head = of_pair(full(head_of(clause, before), lead, before, clause.told), text[: clause.start])
    if not head and (counted := pattern["in_number"].match(text, mention.end)):
        head = f"{subject(text[: mention.start].rstrip(' ,'))} {predicate(text[counted.end() :])}".strip()
    if not head and not before:
        told = text[: clause.start].rstrip(" :,;")
        last = pattern["parting"].split(told)[-1]
        head = subject(last if finite(last) > 0 or ":" in told else told)
    return _of_measure(owned(head, lead, before), clause, before)


def _of_measure(head: str, clause: Clause, before: list[Reading]) -> str:
    """Put the measure back that a head takes up: "that of imports", "of which steel was", "the steel chain alone"."""
    if not before or not head:
        return head
    measure = head_before(before).partition(" of ")[0]
    if _patterns()["of_which_is"].match(clause.lead) and before[-1].mention.unit == clause.mention.unit != "count":
        return head if set(head.lower().split()) & set(measure.lower().split()) else f"{measure} of {head}"
    if head.endswith(" alone"):
        return f"{measure} of {head.removesuffix(' alone')}"
    return head if not is_that_of(clause.lead) or head.startswith(measure) else f"{measure} of {head}"
