"""English heads: what a number of a clause measures or counts, from the verb and the phrases around it."""

from __future__ import annotations

import re

from extractor.models.baseline.english_clause import MONEY, Clause, patterns
from extractor.models.baseline.english_earlier import head_before
from extractor.models.baseline.english_phrases import LONG, ROOM, THIN, Phrase, behind, money, predicate
from extractor.models.baseline.english_subjects import object_of, subject, unopened
from extractor.models.baseline.english_words import finite, is_noun, says_nobody, sets, telling
from extractor.models.baseline.reading import Reading
from extractor.quantities.english import plural
from extractor.quantities.mention import Mention

ACTED = 3
"""A counted noun of no more telling words is named with the verb that acts on it."""
VERB_WITHIN = 60
"""Characters before a number, in which the verb that governs it stands."""


def head_of(clause: Clause, before: list[Reading]) -> str:
    """The noun phrase that a number measures: the subject before it, or the object behind it."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if named := _around(clause):
        return named
    if match := pattern["share"].search(lead):
        return _share(subject(lead[: match.start()]), match, _behind(clause), before)
    if (match := pattern["participle"].match(lead)) and (said := _with_owner(clause, match["verb"], before)):
        return said
    if pattern["joiners"].match(lead):
        return _joined(clause, before)
    if lead.strip() and pattern["verb_first"].match(clause.anchor) and (name := subject(lead)):
        return _of_whole(clause, name)
    if before and mention.unit in MONEY and pattern["included"].match(lead):
        return _joined(clause, before)
    governed = _governed(clause, before)
    return _ungoverned(clause, before) if governed is None else governed


def _around(clause: Clause) -> str:
    """What the words of the anchor, or right around it, name: "a GDP increase of 5%", "a 7% rise in orders"."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if match := pattern["inside"].match(clause.anchor) or pattern["inner"].match(clause.anchor):
        return subject(match["what"])
    if pattern["mark"].match(clause.tail):
        return subject(lead)
    which = pattern["of_which"].search(lead) or pattern["which_first"].match(clause.tail)
    if which and (match := pattern["are"].match(clause.tail)):
        return behind(clause.tail[match.end() :], begins=False).wording()
    if not mention.direction:
        return ""
    if match := pattern["caused"].search(lead):
        return subject(match["what"]) or match["what"].removeprefix("the ")
    if pattern["doubled"].match(clause.anchor):
        return behind(clause.tail, begins=False).wording()
    if named := names_change(clause.text, mention, clause.ceiling):
        return behind(clause.tail[named.end() :], begins=False).wording() or _behind(clause)
    if pattern["moves_on"].match(clause.anchor) and (match := pattern["grown_by"].search(lead)):
        return match["what"] if match["what"].lower() != "economic" else "economic growth"
    return ""


def _with_owner(clause: Clause, verb: str, before: list[Reading]) -> str:
    """Who is reached by what: "trials of old-age insurance, covering 13 million residents"."""
    said = _behind(clause)
    if not said or not clause.counts or telling(said) > THIN or verb.lower() in sets()["making"]:
        return ""
    told = clause.text[: clause.start].rstrip(" ,;")
    acted = subject(patterns()["comma"].split(told)[-1]) if patterns()["passively"].search(told) else ""
    owner = before[-1].head if before else acted if not says_nobody(acted) else object_of(told)
    return f"{owner} {verb} {said}" if owner and telling(owner) <= LONG else ""


def _governed(clause: Clause, before: list[Reading]) -> str | None:
    """The head where a verb stands right before the number; None where none does."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if mention.unit in MONEY and not mention.direction and (match := pattern["money"].search(lead, _last(lead))):
        return _money(clause, subject(lead[: match.start()]), match[0])
    done = pattern["done"].search(lead, _last(lead)) if _acted_on(clause) else None
    if done and done[0].partition(" ")[0].lower() in sets()["ing_nouns"]:
        done = None
    if done and not pattern["pushed"].search(lead):
        return _done(clause, done)
    if match := pattern["said"].search(lead, _last(lead)):
        return _said_of(clause, lead[: match.start()], before)
    return _done(clause, done) if done else None


def _ungoverned(clause: Clause, before: list[Reading]) -> str:
    """The head where no verb stands right before the number."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if match := pattern["of"].match(lead):
        return _of(clause, match["head"], before)
    if mention.noun and not mention.direction and (placed := _placed(clause)):
        return placed
    if match := pattern["imperative"].match(unopened(lead)):
        return subject(match["head"])
    gerund = pattern["gerund"].search(lead) if clause.counts and not mention.direction else None
    if gerund and gerund["verb"].lower() not in sets()["ing_nouns"] and (said := _behind(clause)):
        return f"{gerund['verb']} {said}" if telling(said) <= ACTED else said
    if mention.unit == "m2" and (held := _held_on(clause)):
        return held
    if clause.counts and not mention.direction:
        return _given_to(clause) or _behind(clause) or subject(lead)
    name = subject(lead)
    verb_alone = not is_noun(name) and telling(name) <= 1
    if mention.unit == "%" and not mention.direction and verb_alone and pattern["of_whole"].match(clause.tail):
        return behind(clause.tail, begins=True).wording()
    return _of_whole(clause, name) or ("" if before else _behind(clause))


def _held_on(clause: Clause) -> str:
    """What was done on so much land: "desertification was halted on 5,000 hectares of land"."""
    match = patterns()["held_on"].search(clause.lead)
    if not match:
        return ""
    told = clause.lead[: match.start()]
    if match["verb"]:
        return f"{subject(told)} {match['verb']}"
    what = object_of(told)
    return what if what and telling(what) <= LONG else ""


def _given_to(clause: Clause) -> str:
    """What was given to so many, in the passive: "free meals were provided to 3 million pupils"."""
    match = patterns()["given_to"].search(clause.lead)
    thing = subject(clause.lead[: match.start()]) if match else ""
    said = _behind(clause) if _acts(thing) else ""
    return f"{thing} {match['how']} to {said}" if match and said else ""


def _joined(clause: Clause, before: list[Reading]) -> str:
    """The head of a number that begins its clause; empty where it says more of the head before."""
    mention, pattern = clause.mention, patterns()
    if before and mention.unit in ("%", "pp", "times"):
        return _next_share(clause, before[-1]) if mention.unit == "%" and not mention.direction else ""
    if mention.direction:
        return "" if before else _behind(clause)
    if before and mention.unit in MONEY and (purpose := money(clause.tail)) and not purpose.startswith("of "):
        if pattern["included"].match(clause.lead):
            named = _next_purpose(before[-1].head, purpose)
            return named if named != purpose else f"{before[-1].head} {purpose}"
        if purpose.startswith("in ") and " in " not in before[-1].head and not pattern["acts"].match(before[-1].head):
            return behind(clause.tail.lstrip().removeprefix("in"), begins=True).wording()
        return _next_purpose(before[-1].head, purpose)
    phrase = _phrase(clause, begins=True)
    if before and pattern["of_it"].match(clause.tail) and (shared := _shared(clause, before[-1])):
        return f"{shared} {phrase.core}"
    if not phrase.core and phrase.verb and before and mention.unit not in MONEY:
        return f"{pattern['verb_end'].sub('', before[-1].head)} {phrase.verb}"
    if phrase.core and not phrase.verb and telling(phrase.core) <= THIN:
        phrase.verb = _listed_verb(clause)
    return phrase.wording() or _included(clause)


def _listed_verb(clause: Clause) -> str:
    """What a passive verb behind a whole list says of each: "18 laws and 22 rules have been promulgated"."""
    words = clause.text[clause.mention.end : clause.ceiling]
    if not patterns()["list_end"].search(words) or not words.strip(" ,;"):
        return ""
    match = patterns()["list_verb"].match(clause.text, clause.ahead)
    return match["verb"] if match else ""


def _passive(clause: Clause) -> str:
    """The passive verb behind a number, right there or behind the list that it stands in."""
    match = patterns()["list_verb"].match(clause.tail)
    return (
        match["verb"] if match and not clause.tail[: match.start("verb")].strip(" werahsbn") else _listed_verb(clause)
    )


def _shared(clause: Clause, last: Reading) -> str:
    """What a row of amounts has in common: "capacity of 27 million tons of steel, 42 million tons of cement"."""
    common, found, _ = last.head.rpartition(" of ")
    led = clause.text[: last.mention.start].rstrip().endswith(" of") or clause.text.startswith(" of ", last.mention.end)
    return f"{common} of" if found and led and last.mention.unit == clause.mention.unit else ""


def _next_share(clause: Clause, last: Reading) -> str:
    """One more share: of a whole of its own, for another purpose, or simply of what the head before names."""
    earlier = last.head
    if last.mention.unit != "%" and clause.lead.split()[-1:] == ["and"] and patterns()["of_whole"].match(clause.tail):
        return behind(clause.tail, begins=True).wording() or earlier
    if last.mention.unit == "%" and _is_joined(clause) and (own := _own_whole(clause, last)):
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
        return _next_purpose(earlier, purpose)
    return _of_whole(clause, earlier)


def _is_joined(clause: Clause) -> bool:
    """Whether an "and" stands right before the number."""
    return clause.text[: clause.mention.start].endswith(" and ")


def _own_whole(clause: Clause, last: Reading) -> str:
    """The whole of a share that is joined by "and" to another with its own: "20% of pupils and 30% of teachers"."""
    pattern = patterns()
    there = clause.text[last.mention.end : clause.start]
    if not pattern["of_whole"].match(clause.tail) or not pattern["of_whole"].match(there):
        return ""
    whole = behind(there, begins=False).core
    return behind(clause.tail, begins=True).wording() if whole and last.head.startswith(whole) else ""


def _next_purpose(earlier: str, purpose: str) -> str:
    """The verb of one amount put before the purpose of the next: "12 billion for roads and 3 billion for rail"."""
    verb, found, _ = earlier.partition(f" {purpose.partition(' ')[0]} ")
    return f"{verb} {purpose}" if found else purpose


def _of_whole(clause: Clause, name: str) -> str:
    """A share of a whole is named by both: "R&D spending" of "GDP"."""
    if clause.mention.unit != "%" or clause.mention.direction or not name:
        return name
    match = patterns()["of_whole"].match(clause.tail)
    whole = behind(clause.tail, begins=False).core if match else ""
    return f"{name} of {whole}" if whole else name


def _said_of(clause: Clause, lead: str, before: list[Reading]) -> str:
    name = subject(lead)
    if says_nobody(name) and clause.counts and not clause.mention.direction:
        return _behind(clause) or name
    if name and _measures_out(clause):
        return f"{name} of {behind(clause.tail, begins=False).core}"
    return _of_whole(clause, name) or ("" if before else _behind(clause))


def _measures_out(clause: Clause) -> bool:
    """Whether a level measures out a stuff: "capacity amounted to 150 million tons of cement"."""
    mention = clause.mention
    stuff = mention.unit not in ("count", "%", "pp", "times", "rate", *MONEY) and not mention.direction
    return stuff and bool(patterns()["of_it"].match(clause.tail)) and bool(behind(clause.tail, begins=False).core)


def _acted_on(clause: Clause) -> bool:
    """Whether a number can be the object of an action: it counts things, or is a share of them."""
    share = clause.mention.unit == "%" and bool(patterns()["of_whole"].match(clause.tail))
    return (clause.counts or share) and not clause.mention.direction


def _done(clause: Clause, verb: re.Match[str]) -> str:
    """The object of an action, with its subject where the object alone says little."""
    lead = clause.lead[: verb.start()]
    said = _behind(clause)
    if (at := patterns()["prep_last"].search(clause.lead)) and patterns()["passive"].search(lead):
        return " ".join(part for part in (subject(lead), at["prep"], said) if part)
    if said and (reached := _reached(clause, verb, said)):
        return reached
    if said and telling(said) > THIN:
        return _with_verb(verb, said)
    if match := patterns()["whose"].search(lead):
        told = clause.text[: clause.start + match.start()].rstrip(" ,;")
        owner = (
            object_of(told)
            if not any(map(str.isdigit, told))
            else subject(patterns()["comma"].split(told, maxsplit=1)[0])
        )
        return f"{owner} {verb[0].split()[0]} {said}" if owner and telling(owner) <= ROOM else said
    actor = "" if patterns()["purpose"].search(lead) else subject(lead, listed=True)
    if not said or not _acts(actor) or verb[0].split()[0].endswith("ing"):
        return _with_verb(verb, said) if said else actor
    return f"{actor} {said}"


def _reached(clause: Clause, verb: re.Match[str], said: str) -> str:
    """Whom or what share of them a scheme reaches, also where the clause before names it: ", and has benefited"."""
    lead, does = clause.lead[: verb.start()], verb[0].split()[0]
    actor = subject(lead, listed=True)
    if does.lower() not in sets()["reaching"] or (patterns()["whose"].search(lead) and not _acts(actor)):
        return ""
    if not actor and patterns()["goes_on"].fullmatch(lead) and not any(map(str.isdigit, told := clause.told)):
        actor = subject(told)
    return f"{actor} {does} {said}" if _acts(actor) and (clause.mention.unit == "%" or telling(said) <= THIN) else ""


def _with_verb(verb: re.Match[str], said: str) -> str:
    """An action and its object: what was built is another thing than what was closed."""
    match = patterns()["action"].match(verb[0].strip())
    action = match[0] if match else verb[0].split()[0]
    return f"{action} {said}" if telling(said) <= ACTED and not action.startswith("includ") else said


def _acts(actor: str) -> bool:
    """Whether a subject is worth naming."""
    return not says_nobody(actor) and telling(actor) <= ROOM and is_noun(actor)


def _placed(clause: Clause) -> str:
    """What is done in so many places: "pilots in 12 counties" are pilots."""
    match = patterns()["place"].match(clause.lead)
    phrase, core = _behind(clause), behind(clause.tail, begins=False).core
    if plural(core.partition(" and ")[0].rpartition(" ")[2]) and " and " in core:
        phrase = core = core.partition(" and ")[0]
    if not match or not phrase or telling(core) > THIN:
        return ""
    what = object_of(match["what"]) or subject(match["what"])
    return f"{what} {match['prep']} {phrase}" if what and telling(what) <= LONG else ""


def _money(clause: Clause, actor: str, verb: str) -> str:
    """Money is named by who gives it and for what: "allocated for schools"."""
    verb, phrase = verb.split(maxsplit=1)[0], money(clause.beyond)
    if phrase.startswith("of "):
        return phrase.removeprefix("of ")
    return " ".join(part for part in (actor if _acts(actor) else "", verb, phrase) if part)


def _of(clause: Clause, name: str, before: list[Reading]) -> str:
    """The head of "the stock of 5 million firms", "grants of 100 yuan", "the construction of 5 schools"."""
    mention, pattern = clause.mention, patterns()
    if (match := pattern["had"].match(name)) and not mention.noun and _is_measure(match["what"]):
        owner, what = subject(match["who"]), match["what"]
        return f"{what} of {owner}" if _acts(owner) else what
    if match := pattern["made_of"].match(name):
        name = match["what"]
    if mention.unit in MONEY and not mention.direction and (amount := _amount(clause, name)):
        return amount
    if mention.direction and (match := pattern["at_a_rate"].match(name)):
        return subject(match["who"])
    named = subject(name)
    amount_of = mention.noun or pattern["of_it"].match(clause.tail)
    behind_it = _behind(clause)
    if mention.direction or not (amount_of and behind_it):
        if mention.unit in ("m", "m2", "m3") and named and telling(named) <= THIN:
            return f"{named} {_passive(clause)}".strip()
        named = named if not pattern["generic"].match(named) or before else ""
        named = named or behind_it
        if mention.unit in MONEY and telling(named) == 1:
            return _granted(clause, named)
        return named
    last = named.rpartition(" ")[2].lower()
    if (
        pattern["doings"].match(last)
        or pattern["generic"].match(named)
        or pattern["done"].search(f" {named} ")
        or not named
    ):
        named = object_of(name) if telling(behind_it) == 1 and not pattern["generic"].match(named) else ""
        return f"{named} of {behind_it}" if named else _behind(clause, begins=True)
    return f"{named} of {behind_it}" if telling(named) <= THIN + 1 else behind_it


def _amount(clause: Clause, name: str) -> str:
    """An amount with what it is for: "completed an investment of 20 billion yuan in key projects"."""
    what = object_of(name)
    led = re.search(rf"\bwith\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)*{re.escape(what)}$", name)
    acted = finite(name) > 0 and _is_measure(what) and not led
    if not acted and not patterns()["dependent"].match(what):
        return ""
    purpose = money(clause.beyond)
    if purpose and not purpose.startswith("of "):
        return f"{what} {purpose}"
    owner = subject(name) if acted else ""
    return f"{owner} {what}" if owner and telling(owner) <= THIN and _acts(owner) and what not in owner else ""


def _granted(clause: Clause, name: str) -> str:
    """What "grants of 100 yuan per pupil were given to" somebody are: the purpose tells them."""
    per = patterns()["per"].match(clause.tail)
    phrase = behind(clause.tail[per.end() :] if per else clause.tail, begins=True)
    parts = (name, per["said"] if per else "", phrase.verb if not phrase.core else "")
    return " ".join(part for part in parts if part)


def _is_measure(name: str) -> bool:
    """Whether what a subject has is a measure of it: "an output of", but no "record high of" and no clause."""
    return is_noun(name) and finite(name) < 0 and not patterns()["grown"].search(name)


def _behind(clause: Clause, *, begins: bool = False) -> str:
    """The noun phrase behind a number."""
    return _phrase(clause, begins=begins).wording() or _included(clause)


def _phrase(clause: Clause, *, begins: bool) -> Phrase:
    """The phrase behind a number; a thin one with the predicate that follows on words set apart by commas."""
    phrase = behind(clause.tail, begins=begins)
    if telling(phrase.core) <= THIN and not phrase.verb and not phrase.added and clause.opens:
        apart = patterns()["apart"].match(clause.text, clause.mention.end)
        phrase.verb = predicate(clause.text[apart.end() :]) if apart else ""
    return phrase


def _included(clause: Clause) -> str:
    """The counted noun that the anchor holds already."""
    mention = clause.mention
    return clause.text[mention.number_end : mention.end].strip() if mention.unit == "count" else ""



def _share(name: str, match: re.Match[str], whole: str, before: list[Reading]) -> str:
    """A share is an indicator of its own: what, and of what."""
    of_what = name or head_before(before)
    return " ".join(part for part in (of_what, " ".join(match[1].split()), whole) if part) if of_what else whole


def names_change(text: str, mention: Mention, ceiling: int) -> re.Match[str] | None:
    """The words behind a change that begin to name what changes: "in" of "a 7% rise in orders"; None where none do."""
    tail, pattern = text[mention.end : ceiling], patterns()
    if pattern["by"].search(text, 0, mention.number_start):
        return None
    if pattern["moved"].match(text, mention.start) and pattern["subject"].search(text, 0, mention.start):
        return None
    noun = mention.end > mention.number_end and text[mention.end - 1].isalpha() and mention.unit in ("%", "pp", "times")
    named = pattern["change_in"].match(tail) or (noun and pattern["change_to"].match(tail))
    return None if pattern["terms"].match(tail) else named or None



def listed_heads(text: str, first: Mention, lead: str, start: int, before: list[Reading]) -> str:
    """The noun phrases, still one stretch, that a list of numbers measures."""
    if match := patterns()["said"].search(lead, _last(lead)):
        return subject(lead[: match.start()], listed=True)
    return head_of(Clause(text, first, lead, first.end, start, first.end), before)



def _last(lead: str) -> int:
    """Where the last words of a lead begin, among which its verb must be; the verb lists are long to search for."""
    return max(0, len(lead) - VERB_WITHIN)
