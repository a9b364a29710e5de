"""English words: each with its part in the grammar, told by closed lists and endings; no dictionary of nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from extractor.models.baseline.words import forms, words

Kind = Literal["word", "aux", "prep", "and", "comma", "det", "ly", "past", "ing", "to", "number", "end"]
LONGEST_TAIL = 60
"""Words of a tail that are looked at."""
_TOKEN = re.compile(
    r"[\s\u00a0]*(?P<word>\([A-Za-z0-9&. -]{1,24}\)|[Pp]er\s+capita\b|"
    r"[\"“‘'’]?[A-Za-z0-9$][\w&/'’+%-]*(?:[.,](?=\w)[\w&/'’+%-]+)*[\"”’']?|\S)"
)
_SHORT = 4
_NUMBER = re.compile(r"[$]?[0-9][0-9,.%]*")
PARTICLES = ("up", "out", "down", "off")


class Token(NamedTuple):
    """A word or mark with its place and its part in the grammar."""

    text: str
    start: int
    end: int
    kind: Kind


@cache
def sets() -> dict[str, frozenset[str]]:
    """The closed word lists, and the verb forms made from them."""
    lists = words("en")
    several = (
        "auxiliaries",
        "prepositions",
        "determiners",
        "enders",
        "barren",
        "nobodies",
        "vague",
        "ing_nouns",
        "measure_words",
        "paired",
    )
    found = {name: frozenset(lists[name]) for name in several}
    found["smalls"] = frozenset(lists["smalls"]) | found["prepositions"]
    found["making"] = frozenset(form for verb in lists["making"] for form in forms(verb))
    found["reaching"] = frozenset(form for verb in ("cover", "reach", "benefit", "serve") for form in forms(verb))
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
    low, lists = word.lower(), sets()
    if word == ",":
        return "comma"
    if low in ("and", "or", "&"):
        return "and"
    if low in lists["enders"] or not (word[0].isalnum() or word[0] in "\"“‘'’($"):
        return "end"
    for kind, name in (("aux", "auxiliaries"), ("prep", "prepositions"), ("det", "determiners")):
        if low in lists[name]:
            return kind  # type: ignore[return-value]
    if low == "to":
        return "to"
    if _NUMBER.fullmatch(word):
        return "number"
    return _inflected(low)


def _inflected(low: str) -> Kind:
    if "-" in low:
        return "word"
    if (low.endswith("ly") and len(low) > _SHORT and low not in _NO_ADVERBS) or low in (
        "also",
        "now",
        "already",
        "underground",
    ):
        return "ly"
    if low in sets()["pasts"] or (low.endswith("ed") and len(low) > _SHORT and not low.endswith("eed")):
        return "past"
    if low in sets()["ing_nouns"]:
        return "word"
    return "ing" if low.endswith("ing") and len(low) > _SHORT else "word"


def telling(phrase: str) -> int:
    """How many words of a phrase tell something."""
    return sum(word.lower() not in sets()["smalls"] for word in phrase.split())


def says_nobody(name: str) -> bool:
    """Whether a subject is who always acts in a report: we, the city, the government."""
    return not name or name.lower() in sets()["nobodies"]


def is_kind(found: Sequence[Token], place: int, *kinds: Kind) -> bool:
    """Whether a word of one of the kinds stands at a place."""
    return 0 <= place < len(found) and found[place].kind in kinds


def said_between(tail: str, found: Sequence[Token], start: int, end: int) -> str:
    """The text of words from `start` to `end`, without the idle words at its end."""
    idle = ("and", "comma", "prep", "det", "to", "ly")
    while end > start and found[end - 1].kind in idle and found[end - 1].text != "underground":
        end -= 1
    return " ".join(tail[found[start].start : found[end - 1].end].split()).strip(" ,;") if end > start else ""


def starts_verb(found: Sequence[Token], place: int) -> bool:
    """Whether a verb begins here: "and improve services", but "use and maintenance of"."""
    low = found[place].text.lower()
    if found[place].kind == "past" and low in sets()["verb_forms"] and not low.endswith("ed"):
        return True
    if found[place].kind == "past" and place + 1 < len(found) and found[place + 1].text.lower() in sets()["bases"]:
        return True
    if low in sets()["bases"]:
        particle = place + 1 < len(found) and found[place + 1].text.lower() in PARTICLES
        return particle or is_kind(found, place + 1, "word", "det", "past", "ing", "number", "ly")
    return (
        low in sets()["verb_forms"]
        and found[place].kind in ("past", "ing")
        and is_kind(found, place + 1, "det", "number", "prep", "to")
    )


def has_verb(found: Sequence[Token], start: int, end: int) -> bool:
    """Whether a stretch of words has a verb, or cannot be one noun phrase."""
    return any(found[at].kind in ("aux", "to", "end", "number", "det") for at in range(start, end)) or starts_verb(
        found, start
    )


def acting(found: Sequence[Token], place: int) -> bool:
    """Whether a verb stands here; a base form only where one is due."""
    if found[place].kind in ("aux", "past") or (found[place].kind == "ing" and is_kind(found, place - 1, "aux")):
        return True
    due = (
        not place
        or found[place - 1].kind in ("aux", "to", "ly", "and")
        or found[place - 1].text.lower() in ("we", "they")
    )
    return due and found[place].text.lower() in sets()["verb_forms"]


def is_noun(name: str) -> bool:
    """Whether a stretch begins as a noun phrase does."""
    first = tokens(name)[:1]
    return (
        bool(first)
        and first[0].kind in ("word", "ing", "past")
        and not (first[0].kind != "word" and name.partition(" ")[0].lower() in sets()["verb_forms"])
    )


_ASPECTS = ("began", "continued", "started", "tended", "failed", "helped", "managed", "ceased")
_NO_ADVERBS = frozenset(
    {"elderly", "family", "supply", "assembly", "friendly", "costly", "monopoly", "anomaly", "butterfly", "orderly"}
)
_HELD = ("covered", "held", "kept", "controlled", "maintained", "represented", "owned")
"""With "by" behind them they tell by whom or what a thing is held."""
_ADJECTIVAL = (
    "utilized",
    "paid",
    "proposed",
    "planned",
    "so-called",
    "registered",
    "surveyed",
    "contracted",
    "designated",
    "installed",
)
"""Participles that name a sort of thing: "foreign investment utilized", "the registered unemployment rate"."""


def finite(lead: str) -> int:
    """Where the first finite verb of a clause stands behind a noun; -1 where there is none."""
    found = tokens(lead)
    for place, token in enumerate(found):
        bound = not place or found[place - 1].kind in ("prep", "det", "ly", "to", "and", "comma")
        aux = token.text.lower() in sets()["auxiliaries"]
        if (
            not place
            or (bound and not aux)
            or (aux and found[place - 1].kind == "to")
            or token.text.lower() in _ADJECTIVAL
        ):
            continue
        if aux or (token.kind == "past" and finite_past(found, place)):
            return token.start
    return -1


def finite_past(found: Sequence[Token], place: int) -> bool:
    """Whether a past form is the clause's verb: "orders rose in May", but "tasks named in the plan"."""
    low = found[place].text.lower()
    after = found[place + 1].kind if place + 1 < len(found) else "end"
    if low in _HELD and place + 1 < len(found) and found[place + 1].text.lower() == "by":
        return False
    if low in sets()["moving"]:
        named = place + 1 < len(found) and found[place + 1].text[0].isupper()
        return named or after not in ("word", "past", "ing") or not low.endswith("ed")
    if low in _ASPECTS and after == "to":
        return True
    return low in sets()["pasts"] and after in ("det", "word", "number") and not low.endswith("based")
