"""One report, one screen: split, propose, verify. A Report comes in, an Extraction goes out."""

from __future__ import annotations

from asyncio import Semaphore, gather
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import get_args

from extractor.errors import ModelError
from extractor.models import Model, Proposal
from extractor.quantities import find
from extractor.report import Chunk, Report
from extractor.schemas.records import Achievement, Excluded, Initiative, Kind, Rejection, Target, Uncovered
from extractor.split import split
from extractor.verify import Claim, account, refusal, unclaimed, verify
from extractor.verify.repeats import fold

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
    gate = Semaphore(model.at_once)
    parts = await gather(*(_part(chunk, model, gate) for chunk in split(report, model.budget)))
    excluded = [*_in_furniture(report), *(one for part in parts for one in part.excluded)]
    return Extraction(
        report=report,
        model=model.name,
        records=tuple(one for one in fold([one for part in parts for one in part.records]) if one.kind in kinds),
        rejections=tuple(one for part in parts for one in part.rejections if one.kind is None or one.kind in kinds),
        uncovered=tuple(one for part in parts for one in part.uncovered),
        excluded=tuple(sorted(excluded, key=lambda one: one.start)),
        failures=tuple(failure for part in parts for failure in part.failures),
    )


@dataclass(slots=True)
class _Part:
    """What became of one chunk."""

    records: list[Target | Achievement | Initiative] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    uncovered: list[Uncovered] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    claimed: set[Claim] = field(default_factory=set)


async def _part(chunk: Chunk, model: Model, gate: Semaphore) -> _Part:
    """Ask about a chunk, and once more about the numbers that nothing claims; hold both answers against the text."""
    part = _Part()
    async with gate:
        try:
            _take(part, chunk, await model.propose(chunk), model)
            if left := unclaimed(chunk, part.claimed):
                _take(part, chunk, await model.second_look(chunk, left), model)
        except ModelError as error:
            part.failures.append(f"chunk {chunk.number}: {error.problem}")
    part.uncovered, part.excluded = account(chunk, part.claimed)
    return part


def _take(part: _Part, chunk: Chunk, proposal: Proposal, model: Model) -> None:
    name = proposal.model or model.name
    verified = verify(chunk, proposal.drafts, model=name, flags=proposal.flags, claimed=part.claimed)
    known = {record.id for record in part.records}
    part.records += [record for record in verified.records if record.id not in known]
    part.rejections += [*verified.rejections, *(refusal(chunk, reason, name) for reason in proposal.refused)]
    part.claimed = verified.claimed


def _in_furniture(report: Report) -> Iterator[Excluded]:
    """Numbers in page furniture are no part of the report's prose, whatever they would say elsewhere."""
    for piece in report.furniture:
        for mention in find(report.text[piece.start : piece.end]):
            start, end = piece.start + mention.start, piece.start + mention.end
            yield Excluded(text=report.text[start:end], start=start, end=end, reason=piece.reason)
