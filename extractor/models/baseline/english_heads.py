"""English heads: what a number of a clause measures or counts, from the verb and the phrases around it."""

from __future__ import annotations

import re

from extractor.models.baseline.english_clause import MONEY, Clause, patterns
from extractor.models.baseline.english_counted import (
    ACTED,
    given_to,
    held_on,
    included,
    listed_verb,
    narrowed,
    noun_behind,
    passive,
    placed,
    whole_phrase,
    with_verb,
    worth_naming,
)
from extractor.models.baseline.english_earlier import head_before
from extractor.models.baseline.english_phrases import LONG, ROOM, THIN, behind, money
from extractor.models.baseline.english_shares import (
    in_common,
    next_purpose,
    next_share,
    of_whole,
    part_of,
    share_of,
    who_reaches,
)
from extractor.models.baseline.english_subjects import is_limited, object_of, subject, unopened
from extractor.models.baseline.english_words import finite, is_noun, says_nobody, sets, telling
from extractor.models.baseline.reading import Reading
from extractor.quantities.mention import Mention

VERB_WITHIN = 60
"""Characters before a number, in which the verb that governs it stands."""


def head_of(clause: Clause, before: list[Reading]) -> str:
    """The noun phrase that a number measures: the subject before it, or the object behind it."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if mention.noun == "times":
        return subject(lead)
    if before and pattern["to_benefit"].search(lead) and (said := noun_behind(clause)):
        return f"{head_before(before)} benefiting {said}"
    if named := _around(clause) or part_of(clause, before):
        return named
    if match := pattern["share"].search(lead):
        return share_of(subject(lead[: match.start()]), match, noun_behind(clause), before)
    if (match := pattern["participle"].match(lead)) and (said := _with_owner(clause, match["verb"], before)):
        return said
    if pattern["joiners"].match(lead):
        return _joined(clause, before)
    if lead.strip() and pattern["verb_first"].match(clause.anchor) and (name := subject(lead)):
        return of_whole(clause, name)
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
    if pattern["doubled"].match(clause.text, mention.start) and mention.unit == "times":
        return behind(clause.tail, begins=False).wording()
    if named := names_change(clause.text, mention, clause.ceiling):
        return behind(clause.tail[named.end() :], begins=False).wording() or noun_behind(clause)
    if pattern["moves_on"].match(clause.anchor) and (match := pattern["grown_by"].search(lead)):
        return match["what"] if match["what"].lower() != "economic" else "economic growth"
    return ""


def _with_owner(clause: Clause, verb: str, before: list[Reading]) -> str:
    """Who is reached by what: "trials of old-age insurance, covering 13 million residents"."""
    said = noun_behind(clause)
    if not said or not clause.counts or telling(said) > THIN:
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
    if clause.counts and not mention.direction and (given := given_to(clause)):
        return given
    done = pattern["done"].search(lead, _last(lead)) if _acted_on(clause) else None
    ended = done and done[0].rstrip().endswith(" and") and pattern["passive"].search(lead, 0, done.start())
    begun = done and pattern["beginning"].search(lead, 0, done.start())
    if done and not begun and (ended or done[0].partition(" ")[0].lower() in sets()["ing_nouns"]):
        done = None
    if done and not pattern["pushed"].search(lead):
        return _done(clause, done)
    if match := pattern["said"].search(lead, _last(lead)):
        return _said_of(clause, lead[: match.start()], before)
    return _done(clause, done) if done else None


def _ungoverned(clause: Clause, before: list[Reading]) -> str:
    """The head where no verb stands right before the number."""
    mention, lead, pattern = clause.mention, clause.lead, patterns()
    if (match := pattern["of"].match(lead)) and pattern["goal"].search(match["head"]):
        return behind(clause.tail, begins=False).core or subject(match["head"])
    if (match := pattern["worth"].match(lead)) and mention.unit in MONEY:
        return f"{subject(match['head'])} {passive(clause)}".strip()
    if match := pattern["of"].match(lead):
        return _of(clause, match["head"], before)
    if mention.noun and not mention.direction and (where := placed(clause)):
        return where
    if match := pattern["imperative"].match(unopened(lead)):
        return subject(match["head"])
    gerund = pattern["gerund"].search(lead) if clause.counts and not mention.direction else None
    if gerund and gerund["verb"].lower() not in sets()["ing_nouns"] and (said := noun_behind(clause)):
        return f"{gerund['verb']} {said}" if telling(said) <= ACTED else said
    if mention.unit == "m2" and (held := held_on(clause)):
        return held
    if clause.counts and not mention.direction:
        return noun_behind(clause) or subject(lead)
    name = subject(lead)
    verb_alone = not is_noun(name) and telling(name) <= 1
    if mention.unit == "%" and not mention.direction and verb_alone and pattern["of_whole"].match(clause.tail):
        return behind(clause.tail, begins=True).wording()
    return of_whole(clause, name) or ("" if before else noun_behind(clause))


def _joined(clause: Clause, before: list[Reading]) -> str:
    """The head of a number that begins its clause; empty where it says more of the head before."""
    mention, pattern = clause.mention, patterns()
    if before and mention.unit in ("%", "pp", "times"):
        return next_share(clause, before[-1]) if mention.unit == "%" and not mention.direction else ""
    if mention.direction:
        return "" if before else noun_behind(clause)
    if before and mention.unit in MONEY and (purpose := money(clause.tail)) and not purpose.startswith("of "):
        return _next_sum(clause, before[-1].head, purpose)
    phrase = whole_phrase(clause, begins=True)
    if before and phrase.core and not phrase.verb and (reach := who_reaches(clause, before[-1])):
        return f"{reach} {phrase.wording()}"
    if before and pattern["of_it"].match(clause.tail) and (shared := in_common(clause, before[-1])):
        return f"{shared} {phrase.core}"
    if not phrase.core and phrase.verb and before and mention.unit not in MONEY:
        return f"{pattern['verb_end'].sub('', before[-1].head)} {phrase.verb}"
    if phrase.core and not phrase.verb and telling(phrase.core) <= THIN:
        phrase.verb = listed_verb(clause)
    return phrase.wording() or included(clause)


def _next_sum(clause: Clause, earlier: str, purpose: str) -> str:
    """One more sum with a purpose of its own, or one that the sum before includes."""
    if patterns()["included"].match(clause.lead):
        named = next_purpose(earlier, purpose)
        return named if named != purpose else f"{earlier} {purpose}"
    if purpose.startswith("in ") and " in " not in earlier and not patterns()["acts"].match(earlier):
        return behind(clause.tail.lstrip().removeprefix("in"), begins=True).wording()
    return next_purpose(earlier, purpose)


def _said_of(clause: Clause, lead: str, before: list[Reading]) -> str:
    name = subject(lead)
    if says_nobody(name) and clause.counts and not clause.mention.direction:
        return noun_behind(clause) or name
    if name and _measures_out(clause):
        return f"{name} of {behind(clause.tail, begins=False).core}"
    return of_whole(clause, name) or ("" if before else noun_behind(clause))


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
    said = noun_behind(clause)
    if (at := patterns()["prep_last"].search(clause.lead)) and patterns()["passive"].search(lead):
        return " ".join(part for part in (subject(lead), at["prep"], said) if part)
    if said and (reached := _reached(clause, verb, said)):
        return reached
    if said and telling(said) > THIN:
        return with_verb(verb, said)
    if match := patterns()["whose"].search(lead):
        told = clause.text[: clause.start + match.start()].rstrip(" ,;")
        owner = (
            object_of(told)
            if not any(map(str.isdigit, told))
            else subject(patterns()["comma"].split(told, maxsplit=1)[0])
        )
        return f"{owner} {verb[0].split()[0]} {said}" if owner and telling(owner) <= ROOM else said
    actor = "" if patterns()["purpose"].search(lead) else subject(lead, listed=True)
    if not said or not worth_naming(actor) or verb[0].split()[0].endswith("ing"):
        return with_verb(verb, said) if said else actor
    return f"{actor} {said}"


def _reached(clause: Clause, verb: re.Match[str], said: str) -> str:
    """Whom or what share of them a scheme reaches, also where the clause before names it: ", and has benefited"."""
    lead, does = clause.lead[: verb.start()], verb[0].split()[0]
    actor = subject(lead, listed=True)
    if does.lower() not in sets()["reaching"] or (patterns()["whose"].search(lead) and not worth_naming(actor)):
        return ""
    if not actor and patterns()["goes_on"].fullmatch(lead) and not any(map(str.isdigit, told := clause.told)):
        actor = subject(told)
    actor = narrowed(actor)
    return f"{actor} {does} {said}" if worth_naming(actor) and telling(f"{actor} {said}") <= LONG else ""


def _money(clause: Clause, actor: str, verb: str) -> str:
    """Money is named by who gives it and for what: "allocated for schools"."""
    verb, phrase = verb.split(maxsplit=1)[0], money(clause.beyond)
    if phrase.startswith("of "):
        return phrase.removeprefix("of ")
    return " ".join(part for part in (actor if worth_naming(actor) else "", verb, phrase) if part)


def _of(clause: Clause, name: str, before: list[Reading]) -> str:
    """The head of "the stock of 5 million firms", "grants of 100 yuan", "the construction of 5 schools"."""
    mention, pattern = clause.mention, patterns()
    if is_limited(name):
        return subject(name)
    if (match := pattern["had"].match(name)) and not mention.noun and _is_measure(match["what"]):
        owner, what = narrowed(subject(match["who"])), match["what"]
        return f"{what} of {owner}" if worth_naming(owner) else what
    if match := pattern["made_of"].match(name):
        name = match["what"]
    if mention.unit in MONEY and not mention.direction and (amount := _amount(clause, name)):
        return amount
    if mention.direction and (match := pattern["at_a_rate"].match(name)):
        return subject(match["who"])
    named = subject(name)
    amount_of = mention.noun or pattern["of_it"].match(clause.tail)
    behind_it = noun_behind(clause)
    if mention.direction or not (amount_of and behind_it):
        stuff = mention.unit in ("m", "m2", "m3", *MONEY)
        if stuff and named and telling(named) <= THIN and not pattern["per"].match(clause.tail):
            return f"{named} {passive(clause)}".strip()
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
        return f"{named} of {behind_it}" if named else noun_behind(clause, begins=True)
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
    return f"{owner} {what}" if owner and telling(owner) <= THIN and worth_naming(owner) and what not in owner else ""


def _granted(clause: Clause, name: str) -> str:
    """What "grants of 100 yuan per pupil were given to" somebody are: the purpose tells them."""
    per = patterns()["per"].match(clause.tail)
    phrase = behind(clause.tail[per.end() :] if per else clause.tail, begins=True)
    parts = (name, per["said"] if per else "", phrase.verb if not phrase.core else "")
    return " ".join(part for part in parts if part)


def _is_measure(name: str) -> bool:
    """Whether what a subject has is a measure of it: "an output of", but no "record high of" and no clause."""
    return is_noun(name) and finite(name) < 0 and not patterns()["grown"].search(name)


def names_change(text: str, mention: Mention, ceiling: int) -> re.Match[str] | None:
    """The words behind a change that begin to name what changes: "in" of "a 7% rise in orders"; None where none do."""
    tail, pattern = text[mention.end : ceiling], patterns()
    drop = text[mention.start : mention.number_start] == "" and text.startswith(" in ", mention.end)
    if pattern["by"].search(text, 0, mention.number_start) and not (
        drop and pattern["by_a"].search(text, 0, mention.start)
    ):
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
