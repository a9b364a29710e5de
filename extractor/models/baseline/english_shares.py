"""English shares and parts: of which whole, and what one more share or sum leaves to the one before."""

from __future__ import annotations

import re

from extractor.models.baseline.english_clause import Clause, patterns
from extractor.models.baseline.english_earlier import head_before
from extractor.models.baseline.english_phrases import LONG, behind, money, shorten
from extractor.models.baseline.english_words import sets, telling
from extractor.models.baseline.reading import Reading


def part_of(clause: Clause, before: list[Reading]) -> str:
    """What is said of so many of the things before: "of whom 2 million live in towns", "half of which is for roads"."""
    pattern = patterns()
    behind_it = pattern["of_them"].match(clause.tail)
    if not before or clause.mention.direction or not (behind_it or pattern["whom"].search(clause.lead)):
        return ""
    there = pattern["there"].match(clause.tail, behind_it.end() if behind_it else 0)
    earlier = pattern["verb_on"].sub("", head_before(before))
    what = shorten(there["what"].removesuffix(" 0").strip()) if there else ""
    return f"{earlier} {what}" if earlier and what and telling(what) <= LONG else ""


def who_reaches(clause: Clause, last: Reading) -> str:
    """Who reaches the next number too: "the plan covers 80% of counties and 7 million villagers"."""
    if patterns()["included"].match(clause.lead) and (led := patterns()["onto"].match(last.head)):
        return led[0].strip()
    if not is_joined(clause) or "," in clause.text[last.mention.end : clause.mention.start]:
        return ""
    said = last.head.split()
    at = next((place for place, word in enumerate(said) if place and word.lower() in sets()["reaching"]), 0)
    return " ".join(said[: at + 1]) if at else ""


def in_common(clause: Clause, last: Reading) -> str:
    """What a row of amounts has in common: "capacity of 27 million tons of steel, 42 million tons of cement"."""
    common, found, _ = last.head.rpartition(" of ")
    led = clause.text[: last.mention.start].rstrip().endswith(" of") or clause.text.startswith(" of ", last.mention.end)
    return f"{common} of" if found and led and last.mention.unit == clause.mention.unit else ""


def next_share(clause: Clause, last: Reading) -> str:
    """One more share: of a whole of its own, for another purpose, or simply of what the head before names."""
    earlier = last.head
    if last.mention.unit != "%" and clause.lead.split()[-1:] == ["and"] and patterns()["of_whole"].match(clause.tail):
        return behind(clause.tail, begins=True).wording() or earlier
    if last.mention.unit == "%" and is_joined(clause) and (own := own_whole(clause, last)):
        return own
    if clause.text[: clause.mention.start].endswith(", and ") and patterns()["of_whole"].match(clause.tail):
        phrase = behind(clause.tail, begins=True)
        if phrase.core and phrase.verb:
            return phrase.wording()
    fresh = patterns()["fresh"].search(clause.text, 0, clause.start) or patterns()["of_this"].match(clause.tail)
    if fresh and patterns()["of_whole"].match(clause.tail):
        phrase = behind(clause.tail, begins=True)
        return phrase.wording() if phrase.core else f"{earlier} {phrase.verb}".strip()
    if patterns()["purposed"].match(clause.tail) and (purpose := money(clause.beyond)):
        return next_purpose(earlier, purpose)
    return of_whole(clause, earlier)


def is_joined(clause: Clause) -> bool:
    """Whether an "and" stands right before the number."""
    return clause.text[: clause.mention.start].endswith(" and ")


def own_whole(clause: Clause, last: Reading) -> str:
    """The whole of a share that is joined by "and" to another with its own: "20% of pupils and 30% of teachers"."""
    pattern = patterns()
    there = clause.text[last.mention.end : clause.start]
    if not pattern["of_whole"].match(clause.tail) or not pattern["of_whole"].match(there):
        return ""
    whole = behind(there, begins=False).core
    return behind(clause.tail, begins=True).wording() if whole and last.head.startswith(whole) else ""


def next_purpose(earlier: str, purpose: str) -> str:
    """The verb of one amount put before the purpose of the next: "12 billion for roads and 3 billion for rail"."""
    verb, found, _ = earlier.partition(f" {purpose.partition(' ')[0]} ")
    return f"{verb} {purpose}" if found else purpose


def of_whole(clause: Clause, name: str) -> str:
    """A share of a whole is named by both: "R&D spending" of "GDP"."""
    if clause.mention.unit != "%" or clause.mention.direction or not name:
        return name
    match = patterns()["of_whole"].match(clause.tail)
    whole = behind(clause.tail, begins=False).core if match else ""
    return f"{name} of {whole}" if whole else name


def share_of(name: str, match: re.Match[str], whole: str, before: list[Reading]) -> str:
    """A share is an indicator of its own: what, and of what."""
    of_what = name or head_before(before)
    if name and whole in ("", "total") and head_before(before):
        whole = head_before(before)
    return (
        " ".join(
            part
            for part in (of_what, "of" if match[1].startswith("equal") else " ".join(match[1].split()), whole)
            if part
        )
        if of_what
        else whole
    )
