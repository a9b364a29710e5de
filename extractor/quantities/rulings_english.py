"""An English amount in its surroundings in, the reason why it is no quantity out (CODEBOOK, Rulings), or None."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.quantities import english
from extractor.quantities.amounts import Amount
from extractor.quantities.exclusions import DOCUMENT_HEADS, HEADS, TABLE
from extractor.quantities.lexicon import latin, skip_blanks, skip_blanks_back, word_list
from extractor.quantities.mention import Exclusion, Mention

_EN = TABLE["english"]
_EN_SPAN_BEFORE = word_list(_EN["span_before"])
_EN_SPAN_AFTER = word_list(_EN["span_after"])
_EN_SPAN_WORDS = frozenset(_EN["span_words"])
_EN_NAME_AFTER = frozenset(_EN["name_after"])
_PERIODS = frozenset({"years", "months", "quarters", "decades", "weeks", "days", "times"})
_MOVED = re.compile(r"\b(?:up|down|by|climbed|rose|fell|moved|jumped)$")
_PORTIONS = frozenset({"batches", "phases", "stages", "steps", "instalments", "installments", "rounds"})
"""In so many of these a thing is done."""
_LIMITED_TO = re.compile(
    r"\b(?:(?:reduc|shorten|cut|limit|kept|keep|compress|control|brought|time)\w*\s(?:\w+\s){0,3}|(?:be|is|are|was|were|set)\s)$",
    re.IGNORECASE,
)
"""Before "within three days" where that is what was reached, and not only by when something was done."""
_PEOPLED = re.compile(
    r"\b(?:villages?|communit(?:y|ies)|sites?|towns?|townships?|areas?|settlements?|cities|counties|enterprises|firms|groups|teams)"
    r"\s(?:of|with)$",
    re.IGNORECASE,
)
"""Before a number of people or households that tells which places are meant."""
_TO_TOP = re.compile(r"\b(?:will|to|should|shall|must|can|would|could) top$")
"""Where "top" is a verb: exports will top 900,000 units."""
_FOLK = frozenset({"people", "inhabitants", "citizens"})
"""A place's own (“the city's 21 million people”) tell only how many are there."""
_ALL = Decimal(10**9)
"""So many people are a whole country's."""
_AGE = re.compile(r"(?:of age|old)$")
_INHABITED = re.compile(
    r"(?:\bwith (?:a|an|its|our|the|their)(?: [a-z-]+){0,2} population (?:of|close to|nearing)"
    r"|\b(?:country|nation|province|city|municipality|region|county|district) (?:with|of))(?: [a-z]+){0,2} ?$",
    re.IGNORECASE,
)
"""Before a number of people that only says how large a country or city is."""
_INHABITED_REACH = 70
_SMALL = Decimal(20)
_NEAR = 40


def age(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """An age that selects people, and a time within which something is done."""
    if mention.bound != "exact" and _AGE.search(text, amount.number_end, mention.end):
        return "criterion"
    limited = _LIMITED_TO.search(text, max(0, mention.start - _NEAR), mention.start)
    return "span" if text.startswith("within ", mention.start) and not limited else None


def span(text: str, end: int, before: int, unit: str, *, whole: bool) -> Exclusion | None:
    """Years of standing: "five years ago", "the past five years", "30 years of reform"."""
    gap = skip_blanks(text, end)
    if _EN_SPAN_AFTER.at(text, gap) is not None or (whole and text.startswith("of ", gap)):
        return "span"
    return "span" if unit == "year" and _EN_SPAN_BEFORE.before(text, before) is not None else None


def named(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """Line 13, No. 12, top 10, 11 tasks, three consecutive years."""
    before = skip_blanks_back(text, amount.start)
    headed = latin(text[before - 1 : before]) or text[before - 1 : before] in (".", "-")
    if headed and (reason := _after_head(text, amount, mention, before)) is not None:
        return reason
    place = skip_blanks(text, amount.end)
    if not latin(text[place : place + 1]):
        return None
    following = english.next_word(text, amount.end)
    if mention.noun is None:
        return "name" if amount.scale == 1 and following in _EN_NAME_AFTER else None
    if following in _EN_SPAN_WORDS and mention.noun in _PERIODS:
        return "span"
    if (reason := _selects_by_number(text, amount, mention)) is not None:
        return reason
    if amount.value > _SMALL:
        return None
    if mention.noun == "places" and _MOVED.search(text, max(0, before - 8), before):
        return "ordinal"
    near = text[max(0, before - 10) : before].lower()
    pointed = near.endswith(" following") or (mention.noun in _PORTIONS and near.endswith(" in"))
    summed = pointed or (not amount.digits and following.lower() in english.KEY)
    return "scope" if summed or mention.noun.lower() in english.SCOPE else None


def _selects_by_number(text: str, amount: Amount, mention: Mention) -> Exclusion | None:
    """Why a number of people or households counts nothing: it tells which places are meant, or is all of a place."""
    start = skip_blanks_back(text, mention.start)
    if mention.bound in ("at_least", "at_most") and _PEOPLED.search(text, max(0, start - 24), start):
        return "criterion"
    return "scope" if str(mention.noun).lower() in _FOLK and _is_populace(text, amount, start) else None


def _is_populace(text: str, amount: Amount, before: int) -> bool:
    """Whether a number of people is all of a place: "the city's 21 million people", "for 1.4 billion people"."""
    if text[max(0, before - 2) : before] in ("'s", "’s") or text.startswith(" people of all ethnic", amount.end):
        return True
    return amount.value >= _ALL and text[max(0, before - 4) : before] in (" for", " our", " the")


def _after_head(text: str, amount: Amount, mention: Mention, before: int) -> Exclusion | None:
    if text[max(0, before - 4) : before].lower().strip(" \n-") == "top":
        return None if _TO_TOP.search(text, max(0, before - 14), before) else "ordinal"
    if mention.value > _SMALL and _INHABITED.search(text, max(0, before - _INHABITED_REACH), before):
        return "scope"
    if HEADS.before(text, before) is None:
        return None
    document = DOCUMENT_HEADS.before(text, before) is not None
    if document and text[before - 1] in ".o":
        return "document_number"
    if mention.noun is not None and not text[amount.end + 1 : amount.end + 2].isupper():
        return None
    return "document_number" if document else "name"
