"""English phrases behind a number: what is counted, which of them, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.models.baseline.english_words import (
    PARTICLES,
    Token,
    finite_past,
    has_verb,
    is_kind,
    said_between,
    sets,
    starts_verb,
    telling,
    tokens,
)
from extractor.quantities.english import plural

LONGEST_HEAD = 110
"""An English head of more characters is no wording but a clause; it is cut."""
THIN = 2
"""A counted noun of no more telling words leaves the reader to ask: of whom, by whom, for what?"""
ROOM = 7
"""Telling words that a thin noun is filled up to by the phrases behind it."""
LONG = 9
"""Telling words that a noun which by itself says nothing (tasks, matters) is filled up to."""
FILL = 2.2
"""How many times the telling words of its noun a longer wording may have."""
MARKS_AHEAD = 12
"""Words within which a list that is begun by a comma has its "and"."""
TIME = re.compile(
    r"\s+(?:(?:in|for|of|during|by|over)\s+)?(?:(?:19|20)\d\d|(?:the\s+)?(?:whole|full|entire|same)\s+year|for\s+the\s+year|(?:over|during|in)\s+(?:this|that|the)\s+period|"
    r"within\s+(?:\w+\s+){1,2}years?|(?:by|before|at)\s+(?:the\s+)?end(?:\s+of\s+(?:the\s+year|[A-Z]\w+))?|(?:by|in|before)\s+"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"(?:this|last|next|coming|(?:the\s+)?(?:previous|past|current|coming|next))\s+(?:year|month|\w+\s+years)(?:['’]s)?)$",
    re.IGNORECASE,
)
"""The year at the end of a phrase."""
_INNER_TIME = re.compile(
    r"\s(?:in\s+|during\s+)?(?:this|last|next)\s+year\b(?!['’])|\sin\s+(?:19|20)\d\d\b", re.IGNORECASE
)


_NAMELY = re.compile(r",?[\"”’]?\s+namely\b")


@dataclass(slots=True)
class Phrase:
    """What stands behind a number.

    Attributes:
        core: the noun with the words before it.
        added: the phrases behind the noun, as far as they tell which.
        verb: the participles of its clause ("drawn up and carried out").
    """

    core: str = ""
    added: list[str] = field(default_factory=list)
    verb: str = ""

    def wording(self) -> str:
        """The noun with as many of the phrases behind it as a reader needs."""
        size = telling(self.core)
        room = ROOM if size <= THIN else round(FILL * size)
        room = LONG if self.core.lower() in sets()["vague"] else room
        said = self.core
        for part in self.added:
            if telling(f"{said} {part}") > room and not (part.startswith("of ") and said == self.core):
                break
            said = f"{said} {part}"
        said = _NAMELY.split(said)[0]
        if self.verb and (telling(f"{said} {self.verb}") <= room + 1):
            said = f"{said} {self.verb}"
        return shorten(said.strip())


def shorten(phrase: str) -> str:
    """Keep the first whole words of a phrase that is too long for a wording."""
    return phrase if len(phrase) <= LONGEST_HEAD else phrase[:LONGEST_HEAD].rpartition(" ")[0]


def behind(tail: str, *, begins: bool) -> Phrase:
    """Read the noun phrase behind a number.

    Args:
        tail: the text from the number's end to the next number.
        begins: whether the number begins its clause, so that the clause's verb follows and says something of it.
    """
    tail = _INNER_TIME.sub("", tail)
    found = tokens(tail)
    start = _skip(found)
    if is_kind(found, start, "comma", "and"):
        return Phrase()
    end = _core_end(found, start, begins=begins)
    end = next((at for at in range(start, end) if found[at].text.lower() == "namely"), end)
    phrase = Phrase(said_between(tail, found, start, end))
    if phrase.core.lower() in sets()["measure_words"] and end < len(found) and found[end].text.lower() == "of":
        start = _skip(found, end + 1)
        end = _core_end(found, start, begins=begins)
        phrase = Phrase(said_between(tail, found, start, end))
    if not phrase.core:
        _predicate(tail, found, end, phrase)
        return phrase
    if telling(phrase.core) <= THIN and _is_relative(found, end):
        phrase.added.append(_who(tail, found, end))
        return phrase
    place = _modifiers(tail, found, end, phrase)
    if begins or is_kind(found, place, "aux"):
        _predicate(tail, found, place, phrase)
    return phrase


_WHO = ("who", "whom", "that")


def _is_relative(found: Sequence[Token], place: int) -> bool:
    """Whether a clause begins that says which things or people are meant: "who …", "to whom …"."""
    said = [token.text.lower() for token in found[place : place + 2]]
    return bool(said) and (said[0] in _WHO or said == ["to", "whom"] or _each(found, place) > 0)


def _each(found: Sequence[Token], place: int) -> int:
    """Where a worth that selects the things ends: "worth over 100 million yuan each"; 0 where none stands."""
    if found[place].text.lower() != "worth":
        return 0
    return next((at + 1 for at in range(place, min(len(found), place + 9)) if found[at].text.lower() == "each"), 0)


def _who(tail: str, found: Sequence[Token], start: int) -> str:
    """The clause that says which people are meant: "who have moved to cities"."""
    if end := _each(found, start):
        return said_between(tail, found, start, end)
    end = start + 1 + (found[start].kind == "to")
    while is_kind(found, end, "aux", "ly", "to"):
        end += 1
    while end < len(found) and found[end].kind not in ("aux", "comma", "end", "number", "and"):
        end += 1
    return said_between(tail, found, start, end)


_IDLE = ("of", "worth", "in", "the", "its", "our", "more", "such", "all", "this", "these", "both", "it", "them")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _skip(found: Sequence[Token], place: int = 0) -> int:
    """Behind "of the", "worth of", "more", "the 2010"."""
    until = min(len(found), place + 4)
    while place < until and (found[place].text.lower() in _IDLE or (place and _YEAR.fullmatch(found[place].text))):
        place += 1
    return place


def _core_end(found: Sequence[Token], start: int, *, begins: bool, inner: bool = False) -> int:
    """Where the noun with the words before it ends."""
    place, counted, words_before = start, False, 0
    while place < len(found):
        token = found[place]
        if token.kind in ("aux", "prep", "to", "end", "number") or (token.kind == "det" and not inner):
            break
        if token.kind in ("comma", "and"):
            if not _goes_on(found, place, counted=counted, begins=begins):
                break
        elif words_before and _verbal(found, place, counted=counted):
            break
        counted = counted or plural(token.text)
        words_before += token.kind in ("word", "ing")
        place += 1
    return place


def _verbal(found: Sequence[Token], place: int, *, counted: bool) -> bool:
    """Whether a word behind a noun is a verb or an adverb of it, and not one more word of its name."""
    token, after = found[place], found[place + 1].kind if place + 1 < len(found) else "end"
    if token.kind == "ly":
        return counted or after in ("aux", "past", "end")
    if token.kind == "past":
        if after == "word":
            return counted
        return found[place - 1].kind != "ly" and (counted or after not in ("det", "ly", "past", "ing"))
    if token.kind == "ing":
        return counted and after in ("prep", "det", "to", "word")
    return counted and token.text.lower() in sets()["bases"] and after in ("prep", "det", "to")


def _goes_on(found: Sequence[Token], place: int, *, counted: bool, begins: bool) -> bool:
    """Whether a noun phrase goes on behind a comma or an "and": "cultural, tourism and sports projects"."""
    joint = place
    if found[place].kind == "comma" and counted and not begins and is_kind(found, place + 1, "and"):
        return any(token.kind == "comma" for token in found[:place])
    if found[place].kind == "comma":
        joint = next(
            (at for at in range(place + 1, min(len(found), place + MARKS_AHEAD)) if found[at].kind == "and"), -1
        )
        if joint < 0 or has_verb(found, place + 1, joint):
            return False
    following = joint + 1
    if not is_kind(found, following, "word", "past", "ing") or starts_verb(found, following):
        return False
    if (
        is_kind(found, following, "ing")
        and is_kind(found, following + 1, "and")
        and is_kind(found, following + 2, "ing")
    ):
        return False
    if not counted and not (found[place].kind == "comma" and joint == place + 1):
        return True
    end = next((at for at in range(following, len(found)) if found[at].kind in ("comma", "aux", "end")), len(found))
    if begins:
        return True
    if _governs(found, following):
        return False
    return not (
        is_kind(found, end, "aux")
        or any(found[at].kind == "past" and finite_past(found, at) for at in range(following + 1, end))
    )


_ADDRESSEE = re.compile(
    r"to (?:\S+ ){0,8}?(?:standing committee|congress|council|assembly|legislature|consultative conference)\b",
    re.IGNORECASE,
)
"""Before whom something is laid: it is not told by that what it is."""
_ONE_MORE = ("an", "a", "another", "additional", "the")


def _governs(found: Sequence[Token], place: int) -> bool:
    """Whether a noun has the next number in a phrase of its own: "and gas to another 5 million homes"."""
    joint = next((at for at in range(place, len(found)) if found[at].kind in ("prep", "to")), len(found))
    place = joint + 1
    while is_kind(found, place, "det", "word") and found[place].text.lower() in _ONE_MORE:
        place += 1
    return is_kind(found, place, "number")


def _modifiers(tail: str, found: Sequence[Token], place: int, phrase: Phrase) -> int:
    """Take the phrases behind a noun; returns where its verb stands."""
    while place < len(found):
        place += is_kind(found, place, "ly") and is_kind(found, place + 1, "prep")
        token = found[place]
        if token.kind not in ("prep", "past", "ing", "to"):
            break
        end = _modifier_end(found, place)
        if end == place:
            break
        said = TIME.sub("", said_between(tail, found, place, end))
        measured = token.text == "with" and is_kind(found, end, "prep") and _numbered(found, end + 1)
        barren = token.text.lower() in sets()["barren"] and not said.lower().startswith(("per unit", "per capita"))
        idle = measured or barren or " various " in f" {said} " or _ADDRESSEE.match(said)
        if idle or TIME.search(f" {said}") or not telling(said.removeprefix(token.text)):
            if is_kind(found, end, "aux"):
                place = end
            break
        phrase.added.append(said)
        place = end
    return place


def _numbered(found: Sequence[Token], place: int) -> bool:
    """Whether a number stands here, or behind the words that bound it."""
    while place < len(found) and (
        found[place].kind in ("prep", "end") or found[place].text.lower() in ("least", "most")
    ):
        place += 1
    return is_kind(found, place, "number")


def _modifier_end(found: Sequence[Token], place: int) -> int:
    """Where a phrase behind a noun ends: "for the elderly", "raised by deputies", "to improve services"."""
    start = place + 1
    if found[place].kind == "prep" and (is_kind(found, start, "ing") or _is_phrasal(found, start)):
        start += 1
        while start < len(found) and (found[start].text.lower() in PARTICLES or is_kind(found, start, "det")):
            start += 1
    if found[place].kind in ("past", "ing"):
        while is_kind(found, start, "ly"):
            start += 1
        if found[place].kind == "past" and not is_kind(found, start, "prep", "to", "word", "det"):
            return start
        start += is_kind(found, start, "prep", "to")
    while is_kind(found, start, "det"):
        start += 1
    return _core_end(found, start, begins=False, inner=True)


def _is_phrasal(found: Sequence[Token], place: int) -> bool:
    """Whether a noun in -ing is a verb with its particle after all: "on building up the safety net"."""
    verb = place + 2 < len(found) and found[place].text.lower().endswith("ing")
    return verb and found[place + 1].text.lower() in PARTICLES


def _predicate(tail: str, found: Sequence[Token], place: int, phrase: Phrase) -> None:
    """Take the participles of the clause's verb, and what stands behind them, unless they say only that it is there."""
    having = is_kind(found, place, "aux") and found[place].text.lower() in _HAVING and is_kind(found, place + 1, "word")
    if having and telling(phrase.core) <= THIN:
        phrase.verb = said_between(tail, found, place, _modifier_end(found, place))
        if is_kind(found, _modifier_end(found, place), "prep", "to"):
            phrase.verb = said_between(tail, found, place, _modifier_end(found, _modifier_end(found, place)))
        return
    while is_kind(found, place, "aux", "ly") or (is_kind(found, place, "to") and is_kind(found, place + 1, "aux")):
        place += 1
    acts = place < len(found) and found[place].text.lower() in sets()["bases"] | _READY
    if place >= len(found) or not (found[place].kind == "past" or acts):
        return
    end = _participles(found, place)
    said = said_between(tail, found, place, end)
    more = ""
    making = said.lower() in sets()["making"]
    if telling(phrase.core) <= (1 if making else THIN) and is_kind(found, end, "prep", "to", "word"):
        until = _modifier_end(found, end - is_kind(found, end, "word"))
        while (
            is_kind(found, until, "prep", "to")
            and telling(said_between(tail, found, end, _modifier_end(found, until))) < ROOM
        ):
            until = _modifier_end(found, until)
        more = said_between(tail, found, end, until)
        more = TIME.sub("", f" {more}").strip()
        more = "" if found[end].text.lower() in sets()["barren"] else more
    if more or not phrase.core or not making or telling(phrase.core) <= THIN:
        phrase.verb = f"{said} {more}".strip()


def predicate(words: str) -> str:
    """What a clause that goes on here says of its subject: "now benefit from the new plan"."""
    phrase, found = Phrase(), tokens(words)
    _predicate(words, found, 0, phrase)
    return phrase.verb


_READY = frozenset({"available", "accessible", "operational"})
_HAVING = ("have", "has", "had")


def _participles(found: Sequence[Token], place: int) -> int:
    """Where a row of participles ends: "drawn up and carried out", "built, renovated or enlarged"."""
    end = place + 1
    while end < len(found):
        joint = is_kind(found, end, "and", "comma") and is_kind(found, end + 1, "past")
        if not joint and found[end].kind not in ("past", "ly") and found[end].text.lower() not in PARTICLES:
            break
        end += 1 + joint
    return end


_USED = re.compile(
    r"^\s*(?:(?:which|that)\s+(?:is|was|will be)\s+|to be\s+)(?:used|spent|allocated|earmarked)\b", re.IGNORECASE
)


def money(tail: str) -> str:
    """The purpose behind an amount of money: "for rural schools", "to build clinics", "in special bonds"."""
    tail = _USED.sub("", tail)
    found = tokens(tail)
    phrase, place = Phrase(), 0
    while place < len(found) and found[place].kind in ("word", "ly", "comma"):
        place += 1
    _modifiers(tail, found, place, phrase)
    said = ""
    for part in phrase.added:
        if said and telling(f"{said} {part}") > LONG:
            break
        said = f"{said} {part}".strip()
    return shorten(said)
