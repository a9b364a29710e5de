"""How a sentence reads its numbers: each mention with its head, or as something said of the head before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

Relation = Literal["own", "more", "base", "again", "nothing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention as its clause reads it.

    `relation` is `own` for a number that brings its head, `more` for one that says more of the head before it,
    `base` for the level that a change starts from, `again` for one that repeats the number before in other units and
    `nothing` for one that makes no record.
    `start` and `end` are the clause that head and number stand in. `rank` are the words of a rank that the clause
    gives. `group` numbers lists distributed over their heads.
    """

    mention: Mention
    head: str
    relation: Relation
    start: int
    end: int
    rank: Words | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Mentions side by side, with nothing but list marks between them; most runs have one.

    `floor` is where the mention before the run ends, `ceiling` where the one behind it starts and `ahead` where the
    numeral of that one stands.
    """

    mentions: Sequence[Mention]
    floor: int
    ceiling: int
    ahead: int


def runs(text: str, mentions: Sequence[Mention], beside: Callable[[Mention, Mention], bool]) -> Iterator[Run]:
    """Part a sentence's mentions into runs.

    Args:
        text: the sentence.
        mentions: its quantity mentions, in order.
        beside: whether two neighbours belong to one list.

    Yields:
        The runs, in order; every mention is in one.
    """
    first = 0
    for after in range(1, len(mentions) + 1):
        if after == len(mentions) or not beside(mentions[after - 1], mentions[after]):
            floor = mentions[first - 1].end if first else 0
            ceiling = mentions[after].start if after < len(mentions) else len(text)
            ahead = mentions[after].number_start if after < len(mentions) else len(text)
            yield Run(mentions[first:after], floor, ceiling, ahead)
            first = after


def listed(run: Run, heads: Sequence[str], clause: tuple[int, int], counterparts: Sequence[int]) -> list[Reading]:
    """Read a list of numbers, each with its own head.

    Args:
        run: the numbers.
        heads: one a number; empty where the list says more of the heads of an earlier list.
        clause: the stretch of the sentence that heads and numbers stand in.
        counterparts: the groups of that earlier list, if it is as long.
    """
    groups = [mention.start + 1 for mention in run.mentions]
    if not any(heads) and len(counterparts) == len(groups):
        groups = list(counterparts)
    return [
        Reading(mention, head, "own" if head else "more", *clause, group=group)
        for mention, head, group in zip(run.mentions, heads, groups, strict=True)
    ]


@dataclass(slots=True)
class Claim:
    """What a sentence says of one indicator: a level, a change, or both."""

    head: str
    start: int
    end: int
    value: Mention | None = None
    change: Mention | None = None
    also: list[Mention] = field(default_factory=list)
    rank: Words | None = None
    group: int = 0


def gather(readings: Iterable[Reading]) -> list[Claim]:
    """Put the readings of a sentence together: a level and its growth are one claim.

    A second level of the same unit is the exact figure behind a threshold (首次突破5万家、达5.12万家): it takes the
    threshold's place, and the threshold is kept as a repeat.
    """
    claims: list[Claim] = []
    bases: list[Reading] = []
    for reading in readings:
        if reading.relation == "base":
            bases.append(reading)
            continue
        if reading.relation == "nothing":
            continue
        if reading.relation == "again" and claims:
            _repeat(claims[-1], reading.mention)
            continue
        claim = _claim_of(reading, claims, bases)
        claim.also.extend(base.mention for base in bases)
        claim.start = min([claim.start, *(base.start for base in bases)])
        bases = []
    claims.extend(_opened(base) for base in bases)
    return claims


def _repeat(claim: Claim, mention: Mention) -> None:
    """Keep a number that says the same again; of a growth told as an amount and as a share, the share is the change."""
    if claim.change and mention.unit == "%" and claim.change.unit not in ("%", "pp"):
        claim.also.append(claim.change)
        claim.change = mention
    else:
        claim.also.append(mention)


def _claim_of(reading: Reading, claims: list[Claim], bases: list[Reading]) -> Claim:
    if reading.relation == "more":
        earlier = _earlier(reading, claims)
        if earlier and not bases and _joins(earlier, reading):
            earlier.start, earlier.end = min(earlier.start, reading.start), max(earlier.end, reading.end)
            earlier.rank = earlier.rank or reading.rank
            return earlier
    claim = _opened(reading)
    if not claim.head:
        named = bases[-1] if bases and bases[-1].head else (claims[-1] if claims else None)
        claim.head = named.head if named else ""
        claim.start = min(claim.start, named.start) if named else claim.start
    claims.append(claim)
    return claim


def _earlier(reading: Reading, claims: list[Claim]) -> Claim | None:
    """The claim that a reading says more of: its counterpart in the list before, or simply the last."""
    if reading.group:
        return next((one for one in claims if one.group == reading.group), None)
    return claims[-1] if claims else None


def _joins(claim: Claim, reading: Reading) -> bool:
    """Fill the claim's free slot with the reading; False where it has none for it."""
    mention = reading.mention
    if is_change(mention):
        if claim.change:
            return False
        claim.change = mention
        return True
    if claim.value is None:
        claim.value = mention
        return True
    if claim.value.unit == mention.unit and claim.value.bound != "exact" and mention.bound == "exact":
        claim.also.append(claim.value)
        claim.value = mention
        return True
    return False


def _opened(reading: Reading) -> Claim:
    claim = Claim(reading.head, reading.start, reading.end, rank=reading.rank, group=reading.group)
    if is_change(reading.mention):
        claim.change = reading.mention
    else:
        claim.value = reading.mention
    return claim


def is_change(mention: Mention) -> bool:
    """Whether a number is a growth, rise or fall (CODEBOOK, `value` or `change`)."""
    return mention.direction is not None


_OPENING = "(（“《[「"
_CLOSING = ")）”》]」"


@cache
def _stops(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks + _OPENING + _CLOSING)}]")


def clauses(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text between the given marks, outside brackets and quotes."""
    start = depth = 0
    for stop in _stops(marks).finditer(text):
        char = stop.group()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            yield start, stop.start()
            start = stop.end()
    yield start, len(text)
