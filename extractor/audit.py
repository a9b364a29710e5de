"""Results in; an Audit out: where to look for trouble in them, told without any labels.

Nothing here knows what is right. It counts what rarely happens in good records (numbers left over, indicators whose
wording is odd, sections that tell no time) and tells the reports that are unlike the others of their language.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from statistics import mean, median
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from extractor.report import Language
from extractor.schemas.quantity import Span
from extractor.schemas.records import Achievement, Initiative, Target
from extractor.write import Result

Mark = Literal["long", "verb_last", "function_word_first", "generic", "twins", "undated"]
"""What is odd about a target or achievement.

long: the indicator has more characters than `LONGEST`. generic: it is a bare generic noun. verb_last: it ends in a verb
or particle. function_word_first: it begins with a function word; both of records with a number, since one without
states in a whole clause what happened. twins: another record beside it has the same indicator, kind, period and unit,
and another number. undated: it has no period.
"""
Name = Literal[
    "recorded", "excluded", "uncovered", "targets", "achievements", "initiatives",
    "long", "verb_last", "function_word_first", "generic", "twins", "undated", "rejected", "untimed",
]  # fmt: skip
"""The rates, in order: shares of the mentions, records per 1,000 characters, shares of the targets and achievements
that have a mark, rejections as a share of records and rejections, sections without a time as a share of all."""

MARKS: tuple[Mark, ...] = get_args(Mark)
NAMES: tuple[Name, ...] = get_args(Name)
LONGEST: Mapping[Language, int] = {"zh": 20, "en": 80}
"""Characters of an indicator that is not long yet."""
FAR = 3.5
"""From here on a robust z-score is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993)."""
LEAST = 5
"""Reports of a language; of fewer none is called unlike the others."""
_EITHER_SIDE = frozenset[Name](("recorded", "excluded", "targets", "achievements", "initiatives"))
"""Rates of which few tell as much as many."""
_DENSITIES = frozenset[Name](("targets", "achievements", "initiatives"))
_MEANS: Mapping[Name, str] = {
    "recorded": "of the number mentions stand on a record",
    "excluded": "of the number mentions are excluded",
    "uncovered": "of the number mentions are uncovered",
    "targets": "targets per 1,000 characters",
    "achievements": "achievements per 1,000 characters",
    "initiatives": "initiatives per 1,000 characters",
    "long": "of the indicators are long",
    "verb_last": "of the indicators end in a verb or particle",
    "function_word_first": "of the indicators begin with a function word",
    "generic": "of the indicators are a bare generic noun",
    "twins": "of the records have a twin with another number",
    "undated": "of the records have no period",
    "rejected": "of the drafts were rejected",
    "untimed": "of the sections tell no time",
}
_EXAMPLES = 5
_BETWEEN = 2
"""Characters between two clauses that stand beside each other: a comma and a blank."""
_FULL_STOPS = ("。", ".", "！", "!", "？", "?")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Model):
    """`count` out of `of`. `rate` is their quotient (times 1,000 for records by characters); None where `of` is 0."""

    count: int
    of: int
    rate: float | None


class Norm(_Model):
    """What is usual among the reports of a language. `spread` is 0 where all are the same."""

    median: float
    spread: float


class Outlier(_Model):
    """A rate of a report that is unlike the others': its robust z-score, and the reason in words."""

    name: Name
    score: float
    reason: str


class Suspect(_Model):
    """A record to look at, and why."""

    id: str
    indicator: str
    marks: tuple[Mark, ...]


class ReportAudit(_Model):
    """One report: its rates, those of them that are outliers (the farthest first), and the records to look at."""

    name: str
    language: Language
    chars: int
    mentions: int
    records: int
    rates: dict[Name, Rate]
    outliers: tuple[Outlier, ...]
    suspects: tuple[Suspect, ...]


class Example(_Model):
    """An indicator that has a mark, and on how many records."""

    indicator: str
    count: int


class Audit(_Model):
    """All reports: their rates together, the commonest indicators of each mark, what is usual, and each report."""

    total: dict[Name, Rate]
    examples: dict[Mark, tuple[Example, ...]]
    norms: dict[Language, dict[Name, Norm | None]]
    reports: tuple[ReportAudit, ...]

    def worst(self, most: int) -> tuple[ReportAudit, ...]:
        """Give the reports with most outliers; among equals the farthest, then the one with most suspects a record."""
        return tuple(sorted(self.reports, key=_badness)[:most])


class _Words(_Model):
    """The word lists of a language."""

    last: tuple[str, ...]
    last_unless: tuple[str, ...]
    first: tuple[str, ...]
    first_unless: tuple[str, ...]
    generic: frozenset[str]


def audit(results: Iterable[Result]) -> Audit:
    """Audit results, holding one of them in memory at a time.

    Args:
        results: of any number of reports, in any order.

    Returns:
        The audit, its reports by name. The same results give the same audit.
    """
    examples: dict[Mark, Counter[str]] = {mark: Counter() for mark in MARKS}
    reports = []
    for result in results:
        reports.append(one := _of_report(result))
        for suspect in one.suspects:
            for mark in suspect.marks:
                examples[mark][suspect.indicator] += 1
    norms = {language: _norms([one for one in reports if one.language == language]) for language in LONGEST}
    sizes = Counter(one.language for one in reports)
    return Audit(
        total={name: _sum(name, reports) for name in NAMES},
        examples={mark: _commonest(counted) for mark, counted in examples.items()},
        norms=norms,
        reports=tuple(
            one.model_copy(update={"outliers": _outliers(one, norms[one.language], sizes[one.language])})
            for one in sorted(reports, key=lambda one: one.name)
        ),
    )


def sample(results: Iterable[Result], size: int, seed: int) -> list[tuple[Result, Target | Achievement | Initiative]]:
    """Draw records at random, from as many different reports as possible.

    Args:
        results: where to draw from.
        size: how many records; all there are if there are fewer.
        seed: the same seed draws the same records from the same results.

    Returns:
        Records with the result they stand in: one of every report, in random order, before any report gives a second.
    """
    drawn = []
    for result in results:
        luck = random.Random(f"{seed} {result.report.name}")  # noqa: S311 (no secret)
        of_report = luck.sample(result.records, min(size, len(result.records)))
        drawn += [(turn, luck.random(), result.report.name, result, one) for turn, one in enumerate(of_report)]
    return [(result, record) for *_, result, record in sorted(drawn, key=lambda one: one[:3])[:size]]


def marks_of(result: Result) -> list[tuple[Target | Achievement, tuple[Mark, ...]]]:
    """Tell what is odd about each target and achievement of a result, in order."""
    measured = [one for one in result.records if not isinstance(one, Initiative)]
    twins = _twins(measured)
    language = result.report.language
    return [(one, tuple(_marks(one, language, twin=one.id in twins))) for one in measured]


def _marks(record: Target | Achievement, language: Language, *, twin: bool) -> Iterator[Mark]:
    words = _lists()[language]
    bare = record.indicator.strip(" \t,.;:，。；：、").lower()
    wording = bare if language == "zh" else f" {bare} "
    if len(record.indicator) > LONGEST[language]:
        yield "long"
    if record.value or record.change:
        if wording.endswith(words.last) and not wording.endswith(words.last_unless):
            yield "verb_last"
        if wording.startswith(words.first) and not wording.startswith(words.first_unless):
            yield "function_word_first"
    if bare.removeprefix("the ") in words.generic:
        yield "generic"
    if twin:
        yield "twins"
    if record.period is None:
        yield "undated"


@cache
def _lists() -> dict[Language, _Words]:
    """Read the word lists; English words stand between blanks, so that only whole words match."""
    raw = tomllib.loads(files("extractor").joinpath("audit.toml").read_text("utf-8"))
    chinese, english = _Words.model_validate(raw["zh"]), _Words.model_validate(raw["en"])
    spaced = {name: tuple(f" {word} " for word in getattr(english, name)) for name in _Words.model_fields}
    return {"zh": chinese, "en": english.model_copy(update=spaced | {"generic": english.generic})}


def _twins(records: Iterable[Target | Achievement]) -> set[str]:
    """Find records beside each other that give one indicator, kind, period and unit two numbers."""
    found = set()
    groups = defaultdict(list)
    for record in records:
        for role, quantity in (("value", record.value), ("change", record.change)):
            if quantity:
                same = (record.indicator, record.kind, record.period, role, quantity.unit, quantity.noun)
                groups[same].append((record, quantity))
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (one[0].evidence.start, one[0].evidence.end))
        for (one, first), (other, second) in pairwise(ordered):
            if _beside(one, other) and (first.value, first.upper) != (second.value, second.upper):
                found |= {one.id, other.id}
    return found


def _beside(one: Target | Achievement, other: Target | Achievement) -> bool:
    """Whether two pieces of evidence overlap or are clauses of one sentence, as far as a result tells."""
    between = other.evidence.start - one.evidence.end
    return between < 0 or (between <= _BETWEEN and not one.evidence.quote.endswith(_FULL_STOPS))


def _of_report(result: Result) -> ReportAudit:
    counts = Counter[str](f"{one.kind}s" for one in result.records)
    marked = marks_of(result)
    counts.update(chain.from_iterable(marks for _, marks in marked))
    spans = {(one.start, one.end) for record in result.records for one in _mentions(record)}
    counts.update(
        recorded=len(spans),
        excluded=len(result.excluded),
        uncovered=len(result.uncovered),
        rejected=len(result.rejections),
        untimed=result.report.untimed or 0,
    )
    mentions = counts["recorded"] + counts["excluded"] + counts["uncovered"]
    drafts = len(result.records) + len(result.rejections)
    of: dict[Name, int] = {
        **dict.fromkeys(("recorded", "excluded", "uncovered"), mentions),
        **dict.fromkeys(_DENSITIES, result.report.chars),
        **dict.fromkeys(MARKS, len(marked)),
        "rejected": drafts,
        "untimed": 0 if result.report.untimed is None else result.report.sections - 1,
    }
    return ReportAudit(
        name=result.report.name,
        language=result.report.language,
        chars=result.report.chars,
        mentions=mentions,
        records=len(result.records),
        rates={name: _rate(name, counts[name], of[name]) for name in NAMES},
        outliers=(),
        suspects=tuple(Suspect(id=one.id, indicator=one.indicator, marks=marks) for one, marks in marked if marks),
    )


def _mentions(record: Target | Achievement | Initiative) -> Iterator[Span]:
    if not isinstance(record, Initiative):
        yield from (one for one in (record.value, record.change, *record.also) if one)


def _rate(name: Name, count: int, of: int) -> Rate:
    factor = 1000 if name in _DENSITIES else 1
    return Rate(count=count, of=of, rate=round(factor * count / of, 6) if of else None)


def _sum(name: Name, reports: Iterable[ReportAudit]) -> Rate:
    rates = [one.rates[name] for one in reports]
    return _rate(name, sum(one.count for one in rates), sum(one.of for one in rates))


def _commonest(counted: Counter[str]) -> tuple[Example, ...]:
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Example(indicator=indicator, count=count) for indicator, count in ordered[:_EXAMPLES])


def _norms(reports: list[ReportAudit]) -> dict[Name, Norm | None]:
    rates = {name: [rate for one in reports if (rate := one.rates[name].rate) is not None] for name in NAMES}
    return {name: _norm(found) if len(found) >= LEAST else None for name, found in rates.items()}


def _norm(rates: list[float]) -> Norm:
    """Take the median, and the median absolute deviation scaled to be a standard deviation of normal rates.

    Where more than half of the rates are the same that deviation is 0; then the mean absolute deviation stands in.
    """
    middle = median(rates)
    away = [abs(rate - middle) for rate in rates]
    return Norm(median=round(middle, 6), spread=round(median(away) / 0.6745 or mean(away) * 1.253314, 6))


def _outliers(report: ReportAudit, norms: Mapping[Name, Norm | None], size: int) -> tuple[Outlier, ...]:
    found = []
    for name, rate in report.rates.items():
        norm = norms[name]
        if norm is None or rate.rate is None or not norm.spread:
            continue
        score = round((rate.rate - norm.median) / norm.spread, 2)
        if score > FAR or (score < -FAR and name in _EITHER_SIDE):
            usual = f"the median of {size} {report.language} reports is"
            reason = f"{shown_rate(name, rate.rate)} {_MEANS[name]} ({rate.count:,} of {rate.of:,})"
            found.append(Outlier(name=name, score=score, reason=f"{reason}; {usual} {shown_rate(name, norm.median)}"))
    return tuple(sorted(found, key=lambda one: -abs(one.score)))


def shown_rate(name: Name, rate: float | None) -> str:
    """Write a rate as people read it: a percentage, or records per 1,000 characters.

    >>> shown_rate("uncovered", 0.0213), shown_rate("targets", 1.5)
    ('2.1 %', '1.50')
    """
    if rate is None:
        return "–"
    return f"{rate:.2f}" if name in _DENSITIES else f"{100 * rate:.1f} %"


def meaning(name: Name) -> str:
    """Say in words what a rate is."""
    return _MEANS[name]


def _badness(report: ReportAudit) -> tuple[int, float, float, str]:
    farthest = max((abs(one.score) for one in report.outliers), default=0.0)
    return -len(report.outliers), -farthest, -len(report.suspects) / max(report.records, 1), report.name
