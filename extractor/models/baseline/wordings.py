"""What a sentence says without numbers: outcomes, goals of the main-target list, and initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.models.baseline.chinese_heads import shared_ending
from extractor.models.baseline.reading import clauses
from extractor.models.baseline.words import either, verbs
from extractor.quantities.mention import Mention
from extractor.report import Language, Sentence
from extractor.schemas.draft import Words

SHORTEST = {"zh": 6, "en": 20}
"""A clause of fewer characters names nothing that could be checked."""
BRIEF = {"zh": 10, "en": 20}
"""A sentence of fewer characters announces a topic, as a heading does, unless it names an instrument."""
SHORTEST_GOAL = 4
LEAD = 80
"""Characters of a sentence, in which the words end that announce a list."""
FEWEST_WORDS = 4
"""Of an English action behind its verb; with fewer it names no object."""
_BETWEEN = (
    r"(?:(?:\w+ly|also|further|be|continue to|work to|move faster to|strive to|make efforts to|help|first)\s+){0,3}"
)
"""Words that may stand between an auxiliary and its verb."""
LONGEST_TITLE = {"zh": 40, "en": 120}

ORDINALS = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six)(?:ly)?,"
"""How an English sentence begins that opens a part of the report."""


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    names = ("openers", "goals", "concrete", "guidance", "ranks", "wanting", "praise", "aims")
    word = {name: either(language, name) for name in names}
    if language == "zh":
        plain = f"(?:{either('zh', 'actions')}|{either('zh', 'plans')})"
        outcome, action = either("zh", "outcomes"), f"^(?:{word['openers']}|{either('zh', 'manners')}|[\\s、])*{plain}"
        concrete, things = word["concrete"], ""
        wish, instrument, modal = f"{either('zh', 'wishes')}$", either("zh", "instruments"), r"(?!)"
        joint = turned = r"(?!)"
        wishing = either("zh", "wishing")
        doing = f"(?:{word['openers']}|{either('zh', 'manners')}|[\\s、])*{either('zh', 'doing')}"
        goal = {
            "kept": either("zh", "kept"),
            "moves": f"(?<=..)(?:{either('zh', 'growth_names')}|{either('zh', 'moved')})$",
            "measure": f"{either('zh', 'indicators')}(?:等指标)?$",
            "unnamed": either("zh", "unnamed"),
            "complied": f"(?:{word['openers']})*(?:完成|实现|达到|落实){either('zh', 'givers')}*的?"
            "(?!的|“|各项|主要|经济社会)(?P<head>[^，、。；]{3,}?)(?:的?(?:目标|任务|计划|要求|指标))+$",
        }
        paper = f"(?:{word['openers']}|[\\s、])*{either('zh', 'issued')}[^，。；]*{either('zh', 'papers')}"
    else:
        said = verbs("outcomes")
        outcome = (
            rf"\b(?:(?:was|were|been|are|is)\s+(?:\w+ly\s+)?{said}|(?:we|have|has|and)\s+(?:\w+ly\s+)?{said}|{said})\b"
        )
        acts = "|".join(verbs(name) for name in ("actions", "rises", "outcomes", "plans"))
        modal = r"(?:will|shall|should|must|(?:need|needs|plan|plans|aim|aims|intend|intends|going)\s+to)"
        led = rf"(?:^|\b{modal}\s+|\band\s+|,\s+){_BETWEEN}"
        action = rf"{led}(?!{either('en', 'wishes')}\b)(?P<verb>{acts})\b(?=(?:\W+\w[\w'’-]*){{{FEWEST_WORDS}}})"
        action += rf"|^\w.*?\b(?:will|shall|should|must)\s+{_BETWEEN}be\s+{_BETWEEN}{acts}\b"
        named = r"[“\"‘]|(?<=[a-z,] )[A-Z][\w-]+ [A-Z]"
        concrete, things = rf"\b{word['concrete']}\b|{named}", rf"\b(?i:{either('en', 'things')})\b|{named}"
        wish = rf"^(?:(?!\b{modal}\b)[^;])*\b{modal}\s+{_BETWEEN}{either('en', 'wishes')}\b|^{ORDINALS}"
        wish += r"|^(?:\w+ing|based|committed|having|as|in this way|with|\w+ly committed)\b[^;]*?,\s+we\b"
        wish += rf"|^(?!.*\b{modal}\b)(?:(?!{_BETWEEN}{acts}\b)|{verbs('rises')}\b)"
        instrument = paper = r"(?!)"
        wishing = doing = r"(?!)"
        goal = dict.fromkeys(("kept", "moves", "measure", "unnamed", "complied"), r"(?!)")
        turned = (
            r"(?P<goal>(?:further\s+|continued\s+|steady\s+)?(?:reduction|increase|growth|improvement|decline|decrease)s?"
            r"|(?:meet|fulfill|reach|attain)\s+[a-z ]{0,40}?(?:targets|goals|requirements|standards))"
            r"\s+(?:in|for|of|on)\s+(?P<heads>.+)"
        )
        joint = rf",\s+(?:and|while|but|whereas)\s+|\s+and\s+(?=(?:\w+ly\s+)?{said}\b)"
    flags = re.IGNORECASE if language == "en" else 0
    return {
        **{name: re.compile(said) for name, said in goal.items()},
        "outcome": re.compile(outcome, flags),
        "action": re.compile(action, flags),
        "concrete": re.compile(concrete),
        "modal": re.compile(rf"\b{modal}\b", flags),
        "wish": re.compile(wish, flags),
        "instrument": re.compile(instrument),
        "things": re.compile(things),
        "wanting": re.compile(_words(word["wanting"], language), flags),
        "openers": re.compile(
            f"^(?:{word['openers']}[\\s、]*)+" if language == "zh" else rf"^(?:{word['openers']}[\s,]+)+", flags
        ),
        "joint": re.compile(joint, flags),
        "paper": re.compile(paper),
        "heads": re.compile("、|和(?!谐|平)|及" if language == "zh" else r",\s+(?:and\s+)?|\s+and\s+", flags),
        "turned": re.compile(turned, flags),
        "goal": re.compile(_words(word["goals"], language), flags),
        "praise": re.compile(_words(word["praise"], language), flags),
        "overall": re.compile(either("zh", "overall") if language == "zh" else _words(word["aims"], language), flags),
        "aims": re.compile(_words(word["aims"], language), flags),
        "doing": re.compile(doing),
        "quoted": re.compile("[“《][^“”《》]*[”》]"),
        "attitude": re.compile(f"^(?:{word['guidance']})", flags),
        "guidance": re.compile(f"^(?:{word['guidance']}|{wishing})", flags),
        "rank": re.compile(word["ranks"], flags),
    }


def _words(alternation: str, language: Language) -> str:
    """An alternation that matches whole words, where a language parts its words."""
    return alternation if language == "zh" else rf"\b{alternation}\b"


def outcomes(
    sentence: Sentence, language: Language, taken: list[tuple[int, int]]
) -> Iterator[tuple[str, Words, Words | None]]:
    """Completed outcomes that a sentence states without a number, one a clause.

    Args:
        sentence: a sentence that looks back.
        language: of the report.
        taken: stretches of its text that stand on records already.

    Yields:
        The wording, the clause, and the words of a rank if the clause gives one.
    """
    pattern = _patterns(language)
    for start, end in _statements(sentence.text, language):
        clause = sentence.text[start:end]
        if any(first < end and start < last for first, last in taken) or len(clause.strip()) < SHORTEST[language]:
            continue
        rank, done = pattern["rank"].search(clause), pattern["outcome"].search(clause)
        if not (rank or done) or pattern["wanting"].search(clause) or pattern["attitude"].match(clause.strip()):
            continue
        praised = pattern["praise"].search(pattern["quoted"].sub("", clause)) and not pattern["paper"].match(
            clause.strip()
        )
        if not rank and not (done and pattern["things"].search(clause) and not praised):
            continue
        wording = clause[: rank.start()] if rank and rank.start() > 3 else clause
        wording = _short(pattern["openers"].sub("", wording.strip()), language)
        if len(wording) >= 2:
            words = Words(clause.strip(), start + len(clause) - len(clause.lstrip()))
            yield wording, words, Words(rank.group(), start + rank.start()) if rank else None


def _statements(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that may each state an outcome: English joins them by "and" before a new verb."""
    if language == "zh":
        yield from clauses(text, "，,；;。：:")
        return
    for start, end in clauses(text, ";"):
        at = start
        for match in _patterns("en")["joint"].finditer(text, start, end):
            yield at, match.start()
            at = match.end()
        yield at, end


def goals(sentence: Sentence, language: Language, mentions: Sequence[Mention]) -> Iterator[tuple[str, Words]]:
    """Main targets in words only.

    Args:
        sentence: one that lists main targets, in prose, or a line of their list.
        language: of the report.
        mentions: its numbers; a clause with one is no target in words.

    Yields:
        The indicator and its goal; one a head where several have one goal in common.
    """
    text = sentence.text
    listed = sentence.role == "item"
    start = 0 if listed else max(text.find(mark, 0, LEAD) for mark in "：:") + 1
    told: set[tuple[str, str]] = set()
    if not listed and (not mentions or text.rstrip().endswith((":", "："))):
        return
    for begin, end in [(0, len(text))] if listed else clauses(text[start:], "，,；;。" if language == "zh" else ";"):
        clause = text[start + begin : start + end].strip(" 。；;.,，-–—'\"")
        at = text.find(clause, start + begin)
        free = not any(one.start < at + len(clause) and at < one.end for one in mentions)
        if free and SHORTEST_GOAL <= len(clause) <= LONGEST_TITLE[language] * 2:
            for indicator, goal in _goal(clause, at, language, listed=listed):
                if len(re.findall(r"\w", indicator)) > 1 and (indicator, goal.text) not in told:
                    told.add((indicator, goal.text))
                    yield indicator, goal


def _goal(clause: str, at: int, language: Language, *, listed: bool) -> Iterator[tuple[str, Words]]:
    """What a clause says is to become of what: 居民收入与经济增长同步, "further reduction in energy intensity"."""
    pattern = _patterns(language)
    guides = not listed and (pattern["guidance"].match(clause) or pattern["aims"].search(clause))
    if guides or re.search(r"\b(?:we|following)\b|[:：]$", clause):
        return
    if turned := pattern["turned"].match(clause):
        for head in pattern["heads"].split(turned["heads"]):
            yield _short(head, language), Words(turned["goal"].strip(), at)
        return
    if complied := pattern["complied"].match(clause):
        yield _short(complied["head"], language), Words(clause, at)
        return
    match = pattern["kept"].search(clause, 2) or pattern["goal"].search(clause, 2)
    if not match and not listed:
        return
    heads = clause[: match.start()].strip(" ，,、") if match else clause
    if not listed and match and not _is_goal(heads, match, language):
        return
    goal = Words(clause[match.start() :], at + match.start()) if match else Words(clause, at)
    heads = pattern["moves"].sub("", heads)
    for head in shared_ending([head for head in pattern["heads"].split(heads) if head]):
        if named := pattern["openers"].sub("", head.strip()):
            yield _short(named, language), goal


def _is_goal(heads: str, match: re.Match[str], language: Language) -> bool:
    """Whether a clause of Chinese prose sets a goal: it names a measure, or what is to be kept to."""
    if language != "zh":
        return True
    pattern = _patterns(language)
    return not pattern["unnamed"].match(heads) and bool(match.re is pattern["kept"] or pattern["measure"].search(heads))


def initiative(text: str, language: Language, *, numbered: bool) -> str | None:
    """The title of the action that a sentence or measure announces, or None where it only guides.

    Of several Chinese clauses the first that makes or ends something tells more than one that pushes ahead (推进…).

    Args:
        text: the sentence, or all sentences of a numbered measure.
        language: of the report.
        numbered: the report numbers this measure, so it is an initiative whatever it says.
    """
    pattern = _patterns(language)
    brief = len(text.strip()) < BRIEF[language] and not pattern["instrument"].search(text)
    if not numbered and brief:
        return None
    first = None
    for start, end in clauses(text, "，,；;。" if language == "zh" else ";."):
        clause = text[start:end].strip()
        if action := _action(clause, language):
            title = _short(clause[action.start("verb") if language == "en" and action["verb"] else 0 :], language)
            if not (numbered or first) and pattern["overall"].search(text):
                return None
            if numbered or language == "en" or pattern["doing"].match(clause):
                return title
            first = first or title
    return first or (_short(text.strip(), language) if numbered else None)


def _action(clause: str, language: Language) -> re.Match[str] | None:
    """The action that a clause announces, if it is about something concrete; a wish or guidance is none.

    English says "we will" where it announces, and needs no more; a bare imperative may be a slogan.
    """
    pattern = _patterns(language)
    action = pattern["action"].search(clause)
    if not action or pattern["guidance"].match(clause) or pattern["aims"].search(clause):
        return None
    if not (pattern["concrete"].search(clause, action.start()) or pattern["modal"].search(clause)):
        return None
    if pattern["wish"].search(clause) and not pattern["instrument"].search(clause, action.end()):
        return None
    return action


def _short(wording: str, language: Language) -> str:
    wording = wording.strip(" ，,；;。.")
    if language == "zh":
        wording = next(wording[start:end] for start, end in clauses(wording, "，,；;。"))
    else:
        wording = re.split(r",\s|\s(?:so as to|in order to|so that|which|while|thereby)\s", wording)[0]
    return clipped(wording, language)


def clipped(wording: str, language: Language) -> str:
    """Cut a wording that is too long for one; English at the end of a word."""
    longest = LONGEST_TITLE[language]
    if len(wording) <= longest:
        return wording.strip()
    return (wording[:longest] if language == "zh" else wording[:longest].rsplit(" ", 1)[0]).strip()
