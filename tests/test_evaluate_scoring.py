"""The scorer, against worked examples made by hand, degenerate cases, and cheats: each of these has to cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from extractor.evaluate.goldens import AchievementLabel, Golden, Head, InitiativeLabel, Label, Part, TargetLabel
from extractor.evaluate.matching import Record, match
from extractor.evaluate.scoring import FIELDS, Count, Judged, count, judge, share
from extractor.evaluate.wording import similarity
from extractor.report import Language, Report
from extractor.schemas.quantity import Quantity, Span
from extractor.schemas.records import Achievement, Evidence, Initiative, Target

REVIEW = (
    "Harbour trade reached 900 billion yuan, up 6.2%. "
    "Imports, exports and transit grew by 4%, 5.5% and 7% respectively. "
    "The Lake Library opened. The port ranked first in the province. "
    "We will issue the Port Regulations and build around 80 charging posts. "
)
CHINESE = "汽车、电池、风机产量分别增长4%、5.5%、7%。东湖图书馆建成开放。"


def quantity(text: str, words: str, value: str, unit: str = "%", **more: Any) -> Quantity:
    start = text.index(words)
    return Quantity(text=words, start=start, end=start + len(words), value=Decimal(value), unit=unit, **more)


def stretch(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def golden(text: str, labels: Sequence[Label], language: Language = "en") -> Golden:
    head = Head(
        report="harbour",
        file="harbour.txt",
        sha256="",
        language=language,
        labelled="",
        codebook="",
        sections=(Part(start=0, level=1),),
    )
    return Golden(head, tuple(labels), (), Report(name="harbour", text=text, language=language), "")


def achieved(text: str, indicator: str, **more: Any) -> AchievementLabel:
    numbers = [one for one in (more.get("value"), more.get("change")) if one]
    evidence = more.pop("evidence", None) or (
        min(one.start for one in numbers),
        max(one.end for one in numbers),
    )
    return AchievementLabel(indicator=indicator, evidence=evidence, period="2031", area="trade", **more)


def english() -> Golden:
    text = REVIEW
    return golden(
        text,
        [
            achieved(
                text,
                "harbour trade",
                value=quantity(text, "900 billion yuan", "900000000000", "CNY"),
                change=quantity(text, "up 6.2%", "6.2"),
            ),
            achieved(text, "imports", change=quantity(text, "4%", "4")),
            achieved(text, "exports", change=quantity(text, "5.5%", "5.5")),
            achieved(text, "transit", change=quantity(text, "7%", "7")),
            achieved(text, "Lake Library opened", evidence=stretch(text, "The Lake Library opened")),
            achieved(text, "port", evidence=stretch(text, "The port ranked first in the province"), rank="first"),
            TargetLabel(
                indicator="charging posts",
                value=quantity(text, "around 80", "80", "count", noun="posts", bound="about"),
                evidence=stretch(text, "build around 80 charging posts"),
                period="2032",
                area="energy",
            ),
            InitiativeLabel(
                title="issue the Port Regulations",
                evidence=stretch(text, "We will issue the Port Regulations and build around 80 charging posts."),
                period="2032",
                area="trade",
            ),
        ],
    )


def chinese() -> Golden:
    text = CHINESE
    return golden(
        text,
        [
            achieved(text, "汽车产量", change=quantity(text, "4%", "4")),
            achieved(text, "电池产量", change=quantity(text, "5.5%", "5.5")),
            achieved(text, "风机产量", change=quantity(text, "7%", "7")),
            achieved(text, "东湖图书馆建成开放", evidence=stretch(text, "东湖图书馆建成开放")),
        ],
        "zh",
    )


def answer(known: Golden, label: Label, number: int = 0, **changed: Any) -> Record:
    """The record that answers a label perfectly, but for what is changed."""
    start, end = changed.pop("evidence", label.evidence)
    fields: dict[str, Any] = {
        "id": f"{number:03}",
        "report": known.name,
        "period": label.period,
        "area": label.area,
        "evidence": Evidence(start=start, end=end, quote=known.report.text[start:end]),
        "model": "by hand",
    }
    if isinstance(label, InitiativeLabel):
        return Initiative(**fields | {"title": label.title} | changed)
    said = {
        name: getattr(label, name)
        for name in ("indicator", "value", "change", "goal", "rank", "headline", "nature", "also")
    }
    made = Target if changed.pop("kind", label.kind) == "target" else Achievement
    return made(**fields | said | changed)


def answers(known: Golden) -> list[Record]:
    return [answer(known, label, number) for number, label in enumerate(known.labels)]


def strict(known: Golden, records: Sequence[Record]) -> float:
    return count(judge(known, records), "strict, all records").f1 or 0.0


@pytest.fixture(params=["english", "chinese"])
def known(request: pytest.FixtureRequest) -> Golden:
    return {"english": english, "chinese": chinese}[request.param]()


# What is right


def test_perfect_records_score_one_everywhere(known: Golden) -> None:
    judged = judge(known, answers(known))
    assert {one.status for one in judged} == {"right"}
    assert [share(judged, field).precision for field in FIELDS if share(judged, field).said] == [1.0] * len(
        [field for field in FIELDS if share(judged, field).said]
    )


def test_the_order_of_the_records_changes_nothing(known: Golden) -> None:
    there = [(one.status, one.right) for one in judge(known, answers(known))]
    back = [(one.status, one.right) for one in judge(known, list(reversed(answers(known))))]
    assert there == back


def test_an_anchor_need_not_be_to_the_letter() -> None:
    known = english()
    wider = quantity(REVIEW, "reached 900 billion yuan", "900000000000", "CNY")
    records = [answer(known, known.labels[0], value=wider), *answers(known)[1:]]
    assert strict(known, records) == 1.0


def test_growth_words_and_plurals_of_an_indicator_are_disregarded() -> None:
    assert similarity("居民消费价格涨幅", "居民消费价格") == 1.0
    assert similarity("growth rate of exports", "export") == 1.0
    assert similarity("people's livelihood", "people‘s livelihood") == 1.0


# Worked examples, counted by hand


def test_a_missed_an_extra_and_a_wrong_record_are_counted() -> None:
    known = english()
    records = answers(known)
    records[1] = answer(known, known.labels[1], 1, change=quantity(REVIEW, "4%", "40"))
    extra = answer(
        known, known.labels[4], 99, evidence=stretch(REVIEW, "the Port Regulations"), indicator="regulations"
    )
    judged = judge(known, [*records[:3], *records[4:], extra])
    assert sorted(one.status for one in judged) == ["extra", "missed", *["right"] * 6, "wrong"]
    assert count(judged, "detection") == Count(right=4, said=4, wanted=5)
    assert count(judged, "strict") == Count(right=3, said=4, wanted=5)
    assert count(judged, "strict").f1 == pytest.approx(2 * 3 / 9)
    assert share(judged, "number") == Count(3, 4, 4)
    assert count(judged, "achievements without a number") == Count(right=2, said=3, wanted=2)


def test_a_record_of_the_wrong_kind_is_found_but_not_right() -> None:
    known = english()
    judged = judge(known, [answer(known, known.labels[6], kind="achievement")])
    assert count(judged, "detection").right == 1
    assert count(judged, "kind").right == 0
    assert [one.status for one in judged if one.record] == ["wrong"]


def test_level_and_growth_in_two_records_leave_one_extra() -> None:
    known = english()
    label = known.labels[0]
    split = [answer(known, label, 0, change=None), answer(known, label, 50, value=None)]
    judged = judge(known, [*split, *answers(known)[1:]])
    assert [one.status for one in judged].count("extra") == 1
    assert count(judged, "strict").right == 4


def test_optional_labels_charge_neither_side() -> None:
    plain = english()
    labels = [label.model_copy(update={"optional": number in (1, 4)}) for number, label in enumerate(plain.labels)]
    known = golden(REVIEW, labels)
    assert strict(known, answers(known)) == 1.0
    assert strict(known, [one for number, one in enumerate(answers(known)) if number not in (1, 4)]) == 1.0
    wrong = [answer(known, known.labels[1], 1, indicator="something else"), *answers(known)[2:], answers(known)[0]]
    assert strict(known, wrong) == 1.0


def test_a_number_on_no_label_is_extra_though_it_stands_in_also() -> None:
    text = "Parks grew from 80 to 96."
    also = (Span(text="80", start=text.index("80"), end=text.index("80") + 2),)
    known = golden(text, [achieved(text, "parks", value=quantity(text, "96", "96", "count", noun="parks"), also=also)])
    base = answer(known, known.labels[0], 7, value=quantity(text, "80", "80", "count", noun="parks"), also=())
    assert [one.status for one in judge(known, [base, *answers(known)])] == ["extra", "right"]


def test_assignment_is_best_in_all_and_not_first_come() -> None:
    known = english()
    whole = stretch(REVIEW, "The Lake Library opened. The port ranked first in the province.")
    vague = answer(known, known.labels[5], 1, evidence=whole)
    exact = answer(known, known.labels[4], 2)
    pairs = {
        pair.label.indicator: pair.record
        for pair in match(known, [vague, exact])
        if pair.label and pair.record and pair.label.kind == "achievement"
    }
    assert pairs == {"Lake Library opened": exact, "port": vague}


def test_what_stands_outside_of_the_labelled_passages_is_left_aside() -> None:
    known = english()
    lists = stretch(REVIEW, "Imports, exports and transit grew by 4%, 5.5% and 7% respectively.")
    head = known.head.model_copy(update={"passages": (lists,)})
    part = Golden(head, known.labels[1:4], (), known.report, "")
    assert [one.status for one in judge(part, answers(known))] == ["right"] * 3


# Degenerate cases


def test_no_records_score_nothing(known: Golden) -> None:
    judged = judge(known, [])
    total = count(judged, "strict, all records")
    assert (total.precision, total.recall, total.f1) == (None, 0.0, 0.0)


def test_no_labels_make_every_record_extra(known: Golden) -> None:
    empty = golden(known.report.text, [], known.head.language)
    judged = judge(empty, answers(known))
    assert {one.status for one in judged} == {"extra"}
    assert count(judged, "strict, all records").recall is None


def test_neither_labels_nor_records_have_no_score() -> None:
    assert count(judge(golden("", []), []), "detection").f1 is None


def test_everything_said_twice_halves_the_precision(known: Golden) -> None:
    twice = [*answers(known), *(one.model_copy(update={"id": f"again {one.id}"}) for one in answers(known))]
    total = count(judge(known, twice), "strict, all records")
    assert (total.precision, total.recall) == (0.5, 1.0)


def test_offsets_shifted_by_one_answer_nothing(known: Golden) -> None:
    def shifted(one: Record) -> Record:
        moved: dict[str, Any] = {
            name: old.model_copy(update={"start": old.start + 1, "end": old.end + 1})
            for name in ("value", "change", "evidence")
            if (old := getattr(one, name, None))
        }
        return one.model_copy(update=moved)

    assert strict(known, [shifted(one) for one in answers(known)]) == 0.0


# Cheats, each of which has to cost


def rotated(known: Golden) -> list[Record]:
    """The mistake of 分别 and “respectively”: each number of a list with its neighbour's indicator."""
    records = answers(known)
    lists = [at for at, one in enumerate(records) if not isinstance(one, Initiative) and one.change and not one.value]
    names = [records[at].indicator for at in lists]  # type: ignore[union-attr]
    for at, name in zip(lists, [*names[1:], names[0]], strict=True):
        records[at] = records[at].model_copy(update={"indicator": name})
    return records


def doubled_numbers(known: Golden) -> list[Record]:
    """A second number made up on every record that has only one."""
    made_up = known.labels[0].evidence[0]
    number = Quantity(
        text=known.report.text[made_up : made_up + 2], start=made_up, end=made_up + 2, value=Decimal(3), unit="%"
    )
    return [
        one
        if isinstance(one, Initiative) or (one.value and one.change) or not (one.value or one.change)
        else one.model_copy(update={"change" if one.value else "value": number})
        for one in answers(known)
    ]


def clauses_as_indicators(known: Golden) -> list[Record]:
    text = known.report.text
    return [
        one if isinstance(one, Initiative) else one.model_copy(update={"indicator": text[:110]})
        for one in answers(known)
    ]


def overlong_anchors(known: Golden) -> list[Record]:
    text = known.report.text

    def stretched(old: Quantity) -> Quantity:
        start, end = max(0, old.start - 60), min(len(text), old.end + 60)
        return old.model_copy(update={"start": start, "end": end, "text": text[start:end]})

    return [
        one.model_copy(
            update={name: stretched(old) for name in ("value", "change") if (old := getattr(one, name, None))}
        )
        for one in answers(known)
    ]


def nameless(known: Golden) -> list[Record]:
    return [one.model_copy(update={"title" if one.kind == "initiative" else "indicator": ""}) for one in answers(known)]


def flipped_signs(known: Golden) -> list[Record]:
    return [
        one.model_copy(
            update={
                name: old.model_copy(update={"value": -old.value})
                for name in ("value", "change")
                if (old := getattr(one, name, None))
            }
        )
        for one in answers(known)
    ]


@pytest.mark.parametrize(
    ("cheat", "still_right"),
    [
        pytest.param(rotated, {"english": 5, "chinese": 1}, id="indicators rotated among the numbers of a clause"),
        pytest.param(doubled_numbers, {"english": 4, "chinese": 1}, id="a made-up second number on every record"),
        pytest.param(clauses_as_indicators, {"english": 1, "chinese": 0}, id="the whole clause as the indicator"),
        pytest.param(overlong_anchors, {"english": 3, "chinese": 1}, id="anchors as long as a sentence"),
        pytest.param(nameless, {"english": 0, "chinese": 0}, id="empty titles and indicators"),
        pytest.param(flipped_signs, {"english": 3, "chinese": 1}, id="every sign flipped"),
    ],
)
def test_a_cheat_loses_every_record_it_touches(cheat: Any, still_right: dict[str, int], known: Golden) -> None:
    judged = judge(known, cheat(known))
    name = "english" if known.head.language == "en" else "chinese"
    assert count(judged, "strict, all records").right == still_right[name]
    assert len(known.labels) > still_right[name]


def test_scores_agree_with_those_of_scikit_learn(known: Golden) -> None:
    from sklearn.metrics import precision_recall_fscore_support

    records = [*answers(known)[1:], *nameless(known)[:2]]
    judged = judge(known, records)
    truth, said = _flat(judged)
    precision, recall, f1, _ = precision_recall_fscore_support(truth, said, average="binary", pos_label=1)
    total = count(judged, "strict, all records")
    assert (total.precision, total.recall, total.f1) == pytest.approx((precision, recall, f1))


def _flat(judged: Sequence[Judged]) -> tuple[list[int], list[int]]:
    """Judgements as two lists of a binary classification: a wrong record is one miss and one false alarm."""
    truth: list[int] = []
    said: list[int] = []
    for one in judged:
        pairs = {"right": [(1, 1)], "missed": [(1, 0)], "extra": [(0, 1)], "wrong": [(1, 0), (0, 1)]}[one.status]
        truth += [pair[0] for pair in pairs]
        said += [pair[1] for pair in pairs]
    return truth, said
