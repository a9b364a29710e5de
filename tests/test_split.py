"""Chunks hold whole sentences of one top section and lose none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.report import Report, Section, Sentence
from extractor.split import split


def report(*tops: list[int]) -> Report:
    """A report with sentences of the given lengths under each top section."""
    root = Section("", "", 0, 0, 0)
    sentences = [
        Sentence(0, length, "x" * length, section, ((0, 0),))
        for number, lengths in enumerate(tops)
        for section in [Section(str(number), "", 1, 0, 0, parent=root)]
        for length in lengths
    ]
    return Report("made", "", "en", sentences=tuple(sentences))


def test_a_chunk_never_crosses_a_top_section() -> None:
    """Review and plan are never shown together, however short they are."""
    assert [len(chunk.sentences) for chunk in split(report([5, 5], [5]), budget=100)] == [2, 1]


def test_a_chunk_stays_within_its_budget() -> None:
    """The sentence that would overflow begins the next chunk."""
    assert [len(chunk.sentences) for chunk in split(report([40, 40, 40]), budget=100)] == [2, 1]


def test_a_sentence_longer_than_the_budget_is_a_chunk_of_its_own() -> None:
    """A sentence is never cut."""
    assert [len(chunk.sentences) for chunk in split(report([10, 500, 10]), budget=100)] == [1, 1, 1]


@given(st.lists(st.lists(st.integers(1, 60), max_size=8), max_size=5), st.integers(1, 200))
def test_every_sentence_is_in_exactly_one_chunk(tops: list[list[int]], budget: int) -> None:
    """In order, and the chunks are numbered from 1."""
    made = report(*tops)
    chunks = list(split(made, budget))
    assert tuple(sentence for chunk in chunks for sentence in chunk.sentences) == made.sentences
    assert [chunk.number for chunk in chunks] == list(range(1, len(chunks) + 1))
