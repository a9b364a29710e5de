"""English phrases: the words behind a number to what is counted, the words before it to what is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from extractor.models.baseline.words import either, forms, verbs, words
from extractor.quantities.english import plural

Kind = Literal["word", "aux", "prep", "and", "comma", "det", "ly", "past", "ing", "to", "number", "end"]

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
LONGEST_TAIL = 60
"""Words of a tail that are looked at."""
MARKS_AHEAD = 12
"""Words within which a list that is begun by a comma has its "and"."""
_TOKEN = re.compile(
    r"[\s\u00a0]*(?P<word>\([A-Za-z0-9&. -]{1,24}\)|"
    r"[\"“‘'’]?[A-Za-z0-9$][\w&/'’+%-]*(?:[.,](?=\w)[\w&/'’+%-]+)*[\"”’']?|\S)"
)


_SHORT = 4
_NUMBER = re.compile(r"[$]?[0-9][0-9,.%]*")


class Token(NamedTuple):
    """A word or mark with its place and its part in the grammar."""

    text: str
    start: int
    end: int
    kind: Kind


@dataclass(slots=True)
class Phrase:
    """What stands behind a number.

    Attributes:
        core: the noun with the words before it.
        added: the phrases behind the noun, as far as they tell which.
        verb: the participles of its clause ("drawn up and carried out").
        begins: the number begins its clause, so that the clause's verb says something of it.
    """

    core: str = ""
    added: list[str] = field(default_factory=list)
    verb: str = ""

    def wording(self, *, thin: int = THIN) -> str:
        """The noun with as many of the phrases behind it as a reader needs."""
        size = telling(self.core)
        room = ROOM if size <= thin else round(FILL * size)
        room = LONG if self.core.lower() in _sets()["vague"] else room
        said = self.core
        for part in self.added:
            if telling(f"{said} {part}") > room and not (part.startswith("of ") and said == self.core):
                break
            said = f"{said} {part}"
        if self.verb and (telling(f"{said} {self.verb}") <= room + 1):
            said = f"{said} {self.verb}"
        return shorten(said.strip())


@cache
def _sets() -> dict[str, frozenset[str]]:
    lists = words("en")
    several = ("auxiliaries", "prepositions", "determiners", "enders", "barren", "nobodies", "vague", "ing_nouns")
    found = {name: frozenset(lists[name]) for name in several}
    found["smalls"] = frozenset(lists["smalls"]) | found["prepositions"]
    found["making"] = frozenset(form for verb in lists["making"] for form in forms(verb))
    found["verb_forms"] = _first_words("actions", "other_verbs", "value_verbs")
    found["bases"] = frozenset(verb.partition(" ")[0] for name in ("actions", "other_verbs") for verb in lists[name])
    same = frozenset(lists["same_pasts"])
    found["pasts"] = (
        _pasts("actions", "other_verbs", "value_verbs", "money_verbs") - frozenset(lists["not_past"]) | same
    )
    found["moving"] = _pasts("value_verbs", whole=True) | same
    return found


def _first_words(*names: str) -> frozenset[str]:
    """Every form of the verbs of some lists, without the particles behind them."""
    return frozenset(form.partition(" ")[0] for name in names for verb in words("en")[name] for form in forms(verb))


def _pasts(*names: str, whole: bool = False) -> frozenset[str]:
    """The past forms of the verbs of some lists; `whole` leaves out the verbs that have a particle."""
    found = [forms(verb)[2:-1] for name in names for verb in words("en")[name] if not (whole and " " in verb)]
    return frozenset(form.partition(" ")[0] for pasts in found for form in pasts)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    openers = either("en", "openers")
    moves = "|".join(verbs(name) for name in ("rises", "falls", "keeps"))
    return {
        "openers": re.compile(rf"^(?:(?:{openers}|(?:in|by|since)\s+(?:19|20)\d\d|[–—◆•-]+)(?:[\s,:]+|$))+", flags),
        "trailing": re.compile(
            r"(?:\s+(?:by\s+an?\s+(?:\w+\s+)?(?:average|total)|to|by|in|of|at|with|for|a|an|the|and|up|down|from|"
            r"also|further|again|another|be|equal|around))+$",
            flags,
        ),
        "time": re.compile(
            r"\s+(?:(?:in|for|of|during|by|over)\s+)?(?:(?:19|20)\d\d|(?:the\s+)?(?:whole|full|entire|same)\s+year|"
            r"(?:this|last|next|coming|(?:the\s+)?(?:previous|past|current|coming|next))\s+(?:year|month|\w+\s+years)(?:['’]s)?)$",
            flags,
        ),
        "moves": re.compile(
            rf"^(?:\S+\s+){{0,5}}?(?:(?:{either('en', 'raisers')})\s+(?:to\s+)?)?(?:{moves}|setting|set)\s+(?=\S)",
            flags,
        ),
        "acted": re.compile(
            rf"^.*?\b(?:will|should|shall|must|would)\s+(?:(?:\w+ly|also|further|continue\s+to)\s+)*(?:{moves})\s+"
            r"(?P<what>(?!(?:by|to|and|in|at|from|an?\s+\w+\s+of)\b)\S.*)$",
            flags,
        ),
        "moving": re.compile(rf"\b(?:by|of|to|and)\s+(?:{moves})\s+(?=(?:the|our|its|their|[a-z]+\s)\S*)", flags),
        "change_of": re.compile(
            r"^(?:the\s+|an?\s+)?(?:\S+\s+)?(?:rise|increase|growth|decline|decrease|reduction|drop|fall)\s+(?:rate\s+)?(?:in|of)\s+"
            r"(?:the\s+|our\s+)?",
            flags,
        ),
        "named": re.compile(
            r",?\s+(?:namely|including|such as)\b.*$|,\s*[^,]+(?:,\s*[^,]+)*\s+and\s+[^,]+,\s*$", flags
        ),
        "willing": re.compile(
            r"\s(?:plan|hope|expect|continue|intend|strive|aim|agree|pledge|decide)(?:s|d|ed)?$", flags
        ),
        "and_first": re.compile(r"\s*(?:and|or)\s", flags),
        "relative": re.compile(r"\s(?:that|which|while|whereas|where|who|with\s+an?)\s", flags),
        "aim": re.compile(r"^(?:\S+\s+){0,3}?(?:target|goal|objective)s?\s.*?\b(?:is|are)\s+(?P<what>\w.*)$", flags),
        "owner": re.compile(r"^(?:this|last)\s+year['’]s\s+|^target\s+", flags),
    }


def telling(phrase: str) -> int:
    """How many words of a phrase tell something."""
    return sum(word.lower() not in _sets()["smalls"] for word in phrase.split())


def unopened(phrase: str) -> str:
    """A phrase without the words that only open its clause: "by 2030,", "on this basis,"."""
    return _patterns()["openers"].sub("", phrase)


def shorten(phrase: str) -> str:
    """Keep the first whole words of a phrase that is too long for a wording."""
    return phrase if len(phrase) <= LONGEST_HEAD else phrase[:LONGEST_HEAD].rpartition(" ")[0]


def tokens(text: str) -> list[Token]:
    """The words and marks of a text, up to the mark that ends its sentence."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = _kind(match["word"])
        if (kind == "end" and not match["word"].isalnum()) or len(found) > LONGEST_TAIL:
            break
        found.append(Token(match["word"], match.start("word"), match.end("word"), kind))
    return found


def _kind(word: str) -> Kind:
    low, sets = word.lower(), _sets()
    if word == ",":
        return "comma"
    if low in ("and", "or", "&"):
        return "and"
    if low in sets["enders"] or not (word[0].isalnum() or word[0] in "\"“‘'’($"):
        return "end"
    for kind, name in (("aux", "auxiliaries"), ("prep", "prepositions"), ("det", "determiners")):
        if low in sets[name]:
            return kind  # type: ignore[return-value]
    if low == "to":
        return "to"
    if _NUMBER.fullmatch(word):
        return "number"
    return _inflected(low)


def _inflected(low: str) -> Kind:
    if "-" in low:
        return "word"
    if (low.endswith("ly") and len(low) > _SHORT) or low in ("also", "now", "already", "underground"):
        return "ly"
    if low in _sets()["pasts"] or (low.endswith("ed") and len(low) > _SHORT and not low.endswith("eed")):
        return "past"
    if low in _sets()["ing_nouns"]:
        return "word"
    return "ing" if low.endswith("ing") and len(low) > _SHORT else "word"


def behind(tail: str, *, begins: bool) -> Phrase:
    """Read the noun phrase behind a number.

    Args:
        tail: the text from the number's end to the next number.
        begins: whether the number begins its clause, so that the clause's verb follows and says something of it.
    """
    found = tokens(tail)
    start = _skip(found)
    if _is(found, start, "comma"):
        return Phrase()
    end = _core_end(found, start, begins=begins)
    phrase = Phrase(_said(tail, found, start, end))
    if not phrase.core:
        _predicate(tail, found, end, phrase)
        return phrase
    place = _modifiers(tail, found, end, phrase)
    if begins or _is(found, place, "aux"):
        _predicate(tail, found, place, phrase)
    return phrase


def _skip(found: Sequence[Token]) -> int:
    """Behind "of the", "worth of", "more"."""
    place = 0
    while (
        place < len(found)
        and place < 4
        and found[place].text.lower() in ("of", "worth", "in", "the", "its", "our", "more", "such", "all")
    ):
        place += 1
    return place


def _is(found: Sequence[Token], place: int, *kinds: Kind) -> bool:
    return place < len(found) and found[place].kind in kinds


def _said(tail: str, found: Sequence[Token], start: int, end: int) -> str:
    idle = ("and", "comma", "prep", "det", "to", "ly")
    while end > start and found[end - 1].kind in idle and found[end - 1].text != "underground":
        end -= 1
    return " ".join(tail[found[start].start : found[end - 1].end].split()).strip(" ,;") if end > start else ""


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
    return counted and token.text.lower() in _sets()["bases"] and after in ("prep", "det", "to")


def _goes_on(found: Sequence[Token], place: int, *, counted: bool, begins: bool) -> bool:
    """Whether a noun phrase goes on behind a comma or an "and": "cultural, tourism and sports projects"."""
    joint = place
    if found[place].kind == "comma" and counted and not begins and _is(found, place + 1, "and"):
        return any(token.kind == "comma" for token in found[:place])
    if found[place].kind == "comma":
        joint = next(
            (at for at in range(place + 1, min(len(found), place + MARKS_AHEAD)) if found[at].kind == "and"), -1
        )
        if joint < 0 or _has_verb(found, place + 1, joint):
            return False
    following = joint + 1
    if not _is(found, following, "word", "past", "ing") or _starts_verb(found, following):
        return False
    if not counted:
        return True
    end = next((at for at in range(following, len(found)) if found[at].kind in ("comma", "aux", "end")), len(found))
    if begins:
        return True
    if _governs(found, following):
        return False
    return not (
        _is(found, end, "aux")
        or any(found[at].kind == "past" and _finite_past(found, at) for at in range(following + 1, end))
    )


def _governs(found: Sequence[Token], place: int) -> bool:
    """Whether a noun has the next number in a phrase of its own: "and gas to another 5 million homes"."""
    joint = next((at for at in range(place, len(found)) if found[at].kind in ("prep", "to")), len(found))
    place = joint + 1
    while _is(found, place, "det", "word") and found[place].text.lower() in ("an", "a", "another", "additional", "the"):
        place += 1
    return _is(found, place, "number")


def _has_verb(found: Sequence[Token], start: int, end: int) -> bool:
    return any(found[at].kind in ("aux", "to", "end", "number", "det") for at in range(start, end)) or _starts_verb(
        found, start
    )


def _starts_verb(found: Sequence[Token], place: int) -> bool:
    """Whether a verb begins here: "and improve services", but "use and maintenance of"."""
    low = found[place].text.lower()
    if low in _sets()["bases"]:
        return _is(found, place + 1, "word", "det", "past", "ing", "number", "ly")
    return (
        low in _sets()["verb_forms"]
        and found[place].kind in ("past", "ing")
        and _is(found, place + 1, "det", "number", "prep", "to")
    )


def _modifiers(tail: str, found: Sequence[Token], place: int, phrase: Phrase) -> int:
    """Take the phrases behind a noun; returns where its verb stands."""
    while place < len(found):
        token = found[place]
        if token.kind not in ("prep", "past", "ing", "to"):
            break
        end = _modifier_end(found, place)
        if end == place:
            break
        said = _patterns()["time"].sub("", _said(tail, found, place, end))
        measured = token.text == "with" and _is(found, end, "prep") and _is(found, end + 1, "number")
        idle = measured or token.text.lower() in _sets()["barren"] or " various " in f" {said} "
        if idle or _patterns()["time"].search(f" {said}") or not telling(said.removeprefix(token.text)):
            if _is(found, end, "aux"):
                place = end
            break
        phrase.added.append(said)
        place = end
    return place


def _modifier_end(found: Sequence[Token], place: int) -> int:
    """Where a phrase behind a noun ends: "for the elderly", "raised by deputies", "to improve services"."""
    start = place + 1
    if found[place].kind in ("past", "ing"):
        while _is(found, start, "ly"):
            start += 1
        if found[place].kind == "past" and not _is(found, start, "prep", "to", "word", "det"):
            return start
        start += _is(found, start, "prep", "to")
    while _is(found, start, "det"):
        start += 1
    return _core_end(found, start, begins=False, inner=True)


def _predicate(tail: str, found: Sequence[Token], place: int, phrase: Phrase) -> None:
    """Take the participles of the clause's verb, and what stands behind them, unless they say only that it is there."""
    while _is(found, place, "aux", "ly"):
        place += 1
    if place >= len(found) or not (found[place].kind == "past" or found[place].text.lower() in _sets()["bases"]):
        return
    end = _participles(found, place)
    said = _said(tail, found, place, end)
    more = ""
    making = said.lower() in _sets()["making"]
    if telling(phrase.core) <= (1 if making else THIN) and _is(found, end, "prep", "to", "word"):
        more = _said(tail, found, end, _modifier_end(found, end - _is(found, end, "word")))
        more = _patterns()["time"].sub("", f" {more}").strip()
        more = "" if found[end].text.lower() in _sets()["barren"] else more
    if more or not phrase.core or not making:
        phrase.verb = f"{said} {more}".strip()


def _participles(found: Sequence[Token], place: int) -> int:
    """Where a row of participles ends: "drawn up and carried out", "built, renovated or enlarged"."""
    end = place + 1
    while end < len(found):
        joint = _is(found, end, "and", "comma") and _is(found, end + 1, "past")
        if not joint and found[end].kind not in ("past", "ly") and found[end].text.lower() not in _PARTICLES:
            break
        end += 1 + joint
    return end


_PARTICLES = ("up", "out", "down", "off")


def finite(lead: str) -> int:
    """Where the first finite verb of a clause stands behind a noun; -1 where there is none."""
    found = tokens(lead)
    for place, token in enumerate(found):
        bound = not place or found[place - 1].kind in ("prep", "det", "ly", "to", "and", "comma")
        if not place or (bound and token.kind != "aux"):
            continue
        if token.kind == "aux" or (token.kind == "past" and _finite_past(found, place)):
            return token.start
    return -1


def _finite_past(found: Sequence[Token], place: int) -> bool:
    """Whether a past form is the clause's verb: "orders rose in May", but "tasks named in the plan"."""
    low = found[place].text.lower()
    after = found[place + 1].kind if place + 1 < len(found) else "end"
    if low in _sets()["moving"]:
        return after not in ("word", "past", "ing") or not low.endswith("ed")
    return low in _sets()["pasts"] and after in ("det", "word", "number") and not low.endswith("based")


def subject(lead: str, *, listed: bool = False) -> str:
    """Read the noun phrase that a clause begins with, without what says nothing.

    Args:
        lead: the clause as far as the verb that its number stands behind.
        listed: whether a list is wanted whole, however long.
    """
    patterns = _patterns()
    lead = _main(lead)
    lead = unopened(lead).strip(" ,;:")
    lead = patterns["trailing"].sub("", lead)
    if acted := patterns["acted"].match(lead):
        lead = _object(acted["what"])
    elif (cut := finite(lead)) > 0:
        aim = patterns["aim"].match(lead)
        lead = aim["what"] if aim else _second(lead[cut:]) or lead[:cut].rstrip()
    elif not listed:
        lead = _object(lead)
    lead = patterns["change_of"].sub("", patterns["named"].sub("", lead))
    for _ in range(2):
        lead = patterns["willing"].sub("", patterns["trailing"].sub("", patterns["time"].sub("", lead)))
    lead = patterns["owner"].sub("", unopened(lead))
    return lead.strip(" ,;:") if listed else shorten(lead).strip(" ,;:")


def _main(lead: str) -> str:
    """The clause that a number belongs to: behind "that", but before a relative clause that is complete."""
    parts = _patterns()["relative"].split(f" {lead}")
    while len(parts) > 1:
        first = tokens(parts[-1])[:1]
        if first and first[0].kind not in ("aux", "past", "ly"):
            break
        parts.pop()
    return " ".join(parts[-1].split()).strip(" ,;:")


def _second(rest: str) -> str:
    """The subject of a second clause: "prices rose slightly and the money supply" is about to go on."""
    for match in re.finditer(r"\sand\s+", rest):
        name = rest[match.end() :]
        if is_noun(unopened(name)) and finite(name) < 0:
            return name
    return ""


def _object(lead: str) -> str:
    """What a verb of change or of keeping acts on: "hope to keep the CPI", "the target of raising incomes"."""
    if match := _patterns()["moves"].match(lead):
        return lead[match.end() :]
    moving = list(_patterns()["moving"].finditer(lead))
    return lead[moving[-1].end() :] if moving else lead


def money(tail: str) -> str:
    """The purpose behind an amount of money: "for rural schools", "to build clinics", "in special bonds"."""
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


def object_of(lead: str) -> str:
    """The noun phrase that a clause ends with: what its last verb acts on."""
    found = tokens(lead)
    start = max((at + 1 for at in range(len(found)) if _acting(found, at)), default=0)
    while _is(found, start, "prep", "det", "ly", "to") or (start < len(found) and found[start].text in _PARTICLES):
        start += 1
    return _said(lead, found, start, len(found))


def _acting(found: Sequence[Token], place: int) -> bool:
    """Whether a verb stands here; a base form only where one is due."""
    if found[place].kind in ("aux", "past"):
        return True
    due = not place or found[place - 1].kind in ("aux", "to", "ly", "and") or found[place - 1].text.lower() == "we"
    return due and found[place].text.lower() in _sets()["verb_forms"]


def is_noun(name: str) -> bool:
    """Whether a stretch begins as a noun phrase does."""
    first = tokens(name)[:1]
    return (
        bool(first)
        and first[0].kind in ("word", "ing", "past")
        and not (first[0].kind != "word" and name.partition(" ")[0].lower() in _sets()["verb_forms"])
    )


def is_listed(segment: str) -> bool:
    """Whether a stretch between commas is a noun phrase, one more of a list."""
    if _is(tokens(segment), 0, "prep"):
        return False
    segment = segment.strip(" ,").removeprefix("namely ")
    named = unopened(segment.strip(" ,"))
    found = tokens(_patterns()["time"].sub("", f" {named}"))
    return (
        bool(found)
        and (found[0].kind in ("word", "det") or (found[0].kind == "past" and _is(found, 1, "word")))
        and not any(token.kind in ("aux", "number") or token.text.lower() in _sets()["bases"] for token in found)
        and not any(found[at].kind == "ing" and not _is(found, at + 1, "word") for at in range(len(found)))
        and finite(segment) < 0
    )


def is_whole(segment: str) -> bool:
    """Whether a stretch behind a comma is a clause already before its last verb: "prices rose and exports"."""
    first, joint, _ = segment.partition(" and ")
    return bool(joint) and not _patterns()["and_first"].match(segment) and finite(first) > 0


def says_nobody(name: str) -> bool:
    """Whether a subject is who always acts in a report: we, the city, the government."""
    return not name or name.lower() in _sets()["nobodies"]
