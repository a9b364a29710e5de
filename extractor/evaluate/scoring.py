"""Pairs of labels and records in, a judgement of each and the scores of all out.

Scores are precision, recall and F1 with what they are made of; shares are taken of the records that answer a label.
Optional labels charge neither side: with a record or without, they are left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractor.evaluate.goldens import Golden, Label, quantities, wording
from extractor.evaluate.matching import Pair, Record, match, overlap
from extractor.evaluate.wording import ALIKE, TITLES_ALIKE, similarity
from extractor.report import Language
from extractor.schemas.quantity import Quantity
from extractor.schemas.records import Kind

CLEARLY = 0.25
"""A wording that fits another label of the same sentence better by so much is that label's, not this one's."""
_NEAR = 250
"""Characters around a label in which another label's wording may have been meant."""
_TOLERANCE = Decimal("0.0001")
"""Numbers are the same up to this share: a third is written with so many digits or so many more."""

FIELDS = (
    *("kind", "number", "unit", "number and unit", "role", "bound", "indicator"),
    *("period", "headline", "nature", "rank", "area"),
)
"""What a record is judged by when it answers a label, in the order of the tables."""
STRICT = ("kind", "number", "unit", "role", "indicator")


@dataclass(frozen=True, slots=True)
class Judged:
    """One label, one record, or both, judged.

    Attributes:
        report, language, part: where it stands; `part` is the section's index in the golden.
        label, record: the pair; None for what is missing or extra.
        optional: the label is; nobody is charged.
        right: for a pair, every field that applies to it and whether the record has it right.
        alike: how alike the wordings of a pair are, 0 to 1.
    """

    report: str
    language: Language
    part: int
    label: Label | None
    record: Record | None
    optional: bool
    right: Mapping[str, bool]
    alike: float = 0.0

    @property
    def strict(self) -> bool:
        """Whether kind, number, unit, role and indicator are all right."""
        return bool(self.right) and all(self.right.get(field, True) for field in STRICT)

    @property
    def status(self) -> str:
        """`right`, `wrong` (in one of the strict fields), `missed`, `extra` or `optional`."""
        if self.optional:
            return "optional"
        if self.record is None:
            return "missed"
        if self.label is None:
            return "extra"
        return "right" if self.strict else "wrong"


def judge(golden: Golden, records: Sequence[Record]) -> list[Judged]:
    """Match and judge the records of one report.

    Args:
        golden: the labels.
        records: of the same report; what stands outside of the passages that were labelled is left aside.

    Returns:
        One judgement a label and one a record that answers none, in reading order.
    """
    asked = [record for record in records if golden.covers(place(record))]
    judged = [_judged(golden, pair) for pair in match(golden, asked)]
    return sorted(judged, key=_order)


def _judged(golden: Golden, pair: Pair) -> Judged:
    label, record = pair.label, pair.record
    return Judged(
        report=golden.name,
        language=golden.head.language,
        part=golden.part_of(place(label or record)),
        label=label,
        record=record,
        optional=label is not None and label.optional,
        right=_right(golden, label, record) if label and record else {},
        alike=similarity(wording(label), wording(record)) if label and record else 0.0,
    )


def place(one: Any) -> int:
    """Where a label or record stands: at its first number, or where its evidence begins."""
    evidence = one.evidence[0] if isinstance(one.evidence, tuple) else one.evidence.start
    return min((quantity.start for quantity in quantities(one).values()), default=evidence)


def _order(one: Judged) -> tuple[int, int, str]:
    either = one.label or one.record
    return place(either), 0 if one.label else 1, wording(either)


def _right(golden: Golden, label: Label, record: Record) -> dict[str, bool]:
    """Judge every field that applies."""
    right = {"kind": label.kind == record.kind}
    wanted, said = quantities(label), quantities(record)
    if wanted:
        pairs = [
            (one, next((two for two in said.values() if overlap(one, two, golden.head.language)), None))
            for one in wanted.values()
        ]
        whole = len(said) == len(wanted) and all(two for _, two in pairs)
        right["number"] = whole and all(two is not None and _same_number(one, two) for one, two in pairs)
        right["unit"] = whole and all(two is not None and one.unit == two.unit for one, two in pairs)
        right["number and unit"] = right["number"] and right["unit"]
        right["role"] = whole and all(
            role in said and overlap(one, said[role], golden.head.language) for role, one in wanted.items()
        )
        right["bound"] = all(two is not None and one.bound == two.bound for one, two in pairs)
    right["indicator"] = _names(golden, label, record)
    right["period"] = label.period == record.period
    right["area"] = label.area == record.area
    if label.kind != "initiative" and record.kind != "initiative":
        if "target" in (label.kind, record.kind):
            right["headline"] = label.headline == record.headline
            right["nature"] = label.nature == record.nature
        if label.rank or record.rank:
            right["rank"] = bool(label.rank and record.rank and similarity(label.rank, record.rank) >= ALIKE)
    return right


def _same_number(one: Quantity, other: Quantity) -> bool:
    return all(
        (a is None and b is None) or (a is not None and b is not None and abs(a - b) <= abs(a) * _TOLERANCE)
        for a, b in ((one.value, other.value), (one.upper, other.upper))
    )


def _names(golden: Golden, label: Label, record: Record) -> bool:
    """Whether the record's wording says the label's matter, and no neighbour's clearly better."""
    said = wording(record)
    own = similarity(wording(label), said)
    if own < (TITLES_ALIKE if label.kind == record.kind == "initiative" else ALIKE):
        return False
    return not any(similarity(wording(other), said) >= own + CLEARLY for other in _beside(golden, label))


def _beside(golden: Golden, label: Label) -> Iterator[Label]:
    """The labels of the same kind around a label."""
    places, ordered = _in_order(golden)
    here = place(label)
    for other in ordered[bisect_left(places, here - _NEAR) : bisect_right(places, here + _NEAR)]:
        if other is not label and other.kind == label.kind:
            yield other


@lru_cache(8)
def _in_order(golden: Golden) -> tuple[list[int], list[Label]]:
    ordered = sorted(golden.labels, key=place)
    return [place(label) for label in ordered], ordered


def is_measured(one: Any) -> bool:
    """Whether a label or record has a number."""
    return bool(quantities(one))


@dataclass(frozen=True, slots=True)
class Count:
    """What a score is made of: records that are right, records there are, labels there are."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        """Add up."""
        return Count(self.right + other.right, self.said + other.said, self.wanted + other.wanted)

    @property
    def precision(self) -> float | None:
        """The share of the records that is right; None without records."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """The share of the labels that is answered rightly; None without labels."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Twice what is right over records and labels; None where there are neither."""
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else None


Test = Callable[[Judged], bool]
Side = Callable[[Any], bool]


def _of_kind(kind: Kind, *, measured: bool) -> Side:
    return lambda one: one.kind == kind and is_measured(one) is measured


def anything(_one: Any) -> bool:
    """Every label and record, as a side."""
    return True


def _paired(_one: Judged) -> bool:
    return True


def _kind(one: Judged) -> bool:
    return one.right["kind"]


def _strict(one: Judged) -> bool:
    return one.strict


MEASURES: Mapping[str, tuple[Side, Test]] = {
    "detection": (is_measured, _paired),
    "kind": (is_measured, _kind),
    "strict": (is_measured, _strict),
    "achievements without a number": (_of_kind("achievement", measured=False), _kind),
    "targets in words": (_of_kind("target", measured=False), _kind),
    "initiatives": (_of_kind("initiative", measured=False), _kind),
    "strict, all records": (anything, _strict),
}
"""The scores by name: which labels and records they are of, and when a pair is right. The first three are of records
with numbers. Precision, recall and F1 are over these labels and records alone."""


def count(judged: Iterable[Judged], measure: str, side: Side = anything) -> Count:
    """Count what a score is made of.

    Args:
        judged: the judgements.
        measure: a name of `MEASURES`.
        side: which labels and records to count besides, such as those of one kind.
    """
    of, test = MEASURES[measure]
    right = said = wanted = 0
    for one in judged:
        if one.optional:
            continue
        labelled = one.label is not None and of(one.label) and side(one.label)
        recorded = one.record is not None and of(one.record) and side(one.record)
        wanted += labelled
        said += recorded
        right += labelled and recorded and test(one)
    return Count(right, said, wanted)


def share(judged: Iterable[Judged], field: str, side: Side = anything) -> Count:
    """Count how often a field is right among the records that answer a label; `said` and `wanted` are both of those."""
    marks = [
        one.right[field]
        for one in judged
        if not one.optional and field in one.right and one.label is not None and side(one.label)
    ]
    return Count(sum(marks), len(marks), len(marks))
