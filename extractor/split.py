"""A Report to Chunks: whole sentences, never across a top section, up to a budget of characters."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.report import Chunk, Report, Sentence


def split(report: Report, budget: int) -> Iterator[Chunk]:
    """Cut a report into the pieces that a model is shown one at a time.

    Args:
        report: a parsed report.
        budget: the longest chunk, in characters of reading text; a longer sentence is a chunk of its own.

    Yields:
        Chunks in reading order, numbered from 1; every sentence of the report is in exactly one.
    """
    number = 0
    gathered: list[Sentence] = []
    size = 0
    for sentence in report.sentences:
        full = size + len(sentence.text) > budget
        if gathered and (full or sentence.section.top is not gathered[0].section.top):
            number += 1
            yield Chunk(report, number, tuple(gathered))
            gathered, size = [], 0
        gathered.append(sentence)
        size += len(sentence.text)
    if gathered:
        yield Chunk(report, number + 1, tuple(gathered))
