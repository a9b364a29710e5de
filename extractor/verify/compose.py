"""One draft to one record: grounded, its numbers read from the source, its period, area and name filled in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence, Set
from dataclasses import replace

from extractor.areas import area_of
from extractor.catalogue import canonical_of
from extractor.quantities import read
from extractor.quantities.mention import Mention
from extractor.report import Chunk, Sentence
from extractor.schemas.draft import Draft, Words
from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import Achievement, Area, Evidence, Initiative, Kind, Target
from extractor.verify.ground import NEIGHBOURS, Claim, Hit, Ungrounded, ground, occurrences, stands_near, verbatim
from extractor.verify.rows import unit_of

_RATIO = re.compile(r"(?<![占同环])比值?$|\bratio$", re.IGNORECASE)
"""How an indicator ends whose bare number is a ratio."""

_AROUND = 3
"""So many sentences before and behind tell of a record's area, too."""


def compose(
    chunk: Chunk, draft: Draft, claimed: Set[Claim], model: str, flags: tuple[str, ...]
) -> tuple[Target | Achievement | Initiative, set[Claim]]:
    """Make the record that a draft proposes.

    Args:
        chunk: the sentences the draft was made from.
        draft: the proposal.
        claimed: mentions that stand on records already; not changed.
        model: the model's name.
        flags: for the record.

    Returns:
        The record, and the mentions it claims.

    Raises:
        Ungrounded: the draft does not hold; the message says why.
    """
    home = min(max(draft.sentence - 1, 0), len(chunk.sentences) - 1)
    if abs(home - (draft.sentence - 1)) > max(NEIGHBOURS):
        raise Ungrounded(f"there is no sentence {draft.sentence} in the chunk")
    wording = " ".join(draft.indicator.split())
    if not wording:
        raise Ungrounded("it names nothing")
    if not stands_near(chunk, home, wording):
        raise Ungrounded("its wording is not in the text")
    if draft.kind == "initiative":
        return _initiative(chunk, draft, home, wording, model, flags), set()
    return _measured(chunk, draft, home, wording, claimed, model, flags)


def _measured(
    chunk: Chunk, draft: Draft, home: int, indicator: str, claimed: Set[Claim], model: str, flags: tuple[str, ...]
) -> tuple[Target | Achievement, set[Claim]]:
    own: set[Claim] = set()
    value = ground(chunk, home, draft.value, claimed, own) if draft.value else None
    change = ground(chunk, home, draft.change, claimed, own) if draft.change else None
    goal = verbatim(chunk, home, draft.goal, "goal")
    rank = verbatim(chunk, home, draft.rank, "rank")
    if draft.kind == "target" and not (value or change or goal):
        raise Ungrounded("a target needs a number, or a goal in words")
    also = _also(chunk, home, draft.also, claimed, own)
    if value and change:
        change = replace(change, mention=_measured_alike(chunk, value, change.mention))
    hits = [hit for hit in (value, change) if hit]
    evidence = _evidence(chunk, hits[0].at if hits else home, draft, hits)
    home = hits[0].at if hits else home
    sentence = chunk.sentences[home]
    unit = _unit(indicator, sentence)
    start = _place(chunk, hits[0]) if hits else evidence.start
    record = (Target if draft.kind == "target" else Achievement)(
        id=_identity(chunk, draft.kind, start, "" if hits else indicator),
        report=chunk.report.name,
        indicator=indicator,
        value=_quantity(chunk, value, unit, change=False) if value else None,
        change=_quantity(chunk, change, unit, change=True) if change else None,
        goal=goal,
        nature=draft.nature if draft.kind == "target" else None,
        headline=draft.headline,
        rank=rank,
        also=also,
        period=draft.period or _period(chunk, home, draft.kind),
        area=draft.area or _area(chunk, home, indicator),
        evidence=evidence,
        canonical=canonical_of(indicator),
        model=model,
        flags=(*flags, f"unit:{unit}") if unit and any(_is_bare(hit.mention) for hit in hits) else flags,
    )
    return record, own


def _initiative(chunk: Chunk, draft: Draft, home: int, title: str, model: str, flags: tuple[str, ...]) -> Initiative:
    evidence = _evidence(chunk, home, draft, ())
    return Initiative(
        id=_identity(chunk, "initiative", evidence.start, title),
        report=chunk.report.name,
        title=title,
        lead=draft.lead,
        projects=draft.projects,
        deadline=draft.deadline,
        period=draft.period or _period(chunk, home, "initiative"),
        area=draft.area or _area(chunk, home, title),
        evidence=evidence,
        model=model,
        flags=flags,
    )


def _also(chunk: Chunk, home: int, every: Sequence[Words], claimed: Set[Claim], own: set[Claim]) -> tuple[Span, ...]:
    """Repeats and bases. One that is not there, or stands on another record, costs only itself."""
    spans = []
    for words in every:
        try:
            spans.append(_span(chunk, ground(chunk, home, words, claimed, own)))
        except Ungrounded:
            continue
    return tuple(spans)


def _evidence(chunk: Chunk, home: int, draft: Draft, hits: Sequence[Hit]) -> Evidence:
    """The clause that the draft names if it holds the record's numbers, else the whole sentences they stand in."""
    sentence = chunk.sentences[home]
    start, end = sentence.start, sentence.end
    if draft.evidence and (clause := _clause(chunk, home, draft.evidence, hits)):
        start, end = sentence.source(*clause)
    elif draft.until and home <= draft.until - 1 < len(chunk.sentences):
        end = chunk.sentences[draft.until - 1].end
    for hit in hits:
        start, end = min(start, _span(chunk, hit).start), max(end, _span(chunk, hit).end)
    return Evidence(start=start, end=end, quote=chunk.report.text[start:end], section=sentence.section.path)


def _clause(chunk: Chunk, home: int, words: Words, hits: Sequence[Hit]) -> tuple[int, int] | None:
    for start, end in occurrences(chunk.sentences[home].text, words, trusted=True):
        if all(hit.at == home and start <= hit.mention.start and hit.mention.end <= end for hit in hits):
            return start, end
    return None


def _quantity(chunk: Chunk, hit: Hit, unit: str | None, *, change: bool) -> Quantity:
    """The mention as a record's quantity. Only a change takes the sign of a direction word; a level keeps its own."""
    mention = _with_unit(hit.mention, unit)
    value, upper = mention.value, mention.upper
    if not change and mention.direction == "down":
        value, upper = abs(value), abs(upper) if upper is not None else None
    return Quantity(
        **_span(chunk, hit).model_dump(),
        value=value,
        upper=upper,
        unit=mention.unit,
        noun=mention.noun,
        bound=mention.bound,
    )


def _unit(indicator: str, sentence: Sentence) -> str | None:
    """The unit of a number that has none of its own: that of its table, or 倍 for a ratio."""
    unit = unit_of(sentence)
    if unit and (one := read(f"1{unit}")) and not _is_bare(one):
        return unit
    return "倍" if _RATIO.search(indicator) else None


def _measured_alike(chunk: Chunk, level: Hit, change: Mention) -> Mention:
    """A bare change in the unit of its level: "32.9 square meters, an increase of 2.8"."""
    one, text = level.mention, chunk.sentences[level.at].text
    if (
        not _is_bare(change)
        or one.unit in ("count", "%")
        or text[one.number_start : one.number_end] != f"{one.value:f}"
    ):
        return change
    return replace(change, unit=one.unit, noun=one.noun)


def _is_bare(mention: Mention) -> bool:
    return (mention.unit, mention.noun) == ("count", None)


def _with_unit(mention: Mention, unit: str | None) -> Mention:
    """A bare number with the unit of its table: 15.4 under 万人 is 154000 people."""
    one = read(f"1{unit}") if unit and _is_bare(mention) else None
    if one is None or one.excluded:
        return mention
    upper = mention.upper * one.value if mention.upper is not None else None
    return replace(mention, value=mention.value * one.value, upper=upper, unit=one.unit, noun=one.noun)


def _span(chunk: Chunk, hit: Hit) -> Span:
    start, end = chunk.sentences[hit.at].source(hit.mention.start, hit.mention.end)
    return Span(text=chunk.report.text[start:end], start=start, end=end)


def _place(chunk: Chunk, hit: Hit) -> int:
    return chunk.sentences[hit.at].source(hit.mention.number_start, hit.mention.number_end)[0]


def _identity(chunk: Chunk, kind: Kind, start: int, words: str) -> str:
    """A name that stays the same as long as the report does: of the kind and the place of the number or evidence."""
    whole = "\0".join((chunk.report.name, kind, str(start), words))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def _area(chunk: Chunk, home: int, wording: str) -> Area:
    """The area that a wording, its sentence, the sentences of its section around it and the titles above speak for."""
    sentence = chunk.sentences[home]
    near = ((step, home + way * step) for step in range(1, _AROUND + 1) for way in (-1, 1))
    beside = [(step, chunk.sentences[at]) for step, at in near if 0 <= at < len(chunk.sentences)]
    around = tuple((step, one.text) for step, one in beside if one.section is sentence.section)
    return area_of(wording, sentence.section.path, sentence.text, around)


def _period(chunk: Chunk, home: int, kind: Kind) -> str | None:
    """The section's own period where it speaks of the record's time, else the report's year for it."""
    section = chunk.sentences[home].section
    time = "review" if kind == "achievement" else "plan"
    if section.time == time and section.period:
        return section.period
    return chunk.report.review if time == "review" else chunk.report.plan
