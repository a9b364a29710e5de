"""Judgements of a run in, its result out: scores with intervals, what they rest on, and every item that was judged.

`result.json` holds no sentence of a report: items are places, figures and short wordings, as in the goldens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import UsageError
from extractor.evaluate.certainty import Interval, Section, f1_difference, f1_interval
from extractor.evaluate.goldens import quantities, wording
from extractor.evaluate.scoring import FIELDS, MEASURES, Count, Judged, Side, anything, count, place, share
from extractor.report import Language
from extractor.schemas.quantity import plain
from extractor.schemas.records import Kind

ALL = "all"
SECTIONS = {"even sections": 0, "odd sections": 1}
"""Every other section of the goldens: rules are tuned on the even ones, so the odd ones tell what they are worth."""
GATES = ("strict", "strict, all records")
"""The scores that must not fall."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Score(_Part):
    """One F1 score or share, with what it is made of and its 95 % interval (None where there is too little).

    For a share, `right` of `said` are right, and `wanted` is the same as `said`.
    """

    right: int
    said: int
    wanted: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None = None


class Place(_Part):
    """The counts of one section, right, said and wanted by measure: what intervals and comparisons are drawn from."""

    report: str
    part: int
    counts: dict[str, tuple[int, int, int]]


class Item(_Part):
    """One label, one record or both. `wanted` and `found` are what each says, in one line; `wrong` are the fields."""

    report: str
    part: int
    status: str
    kind: Kind
    start: int
    end: int
    wanted: str | None
    found: str | None
    wrong: tuple[str, ...] = ()


class Run(_Part):
    """What came of one model over the goldens of a suite.

    Attributes:
        model, settings: who answered, and everything its answers depend on.
        versions: of what made the result.
        goldens: the digest of each golden file.
        scores: by group (`all`, a kind, a language, even or odd sections, a report) and measure.
        shares: by group and field, of the records that answer a label.
        sections: what the intervals are drawn from.
        items: everything that was judged; empty in results that are kept.
    """

    model: str
    settings: str
    versions: dict[str, str]
    goldens: dict[str, str]
    scores: dict[str, dict[str, Score]]
    shares: dict[str, dict[str, Score]]
    sections: tuple[Place, ...]
    items: tuple[Item, ...] = ()


class Evaluation(_Part):
    """A suite's result: one run a model, in the suite's order."""

    suite: str
    title: str
    runs: tuple[Run, ...]

    def kept(self) -> Evaluation:
        """The same without its items, to be kept and compared with."""
        return self.model_copy(update={"runs": tuple(run.model_copy(update={"items": ()}) for run in self.runs)})

    def run_of(self, model: str) -> Run | None:
        """The run of a model; None where there is none."""
        return next((run for run in self.runs if run.model == model), None)


class Difference(_Part):
    """How far a score is from another run's: `ours` less `theirs`, in paired draws of the same sections."""

    measure: str
    ours: float
    theirs: float
    interval: Interval | None

    @property
    def by(self) -> float:
        """The difference; negative where ours is worse."""
        return self.ours - self.theirs


def summarise(judged: Sequence[Judged], facts: Mapping[str, Any]) -> Run:
    """Score a run.

    Args:
        judged: every judgement of it.
        facts: `model`, `settings`, `versions` and `goldens`, for the run.

    Returns:
        The run with its scores by group; a group without a label or record of a measure has no such score.
    """
    groups = _groups(judged)
    return Run(
        **facts,
        scores={name: _scores(every, side) for name, (every, side) in groups.items()},
        shares={name: _shares(every, side, sure=name == ALL) for name, (every, side) in groups.items()},
        sections=_places(judged),
        items=tuple(map(_item, judged)),
    )


def compare(ours: Run, theirs: Run) -> list[Difference]:
    """Compare two runs over the same sections.

    Returns:
        One difference for every measure that both have.
    """
    first, second = ours.scores[ALL], theirs.scores[ALL]
    return [
        Difference(
            measure=measure,
            ours=first[measure].f1 or 0.0,
            theirs=second[measure].f1 or 0.0,
            interval=f1_difference(_counts_of(ours.sections, measure), _counts_of(theirs.sections, measure)),
        )
        for measure in MEASURES
        if measure in first and measure in second
    ]


def fallen(differences: Iterable[Difference], most: float) -> list[Difference]:
    """The gated scores that fell by more than `most` percentage points."""
    return [one for one in differences if one.measure in GATES and -100 * one.by > most + 1e-9]


def load(path: Path) -> Evaluation:
    """Read a result that was kept.

    Raises:
        UsageError: it cannot be read or is no result.
    """
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise UsageError(f"{path} is no result of an evaluation: {error.errors()[0]['msg']}") from error


def _groups(judged: Sequence[Judged]) -> dict[str, tuple[Sequence[Judged], Side]]:
    """The judgements of every group, and which labels and records of them count there."""

    def of(kind: Kind) -> Side:
        return lambda one: one.kind == kind

    groups: dict[str, tuple[Sequence[Judged], Side]] = {ALL: (judged, anything)}
    groups |= {kind: (judged, of(kind)) for kind in get_args(Kind)}
    for language in get_args(Language):
        groups[language] = ([one for one in judged if one.language == language], anything)
    for name, parity in SECTIONS.items():
        groups[name] = ([one for one in judged if one.part % 2 == parity], anything)
    for report in dict.fromkeys(one.report for one in judged):
        groups[report] = ([one for one in judged if one.report == report], anything)
    return {name: group for name, group in groups.items() if group[0]}


def _scores(judged: Sequence[Judged], side: Side) -> dict[str, Score]:
    scores = {}
    for measure in MEASURES:
        total = count(judged, measure, side)
        if total.said or total.wanted:
            scores[measure] = _score(total, _interval(judged, partial(count, measure=measure, side=side)))
    return scores


def _shares(judged: Sequence[Judged], side: Side, *, sure: bool) -> dict[str, Score]:
    """The share of every field; how sure each is takes time, and is told where somebody looks for it."""
    shares = {}
    for field in FIELDS:
        total = share(judged, field, side)
        if total.said:
            interval = _interval(judged, partial(share, field=field, side=side)) if sure else None
            shares[field] = _score(total, interval)
    return shares


def _score(total: Count, interval: Interval | None) -> Score:
    return Score(
        right=total.right,
        said=total.said,
        wanted=total.wanted,
        precision=total.precision,
        recall=total.recall,
        f1=total.f1,
        interval=interval,
    )


def _interval(judged: Sequence[Judged], counted: Callable[[list[Judged]], Count]) -> Interval | None:
    return f1_interval({section: counted(ones) for section, ones in _sections(judged).items()})


def _sections(judged: Iterable[Judged]) -> dict[Section, list[Judged]]:
    sections: dict[Section, list[Judged]] = defaultdict(list)
    for one in judged:
        sections[one.report, one.part].append(one)
    return dict(sorted(sections.items()))


def _places(judged: Sequence[Judged]) -> tuple[Place, ...]:
    places = []
    for (report, part), ones in _sections(judged).items():
        counts = {measure: count(ones, measure) for measure in MEASURES}
        told = {name: (one.right, one.said, one.wanted) for name, one in counts.items() if one.said or one.wanted}
        places.append(Place(report=report, part=part, counts=told))
    return tuple(places)


def _counts_of(sections: Iterable[Place], measure: str) -> dict[Section, Count]:
    return {(one.report, one.part): Count(*one.counts.get(measure, (0, 0, 0))) for one in sections}


def _item(one: Judged) -> Item:
    either = one.label or one.record
    assert either is not None
    start = place(either)
    ends = [quantity.end for quantity in quantities(either).values()]
    evidence = either.evidence[1] if isinstance(either.evidence, tuple) else either.evidence.end
    return Item(
        report=one.report,
        part=one.part,
        status=one.status,
        kind=either.kind,
        start=start,
        end=max(ends, default=evidence),
        wanted=_said(one.label) if one.label else None,
        found=_said(one.record) if one.record else None,
        wrong=tuple(field for field, right in one.right.items() if not right),
    )


def _said(one: Any) -> str:
    """What a label or record says, in one line."""
    words = [one.kind, f"“{wording(one)}”"]
    for role, quantity in quantities(one).items():
        number = plain(quantity.value) + (f"…{plain(quantity.upper)}" if quantity.upper is not None else "")
        unit = " ".join(filter(None, (quantity.unit, quantity.noun)))
        words.append(f"{role} {number} {unit} ({quantity.bound})")
    words += [f"{name}: {told}" for name in ("goal", "rank", "nature") if (told := getattr(one, name, None))]
    if getattr(one, "headline", False):
        words.append("headline")
    return " · ".join([*words, one.period or "no period", one.area])
