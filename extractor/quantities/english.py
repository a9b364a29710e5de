"""What stands around a number in English: bounds, change words with their connectors, and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.quantities.lead import BoundWord, Lead, bound_before
from extractor.quantities.lexicon import Hit, Lexicon, skip_blanks, skip_blanks_back, table
from extractor.quantities.mention import Direction
from extractor.schemas.quantity import Bound

_TABLE = table("english.toml")
BOUNDS: Lexicon[BoundWord] = Lexicon.of(_TABLE["before"])
AFTER: Lexicon[Bound] = Lexicon.of(_TABLE["after"])
AFTER_CHANGES: Lexicon[Direction] = Lexicon.of(_TABLE["after_changes"])
_CHANGES: dict[str, Direction] = {word: way for way, words in _TABLE["changes"].items() for word in words}
_CHANGES_BY = _CHANGES | {word: way for way, words in _TABLE["changes_by"].items() for word in words}
_PHRASAL = frozenset(_TABLE["grammar"]["phrasal"])
_FRAMES = frozenset(_TABLE["grammar"]["frames"])
_LINKS = frozenset(_TABLE["grammar"]["links"])
_FILLERS = frozenset(_TABLE["grammar"]["fillers"])
_AMONG = frozenset(_TABLE["grammar"]["among"])
_CHANGE_NOUNS = frozenset(_TABLE["grammar"]["change_nouns"])
_KEPT = frozenset(_TABLE["grammar"]["kept"])
_ARTICLES = frozenset(_TABLE["grammar"]["articles"])
_SIZES = frozenset(_TABLE["grammar"]["sizes"])
_STOPS = frozenset(_TABLE["stops"]["words"])
_PLURALS = frozenset(_TABLE["nouns"]["plural"])
_NO_PLURALS = frozenset(_TABLE["nouns"]["singular"])
SCOPE = frozenset(_TABLE["nouns"]["scope"])
KEY = frozenset(_TABLE["nouns"]["key"])
DENOMINATORS = "|".join(_TABLE["time"]["denominators"])

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CLAUSE_END = re.compile(r"[;:!?。；]|\.(?=\s)")
_LIMITS = ("above", "below")
"""To rise above or fall below is to come to a level."""
_NEXT_ITEM = re.compile(r"\s+(?:of|at|within)\s+(?:[a-z]+\s+){0,3}[0-9]")
_NEAR = 72
_LOOKED_AT = 11
_FAR = 160


class _Token(NamedTuple):
    word: str
    start: int


def lead(text: str, number: int) -> Lead:
    """Read backwards from a number.

    Args:
        text: the whole text.
        number: where the number starts.

    Returns:
        What the words before it say; a change *to* a level ("rose to 50.2") has no direction.
    """
    start, bound = bound_before(BOUNDS, text, number)
    tokens = _tokens(text, start)
    if not tokens:
        return Lead(start, bound, None, start)
    if text[start:number].lower().startswith(_LIMITS):
        return Lead(start, bound, None, start)
    direction, reach, not_counts = _change(text, tokens, start)
    return Lead(start, bound, direction, reach, not_counts)


def _tokens(text: str, end: int) -> list[_Token]:
    """The last words before `end`, nearest first, as far as no comma or stop cuts them off."""
    end = skip_blanks_back(text, end)
    low = max(0, end - _NEAR)
    stretch = text[low:end]
    cut = max(stretch.rfind(mark) for mark in ",;:.()，。；：、\u201d\u201c")
    low, stretch = low + cut + 1, stretch[cut + 1 :]
    found = [_Token(match.group().lower(), low + match.start()) for match in _WORD.finditer(stretch)]
    if not found or found[-1].start + len(found[-1].word) != end:
        return []
    return found[:-_LOOKED_AT:-1]


def _change(text: str, tokens: list[_Token], start: int) -> tuple[Direction | None, int, bool]:
    """The direction the words before a number give it, where the anchor then starts, and if not for counts."""
    if tokens[0].word in _FILLERS and len(tokens) > 1:
        tokens = tokens[1 + (tokens[1].word in _ARTICLES and len(tokens) > 2) :]
    first = tokens[0].word
    if first == "by":
        return *_changed_by(text, tokens, start), False
    if first in _CHANGES and not (first in _CHANGE_NOUNS and _led_to(tokens[1:])):
        phrasal = len(tokens) > 1 and tokens[1].word in _PHRASAL
        return (None, start, False) if phrasal else (_CHANGES[first], tokens[0].start, first in _AMONG)
    if first in _KEPT or (first in _LINKS and first != "to"):
        direction, reach = _measured(text, tokens, start)
        if direction is None:
            return _changed_in(tokens), start, True
        return direction, reach, False
    if first == "to" and any(token.word in _KEPT for token in tokens):
        return _changed_in(tokens), start, True
    return None, start, False


def _led_to(before: list[_Token]) -> bool:
    """Whether a word of change is what something else leads to: "the contribution to growth reached 60%"."""
    word = next((token.word for token in before if token.word not in _SIZES), "")
    return word in ("to", "toward", "towards")


def _changed_by(text: str, tokens: list[_Token], start: int) -> tuple[Direction | None, int]:
    """The change before "by": the word right before it, else the nearest one of the clause ("grow the GRP by")."""
    for token in tokens[1:3]:
        if token.word in _CHANGES_BY:
            return _CHANGES_BY[token.word], _with_article(tokens, token)
        if token.word not in _SIZES and not token.word.endswith("ly"):
            break
    if len(tokens) > 1 and tokens[1].word.endswith("ed") and [one.word for one in tokens[1:3]] != ["added", "value"]:
        return None, start
    clause = _CLAUSE_END.split(text[max(0, tokens[0].start - _FAR) : tokens[0].start])[-1]
    words = (word.lower() for word in reversed(_WORD.findall(clause)))
    return next((_CHANGES_BY[word] for word in words if word in _CHANGES_BY), None), start


def _measured(text: str, tokens: list[_Token], start: int) -> tuple[Direction | None, int]:
    """The noun of change that a linking word leads back to: "growth of 5%", "a growth rate of 5%", "growth was 5%"."""
    for place, token in enumerate(tokens[1:7], 1):
        if place == 1 and token.word in _KEPT:
            continue
        if token.word in _CHANGES and token.word not in ("up", "down", "cut", "cuts"):
            if token.word in _CHANGE_NOUNS and _led_to(tokens[place + 1 :]):
                return None, start
            touches = tokens[0].word in ("of", "at") and place == 1
            return _CHANGES[token.word], _with_article(tokens, token) if touches else start
        if token.word == "by":
            return _changed_by(text, tokens[place:], start)
        if token.word not in _FRAMES | _LINKS | _ARTICLES | _SIZES:
            return None, start
    return None, start


def _changed_in(tokens: list[_Token]) -> Direction | None:
    """The noun of change whose object stands before the linking word: "keep the rise in prices at 3%"."""
    for here, change in pairwise(tokens[1:]):
        if here.word in ("in", "of") and change.word in _CHANGE_NOUNS:
            return _CHANGES[change.word]
        if here.word == "in":
            return None
    return None


def _with_article(tokens: list[_Token], noun: _Token) -> int:
    """Where the phrase of a change noun starts: "an increase of", "a year-on-year increase of"."""
    start = noun.start
    for token in tokens[tokens.index(noun) + 1 :]:
        if token.word in ("a", "an"):
            return token.start
        if token.word not in _SIZES:
            break
    return start


def noun_after(text: str, end: int) -> str | None:
    """The head of the noun phrase after a number: the last plural before the phrase ends, or None.

    >>> noun_after("9,738 new foreign-invested enterprises were set up", 5)
    'enterprises'
    """
    head: str | None = None
    if text[end : end + 1] not in _WORD_GAPS:
        return None
    for word in _phrase(text, end):
        if plural(word):
            head = word
        elif head is not None and word.endswith(("ed", "ly")):
            break
    return head


def _phrase(text: str, place: int) -> Iterator[str]:
    """The words after a number as far as its noun phrase may go.

    One "and" or comma is passed where no plural came before it ("11 major cultural, tourism and sports projects").
    """
    plurals, joints = 0, 2
    for count in range(_LONGEST_PHRASE):
        match = _NEXT_WORD.match(text, place)
        if match is None and count and joints and not plurals and text.startswith(", ", place):
            place, joints = place + 1, joints - 1
            continue
        if match is None:
            return
        word = match[1]
        place = match.end()
        if word.lower() == "and" and count and joints and not plurals:
            joints -= 1
        elif word.lower() == "more" and not count:
            continue
        elif word.lower() in _STOPS:
            return
        else:
            plurals += plural(word)
            yield word


_WORD_GAPS = frozenset(' \n\u00a0"“‘')
_LONGEST_PHRASE = 10
_NEXT_WORD = re.compile(r"[ \n\u00a0]{0,2}[\"“”‘’']?([0-9]{0,2}[A-Za-z][A-Za-z0-9&/'’-]*(?:\.(?=[A-Za-z]))?)[\"”’]?")


def next_word(text: str, place: int) -> str:
    """The word that follows a place, or an empty text."""
    match = _NEXT_WORD.match(text, place)
    return match[1] if match else ""


def plural(word: str) -> bool:
    """Whether an English word looks like a plural noun, or is a known one without -s."""
    low = word.lower()
    if low in _PLURALS:
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "'s", "’s", "ous")) and low not in _NO_PLURALS


def after_change(text: str, end: int) -> Hit[Direction] | None:
    """A noun of change after a share: "5% growth", "a 7.2-percent rise", with at most one word between."""
    place = skip_blanks(text, end)
    if place == end:
        return None
    hit = AFTER_CHANGES.at(text, place)
    if hit is not None:
        return hit
    between = _WORD.match(text, place)
    if between is None or between.group().lower() in _STOPS:
        return None
    hit = AFTER_CHANGES.at(text, skip_blanks(text, between.end()))
    if hit is not None and between.group()[0].isupper() and _NEXT_ITEM.match(text, hit.end):
        return None  # the next item of a list that lost its marks: "5.5 percent CPI increase of 3 percent"
    return hit


_TIMES = re.compile(
    r"times\s*(?:[,.;]|$|(?:and|since|in|over|during|within)\b(?! (?:the )?(?:level|figure|amount|number)))"
)
_DONE = re.compile(
    r"(?:\b(?:was|were|been|be)\s+\w+ed|\b(?:lowered|reduced|cut|raised)\s(?:[\w’'-]+\s){0,6}?[a-z]{3,}(?<!\bby)(?<!ed))\s$",
    re.IGNORECASE,
)


def occasions(text: str, start: int, end: int) -> bool:
    """Whether "three times" says how often a thing was done ("rates were lowered three times"), not by how much.

    Args:
        text: the whole text.
        start: where the number starts.
        end: where its unit ends.
    """
    if not _TIMES.match(text, end - len("times")):
        return False
    return _DONE.search(text, max(0, start - _NEAR), start) is not None
