"""An English sentence that looks back to the outcomes that it states without a number, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.models.baseline.english_states import FIRST, INTO, NOW, ranked, stands
from extractor.models.baseline.reading import clauses
from extractor.models.baseline.words import either, pasts, verbs
from extractor.schemas.draft import Words

SHORTEST = 20
"""A clause of fewer characters names nothing that could be checked."""
_FEWEST_WORDS = 3
"""Of a wording; fewer name a doing and no thing."""
_TOLD = 5
"""Words of a subject that tell by themselves what is meant."""
_LONGEST = 120
"""Characters of a wording."""
_LEAD = re.compile(r"^(?:and|while|but|whereas|as well as|plus)\s+", re.IGNORECASE)
_ADVERBS = r"(?:(?:\w+ly|also|then|both|all|now|further|first|once again|again)\s+){0,3}"
_WHO = r"(?:we|it|they|the (?:central |municipal |provincial |local )?governments?|the city|the country)"
_NTH = r"(?:first|second|third|fourth|fifth|newly)\s"
"""What tells which one a thing is, or that it is new, and is no way to begin a sentence."""
_BE = r"(?:has|have|had)\s+been|was|were|is|are|being"
_AUX = r"(?:(?:has|have|had)(?:\s+been)?|was|were|is|are)"
_ANEW = r"(?:the|an?|its|our|their|all|every|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|many|several)\s+"
"""How a subject begins that a new clause has behind "and"."""
OPENER = (
    "in|on|at|during|after|to|with|under|as|over|since|for|following|by|through|among|thanks to|acting on|based on"
    "|according to|meanwhile|moreover|furthermore|besides|first|second|third|fourth|fifth|sixth|seventh|finally"
    "|last year|this year|however|\\w+ly|guided by|within|throughout|focusing on|centering on"
)
"""How words before a comma begin that only tell when, how or what for."""
_BEHIND = (
    r",\s+(?:which|who|whose|where|thus|thereby|so|with|some|most|making|bringing|marking|including|(?-i:[a-z]+ing))\b(?!-)"
    r"|\s+(?:so as to|in order to|so that|thereby|thus)\s"
)
"""Where the words begin that say what comes of an outcome, and no longer what it is."""


class Outcome(NamedTuple):
    """The wording of an outcome, its clause, and the words of its rank or its goal, if it has one."""

    wording: str
    clause: Words
    rank: Words | None = None
    goal: Words | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    strong, weak, moves = f"(?:{INTO}|{pasts('outcomes')})", pasts("undertakings"), pasts("moves")
    done = f"(?:{strong}|{weak}|{moves}|{pasts('plans', 'actions', 'rises', 'falls', 'other_verbs', 'value_verbs')})"
    base = "|".join(either("en", name) for name in ("outcomes", "undertakings", "plans", "actions", "rises", "falls"))
    patterns = {
        "verb": rf"{_ADVERBS}(?:{_AUX}\s+)?{_ADVERBS}(?P<verb>{done})\b",
        "bare": rf"{_ADVERBS}(?P<verb>(?:{base}))\b",
        "finite": rf"\b{_AUX}\b(?!\s+\w+ing\b)|\b{NOW}|^{_WHO}\s+{_ADVERBS}{done}\b",
        "and": rf"\s+and\s+(?={_ADVERBS}(?:{_AUX}\s+)?{_ADVERBS}{done}\b(?!\s+(?:and|or)\b)"
        rf"|{_ANEW}(?:[\w’'-]+\s+){{1,10}}?(?:(?:{_BE})\b|{INTO}|{strong}\s+(?:the|an?|its|their|off|in|into|on|trial)\b))",
        "opener": rf"(?:{OPENER})\b[^,]*$",
        "passive": rf"(?P<thing>\S.*?)\s+(?:{_BE})\s+{_ADVERBS}(?P<verb>{done})\b",
        "active": rf"(?:(?P<who>{_WHO}|\S(?:(?!\b(?:which|who|that|to)\b).){{0,140}}?)\s+)??"
        rf"(?:(?:{_BE}|has|have|had)\s+)?{_ADVERBS}(?P<verb>{done})\b(?!-)(?:\s+(?:and|or)\s+{_ADVERBS}(?:{done})\b)?(?!\s+by\b)",
        "told": rf"[^,]{{3,90}}?\s{_ADVERBS}(?:{done}|\w+[a-z]ed)\b(?!\s+by\b)",
        "sure": rf"[^,]{{3,90}}?\s{_ADVERBS}{strong}\s+(?:the|an?|its|their|off|into|operation|construction|service)\b",
        "modal": r"\b(?:will|shall|should|must|would|could|(?<!in )may(?!\s+(?:\d|now))|might|needs? to)\b",
        "tail": r"(?:throughout|across|in|from|on|at|for|especially|particularly|both|not|nationwide|as well as"
        r"|(?:\w+ of )?(?:which|whom)|who|whose|where|thus|thereby|with|including|such as|(?-i:[a-z]+ing))\b(?!-)",
        "strong": rf"\b(?:{INTO}|{verbs('outcomes')})\b",
        "weak": rf"\b{verbs('undertakings')}\b",
        "moves": rf"\b{verbs('moves')}\b",
        "against": r"(?:while|but|whereas)\b",
        "hanging": rf"\b(?:{done}|of|for|to|in|on)$",
        "clear": rf"(?:{OPENER})\b(?:.*?,\s+(?=we\b)|(?:[^,]|,\s+\d{{4}},|,(?=\d))*,\s+)",
        "empty": rf"(?-i:\b{either('en', 'empty_heads')}$)",
        "leading": r"(?:.*?\s)?(?:took|taken)\s+the\s+lead\s+(?:\w+\s+){0,3}?in\s+"
        rf"(?P<verb>{verbs('outcomes', 'undertakings')})\b",
        "begun": rf"\s+to\s+{_ADVERBS}{verbs('undertakings', 'outcomes')}\b",
        "vague": rf"(?:(?!{_ANEW})[a-z-]+\s+(?:and\s+)?){{0,4}}(?:policies|measures|methods|steps|activities)",
        "hangs": r",|\s+(?:of|for|to|in|on|at|with|by|from|that|which|under|through|as|into|between|across|aimed"
        r"|including|such|and\s+(?:the|a))\s+",
        "parameters": rf"\b{either('en', 'parameters')}\b",
        "instrument": rf"\b{either('en', 'instruments')}\b",
        "new": r"(?:an?|another|new|(?:the|its|our)\s+(?:new|first|second|third|latest|pilot|national|[\w-]+th"
        r"|(?-i:[A-Z“\"])[\w-]+))\b|[“\"]",
        "never": r"\bfor\s+the\s+first\s+time\b",
        "pointing": r"(?:(?:the|an?)\s+)?(?:related|relevant|corresponding|following|these|those|more|further|such)\s",
        "naming": r"\b(?:including|such\s.*as)\s",
        "wider": r"\s*(?:the\s+)?(?:coverage|scope|range)\s+of\b",
        "run": r"(?:implement|carr|execut|undert|organiz)\w+",
        "course": r"\b(?:project|plan|program|programme|campaign|scheme|implementation)s?\b",
        "spread": r"(?:extend|expand|appl|replicat)\w+",
        "to all": r"\bto\s+(?:all|every|the\s+(?:whole|entire))\b|\bcoverage\s+to\s",
        "holds": r"(?:held|hosted|staged|organized|hold|host|stage|organize)\b",
        "definite": r"(?:the|its|our)\s",
        "reform": r"\s*(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}?(?:reforms?|trials)\s+(?:of|to|for|in)\b",
        "measures": rf"\b{either('en', 'measuring')}$",
        "pace": rf"(?P<head>[^,]{{3,80}}?)\s+(?:{_AUX}\s+)?{_ADVERBS}(?P<goal>"
        rf"(?:(?:grew|rose|increased|grown|risen|climbed|moved|were|was|kept|growing|rising|expanded)\s+)?(?:\w+ly\s+)?"
        r"(?:in (?:step|tandem|line|pace|keeping) with|faster than|(?:kept|keeping|keep) (?:pace|up) with"
        r"|outpaced|outstripped|at (?:a faster|the same) (?:pace|rate) (?:than|as))\s+[^,;]{0,50}"
        r"\b(?:growth|economy|GDP|GRP|prices|productivity|CPI)\b)",
        "first": rf"(?P<head>\S.{{2,100}}?)\s+(?:(?:has|have|had)\s+)?{_ADVERBS}(?P<rank>{FIRST}[^,;]{{0,50}})",
        "rank": either("en", "ranks"),
        "named as": r"\s+(?:as|into|among|on\s+the)\b",
        "manner": r"\s+(?:in\s+(?:an?|such)\s+(?:[\w-]+\s+){0,3}?(?:manner|fashion|way|areas\s+as\b.*)"
        r"|by\s+a\s+(?:large|wide)\s+margin|on\s+schedule|as\s+(?:planned|scheduled)|ahead\s+of\b.*|by\s+\w+ing\s.*"
        r"|to\s+(?:help|better|further|ensure)\s.*|combining\s.*)",
        "many": r"^an?\s+(?:(?:large|great|whole|vast)\s+)?(?:number|series|range)\s+of\s+",
        "whose": r"\s(?:who|whose|with)\s",
        "coupled": r"\s+and\s+(?:\w+ly\s+)?(?:improved|strengthened|enhanced|deepened)\b",
        "wanting": rf"\b{either('en', 'wanting')}\b",
        "praise": rf"\b{either('en', 'praise')}\b",
        "guidance": rf"^{either('en', 'guidance')}\b",
        "openers": rf"^(?:(?!{_NTH}){either('en', 'openers')}[\s,]+)+",
        "behind": _BEHIND,
        "effect": r",\s+(?!(?:with|including)\b)(?-i:[a-z]+ing)\s",
        "anew": rf"\s+and\s+{_ANEW}",
        "aside": rf"^(?P<name>[^,]{{2,60}}),\s+(?:(?:the|an?|one|our|its)\b|\w+[’']s\s)[^,]*,\s+(?={_AUX}\b|{done}\b)",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def outcomes(text: str, taken: list[tuple[int, int]]) -> Iterator[Outcome]:
    """Completed outcomes that a sentence states without a number, one a clause.

    Args:
        text: a sentence that looks back.
        taken: stretches of it that stand on records already.
    """
    bare = bool(_patterns()["bare"].match(text)) and not _patterns()["finite"].search(_main(text))
    for start, end in statements(text, bare=bare):
        clause = text[start:end].strip(" ,.;:-–—•")
        at = text.find(clause, start)
        if _overlaps(start, end, taken):
            clause = _patterns()["effect"].split(clause)[0]
            if _overlaps(start, at + len(clause), taken):
                continue
        lead = _LEAD.match(clause)
        if lead:
            clause, at = clause[lead.end() :], at + lead.end()
        if len(clause) >= SHORTEST and (found := _outcome(clause, at, bare=bare)):
            yield found


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _main(clause: str) -> str:
    """A clause without the words that say what comes of it."""
    return _patterns()["behind"].split(clause)[0]


def statements(text: str, *, bare: bool) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, each with a verb of its own; what stands between commas without one is part of a list.

    Args:
        text: the sentence.
        bare: its verbs stand in their base form, as translations from Chinese have it.
    """
    for start, end in clauses(text, ";:"):
        yield from _coordinate(text, list(_pieces(text, start, end)), bare=bare)


def _coordinate(text: str, pieces: list[tuple[int, int]], *, bare: bool) -> Iterator[tuple[int, int]]:
    """Join the stretches between commas to clauses: those without a verb to the clause before, or to the one behind."""
    begun: int | None = None
    waiting: int | None = None
    for start, end in pieces:
        piece = _LEAD.sub("", text[start:end].strip())
        listed = len(piece) < len(text[start:end].strip())
        tail = begun is not None and bool(_patterns()["tail"].match(piece))
        verb = not tail and _begins_with_verb(piece, bare=bare)
        if verb or (not tail and _has_verb(piece, first=listed or begun is None)):
            own = start if waiting is None or (verb and begun is not None) else waiting
            if begun is not None:
                yield begun, own
            begun, waiting = own, None
        elif begun is None:
            waiting = start if waiting is None else waiting
        elif (listed and not _patterns()["against"].match(text[start:end].strip())) or tail:
            waiting = None
        else:
            waiting = start if waiting is None else waiting
    yield (pieces[0][0] if begun is None else begun), pieces[-1][1]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the commas of a clause, and before an "and" that a new verb follows."""
    begun = start
    stops = [one for _, one in clauses(text[start:end], ",")]
    for stop in stops:
        at = start + stop
        if text[at : at + 2].startswith(",") and not text[at + 1 : at + 2].isspace():
            continue
        for match in _patterns()["and"].finditer(text, begun, at):
            anew = _patterns()["anew"].match(text, match.start())
            if anew or not _patterns()["hanging"].search(text, begun, match.start()):
                yield begun, match.start()
                begun = match.start()
        yield begun, at
        begun = at + 1


def _begins_with_verb(piece: str, *, bare: bool) -> bool:
    pattern = _patterns()
    return bool(pattern["verb"].match(piece) or (bare and pattern["bare"].match(piece)))


def _has_verb(piece: str, *, first: bool) -> bool:
    """Whether a stretch has a subject and its verb; without an auxiliary only where nothing could be a participle."""
    pattern = _patterns()
    if pattern["finite"].search(piece):
        return True
    said = pattern["told" if first else "sure"]
    return not pattern["opener"].match(piece) and bool(said.match(piece))


def _outcome(clause: str, at: int, *, bare: bool) -> Outcome | None:
    """What a clause says has come about, or None where it only praises, guides, or tells of a doing with no end."""
    pattern = _patterns()
    if pattern["wanting"].search(pattern["whose"].split(clause)[0]) or pattern["guidance"].match(clause):
        return None
    if clear := pattern["clear"].match(clause):
        clause, at = clause[clear.end() :], at + clear.end()
    core = pattern["aside"].sub(r"\g<name> ", _main(clause))
    words = Words(clause, at)
    if pace := pattern["pace"].match(core):
        return Outcome(pattern["openers"].sub("", pace["head"]), words, goal=_within(words, pace["goal"]))
    if (rank := pattern["rank"].search(core)) and (one := _ranked(core, rank.span(), words)):
        return one
    if (first := pattern["first"].match(core)) and (one := _ranked(core, first.span("rank"), words)):
        return one
    if pattern["praise"].search(pattern["coupled"].sub("", core)) or pattern["modal"].search(core):
        return None
    return _worded(_short(core), words) if _completed(core, bare=bare) else None


def _ranked(core: str, rank: tuple[int, int], words: Words) -> Outcome | None:
    start, end = rank
    thing = ranked(core[:start], core[start:end], core[start:])
    return _worded(thing, words, rank=_within(words, core[start:end])) if thing else None


def _short(core: str) -> str:
    """The words of an outcome without its manner, and without what follows on a long subject and its verb."""
    pattern = _patterns()
    core = pattern["manner"].sub("", core)
    passive = pattern["passive"].match(core)
    if not passive or len(passive["thing"].split()) < _TOLD or pattern["named as"].match(core, passive.end()):
        return core
    return core if passive["verb"].endswith((" to", " in", " as", " into", " among")) else passive.group()


def _within(clause: Words, part: str) -> Words:
    return Words(part, (clause.at or 0) + max(clause.text.find(part), 0))


def _completed(core: str, *, bare: bool) -> bool:
    """Whether the verb of a clause ends something, and what it ends is a thing."""
    pattern = _patterns()
    if thing := stands(core):
        return bool(pattern["never"].search(core)) or not pattern["empty"].search(_head(thing))
    if leading := pattern["leading"].match(core):
        behind = core[leading.end() :]
        return _ends(leading["verb"], _head(behind), behind)
    if passive := pattern["passive"].match(core):
        verb, thing = passive["verb"], _head(passive["thing"])
        return _ends(verb, thing, passive["thing"])
    act = pattern["bare" if bare else "active"].match(core)
    if not act:
        return False
    behind = core[act.end() :]
    if re.match(r"\s+to\s", behind) and act["verb"].lower() in ("started", "began", "commenced", "start", "begin"):
        begun = pattern["begun"].match(behind)
        return bool(begun and pattern["instrument"].search(phrase_of(behind[begun.end() :])))
    if not bare and act["who"] and re.match(r"\s*(?:$|(?:in|on|at|to|for|with|across|as|from|into)\b)", behind):
        behind = act["who"]
    return _ends(core[act.start("verb") : act.end()], _head(behind), behind)


def _ends(verb: str, head: str, thing: str) -> bool:
    """Whether a verb of a kind makes an outcome of its object: opened, raised (an allowance), implemented (the law)."""
    pattern = _patterns()
    phrase = phrase_of(thing)
    if pattern["empty"].search(head) or _is_vague(phrase, thing):
        return False
    if pattern["pointing"].match(phrase) and not pattern["naming"].search(thing):
        return False
    spread = pattern["spread"].match(verb)
    if (spread and pattern["wider"].match(thing)) or (pattern["run"].match(verb) and pattern["course"].search(phrase)):
        return False
    if pattern["strong"].search(verb) or (spread and pattern["to all"].search(thing)):
        return True
    if pattern["moves"].search(verb) and pattern["parameters"].search(f"{_first(thing)} {head}"):
        return True
    if not pattern["weak"].search(verb):
        return False
    known = pattern["new"].match(phrase) or (pattern["holds"].match(verb) and pattern["definite"].match(phrase))
    return bool(pattern["reform"].match(thing) or (known and pattern["instrument"].search(phrase)))


def _first(thing: str) -> str:
    """The last words of a noun phrase before what hangs on it, be it a measuring noun."""
    return " ".join(_patterns()["hangs"].split(thing.strip())[0].split()[-2:])


def _is_vague(phrase: str, thing: str) -> bool:
    """Whether an object is some measures or policies, and neither their number nor a name or place tells which."""
    return bool(_patterns()["vague"].fullmatch(phrase)) and not re.search(r"[A-Z“\"]", thing)


def phrase_of(words: str) -> str:
    """A noun phrase without what hangs on it; a measuring noun hands over to what it measures."""
    parts = _patterns()["hangs"].split(words.strip())
    measures = _patterns()["measures"]
    return next((one for one in parts[:-1] if not measures.search(one)), parts[-1])


def _head(words: str) -> str:
    """The last two words of a noun phrase."""
    return " ".join(phrase_of(words).split()[-2:])


def head_of(words: str, *, empty: bool = False) -> str:
    """The last two words of a noun phrase; `empty` gives them only where they name nothing that could be checked."""
    head = _head(words)
    return head if not empty or _patterns()["empty"].search(head) else ""


def clipped(wording: str) -> str:
    """A wording cut at the end of a word, where it is too long for one."""
    return wording if len(wording) <= _LONGEST else wording[:_LONGEST].rsplit(" ", 1)[0].strip(" ,")


def _worded(wording: str, clause: Words, rank: Words | None = None) -> Outcome | None:
    pattern = _patterns()
    wording = pattern["many"].sub("", wording.strip(" ,"))
    wording = re.sub(r"\s+(?:has|have|had|was|were|is|are)$", "", pattern["openers"].sub("", wording))
    wording = clipped(wording)
    if len(wording.split()) < (1 if rank else _FEWEST_WORDS):
        return None
    return Outcome(wording.strip(" ,"), clause, rank)
