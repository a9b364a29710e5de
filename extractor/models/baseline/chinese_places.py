"""Where a Chinese number stands in its sentence, and what it speaks of there in passing, without being a result."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.models.baseline.chinese_earlier import is_generic, marks
from extractor.models.baseline.chinese_heads import BREAKS, SHORT_TAIL, Phrase, patterns
from extractor.models.baseline.reading import Relation
from extractor.quantities.mention import Mention

_GOING = "在建"
"""What only tells that things are being built; it is no action that was done to them."""


class Place(NamedTuple):
    """Where a number stands: the words that lead up to it, its clause, and where the next number begins.

    `linked` tells that no break parts it from the number before, so that they share an action (新建绿道3公里、公园2个).
    """

    text: str
    lead: str
    start: int
    end: int
    ceiling: int
    linked: bool


def in_passing(mention: Mention, place: Place, phrase: Phrase, tail: str) -> tuple[str, Relation] | None:
    """What a count speaks of that is no result: what something builds on, whose sum is told, what is going on."""
    opens = place.lead.lstrip().startswith(("在", "继", "以"))
    if opens and marks()["basis"].match(place.text, mention.end, place.end):
        return tail, "nothing"
    if tail and _is_scope(mention, place, phrase):
        return phrase.noun + tail, "base"
    if _is_under_way(mention, place, phrase):
        return marks()["under_way"].sub("", tail), "nothing"
    return None


def _is_scope(mention: Mention, place: Place, phrase: Phrase) -> bool:
    """Whether a count only tells of how many things a share or a sum behind it speaks (5个区覆盖率达90%)."""
    if mention.unit != "count" or mention.bound != "exact" or place.ceiling >= place.end or phrase.action:
        return False
    if phrase.text and (phrase.levels or is_generic(phrase.noun)):
        return False
    alone = not phrase.text and not marks()["apart"].match(place.text, mention.end, place.ceiling)
    share = alone and marks()["share_ahead"].match(place.text, place.ceiling)
    return bool(share or marks()["sum_ahead"].match(place.text, mention.end))


def _is_under_way(mention: Mention, place: Place, phrase: Phrase) -> bool:
    """Whether a count only tells what is going on (20个园区加快建设), with no action of its own and no result."""
    done = phrase.action and phrase.action != _GOING
    if mention.unit != "count" or mention.direction or done or phrase.levels or "带动" in place.lead:
        return False
    behind = place.text[mention.end : min(place.ceiling, place.end)]
    if behind.endswith("、") and patterns()["predicate"].search(behind, SHORT_TAIL):
        return False
    return bool(marks()["under_way"].search(place.text, mention.end, place.end))


def lead_start(text: str, floor: int, ceiling: int, *, after_number: bool) -> int:
    """Where the words begin that lead up to a number: behind the last mark of the stretch before it.

    A 、 is such a mark only next to the number before (…1800亿元、科技型企业贷款2100亿元), not inside a list of names.
    """
    start, depth = floor, 0
    for position in range(ceiling - 1, floor - 1, -1):
        char = text[position]
        depth = max(0, depth + (char in ")）”》") - (char in "(（“《"))
        if char in BREAKS and not depth:
            return position + 1
    if after_number and (mark := text.find("、", floor, ceiling)) >= 0:
        return mark + 1
    if after_number and (joined := re.search("(?:以及|[和及与])$", text[floor:ceiling])):
        return floor + joined.end()
    return start


def clause_end(text: str, start: int) -> int:
    """Where the clause ends that goes on at a place: at the next mark outside of brackets and quotations."""
    depth = 0
    for position in range(start, len(text)):
        char = text[position]
        depth = max(0, depth + (char in "(（“《") - (char in ")）”》"))
        if char in BREAKS and not depth:
            return position
    return len(text)
