"""English phrases before a number: what a clause speaks of, or what its last verb acts on."""

from __future__ import annotations

import re
from functools import cache

from extractor.models.baseline.english_phrases import TIME, shorten
from extractor.models.baseline.english_words import (
    PARTICLES,
    acting,
    finite,
    is_kind,
    is_noun,
    said_between,
    sets,
    tokens,
)
from extractor.models.baseline.words import either, verbs

_STATES = frozenset({"require", "need", "have", "contain", "involve", "use", "receive", "meet", "exceed"})
"""Verbs behind "which" that are not in the lists of actions."""
_ACTOR = 4
"""Words of a subject that may plan; in a longer one "plans" is a noun."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    openers = either("en", "openers")
    moves = "|".join(verbs(name) for name in ("rises", "falls", "keeps"))
    return {
        "openers": re.compile(
            r"^(?:(?:(?:(?:at|by|since|before)\s+)?the\s+(?:end|close|start|beginning|middle)\s+of\s+"
            r"(?:(?:the|this|last|next)\s+year|(?:[a-z]+\s+)?(?:19|20)\d\d)|"
            rf"in\s+(?:the\s+)?(?:past\s+|last\s+|these\s+)?(?:two|three|four|five|ten)\s+years|{openers}|(?:in|by|since)\s+(?:19|20)\d\d|[–—◆•-]+)(?:[\s,:]+|$))+",
            flags,
        ),
        "trailing": re.compile(
            r"(?:\s+(?:(?:by|to)\s+an?\s+(?:\w+\s+)?(?:average|total|equivalent)|at\s+or|to|by|in|of|at|with|for|a|an|the|and|up|down|from|"
            r"past|rising|falling|growing|increasing|dropping|declining|also|further|again|another|be|equal|around|went|go|goes|gone|thus|then|now))+$",
            flags,
        ),
        "moves": re.compile(
            rf"^(?:\S+\s+){{0,5}}?(?:(?:{either('en', 'raisers')})\s+(?:to\s+)?)?(?:{moves}|setting|set)\s+(?=\S)",
            flags,
        ),
        "acted": re.compile(
            rf"^.*?\b(?:will|should|shall|must|would|may|can|could)\s+(?:(?:\w+ly|also|further|continue\s+to)\s+)*(?:{moves})\s+"
            r"(?P<what>(?!(?:by|to|and|in|at|from|an?\s+\w+\s+of)\b)\S.*)$",
            flags,
        ),
        "coupled": re.compile(
            r"^.*\s(?:and|or)\s+(?!(?:all|both|of|in|on|for|to|at|by|from|with|as|than|over|under|into|across|half)\s)[a-z]+\s+"
            r"(?=(?:the|our|its|their)\s)",
            flags,
        ),
        "moving": re.compile(
            rf"\b(?:by|of|to|and|as|on|for|in)\s+(?:\w+ly\s+)?(?:(?:{moves})\s+(?=(?:the|our|its|their|[a-z]+\s)\S*)"
            r"|(?:push|pushing|drive|driving|take|taking|bring|bringing)\s+(?=(?:the|our|its|their)\s))",
            flags,
        ),
        "change_of": re.compile(
            r"^(?:the\s+|an?\s+)?(?:\S+\s+)?(?:rise|increase|growth|decline|decrease|reduction|drop|fall)s?\s+(?:rate\s+)?(?:in|of)\s+"
            r"(?:the\s+|our\s+)?",
            flags,
        ),
        "named": re.compile(
            r",?[\"”’]?\s+(?:namely|including|such as)\b.*$|,\s*[^,]+(?:,\s*[^,]+)*\s+and\s+[^,]+,\s*$"
            r"|,\s+[^,]+\s(?:included|excluded|inclusive)(?:,\s*|$)|\s+with\s[^,]*?\d.*$",
            flags,
        ),
        "willing": re.compile(r"\s(?:hope|expect|continue|intend|strive|aim|agree|pledge|decide)(?:s|d|ed)?$", flags),
        "planning": re.compile(
            r"\s(?:plan|hope|expect|continue|intend|strive|aim|agree|pledge|decide)(?:s|d|ed)?$", flags
        ),
        "and_first": re.compile(r"\s*(?:and|or)\s", flags),
        "ended": re.compile(r"^(?:[^,]*\s)?\w+ed,\s+and\s+(?:the\s+)?(?P<what>(?![^,]*,)(?:[\w'’()-]+\s*)+)$", flags),
        "relative": re.compile(r"\s(?:that(?!\s+of\b)|which|while|whereas|when|where|who|whose|with\s+an?)\s", flags),
        "limited": re.compile(
            r"\s+(?:within|below|under|above|(?:at|to)\s+or\s+(?:above|below)|to|at|passed|hit|reached|crossed|broke)\s+(?:the|an?)\s+"
            r"(?:\w+\s+)?(?:limit|ceiling|red\s+line|quota|mark|threshold)$",
            flags,
        ),
        "policy": re.compile(
            r"^.*\b(?:policy|policies|practice|measure|measures)\s+of\s+[a-z]+ing\s+(?:an?\s+|the\s+)?", flags
        ),
        "for_which": re.compile(r"[^,;]*?[a-z]\s+(?:for|to|by|on)\s+which\s[^,;]*$", flags),
        "saw": re.compile(
            r"^(?:.*\s)?(?:saw|sees|seen|witnessed|witnesses)\s+(?:its|their|the)\s+(?P<what>\S.*)$", flags
        ),
        "kept": re.compile(r"^.*,\s+and\s+(?:kept|held|maintained|limited|controlled)\s+(?P<what>\S.*)$", flags),
        "aim": re.compile(
            r"^(?:\S+\s+){0,3}?(?:target|goal|objective)s?\s.*?\b(?:is|are)\s+(?!expected|projected|set|estimated|forecast|planned|likely|about|around)(?P<what>\w.*)$",
            flags,
        ),
        "owner": re.compile(
            r"^(?:(?:this|last)\s+year['’]s\s+)?(?:(?:target|goal|objective)s?\s+(?:(?:for|of)\s+)?)?(?:for\s+)?(?:growth\s+(?:of|in)\s+)?(?:the\s+)?",
            flags,
        ),
    }


def unopened(phrase: str) -> str:
    """A phrase without the words that only open its clause: "by 2030,", "on this basis,"."""
    return _patterns()["openers"].sub("", phrase)


def is_limited(lead: str) -> bool:
    """Whether a clause says within which limit something is kept."""
    return bool(_patterns()["limited"].search(lead))


def subject(lead: str, *, listed: bool = False) -> str:
    """Read the noun phrase that a clause begins with, without what says nothing.

    Args:
        lead: the clause as far as the verb that its number stands behind.
        listed: whether a list is wanted whole, however long.
    """
    patterns = _patterns()
    lead = _main(lead)
    lead = patterns["limited"].sub("", unopened(lead).strip(" ,;:"))
    lead = patterns["trailing"].sub("", lead)
    if acted := patterns["acted"].match(lead):
        lead = _object(acted["what"])
    elif saw := patterns["saw"].match(lead):
        lead = saw["what"]
    elif ended := patterns["kept"].match(lead) or patterns["ended"].match(lead):
        lead = ended["what"]
    elif (cut := finite(lead)) > 0:
        aim = patterns["aim"].match(lead)
        lead = aim["what"] if aim else _second(lead[cut:]) or lead[:cut].rstrip()
    elif not listed:
        lead = _object(lead)
    lead = patterns["change_of"].sub("", patterns["named"].sub("", lead))
    for _ in range(2):
        lead = (patterns["planning"] if len(lead.split()) <= _ACTOR else patterns["willing"]).sub(
            "", patterns["trailing"].sub("", TIME.sub("", lead))
        )
    lead = patterns["change_of"].sub("", patterns["owner"].sub("", unopened(lead)))
    return lead.strip(" ,;:") if listed else shorten(lead).strip(" ,;:")


def _main(lead: str) -> str:
    """The clause that a number belongs to: behind "that", but before a relative clause that is complete."""
    if _patterns()["for_which"].match(lead):
        return lead
    parts = _patterns()["relative"].split(f" {lead}")
    while len(parts) > 1:
        first = tokens(parts[-1])[:1]
        verb = first and (first[0].kind in ("aux", "past", "ly") or first[0].text.lower() in sets()["bases"] | _STATES)
        if first and first[0].kind not in ("aux", "past", "ly") and not (verb and _which(lead, parts[-1])):
            break
        parts.pop()
    return " ".join(parts[-1].split()).strip(" ,;:")


def _which(lead: str, rest: str) -> bool:
    """Whether the last words of a clause stand behind "which" or "who"."""
    return lead.removesuffix(rest).rstrip().endswith((" which", " who"))


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
    lead = _patterns()["coupled"].sub("", _patterns()["policy"].sub("", lead))
    moving = list(_patterns()["moving"].finditer(lead))
    return lead[moving[-1].end() :] if moving else lead


def object_of(lead: str) -> str:
    """The noun phrase that a clause ends with: what its last verb acts on."""
    found = tokens(lead)
    start = max((at + 1 for at in range(len(found)) if acting(found, at)), default=0)
    while is_kind(found, start, "prep", "det", "ly", "to") or (start < len(found) and found[start].text in PARTICLES):
        start += 1
    return said_between(lead, found, start, len(found))


def is_listed(segment: str) -> bool:
    """Whether a stretch between commas is a noun phrase, one more of a list."""
    if is_kind(tokens(segment), 0, "prep"):
        return False
    segment = segment.strip(" ,").removeprefix("namely ")
    named = unopened(segment.strip(" ,"))
    found = tokens(TIME.sub("", f" {named}"))
    return (
        bool(found)
        and (found[0].kind in ("word", "det") or (found[0].kind == "past" and is_kind(found, 1, "word")))
        and not any(token.kind in ("aux", "number") or token.text.lower() in sets()["bases"] for token in found)
        and not any(found[at].kind == "ing" and not is_kind(found, at + 1, "word") for at in range(len(found)))
        and finite(segment) < 0
    )


def is_whole(segment: str) -> bool:
    """Whether a stretch behind a comma is a clause already before its last verb: "prices rose and exports"."""
    first, joint, _ = segment.partition(" and ")
    return bool(joint) and not _patterns()["and_first"].match(segment) and finite(first) > 0
