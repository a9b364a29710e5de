"""What a report says again is a repeat of the record that said it first."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from extractor.extract import extract
from extractor.models.baseline import Baseline
from extractor.read import parse
from extractor.schemas.quantity import Quantity
from extractor.schemas.records import Achievement, Evidence, Initiative, Target
from extractor.verify.repeats import fold


def record(
    indicator: str, value: str, start: int, *, unit: str = "count", noun: str | None = "个", period: str = "2024"
) -> Target:
    quantity = Quantity(
        text=value, start=start, end=start + 2, value=Decimal(value), unit=unit, noun=noun, bound="exact"
    )
    evidence = Evidence(start=start, end=start + 9, quote="九个字九个字九个字")
    return Target(
        id=str(start), report="made", indicator=indicator, value=quantity, period=period, area="urban",
        evidence=evidence, model="made",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "folded"),
    [
        (record("城镇新增就业", "50", 0), record("新增城镇就业", "50", 100), True),
        (record("口袋公园", "50", 0), record("新建口袋公园", "50", 100), True),
        (record("学校", "2", 0), record("学校", "2", 100), True),
        (record("学校", "2", 0), record("新建学校", "2", 100), False),  # few are often the same of two things
        (record("口袋公园", "50", 0), record("口袋公园", "51", 100), False),
        (record("口袋公园", "50", 0), record("口袋公园", "50", 100, period="2025"), False),
        (record("口袋公园", "50", 0), record("口袋公园", "50", 10), False),  # one sentence says nothing twice
        (record("增加值", "50", 0, unit="%", noun=None), record("工业增加值", "50", 99, unit="%", noun=None), True),
        (record("值", "50", 0, unit="%", noun=None), record("工业增加值", "50", 99, unit="%", noun=None), False),
    ],
)
def test_the_same_figure_of_the_same_thing_is_one_record(first: Target, second: Target, *, folded: bool) -> None:
    found = fold([first, second])
    assert len(found) == (1 if folded else 2)
    if folded:
        kept = found[0]
        assert isinstance(kept, Target)
        assert [(span.start, span.end) for span in kept.also] == [(second.value.start, second.value.end)]  # type: ignore[union-attr]


def test_initiatives_and_records_without_numbers_stay() -> None:
    evidence = Evidence(start=0, end=2, quote="字字")
    opened = Achievement(
        id="a", report="made", indicator="开馆", period="2024", area="culture", evidence=evidence, model="made"
    )
    action = Initiative(
        id="i", report="made", title="建馆", period="2024", area="culture", evidence=evidence, model="made"
    )
    assert fold([opened, action, opened, action]) == [opened, action, opened, action]


def test_an_annex_says_nothing_new_and_its_numbers_are_accounted_for() -> None:
    text = (
        "云山市政府工作报告\n一、2024年主要任务\n新建口袋公园60个。\n改造管网35公里。\n"
        "二、2024年民生实事\n1.新建口袋公园60个。\n2.改造管网35公里。\n"
    )
    extraction = asyncio.run(extract(parse(text, "any"), Baseline()))
    targets = [one for one in extraction.records if isinstance(one, Target)]
    assert [len(one.also) for one in targets] == [1, 1]
    assert not extraction.uncovered
