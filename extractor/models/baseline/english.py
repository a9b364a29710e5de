"""English clauses: a sentence and its quantity mentions to readings, by word order and closed word lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from extractor.models.baseline.reading import Reading, Run, listed, runs
from extractor.models.baseline.words import either, verbs
from extractor.quantities.mention import Mention
from extractor.schemas.draft import Words

LONGEST_HEAD = 110
"""An English head of more characters is no wording but a clause; it is cut at its first comma."""

VERB_WITHIN = 60
"""Characters before a number, in which the verb that governs it stands."""
RANK_WITHIN = 80
"""Characters behind a number, in which a rank begins that it has."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    adverbs, openers = either("en", "adverbs"), either("en", "openers")
    bare = "|".join(either("en", name) for name in ("rises", "falls", "actions", "keeps"))
    return {
        "said": re.compile(rf"\b(?:{verbs('value_verbs')})(?:\s+{adverbs})*\s*$", flags),
        "done": re.compile(rf"\b(?:{verbs('actions')})(?:\s+(?:{adverbs}|and|of|some|over))*\s*$", flags),
        "imperative": re.compile(rf"^(?:to\s+)?(?:{bare})\s+(?P<head>.+?)(?:\s+(?:{adverbs}|{openers}))*\s*$", flags),
        "openers": re.compile(rf"^(?:(?:{openers}|(?:in|by|since)\s+(?:19|20)\d\d|[–—◆•-]+)(?:[\s,:]+|$))+", flags),
        "of": re.compile(r"^(?P<head>.*\S)\s+of\s*$", flags),
        "joiners": re.compile(
            rf"^[\s,;:]*(?:(?:and|with|or|by|to|up|down|at|registering|representing|reaching|showing|marking|a|an|the|"
            rf"which|it|they|for|is|was|were|also|both|of|totaling|equivalent|averaging|{verbs('value_verbs')})\b[\s,]*)*$",
            flags,
        ),
        "stop": re.compile(rf"(?<!\w)(?:{either('en', 'stops')})(?!\w)|[,;:()!?|]|\.(?:\s|$)|\s[–—-]\s", flags),
        "next_action": re.compile(rf"\s+and\s+(?:(?:{verbs('actions')})\b|\d)", flags),
        "locative": re.compile(r"\s+(?:in|on)\s+(?=[A-Z\"“'‘]|the\s|rural|urban|some|various)", 0),
        "generic": re.compile(rf"^{either('en', 'generic')}$", flags),
        "rank": re.compile(either("en", "ranks"), flags),
        "gap": re.compile(r"^\s*(?:,|and|,\s*and|or|:|/)\s*$", flags),
        "trailing": re.compile(r"(?:\s+(?:to|by|in|of|at|with|for|a|an|the|and|up|down))+$", flags),
        "its": re.compile(r"\b(?:its|their)\s+(?=(?:proportion|share|total|number|ratio|output|value|scale)\b)", flags),
        "into": re.compile(
            r"\b(?:invested|spent|used|allocated|earmarked|provided|issued|raised)\s+(?:in|for|on|into|to)\s", flags
        ),
        "of_it": re.compile(r"\s+of\s"),
        "within": re.compile(r"^\s*(?:in|of|on|for)\s+", flags),
        "share": re.compile(r"\b(account\w*\s+for|ma(?:k|d)\w*\s+up|compris\w*)\s*(?:\w+\s+)?$", flags),
        "from": re.compile(r"\bfrom\s*$", flags),
        "totals": re.compile(r"\b(?:total|number|figure)s?(?:\s+number)?\s+(?:to|reached|of)\s*$", flags),
        "list": re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s+as well as\s+", flags),
    }


def read(text: str, mentions: Sequence[Mention]) -> list[Reading]:
    """Read the quantity mentions of an English sentence.

    Args:
        text: the sentence.
        mentions: its mentions that are quantities, in order.

    Returns:
        One reading a mention, in order.
    """
    readings: list[Reading] = []
    for run in runs(text, mentions, partial(_beside, text)):
        readings += _read_list(text, run, readings) if len(run.mentions) > 1 else [_read_one(text, run, readings)]
    return readings


def _beside(text: str, here: Mention, after: Mention) -> bool:
    """Whether two numbers are of one list: "20.6%, 22.3% and 16.0%"."""
    alike = (here.unit, here.noun) == (after.unit, after.noun)
    return alike and bool(_patterns()["gap"].match(text[here.end : after.start]))


def _read_one(text: str, run: Run, before: list[Reading]) -> Reading:
    mention, ceiling = run.mentions[0], run.ceiling
    start = _clause_start(text, run.floor, mention.start)
    end = _clause_end(text, mention.end, ceiling)
    lead = text[start : mention.start]
    rank = _rank(text, mention.end, ceiling)
    end = max(end, rank.at + len(rank.text)) if rank and rank.at is not None else end
    if _patterns()["from"].search(lead) and re.match(r"\s+to\b", text[mention.end : ceiling]):
        return Reading(mention, _subject(lead), "base", start, end)
    head = _full(_head(text, mention, lead, ceiling, before), before)
    if not head and not before:
        head = _subject(text[:start].rstrip(" :,;").rpartition(";")[2])
    if before and head and _patterns()["its"].search(lead):
        head = f"{before[-1].head} {head}"
    return Reading(mention, head, "own" if head else "more", start, end, rank)


def _head(text: str, mention: Mention, lead: str, ceiling: int, before: list[Reading]) -> str:
    """The noun phrase that a number measures: the subject before it, or the object behind it."""
    pattern = _patterns()
    if match := pattern["share"].search(lead):
        return _share(_subject(lead[: match.start()]), match, _behind(text, mention, ceiling), before)
    if pattern["joiners"].match(lead):
        behind = _behind(text, mention, ceiling)
        counted = mention.unit not in ("%", "pp", "times") or not before
        return behind if behind and counted and not mention.direction else ("" if before else behind)
    counts = mention.noun is not None or mention.unit in ("count", "m", "m2", "m3", "t", "kW", "CNY", "USD")
    if match := pattern["said"].search(lead, _last(lead)):
        subject = _subject(lead[: match.start()])
        return subject or ("" if before else _behind(text, mention, ceiling))
    if counts and not mention.direction and pattern["done"].search(lead, _last(lead)):
        return _behind(text, mention, ceiling) or _subject(lead)
    match = pattern["of"].match(lead)
    amount_of = mention.noun or pattern["of_it"].match(text[mention.end : ceiling])
    if match and amount_of and (behind := _behind(text, mention, ceiling)):
        return behind
    if match:
        named = _subject(match["head"])
        return named if not pattern["generic"].match(named) else (named if before else _behind(text, mention, ceiling))
    stripped = pattern["openers"].sub("", lead)
    if match := pattern["imperative"].match(stripped):
        return _subject(match["head"])
    if counts and not mention.direction:
        return _behind(text, mention, ceiling) or _subject(lead)
    return _subject(lead) or ("" if before else _behind(text, mention, ceiling))


def _share(subject: str, match: re.Match[str], whole: str, before: list[Reading]) -> str:
    """A share is an indicator of its own: what, and of what."""
    of_what = subject or next((one.head for one in reversed(before) if one.head), "")
    return " ".join(part for part in (of_what, " ".join(match[1].split()), whole) if part) if of_what else whole


def _read_list(text: str, run: Run, before: list[Reading]) -> list[Reading]:
    first, count = run.mentions[0], len(run.mentions)
    start = _list_start(text, run.floor, first.start)
    clause = start, _clause_end(text, run.mentions[-1].end, run.ceiling)
    lead = text[start : first.start]
    earlier = before[-count:]
    counterparts = [one.group for one in earlier if one.group]
    if _patterns()["totals"].search(lead) and len(earlier) == count:
        heads = [one.head for one in earlier]
    elif _patterns()["joiners"].match(lead) and len(counterparts) == count:
        heads = [""] * count
    else:
        heads = _distribute(_head(text, first, lead, first.end, before), count)
    return listed(run, heads, clause, counterparts)


def _clause_start(text: str, floor: int, ceiling: int) -> int:
    """Behind the last comma, semicolon or colon before a number; a comma inside a figure is none."""
    marks = [match.end() for match in re.finditer(r"[,;:|–—](?!\d)", text[floor:ceiling])]
    starts = [0, *marks]
    for at in reversed(starts):
        segment = text[floor + at : ceiling]
        if segment.strip() and not _patterns()["joiners"].match(segment):
            return floor + at
        if at and text[floor + at - 1] in ";:":
            break
    return floor + starts[-1]


def _list_start(text: str, floor: int, ceiling: int) -> int:
    marks = [match.end() for match in re.finditer(r"[;:|–—](?!\d)", text[floor:ceiling])]
    return floor + (marks[-1] if marks else 0)


def _clause_end(text: str, start: int, ceiling: int) -> int:
    match = re.compile(r"[,;:|](?!\d)|\.(?:\s|$)").search(text, start)
    return min(match.start(), len(text)) if match else len(text)


def _subject(lead: str, *, listed: bool = False) -> str:
    """The noun phrase that a clause begins with, without what says nothing."""
    lead = re.split(r"\s(?:that|which|while|whereas|where|with\s+an?)\s", lead)[-1].strip(" ,;:“”\"'")
    lead = _patterns()["openers"].sub("", lead).strip(" ,;:")
    lead = _patterns()["trailing"].sub("", lead)
    if match := re.search(r"\s+(?:has|have|had|will|is|are|was|were)(?:\s+been|\s+be|\s+also)?(?:\s+an?)?$", lead):
        lead = lead[: match.start()]
    if len(lead) > LONGEST_HEAD and not listed:
        lead = lead.split(",")[-1].strip()
    return _patterns()["openers"].sub("", _within(lead)).strip(" ,;:")


def _within(phrase: str) -> str:
    """Keep the last whole words of a phrase that is too long for a wording."""
    return phrase if len(phrase) <= LONGEST_HEAD else phrase[-LONGEST_HEAD:].partition(" ")[2]


def _behind(text: str, mention: Mention, ceiling: int) -> str:
    """The noun phrase behind a number, up to the verb, preposition or mark that ends it."""
    pattern = _patterns()
    tail = text[mention.end : ceiling].split(". ", maxsplit=1)[0]
    tail = pattern["within"].sub("", tail) if pattern["within"].match(tail) else tail
    phrase = _phrase(tail)
    if not phrase and (of := pattern["into"].search(tail)):
        phrase = _phrase(tail[of.end() :])
    included = text[mention.number_end : mention.end].strip()
    if mention.unit == "count" and included and not phrase:
        return included
    return phrase[:LONGEST_HEAD]


def _phrase(tail: str) -> str:
    """The noun phrase that a stretch begins with."""
    pattern = _patterns()
    ends = [match.start() for name in ("stop", "next_action", "locative") if (match := pattern[name].search(tail))]
    phrase = tail[: min(ends)] if ends else tail
    phrase = pattern["openers"].sub("", phrase.strip()).strip(" ,;:.")
    return re.sub(r"\s+(?:and|or|in|of|at|for|on|the|a|an)$", "", phrase)


def _full(head: str, before: list[Reading]) -> str:
    """Put back what a number leaves to an earlier one: "bringing the total to" of what."""
    if head and _patterns()["generic"].match(head):
        return next((one.head for one in reversed(before) if one.head), "")
    return head


def _distribute(subject: str, count: int) -> list[str]:
    """Give each number of a list its own of the listed heads, with the words that the first shares with the rest."""
    parts = [part.strip(" ,") for part in _patterns()["list"].split(subject) if part.strip(" ,")]
    if len(parts) == count + 1:
        parts = [*parts[:-2], " and ".join(parts[-2:])]
    if len(parts) != count:
        return [subject] * count
    shared = re.match(r"^(.*?\b(?:of|in|to|for|from)\s+)\S", parts[0])
    if shared and not any(re.search(r"\b(?:of|in|to|for|from)\s", part) for part in parts[1:]):
        parts = [parts[0], *(shared[1] + part for part in parts[1:])]
    return parts


def _rank(text: str, start: int, ceiling: int) -> Words | None:
    match = _patterns()["rank"].search(text, start, min(ceiling, start + 2 * RANK_WITHIN))
    return Words(match.group(), match.start()) if match and match.start() - start < RANK_WITHIN else None


def _last(lead: str) -> int:
    """Where the last words of a lead begin, among which its verb must be; the verb lists are long to search for."""
    return max(0, len(lead) - VERB_WITHIN)
