"""Drafts to Records or Rejections: every word is found in the text, every number is read from it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.quantities import find
from extractor.report import Chunk
from extractor.schemas.draft import Draft, Unclaimed
from extractor.schemas.records import Achievement, Excluded, Initiative, Rejection, Target, Uncovered
from extractor.verify.compose import compose
from extractor.verify.ground import Claim, Ungrounded

__all__ = ["Claim", "Verified", "account", "refusal", "unclaimed", "verify"]


@dataclass(slots=True)
class Verified:
    """What became of a chunk's drafts. `claimed` are the mentions that stand on a record."""

    records: list[Target | Achievement | Initiative] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    claimed: set[Claim] = field(default_factory=set)


def verify(
    chunk: Chunk,
    drafts: Iterable[Draft],
    *,
    model: str,
    flags: tuple[str, ...] = (),
    claimed: Iterable[Claim] = (),
) -> Verified:
    """Hold drafts against the chunk they were made from.

    Args:
        chunk: the sentences the model was shown.
        drafts: what it proposed, in its own order; the first draft that claims a mention keeps it.
        model: the model's name, for the records' provenance.
        flags: put on every record.
        claimed: mentions that stand on records already.

    Returns:
        A record or a rejection for every draft, and the mentions that all records account for, also the earlier ones.
    """
    verified = Verified(claimed=set(claimed))
    known: set[str] = set()
    for draft in drafts:
        try:
            record, claims = compose(chunk, draft, verified.claimed, model, flags)
            if record.id in known:
                raise Ungrounded("the same record was proposed before")
        except Ungrounded as reason:
            verified.rejections.append(_rejection(chunk, draft, str(reason), model))
            continue
        known.add(record.id)
        verified.records.append(record)
        verified.claimed |= claims
    return verified


def account(chunk: Chunk, claimed: set[Claim]) -> tuple[list[Uncovered], list[Excluded]]:
    """Say of every number of a chunk that stands on no record what else it is.

    Args:
        chunk: the sentences.
        claimed: the mentions that stand on a record.

    Returns:
        The quantities that nothing accounts for, and the numbers that are no quantities with the reason why.
    """
    uncovered: list[Uncovered] = []
    excluded: list[Excluded] = []
    for at, sentence in enumerate(chunk.sentences):
        for mention in find(sentence.text):
            start, end = sentence.source(mention.start, mention.end)
            words = chunk.report.text[start:end]
            if mention.excluded:
                excluded.append(Excluded(text=words, start=start, end=end, reason=mention.excluded))
            elif (at, mention.start) not in claimed:
                uncovered.append(
                    Uncovered(
                        report=chunk.report.name,
                        text=words,
                        start=start,
                        end=end,
                        sentence=sentence.text,
                        section=sentence.section.path,
                    )
                )
    return uncovered, excluded


def unclaimed(chunk: Chunk, claimed: set[Claim]) -> list[Unclaimed]:
    """The quantities of a chunk that stand on no record, for a second look."""
    return [
        Unclaimed(at + 1, sentence.text[mention.start : mention.end])
        for at, sentence in enumerate(chunk.sentences)
        for mention in find(sentence.text)
        if not mention.excluded and (at, mention.start) not in claimed
    ]


def refusal(chunk: Chunk, reason: str, model: str) -> Rejection:
    """Reject a part of a model's answer that is no draft at all."""
    return Rejection(
        report=chunk.report.name,
        kind=None,
        indicator=None,
        reason=reason,
        start=chunk.sentences[0].start,
        end=chunk.sentences[-1].end,
        model=model,
    )


def _rejection(chunk: Chunk, draft: Draft, reason: str, model: str) -> Rejection:
    at = min(max(draft.sentence - 1, 0), len(chunk.sentences) - 1)
    sentence = chunk.sentences[at]
    words = draft.value or draft.change
    return Rejection(
        report=chunk.report.name,
        kind=draft.kind,
        indicator=draft.indicator,
        words=words.text if words else None,
        reason=reason,
        start=sentence.start,
        end=sentence.end,
        model=model,
    )
