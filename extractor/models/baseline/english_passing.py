"""What an English sentence speaks of in passing: counts that say of how many or where, asides, phrases behind two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor.models.baseline.reading import Reading
from extractor.quantities.mention import Mention

_FOR_WHOM = r"\s+((for|in|among|at)\s+[^,;.()0-9]{3,60}?)"
"""A phrase behind a number that tells for whom, in or at what it is."""
_FEW = 100
"""A count of no more may tell where another number is."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {
        "faced": re.compile(
            r"^(?:faced|confronted|in\s+the\s+face|despite|in\s+spite|under\s+the\s+impact|against\s+the\s+backdrop|amid)\b[^;.]*?,\s+(?=(?:we|the|our)\b)",
            flags,
        ),
        "of_all": re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|our\s+|their\s+)?(?:[\w-]+[’']s\s+)?", flags),
        "where": re.compile(
            r"\s+(?:(?!by\b|to\b|for\b)[a-z][\w’'-]*\s+){1,7}?(?:in|on|at|from|across|among|of)\s+(?:the\s+|all\s+)?",
            flags,
        ),
        "of_the": re.compile(r"(?:of|among)\s+(?:the|all|these|our)\s+", flags),
        "there": re.compile(
            r"\s+(?:are|is|were|was|have|has|had)\s+(?:been\s+)?(?P<what>[a-z][^,;:.\d]{2,50}?)(?=\s+by\s|[,;.]|$)",
            flags,
        ),
        "pointing": re.compile(
            r"\b(?:rate|ratio|share|proportion|volume|value|income|revenue|output|throughput|number|length|capacity|area|amount"
            r"|quality|seats|price|prices)\b[^,;\d]*\bof\s+(?:all\s+)?(?:the\s+)?$",
            flags,
        ),
        "then_is": re.compile(
            r"[^,;\d]*\b(?:was|were|is|are|reached|rose|grew|fell|stood|came|exceeded|totaled|amounted)\b[^,;\d]*$",
            flags,
        ),
        "however": re.compile(r",\s+(?:however|meanwhile|in\s+turn|in\s+particular|respectively),(?=\s)", flags),
        "for_whom": re.compile(rf"{_FOR_WHOM}(?=[,;.]|$)", flags),
        "for_one": re.compile(rf"{_FOR_WHOM},?\s+and\s+(?:by\s+)?", flags),
    }


def plain(text: str) -> str:
    """The sentence without asides that part a subject from its verb, and in one spelling; as long as before."""
    if "ll" in text:
        text = text.replace("totalling ", "totaling  ").replace("totalled ", "totaled  ")
    aside = _patterns()["however"].search(text)
    return f"{text[: aside.start()]}{' ' * len(aside[0])}{text[aside.end() :]}" if aside else text


def is_pointing(text: str, mentions: Sequence[Mention], place: int) -> bool:
    """Whether a count only says of how many things the next number is a measure: "the output of the 18 mills was …"."""
    one = mentions[place]
    if one.unit != "count" or one.noun is None or one.bound != "exact" or place + 1 == len(mentions):
        return False
    before = mentions[place - 1].end if place else 0
    return bool(
        _patterns()["pointing"].search(text, before, one.start)
        and _patterns()["then_is"].fullmatch(text, one.end, mentions[place + 1].start)
    )


def scoped(text: str, readings: list[Reading]) -> list[Reading]:
    """Leave out a count that only tells where or of what another number is: "300 beds in 12 clinics"."""
    faced = _patterns()["faced"].match(text)
    if faced:
        readings = [replace(one, relation="nothing") if one.mention.end <= faced.end() else one for one in readings]
    if len(readings) > 1 and _patterns()["of_the"].fullmatch(text, 0, readings[0].mention.start):
        said = _patterns()["there"].match(text, readings[1].mention.end)
        if said and readings[1].mention.unit == "count":
            head = f"{readings[0].head} {said['what']}".strip()
            readings[:2] = [replace(readings[0], relation="nothing"), replace(readings[1], head=head, relation="own")]
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


def parallel(text: str, readings: list[Reading]) -> list[Reading]:
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
