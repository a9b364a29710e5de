"""Counts of many sections in, how sure a score or a difference of two runs is out.

What stands in one section is alike, so whole sections are drawn, not records: a bootstrap clustered by section, by
`scipy.stats.bootstrap` (percentile interval). The draws are seeded: the same counts give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.evaluate.scoring import Count

DRAWS = 2000
CONFIDENCE = 0.95
_SEED = 17

Section = tuple[str, int]
"""A section by its report and its index there."""


class Interval(NamedTuple):
    """The bounds that the true score lies between, in 95 of 100 cases."""

    low: float
    high: float


def f1_interval(sections: Mapping[Section, Count]) -> Interval | None:
    """Bound an F1 score.

    Args:
        sections: the counts of each section.

    Returns:
        The interval; None where fewer than two sections have anything to count.
    """
    return _interval(_f1, _columns({section: count for section, count in sections.items() if count != Count()}))


def f1_difference(ours: Mapping[Section, Count], theirs: Mapping[Section, Count]) -> Interval | None:
    """Bound the difference of two runs' F1 scores over the same sections, drawn in pairs.

    Args:
        ours: the counts of each section in one run.
        theirs: the same of the other; a section that one run lacks counts as empty there.

    Returns:
        The interval of ours less theirs; None as above.
    """
    every = [one for one in sorted({*ours, *theirs}) if any(run.get(one, Count()) != Count() for run in (ours, theirs))]
    first, second = (_columns({section: run.get(section, Count()) for section in every}) for run in (ours, theirs))
    return _interval(_difference, (*first, *second))


def _columns(sections: Mapping[Section, Count]) -> tuple[NDArray[np.float64], ...]:
    counts = [sections[section] for section in sorted(sections)]
    return tuple(
        np.array([getattr(count, name) for count in counts], dtype=np.float64) for name in ("right", "said", "wanted")
    )


def _f1(*columns: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    right, said, wanted = (column.sum(axis=axis) for column in columns)
    with np.errstate(invalid="ignore"):
        scores: NDArray[np.float64] = 2 * right / (said + wanted)
    return np.nan_to_num(scores)


def _difference(*columns: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    return _f1(*columns[:3], axis=axis) - _f1(*columns[3:], axis=axis)


def _interval(
    statistic: Callable[..., NDArray[np.float64]], columns: tuple[NDArray[np.float64], ...]
) -> Interval | None:
    from scipy.stats import bootstrap

    if len(columns[0]) < 2:
        return None
    drawn = bootstrap(
        columns,
        statistic,
        n_resamples=DRAWS,
        confidence_level=CONFIDENCE,
        method="percentile",
        paired=True,
        vectorized=True,
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Interval(float(drawn.low), float(drawn.high))
