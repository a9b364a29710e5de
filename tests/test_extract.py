"""The promises that hold for every report: no number without its words, nothing lost, the same answer twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from build import chunk
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ModelError
from extractor.extract import Extraction, extract
from extractor.models import Proposal, load
from extractor.quantities import find
from extractor.read import parse, read
from extractor.report import Chunk, Report
from extractor.schemas.draft import Draft, Unclaimed, Words
from extractor.schemas.quantity import Quantity, Span

REAL = [
    "000_9533649ce7539849",
    "001_42eddb5dbf67e325",
    "002_bd9e2faf553b7276",
    "003_2d092d3b8f9d1fb1",
    "004_f0466a753705f922",
]
FRAGMENTS = st.sampled_from(
    [
        *("一、2023年工作回顾\n", "二、2024年主要任务\n", "（一）提升质量。", "——经济稳中有进。", "(1)建设公园12个。"),
        *("新增企业86家、总数达512家，", "增长5.5%", "由3.1%提高到4.2%", "分别增长1%、2%、3%。", "其中出口下降2%；"),
        *(
            "I. Review of Work in 2023\n",
            "II. Tasks for 2024\n",
            "GDP reached 1.2 trillion yuan, ",
            "an increase of 5%. ",
        ),
        *("We will build 12 libraries", " and 3 parks", "respectively. ", "1.288\n2 (Translator’s note): a.\n million"),
        *(". Jobs: 12,000\n", "01\n", "|指标|2023年|\n|---|---|\n|产值|12亿元|\n", "\n", "  ", "。", "%"),
    ]
)


def run(report: Report) -> Extraction:
    """Extract with the built-in model."""
    return asyncio.run(extract(report, load("baseline")))


def quantities(extraction: Extraction) -> Iterator[Quantity]:
    """Every level and change of every record."""
    for record in (*extraction.targets, *extraction.achievements):
        yield from (quantity for quantity in (record.value, record.change) if quantity)


def assert_promises(extraction: Extraction) -> None:
    """Check the promises that need no labels."""
    report, text = extraction.report, extraction.report.text
    on_records: list[Span] = [*quantities(extraction)]
    on_records += [span for record in (*extraction.targets, *extraction.achievements) for span in record.also]
    for span in on_records:
        assert text[span.start : span.end] == span.text
    for record in extraction.records:
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote
    places = [(span.start, span.end) for span in on_records]
    places += [(number.start, number.end) for number in extraction.uncovered]
    assert len(places) == len(set(places)), "a mention stands on two records"
    excluded = {(one.start, one.end) for one in extraction.excluded}
    mentions = {
        sentence.source(mention.start, mention.end) for sentence in report.sentences for mention in find(sentence.text)
    }
    assert mentions <= excluded | set(places), "a mention is neither on a record, nor excluded, nor uncovered"
    assert len({record.id for record in extraction.records}) == len(extraction.records)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_the_promises_hold_for_any_text_of_the_genre(text: str) -> None:
    assert_promises(run(parse(text, "made")))


@pytest.mark.parametrize("name", REAL)
def test_the_promises_hold_for_the_real_reports(name: str, shared: Path) -> None:
    assert_promises(run(read(shared / "reports" / f"{name}.txt")))


@pytest.mark.parametrize("name", REAL)
def test_every_value_is_what_the_reports_own_words_say(name: str, shared: Path) -> None:
    """Each quantity's value is read again from its sentence, at its own offsets, without looking at the record."""
    report = read(shared / "reports" / f"{name}.txt")
    again = {
        sentence.source(mention.start, mention.end): mention
        for sentence in report.sentences
        for mention in find(sentence.text)
    }
    for quantity in quantities(run(report)):
        mention = again[quantity.start, quantity.end]
        assert (abs(quantity.value), quantity.unit, quantity.bound) == (abs(mention.value), mention.unit, mention.bound)


@pytest.mark.parametrize(("name", "least"), [("001_42eddb5dbf67e325", 350), ("002_bd9e2faf553b7276", 120)])
def test_the_long_reports_give_hundreds_of_quantified_records(name: str, least: int, shared: Path) -> None:
    extraction = run(read(shared / "reports" / f"{name}.txt"))
    quantified = [one for one in (*extraction.targets, *extraction.achievements) if one.value or one.change]
    assert len(quantified) >= least


def test_a_footnote_that_cuts_a_number_from_its_multiplier_does_not_change_it(shared: Path) -> None:
    extraction = run(read(shared / "reports" / "002_bd9e2faf553b7276.txt"))
    cut = [quantity for quantity in quantities(extraction) if quantity.text.startswith("1.288")]
    assert [quantity.value for quantity in cut] == [Decimal(1288000)]


def test_a_number_that_stray_blanks_divide_is_one_number(shared: Path) -> None:
    extraction = run(read(shared / "reports" / "002_bd9e2faf553b7276.txt"))
    assert Decimal(-15100000) in [quantity.value for quantity in quantities(extraction)]


def test_the_same_report_gives_the_same_extraction() -> None:
    text = "I. Review of Work in 2023\nGDP reached 1.2 trillion yuan, an increase of 5.5%.\n"
    assert run(parse(text, "made")).to_dicts() == run(parse(text, "made")).to_dicts()


def test_kinds_that_are_not_wanted_leave_their_numbers_covered() -> None:
    text = "II. Major Tasks for 2024\nWe will build 12 libraries and 31 playgrounds.\n"
    extraction = asyncio.run(extract(parse(text, "made"), load("baseline"), {"initiative"}))
    assert {record.kind for record in extraction.records} <= {"initiative"}
    assert not extraction.uncovered


class Failing:
    """A model that has no answer for the first chunk and knows the number of the second."""

    name = "failing"
    budget = 1
    settings = ""
    at_once = 2

    async def propose(self, chunk: Chunk) -> Proposal:
        """Fail once."""
        if chunk.number == 1:
            raise ModelError(chunk.report.name, "the reply was cut off")
        return Proposal((Draft("achievement", 1, "parks", value=Words("45")),), flags=("second",))

    async def second_look(self, chunk: Chunk, left: Sequence[Unclaimed]) -> Proposal:
        """Know what is left of the second chunk, if something is."""
        drafts = [Draft("achievement", one.sentence, "ponds", value=Words(one.words)) for one in left]
        return Proposal(tuple(drafts), flags=("looked again",))


def test_a_number_that_nothing_claims_gets_a_second_look() -> None:
    report = chunk("We opened 30 schools.", "We opened 45 parks and 3 ponds.").report
    extraction = asyncio.run(extract(report, Failing()))
    assert [(one.indicator, one.flags) for one in extraction.achievements] == [
        ("parks", ("second",)),
        ("ponds", ("looked again",)),
    ]


def test_a_chunk_that_the_model_fails_on_is_named_and_the_rest_is_kept() -> None:
    report = chunk("We opened 30 schools.", "We opened 45 parks.").report
    extraction = asyncio.run(extract(report, Failing()))
    assert extraction.failures == ("chunk 1: the reply was cut off",)
    assert [one.text for one in extraction.uncovered] == ["30"]
    assert [(record.flags, record.model) for record in extraction.records] == [(("second",), "failing")]
