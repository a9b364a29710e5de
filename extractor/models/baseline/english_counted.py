"""English numbers of things: what is counted, what was done with it, where, and to whom it was given."""

from __future__ import annotations

import re

from extractor.models.baseline.english_clause import Clause, patterns
from extractor.models.baseline.english_phrases import LONG, ROOM, THIN, Phrase, behind, predicate
from extractor.models.baseline.english_subjects import object_of, subject
from extractor.models.baseline.english_words import is_noun, says_nobody, sets, telling
from extractor.quantities.english import plural

_LAST_PHRASE = re.compile(
    r"\s+(?:of|for|in|on|to|at|from|with|under|by|between|among)\s(?!.*\s(?:of|for|in|on|to|at|from|with|under|by|between|among)\s).*$"
)
ACTED = 3
"""A counted noun of no more telling words is named with the verb that acts on it."""


def held_on(clause: Clause) -> str:
    """What was done on so much land: "desertification was halted on 5,000 hectares of land"."""
    match = patterns()["held_on"].search(clause.lead)
    if not match:
        return ""
    told = clause.lead[: match.start()]
    if match["verb"]:
        return f"{subject(told)} {match['verb']}"
    what = object_of(told)
    return what if what and telling(what) <= LONG else ""


def given_to(clause: Clause) -> str:
    """What was given to so many: "provided training for 2 million workers", "meals were offered to 3,000 pupils"."""
    if match := patterns()["supplied"].search(clause.lead):
        what, said = subject(match["what"]), noun_behind(clause)
        return f"{what} {match['prep']} {said}" if what and said and telling(what) <= LONG else ""
    match = patterns()["given_to"].search(clause.lead)
    thing = subject(clause.lead[: match.start()]) if match else ""
    said = noun_behind(clause) if worth_naming(thing) else ""
    return f"{thing} {match['how']} to {said}" if match and said else ""


def listed_verb(clause: Clause) -> str:
    """What a passive verb behind a whole list says of each: "18 laws and 22 rules have been promulgated"."""
    words = clause.text[clause.mention.end : clause.ceiling]
    of_more = patterns()["of_more"].fullmatch(words)
    if not (of_more or patterns()["list_end"].search(words)) or not words.strip(" ,;"):
        return ""
    match = patterns()["list_verb"].match(clause.text, clause.ahead)
    return match["verb"] if match else ""


def passive(clause: Clause) -> str:
    """The passive verb behind a number, right there or behind the list that it stands in."""
    match = patterns()["list_verb"].match(clause.tail)
    return match["verb"] if match and not match["between"].strip() else listed_verb(clause)


def with_verb(verb: re.Match[str], said: str) -> str:
    """An action and its object: what was built is another thing than what was closed."""
    match = patterns()["action"].match(verb[0].strip())
    action = match[0] if match else verb[0].split()[0]
    if action.lower() in sets()["making"]:
        return said
    return f"{action} {said}" if telling(said) <= ACTED and not action.startswith("includ") else said


def narrowed(name: str) -> str:
    """A name without its last phrases, where it is too long to stand before what was done."""
    while telling(name) > ROOM and (cut := _LAST_PHRASE.search(name)):
        name = name[: cut.start()]
    return name


def worth_naming(actor: str) -> bool:
    """Whether a subject is worth naming."""
    return not says_nobody(actor) and telling(actor) <= ROOM and is_noun(actor)


def placed(clause: Clause) -> str:
    """What is done in so many places: "pilots in 12 counties" are pilots."""
    match = patterns()["place"].match(clause.lead)
    phrase, core = noun_behind(clause), behind(clause.tail, begins=False).core
    if plural(core.partition(" and ")[0].rpartition(" ")[2]) and " and " in core:
        phrase = core = core.partition(" and ")[0]
    if not match or not phrase or telling(core) > THIN:
        return ""
    done = patterns()["passively"].search(match["what"])
    what = subject(match["what"]) if done else object_of(match["what"]) or subject(match["what"])
    return f"{what} {match['prep']} {phrase}" if what and telling(what) <= LONG else ""


def noun_behind(clause: Clause, *, begins: bool = False) -> str:
    """The noun phrase behind a number."""
    return whole_phrase(clause, begins=begins).wording() or included(clause)


def whole_phrase(clause: Clause, *, begins: bool) -> Phrase:
    """The phrase behind a number; a thin one with the predicate that follows on words set apart by commas."""
    phrase = behind(clause.tail, begins=begins)
    if telling(phrase.core) <= THIN and not phrase.verb and not phrase.added and clause.opens:
        apart = patterns()["apart"].match(clause.text, clause.mention.end)
        phrase.verb = predicate(clause.text[apart.end() :]) if apart else ""
    return phrase


def included(clause: Clause) -> str:
    """The counted noun that the anchor holds already."""
    mention = clause.mention
    return clause.text[mention.number_end : mention.end].strip() if mention.unit == "count" else ""
