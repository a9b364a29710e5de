"""What a model proposes becomes a record only where the text bears it out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from build import chunk

from extractor.report import Language
from extractor.schemas.draft import Draft, Words
from extractor.verify import account, verify

RESULT = "The city's GDP reached 3.4 trillion yuan, an increase of 6.1%."
SECOND = "It opened 45 new parks in 2023."


def test_a_number_is_read_from_the_words_of_the_text() -> None:
    """The draft only points; value, unit and bound come from the source."""
    verified = verify(chunk(RESULT), [Draft("achievement", 1, "GDP", value=Words("3.4 trillion yuan"))], model="m")
    (record,) = verified.records
    assert record.kind == "achievement"
    assert record.value is not None
    assert (record.value.value, record.value.unit) == (Decimal("3400000000000"), "CNY")
    assert RESULT[record.value.start : record.value.end] == record.value.text


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft("achievement", 1, "GDP", value=Words("3.5 trillion yuan")), "no number of the text"),
        (Draft("achievement", 9, "GDP"), "no sentence 9"),
        (Draft("achievement", 1, "unemployment", change=Words("6.1%")), "wording is not in the text"),
        (Draft("achievement", 1, "  ", change=Words("6.1%")), "names nothing"),
        (Draft("achievement", 2, "parks", value=Words("2023")), "is no quantity: year"),
        (Draft("target", 2, "parks"), "needs a number, or a goal"),
        (Draft("achievement", 2, "parks", rank=Words("first in the world")), "rank is not in the text"),
    ],
    ids=["an altered digit", "no such sentence", "an invented indicator", "an empty indicator", "a year",
         "a target of nothing", "an invented rank"],
)  # fmt: skip
def test_what_does_not_hold_is_rejected_with_the_reason(draft: Draft, reason: str) -> None:
    """A rejection is written out with why; no record comes of it."""
    verified = verify(chunk(RESULT, SECOND), [draft], model="m")
    assert not verified.records
    assert reason in verified.rejections[0].reason


def test_words_on_a_wrong_sentence_are_found_in_the_neighbour() -> None:
    """A model that miscounts by one loses nothing, and the evidence is where the words are."""
    verified = verify(chunk(RESULT, SECOND), [Draft("achievement", 1, "parks", value=Words("45"))], model="m")
    assert verified.records[0].evidence.quote == SECOND


def test_a_mention_stands_on_one_record_only() -> None:
    """The first draft keeps it; the second is rejected."""
    twice = [Draft("achievement", 1, "GDP", change=Words("6.1%"))] * 2
    verified = verify(chunk(RESULT), twice, model="m")
    assert len(verified.records) == 1
    assert "on another record" in verified.rejections[0].reason


def test_the_same_figure_twice_in_a_sentence_goes_to_two_records() -> None:
    """Each draft takes the next free occurrence."""
    line = "Exports grew by 5% and imports grew by 5%."
    drafts = [Draft("achievement", 1, head, change=Words("5%")) for head in ("Exports", "imports")]
    first, second = verify(chunk(line), drafts, model="m").records
    assert first.kind == second.kind == "achievement"
    assert first.change
    assert second.change
    assert first.change.start < second.change.start


def test_a_fall_is_negative_as_a_change_and_a_size_as_a_level() -> None:
    """The sign belongs to the change (CODEBOOK)."""
    line = "Energy use fell by 3.2%."
    (change,) = verify(chunk(line), [Draft("achievement", 1, "Energy use", change=Words("3.2%"))], model="m").records
    assert change.kind == "achievement"
    assert change.change
    assert change.change.value == Decimal("-3.2")


def test_a_wording_may_put_back_a_word_of_an_earlier_sentence() -> None:
    """出口 of what is said a sentence before; the indicator is composed of words that stand there."""
    made = chunk("汽车产业增势良好。", "出口增长12.5%。", language="zh")
    verified = verify(made, [Draft("achievement", 2, "汽车出口", change=Words("12.5%"))], model="m")
    assert [record.kind for record in verified.records] == ["achievement"]


def test_every_number_is_accounted_for() -> None:
    """On a record, excluded with a reason, or uncovered: nothing is lost in silence."""
    made = chunk(RESULT, SECOND)
    verified = verify(made, [Draft("achievement", 1, "GDP", value=Words("3.4 trillion yuan"))], model="m")
    uncovered, excluded = account(made, verified.claimed)
    assert [one.text for one in uncovered] == ["an increase of 6.1%", "45"]
    assert [(one.text, one.reason) for one in excluded] == [("2023", "year")]


def test_the_period_is_the_reports_own_year_for_its_kind() -> None:
    """An achievement speaks of the year under review, a target of the plan year."""
    plan = verify(chunk(SECOND, time="plan"), [Draft("target", 1, "parks", value=Words("45"))], model="m")
    review = verify(chunk(SECOND), [Draft("achievement", 1, "parks", value=Words("45"))], model="m")
    assert [plan.records[0].period, review.records[0].period] == ["2024", "2023"]


def test_a_records_name_does_not_depend_on_its_wording() -> None:
    """Followers of a record keep it when a model words the same number otherwise."""
    drafts = [Draft("achievement", 1, words, change=Words("6.1%")) for words in ("GDP", "city's GDP")]
    first, second = (verify(chunk(RESULT), [draft], model="m").records[0].id for draft in drafts)
    assert first == second


@pytest.mark.parametrize(
    ("line", "wording", "words", "language"),
    [
        ("Exports grew by 15% and imports fell.", "imports", "5%", "en"),
        ("新建公园15个。", "公园", "5个", "zh"),
        ("出台措施二十项。", "措施", "十项", "zh"),
        ("Exports reached 1,250 tons.", "Exports", "1,25", "en"),
    ],
)
def test_part_of_a_number_is_not_the_number(line: str, wording: str, words: str, language: Language) -> None:
    """A dropped digit leaves words that stand in the text, inside another number."""
    made = chunk(line, language=language)
    verified = verify(made, [Draft("achievement", 1, wording, value=Words(words))], model="m")
    assert not verified.records


def test_a_number_may_be_named_without_its_multiplier() -> None:
    """The value is read from the source all the same."""
    verified = verify(chunk(RESULT), [Draft("achievement", 1, "GDP", value=Words("3.4"))], model="m")
    (record,) = verified.records
    assert record.kind == "achievement"
    assert record.value
    assert record.value.value == Decimal("3400000000000")
