"""One report, one screen: split, propose, verify. A Report comes in, an Extraction goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import get_args

from extractor.errors import ModelError
from extractor.models import Model, Proposal
from extractor.quantities import find
from extractor.report import Chunk, Report
from extractor.schemas.records import Achievement, Excluded, Initiative, Kind, Rejection, Target, Uncovered
from extractor.split import split
from extractor.verify import account, verify

KINDS: frozenset[Kind] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True, repr=False)
class Extraction:
    """What became of one report.

    Every draft is among `records` or `rejections`; every number of the report is on a record, in `excluded` with its
    reason, or in `uncovered`. `failures` names the chunks that the model gave no usable answer for.
    """

    report: Report
    model: str
    records: tuple[Target | Achievement | Initiative, ...]
    rejections: tuple[Rejection, ...]
    uncovered: tuple[Uncovered, ...]
    excluded: tuple[Excluded, ...]
    failures: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Name the report and count what it gave; a whole extraction on a screen helps nobody."""
        counts = Counter(record.kind for record in self.records)
        told = ", ".join(f"{counts[kind]} {kind}s" for kind in get_args(Kind))
        return f"<Extraction of {self.report.name!r}: {told}>"

    @property
    def targets(self) -> tuple[Target, ...]:
        """The records of kind target, in reading order."""
        return tuple(record for record in self.records if isinstance(record, Target))

    @property
    def achievements(self) -> tuple[Achievement, ...]:
        """The records of kind achievement, in reading order."""
        return tuple(record for record in self.records if isinstance(record, Achievement))

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """The records of kind initiative, in reading order."""
        return tuple(record for record in self.records if isinstance(record, Initiative))

    def to_dicts(self) -> list[dict[str, object]]:
        """The records as JSON-ready dictionaries, as they stand in `records.jsonl`."""
        return [record.model_dump(mode="json") for record in self.records]


async def extract(report: Report, model: Model, kinds: Collection[Kind] = KINDS) -> Extraction:
    """Extract one report's records.

    Args:
        report: a parsed report.
        model: what proposes the drafts.
        kinds: the kinds of record to keep. Numbers of the other kinds still count as covered.

    Returns:
        The verified records with everything that did not become one. A chunk that the model fails on is named in
        `failures` and its numbers are uncovered; the other chunks are not touched by it.
    """
    records: list[Target | Achievement | Initiative] = []
    rejections: list[Rejection] = []
    uncovered: list[Uncovered] = []
    excluded = list(_in_furniture(report))
    failures: list[str] = []
    for chunk in split(report, model.budget):
        proposal = await _propose(model, chunk, failures)
        verified = verify(chunk, proposal.drafts, model=model.name, flags=proposal.flags)
        left, reasoned = account(chunk, verified.claimed)
        records.extend(record for record in verified.records if record.kind in kinds)
        rejections.extend(rejection for rejection in verified.rejections if rejection.kind in kinds)
        uncovered.extend(left)
        excluded.extend(reasoned)
    return Extraction(
        report=report,
        model=model.name,
        records=tuple(records),
        rejections=tuple(rejections),
        uncovered=tuple(uncovered),
        excluded=tuple(sorted(excluded, key=lambda one: one.start)),
        failures=tuple(failures),
    )


async def _propose(model: Model, chunk: Chunk, failures: list[str]) -> Proposal:
    try:
        return await model.propose(chunk)
    except ModelError as error:
        failures.append(f"chunk {chunk.number}: {error.problem}")
        return Proposal(())


def _in_furniture(report: Report) -> Iterator[Excluded]:
    """Numbers in page furniture are no part of the report's prose, whatever they would say elsewhere."""
    for piece in report.furniture:
        for mention in find(report.text[piece.start : piece.end]):
            start, end = piece.start + mention.start, piece.start + mention.end
            yield Excluded(text=report.text[start:end], start=start, end=end, reason=piece.reason)
