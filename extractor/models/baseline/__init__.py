"""The built-in model: a chunk to drafts by grammar and word lists; no key, no network, the same answer every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.models import BASELINE, Proposal
from extractor.models.baseline import (
    chinese,
    chinese_wordings,
    english,
    english_goals,
    english_initiatives,
    english_outcomes,
    tables,
)
from extractor.models.baseline.english_outcomes import Outcome
from extractor.models.baseline.reading import Claim, gather
from extractor.models.baseline.tables import is_figures
from extractor.models.baseline.timing import is_target_list, period_of, time_of
from extractor.quantities import find
from extractor.quantities.mention import Mention
from extractor.report import Chunk, Language, Sentence, Time
from extractor.schemas.draft import Draft, Unclaimed, Words
from extractor.schemas.records import Nature

_BINDING = re.compile("约束性|binding", re.IGNORECASE)
_EXPECTED = re.compile("预期性|expected", re.IGNORECASE)
_ORDINAL = re.compile("[一二三四五六七八九十]+是[^，,；;。]{2,24}。?")
"""A Chinese sentence of one clause that counts off a topic (三是推进重点领域改革。), unless the next does, too."""
_LINE = re.compile("\n")
_TOPIC = 140
"""Characters of an English sentence; one that opens a paragraph and has more says itself what is done."""
_PARAGRAPH = re.compile("\n\\s*\n|\n[ \u3000]{2,}")


class Baseline:
    """Reads sections, clauses and quantities by grammar. Every LLM has to beat it."""

    name = BASELINE
    budget = 200_000
    settings = ""
    at_once = 1

    async def propose(self, chunk: Chunk) -> Proposal:
        """Propose the records of a chunk, in reading order."""
        return Proposal(tuple(_drafts(chunk)))

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        """Say nothing more: the same grammar would find the same."""
        return Proposal()


def _drafts(chunk: Chunk) -> Iterator[Draft]:
    listing = False
    for number, sentence in enumerate(chunk.sentences, start=1):
        announces = is_target_list(chunk.report, sentence.text)
        if sentence.role == "heading" and not _stands_alone(chunk, number):
            listing = announces
            continue
        listing = (listing and (sentence.role == "item" or _goes_on(chunk, number))) or announces
        yield from _of_sentence(chunk, number, sentence, headline=listing or _in_target_list(chunk, sentence))


def _goes_on(chunk: Chunk, number: int) -> bool:
    """Whether a sentence stands in the same paragraph as the one before, or right behind its colon."""
    if number == 1:
        return False
    before, sentence = chunk.sentences[number - 2], chunk.sentences[number - 1]
    between = chunk.report.text[before.end : sentence.start]
    return sentence.role == "prose" and ("\n" not in between or before.text.endswith((":", "：")))


def _stands_alone(chunk: Chunk, number: int) -> bool:
    """Whether nothing stands under a numbered heading, so that it is itself the statement (a list of ten projects)."""
    section = chunk.sentences[number - 1].section
    if not section.label or number == len(chunk.sentences):
        return bool(section.label)
    after = chunk.sentences[number].section
    return after is not section and after.parent is not section


def _in_target_list(chunk: Chunk, sentence: Sentence) -> bool:
    return sentence.role == "item" and any(is_target_list(chunk.report, title) for title in sentence.section.path)


def _of_sentence(chunk: Chunk, number: int, sentence: Sentence, *, headline: bool) -> Iterator[Draft]:
    report, text = chunk.report, sentence.text
    mentions = tuple(one for one in find(text) if not one.excluded)
    if is_figures(sentence, mentions):
        yield from tables.read(report, number, sentence, mentions)
        return
    read = chinese.read if report.language == "zh" else english.read
    taken: list[tuple[int, int]] = []
    for claim in gather(read(text, mentions)):
        taken.extend(_taken(claim, report.language))
        words = text[_clause_from(text, claim.start) : claim.end]
        time = time_of(report, sentence, words)
        if claim.head:
            draft = _measured(sentence, number, claim, time, report.language, headline=headline and time == "plan")
            yield draft._replace(period=period_of(report, sentence, words, time))
    time = time_of(report, sentence, text)
    if headline and time != "review" and sentence.role != "row":
        for indicator, goal in _goals(sentence, report.language, mentions):
            yield Draft("target", number, indicator, goal=goal, headline=True, nature=_nature(sentence))
    elif time == "review" and sentence.role != "row":
        for one in _outcomes(sentence, report.language, taken):
            yield Draft("achievement", number, one.wording, rank=one.rank, goal=one.goal, evidence=one.clause)
    elif time == "plan" and not headline and sentence.role != "row":
        yield from _initiative(chunk, number, sentence, mentions)


def _goals(sentence: Sentence, language: Language, mentions: Sequence[Mention]) -> Iterator[tuple[str, Words]]:
    if language == "en":
        return english_goals.goals(sentence.text, mentions, item=sentence.role == "item")
    return chinese_wordings.goals(sentence, mentions)


def _outcomes(sentence: Sentence, language: Language, taken: list[tuple[int, int]]) -> Iterator[Outcome]:
    if language == "en":
        return english_outcomes.outcomes(sentence.text, taken)
    return (Outcome(*one) for one in chinese_wordings.outcomes(sentence, taken))


def _title(text: str, language: Language, mentions: Sequence[Mention], *, numbered: bool) -> str | None:
    if language == "en":
        return english_initiatives.initiative(text, numbered=numbered)
    return chinese_wordings.initiative(text, mentions, numbered=numbered)


def _taken(claim: Claim, language: Language) -> Iterator[tuple[int, int]]:
    """What a claim takes of its sentence: in English only its numbers, since a claim may begin clauses before them."""
    if language == "zh":
        yield claim.start, claim.end
        return
    for one in (claim.value, claim.change, *claim.also):
        if one:
            yield one.start, one.end


def _clause_from(text: str, start: int) -> int:
    """Where the full clause begins that a stretch stands in: the year it speaks of may be said before a comma."""
    return max(text.rfind(mark, 0, start) for mark in "；;。") + 1


def _measured(
    sentence: Sentence, number: int, claim: Claim, time: Time | None, language: Language, *, headline: bool
) -> Draft:
    text = sentence.text
    start, end = _trim(text, claim.start, claim.end)
    return Draft(
        kind="target" if time == "plan" else "achievement",
        sentence=number,
        indicator=(english_outcomes if language == "en" else chinese_wordings).clipped(claim.head),
        value=_words(text, claim.value),
        change=_words(text, claim.change),
        rank=claim.rank,
        also=tuple(Words(text[one.start : one.end], one.start) for one in claim.also),
        nature=_nature(sentence) if time == "plan" else None,
        headline=headline,
        evidence=Words(text[start:end], start),
    )


def _initiative(chunk: Chunk, number: int, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """One initiative a sentence; one a numbered measure, at the first of its sentences."""
    section = sentence.section
    if not section.measure:
        if _leads_in(chunk, number):
            return
        if title := _title(sentence.text, chunk.report.language, mentions, numbered=False):
            yield Draft("initiative", number, title)
        return
    if number > 1 and chunk.sentences[number - 2].section is section:
        return
    until = number
    while until < len(chunk.sentences) and chunk.sentences[until].section is section:
        until += 1
    if title := _title(sentence.text, chunk.report.language, mentions, numbered=True):
        yield Draft("initiative", number, title, until=until)


def _leads_in(chunk: Chunk, number: int) -> bool:
    """Whether a sentence only opens its paragraph, as a heading would, and others follow that say what is done."""
    text, sentence = chunk.report.text, chunk.sentences[number - 1]
    if sentence.role != "prose" or number == len(chunk.sentences):
        return False
    if chunk.report.language == "en" and len(sentence.text) > _TOPIC:
        return False
    if _ORDINAL.fullmatch(sentence.text) and not _ORDINAL.match(chunk.sentences[number].text):
        return True
    before, after = chunk.sentences[number - 2] if number > 1 else None, chunk.sentences[number]
    # Where lines break inside of sentences, a line's end alone is no paragraph's.
    wrapped = any("\n" in text[one.start : one.end] for one in (before, sentence, after) if one)
    ends = _PARAGRAPH if wrapped else _LINE
    opens = before is None or bool(ends.search(text, before.end, sentence.start))
    return opens and after.role == "prose" and not ends.search(text, sentence.end, after.start)


def _words(text: str, mention: Mention | None) -> Words | None:
    return Words(text[mention.start : mention.end], mention.start) if mention else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause without the blanks and marks at its ends."""
    inner = re.compile(r"[\s，,；;。、]*(.*?)[\s，,；;。、]*", re.DOTALL).fullmatch(text[start:end])
    return (start + inner.start(1), start + inner.end(1)) if inner and inner[1] else (start, end)


def _nature(sentence: Sentence) -> Nature | None:
    """Expected or binding, where a heading above the sentence sets the one against the other."""
    for title in reversed(sentence.section.path):
        if _BINDING.search(title):
            return "binding"
        if _EXPECTED.search(title):
            return "expected"
    return None
