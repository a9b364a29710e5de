"""Records in, one of each figure out: what a report says again, in a summary or an annex, is a repeat of the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import Achievement, Initiative, Target

TELLING = 10
"""A count from here on is seldom the same of two things; a smaller one needs the same words to be a repeat."""
ALIKE = 0.6
"""How much of the longer wording the shorter one must have."""

_GENERAL = frozenset(
    {
        "growth", "growth rate", "economic growth", "target", "projected growth rate", "growth target", "goal",
        "gdp growth target", "economic growth target", "growth rate target",
        "增速", "目标", "增长目标", "经济增长", "经济增长目标", "预期目标", "经济增速", "增长速度",
    }
)  # fmt: skip
"""What a report calls its main target when it speaks of that again ("in setting a growth rate of 5% …")."""

_Measured = Target | Achievement
_Key = tuple[str, str | None, tuple[tuple[Decimal, Decimal | None, str, str | None], ...]]


def fold(records: Sequence[Target | Achievement | Initiative]) -> list[Target | Achievement | Initiative]:
    """Fold what is said again into the record that said it first (CODEBOOK, Bases and repeats).

    Args:
        records: of one report, in reading order.

    Returns:
        The records; one that has the same figures of the same indicator, kind and period as an earlier one, in another
        sentence, is gone, and its numbers stand in `also` of that one.
    """
    kept: list[Target | Achievement | Initiative] = []
    places: dict[_Key, list[int]] = {}
    for record in records:
        if isinstance(record, Initiative) or not (record.value or record.change):
            kept.append(record)
            continue
        said = places.setdefault(_key(record), [])
        first = next((at for at in said if _repeats(record, kept[at])), None)
        if first is None:
            said.append(len(kept))
            kept.append(record)
        else:
            kept[first] = _with_spans(kept[first], _spans(record))
    return kept


def _key(record: _Measured) -> _Key:
    figures = tuple((one.value, one.upper, one.unit, one.noun) for one in (record.value, record.change) if one)
    return record.kind, record.period, figures


def _repeats(record: _Measured, first: Target | Achievement | Initiative) -> bool:
    """Whether a record with the same figures as an earlier one says the same again."""
    if isinstance(first, Initiative):
        return False
    if first.canonical == "gdp" and record.indicator.lower() in _GENERAL:
        return record.evidence.start >= first.evidence.end
    if _overlap(record, first):
        return False
    here, there = Counter(_letters(record.indicator)), Counter(_letters(first.indicator))
    if here == there:
        return True
    if not any(_telling(one) for one in (record.value, record.change)):
        return False
    shorter, longer = sorted((here, there), key=lambda one: one.total())
    return shorter <= longer and shorter.total() >= ALIKE * longer.total()


def _overlap(record: _Measured, first: _Measured) -> bool:
    """Whether two records stand in one sentence, as far as their evidence tells: a sentence says nothing twice."""
    return record.evidence.start < first.evidence.end + 2 and first.evidence.start < record.evidence.end + 2


def _telling(quantity: Quantity | None) -> bool:
    return quantity is not None and (quantity.unit != "count" or abs(quantity.value) >= TELLING)


def _letters(indicator: str) -> str | list[str]:
    """What two wordings are compared by: English words, or Chinese characters in whatever order."""
    low = indicator.lower()
    return low.split() if low.isascii() else low.replace(" ", "")


def _spans(record: _Measured) -> Iterable[Span]:
    for one in (record.value, record.change, *record.also):
        if one:
            yield Span(text=one.text, start=one.start, end=one.end)


def _with_spans(record: Target | Achievement | Initiative, spans: Iterable[Span]) -> Target | Achievement | Initiative:
    if isinstance(record, Initiative):
        return record
    return record.model_copy(update={"also": (*record.also, *spans)})
