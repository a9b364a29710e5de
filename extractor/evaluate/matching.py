"""The labels and the records of one report in, which record answers which label out: one to one, and best in all.

A record with numbers answers the label of a number it is anchored to; one without is matched by its evidence. What a
record says of its words has to be there: an anchor that is not verbatim at its offsets answers nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from extractor.evaluate.goldens import Golden, Label, quantities, wording
from extractor.evaluate.wording import similarity
from extractor.report import Language
from extractor.schemas.quantity import Quantity
from extractor.schemas.records import Achievement, Initiative, Target

Record = Target | Achievement | Initiative

LONGER: Mapping[Language, int] = {"en": 40, "zh": 10}
"""By so many characters an anchor may be longer than the other: words around the number may be in it, a clause not."""
SHARED = 0.5
"""So much of the shorter of two evidences has to be in the other."""
_ANSWERS, _ROLE, _KIND, _ALIKE = 100.0, 8.0, 4.0, 3.0
"""What a pair is worth to the assignment: to answer at all comes before all else."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the record that answers it; None where a label has no record, or a record no label."""

    label: Label | None
    record: Record | None


def match(golden: Golden, records: Sequence[Record]) -> list[Pair]:
    """Match the records of a report with its labels.

    Args:
        golden: the labels, with the report's text.
        records: what is to be judged, in any order.

    Returns:
        Every label and every record in exactly one pair.
    """
    ordered = sorted(records, key=lambda one: (one.evidence.start, one.evidence.end, one.id))
    pairs: list[Pair] = []
    for measured in (True, False):
        labels = [label for label in golden.labels if bool(quantities(label)) is measured]
        mine = [record for record in ordered if bool(quantities(record)) is measured]
        worth = (_by_anchor if measured else _by_evidence)(golden, labels, mine)
        pairs += _assigned(labels, mine, worth)
    return pairs


def overlap(one: Quantity, other: Quantity, language: Language) -> bool:
    """Whether two anchors are of one mention: they overlap, and neither is far longer than the other.

    The first line of an anchor is what counts: its end may stand on the next page, with a footnote in between.
    """
    first, second = (len(anchor.text.split("\n", 1)[0]) for anchor in (one, other))
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and abs(first - second) <= LONGER[language]


def _assigned(labels: Sequence[Label], records: Sequence[Record], worth: NDArray[np.float64]) -> list[Pair]:
    rows, columns = linear_sum_assignment(worth, maximize=True)
    found = {int(row): int(column) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0}
    answering = set(found.values())
    pairs = [Pair(label, records[found[at]] if at in found else None) for at, label in enumerate(labels)]
    return [*pairs, *(Pair(None, record) for at, record in enumerate(records) if at not in answering)]


def _by_anchor(golden: Golden, labels: Sequence[Label], records: Sequence[Record]) -> NDArray[np.float64]:
    worth = np.zeros((len(labels), len(records)))
    rows, mentions = _anchors(labels)
    columns, anchors = _anchors(records)
    for first, second in np.argwhere(_overlaps(mentions, anchors) > 0):
        label, record = rows[first], columns[second]
        (role, mention), (says, anchor) = mentions[first], anchors[second]
        if (
            not overlap(mention, anchor, golden.head.language)
            or golden.report.text[anchor.start : anchor.end] != anchor.text
        ):
            continue
        if not worth[label, record]:
            worth[label, record] = _alike(labels[label], records[record])
        worth[label, record] += _ANSWERS / 10 + _ROLE * (role == says)
    return worth


def _anchors(every: Sequence[Any]) -> tuple[list[int], list[tuple[str, Quantity]]]:
    """The numbers of labels or records with their roles, and of which label or record each is."""
    found = [(at, number) for at, one in enumerate(every) for number in quantities(one).items()]
    return [at for at, _ in found], [number for _, number in found]


def _overlaps(first: Sequence[tuple[object, Quantity]], second: Sequence[tuple[object, Quantity]]) -> NDArray[np.int64]:
    return _shared([(one.start, one.end) for _, one in first], [(one.start, one.end) for _, one in second])


def _by_evidence(golden: Golden, labels: Sequence[Label], records: Sequence[Record]) -> NDArray[np.float64]:
    worth = np.zeros((len(labels), len(records)))
    first = [label.evidence for label in labels]
    second = [(record.evidence.start, record.evidence.end) for record in records]
    shared = _shared(first, second)
    for row, column in np.argwhere(shared > 0):
        record = records[column]
        said = golden.report.text[record.evidence.start : record.evidence.end] == record.evidence.quote
        shorter = min(end - start for start, end in (first[row], second[column]))
        if said and shared[row, column] >= SHARED * shorter:
            longer = max(end - start for start, end in (first[row], second[column]))
            worth[row, column] = _alike(labels[row], record) + shared[row, column] / longer
    return worth


def _shared(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """How many characters each stretch has in common with each other (rows, columns); negative where they are apart."""
    one = np.array(first, dtype=np.int64).reshape(-1, 2)
    other = np.array(second, dtype=np.int64).reshape(-1, 2)
    ends: NDArray[np.int64] = np.minimum(one[:, None, 1], other[None, :, 1])
    starts: NDArray[np.int64] = np.maximum(one[:, None, 0], other[None, :, 0])
    return ends - starts


def _alike(label: Label, record: Record) -> float:
    return _ANSWERS + _KIND * (label.kind == record.kind) + _ALIKE * similarity(wording(label), wording(record))
