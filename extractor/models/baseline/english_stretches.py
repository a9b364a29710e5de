"""Where the clause of an English number begins and ends, and the rank that stands behind it."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.english_clause import MONEY, patterns
from extractor.models.baseline.english_subjects import is_listed, is_whole, subject
from extractor.models.baseline.english_words import finite
from extractor.models.baseline.words import either, verbs
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

RANK_WITHIN = 80
"""Characters behind a number, in which a rank begins that it has."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {
        "rank": re.compile(either("en", "ranks"), flags),
        "bar": re.compile(r"[;:|–—](?!\d)"),
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
        "elided": re.compile(r"\s*(?:respectively)?\s*,?\s*and\s", flags),
        "joint": re.compile(r"(?:,\s*|\s)and\s+", flags),
        "which_is": re.compile(r"\s*(?:which|who|whose)\s", flags),
        "comma": re.compile(r",\s+(?:with\s+|while\s+|whereas\s+|and\s+)?"),
    }


def clause_start(text: str, floor: int, mention: Mention) -> int:
    """Where the clause of a number begins: behind the last mark before it, unless a list of heads runs over that."""
    ceiling = mention.start
    starts = [floor, *(match.end() for match in _patterns()["mark"].finditer(text, floor, ceiling))]
    place, tied = len(starts) - 1, _patterns()["tied"]
    if (
        place > 1
        and _patterns()["which_is"].match(text, starts[place - 1])
        and patterns()["joiners"].match(text[starts[place] : ceiling])
    ):
        return starts[place - 2]
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


def list_start(text: str, floor: int, ceiling: int, count: int) -> int:
    """Where the clause of a list begins: behind a mark, or behind the last comma that leaves enough heads."""
    marks = [match.end() for match in _patterns()["bar"].finditer(text[floor:ceiling])]
    floor += marks[-1] if marks else 0
    for comma in reversed([match.end() for match in _patterns()["comma"].finditer(text, floor, ceiling)]):
        lead = text[comma:ceiling]
        said = finite(lead) > 0 or patterns()["said"].search(lead)
        if said and len(patterns()["list"].split(subject(lead, listed=True))) >= count:
            return comma if finite(text[floor:comma]) > 0 else floor
    return floor


def clause_end(text: str, start: int) -> int:
    """Where the clause of a number ends."""
    match = _patterns()["clause_end"].search(text, start)
    return match.start() if match else len(text)


def rank_behind(text: str, start: int, ceiling: int) -> Words | None:
    """The words of a rank that stands right behind a number."""
    match = _patterns()["rank"].search(text, start, min(ceiling, start + 2 * RANK_WITHIN))
    return Words(match.group(), match.start()) if match and match.start() - start < RANK_WITHIN else None
