"""What an English number leaves to what stands before it: the owner of a total, the list it is of, "the former"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.models.baseline.english_clause import patterns
from extractor.models.baseline.english_counted import narrowed
from extractor.models.baseline.english_subjects import object_of, subject
from extractor.models.baseline.english_words import sets, telling
from extractor.models.baseline.reading import Reading

_PAIR = re.compile(r"\bboth\s+(?P<former>.+?)\s+and\s+(?P<latter>[^,;]+)$|(?P<one>[^,;]+?)\s+and\s+(?P<two>[^,;]+)$")
_FORMER = re.compile(r",?\s+(?:with\s+)?the\s+former\b")
_PER = re.compile(r"\sper\s(?:unit\sof\s|capita\b|\d[\d,]*\s)?[^,;]*$")
_ONWARD = re.compile(r"^[a-z]+\s(?:of|to|from|in|for|with)\s")
_NUMBER_OF_THEM = re.compile(
    r"(?:total\s+|overall\s+)?(?:number|figure)\s+(?!of\b|for\b)(?P<rest>(?:on|in|at|under|with)\s.+)$", re.IGNORECASE
)
_OWNED = 3
"""Telling words of a measure that "with a … of" gives to the thing before it."""


def head_before(before: list[Reading]) -> str:
    """The nearest head among the numbers told before, or "" where none has one."""
    return next((one.head for one in reversed(before) if one.head), "")


def full(head: str, lead: str, before: list[Reading], told: str) -> str:
    """Put back what a number leaves to an earlier one: "bringing the total to" of what, "with an investment of".

    Args:
        head: what the number's own clause says.
        lead: the clause before the number.
        before: the numbers told before.
        told: the clause before that.
    """
    pattern = patterns()
    earlier = head_before(before)
    owned = pattern["with_a"].search(lead)
    if (
        head
        and (match := owned if owned and telling(head) <= _OWNED else pattern["with"].search(lead))
        and (owned or pattern["dependent"].match(head))
    ):
        own = lead[: match.start()]
        owner = object_of(own) or subject(own) or earlier or narrowed(subject(told))
        return f"{head} of {owner}" if owner else head
    if head and pattern["generic"].match(head):
        return earlier
    if earlier and (rest := _NUMBER_OF_THEM.match(head)):
        return f"{earlier} {rest['rest']}"
    if earlier and head and pattern["another"].search(lead) and f" {head.split(maxsplit=1)[0]} " in f" {earlier} ":
        return earlier
    return head


def distribute(heads: str, count: int) -> list[str]:
    """Give each number of a list its own of the listed heads, with the words that the first shares with the rest."""
    parts = [part.strip(" ,") for part in patterns()["list"].split(heads) if part.strip(" ,")]
    if len(parts) > count:
        wider = [part.strip(" ,") for part in patterns()["commas"].split(heads) if part.strip(" ,")]
        parts = wider if len(wider) == count else parts
    if len(parts) == count + 1 and " " not in parts[0] and _ONWARD.search(parts[1]):
        parts = [f"{parts[0]} and {parts[1]}", *parts[2:]]
    if len(parts) == count + 1:
        parts = [*parts[:-2], " and ".join(parts[-2:])]
    if len(parts) != count:
        return [heads] * count
    measure = parts[0].partition(" of ")[0]
    parts = [re.sub(r"^(?:that|those)(?=\s+of\s)", measure, part) for part in parts]
    parts = shared_noun(parts)
    if (per := _PER.search(parts[-1])) and not any(" per " in part for part in parts[:-1]):
        parts = [*(part + per[0] for part in parts[:-1]), parts[-1]]
    shared = re.match(r"^(.*?\b(?:of|in|to|for|from)\s+)\S", parts[0])
    if shared and not any(re.search(r"\b(?:of|in|to|for|from)\s", part) for part in parts[1:]):
        parts = [parts[0], *(shared[1] + part for part in parts[1:])]
    return parts


def of_pair(head: str, told: str) -> str:
    """Put the name back for "the former" or "the latter" of two things.

    Args:
        head: what the number's own clause says.
        told: the text before that clause.
    """
    which = head.lower()
    pair = _PAIR.search(_FORMER.split(told)[0].rstrip(" ,;")) if which in ("former", "latter") else None
    if not pair:
        return head
    if which == "latter":
        return subject(pair["latter"] or pair["two"])
    return subject(pair["former"] or object_of(pair["one"]))


def shared_noun(parts: Sequence[str]) -> list[str]:
    """Put the noun back behind an adjective that shares it with the last of a list: "urban" and "rural households"."""
    noun = parts[-1].rpartition(" ")[2]
    return [
        f"{part} {noun}" if part.rpartition(" ")[2].lower() in sets()["paired"] and part != parts[-1] else part
        for part in parts
    ]
